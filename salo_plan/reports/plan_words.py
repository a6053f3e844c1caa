"""A plan as a report in another language speaks of it.

What is quoted from the plan stays as the plan has it. What its file says in words of our own (the
names of the plan, its indicators, parties and audiences, goals and activities in short, phrases,
targets as told, notes, questions, glossary, the sentences of the public version) is said in English
by the plan's own table [english], else by the catalogue of the packaged plan, else as it is. A
target that neither knows is said by its bound, where its words are no more than that.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from salo_plan.extracts.residence import municipalities_of
from salo_plan.messages import DEFAULT_LANGUAGE, planned, spoken
from salo_plan.plan.areas import Arrangement, Place, Region, Town
from salo_plan.plan.glossary import Term
from salo_plan.plan.indicator import BaselineRange, Break, Indicator, Target
from salo_plan.plan.model import Activity, Audience, Goal, Milestone, Party, Plan, Question, Scope
from salo_plan.plan.public_version import PublicFigure, PublicGoal, PublicVersion
from salo_plan.plan.speech import Speech
from salo_plan.reports.bounds import said_bound

OURS: Mapping[type[BaseModel], tuple[str, ...]] = {
    Activity: ("name",),
    Arrangement: ("name", "genitive", "illative"),
    Audience: ("name", "title", "to", "bodies"),
    BaselineRange: ("unit",),
    Break: ("why",),
    Goal: ("title",),
    Indicator: ("name", "phrase", "parts", "beside", "note"),
    Milestone: ("name",),
    Party: ("name",),
    Place: ("inessive",),
    Plan: ("name", "title", "kicker"),
    PublicFigure: (
        *("name", "sentence", "one", "none", "lead", "year", "year_first", "year_last"),
        *("topic", "subject", "chart", "title", "more", "less", "same"),
    ),
    PublicGoal: ("title",),
    PublicVersion: ("title", "sender"),
    Question: ("question", "default"),
    Region: ("name", "inessive"),
    Scope: ("name", "about"),
    Speech: ("subject", "rose", "fell", "counted"),
    Target: ("words", "year_words"),
    Term: ("term", "text", "words"),
    Town: ("inessive", "genitive"),
}
# What is the plan's own, and stays as it is.
_THEIRS = frozenset({"name", "text", "means"})


def worded(plan: Plan) -> Plan:
    """Return the plan in the words of the language being spoken; itself in its own language."""
    if spoken() == DEFAULT_LANGUAGE:
        return plan
    told: Plan = _worded(plan, plan.english)
    return told.telling(plan)


def said_target(words: str, indicator: Indicator, english: Mapping[str, str]) -> str:
    """Say the words of a target: as they are translated, else by the bound that they tell."""
    told = planned(words, english)
    if told != words or words in english:
        return told
    return said_bound(words, indicator.unit)


def our_words(part: Any) -> Iterator[str]:
    """Go through the texts of a plan that are ours to translate, in their order."""
    if isinstance(part, (tuple, Mapping)):
        for item in part.values() if isinstance(part, Mapping) else part:
            yield from our_words(item)
    elif isinstance(part, BaseModel):
        own = OURS.get(type(part), ())
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in own:
                yield from filter(None, _texts(value))
            else:
                yield from our_words(value)


def idle_english(plan: Plan) -> tuple[str, ...]:
    """List what the table [english] translates though no word of ours in the plan says it."""
    ours = set(our_words(plan))
    return tuple(text for text in plan.english if text not in ours)


def kept_words(plan: Plan) -> frozenset[str]:
    """Return what a report quotes of a plan: what `worded` leaves as it is but names of towns.

    The Finnish names of the plan, its indicators and terms stand beside the English ones.
    """
    told = set(_told(plan)) & set(_told(worded(plan)))
    told |= {plan.title, *(i.name for i in plan.indicators), *(term.term for term in plan.term)}
    # Of a goal's text a page shows what comes after its number.
    told |= {goal.text.split(": ", 1)[-1] for goal in plan.goal}
    towns = municipalities_of(plan)
    return frozenset(told - towns - {plan.town})


def _told(part: Any) -> Iterator[str]:
    """Go through all texts of a plan that a reader may meet."""
    if isinstance(part, (tuple, Mapping)):
        for item in part.values() if isinstance(part, Mapping) else part:
            yield from _told(item)
    elif isinstance(part, BaseModel):
        own = _THEIRS.union(OURS.get(type(part), ()))
        for name in type(part).model_fields:
            value = getattr(part, name)
            if name in own:
                yield from _texts(value)
            yield from _told(value)


def _worded(part: Any, english: Mapping[str, str]) -> Any:
    if isinstance(part, tuple):
        return tuple(_worded(item, english) for item in part)
    if isinstance(part, Mapping):
        return {key: _worded(item, english) for key, item in part.items()}
    if not isinstance(part, BaseModel):
        return part
    own = OURS.get(type(part), ())
    held = {name: getattr(part, name) for name in type(part).model_fields}
    told = {n: (_said if n in own else _worded)(value, english) for n, value in held.items()}
    if isinstance(part, Indicator) and part.target:
        words = {n: said_target(getattr(part.target, n), part, english) for n in OURS[Target]}
        told["target"] = told["target"].model_copy(update=words)
    return part.model_copy(update=told)


def _said(value: Any, english: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_said(item, english) for item in value)
    if not isinstance(value, str):
        return value
    return planned(value, english)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
