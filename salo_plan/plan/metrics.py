"""How a plan file says what an indicator counts, and the names it may use for it.

A metric is one of a few forms over one dataset: `{ share = "unemployed", of = "under_25" }`. The
dataset is the client cube unless `in` names another. The names are those of the populations, so
that the plan is checked before any data is read.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from salo_plan.errors import unknown_name
from salo_plan.plan.faults import unknown_key
from salo_plan.populations import FUNCTIONS, POPULATIONS
from salo_plan.told import Told

KnownMetrics = Mapping[str, Collection[str]]

CUBE = "clients"
FIGURES = "figures"

# Form -> the second name it needs.
_FORMS: Mapping[str, str | None] = {
    "count": None,
    "share": "of",
    "mean": "weight",
    "ratio": "to",
    "total": None,
    "function": None,
    "given": None,
}
_COUNTED = ("count", "share", "mean", "ratio", "total")
_KEYS = {*_FORMS, "of", "weight", "to", "in"}

KNOWN_METRICS: KnownMetrics = {
    **{dataset: tuple(named) for dataset, named in POPULATIONS.items()},
    **FUNCTIONS,
    FIGURES: (),
}


def metric_faults(metric: Mapping[str, Any], known: KnownMetrics) -> Iterator[str]:
    """Say what is wrong with a metric's form or names; nothing when it can be counted."""
    strange = [key for key in metric if key not in _KEYS]
    yield from (unknown_key(key, _KEYS) for key in strange)
    forms = [key for key in metric if key in _FORMS]
    if len(forms) == 1:
        yield from _form_faults(forms[0], metric)
        yield from _name_faults(forms[0], metric, known)
    elif forms or not strange:
        yield Told(
            "needs exactly one of {forms}, found {found}",
            forms=", ".join(_FORMS),
            found=", ".join(forms) or Told("none"),
        )


def metric_schema() -> dict[str, Any]:
    """Tell an editor the forms and the names that a metric may have, dataset by dataset."""
    forms = [
        _form_schema(form, dataset, names)
        for dataset, names in KNOWN_METRICS.items()
        for form in (("function",) if dataset in FUNCTIONS else _COUNTED)
        if names
    ]
    given = {"type": "object", "properties": {"given": {"const": FIGURES}}, "required": ["given"]}
    return {"anyOf": [*forms, {**given, "additionalProperties": False}, {"const": {}}]}


def _form_schema(form: str, dataset: str, names: Collection[str]) -> dict[str, Any]:
    needed = [form, partner] if (partner := _FORMS[form]) else [form]
    named: dict[str, Any] = {key: {"enum": sorted(names)} for key in needed}
    return {
        "type": "object",
        "properties": named | {"in": {"const": dataset}},
        "required": needed if dataset == CUBE else [*needed, "in"],
        "additionalProperties": False,
    }


def _form_faults(form: str, metric: Mapping[str, Any]) -> Iterator[str]:
    partner = _FORMS[form]
    if partner and partner not in metric:
        yield Told("'{form}' needs '{partner}' beside it", form=form, partner=partner)
    fitting = {form, partner} if form == "given" else {form, partner, "in"}
    for key in metric:
        if key in _KEYS and key not in fitting:
            yield Told("'{key}' does not go with '{form}'", key=key, form=form)


def _name_faults(form: str, metric: Mapping[str, Any], known: KnownMetrics) -> Iterator[str]:
    dataset = metric[form] if form == "given" else metric.get("in", CUBE)
    if not isinstance(dataset, str) or dataset not in known:
        yield unknown_name(Told("dataset"), str(dataset), known)
        return
    if form == "given":
        return
    what = Told("population") if dataset == CUBE else Told("figure of '{set}'", set=dataset)
    for key in (form, _FORMS[form]):
        name = metric.get(key) if key else None
        if name is not None and name not in known[dataset]:
            yield unknown_name(what, str(name), known[dataset])
