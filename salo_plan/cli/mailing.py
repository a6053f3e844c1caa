"""What `run --send` tells a person at a terminal."""

from typing import Any


def mail_line(event: dict[str, Any]) -> str:
    """Write an event of the sending as one line; empty for what needs no line."""
    name, reason = event["event"], event.get("reason", "")
    if name in ("refused", "doubtful", "unsent"):
        row = f", recipient on row {event['row']}" if event.get("row") else ""
        told = f": {reason}" if reason else ""
        return f"{name}: {event['audience']} {event['month']}{row}{told}"
    if name == "unreachable":
        return f"not sent: {reason}"
    if name == "no_recipients":
        return "Nothing was sent: there is no vastaanottajat.csv in the workspace."
    if name == "unserved":
        return f"{event['audience']}: no report has been made in the language {event['lang']}."
    if name == "delivered":
        others = ", ".join(f"{event[n]} {n}" for n in ("refused", "doubtful", "unsent") if event[n])
        return f"{event['sent']} sent{', ' if others else ''}{others}."
    if name == "notified":
        return "The operator was told."
    return ""
