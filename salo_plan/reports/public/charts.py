"""The charts of the public version: rounded points, a break where a figure is hidden."""

from collections.abc import Sequence

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.public_version import PublicFigure
from salo_plan.reports import clauses
from salo_plan.reports.public.report import PublicRow
from salo_plan.reports.public.rows import PERCENT, Disclosure
from salo_plan.reports.report import Chart, Line
from salo_plan.reports.sections.indicator_chart import baseline_point

SHORTEST_TO_COMPARE = 12


def public_chart(
    words: PublicFigure, finding: Finding, row: PublicRow, hiding: Disclosure
) -> Chart:
    """Draw a public figure's months; the target is drawn where it is a number of its own."""
    indicator = finding.indicator
    target = indicator.target
    limit = target.limit if target and not finding.counts_months else None
    hidden = tuple(p.month for p in row.series if hiding.hides(row.id, Month.parse(p.month)))
    shown = {p.month for p in row.series if p.value is not None}
    words_of_gaps = {hiding.words(row.id, Month.parse(month)) for month in hidden}
    return Chart(
        id=row.id,
        form="lines",
        title=_title(words, row),
        measure=_measure(words, row),
        unit=indicator.unit,
        decimals=indicator.decimals,
        lines=(Line(row.name, row.series),),
        alt=_alt(row, hidden),
        note=_note(row, hidden),
        limit=limit,
        limit_words=row.target if limit is not None else "",
        good_side=clauses.good_side(indicator),
        verdict=row.verdict,
        baseline=baseline_point(indicator, shown),
        gap_words=words_of_gaps.pop() if len(words_of_gaps) == 1 else say("not published"),
        hidden=hidden,
    )


def _title(words: PublicFigure, row: PublicRow) -> str:
    """Say how the figure stands beside the same month last year, else the figure itself."""
    before, now = row.series[0].value, row.value
    if now is None:
        return row.sentence.rstrip(".")
    if before is None or len(row.series) <= SHORTEST_TO_COMPARE or not words.more:
        return f"{row.name}: {row.printed}"
    if now == before:
        return words.same
    return words.more if now > before else words.less


def _measure(words: PublicFigure, row: PublicRow) -> str:
    unit = say("per cent") if row.unit == PERCENT else say("people")
    return f"{words.chart or row.name}, {unit}"


def _note(row: PublicRow, hidden: tuple[str, ...]) -> str:
    """Say why the line breaks: what is not published, and what there is no information of."""
    unknown = [p.month for p in row.series if p.value is None and p.month not in hidden]
    sentences = []
    if hidden:
        sentences.append(say("Not published: {months}.", months=_months(hidden)))
    if len(unknown) == len(row.series):
        sentences.append(say("There is no information on any month."))
    elif unknown:
        sentences.append(say("No information: {months}.", months=_months(unknown)))
    return " ".join(sentences)


def _months(months: Sequence[str]) -> str:
    return wording.listing([_slash(month) for month in months])


def _alt(row: PublicRow, hidden: tuple[str, ...]) -> str:
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
    parts.append(_note(row, hidden))
    return " ".join(part for part in parts if part)


def _slash(month: str) -> str:
    known = Month.parse(month)
    return wording.month_slash(known)
