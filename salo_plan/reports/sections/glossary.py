"""The glossary (sanasto): the plan file's terms that a report uses, each in one plain sentence."""

import re
from dataclasses import replace

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
    used = [term for term in plan.term if _is_used(term, words, rows)]
    if not used:
        return report
    facts = tuple(Fact(term.term, term.text) for term in used)
    section = Section(SECTION, say("Glossary"), "", facts=facts)
    return replace(report, sections=(*report.sections, section))


def _is_used(term: Term, words: str, rows: set[str]) -> bool:
    """Tell whether a report uses a term: shows its indicator or has it at the start of a word."""
    if not rows.isdisjoint(term.indicators):
        return True
    forms = (term.term, *term.words)
    return any(re.search(rf"(?<!\w){re.escape(form)}", words, re.IGNORECASE) for form in forms)
