"""The month's own figure with its parts, or plainly why there is none."""

from salo_plan import wording
from salo_plan.figures import Measured, Measurement
from salo_plan.indicators.assess import Finding, of_few
from salo_plan.indicators.shown_names import shown_reason
from salo_plan.messages import marked, say
from salo_plan.plan.model import Plan
from salo_plan.reports.cautions import few_caution
from salo_plan.reports.explaining.exact import equals, plain, with_unit
from salo_plan.reports.explaining.explanation import Part, part
from salo_plan.reports.row_parts import beside

_SECRET = marked(
    "There is no figure because it is secret: a number in the data is covered. A secret figure is "
    "not zero."
)
_NOT_RECEIVED = marked(
    "There is no figure because the data of the month has not been received. A missing figure is "
    "not zero."
)
_BLANK = marked(
    "There is no figure because the data received lacks what is needed to count it. A missing "
    "figure is not zero."
)
_REFUSED = marked("There is no figure. {reason}. A missing figure is not zero.")
_NOBODY = marked(
    "There is no figure because there is nobody in the group, and nothing can be divided by zero."
)
_ZERO = marked("The figure is a true zero: the data was received, and it has none.")
_BY_PLAN = marked("The figure is the value that the action plan itself states.")
_DELIVERED = marked("The figure of this month was delivered ready-made, not counted from rows.")
_NO_PARTS = marked("The parts of the figure were not delivered.")


def figure_part(plan: Plan, finding: Finding, found: Measurement | None) -> tuple[Part, ...]:
    """Write the month's own figure; a verbal indicator has none."""
    indicator, figure = finding.indicator, finding.month_figure
    if indicator.kind == "verbal":
        return ()
    month = wording.month_name(finding.month, "genitive")
    title = wording.capital(say("Figure of {month}", month=month))
    if figure.value is None:
        return part("figure", title, why_none(figure, found))
    return part(
        "figure",
        title,
        _equation(finding),
        say(_ZERO) if figure.value == 0 else "",
        _origin(finding, found),
        _beside(plan, figure),
        _few(plan, finding),
    )


def why_none(figure: Measured, found: Measurement | None) -> str:
    """Say why there is no figure: secret, missing and nobody are three different things."""
    if figure.state == "secret":
        return say(_SECRET)
    if figure.state == "not_applicable":
        return say(_NOBODY)
    if found is not None and found.reason:
        return say(_REFUSED, reason=shown_reason(found.reason).rstrip("."))
    return say(_BLANK if found is not None and found.sources else _NOT_RECEIVED)


def division(figure: Measured, finding: Finding) -> str:
    """Write a figure as the division that gives it; empty where it is not one."""
    indicator, value = finding.indicator, figure.value
    if value is None or figure.numerator is None or not figure.denominator:
        return ""
    hundred = " × 100" if indicator.unit in ("%", "pistettä") else ""
    upper, lower = plain(figure.numerator), plain(figure.denominator)
    sign = equals(value, indicator)
    return f"{upper} ÷ {lower}{hundred} {sign} {with_unit(value, indicator)}"


def _equation(finding: Finding) -> str:
    """Write the parts by name and the division, or the figure alone."""
    indicator, figure = finding.indicator, finding.month_figure
    told, metric = division(figure, finding), indicator.metric
    if not told:
        value = figure.value or 0.0
        if "given" in metric or "count" in metric or "total" in metric:
            return wording.closed(with_unit(value, indicator))
        if "function" in metric and indicator.unit != "%":
            return wording.closed(with_unit(value, indicator))
        return f"{wording.closed(with_unit(value, indicator))} {say(_NO_PARTS)}"
    if "given" in metric:
        names = marked("Parts as delivered: {division}")
    elif "ratio" in metric:
        names = marked("Dividend ÷ divisor: {division}")
    elif "mean" in metric:
        names = marked("Sum of the products ÷ sum of the weights: {division}")
    elif indicator.unit == "pistettä":
        names = marked("Promoters less detractors ÷ scored answers: {division}")
    elif "function" in metric:
        names = marked("Days with a post ÷ working days: {division}")
    else:
        names = marked("Part ÷ whole group: {division}")
    return wording.closed(say(names, division=told))


def _origin(finding: Finding, found: Measurement | None) -> str:
    kinds = {source.kind for source in found.sources} if found else set()
    if kinds == {"plan"}:
        return say(_BY_PLAN)
    counted = "given" not in finding.indicator.metric
    return say(_DELIVERED) if kinds == {"delivered"} and counted else ""


def _beside(plan: Plan, figure: Measured) -> str:
    told = [beside(plan, name, value, plain) for name, value in figure.beside if value is not None]
    return say("Given beside it: {figures}.", figures="; ".join(told)) if told else ""


def _few(plan: Plan, finding: Finding) -> str:
    figure = finding.month_figure
    if figure.denominator is None or not of_few(plan.rules, finding.indicator, figure):
        return ""
    return few_caution(finding.indicator, figure.denominator)
