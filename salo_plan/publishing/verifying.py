"""Whether a published report still holds: it is made again from what its manifest names.

The files named in the manifest are laid into a workspace of their own, with the issues that were
there before it, so that what was received or issued later does not disturb.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from salo_plan.errors import CallError, DataError
from salo_plan.extracts.example_mark import LIST
from salo_plan.fingerprints import code_hash, sha256_of
from salo_plan.periods import Month
from salo_plan.plan.file import plan_path
from salo_plan.plan.reading import read_plan
from salo_plan.publishing.making import DATA, FRAGMENT, PAGE, Make, Order, make_files
from salo_plan.publishing.manifest import issued_manifests, package_versions, read_manifest
from salo_plan.publishing.notebook_file import notebook_path
from salo_plan.publishing.placing import aside_of, bring_back, keep_earlier
from salo_plan.publishing.watch import Limits
from salo_plan.reports.material import gather
from salo_plan.reports.opening import build_report, find_audience
from salo_plan.told import Told

OUTPUTS = "outputs"
COMPARED = (PAGE, FRAGMENT, DATA)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a report holds, and what differs: inputs, plan, code, packages or the files."""

    differs: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Tell whether nothing differs."""
        return not self.differs


def verify(path: Path, plan: str = "", make: Make = make_files) -> Verdict:
    """Make a published report again and compare it, byte by byte, with what was published.

    `path` is a report's folder or a file in it, an older version's too. Raises CallError when no
    published report lies there.
    """
    folder = (path if path.is_dir() else path.parent).resolve()
    manifest = read_manifest(folder)
    outputs = next((above for above in folder.parents if above.name == OUTPUTS), None)
    if manifest is None or outputs is None:
        raise CallError(Told("{path}: no published report lies here.", path=path))
    workspace = outputs.parent
    changed = [*_touched(folder, manifest), *_changed_inputs(workspace, manifest, plan)]
    if any(line.startswith(("input ", "plan ")) for line in changed):
        return Verdict(tuple(changed))
    with tempfile.TemporaryDirectory() as place:
        _lay_out(workspace, Path(place), manifest)
        differs = _made_again(Path(place), manifest, plan, make)
    if differs:
        differs += _changed_makers(manifest)
    return Verdict((*changed, *differs))


def _touched(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Name the published files that are no longer as they were published."""
    for name, digest in manifest["outputs"].items():
        place = folder / name
        if not place.is_file():
            yield Told("output {name}: missing", name=name)
        elif sha256_of(place) != digest:
            yield Told("output {name}: changed after it was published", name=name)


def _changed_inputs(workspace: Path, manifest: dict[str, Any], plan: str) -> Iterator[str]:
    for item in manifest["inputs"]:
        place = workspace / item["path"]
        if not place.is_file():
            yield Told("input {path}: missing", path=item["path"])
        elif sha256_of(place) != item["sha256"]:
            yield Told("input {path}: changed", path=item["path"])
    if sha256_of(plan_path(plan or None)) != manifest["plan"]["sha256"]:
        yield Told("plan {name}: changed", name=manifest["plan"]["name"])


def _changed_makers(manifest: dict[str, Any]) -> list[str]:
    """Name what makes reports and has changed: the code, the notebook, the packages."""
    found: list[str] = []
    if code_hash() != manifest["code"]:
        found.append(Told("code: changed"))
    if sha256_of(notebook_path(manifest["audience"])) != manifest["notebook"]["sha256"]:
        found.append(Told("notebook {name}: changed", name=manifest["notebook"]["name"]))
    now = package_versions()
    for name, version in manifest["packages"].items():
        if now.get(name) != version:
            newer = now.get(name) or Told("not installed")
            found.append(
                Told(
                    "package {name}: {version} then, {newer} now",
                    name=name,
                    version=version,
                    newer=newer,
                )
            )
    return found


def _lay_out(workspace: Path, place: Path, manifest: dict[str, Any]) -> None:
    """Copy the inputs of a report, and the issues before it, into a workspace of their own."""
    names = [item["path"] for item in manifest["inputs"]]
    # Beside the files that are read lie the list of the example and the statistics' descriptions.
    beside = [f"data/raw/{LIST}", *(str(Path(name).with_suffix(".json")) for name in names)]
    names += [name for name in beside if (workspace / name).is_file()]
    for name in dict.fromkeys(names):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(workspace / name, place / name)
    outputs = workspace / OUTPUTS
    (place / OUTPUTS).mkdir(exist_ok=True)
    for folder, found in _issued_before(outputs, manifest):
        target = place / OUTPUTS / found["month"] / found["audience"]
        if target.is_dir():
            target.rename(aside_of(target))
        shutil.copytree(folder, target, ignore=shutil.ignore_patterns("v*"))
        keep_earlier(aside_of(target), target)
        bring_back(aside_of(target), target)


def _issued_before(
    outputs: Path, manifest: dict[str, Any]
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Go through the versions issued before this one, the oldest first."""
    newest = list(issued_manifests(outputs))
    older = [
        (place, found)
        for folder, _ in newest
        for place in folder.glob("v*")
        if (found := read_manifest(place))
    ]
    own = (manifest["issued"], manifest["version"])
    every = sorted([*newest, *older], key=lambda pair: (pair[1]["issued"], pair[1]["version"]))
    for folder, found in every:
        same = (found["audience"], found["month"]) == (manifest["audience"], manifest["month"])
        if found["lang"] != "fi" or (found["issued"], found["version"]) >= own:
            continue
        if not same or found["version"] < manifest["version"]:
            yield folder, found


def _made_again(place: Path, manifest: dict[str, Any], plan: str, make: Make) -> list[str]:
    month = Month.parse(manifest["month"])
    order = Order(place, manifest["audience"], month, manifest["lang"], plan)
    material = gather(read_plan(plan or None), place)
    private = place / "made"
    private.mkdir()
    try:
        report = build_report(material, order.audience, month, order.lang)
        make(order, report, private, Limits.of(find_audience(material.plan, order.audience)))
    except DataError as error:
        return [Told("it cannot be made again: {reason}", reason=str(error))]
    return [
        Told("{name}: made again, it differs", name=name)
        for name in COMPARED
        if name in manifest["outputs"] and sha256_of(private / name) != manifest["outputs"][name]
    ]
