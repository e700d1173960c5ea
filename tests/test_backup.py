"""A backup is the whole state as it was at one moment; restored, it answers as before."""

from __future__ import annotations

import json
import shutil
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from postgresql_server import new_database, programs
from records import a_record, records
from small_models import WordEncoder

from bot.app import open_app
from bot.telegram.drafts import Draft, Drafts
from data.errors import BackupError, StoreError
from data.settings import Settings
from data.store import open_store
from data.store.lock import hold_backup_lock
from retrieval.backup import make_backup, restore_backup
from retrieval.index.fusion import CALIBRATION_FILE
from retrieval.index.generation import Generations
from retrieval.ingest import Pipeline, open_writing
from retrieval.ingest.checks import Findings, check_archive
from tests.telegram_bot import copy_home

NOW = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
QUESTIONS = (
    "siapa yang buka rakor Batang Hari?",
    "kapan sosialisasi indeks harmoni Ogan Ilir?",
    "siapa saja yang hadir di Rakor Kesbangpol Kalimantan Tengah?",
    "ada rapat apa saja di Jambi?",
    "siapa yang hadir di rapat Kabupaten Wonogiri?",
)


@pytest.fixture(autouse=True)
def _programs_on_path(monkeypatch):
    """The programs of the server that the tests start."""
    monkeypatch.setenv("PATH", str(programs()), prepend=":")


@pytest.fixture
def settings(database, tmp_path):
    """An archive of its own on each kind of database."""
    return Settings(home=tmp_path / "rumah", database_url=database, _env_file=None)


@pytest.fixture
def other(settings, tmp_path):
    """Another archive on the same kind of database, empty."""
    if settings.database_url.startswith("sqlite"):
        yield Settings(home=tmp_path / "lain", _env_file=None)
    else:
        with new_database() as url:
            yield Settings(home=tmp_path / "lain", database_url=url, _env_file=None)


def add(settings, *items):
    """Put records into an archive."""
    with closing(open_store(settings.database)) as store:
        pipeline_of(settings, store).add(items)


def pipeline_of(settings, store):
    return Pipeline(store, Generations(settings.home), "kata", lambda name: WordEncoder())


def look(settings):
    """The articles of an archive, what its index finds, and what does not fit together."""
    with closing(open_store(settings.database)) as store:
        pipeline = pipeline_of(settings, store)
        hits = pipeline.generations.open_current(pipeline.encoder).search("rapat koordinasi banjir camat", limit=50)
        return store.articles.hashes(), [hit.article_id for hit in hits], check_archive(pipeline)


def test_a_restored_archive_is_the_one_that_was_backed_up(settings, other, tmp_path):
    """Articles, index, question log and the other files of the home, on each kind of database."""
    add(settings, *records(8))
    (settings.home / CALIBRATION_FILE).write_text("{}")
    Drafts(settings.home).put(Draft("0123456789ab", (a_record(70),)))
    made = make_backup(settings, tmp_path / "cadangan.zip", now=NOW)
    restored = restore_backup(other, tmp_path / "cadangan.zip")

    assert restored == made
    assert (made.created, made.generation, made.counts["articles"]) == ("2024-05-02T09:30:00+00:00", "000001", 8)
    (settings.home / CALIBRATION_FILE).unlink()
    assert (other.home / CALIBRATION_FILE).read_text() == "{}"
    (other.home / CALIBRATION_FILE).unlink()
    assert Drafts(other.home).get("0123456789ab") == Draft("0123456789ab", (a_record(70),))
    assert look(other) == look(settings)
    assert look(other)[2] == Findings()
    assert sorted(path.name for path in other.home.iterdir() if path.is_dir()) == ["drafts", "index"]
