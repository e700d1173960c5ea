"""What has to be installed: the lock file fits every Python that is promised, and answering needs no torch."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

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
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    allowed = SpecifierSet(project["requires-python"])
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
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    names = [*project["dependencies"], *(name for extra in extras.values() for name in extra)]
    pins, seen = read_pins(), set()
    waiting = [Requirement(name) for name in names if not name.startswith("notula[")]
    while waiting:
        needed = waiting.pop()
        key = (canonicalize_name(needed.name), frozenset(needed.extras))
        if key in seen or needed.name == WITH_PYTHON:
            continue
        seen.add(key)
        assert key[0] in pins, needed
        waiting += _needed_by(needed)
    assert len(seen) > 60


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
    """The serving extra alone, installed by pip into an empty environment, embeds the sample archive and answers."""
    place = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(place)], check=True)
    python = str(place / "bin" / "python")
    source = tmp_path / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        (source / name).write_bytes((PROJECT / name).read_bytes())
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check"]
    constraints = str(PROJECT / "constraints.txt")
    subprocess.run(
        [*pip, "--no-compile", "--no-warn-conflicts", "--constraint", constraints, f"{source}[serving]"], check=True
    )

    def run(*arguments: str) -> str:
        environment = {key: value for key, value in os.environ.items() if not re.match("NOTULA_|TELEGRAM_|PYTHON", key)}
        environment |= {"NOTULA_HOME": str(tmp_path / "home"), "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
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
