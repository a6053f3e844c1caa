"""What the public version shows: always the same figures, never those that went best."""

from typing import Self

from pydantic import model_validator

from salo_plan.plan.entry import Entry
from salo_plan.told import Told


class PublicFigure(Entry):
    """A figure of the public version in plain words.

    `sentence` says the figure where `{value}` stands; `{genitive}` and `{inessive}` are the month
    (`syyskuun`, `syyskuussa`), with a capital first letter as `{Inessive}`. `one` and `none` say
    one and zero where the sentence would not bend. `lead` is the sentence of the lead, which may
    hold `{Half}` (`Alle puolet`), `{compared}` and `{year_before}`, the two ways to tell the same
    month last year. `year` is the sentence of a figure whose target is the year's, with
    `{year_value}` and `{target}`; `year_first` is January's, `year_last` December's. `topic` names
    the figure where those of one area are listed. `chart` names what a chart shows; its title is
    `title`, or `more`, `less` or `same` by how it stands beside the same month last year. The
    first key figure with a `subject` is told in the subject line of mail.
    """

    indicator: str
    name: str
    sentence: str
    one: str = ""
    none: str = ""
    lead: str = ""
    year: str = ""
    year_first: str = ""
    year_last: str = ""
    topic: str = ""
    subject: str = ""
    chart: str = ""
    title: str = ""
    more: str = ""
    less: str = ""
    same: str = ""

    @model_validator(mode="after")
    def _compares_in_all_three_ways(self) -> Self:
        given = (self.more, self.less, self.same)
        if any(given) and not all(given):
            raise ValueError(Told("more, less and same go together"))
        return self

    @model_validator(mode="after")
    def _tells_the_whole_year(self) -> Self:
        given = (self.year, self.year_first, self.year_last)
        if any(given) and not all(given):
            raise ValueError(Told("year, year_first and year_last go together"))
        return self


class PublicGoal(Entry):
    """The figures named in the text of one goal; the goal is judged by the weakest of them.

    `title` is short and says nothing of the result, which the verdict beside it does.
    """

    goal: int
    title: str
    indicators: tuple[str, ...]


class PublicVersion(Entry):
    """The public version (julkinen versio): what stands in its lead, key figures, charts, goals."""

    title: str
    sender: str
    lead: tuple[str, ...]
    key_figures: tuple[str, ...]
    charts: tuple[str, ...]
    goals: tuple[PublicGoal, ...]
    figure: tuple[PublicFigure, ...]

    @model_validator(mode="after")
    def _every_shown_figure_has_words(self) -> Self:
        worded = [figure.indicator for figure in self.figure]
        named = (*self.lead, *self.key_figures, *self.charts)
        named += tuple(name for goal in self.goals for name in goal.indicators)
        if lacking := sorted(set(named) - set(worded)):
            raise ValueError(
                Told("no [[public.figure]] words {lacking}", lacking=", ".join(lacking))
            )
        if idle := sorted(set(worded) - set(named)):
            raise ValueError(Told("nothing shows the figure of {idle}", idle=", ".join(idle)))
        if len(set(worded)) < len(worded):
            raise ValueError(Told("an indicator is worded twice"))
        return self

    def words(self, indicator: str) -> PublicFigure:
        """Find the words of a figure; KeyError when it is not public."""
        return {figure.indicator: figure for figure in self.figure}[indicator]

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of all figures that the public version shows."""
        return tuple(figure.indicator for figure in self.figure)
