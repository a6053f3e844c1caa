"""The few indicators that are not sums of counts: feedback, events, info sessions and posts.

An event log tells of a month when it has been kept in it: from the month of its first entry to
the month of its last, on any sheet. A month inside without an event is a true zero.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

import holidays
import pandas as pd

from salo_plan.figures import MISSING, Measured
from salo_plan.indicators.calculations import share
from salo_plan.periods import Month
from salo_plan.plan.model import Rules

Frames = Mapping[str, pd.DataFrame]
Encounter = Callable[[Frames, Month, Rules], Measured]

PROMOTER_FROM, DETRACTOR_TO = 9, 6
NO_SCORE = "ilman arvosanaa"
LOG_SHEETS = ("events", "posts", "info_sessions")


def net_promoter_score(frames: Frames, month: Month, _: Rules) -> Measured:
    """Net promoter score (NPS): promoters (9-10) less detractors (0-6) of all answers, -100-100.

    Blank answers are left out of the base and told beside. Channels are pooled, never averaged.
    """
    scores = _of_month(frames["feedback"], month)["score"]
    blank = float(scores.isna().sum())
    return replace(score_of(scores), beside=((NO_SCORE, blank),) if blank else ())


def score_of(scores: "pd.Series[float]") -> Measured:
    """Return the net promoter score of any answers, for example those of one channel."""
    given = scores.dropna()
    if given.empty:
        return MISSING
    promoters = int((given >= PROMOTER_FROM).sum())
    detractors = int((given <= DETRACTOR_TO).sum())
    return share(promoters - detractors, len(given))


def info_sessions(frames: Frames, month: Month, rules: Rules) -> Measured:
    """Job-search info sessions (työnhakuinfot) of the month with enough people present."""
    if not _log_covers(frames, month):
        return MISSING
    sessions = _of_month(frames["info_sessions"], month)
    full = float((sessions["participants"] >= rules.info_session_minimum).sum())
    present = float(sessions["participants"].sum())
    beside = (("osallistujia", present), ("infoja kaikkiaan", float(len(sessions))))
    return Measured(full, full, None, "ok", beside)


def monthly_events(frames: Frames, month: Month, rules: Rules) -> Measured:
    """Events (tapahtumat) held in the month, with the share held at the plan's place beside."""
    if not _log_covers(frames, month):
        return MISSING
    events = _of_month(frames["events"], month)
    held = float(len(events))
    place = rules.event_place
    if place is None:
        return Measured(held, held)
    there = share(float((events["place"] == place.name).sum()), held).value
    return Measured(held, held, None, "ok", ((f"{place.inessive}, %", there),))


def posting_days(frames: Frames, month: Month, _: Rules) -> Measured:
    """Share of the month's working days with at least one post (some-julkaisu)."""
    if not _log_covers(frames, month):
        return MISSING
    posts = _of_month(frames["posts"], month)
    days = working_days(month)
    posted = float(len(set(posts["day"].dt.date) & set(days)))
    figure = share(posted, float(len(days)))
    showing = share(float(posts["shows_service"].sum()), float(len(posts))).value
    return Measured(
        figure.value,
        figure.numerator,
        figure.denominator,
        figure.state,
        (("palvelun esitteleviä julkaisuja, %", showing),),
    )


def working_days(month: Month) -> list[object]:
    """List the month's working days: Monday to Friday without Finnish holidays and eves."""
    free = holidays.country_holidays("FI", years=month.year)
    days = pd.date_range(month.first_day, month.last_day, freq="B").date
    return [day for day in days if day not in free]


ENCOUNTERS: Mapping[str, Encounter] = {
    "net_promoter_score": net_promoter_score,
    "info_sessions": info_sessions,
    "monthly_events": monthly_events,
    "posting_days": posting_days,
}


# The sheet of a log that each of them counts rows of; the others tell only how long it was kept.
SHEETS: Mapping[str, str] = {
    "net_promoter_score": "feedback",
    "info_sessions": "info_sessions",
    "monthly_events": "events",
    "posting_days": "posts",
}


def _of_month(frame: pd.DataFrame, month: Month) -> pd.DataFrame:
    return frame[frame["month"] == str(month)]


def _log_covers(frames: Frames, month: Month) -> bool:
    months = pd.concat([frames[sheet]["month"] for sheet in LOG_SHEETS])
    return not months.empty and months.min() <= str(month) <= months.max()
