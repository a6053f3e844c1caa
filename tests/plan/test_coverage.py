"""Coverage: every character of a text of the plan has an entry, and every entry its place."""

from collections import Counter
from pathlib import Path

import pytest

from salo_plan.plan.coverage import missing, pieces, uncovered
from salo_plan.plan.reading import read_plan

PLAN = read_plan()
WHOLES = [piece for piece in pieces(PLAN) if piece.inside is None]
TEXT = "\n\n".join(piece.text for piece in WHOLES)

SMALL_PLAN = """
id = "pieni"
name = "Pieni"
town = "Kylä"
year = 2024
title = "Suunnitelma"
kicker = "Kylä"
in_force_from = "2024-01"
in_force_to = "2024-12"
scopes.K = { name = "Kylä", municipalities = ["Kylä"] }
parties.clerk = { name = "Sihteeri" }
audience = []

[[goal]]
number = 1
title = "Kylä kasvaa"
text = "Tavoite 1: Kylä kasvaa"
means = "Keinot: talkoot, kyläjuhlan järjestäminen"
responsibilities = [
    { id = "first_clerk", text = "Sihteeri", parties = ["clerk"] },
    { id = "clerk_and_others", text = "Sihteeri, kyläläiset", parties = ["clerk"] },
]
activity = [{ id = "clean", text = "• Talkoot kerran kuussa, vähintään 8 henkeä" }]
milestone = [{ id = "fair", text = "kyläjuhlan järjestäminen", name = "Kyläjuhla" }]

[[goal.indicator]]
id = "residents"
name = "Asukkaat"
phrase = "asukkaiden määrä"
kind = "target"
text = "Asukkaita yli 60 (1/24: 58)"
scope = "K"
over_year = "last"
metric = { count = "everyone" }
target = { op = ">", limit = 60, words = "yli 60", text = "yli 60" }
baseline = { month = "2024-01", value = 58, text = "(1/24: 58)" }
responsible = ["clerk"]

[[goal.indicator]]
id = "working_days"
name = "Talkoot"
phrase = "talkoiden määrä"
kind = "target"
text = "Talkoot kerran kuussa, vähintään 8 henkeä"
scope = "K"
over_year = "every_month"
metric = { count = "everyone" }
target = { op = ">=", limit = 1, words = "vähintään 1", text = "kerran kuussa" }
responsible = ["clerk"]
"""
SMALL_TEXT = """Tavoite 1: Kylä kasvaa   Keinot: talkoot, kyläjuhlan järjestäminen
Asukkaita yli 60 (1/24: 58) Sihteeri, kyläläiset
• Talkoot kerran kuussa, vähintään 8 henkeä     Sihteeri"""


@pytest.fixture
def small(tmp_path: Path):
    path = tmp_path / "pieni.toml"
    path.write_text(SMALL_PLAN, encoding="utf-8")
    return read_plan(path)


# --- A plan of three lines ----------------------------------------------------------------------


def test_a_text_made_of_the_entries_is_covered_and_nothing_is_missing(small):
    assert uncovered(small, SMALL_TEXT) == ()
    assert missing(small, SMALL_TEXT) == ()


def test_line_breaks_and_runs_of_blanks_do_not_count(small):
    assert uncovered(small, SMALL_TEXT.replace(" ", "\n \t")) == ()
    assert missing(small, SMALL_TEXT.replace(" ", "\n \t")) == ()


def test_each_entry_is_listed_with_what_it_became(small):
    assert [(piece.id, piece.kind, piece.inside) for piece in pieces(small)] == [
        ("goal_1", "goal", None),
        ("goal_1.means", "means", None),
        ("residents", "indicator", None),
        ("residents.target", "target", "residents"),
        ("residents.baseline", "baseline", "residents"),
        ("working_days", "indicator", "clean"),
        ("working_days.target", "target", "working_days"),
        ("clean", "activity", None),
        ("fair", "milestone", "goal_1.means"),
        ("first_clerk", "responsible", None),
        ("clerk_and_others", "responsible", None),
    ]


def test_what_no_entry_covers_is_told_in_the_order_of_the_text(small):
    text = f"Alku. {SMALL_TEXT.replace('Asukkaita', 'Uusi lause. Asukkaita')} Loppu!"
    assert uncovered(small, text) == ("Alku.", "Uusi lause.", "Loppu!")


def test_a_short_entry_does_not_cover_words_inside_a_longer_one_twice(small):
    assert uncovered(small, SMALL_TEXT.replace("Sihteeri, kyläläiset", "Sihteeri, pormestari")) == (
        ", pormestari",
        "Sihteeri",
    )


def test_words_of_a_target_do_not_cover_the_same_words_elsewhere(small):
    assert uncovered(small, f"{SMALL_TEXT} yli 60") == ("yli 60",)


def test_an_entry_stands_for_whole_words_only(small):
    text = SMALL_TEXT.replace("Sihteeri, kyläläiset", "Sihteeri, kyläläisetkin")
    assert [piece.id for piece in missing(small, text)] == ["clerk_and_others"]


def test_a_number_is_not_found_inside_a_longer_number(small):
    text = SMALL_TEXT.replace("yli 60", "yli 600")
    assert [piece.id for piece in missing(small, text)] == [
        "residents",
        "residents.target",
        "residents.baseline",
    ]


def test_letters_decomposed_by_another_program_are_the_same_letters(small):
    assert uncovered(small, SMALL_TEXT.replace("ä", "a\u0308")) == ()


def test_of_an_empty_text_everything_is_missing(small):
    assert missing(small, "") == pieces(small)
    assert uncovered(small, "") == ()


# --- The plan of 2023, rebuilt from its entries -------------------------------------------------


def test_the_rebuilt_text_of_2023_is_covered():
    assert uncovered(PLAN, TEXT) == ()
    assert missing(PLAN, TEXT) == ()


def test_every_outcome_of_the_contract_occurs():
    assert set(Counter(piece.kind for piece in pieces(PLAN))) == {
        "goal",
        "means",
        "indicator",
        "target",
        "baseline",
        "activity",
        "milestone",
        "responsible",
        "definition",
        "reporting",
        "heading",
    }


def test_ids_of_pieces_are_told_apart():
    assert max(Counter(piece.id for piece in pieces(PLAN)).values()) == 1


def test_a_piece_is_no_longer_than_a_sentence_or_two():
    assert max(len(piece.text) for piece in pieces(PLAN)) < 200


@pytest.mark.parametrize(
    "addition",
    [
        "Uusi lause suunnitelmaan.",
        "Mittarit Toimenpiteet Vastuu",
        "Koordinaattori",
        "alle 60% asiakkaista",
        "(11/22: 2621 henkilöä)",
        "•",
    ],
)
def test_anything_added_to_the_plan_shows_as_uncovered(addition):
    assert uncovered(PLAN, f"{TEXT}\n{addition}") == (addition,)
    first, rest = TEXT.split("\n", 1)
    assert len(uncovered(PLAN, f"{first}\n{addition}\n{rest}")) == 1


@pytest.mark.parametrize("piece", WHOLES, ids=lambda piece: piece.id)
def test_an_entry_taken_out_of_the_text_is_missing(piece):
    before, _, after = f"\n\n{TEXT}\n\n".partition(f"\n\n{piece.text}\n\n")
    not_found = {item.text for item in missing(PLAN, f"{before}\n\n{after}")}
    assert piece.text in not_found
