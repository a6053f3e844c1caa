"""The operator's notice: what went wrong in a run, in a few lines without personal data.

Readers never get it. Recipients are told by their row of the list, and of a mail server's answer
only its numbers are told.
"""

import re
from datetime import datetime

from salo_plan.extracts.datasets.recipients import RECIPIENTS_FILE
from salo_plan.fingerprints import hash_of
from salo_plan.messages import say, say_count, speaking
from salo_plan.plan.model import Plan
from salo_plan.publishing.events import Event
from salo_plan.publishing.mail.message import Parcel, plain_message

_STATUS = re.compile(r"\d{3}(?: \d\.\d{1,3}\.\d{1,3})?")


def operator_notice(
    troubles: list[Event], plan: Plan, operator: str, sender: str, at: datetime
) -> Parcel:
    """Write the notice; on the same day the same troubles give a message of the same name."""
    names = {audience.id: audience.name for audience in plan.audience}
    with speaking("fi"):
        lines = [_line(event, names) for event in troubles]
        count = len(lines)
        subject = say_count(
            "Report run: {count} thing needs you", "Report run: {count} things need you", count
        )
        text = "\n".join(
            [
                say("The run of {plan} met these troubles:", plan=plan.name),
                "",
                *(f"- {line}" for line in lines),
                "",
                say("Readers have not been told of these."),
            ]
        )
    day = at.date().isoformat()
    return plain_message(
        f"operator-{day}-{hash_of(*lines)[:12]}", subject, f"{text}\n", operator, sender, at
    )


def _line(event: Event, names: dict[str, str]) -> str:
    kind = event["event"]
    if kind == "unreachable":
        return say("The mail server could not be used. What was not sent goes at the next run.")
    if kind == "recipients_refused":
        return say(
            "{file} was refused, so nothing was sent to anybody. The command "
            "`salo-plan check` tells what is wrong.",
            file=RECIPIENTS_FILE,
        )
    told = {"report": names.get(event["audience"], event["audience"]), "month": event["month"]}
    if kind == "failed":
        place = f"outputs/failed/{event['month']}/{event['audience']}/reason.txt"
        return say(
            "{report} {month}: the report was not made. The reason is in {place}.",
            place=place,
            **told,
        )
    if kind == "unsent":
        return say(
            "{report} {month}: the report could not be sent, because its files are not as they "
            "were issued. The log of the run tells more.",
            **told,
        )
    row = event.get("row")
    told["reader"] = (
        say("row {row} of {file}", row=row, file=RECIPIENTS_FILE)
        if row
        else say("a recipient who is no longer on the list")
    )
    if kind == "doubtful":
        return say(
            "{report} {month}, {reader}: nobody knows whether the message arrived. It is not sent "
            "again by itself; ask the recipient.",
            **told,
        )
    found = _STATUS.match(event.get("reason", ""))
    told["status"] = found[0] if found else say("no code")
    if event.get("given_up"):
        return say(
            "{report} {month}, {reader}: the message was refused ({status}) for the last time. It "
            "is not tried again.",
            **told,
        )
    return say(
        "{report} {month}, {reader}: the message was refused ({status}). It is tried again at the "
        "next run.",
        **told,
    )
