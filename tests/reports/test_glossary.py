from dataclasses import replace

import pytest

from salo_plan.errors import PlanError
from salo_plan.plan.coverage import pieces
from salo_plan.plan.file import plan_path
from salo_plan.plan.glossary import Term
from salo_plan.plan.reading import read_plan
from salo_plan.reports.sections.glossary import with_glossary
from tests.reports.sample_report import REPORT

PLAN = read_plan()


def shown(*terms: Term, lead: str = "") -> list[str]:
    report = replace(REPORT, lead=lead, sections=())
    sections = with_glossary(PLAN.model_copy(update={"term": terms}), report).sections
    return [fact.term for section in sections for fact in section.facts]


def test_a_term_is_shown_when_a_word_of_the_page_begins_with_it():
    term = Term(term="Xylofoni", text="Soitin.", words=("ksylofon",))
    assert shown(term, lead="Uusi xylofonimme.") == ["Xylofoni"]
    assert shown(term, lead="Ksylofonin.") == ["Xylofoni"]
    assert shown(term, lead="Metalloxylofoni.") == []


def test_a_term_is_shown_when_its_indicator_is():
    own = REPORT.rows[0].id
    assert shown(Term(term="Xylofoni", text="Soitin.", indicators=(own,))) == ["Xylofoni"]
    assert shown(Term(term="Xylofoni", text="Soitin.", indicators=("no_such",))) == []


def test_the_plans_terms_are_single_sentences_and_the_near_rule_is_the_rules():
    assert all(term.text.endswith(".") and ". " not in term.text for term in PLAN.term)
    near = next(term.text for term in PLAN.term if term.term == "Lähellä tavoitetta")
    assert f"{PLAN.rules.near_points:g} prosenttiyksikköä" in near
    assert f"{100 * PLAN.rules.near_share:g}\u00a0% tavoitteesta" in near


@pytest.mark.parametrize(
    "term",
    [
        *("Aktivointiaste", "Suunnitelmavelka", "TYP", "UMA", "Omaehtoinen opiskelu", "Ohjaamo"),
        *("Voimala", "NPS", "Kuntaosuus", "Työmarkkinatuki", "Palkkatuki", "Työkokeilu"),
        *("Alkuhaastattelu", "Työnhakukeskustelu", "Täydentävä työnhakukeskustelu", "Varha"),
        *("SSKKY", "Väylä", "%-yksikkö", "Lähellä tavoitetta"),
    ],
)
def test_the_plan_explains_the_term(term):
    assert term in {item.term for item in PLAN.term}


def test_terms_are_not_the_plans_own_text():
    texts = {piece.text for piece in pieces(PLAN)}
    assert texts.isdisjoint(term.text for term in PLAN.term)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('term = "NPS"', 'term = "UMA"', "the term 'UMA'"),
        ('term = "NPS"', 'term = "NPS"\nsentence = "x"', "sentence"),
        ('term = "NPS"\n', 'term = "NPS"\nwords = ["x"]\n', None),
    ],
)
def test_terms_are_read_strictly(tmp_path, old, new, told):
    text = plan_path().read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "plan.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    if told is None:
        assert next(t for t in read_plan(path).term if t.term == "NPS").words == ("x",)
        return
    with pytest.raises(PlanError, match=told):
        read_plan(path)


def test_a_term_of_an_unknown_indicator_is_refused(tmp_path):
    text = plan_path().read_text(encoding="utf-8")
    path = tmp_path / "plan.toml"
    path.write_text(
        text + '\n[[term]]\nterm = "X"\ntext = "Y."\nindicators = ["clientz"]\n', encoding="utf-8"
    )
    with pytest.raises(PlanError, match="Did you mean 'clients'"):
        read_plan(path)
