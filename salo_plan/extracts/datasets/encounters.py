"""Datasets 13 and 14: clients' feedback, and the log of events, posts and info sessions."""

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.file_months import NO_MONTH, file_month
from salo_plan.extracts.schema import Extract, column
from salo_plan.told import Told

_LOG = r"tapahtumat_some_loki.*\.xlsx"


class Feedback(Extract):
    """Answers to "would you recommend us" (0-10), one row an answer; blank when not answered.

    The comment is dropped while reading: it may name people.
    """

    day: Series[pa.DateTime] = column(
        "Aikaleima", "date", "Day of the answer, Finnish time.", optional=True
    )
    channel: Series[str] = column("Kanava", "text", "Channel of the answer.", optional=True)
    site: Series[str] = column("Toimipiste", "text", "Place of service.", optional=True)
    score: Series[float] = column(
        "Kuinka todennäköisesti suosittelisit (0–10)",
        "count",
        "Score; empty when left blank.",
        aliases=("Kuinka todennäköisesti suosittelisit (0-10)", "Suositteluluku"),
        marks=True,
        in_range={"min_value": 0, "max_value": 10},
    )
    score_state: Series[str]


class Events(Extract):
    """Events held, one row an event."""

    day: Series[pa.DateTime] = column("Pvm", "date", "Day, Finnish time.", aliases=("Alkoi_utc",))
    name: Series[str] = column(
        "Nimi", "text", "Name of the event.", aliases=("Tapahtuma_id",), optional=True
    )
    place: Series[str] = column(
        "Paikka",
        "text",
        "Place of the event.",
        optional=True,
        if_absent="warning",
    )
    type: Series[str] = column("Tyyppi", "text", "Type.", optional=True)
    participants: Series[float] = column(
        "Osallistujia", "count", "Participants.", aliases=("Kävijöitä",), marks=True, ge=0
    )
    participants_state: Series[str]


class Posts(Extract):
    """Posts in social media, one row a post."""

    day: Series[pa.DateTime] = column("Pvm", "date", "Day.")
    channel: Series[str] = column("Kanava", "text", "Channel.")
    topic: Series[str] = column("Aihe", "text", "Topic.", optional=True)
    shows_service: Series[bool] = column(
        "Palvelunosto K/E", "yes_no", "Whether a service was shown."
    )


class InfoSessions(Extract):
    """Job-search info sessions (työnhakuinfot), one row a session."""

    day: Series[pa.DateTime] = column("Pvm", "date", "Day.")
    participants: Series[float] = column("Osallistujia", "count", "People present.", ge=0)


def _answers_without_a_month(frame: pd.DataFrame, file_name: str) -> list[Fault]:
    """Refuse answers without a day in a file whose name tells no month."""
    if file_month(file_name):
        return []
    reason = Told(
        "{no_month} and the answer has no day; call it for example {name}",
        no_month=NO_MONTH,
        name="roidu_2023-06.csv",
    )
    rows = frame.index[frame["day"].isna()]
    return [Fault(reason, row=int(row), column="Aikaleima") for row in rows]


def _events_told_twice(frame: pd.DataFrame) -> list[Fault]:
    """Warn of an event that stands twice in every word of it; both are counted."""
    reason = Told(
        "the same event stands on an earlier row too: counted twice; take one of them away"
    )
    return [Fault(reason, "warning", row=int(row)) for row in frame.index[frame.duplicated()]]


def _log(name: str, title: str, schema: type[Extract], sheet: str, **more: Any) -> Dataset:
    settings: dict[str, Any] = {"month_column": "day", "sheet": sheet} | more
    pattern = _LOG + (r"|tapahtumat\.csv" if sheet == "Tapahtumat" else "")
    return Dataset(id=name, title=title, pattern=pattern, schema=schema, **settings)


FEEDBACK = Dataset(
    id="feedback",
    title="Asiakaspalaute (Roidu)",
    pattern=r"(roidu|palaute)_.*\.(csv|xlsx?|xlsm|ods)",
    schema=Feedback,
    month_column="day",
    dropped=("Avoin palaute", "Vastaus_id"),
    file_checks=(_answers_without_a_month,),
)
POSTS = _log("posts", "Some-julkaisut", Posts, "Some")
INFO_SESSIONS = _log("info_sessions", "Työnhakuinfot", InfoSessions, "Tyonhakuinfot")
EVENTS = _log(
    "events",
    "Tapahtumat",
    Events,
    "Tapahtumat",
    beside=("Some", "Tyonhakuinfot"),
    checks=(_events_told_twice,),
)
