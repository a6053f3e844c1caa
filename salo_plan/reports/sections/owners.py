"""Whom the coordinator's list names as the owner of an action, in the words of the report.

The list is in the language of the plan, and names parties (vastuutahot) as the plan does.
"""

import re

from salo_plan.plan.model import Plan


def named_parties(plan: Plan, owner: str) -> tuple[str, ...]:
    """Find the parties whose names stand in a recorded owner."""
    text = owner.casefold()
    known = plan.as_written.parties.items()
    return tuple(key for key, party in known if party.name.casefold() in text)


def owner_words(plan: Plan, owner: str) -> str:
    """Say a recorded owner: parties by their names in the report, any other as it is."""
    written = plan.as_written
    if plan is written:
        return owner
    said = {party.name.casefold(): plan.parties[key].name for key, party in written.parties.items()}
    names = "|".join(map(re.escape, sorted(said, key=len, reverse=True)))
    whole = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)
    return whole.sub(lambda match: said[match[0].casefold()], owner) if names else owner
