"""What the section on public statistics says, sentence by sentence; figures come in as numbers.

Shares are compared as they are printed, so that a sentence never contradicts the figures in it.
"""

from collections.abc import Mapping

from salo_plan import wording
from salo_plan.messages import marked, say, say_count
from salo_plan.periods import Month
from salo_plan.plan.areas import Statistics
from salo_plan.reports.statistics.published_view import PublishedView

TITLE = marked("{of_town} unemployment in the public statistics")
TITLE_ALONE = marked("Unemployment in the public statistics")
SCOPE = marked("The whole of {town}, all jobseekers (not the clients of {services})")
AREAS_SCOPE = marked("All jobseekers of the municipalities (not the clients of {services})")
INDEX_SCOPE = marked(
    "All jobseekers of the areas (not the clients of {services}). Neighbouring municipalities:"
    " {neighbours}. The index tells whether the direction is the same as elsewhere, not why it"
    " differs."
)
NOT_NAMED = marked("No data: the plan file names no areas of the public statistics.")
NOT_FETCHED = marked(
    "No data: the figures of Statistics Finland have not been fetched for this report."
)
TOO_EARLY = marked("No data: the statistics begin only after the month of the report.")
NOTHING_NEWER = marked("The data has no newer month.")
NOTES = (
    marked(
        "The statistics count another group than the indicators of {services}: all unemployed"
        " jobseekers of the municipality are in them, also the fully laid off. The figures can"
        " therefore not be compared with the clients of {services}."
    ),
    marked(
        "In July and December there are usually more unemployed than in the month before and the"
        " month after. A month is therefore compared with the same month a year ago."
    ),
    marked("The labour force is from the employment statistics and usually about two years old."),
)

_FROM_HIGHEST = (
    marked("highest"),
    marked("second highest"),
    marked("third highest"),
    marked("fourth highest"),
    marked("fifth highest"),
    marked("sixth highest"),
)
_FROM_LOWEST = (
    marked("lowest"),
    marked("second lowest"),
    marked("third lowest"),
    marked("fourth lowest"),
    marked("fifth lowest"),
    marked("sixth lowest"),
)
_SHARE_DECIMALS = 1


def scope(view: PublishedView) -> str:
    """Say whom the figures of the town count: every jobseeker of it."""
    return say(SCOPE, town=view.areas.town.name, services=view.services)


def share(value: float | None) -> str:
    """Write a share of the labour force: `8,6 %`."""
    return wording.figure(value, "%", _SHARE_DECIMALS)


def slash(month: Month) -> str:
    """Write a month as `9/2023`."""
    return wording.month_slash(month)


def end_of(month: Month) -> str:
    """Name the end of a month: `syyskuun 2023 lopussa`."""
    name = wording.month_name(month, "genitive")
    return say("at the end of {month}", month=name)


def people(count: float) -> str:
    """Count unemployed jobseekers: `1 988 työtöntä työnhakijaa`."""
    return say_count(
        "{number} unemployed jobseeker",
        "{number} unemployed jobseekers",
        int(count),
        number=wording.number(count),
    )


def against_year_ago(now: float, before: float | None) -> str:
    """Compare a count with the year before: `8 vähemmän kuin vuotta aiemmin`."""
    if before is None:
        return wording.number(now)
    if now == before:
        return say("as many as a year ago")
    change = wording.number(abs(now - before))
    if now < before:
        return say("{number} fewer than a year ago", number=change)
    return say("{number} more than a year ago", number=change)


def lead(
    areas: Statistics,
    month: Month,
    count: float,
    before: float | None,
    shares: tuple[float | None, ...],
) -> list[str]:
    """Say the newest facts: how many, how many a year ago, and the share here and elsewhere."""
    when = end_of(month)
    in_town = areas.town.inessive
    told = {"when": wording.capital(when), "people": people(count), "in_town": in_town}
    if before is None:
        sentences = [say("{when} there were {people} {in_town}.", **told)]
    else:
        compared = against_year_ago(count, before)
        sentences = [
            say("{when} there were {people} {in_town}, {comparison}.", **told, comparison=compared)
        ]
    if None not in shares:
        own, region, country = (share(value) for value in shares)
        sentences.append(
            say(
                "That is {own} of the labour force. {In_region} the share was {region} and in "
                "the whole country {country}.",
                own=own,
                In_region=wording.capital(areas.region.inessive),
                region=region,
                country=country,
            )
        )
    return sentences


def rank(place: int, count: int) -> str:
    """Name a place among `count` from the nearer end: `toiseksi suurin`, `pienin`."""
    from_below = count + 1 - place
    if place == from_below:
        return say("middle one")
    if place < from_below:
        ranks, other = _FROM_HIGHEST, marked("number {place} from the highest")
    else:
        ranks, other = _FROM_LOWEST, marked("number {place} from the lowest")
    nearer = min(place, from_below)
    return say(ranks[nearer - 1]) if nearer <= len(ranks) else say(other, place=nearer)


def developments(areas: Statistics, own: float, country: float) -> str:
    """Set the town's change in a year beside the whole country's: `Vantaalla −0,4 %, …`."""
    return say(
        "The unemployed in a year: {in_town} {own}, in the whole country {country}",
        in_town=areas.town.inessive,
        own=percent_change(own),
        country=percent_change(country),
    )


def percent_change(change: float) -> str:
    """Write a change in percent: `−0,4 %`, `+7,1 %`, `0,0 %`."""
    return wording.united(wording.signed(change, 1), "%")


def lowest_and_highest(values: Mapping[Month, float]) -> tuple[Month, Month]:
    """Find the months of the lowest and the highest value, the earliest if there are several."""
    return min(values, key=values.__getitem__), max(values, key=values.__getitem__)
