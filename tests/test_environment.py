"""What has to be installed: the lock file fits every Python that is promised, and answering needs no torch."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from data.settings import PROJECT

VERSIONS = ("3.11", "3.12", "3.13")
WITH_PYTHON = "setuptools"
"""What torch asks for, and pip leaves out of its lists: it comes with Python or with pip."""

HEAVY = ("torch", "transformers", "sentence_transformers", "sklearn", "scipy", "pandas")


def read_pins() -> dict[str, str]:
    """Version by package of the lock file."""
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").split()
    return {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines)}


def test_the_promised_versions_are_those_of_the_project():
    """README and pyproject.toml name the oldest and the newest Python, and nothing beyond."""
    allowed = SpecifierSet(read_project()["requires-python"])
    assert [version for version in ("3.10", *VERSIONS, "3.14") if f"{version}.1" in allowed] == list(VERSIONS)
    assert f"Python {VERSIONS[0]} to {VERSIONS[-1]}" in (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_pinned_package_runs_on_the_version(version):
    """What the lock file pins says of itself that it runs on the oldest and on the newest Python."""
    refusing = []
    for name, pinned in read_pins().items():
        found = distribution(name)
        assert found.version.partition("+")[0] == pinned, name
        if f"{version}.1" not in SpecifierSet(found.metadata["Requires-Python"] or ""):
            refusing.append(name)
    assert refusing == []


def test_everything_that_is_needed_is_pinned():
    """The dependencies of the project, and theirs, all stand in the lock file."""
    needed, pins = find_needed(*read_project()["optional-dependencies"]), read_pins()
    assert sorted(needed - pins.keys()) == []
    assert len(needed) > 60


def read_project() -> dict[str, Any]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def asked_for(*extras: str) -> list[str]:
    """The requirements of the project with some of its extras."""
    project = read_project()
    own = [name for extra in extras for name in project["optional-dependencies"][extra]]
    return [*project["dependencies"], *(name for name in own if not name.startswith("notula["))]


def find_needed(*extras: str) -> set[str]:
    """The packages that the project needs with some of its extras, and those that they need."""
    seen, waiting = set(), [Requirement(name) for name in asked_for(*extras)]
    while waiting:
        needed = waiting.pop()
        key = (canonicalize_name(needed.name), frozenset(needed.extras))
        if key not in seen and needed.name != WITH_PYTHON:
            seen.add(key)
            waiting += _needed_by(needed)
    return {name for name, _ in seen}


def _needed_by(requirement: Requirement) -> list[Requirement]:
    """What an installed package needs on this machine, with the extras that are asked for."""
    try:
        further = distribution(requirement.name).requires or []
    except PackageNotFoundError:
        return []
    asked = [{"extra": extra} for extra in ("", *requirement.extras)]
    parsed = [Requirement(line) for line in further]
    return [one for one in parsed if one.marker is None or any(one.marker.evaluate(extra) for extra in asked)]


def test_a_fresh_environment_answers_without_torch(tmp_path):
    """What the serving extra alone needs, in an empty environment where pip misses nothing, embeds the sample archive
    and answers. (That pip finds it all on its own, `make setup` has shown before there were tests to run.)
    """
    place = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    python = str(place / "bin" / "python")
    for name in find_needed("serving"):
        link_package(name, place / "lib" / f"python3.{sys.version_info.minor}" / "site-packages")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check"]
    pinned = ["--no-index", "--constraint", str(PROJECT / "constraints.txt")]
    subprocess.run([*pip, *pinned, *asked_for("serving")], check=True)

    def run(*arguments: str) -> str:
        environment = {key: value for key, value in os.environ.items() if not re.match("NOTULA_|TELEGRAM_|PYTHON", key)}
        environment |= {"NOTULA_HOME": str(tmp_path / "home")}
        done = subprocess.run(
            [python, *arguments], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    found = run("-c", f"import importlib.util as u; print([n for n in {HEAVY!r} if u.find_spec(n)])")
    assert found.strip() == "[]"
    assert json.loads(run("embed_corpus.py", "add", "data/articles", "--json"))["new"] == 5
    answer = json.loads(run("-m", "bot", "ask", "siapa yang buka rakor Batang Hari?", "--json"))
    assert answer["status"] == "answered"
    assert "Azan" in answer["text"]


def link_package(name: str, folder: Path) -> None:
    """Link an installed package's files into a folder, compiled ones too: as if pip had put them there."""
    for file in distribution(name).files:
        if ".." not in file.parts:
            place = folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(file.locate())
