"""Stores on every kind of database that Notula works with, and command lines run in this process."""

from __future__ import annotations

import sys

import pytest
from postgresql_server import new_database

from data.store import open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'arsip.db'}"
    else:
        with new_database() as url:
            yield url


@pytest.fixture
def store(database):
    """An empty store."""
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def run_entry(monkeypatch, capsys):
    """Run a command line; its exit status, standard output and standard error."""

    def run(entry, *arguments):
        monkeypatch.setattr(sys, "argv", ["notula", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            entry()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run
