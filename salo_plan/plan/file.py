"""The plan file itself: where it lies, its text, and its tables before anything is checked."""

import re
import tomllib
from pathlib import Path
from typing import Any

from salo_plan.errors import PlanError, system_reason, unknown_name
from salo_plan.told import Told

DEFAULT_PLAN = "salo_2023"
_PACKAGED = Path(__file__).parent


def packaged_plans() -> tuple[str, ...]:
    """Name the plans that come with the package."""
    return tuple(sorted(path.stem for path in _PACKAGED.glob("*.toml")))


def plan_path(path_or_name: Path | str | None = None) -> Path:
    """Find a plan file by its path or by a packaged name; None is the packaged `salo_2023`.

    A file that is there goes before a packaged plan of the same name.
    """
    wanted = Path(path_or_name or DEFAULT_PLAN)
    if wanted.is_file():
        return wanted
    if wanted.is_dir():
        raise PlanError(Told("{wanted} is a folder, not a plan file.", wanted=wanted))
    named_only = wanted.name == str(wanted)
    name = wanted.stem if wanted.suffix == ".toml" else wanted.name
    packaged = packaged_plans()
    if named_only and name in packaged:
        return _PACKAGED / f"{name}.toml"
    if named_only:
        hint = unknown_name(Told("packaged plan"), name, packaged)
        raise PlanError(
            Told("There is no file {wanted} here, and {hint}", wanted=wanted, hint=hint)
        )
    raise PlanError(
        Told(
            "There is no file {wanted}. Packaged plans: {packaged}.",
            wanted=wanted,
            packaged=", ".join(packaged),
        )
    )


def plan_text(path: Path) -> str:
    """Return a plan file as text; PlanError when it cannot be read or is not UTF-8."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PlanError(
            Told("{path} cannot be read: {error}.", path=path, error=system_reason(error))
        ) from error
    try:
        # Windows editors put a byte order mark first.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PlanError(
            Told(
                "{file}, line {line}: the file is not UTF-8. Save it again as UTF-8.",
                file=path.name,
                line=line,
            )
        ) from None


def plan_tables(path: Path) -> dict[str, Any]:
    """Return a plan file's tables as they are; PlanError with the place when it is no TOML."""
    text = plan_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(
            Told(
                "{file}, {place}",
                file=path.name,
                place=_syntax_fault(str(error), text),
            )
        ) from None


def _syntax_fault(message: str, text: str) -> str:
    """Put the parser's place first: `line 3, column 5: invalid value`."""
    what, _, place = message.rpartition(" (at ")
    numbers = re.findall(r"\d+", place)
    if len(numbers) == 2:
        line, column = numbers
    else:
        lines = text.splitlines() or [""]
        line, column = str(len(lines)), str(len(lines[-1]) + 1)
    words = f"{what[:1].lower()}{what[1:]}"
    return Told("line {line}, column {column}: {error}.", line=line, column=column, error=words)
