"""The charts of the public version: rounded points, a break where a figure is hidden."""

from collections.abc import Sequence

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.public_version import PublicFigure
from salo_plan.reports import clauses
from salo_plan.reports.public.disclosing import Disclosure
from salo_plan.reports.public.report import PublicRow
from salo_plan.reports.public.sentences import PERCENT
from salo_plan.reports.report import Chart, Line, Point
from salo_plan.reports.sections.indicator_chart import baseline_point

SHORTEST_TO_COMPARE = 12
_SHORTEST_RUN = 3


def public_chart(
    words: PublicFigure, finding: Finding, row: PublicRow, hiding: Disclosure
) -> Chart:
    """Draw a public figure's months; the target is drawn where it is a number of its own."""
    indicator = finding.indicator
    target = indicator.target
    limit = target.limit if target and not finding.counts_months else None
    hidden = tuple(p.month for p in row.series if hiding.hides(row.id, Month.parse(p.month)))
    shown = {p.month for p in row.series if p.value is not None}
    small = bool(hidden) and all(hiding.is_small(row.id, Month.parse(m)) for m in hidden)
    baseline = baseline_point(indicator, shown)
    note = _note(row, hidden, hiding.below if small else None)
    return Chart(
        id=row.id,
        form="lines",
        title=_title(words, row),
        measure=_measure(words, row),
        unit=indicator.unit,
        decimals=indicator.decimals,
        lines=(Line(row.name, row.series),),
        alt=_alt(row, note),
        note=" ".join(part for part in (_ring(baseline), note) if part),
        limit=limit,
        limit_words=say("Target {target}", target=row.target) if limit is not None else "",
        good_side=clauses.good_side(indicator),
        verdict=row.verdict,
        baseline=baseline,
        gap_words=(hiding.words(row.id, Month.parse(hidden[0])) if small else say("not published")),
        hidden=hidden,
    )


def _title(words: PublicFigure, row: PublicRow) -> str:
    """Say the figure, or how it stands beside the same month last year where that is worded."""
    before, now = row.series[0].value, row.value
    if now is None:
        return row.sentence.rstrip(".")
    if words.title:
        return words.title.format(value=row.printed)
    if before is None or len(row.series) <= SHORTEST_TO_COMPARE or not words.more:
        return f"{row.name}: {row.printed}"
    if now == before:
        return words.same
    return words.more if now > before else words.less


def _measure(words: PublicFigure, row: PublicRow) -> str:
    unit = say("per cent") if row.unit == PERCENT else say("people")
    return ", ".join(part for part in (words.chart or row.name, row.area, unit) if part)


def _ring(baseline: Point | None) -> str:
    """Say what the open ring in the chart is."""
    if baseline is None:
        return ""
    month = wording.month_name(Month.parse(baseline.month), "inessive")
    return say("Ring: the starting level in {month}.", month=month)


def _note(row: PublicRow, hidden: tuple[str, ...], below: int | None) -> str:
    """Say why the line breaks: what is not published, and what there is no information of.

    `below` is given where all that is hidden may be called fewer people than that.
    """
    unknown = [p.month for p in row.series if p.value is None and p.month not in hidden]
    known = [p.month for p in row.series if p.value is not None]
    sentences = []
    if hidden and below:
        months = _months(hidden)
        sentences.append(say("Fewer than {limit} people: {months}.", limit=below, months=months))
    elif hidden:
        sentences.append(say("Not published: {months}.", months=_months(hidden)))
    if len(unknown) == len(row.series):
        sentences.append(say("There is no information on any month."))
    elif len(unknown) == 1 and known and known[0] < unknown[0] < known[-1]:
        month = wording.month_name(Month.parse(unknown[0]), "genitive")
        sentences.append(say("Break: there is no information for {month}.", month=month))
    elif unknown:
        sentences.append(say("No information: {months}.", months=_months(unknown)))
    return " ".join(sentences)


def _months(months: Sequence[str]) -> str:
    """Write months, unbroken runs of three or more by their ends: `12/2022–11/2023`."""
    runs: list[list[Month]] = []
    for month in map(Month.parse, months):
        if runs and month == runs[-1][-1].plus(1):
            runs[-1].append(month)
        else:
            runs.append([month])
    told = []
    for run in runs:
        names = [wording.month_slash(month) for month in run]
        told += names if len(run) < _SHORTEST_RUN else [f"{names[0]}–{names[-1]}"]
    return wording.listing(told)


def _alt(row: PublicRow, note: str) -> str:
    """Say what the line shows: months, the latest figure, target, status and range."""
    known = [point for point in row.series if point.value is not None]
    first, last = _slash(row.series[0].month), _slash(row.series[-1].month)
    parts = [
        say(
            "{name}: months {first}–{last}. The latest figure is {value}; status: {status}.",
            name=row.name, first=first, last=last, value=row.printed, status=row.verdict_word,
        )
    ]  # fmt: skip
    if row.target and row.verdict != "no_data":
        parts.append(say("The target is {target}.", target=row.target))
    if known:
        values = [point.value or 0.0 for point in known]
        unit = row.unit if row.unit == PERCENT else ""
        decimals = 1 if row.unit == PERCENT else 0
        low = wording.figure(min(values), unit, decimals)
        high = wording.figure(max(values), unit, decimals)
        parts.append(say("The lowest figure is {low}, the highest {high}.", low=low, high=high))
    parts.append(note)
    return " ".join(part for part in parts if part)


def _slash(month: str) -> str:
    known = Month.parse(month)
    return wording.month_slash(known)
