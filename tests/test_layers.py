"""Nothing flows back: a room imports only rooms before it in the way through the house."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "salo_plan"
ROOMS = (
    *(
        "told",
        "errors",
        "periods",
        "messages",
        "progress",
        "wording",
        "figures",
        "fingerprints",
        "populations",
        "workspace",
    ),
    *("plan", "extracts", "indicators", "reports", "exploring", "publishing"),
    *("example", "cli"),
)


def imported_rooms(path: Path) -> set[str]:
    """Name the rooms a module imports anywhere in it, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "salo_plan":
                names |= {alias.name for alias in node.names}
            names.add(node.module.removeprefix("salo_plan."))
        elif isinstance(node, ast.Import):
            names |= {alias.name.removeprefix("salo_plan.") for alias in node.names}
    return {name.split(".")[0] for name in names} & set(ROOMS)


def test_every_module_lies_in_a_known_room():
    top = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").is_file()}
    assert top - {"__init__", "__main__"} <= set(ROOMS)


def test_a_room_imports_only_rooms_above_it():
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if room in ("__init__", "__main__"):
            continue
        for other in imported_rooms(path) - {room}:
            if ROOMS.index(other) > ROOMS.index(room):
                wrong.append(f"{path.relative_to(PACKAGE)} imports {other}")
    assert not wrong


def test_no_module_is_named_after_nothing():
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "helper", "common", "core", "manager"}
