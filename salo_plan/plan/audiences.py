"""What an audience is called: by its id everywhere, by its name or title where a person calls."""

from collections import Counter

from salo_plan.errors import CallError, unknown_name
from salo_plan.plan.model import Audience, Plan
from salo_plan.told import Told


def audience_called(plan: Plan, wanted: str) -> Audience:
    """Find an audience by its id, or by a name or title that no other one has.

    Raises CallError with the nearest of them when there is none.
    """
    called = [(audience, name) for audience in plan.audience for name in _names(audience)]
    shared = Counter(name for _, name in called)
    own = {name: audience for audience, name in called if shared[name] == 1}
    own |= {audience.id: audience for audience in plan.audience}
    found = own.get(wanted) or own.get(wanted.casefold())
    if found is None:
        raise CallError(unknown_name(Told("audience"), wanted, own))
    return found


def audience_name(audience: Audience) -> Told:
    """Name an audience by its id, to be retold by the name that the plan gives it."""
    return Told("{id}{name:.0}", id=audience.id, name=audience.name.casefold())


def _names(audience: Audience) -> set[str]:
    return {name.casefold() for name in (audience.name, audience.title)}
