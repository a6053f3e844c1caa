"""Data that no town would wish for: what is missing, secret, alone, too long or far too large.

Each kind of it is a town of its own, gathered as any other. `test_rough` looks at its pages.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from salo_plan.extracts.comments import read_comment_file
from salo_plan.periods import Month
from salo_plan.plan.file import plan_path
from salo_plan.plan.indicator import Indicator
from salo_plan.plan.model import Plan
from salo_plan.reports.material import Material, gather
from salo_plan.reports.opening import build_report

from ..workspaces import Workspace
from .making import PLAN, Made, Town, laid_out, once

MONTH = Month(2023, 12)
MONTHS = tuple(MONTH.plus(step) for step in range(-23, 1))
HEAD = "month;indicator;value;numerator;denominator;state;source;received\n"
NUMERIC = tuple(item for item in PLAN.indicators if item.kind != "verbal")
# One word of 200 letters, as a name, a link or a pasted cell can be.
WORD = "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas" * 3 + "koulutusohjelma!!"
LONG = (
    "työmarkkinatukea vähintään tuhat päivää saaneiden, palvelutarpeenarviointia vailla olevien "
    "ja monialaiseen yhteispalveluun ohjattavien asiakkaiden kuntouttavaan työtoimintaan tai "
    "työvoimakoulutukseen siirtyminen kolmen kuukauden kuluessa"
)
PLACES = {
    "Koski Tl": "Uudenkaupungin-Taivassalon-Kustavin-Vehmaan-yhteistoiminta-alue",
    "Tiimi 2": "Työllistymistä edistävän monialaisen yhteispalvelun alueellinen lähitiimi",
}
Value = Callable[[Indicator, int], float]


def figures(state: str, value: Value | None, months: tuple[Month, ...]) -> Iterator[str]:
    """A row for each month of every indicator that has figures."""
    for place, month in enumerate(months):
        for item in NUMERIC:
            known = "" if value is None else f"{value(item, place):.4f}"
            if item.id == "clients" and value is None:
                yield f"{month};clients;2600;;;ok;URA;4.1.2024\n"
            else:
                yield f"{month};{item.id};{known};;;{state};URA;4.1.2024\n"


def town(folder: Path, *rows: str, plan: Plan = PLAN) -> Material:
    Workspace(folder).write("figures_joulukuu.csv", HEAD + "".join(rows))
    return gather(plan, folder)


def limit(item: Indicator) -> float:
    """The figure that an indicator should reach, or what it began from."""
    found = item.target.limit if item.target else None
    if found is None and item.baseline:
        found = item.baseline.value
    return 100.0 if found is None else found


def nothing_but_clients(folder: Path) -> Material:
    return town(folder, f"{MONTH};clients;2600;;;ok;URA;4.1.2024\n")


def all_secret(folder: Path) -> Material:
    return town(folder, *figures("secret", None, MONTHS))


def one_month(folder: Path) -> Material:
    return town(folder, *figures("ok", lambda item, _: limit(item) * 1.01, (MONTH,)))


def nobody(folder: Path) -> Material:
    """Counts are 0, and a share of nobody cannot be told."""
    rows = []
    for month in MONTHS:
        for item in NUMERIC:
            share = item.unit == "%" or "mean" in item.metric or "ratio" in item.metric
            figure = ";;0;not_applicable" if share else "0;0;;ok"
            rows.append(f"{month};{item.id};{figure};URA;4.1.2024\n")
    return town(folder, *rows)


def far_off(folder: Path) -> Material:
    """All months near the target but the last, which is a hundred times as much."""

    def value(item: Indicator, place: int) -> float:
        return limit(item) * (100 if place == len(MONTHS) - 1 else 0.97 + 0.003 * place)

    return town(folder, *figures("ok", value, MONTHS))


def billions(folder: Path) -> Material:
    return town(
        folder,
        *figures("ok", lambda item, place: (limit(item) + place) * 123_456_789.123, MONTHS),
    )


def below_zero(folder: Path) -> Material:
    """Corrections larger than the month's figure: it goes under zero every other month."""
    return town(
        folder,
        *figures("ok", lambda item, place: (-1) ** (place + 1) * limit(item) * place / 12, MONTHS),
    )


