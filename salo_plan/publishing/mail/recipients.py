"""Who gets what, by type: nobody who is a recipient of the public version can get another one."""

from dataclasses import dataclass, field
from pathlib import Path

from salo_plan.errors import DataError
from salo_plan.extracts.datasets.recipients import AUDIENCES, RECIPIENTS_FILE
from salo_plan.extracts.recipients_list import read_recipients
from salo_plan.plan.model import Plan
from salo_plan.publishing.mail.addresses import address_key, is_address
from salo_plan.told import Told


@dataclass(frozen=True, slots=True)
class InternalRecipient:
    """One who gets an audience's own report; `row` is the line of the list."""

    audience: str
    address: str = field(repr=False)
    lang: str
    row: int


@dataclass(frozen=True, slots=True)
class PublicRecipient:
    """One who gets the public version and nothing else by this row of the list."""

    audience: str
    address: str = field(repr=False)
    lang: str
    row: int


Recipient = InternalRecipient | PublicRecipient


def current_recipients(workspace: Path, plan: Plan) -> tuple[Recipient, ...] | None:
    """Read the list of recipients, each once; None when there is no list.

    Raises DataError when a row of it is wrong: then nothing is sent to anybody.
    """
    table = read_recipients(workspace)
    if table is None:
        return None
    faults = [str(fault) for fault in table.faults if fault.level == "error"]
    if table.refused:
        raise _refused(faults)
    public = {audience.id for audience in plan.audience if audience.public}
    found: dict[tuple[str, str, str], Recipient] = {}
    for row, record in table.frame.iterrows():
        number = int(str(row))
        audience = AUDIENCES.get(str(record["audience"]), str(record["audience"]))
        address, lang = str(record["address"]), str(record["language"])
        if not is_address(address):
            faults.append(
                Told("row {row}: not an address that any mail server can carry", row=number)
            )
            continue
        kind = PublicRecipient if audience in public else InternalRecipient
        key = (audience, lang, address_key(address))
        found.setdefault(key, kind(audience, address, lang, number))
    if faults:
        raise _refused(faults)
    return tuple(found.values())


def _refused(faults: list[str]) -> DataError:
    head = Told("{file} was refused, so nothing was sent to anybody:", file=RECIPIENTS_FILE)
    return DataError(Told.joined("\n  ", [head, *faults]))
