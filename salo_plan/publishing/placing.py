"""Moving a finished report into its place so that a kill at any point loses and doubles nothing.

A first issue is one rename. A re-issue is three: the old folder is put aside, the new one, which
already holds copies of the earlier versions, takes its place, and the old one goes into it as `vN`.
Each step can be told from what lies on disk, so carrying an intent through and replaying it after
a kill are the same thing.
"""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from salo_plan.publishing.ledger import Entry, Ledger
from salo_plan.publishing.manifest import read_manifest

PRIVATE = ".making-"
_ASIDE = ("????-??/.*.old", "????-??/*/.*.old")


def place(ledger: Ledger, outputs: Path, intent: Entry) -> bool:
    """Carry an intent through from wherever it stands; False when its new folder is lost.

    Then the last good report is back in its place and the intent is forgotten.
    """
    folder, private = outputs / intent.folder, outputs / intent.private
    aside = aside_of(folder)
    if intent.private and private.is_dir():
        if folder.is_dir():
            folder.rename(aside)
        folder.parent.mkdir(parents=True, exist_ok=True)
        private.rename(folder)
    bring_back(aside, folder)
    found = read_manifest(folder) or {}
    if (found.get("inputs_key"), found.get("version")) != (intent.inputs_key, intent.version):
        ledger.forget(intent)
        return False
    ledger.finish(intent)
    return True


def aside_of(folder: Path) -> Path:
    """Name where an issued report's folder waits while the new one takes its place."""
    return folder.with_name(f".{folder.name}.old")


def keep_earlier(folder: Path, private: Path) -> None:
    """Copy what an issued report's folder holds beside its own files into the new folder.

    These are its earlier versions, and the same report in another language.
    """
    for inner in _inner(folder):
        shutil.copytree(inner, private / inner.name)


def clear_private(outputs: Path, intents: Iterable[Entry] = ()) -> None:
    """Take away the private folders that no intent names: of failed, lost and killed attempts."""
    intended = {entry.private for entry in intents}
    for left in outputs.glob(f"{PRIVATE}*"):
        if left.name not in intended:
            shutil.rmtree(left, ignore_errors=True)


def return_aside(outputs: Path) -> None:
    """Bring back folders that were put aside by a run whose ledger is gone."""
    for pattern in _ASIDE:
        for aside in list(outputs.glob(pattern)):
            bring_back(aside, aside.with_name(aside.name[1 : -len(".old")]))


def bring_back(aside: Path, folder: Path) -> None:
    """Let a folder that was put aside become a version of the new one, or be itself again."""
    if not aside.is_dir():
        return
    if not folder.is_dir():
        aside.rename(folder)
        return
    for copied in _inner(aside):
        shutil.rmtree(copied)
    if manifest := read_manifest(aside):
        aside.rename(folder / f"v{manifest['version']}")
    else:
        # It held only another language, which has been copied.
        shutil.rmtree(aside)


def _inner(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.iterdir() if path.is_dir())
