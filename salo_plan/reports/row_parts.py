"""What a figure is made of, in the small text of its row: its parts, and those of its month."""

from collections.abc import Callable

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.shown_names import shown_name
from salo_plan.messages import marked, say
from salo_plan.plan.model import Plan


def own_parts(finding: Finding) -> list[str]:
    """Write the parts of a share, or the answers behind a score."""
    indicator, figure = finding.indicator, finding.figure
    if figure.numerator is None or figure.denominator is None or finding.counts_months:
        return []
    lower = wording.number(figure.denominator)
    if indicator.unit == "%":
        named = f"{indicator.parts}: " if indicator.parts else ""
        return [f"{named}{wording.number(figure.numerator)} / {lower}"]
    if "function" in indicator.metric:
        few = marked("{number} answers, few answers")
        answers = few if finding.few else marked("{number} answers")
        return [say(answers, number=lower)]
    return []


def of_the_month(plan: Plan, finding: Finding) -> str:
    """Write what is about the newest month: its own value beside a year's, coaches and the like."""
    indicator, own = finding.indicator, finding.month_figure
    parts = [beside(plan, name, value) for name, value in own.beside if value is not None]
    if "ratio" in indicator.metric and own.denominator is not None:
        parts.insert(0, f"{indicator.beside[0]} {wording.number(own.denominator)}")
    if finding.judged == "year" and own.value is not None:
        figure = wording.figure(own.value, indicator.unit, indicator.decimals)
        month = wording.month_alone(finding.month.number, "inessive")
        parts.insert(0, f"{month} {figure}")
    return ", ".join((*parts, *_months_so_far(finding)))


def _months_so_far(finding: Finding) -> list[str]:
    """Tell in a monthly report in how many months of the year an every-month target was met."""
    year, indicator = finding.year, finding.indicator
    every = indicator.over_year == "every_month" and finding.judged == "month"
    if not every or year.figure.value is None or not finding.in_force or year.present < 2:
        return []
    months = say("{met}/{all} months", met=f"{year.figure.value:.0f}", all=year.present)
    return [say("met in {months}", months=months)]


def beside(
    plan: Plan, name: str, value: float, write: Callable[[float], str] = wording.number
) -> str:
    """Write a figure printed beside; a name that ends in a percent sign is a share."""
    if name.endswith(", %"):
        share = shown_name(name.removesuffix(", %"), plan.english)
        return f"{share} {wording.figure(value, '%')}"
    return f"{shown_name(name, plan.english)} {write(value)}"
