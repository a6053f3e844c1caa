"""The message of an indicator's chart, from the two signals of a finding: target and change."""

from collections.abc import Iterator

from salo_plan import wording
from salo_plan.indicators.assess import Change, Finding
from salo_plan.indicators.verdicts import target_holds
from salo_plan.messages import marked, say, say_count
from salo_plan.periods import Month
from salo_plan.reports import clauses
from salo_plan.reports.amounts import COUNT_UNITS, in_words, things
from salo_plan.reports.report import Row
from salo_plan.reports.terms import term_slash, term_words, year_so_far

_UNKNOWN = {
    "secret": marked("{subject}: the figure of {month} is secret"),
    "not_applicable": marked("{subject}: nobody to count from in {month}"),
    "missing": marked("{subject}: the figure of {month} is missing"),
}
# By whether the change is against last year, and whether "and" joins it to the target.
_TWO_SIGNALS = {
    (True, True): marked("{subject} {moved} in a year and {stands}"),
    (True, False): marked("{subject} {moved} in a year, but {stands}"),
    (False, True): marked("{subject} {moved} from the baseline and {stands}"),
    (False, False): marked("{subject} {moved} from the baseline, but {stands}"),
}
_NEARER = {
    True: marked("{subject} {moved} in a year to near its target"),
    False: marked("{subject} {moved} from the baseline to near its target"),
}
_SAME = {
    True: marked("{subject} stayed as it was a year ago and {stands}"),
    False: marked("{subject} is as at the baseline and {stands}"),
}
_CHANGE_ALONE = {
    (True, True): marked("{subject} is as it was a year ago"),
    (True, False): marked("{subject} {moved} in a year"),
    (False, True): marked("{subject} is as at the baseline"),
    (False, False): marked("{subject} {moved} from the baseline"),
}
# By whether the year is its mean, and whether it is the month that meets the target.
_MONTH_AND_YEAR = {
    (True, True): marked("{subject}: {month} meets the target, the year's average does not"),
    (True, False): marked("{subject}: the year's average meets the target, {month} does not"),
    (False, True): marked("{subject}: {month} meets the target, {months} does not"),
    (False, False): marked("{subject}: {months} meets the target, {month} does not"),
}
_WAYS = {
    True: marked("{subject}: the average {moved}, {month} {own_moved} in a year"),
    False: marked("{subject}: {months} {moved}, {month} {own_moved} in a year"),
}


def titles(finding: Finding, row: Row) -> Iterator[str]:
    """Go through the forms a title may take, fullest first."""
    indicator, value = finding.indicator, finding.figure.value
    told = {"subject": clauses.subject(indicator)}
    if value is None:
        month = wording.month_alone(finding.month.number, "genitive")
        if finding.figure.state == "not_applicable":
            month = wording.month_alone(finding.month.number, "inessive")
        yield say(_UNKNOWN.get(finding.figure.state, _UNKNOWN["missing"]), month=month, **told)
        return
    if finding.verdict == "no_data":
        year_ago = finding.month.year_ago
        then = wording.month_slash(year_ago)
        yield say("{subject}: the figure of {month} to compare with is missing", month=then, **told)
        return
    yield from _every_month(finding)
    yield from _month_and_year(finding)
    if finding.few:
        yield _of_few(finding)
    yield from _two_ways(finding)
    if clauses.tiny(finding):
        yield from _tiny(finding)
    else:
        yield from _two_signals(finding)
    month = wording.month_alone(finding.month.number, "inessive")
    if finding.judged == "year":
        month = term_words(finding.month.year_to_date(), "inessive")
    figure = wording.without_unit(row.printed, indicator.unit)
    if indicator.unit not in COUNT_UNITS:
        figure = in_words(row.printed, indicator)
    yield say("{subject} was {figure} in {month}", figure=figure, month=month, **told)
    if finding.judged == "year":
        months = term_slash(finding.month.year_to_date())
        yield say("{subject} was {figure} ({months})", figure=figure, months=months, **told)


def _every_month(finding: Finding) -> Iterator[str]:
    """Tell of something that should be so every month; a month of none is told alone."""
    indicator, year = finding.indicator, finding.year
    if indicator.over_year != "every_month" or year.figure.value is None:
        return
    if finding.counts_months and year.present < 2:
        return
    subject = clauses.subject(indicator)
    if not finding.counts_months:
        if clauses.below_is_good(indicator):
            return
        if not finding.figure.value and indicator.speech.counted:
            month = wording.capital(wording.month_alone(finding.month.number, "inessive"))
            yield say("{month}: there were no {things}", month=month, things=things(indicator))
            return
        if not finding.met or year.present < 2:
            return
    told = {"subject": subject}
    met, known = int(year.figure.value), int(year.figure.denominator or year.present)
    if not met:
        yield say("{subject} has not met its target in any month", subject=subject)
    elif met < known:
        yield say_count(
            "{subject} has met its target in one month out of {all}",
            "{subject} has met its target in {count} months out of {all}",
            met,
            subject=subject,
            all=wording.out_of(known),
        )
    elif year.present < year.expected:
        yield say("{subject} has met its target in every month known", subject=subject)
    else:
        since = wording.month_slash(Month(finding.month.year, 1))
        yield say("{subject} has met its target every month since {since}", **told, since=since)


