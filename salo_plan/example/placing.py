"""Putting the example into a workspace and taking it away, without touching anybody else's file.

`data/raw/example.json` lists the example's files with their sha256; a file is the example's own
only as long as it has the hash that the list gives.
"""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from salo_plan.errors import CallError, DataError
from salo_plan.example.actions import actions_file
from salo_plan.example.activation import activation_files
from salo_plan.example.comments import comment_files
from salo_plan.example.event_log import log_file
from salo_plan.example.feedback import feedback_files
from salo_plan.example.files import MadeFile
from salo_plan.example.joint_services import joint_service_files
from salo_plan.example.money import money_files
from salo_plan.example.process import process_files
from salo_plan.example.ready_figures import figures_file
from salo_plan.example.register import make_cubes, register_files
from salo_plan.example.services import service_files
from salo_plan.extracts.example_mark import LIST, example_files
from salo_plan.fingerprints import sha256_of
from salo_plan.told import Told

DEFAULT_SEED = 2023


def write_example(workspace: Path, seed: int = DEFAULT_SEED) -> tuple[Path, ...]:
    """Write the made-up extracts of 2022-01 to 2023-12 into data/raw and list them.

    The same seed gives the same bytes; another one changes every figure but the starting levels
    that the plan states. Raises DataError, and writes nothing, when a file by one of the names is
    there and is not the example's.
    """
    if seed < 0:
        raise CallError(
            Told("the seed {seed} is below zero; give a whole number from 0 up.", seed=seed)
        )
    raw = workspace / "data" / "raw"
    files = tuple(made_files(seed))
    new = {file.name: hashlib.sha256(file.content).hexdigest() for file in files}
    old = _listed(workspace)
    _refuse_foreign(raw, new, old)
    raw.mkdir(parents=True, exist_ok=True)
    # The list is never without a file that is there: old files go first, new ones come last.
    for name, digest in old.items():
        if new.get(name) != digest and _is_own(raw / name, digest):
            (raw / name).unlink()
    note = {"seed": seed, "files": dict(sorted(new.items()))}
    _write_whole(raw / LIST, (json.dumps(note, indent=1) + "\n").encode())
    for file in files:
        if not (raw / file.name).is_file():
            _write_whole(raw / file.name, file.content)
    return tuple(raw / name for name in sorted(new))


def remove_example(workspace: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Take the example away; return the files removed and those kept because they were changed."""
    raw = workspace / "data" / "raw"
    removed: list[Path] = []
    kept: list[Path] = []
    for name, digest in sorted(_listed(workspace).items()):
        path = raw / name
        if _is_own(path, digest):
            path.unlink()
            removed.append(path)
        elif path.exists():
            kept.append(path)
    (raw / LIST).unlink(missing_ok=True)
    return tuple(removed), tuple(kept)


def made_files(seed: int) -> Iterator[MadeFile]:
    """Make the bytes of every file of the example; nothing is written."""
    cubes = make_cubes(seed)
    yield from register_files(cubes, seed)
    yield from process_files(cubes, seed)
    yield from activation_files(cubes, seed)
    yield from service_files(cubes, seed)
    yield from joint_service_files(seed)
    yield from money_files(seed)
    yield from feedback_files(seed)
    yield log_file(seed)
    yield actions_file()
    yield from comment_files()
    yield figures_file(seed)


def _listed(workspace: Path) -> dict[str, str]:
    """Return the listed files by name; a list that names other folders names nothing in them."""
    try:
        listed = example_files(workspace)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise DataError(
            Told(
                "data/raw/{list} is not the list that the example writes. Move it away, or put "
                "the list of the example back.",
                list=LIST,
            )
        ) from None
    return {Path(path).name: digest for path, digest in listed.items()}


def _refuse_foreign(raw: Path, new: dict[str, str], old: dict[str, str]) -> None:
    """Refuse to go on when a file that is not the example's has one of its names."""
    foreign = [
        name
        for name in sorted(new)
        if (raw / name).exists() and not _is_own(raw / name, old.get(name, ""))
    ]
    if foreign:
        raise DataError(
            Told(
                "data/raw/{foreign}: not a file of the example, so it is not overwritten and "
                "nothing was written. Move it away, or use another workspace.",
                foreign=", data/raw/".join(foreign),
            )
        )


def _is_own(path: Path, digest: str) -> bool:
    return path.is_file() and sha256_of(path) == digest


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = path.with_name(f".{path.name}.partial")
    partial.write_bytes(content)
    partial.replace(path)
