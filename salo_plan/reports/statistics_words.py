"""What the section on public statistics says, sentence by sentence; figures come in as numbers.

Shares are compared as they are printed, so that a sentence never contradicts the figures in it.
"""

from collections.abc import Mapping

from salo_plan import wording
from salo_plan.periods import Month

TITLE = "Salon työttömyys julkisten tilastojen mukaan"
SCOPE = "Koko Salo, kaikki työnhakijat (ei kokeilun asiakkaat)"
AREAS_SCOPE = "Kuntien kaikki työnhakijat (ei kokeilun asiakkaat)"
NOT_FETCHED = "Ei tietoa: Tilastokeskuksen lukuja ei ole haettu tähän raporttiin."
TOO_EARLY = "Ei tietoa: tilasto alkaa vasta raportin kuukauden jälkeen."
NOTHING_NEWER = "Uudempaa kuukautta ei ole aineistossa."
NOTES = (
    "Tilasto laskee eri joukon kuin kokeilun mittarit: siinä ovat kaikki kunnan työttömät"
    " työnhakijat, myös kokonaan lomautetut. Lukuja ei siksi voi verrata kokeilun"
    " asiakasmääriin.",
    "Heinäkuussa ja joulukuussa työttömiä on tavallisesti enemmän kuin edellisessä ja"
    " seuraavassa kuussa. Siksi kuukautta verrataan vuoden takaiseen samaan kuukauteen.",
    "Työvoima on työssäkäyntitilastosta ja tavallisesti noin kaksi vuotta vanha tieto.",
)

_ORDINALS = ("", "toiseksi ", "kolmanneksi ", "neljänneksi ", "viidenneksi ", "kuudenneksi ")
_RELATIONS = {-1: "alle {}", 0: "{} tasolla", 1: "yli {}"}
_SHARE_DECIMALS = 1


def share(value: float | None) -> str:
    """Write a share of the labour force: `8,6 %`."""
    return wording.figure(value, "%", _SHARE_DECIMALS)


def slash(month: Month) -> str:
    """Write a month as `9/2023`."""
    return wording.month_slash(month.year, month.number)


def end_of(month: Month) -> str:
    """Name the end of a month: `syyskuun 2023 lopussa`."""
    return f"{wording.month_name(month.year, month.number, 'genitive')} lopussa"


def people(count: float) -> str:
    """Count unemployed jobseekers: `1 988 työtöntä työnhakijaa`."""
    noun = "työtön työnhakija" if count == 1 else "työtöntä työnhakijaa"
    return f"{wording.number(count)} {noun}"


def against_year_ago(now: float, before: float | None) -> str:
    """Compare a count with the year before: `8 vähemmän kuin vuotta aiemmin`."""
    if before is None:
        return wording.number(now)
    if now == before:
        return "yhtä paljon kuin vuotta aiemmin"
    word = "vähemmän" if now < before else "enemmän"
    return f"{wording.number(abs(now - before))} {word} kuin vuotta aiemmin"


def lead(
    month: Month, count: float, before: float | None, shares: tuple[float | None, ...]
) -> list[str]:
    """Say the newest facts: how many, how many a year ago, and the share here and elsewhere."""
    compared = "" if before is None else f", {against_year_ago(count, before)}"
    sentences = [f"{end_of(month).capitalize()} Salossa oli {people(count)}{compared}."]
    if None not in shares:
        own, region, country = (share(value) for value in shares)
        sentences.append(
            f"Se on {own} työvoimasta. Varsinais-Suomessa osuus oli {region}"
            f" ja koko maassa {country}."
        )
    return sentences


def against_others(own: float, region: float, country: float) -> str:
    """Compare Salo's share with the region's and the country's: `alle maakunnan ja koko maan`."""
    to_region, to_country = _relation(own, region), _relation(own, country)
    region_words = _RELATIONS[to_region].format("maakunnan")
    if to_region == to_country:
        return _RELATIONS[to_region].format("maakunnan ja koko maan")
    return f"{region_words} ja {_RELATIONS[to_country].format('koko maan')}"


def rank(place: int, count: int) -> str:
    """Name a place among `count` from the nearer end: `toiseksi suurin`, `pienin`."""
    from_below = count + 1 - place
    if place == from_below:
        return "keskimmäinen"
    nearer, word = min((place, "suurin"), (from_below, "pienin"))
    ordinal = _ORDINALS[nearer - 1] if nearer <= len(_ORDINALS) else f"{nearer}. "
    return f"{ordinal}{word}"


def among_years(month: Month, greater: int, smaller: int, years: int) -> str:
    """Place the month's count among the same month of earlier years."""
    name = wording.month_alone(month.number, "inessive").capitalize()
    if greater == years or smaller == years:
        word = "vähemmän" if greater else "enemmän"
        return f"{name} työttömiä oli {word} kuin yhtenäkään aiempana vuonna"
    if 2 * greater > years or 2 * smaller > years:
        word = "vähemmän" if greater > smaller else "enemmän"
        return f"{name} työttömiä oli {word} kuin useimpina aiempina vuosina"
    return f"{name} työttömiä oli aiempien vuosien keskivaiheilla"


def lowest_and_highest(values: Mapping[Month, float]) -> tuple[Month, Month]:
    """Find the months of the lowest and the highest value, the earliest if there are several."""
    return min(values, key=values.__getitem__), max(values, key=values.__getitem__)


def _relation(own: float, other: float) -> int:
    mine, theirs = (wording.rounded(value, _SHARE_DECIMALS) for value in (own, other))
    return (mine > theirs) - (mine < theirs)