def long_words(folder: Path, example: Material) -> Material:
    """The example with names, titles, places, owners, next steps and comments that never end."""
    raw = tomllib.loads(plan_path().read_text(encoding="utf-8"))
    for goal in raw["goal"]:
        goal["title"] = f"{goal['title']}, jotta {LONG}"
        for item in goal["indicator"]:
            item["name"] = f"{item['name']}: {LONG}"
        for entry in (*goal.get("activity", ()), *goal.get("milestone", ())):
            entry["name"] = f"{entry.get('name', '')} {LONG} {WORD}"
    for party in raw["parties"].values():
        party["name"] = f"{party['name']} ja {LONG}"
    for figure in raw["public"]["figure"]:
        figure["name"] = f"{figure['name']}: {LONG}"
    for scope in raw["scopes"].values():
        scope["municipalities"] = [PLACES.get(name, name) for name in scope["municipalities"]]
    plan = Plan.model_validate(raw)
    frames = {name: frame.replace(PLACES) for name, frame in example.tables.frames.items()}
    recorded = frames["actions"]
    recorded["comment"] = recorded["comment"].where(recorded["comment"].isna(), f"{LONG} {WORD}.")
    parts = ["# Kommentit, joulukuu 2023\n\nKirjoitettu: 4.1.2024\n"]
    for goal in plan.goal:
        parts.append(f"\n## tavoite {goal.number}\n\n{WORD} {LONG}.\n\n- {WORD}\n- **{LONG}**\n")
    for item in plan.indicators:
        if item.kind == "verbal":
            parts.append(f"\n## {item.id}\n\n{LONG} {WORD}.\n")
    said = folder / "kommentit_2023-12.md"
    said.write_text("".join(parts), encoding="utf-8")
    return replace(
        example,
        plan=plan,
        tables=replace(example.tables, frames=frames),
        comments=(read_comment_file(said, plan, folder),),
    )


def one_goal(folder: Path) -> Material:
    """A plan with one goal of one indicator, and figures of it."""
    raw = tomllib.loads(plan_path().read_text(encoding="utf-8"))
    raw["goal"] = raw["goal"][:1]
    raw["goal"][0]["indicator"] = raw["goal"][0]["indicator"][:1]
    raw["goal"][0]["activity"] = []
    raw["goal"][0].pop("milestone", None)
    raw.pop("other", None)
    raw.pop("question", None)
    raw["term"] = []
    for audience in raw["audience"]:
        audience["charts"] = ["clients"] if audience.get("charts") else []
    public: dict[str, Any] = raw["public"]
    public |= {name: ["clients"] for name in ("lead", "key_figures", "charts")}
    public["goals"] = [{**public["goals"][0], "indicators": ["clients"]}]
    public["figure"] = [f for f in public["figure"] if f["indicator"] == "clients"]
    rows = [
        f"{month};clients;{2500 + 9 * place};;;ok;URA;4.1.2024\n"
        for place, month in enumerate(MONTHS)
    ]
    return town(folder, *rows, plan=Plan.model_validate(raw))


TOWNS: dict[str, Callable[[Path], Material]] = {
    made.__name__: made
    for made in (
        nothing_but_clients,
        all_secret,
        one_month,
        nobody,
        far_off,
        billions,
        below_zero,
        one_goal,
    )
}


def made_rough(name: str, town: Town) -> Made:
    """The page by its name, `far_off public`; made once, also by several processes."""
    kind, audience = name.split()
    folder = town.folder / kind
    folder.mkdir(exist_ok=True)
    path = folder / f"{kind}-{audience}.html"

    def gathered() -> Material:
        return TOWNS[kind](folder) if kind in TOWNS else long_words(folder, town.material)

    def made() -> Made:
        material = once(folder / "material.pickle", gathered)
        report = build_report(material, audience, MONTH)
        path.write_text(laid_out(report), encoding="utf-8", newline="\n")
        return Made(report, path)

    return once(path.with_suffix(".pickle"), made)
