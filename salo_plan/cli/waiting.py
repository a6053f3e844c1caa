"""What reports wait for: an extract by what it is called, and many reports in one line."""

from collections.abc import Iterable, Iterator

from salo_plan.told import Told

# What is missing -> the extract that brings it, and how its file's name begins.
_EXTRACTS = {"clients": Told("list of clients (ura_asiakkaat)")}


def extracts(missing: Iterable[str]) -> Told:
    """Name the extracts that bring what is missing."""
    return Told.joined(", ", (_EXTRACTS.get(name, name) for name in missing))


def waiting_lines(reports: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Told]:
    """Say, for reports by their month and what they lack, how many wait for which extract."""
    waiting: dict[Told, list[str]] = {}
    for month, missing in reports:
        waiting.setdefault(extracts(missing), []).append(month)
    for lacking, months in waiting.items():
        first, last = min(months), max(months)
        span = Told("{first} to {last}", first=first, last=last) if first < last else first
        if len(months) == 1:
            yield Told("1 report waits for: {extracts}, {months}.", extracts=lacking, months=span)
            continue
        yield Told(
            "{count} reports wait for: {extracts}, {months}.",
            count=len(months),
            extracts=lacking,
            months=span,
        )
