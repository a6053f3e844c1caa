"""The sentences of the public version: what a figure says in the plan file's plain words."""

from collections.abc import Iterable

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.messages import say
from salo_plan.periods import Month
from salo_plan.plan.model import Plan
from salo_plan.plan.public_version import PublicFigure
from salo_plan.reports.public.disclosing import Disclosure
from salo_plan.reports.public.report import PublicRow
from salo_plan.reports.rows import printed_figure

PERCENT = "%"
_HALF = 50


def figure_sentence(
    plan: Plan, words: PublicFigure, finding: Finding, printed: str, hiding: Disclosure
) -> str:
    """Say a figure, also where it is hidden or missing; a yearly one beside the year so far."""
    indicator, month = finding.indicator, finding.month
    value = finding.month_figure.value
    hidden = hiding.hides(indicator.id, month)
    if hidden and not hiding.is_small(indicator.id, month):
        return say("{name}: not published, so that nobody can be recognised.", name=words.name)
    if value is None and not hidden:
        return say("{name}: no information.", name=words.name)
    form = words.sentence
    if not hidden and value == 1 and words.one:
        form = words.one
    if not hidden and value == 0 and words.none:
        form = words.none
    year = ""
    if words.year and finding.judged == "year" and _year_is_shown(finding, hiding):
        form = {1: words.year_first, 12: words.year_last}.get(month.number, words.year)
        year = wording.without_unit(printed_figure(finding), indicator.unit)
    target = indicator.target.words if indicator.target else ""
    sentence = form.format(value=printed, year_value=year, target=target, **month_words(month))
    few = "function" in indicator.metric and (
        (finding.month_figure.denominator or 0) < plan.rules.few_answers
    )
    if few and not hidden and indicator.counts == "people":
        sentence += " " + say("There were few answers.")
    return sentence


def _year_is_shown(finding: Finding, hiding: Disclosure) -> bool:
    hidden = hiding.hides(finding.indicator.id, finding.month, "year")
    return finding.figure.value is not None and not hidden


def with_target(row: PublicRow) -> str:
    """Say the figure and its target, once; nothing of a target where there is no figure."""
    if row.verdict == "no_data" or not row.target or row.target in row.sentence:
        return row.sentence
    start = row.sentence.rstrip(".")
    return say("{sentence} (target {target}).", sentence=start, target=row.target)


def lead_sentences(told: Iterable[tuple[PublicFigure, PublicRow, Finding]]) -> list[str]:
    """Say the figures of the lead, in the lead's own words as long as all before are shown.

    Half and the year before are compared as printed, so that a sentence never contradicts its
    numbers, nor tells more than they do.
    """
    sentences = []
    whole = True
    for words, row, finding in told:
        whole = whole and row.value is not None
        before = _year_before(row, finding)
        if whole and words.lead:
            sentences.append(_lead_sentence(words.lead, row, finding, before))
        elif before is None or row.value is None:
            sentences.append(row.sentence)
        else:
            start, value = row.sentence.rstrip("."), _printed(before, row, finding)
            sentences.append(
                say("{sentence}, a year earlier {value}.", sentence=start, value=value)
            )
    return sentences


def _lead_sentence(form: str, row: PublicRow, finding: Finding, before: float | None) -> str:
    now = row.value or 0.0
    half = {0: say("exactly half"), 1: say("more than half")}.get(_side(now, _HALF))
    compared = year_before = ""
    if before is not None:
        value = _printed(before, row, finding)
        ago = say("a year ago {value}", value=value)
        year_before = f" ({ago})"
        told = {
            1: say("more than a year ago ({value})", value=value),
            0: say("as much as a year ago ({value})", value=value),
        }.get(_side(now, before), say("less than a year ago ({value})", value=value))
        compared = f", {told}"
    return form.format(
        value=row.printed,
        Half=wording.capital(half or say("less than half")),
        compared=compared,
        year_before=year_before,
        **month_words(finding.month),
    )


def _side(value: float, edge: float) -> int:
    return (value > edge) - (value < edge)


def _year_before(row: PublicRow, finding: Finding) -> float | None:
    """Return the same month's figure last year, where it is shown."""
    first = row.series[0]
    return first.value if Month.parse(first.month) == finding.month.year_ago else None


def _printed(value: float, row: PublicRow, finding: Finding) -> str:
    decimals = finding.indicator.decimals
    if row.unit == PERCENT:
        return wording.figure(value, row.unit, decimals)
    return wording.number(value, decimals)


def month_words(month: Month) -> dict[str, str]:
    """Return the forms of a month's name that a plan file's sentences may use."""
    genitive = wording.month_alone(month.number, "genitive")
    inessive = wording.month_alone(month.number, "inessive")
    return {
        "genitive": genitive,
        "inessive": inessive,
        "Genitive": genitive.capitalize(),
        "Inessive": inessive.capitalize(),
        "year": str(month.year),
    }
