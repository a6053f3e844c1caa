"""Dataset 11 of the example: Kela's invoices of the municipal share, to the cent.

The share is half of the support paid below 1000 paid days and 70 % from there on. Kela bills a
month after payment, so the list of a year begins with the payments of last December. The list of
2023 was taken at the end of January 2024, when the invoice of December 2023 had come too.
"""

from collections.abc import Iterator

from salo_plan.example import story
from salo_plan.example.files import WINDOWS, Cell, MadeFile, Row, csv_file, euros, headers
from salo_plan.example.seasons import MONTHS, draws, slashed
from salo_plan.extracts.datasets.money import INVOICES
from salo_plan.periods import Month

CORRECTED_PAYMENT, CORRECTION_BILLED = Month(2023, 2), Month(2023, 6)
_CORRECTED_CLASS = "500-999"
# Class of paid days: its part of the municipal share, the share in tenths, and euros a recipient.
_CLASSES = {
    "300-499": (0.142, 5, 618),
    "500-999": (0.224, 5, 641),
    "1000 tai yli": (0.634, 7, 672),
}
_LAST_BILLED = MONTHS[-1].plus(1)


def money_files(seed: int) -> Iterator[MadeFile]:
    """Write the list of invoices of each year of billing."""
    for year in sorted({month.year for month in MONTHS}):
        rows: list[Row] = []
        for paid_in in MONTHS:
            billed = paid_in.plus(1)
            last = billed == _LAST_BILLED and year == MONTHS[-1].year
            if billed.year == year or last:
                rows += _invoice(paid_in, billed, seed)
            if billed == CORRECTION_BILLED and billed.year == year:
                rows.append(_correction(seed))
        yield csv_file(f"kela_kuntaosuus_{year}.csv", headers(INVOICES), rows, WINDOWS)


def _invoice(paid_in: Month, billed: Month, seed: int) -> Iterator[Row]:
    random = draws(seed, "invoice", paid_in)
    whole = story.SUPPORT_THOUSANDS.at(paid_in, seed) * 100_000
    for day_class, (part, tenths, each) in _CLASSES.items():
        wanted = whole * part * float(random.uniform(0.985, 1.015))
        share, paid = _exact(round(wanted), tenths)
        recipients = round(paid / 100 / each * float(random.uniform(0.98, 1.02)))
        yield _row(billed, paid_in, day_class, recipients, paid, share)


def _correction(seed: int) -> Row:
    """Take back support that had been paid twice in an earlier month."""
    random = draws(seed, "correction", CORRECTED_PAYMENT)
    share, paid = _exact(round(float(random.uniform(88_000, 143_000))), 5)
    return _row(CORRECTION_BILLED, CORRECTED_PAYMENT, _CORRECTED_CLASS, None, -paid, -share)


def _exact(cents: int, tenths: int) -> tuple[int, int]:
    """Return a share near so many cents and the support it is exactly so many tenths of."""
    step = 7 if tenths == 7 else 1
    share = cents // step * step
    return share, share * 10 // tenths


def _row(
    billed: Month, paid_in: Month, day_class: str, recipients: Cell, paid: int, share: int
) -> Row:
    return (slashed(billed), slashed(paid_in), day_class, recipients, euros(paid), euros(share))
