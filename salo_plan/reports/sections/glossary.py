"""The glossary (sanasto): the plan file's terms that a report uses, each in one plain sentence."""

import re
from dataclasses import replace

from salo_plan import wording
from salo_plan.messages import say
from salo_plan.plan.glossary import Term
from salo_plan.plan.model import Plan
from salo_plan.reports.report import Fact, Report, Section
from salo_plan.reports.texts import texts_of

SECTION = "glossary"


def with_glossary(plan: Plan, report: Report) -> Report:
    """Add the glossary to a report that is otherwise finished; no term used, no glossary."""
    words = "\n".join(texts_of(report))
    rows = {row.id for row in report.rows}
    pairs = zip(plan.term, plan.as_written.term, strict=True)
    facts = tuple(
        Fact(_head(term, written), term.text)
        for term, written in pairs
        if _is_used(term, written, words, rows)
    )
    if not facts:
        return report
    if plan is not plan.as_written:
        facts = tuple(sorted(facts, key=lambda fact: fact.term.casefold()))
    section = Section(SECTION, say("Glossary"), "", facts=facts)
    return replace(report, sections=(*report.sections, section))


def _head(term: Term, written: Term) -> str:
    """Name a term; in another language also as the plan and the comments that are quoted say it."""
    if term.term == written.term:
        return term.term
    return f"{term.term} ({wording.inside(written.term)})"


def _is_used(term: Term, written: Term, words: str, rows: set[str]) -> bool:
    """Tell whether a report uses a term: shows its indicator or has it at the start of a word."""
    if not rows.isdisjoint(term.indicators):
        return True
    forms = (term.term, *term.words, written.term, *written.words)
    return any(re.search(rf"(?<!\w){re.escape(form)}", words, re.IGNORECASE) for form in forms)
