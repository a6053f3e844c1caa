"""The attacker: everything that a series of issues tells, put as a puzzle of whole numbers.

The attacker has read every `report.json`, knows the plan and the method: that counts of 1 to 4
are hidden and printed `alle 5`, which counts hide which figures, and how figures are rounded. A
count that no correction has touched is the same unknown in all issues, as long as there is
anything to see of it.

Unknown are the counts of `published_relations`. The sum behind a year's mean is not an unknown of
its own but written out as its months: it adds up person-months, and the months are what is
protected. The attacker shares no code with what hides the counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from salo_plan.indicators.relations import Count, Shown
from salo_plan.periods import Month
from salo_plan.plan.indicator import Indicator

from .method import method
from .published import PublishedIssue, Told
from .puzzle import LARGEST, Puzzle
from .towns import PLAN, PUBLIC, Issued, Town
from .verdict_lines import verdict_lines

SMALL = (1, 4)
INDICATORS = {indicator.id: indicator for indicator in PUBLIC}


# A count as one version of the data has it, by number.
Unknown = int


@dataclass(frozen=True, slots=True)
class Recovered:
    """A count of 1 to 4 people of which more is told than that it is hidden."""

    count: Count
    people: int
    low: int
    high: int


def recovered(
    issues: Sequence[Issued],
    *,
    infers: bool = True,
    all_knowing: bool = False,
) -> list[Recovered]:
    """Find the counts of 1 to 4 people that cannot be everything from 1 to 4.

    A count is safe when its smallest possible number is at most 1 and its largest at least 4: the
    published figures then say no more of it than the rule that hides it does. One who does not know
    the rules of hiding does not infer from them (`infers`).
    """
    versions = Versions(issues, all_knowing)
    puzzle = Puzzle(truth=versions.people)
    hidden: frozenset[Shown] = frozenset()
    shown: frozenset[Shown] = frozenset()
    for number, issued in enumerate(issues):
        reading = Reading(puzzle, issued.issue, versions, number, hidden, shown)
        reading.infers = infers
        reading.read()
        hidden, shown = hidden | issued.issue.hidden, shown | issued.issue.shown
    found = []
    for unknown, people in versions.small():
        if not (puzzle.can_be(unknown, 0, SMALL[0]) and puzzle.can_be(unknown, SMALL[1], LARGEST)):
            found.append(Recovered(versions.counts[unknown], people, *puzzle.span(unknown)))
    return found


class Versions:
    """Which unknown a count is in each issue.

    It is another one after each correction of it. When other counts of its file are corrected, a
    reader takes it for the same only if a figure of it was shown before or is now; of a count that
    is hidden throughout there is nothing to see. `all_knowing` readers know even that.
    """

    def __init__(self, issues: Sequence[Issued], all_knowing: bool = False) -> None:
        self.counts: list[Count] = []
        self.people: dict[Unknown, int] = {}
        self._of: list[dict[Count, Unknown]] = []
        newest: dict[Count, Unknown] = {}
        seen: set[Unknown] = set()
        before = Town()
        for issued in issues:
            told_by = method(tuple(issued.issue.months)).told_by
            for count, people in true_counts(issued.town, issued.issue.months).items():
                key = Month.parse(count.month), count.who.split()[1]
                untouched = before.cells.get(key) == issued.town.cells.get(key)
                shown = not told_by.get(count, frozenset()).isdisjoint(issued.issue.shown)
                now = newest.get(count, -1)
                followed = all_knowing or untouched or shown or now in seen
                if self.people.get(now) != people or not followed:
                    now = newest[count] = self._new(count)
                    self.people[now] = people
                if shown:
                    seen.add(now)
            self._of.append(dict(newest))
            before = issued.town

    def unknown(self, issue: int, count: Count) -> Unknown:
        """The unknown that a count is in an issue; not known to be there, one without a truth."""
        known = self._of[issue]
        if count not in known:
            known[count] = self._new(count)
        return known[count]

    def small(self) -> Iterable[tuple[Unknown, int]]:
        return ((u, n) for u, n in self.people.items() if SMALL[0] <= n <= SMALL[1])

    def _new(self, count: Count) -> Unknown:
        self.counts.append(count)
        return len(self.counts) - 1


def true_counts(town: Town, months: Sequence[str]) -> dict[Count, int]:
    """The truth, which the attacker does not know: for the check and to tell corrections."""
    counts: dict[Count, int] = {}
    for month in map(Month.parse, months):
        for indicator in PUBLIC:
            if indicator.counts == "people":
                counts |= town.people(indicator, month)
    relations = method(tuple(months)).relations
    for split in relations.splits:
        if split.whole in counts and split.part in counts:
            counts[split.rest] = counts[split.whole] - counts[split.part]
    for nest in relations.nests:
        for name in ("whole", "part", "rest"):
            outer, inner = getattr(nest.outer, name), getattr(nest.inner, name)
            if outer in counts and inner in counts:
                counts[getattr(nest.beyond, name)] = counts[outer] - counts[inner]
    return counts


@dataclass
class Reading:
    """One issue being read into the puzzle, after issues that have hidden and shown figures."""

    puzzle: Puzzle
    issue: PublishedIssue
    versions: Versions
    number: int
    hidden_before: frozenset[Shown]
    shown_before: frozenset[Shown]
    infers: bool = True

    def read(self) -> None:
        known = method(tuple(self.issue.months))
        self._relations()
        totals = {sum_.total: sum_.parts for sum_ in known.relations.sums}
        for shown, behind in known.relations.behind.items():
            told = self.issue.told(shown)
            if told.state == "absent":
                continue
            if shown.span == "year":
                if told.state == "shown":
                    self._mean(told, totals[behind[0]])
                continue
            if self.infers:
                self._reasons(shown, told)
            if told.state == "shown" and len(behind) == 3:
                self._rounded(told, self.name(behind[1]), self.name(behind[0]))
            elif "function" in INDICATORS[shown.indicator].metric:
                self._answers(shown, told, self.name(behind[0]))
            elif len(behind) == 1:
                self._count(shown, told, self.name(behind[0]))
            if shown.month == self.issue.month:
                self._verdict(INDICATORS[shown.indicator], behind)

    def name(self, count: Count) -> Unknown:
        return self.versions.unknown(self.number, count)

    def _relations(self) -> None:
        relations = method(tuple(self.issue.months)).relations
        for split in relations.splits:
            self._equal(split.whole, split.part, split.rest)
        for nest in relations.nests:
            self._equal(nest.outer.whole, nest.inner.whole, nest.beyond.whole)
            self._equal(nest.outer.part, nest.inner.part, nest.beyond.part)
            self._equal(nest.outer.rest, nest.inner.rest, nest.beyond.rest)

    def _equal(self, whole: Count, *parts: Count) -> None:
        names = [self.name(count) for count in (whole, *parts)]
        if all(name in self.versions.people for name in names):
            self.puzzle.equal(names[0], names[1:])

    def _reasons(self, shown: Shown, told: Told) -> None:
        """Hidden for the first time, some reason is a small count; shown, no reason is."""
        known = method(tuple(self.issue.months))
        reasons = [self.name(count) for count in known.reasons[shown]]
        near = known.near[shown]
        if told.state == "shown":
            for unknown in reasons:
                if unknown in self.versions.people:
                    self._not_small(unknown)
        elif not near & self.hidden_before and not near & self.shown_before & self.issue.hidden:
            self.puzzle.either(*((unknown, *SMALL) for unknown in reasons))

    def _not_small(self, unknown: Unknown) -> None:
        self.puzzle.either((unknown, 0, SMALL[0] - 1), (unknown, SMALL[1] + 1, LARGEST))

    def _count(self, shown: Shown, told: Told, unknown: Unknown) -> None:
        # The words for a hidden part of a whole are the same whatever its size.
        alone = len(method(tuple(self.issue.months)).reasons[shown]) == 1
        if told.state == "shown":
            self.puzzle.between(unknown, told.digits, told.digits)
        elif shown.month == self.issue.month and alone:
            if self.issue.says_small(shown.indicator):
                self.puzzle.between(unknown, *SMALL)
            else:
                self._not_small(unknown)

    def _answers(self, shown: Shown, told: Told, unknown: Unknown) -> None:
        """A score tells whether its answers are few; how many it hides, only the rule."""
        if told.state == "shown" and shown.month == self.issue.month:
            few = PLAN.rules.few_answers
            said = self.issue.says_few_answers(shown.indicator)
            self.puzzle.between(unknown, *((1, few - 1) if said else (few, LARGEST)))

    def _mean(self, told: Told, months: tuple[Count, ...]) -> None:
        """A mean of the months that are there, shown months and hidden ones alike."""
        there = [
            self.name(count)
            for count in months
            if self.issue.told(Shown("in_education", count.month)).state != "absent"
        ]
        times, middle = 2 * 10**told.decimals, 2 * told.digits
        low, high = (middle - 1) * len(there), (middle + 1) * len(there) - 1
        self.puzzle.line(dict.fromkeys(there, times), low, high)

    def _rounded(self, told: Told, part: Unknown, whole: Unknown) -> None:
        """Tell that 100 * part / whole lies where it rounds to what is told."""
        times = 2 * 10**told.decimals * 100
        self.puzzle.line({part: times, whole: 1 - 2 * told.digits}, low=0)
        self.puzzle.line({part: times, whole: -1 - 2 * told.digits}, high=-1)

    def _verdict(self, indicator: Indicator, behind: tuple[Count, ...]) -> None:
        then = [Count(c.who, str(Month.parse(c.month).year_ago)) for c in behind]
        names, before = [self.name(c) for c in behind], self.name(then[0])
        word = self.issue.verdict(indicator.id)
        for terms, low, high in verdict_lines(indicator, word, names, before):
            self.puzzle.line(terms, low, high)
