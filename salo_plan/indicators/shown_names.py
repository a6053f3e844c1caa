"""What is stored under a Finnish name, as a reader is told it: the name stays, its words are said.

Measurements are stored with the names of their extracts' language, and compared by them.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from salo_plan.messages import marked, planned, say
from salo_plan.populations import UNKNOWN

_NAMES: Mapping[str, str] = {
    UNKNOWN: marked("unknown"),
    "kokonaan lomautettuja": marked("fully laid off"),
    "määräaika kesken": marked("time limit still running"),
    "alle 5 päivässä (suunnitelma)": marked("in under 5 days (the plan)"),
    "ratkaisuja": marked("decisions"),
    "yli 3 kk vanhoja suunnitelmia": marked("plans over 3 months old"),
    "nuorten osuus": marked("share of the young"),
    "ilman arvosanaa": marked("without a score"),
    "osallistujia": marked("participants"),
    "infoja kaikkiaan": marked("sessions in all"),
    "palvelun esitteleviä julkaisuja": marked("posts that show a service"),
}
_REFUSED = re.compile(r"Tiedosto (?P<name>.+) on hylätty")


def shown_name(name: str, english: Mapping[str, str] = MappingProxyType({})) -> str:
    """Say a stored name, ours or the plan's by its `english`; any other stays as it is."""
    return say(_NAMES[name]) if name in _NAMES else planned(name, english)


def shown_reason(reason: str) -> str:
    """Say why a stored figure is missing (`Tiedosto asiakkaat_2023-06.csv on hylätty`)."""
    refused = _REFUSED.fullmatch(reason)
    return say("The file {name} was refused", name=refused["name"]) if refused else reason
