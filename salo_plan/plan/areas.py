"""The town among other towns: how registers, Kela and the public statistics name its areas."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import Field

from salo_plan.plan.entry import Entry


class Municipalities(Entry):
    """How received files name the municipalities (kunnat) of the plan.

    `codes` are Statistics Finland's, by which a register may call a municipality. `support` are
    those whose share of labour market support Kela's open data is read for, by name or by code.
    """

    codes: dict[str, str] = Field(default_factory=dict)
    support: tuple[str, ...] = ()


NO_MUNICIPALITIES = Municipalities()


class Area(Entry):
    """An area (alue) of the public statistics: its code there and its name."""

    code: str
    name: str


class Region(Area):
    """The region (maakunta) that the town is set beside."""

    inessive: str


class Town(Region):
    """The town itself, also in the form of an owner (`Esimerkkilän`)."""

    genitive: str


class Statistics(Entry):
    """The areas whose published figures are fetched and shown; the country is always one."""

    town: Town
    neighbours: tuple[Area, ...] = ()
    region: Region

    @property
    def municipalities(self) -> Mapping[str, str]:
        """The municipalities that are compared: code to name, the town first."""
        listed: tuple[Area, ...] = (self.town, *self.neighbours)
        return MappingProxyType({area.code: area.name for area in listed})


class Place(Entry):
    """A place of events (tapahtumapaikka) as the event log names it, and the form of `in`."""

    name: str
    inessive: str


class Arrangement(Entry):
    """What the services of the plan are called together, in the forms that sentences need.

    A plan that gives none is spoken of as employment services (työllisyyspalvelut).
    """

    name: str = "järjestely"
    genitive: str = "työllisyyspalvelujen"
    illative: str = "työllisyyspalvelujen alueeseen"
