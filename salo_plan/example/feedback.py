"""Dataset 13 of the example: answers to the feedback form (Roidu), comments invented."""

from collections.abc import Iterator
from typing import TypeVar

import numpy as np

from salo_plan.example.files import UTF8, Cell, MadeFile, Row, csv_file, headers
from salo_plan.example.seasons import MONTHS, Line, days_of_work, draws
from salo_plan.extracts.datasets.encounters import FEEDBACK
from salo_plan.periods import Month

Name = TypeVar("Name")

COMMENT_HEADER = "Avoin palaute"
_ANSWERS = Line(
    "feedback answers",
    (38, 41, 44, 39, 46, 42, 34, 43, 48, 51, 47, 37),
    (49, 53, 58, 69, 74, 44, 27, 64, 88, 93, 86, 61),
    wobble=2,
)
_SCORE = Line(
    "net promoter score",
    (43, 45, 46, 44, 47, 48, 45, 46, 49, 50, 48, 47),
    (51, 49, 53, 54, 56, 53, 46, 52, 55, 57, 54, 51.5),
    wobble=1.5,
)
_DETRACTORS = (0.1, 0.15)
_BLANK_PART = 0.06
_COMMENT_PART = 0.3
_DETRACTOR_SCORES = {0: 0.05, 2: 0.08, 3: 0.12, 4: 0.15, 5: 0.28, 6: 0.32}
_PASSIVE_SCORES = {7: 0.42, 8: 0.58}
_PROMOTER_SCORES = {9: 0.46, 10: 0.54}
_BEFORE_TEXT_MESSAGES = {"Laite": 0.6, "Verkko": 0.4}
_WITH_TEXT_MESSAGES = {"Tekstiviesti": 0.48, "Laite": 0.31, "Verkko": 0.21}
_TEXT_MESSAGES_FROM = Month(2023, 4)
_SITES = {"Voimala": 0.71, "Salon toimipiste": 0.21, "Koski Tl": 0.05, "Marttila": 0.03}
_COMMENTS = (
    "Sain hyvää apua työhakemukseen; kiitos!",
    "Asiat selitettiin rauhassa\nja ymmärsin mitä seuraavaksi tapahtuu.",
    "Aikaa joutui odottamaan; muuten kaikki sujui.",
    "Toivoisin enemmän iltapäiväaikoja.",
    "Palvelu oli ystävällistä.\nTulen mielelläni uudestaan.",
    "Puhelinaika toimi hyvin; ei tarvinnut matkustaa.",
    "Lomakkeet ovat hankalia.",
    "Sain vinkin koulutuksesta; hakemus on jo lähetetty.",
    "Työkokeilu järjestyi nopeasti.",
    "En saanut vastausta kaikkiin kysymyksiin.",
    "Hyvä, että Voimalaan voi tulla ilman ajanvarausta.",
    "Tulkki oli paikalla; keskustelu oli helppoa.",
    "Kirje oli vaikea ymmärtää.\nSelkokieli auttaisi.",
    "Kiva kuulla, että palkkatuki on mahdollinen; odotan päätöstä.",
)


def feedback_files(seed: int) -> Iterator[MadeFile]:
    """Write the answers of each month in the order they came."""
    header: list[Cell] = [*headers(FEEDBACK), COMMENT_HEADER]
    for month in MONTHS:
        yield csv_file(f"roidu_{month}.csv", header, _rows(month, seed), UTF8)


def _rows(month: Month, seed: int) -> list[Row]:
    random = draws(seed, "feedback", month)
    scores: list[int | None] = [*_scores(month, seed, random)]
    scores += [None] * round(len(scores) * _BLANK_PART)
    random.shuffle(scores)
    days = days_of_work(month)
    times = sorted(
        (int(random.integers(len(days))), int(random.integers(8 * 60, 17 * 60))) for _ in scores
    )
    by_text = month >= _TEXT_MESSAGES_FROM
    channels = _WITH_TEXT_MESSAGES if by_text else _BEFORE_TEXT_MESSAGES
    rows: list[Row] = []
    for score, (day, minute) in zip(scores, times, strict=True):
        when = days[day]
        stamp = f"{when.day}.{when.month}.{when.year} {minute // 60}:{minute % 60:02d}"
        told = random.random() < _COMMENT_PART
        comment = _COMMENTS[int(random.integers(len(_COMMENTS)))] if told else ""
        rows.append((stamp, _pick(channels, random), _pick(_SITES, random), score, comment))
    return rows


def _scores(month: Month, seed: int, random: np.random.Generator) -> Iterator[int]:
    """Give the scores that the month's net promoter score is made of, up to whole answers."""
    answers = _ANSWERS.count(month, seed)
    detractors = round(answers * float(random.uniform(*_DETRACTORS)))
    promoters = detractors + round(answers * _SCORE.at(month, seed) / 100)
    for many, scale in (
        (detractors, _DETRACTOR_SCORES),
        (promoters, _PROMOTER_SCORES),
        (answers - detractors - promoters, _PASSIVE_SCORES),
    ):
        for _ in range(many):
            yield _pick(scale, random)


def _pick(weights: dict[Name, float], random: np.random.Generator) -> Name:
    names = list(weights)
    return names[int(random.choice(len(names), p=list(weights.values())))]
