"""The charts of groups at the head of a goal: one share, group by group, beside their targets.

The groups come from the plan's data: indicators of one goal that count the same part, each of its
own group, in the same unit.
"""

from collections.abc import Sequence
from itertools import takewhile

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say, say_count
from salo_plan.reports.breaks import breaks_note
from salo_plan.reports.numerals import numeral, out_of
from salo_plan.reports.report import MOST_BARS, Bar, Chart, Row, Table

FEWEST_GROUPS = 3
FEWEST_SHOWN = 2
_SHARE = "%"

Pair = tuple[Finding, Row]


def group_charts(own: Sequence[Pair]) -> tuple[Chart, ...]:
    """Draw a chart for every family of shares that has groups enough."""
    families: dict[tuple[str, ...], list[Pair]] = {}
    for finding, row in own:
        indicator = finding.indicator
        if "share" in indicator.metric and indicator.unit == _SHARE:
            parts = (indicator.metric["share"], indicator.metric.get("in", ""), finding.judged)
            families.setdefault(parts, []).append((finding, row))
    charts = (_chart(family) for family in families.values())
    return tuple(chart for chart in charts if chart)


def _chart(family: list[Pair]) -> Chart | None:
    """Draw one family; groups without a value stay out and are told in the note."""
    shown = [pair for pair in family if pair[0].figure.value is not None]
    if not FEWEST_GROUPS <= len(family) <= MOST_BARS or len(shown) < FEWEST_SHOWN:
        return None
    first = family[0][0]
    names = _group_names([row.name for _, row in family])
    measure, *groups = names
    named = dict(zip((row.id for _, row in family), groups, strict=True))
    absent = [named[row.id] for _, row in family if row.value is None]
    month = wording.month_name(first.month)
    when = month if first.judged == "month" else say("the year until {month}", month=month)
    return Chart(
        id=f"groups-{first.indicator.id}",
        form="shares",
        title=_title(measure, [row for _, row in shown]),
        measure=_measure(measure, when, shown),
        unit=_SHARE,
        decimals=first.indicator.decimals,
        lines=(),
        alt=_alt(measure, when, shown, named),
        note=_note(absent, shown, named),
        bars=tuple(_bar(finding, named[row.id]) for finding, row in shown),
        table=_table(f"{measure}, {when}", family, named),
    )


def _note(absent: list[str], shown: list[Pair], named: dict[str, str]) -> str:
    """Name the groups without a figure, and those whose baseline lies before a break."""
    lacking = say("No figure: {groups}.", groups=wording.listing(absent)) if absent else ""
    broken = breaks_note((named[row.id], finding) for finding, row in shown)
    return " ".join(part for part in (lacking, broken) if part)


def _measure(measure: str, when: str, shown: list[Pair]) -> str:
    """Say what the bars are and how to read their marks; a ring only where one is drawn."""
    told = say(
        "{measure} by group, {when}, per cent. The upright line is the target.",
        measure=measure,
        when=when,
    )
    rings = any(finding.indicator.baseline for finding, _ in shown)
    ring = say("The ring is the baseline.")
    return f"{told} {ring}" if rings else told


def _group_names(names: list[str]) -> list[str]:
    """Split what all names begin with, which is the measure, from what is each group's own."""
    split = [name.split(" ") for name in names]
    # "osuus," and "osuus" are the same word.
    bare = [[word.rstrip(",") for word in words] for words in split]
    common = len(list(takewhile(lambda words: len(set(words)) == 1, zip(*bare, strict=False))))
    common = min(common, *(len(words) - 1 for words in split))
    if not common:
        return [say("Share"), *names]
    own = [" ".join(words[common:]) for words in split]
    return [" ".join(bare[0][:common]), *(name[:1].upper() + name[1:] for name in own)]


def _bar(finding: Finding, name: str) -> Bar:
    baseline = finding.indicator.baseline
    return Bar(
        name=name,
        value=finding.figure.value or 0.0,
        limit=finding.limit,
        baseline=baseline.value if baseline else None,
        verdict=finding.verdict,
    )


def _title(measure: str, rows: list[Row]) -> str:
    judged = [row for row in rows if row.verdict in ("met", "near", "missed")]
    met = sum(row.verdict == "met" for row in judged)
    if not judged:
        return say("{measure} by group", measure=measure)
    if met == len(judged):
        return say("{measure}: every group meets its target", measure=measure)
    if not met:
        return say("{measure}: no group meets its target", measure=measure)
    return say_count(
        "{measure}: one group {all} meets its target",
        "{measure}: {number} groups {all} meet their targets",
        met,
        measure=measure,
        number=numeral(met),
        all=out_of(len(judged)),
    )


def _alt(measure: str, when: str, shown: list[Pair], named: dict[str, str]) -> str:
    told = [
        f"{named[row.id]} {row.printed} ({row.target}: {row.verdict_word.lower()})"
        for _, row in shown
    ]
    return f"{measure}, {when}: {'; '.join(told)}."


def _table(caption: str, family: list[Pair], named: dict[str, str]) -> Table:
    rows = tuple(
        (
            named[row.id],
            row.printed,
            row.target,
            _baseline_words(finding),
            row.verdict_word,
        )
        for finding, row in family
    )
    columns = (say("Group"), say("Value"), say("Target"), say("Baseline"), say("Status"))
    verdicts = tuple(row.verdict for _, row in family)
    return Table(caption, columns, rows, (False, True, False, True, False), verdicts)


def _baseline_words(finding: Finding) -> str:
    baseline = finding.indicator.baseline
    if baseline is None or baseline.value is None:
        return wording.NOTHING
    return wording.stated(baseline.value, finding.indicator.unit)
