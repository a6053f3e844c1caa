"""The data dictionary by header: how a column is read when its file belongs to no dataset."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from salo_plan.extracts.dataset import Dataset
from salo_plan.extracts.datasets import DATASETS
from salo_plan.extracts.layout import header_key
from salo_plan.extracts.schema import ColumnRule, Kind

# Columns seen in lists that people keep by hand or that other systems deliver.
_OTHERS: tuple[tuple[str, Kind, str], ...] = (
    ("Arvo", "number", "A figure of a list of figures."),
    ("Maksut_eur", "number", "Payments in euros."),
    ("Saajia", "count", "Recipients."),
    ("Kävijöitä", "count", "Visitors."),
    ("Käyntejä", "count", "Visits."),
    ("Kaikki", "count", "All of a kind."),
    ("Työttömät", "count", "Unemployed people."),
    ("Työttömiä", "count", "Unemployed people."),
    ("Asiakkaita", "count", "Clients."),
    ("Joista_alle_25v", "count", "Of them under 25."),
    ("Joista_ulkomaalaisia", "count", "Of them foreign citizens."),
    ("Yhteensä", "count", "In all."),
    ("Miehet", "count", "Men."),
    ("Naiset", "count", "Women."),
    ("Päivä", "date", "A day."),
    ("Ensimmäinen_yhteydenotto", "date", "First contact."),
    ("Alkoi_utc", "date", "Beginning in UTC; told in Finnish time."),
    ("Alue", "text", "Area."),
)
_PRIVATE = ("asiakas_id", "asiakas id", "syntymäpäivä", "omavalmentaja")


@cache
def known_columns() -> dict[str, ColumnRule]:
    """Return the rule of every known header; number columns may hold statistics marks."""
    rules: dict[str, ColumnRule] = {}
    for dataset in DATASETS:
        for rule in dataset.rules:
            for header in (rule.header, *rule.aliases):
                rules.setdefault(header_key(header), _loose(header, rule.kind, rule))
    for header, kind, description in _OTHERS:
        rule = ColumnRule(_name(header), header, kind, description)
        rules[header_key(header)] = _loose(header, kind, rule)
    return rules


def rule_of(header: str, dataset: Dataset | None = None) -> ColumnRule:
    """Return how a column by this header is read; one that nobody knows is a text.

    So is one that a dataset with a reader of its own does not have: Kela's `kuukausi` is a number.
    """
    key = header_key(header)
    known = known_columns().get(key)
    if dataset and dataset.reader and key not in map(header_key, _headers(dataset)):
        known = None
    if known is not None:
        return replace(known, header=header)
    return ColumnRule(_name(header), header, "text", "Unknown column.", optional=True)


def _headers(dataset: Dataset) -> Iterator[str]:
    return (name for rule in dataset.rules for name in (rule.header, *rule.aliases))


def _loose(header: str, kind: Kind, rule: ColumnRule) -> ColumnRule:
    """Read a column as its kind says, but ask nothing more of it than the kind."""
    key = header_key(header)
    number = kind in ("count", "number")
    return ColumnRule(
        name=_name(header),
        header=header,
        kind=kind,
        description=rule.description,
        marks=number,
        optional=not number and key not in _REQUIRED,
        private=rule.private or key in _PRIVATE,
        told_when_empty=rule.told_when_empty,
        adds_up=rule.adds_up,
        compact=rule.compact,
        categories=rule.categories,
    )


def _name(header: str) -> str:
    return header_key(header)


_REQUIRED = ("asiakas_id", "asiakas id", "kuukausi")
