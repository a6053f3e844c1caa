"""What the Tab key offers for the values of a call.

It reads little, so that nobody waits for a key, and leaves out what it cannot read.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click
from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def one_of(*words: str) -> dict[str, Any]:
    """Describe an option that takes one of a few words."""
    return {"metavar": "|".join(words), "shell_complete": offering(lambda _: words)}


def offering(known: Callable[[click.Context], Iterable[str]]) -> Complete:
    """Offer of the known values those that begin as what is typed; none when they fail to come."""

    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        try:
            return [CompletionItem(value) for value in known(context) if value.startswith(typed)]
        except Exception:
            # A broken plan or folder is told by the command itself, not while its call is typed.
            return []

    return complete


def plan_audiences(context: click.Context) -> Iterator[str]:
    """Name the audiences of the plan."""
    for audience in _plan(context)["audience"]:
        yield str(audience["id"])


def plan_indicators(context: click.Context) -> Iterator[str]:
    """Name the indicators of the plan."""
    for goal in _plan(context)["goal"]:
        for indicator in goal["indicator"]:
            yield str(indicator["id"])


def received_months(context: click.Context) -> list[str]:
    """List the months that the names of received files tell, the newest first."""
    from salo_plan.extracts.file_months import file_month

    raw = context.params["workspace"] / "data" / "raw"
    names = (path.name for path in raw.rglob("*"))
    return sorted({str(month) for name in names if (month := file_month(name))}, reverse=True)


def _plan(context: click.Context) -> dict[str, Any]:
    """Read the plan's tables without checking them, which takes longer than one waits for a key."""
    from salo_plan.plan.file import plan_path, plan_tables

    return plan_tables(plan_path(context.params["plan"] or None))
