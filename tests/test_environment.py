"""The conda environment, pyproject.toml and the locks name the same packages."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
PYPI_NAMES = {"matplotlib-base": "matplotlib"}
LOCKS = {
    "requirements.lock": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["install"],
    ],
    "requirements-dev.lock": [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["install"],
        *PROJECT["dependency-groups"]["dev"],
    ],
}


def ranges(lines: list[str]) -> dict[str, SpecifierSet]:
    """The allowed versions of each package, by its name on PyPI."""
    packages = [Requirement(line) for line in lines]
    return {
        canonicalize_name(PYPI_NAMES.get(package.name, package.name)): package.specifier
        for package in packages
    }


def pins(lock: str) -> dict[str, list[str]]:
    """The versions of each package in a lock; Python versions may need different ones."""
    found: dict[str, list[str]] = {}
    for name, version in re.findall(
        r"^([^\s=]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def conda_ranges() -> dict[str, SpecifierSet]:
    return ranges([entry for entry in CONDA["dependencies"] if isinstance(entry, str)])


def test_conda_and_pip_users_get_the_same_ranges():
    conda = conda_ranges()
    del conda["python"], conda["pip"]
    assert conda == ranges(PROJECT["project"]["dependencies"])


def test_conda_and_pip_users_get_the_same_python():
    assert conda_ranges()["python"] == SpecifierSet(PROJECT["project"]["requires-python"])


def test_conda_installs_the_project_itself_last():
    assert CONDA["dependencies"][-1] == {"pip": ["-e ."]}


def test_conda_never_uses_the_channel_that_asks_for_a_licence():
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address_and_no_option(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_pins_every_wanted_package_within_its_range(lock):
    pinned = pins(lock)
    wanted = ranges(LOCKS[lock])
    assert wanted.keys() <= pinned.keys()
    outside = {
        name: pinned[name]
        for name, allowed in wanted.items()
        if not all(version in allowed for version in pinned[name])
    }
    assert outside == {}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock):
    entries = re.split(
        r"^(?=[^\s#])", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert [entry for entry in entries[1:] if "--hash=sha256:" not in entry] == []


def test_developers_run_the_same_versions_as_users():
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in run} == run