def _month_and_year(finding: Finding) -> Iterator[str]:
    """Tell when the year to date and its last month are on different sides of the target."""
    indicator, own = finding.indicator, finding.month_figure.value
    if finding.judged != "year" or indicator.over_year not in ("mean", "pooled"):
        return
    if own is None or finding.met is None or finding.month.number == 1:
        return
    month_meets = target_holds(indicator, own)
    if month_meets != finding.met:
        is_mean = indicator.over_year == "mean"
        yield say(
            _MONTH_AND_YEAR[is_mean, month_meets],
            subject=clauses.subject(indicator),
            month=wording.month_alone(finding.month.number),
            **({} if is_mean else {"months": year_so_far(finding.month)}),
        )


def _two_ways(finding: Finding) -> Iterator[str]:
    """Tell when the year to date has not moved the same way in a year as its newest month."""
    year, own = finding.year_ago, finding.month_year_ago
    if finding.judged != "year" or finding.indicator.over_year not in ("mean", "pooled"):
        return
    if finding.month.number == 1 or "unknown" in (year.verdict, own.verdict):
        return
    if year.verdict != own.verdict:
        is_mean = finding.indicator.over_year == "mean"
        yield say(
            _WAYS[is_mean],
            subject=clauses.subject(finding.indicator),
            moved=_way(year),
            month=wording.month_alone(finding.month.number, "genitive"),
            own_moved=_way(own),
            **({} if is_mean else {"months": year_so_far(finding.month)}),
        )


def _way(change: Change) -> str:
    if change.verdict == "unchanged":
        return say("is unchanged")
    return say("went up") if clauses.rose(change) else say("went down")


def _tiny(finding: Finding) -> Iterator[str]:
    """Give two small counts as they are: a change of one or two is not a change told in words."""
    indicator, change = finding.indicator, clauses.compared(finding)
    stands = clauses.stance(finding)
    baseline = indicator.baseline.month if indicator.baseline else None
    told = {
        "subject": clauses.subject(indicator),
        "now": wording.number(finding.figure.value, indicator.decimals),
        "then": wording.number(change.reference, indicator.decimals),
    }
    if clauses.since_last_year(finding):
        if stands:
            yield say("{subject} {stands}: {now}, a year ago {then}", stands=stands, **told)
        yield say("{subject} was {now}, a year ago {then}", **told)
    else:
        month = wording.month_slash(baseline) if baseline else ""
        yield say("{subject} was {now}, at the baseline ({month}) {then}", month=month, **told)


def _of_few(finding: Finding) -> str:
    """Say where a figure of few stands, with a caution in place of the change."""
    stands, subject = clauses.stance(finding), clauses.subject(finding.indicator)
    if finding.indicator.unit == "%":
        if not stands:
            return say("{subject}: few people, so compare with care", subject=subject)
        return say("{subject} {stands}, but of few people", subject=subject, stands=stands)
    if not stands:
        return say("{subject}: few answers, so compare with care", subject=subject)
    return say("{subject} {stands}, but answers are few", subject=subject, stands=stands)


def _two_signals(finding: Finding) -> Iterator[str]:
    """Tell the change and where the figure stands; the shorter forms leave out one of them."""
    change, by_year = clauses.compared(finding), clauses.since_last_year(finding)
    stands = clauses.stance(finding)
    told = {"subject": clauses.subject(finding.indicator)}
    same = change.verdict == "unchanged"
    moved = clauses.verb(finding.indicator, clauses.rose(change))
    if change.verdict != "unknown":
        if not stands:
            yield say(_CHANGE_ALONE[by_year, same], **(told if same else told | {"moved": moved}))
        elif same:
            yield say(_SAME[by_year], stands=stands, **told)
            yield say("{subject} is unchanged and {stands}", stands=stands, **told)
        elif _came_nearer(finding):
            yield say(_NEARER[by_year], moved=moved, **told)
        else:
            joined = _TWO_SIGNALS[by_year, clauses.agrees(finding)]
            yield say(joined, moved=moved, stands=stands, **told)
    if stands:
        yield say("{subject} {stands}", stands=stands, **told)


def _came_nearer(finding: Finding) -> bool:
    improved = clauses.compared(finding).verdict == "improved"
    return finding.verdict == "near" and improved and not clauses.at_limit(finding)
