"""How the year to date is made of its months, and which of the two figures is judged."""

from salo_plan import wording
from salo_plan.indicators.assess import Finding
from salo_plan.indicators.measurements import Measurements
from salo_plan.messages import marked, say, say_count
from salo_plan.reports.explaining.exact import equals, plain, with_unit
from salo_plan.reports.explaining.explanation import Part, part
from salo_plan.reports.explaining.month_figure import division

MOST_NAMED = 3
_RULES = {
    "last": marked("The year's figure is that of its newest month. Months are not added up."),
    "mean": marked("The year's figure is the average of the months' figures."),
    "sum": marked("The year's figure is the sum of the months."),
    "pooled": marked(
        "The parts of the months are added up before the division. The months' shares are not "
        "averaged, because the months are of different size."
    ),
    "every_month": marked("The year meets the target only if every month does."),
}


def year_part(finding: Finding, measurements: Measurements) -> tuple[Part, ...]:
    """Write the year's rule, its figure and the months it is made of."""
    rule = finding.indicator.over_year
    if rule is None:
        return ()
    judged = marked("What is judged is the month's own figure.")
    if finding.judged == "year":
        judged = marked("What is judged is the figure of the year so far.")
    return part(
        "year",
        say("Year so far"),
        f"{say(_RULES[rule])} {say(judged)}" if rule != "last" else say(_RULES[rule]),
        _figure(finding),
        _months(finding, measurements),
    )


def _figure(finding: Finding) -> str:
    indicator, year = finding.indicator, finding.year.figure
    if year.value is None or indicator.over_year == "last":
        return ""
    if indicator.over_year == "every_month":
        return say(
            "Months that met the target: {met} of {all}.",
            met=plain(year.value),
            all=plain(year.denominator or 0.0),
        )
    if indicator.over_year == "mean" and year.denominator:
        upper = wording.number(year.numerator, 0 if _whole(year.numerator) else 2)
        told = with_unit(year.value, indicator)
        sign = equals(year.value, indicator)
        return wording.closed(
            say_count(
                "Sum of the months {sum} ÷ {count} month {sign} {figure}",
                "Sum of the months {sum} ÷ {count} months {sign} {figure}",
                int(year.denominator),
                sum=upper,
                sign=sign,
                figure=told,
            )
        )
    told = division(year, finding) or with_unit(year.value, indicator)
    return wording.closed(say("Year so far: {figure}", figure=told))


def _whole(value: float | None) -> bool:
    return value is not None and float(value).is_integer()


def _months(finding: Finding, measurements: Measurements) -> str:
    """Say how many months there are, and name those that are missing."""
    term = finding.month.year_to_date()
    absent = [m for m in term if measurements.value(finding.indicator.id, m) is None]
    present, expected = finding.year.present, finding.year.expected
    told = say("Months with a figure: {present} of {expected}.", present=present, expected=expected)
    if not present or not 0 < len(absent) <= MOST_NAMED:
        return told
    names = wording.listing([wording.month_alone(month.number) for month in absent])
    lacking = say("Without a figure: {months}.", months=names)
    return f"{told} {lacking}"
