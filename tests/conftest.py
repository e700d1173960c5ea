"""What several tests are given: stores on every kind of database, command lines, conversations."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from postgresql_server import migrated_database, new_database

from data.store import open_store
from retrieval.reading import reader
from tests.chromium import CHROMIUM

# A busy machine is no reason to fail. One example after the other may use the same empty store or folder.
settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("any machine")
# A console made while a module is imported would keep for good the width that this terminal gives its children.
os.environ.pop("COLUMNS", None)
# Tests start many processes: what the first one compiles is there for the others.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# Nothing that tests write shall survive a loss of power, and a disk makes thousands of flushes wait.
_MEMORY, _ROOM = Path("/dev/shm"), 4 * 1024**3
if "TMPDIR" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)
# What an article says depends on nothing else: what was read already need not be read again.
reader.read_article = lru_cache(maxsize=1000)(reader.read_article)
# A million objects stay as long as the process: looking for garbage among them takes a sixth of the time.
gc.set_threshold(100_000)
LONG = ("test_quality", "test_kill", "test_telegram_process", "test_web_crawl", "test_web_browser", "test_bulk")
DATABASES = ("sqlite", "postgresql")
collect_ignore_glob = [] if CHROMIUM else ["test_web_browser*.py"]


def pytest_collection_modifyitems(items):
    """What takes long comes first: of two processes none shall have it left when the other is done."""
    items.sort(key=lambda item: not item.path.name.startswith(LONG))


def pytest_collection_finish():
    """What all tests together have loaded is no garbage."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    """Say what could not be tested here."""
    if collect_ignore_glob:
        terminalreporter.write_line("no chromium is installed: the tests of pages in a browser were left out")


@pytest.fixture(params=DATABASES)
def database(request, tmp_path):
    """The URL of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'arsip.db'}"
    else:
        with new_database() as url:
            yield url


@pytest.fixture(params=DATABASES)
def migrated(request, tmp_path, migrated_file):
    """The URL of a database as migrations leave it."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'arsip.db')}"
    return migrated_database()


@pytest.fixture
def store(migrated):
    """An empty store."""
    opened = open_store(migrated)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory):
    """A file of SQLite as migrations leave it; to be copied."""
    file = tmp_path_factory.mktemp("migrated") / "arsip.db"
    open_store(f"sqlite:///{file}").close()
    return file


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


@pytest.fixture(scope="module")
def talk(tmp_path_factory):
    """Conversations over the sample archive."""
    yield from _talking(tmp_path_factory.mktemp("talk"))


@pytest.fixture
def own(tmp_path):
    """Conversations over a sample archive that may be changed."""
    yield from _talking(tmp_path)


def _talking(folder):
    # Imported here: other tests need not load what the bot does.
    from tests.telegram_bot import copy_home
    from tests.telegram_talk import Talk

    talk = Talk(copy_home(folder))
    yield talk
    talk.close()
