"""What `run --send` tells a person at a terminal."""

from collections.abc import Iterator
from typing import Any

from salo_plan.told import Told

_TROUBLES = {"refused": Told("refused"), "doubtful": Told("doubtful"), "unsent": Told("unsent")}


def mail_line(event: dict[str, Any]) -> str:
    """Write an event of the sending as one line; empty for what needs no line."""
    name, reason = event["event"], event.get("reason", "")
    if name in _TROUBLES:
        report = Told("{audience} {month}", audience=event["audience"], month=event["month"])
        if event.get("row"):
            report = Told("{report}, recipient on row {row}", report=report, row=event["row"])
        return Told.joined(": ", [_TROUBLES[name], report, *([reason] if reason else [])])
    if name == "unreachable":
        return Told("not sent: {reason}", reason=reason)
    if name == "no_recipients":
        return Told("Nothing was sent: there is no vastaanottajat.csv in the workspace.")
    if name == "unserved":
        return Told(
            "{audience}: no report has been made in the language {lang}.",
            audience=event["audience"],
            lang=event["lang"],
        )
    if name == "delivered":
        return Told("{counts}.", counts=Told.joined(", ", _counted(event)))
    if name == "notified":
        return Told("The operator was told.")
    return ""


def _counted(event: dict[str, Any]) -> Iterator[Told]:
    """Say how many messages left; of the others, how many there were."""
    yield Told("{count} sent", count=event["sent"])
    if event["refused"]:
        yield Told("{count} refused", count=event["refused"])
    if event["doubtful"]:
        yield Told("{count} doubtful", count=event["doubtful"])
    if event["unsent"]:
        yield Told("{count} unsent", count=event["unsent"])
