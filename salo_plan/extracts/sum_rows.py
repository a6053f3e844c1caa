"""Totals among the rows of teams, as in `29.9.2023;Yhteensä;1850`: they look like one more team.

A word that stands in every row is no total: the list is not by team. Elsewhere a total is known by
the word at the beginning of its row, or as a class of its own (Kela's day classes).
"""

from collections.abc import Iterator

import pandas as pd

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.faults import Fault
from salo_plan.extracts.layout import header_key
from salo_plan.extracts.personal import shown_value
from salo_plan.extracts.schema import ColumnRule
from salo_plan.told import Told

TEAM_COLUMNS = ("team", "referring_team")
ALL_TEAMS = "kaikki"


def sum_rows(
    frame: pd.DataFrame, dataset: Dataset, rules: dict[str, ColumnRule]
) -> Iterator[Fault]:
    """Refuse every row that says the word of a total in the place of a team."""
    known = {*dataset.total_words, ALL_TEAMS}
    for name in TEAM_COLUMNS:
        if name not in rules or name not in frame:
            continue
        own, rule = frame[name], rules[name]
        words = [team for team in own.drop_duplicates().dropna() if header_key(team) in known]
        totals = own.index[own.isin(words)] if words else own.index[:0]
        if len(totals) == len(own):
            continue
        for row in totals:
            reason = Told(
                "a total among the rows, which would be counted as one more. Leave the totals out "
                "of the list."
            )
            shown = shown_value(own[row], rule.private)
            yield Fault(reason, row=int(row), column=rule.header, value=shown)
