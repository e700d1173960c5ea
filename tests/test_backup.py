"""A backup is the whole state as it was at one moment; restored, it answers as before."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import closing
from itertools import count as count_up

import pytest
from backups import NOW, add, an_archive, count, look, opened
from postgresql_server import new_database, programs
from records import a_record, records
from small_models import WordEncoder
from sqlalchemy import create_engine

from bot.app import open_app
from bot.telegram.upkeep.drafts import Draft, Drafts
from data.errors import StoreError
from data.settings import Settings
from data.store import open_store
from data.store.copies import copy_database
from data.store.migrations import migrate
from retrieval.backup import make_backup, restore_backup
from retrieval.backup.archive import write_archive
from retrieval.backup.making import PINNED
from retrieval.backup.manifest import DATABASE, BackupManifest
from retrieval.index.fusion import CALIBRATION_FILE
from retrieval.index.generation import Generations
from retrieval.ingest import open_writing
from retrieval.ingest.checks import Findings
from tests.telegram_bot import copy_home
from tests.waiting import LONGEST

QUESTIONS = (
    "siapa yang buka rakor Batang Hari?",
    "kapan sosialisasi indeks harmoni Ogan Ilir?",
    "siapa saja yang hadir di Rakor Kesbangpol Kalimantan Tengah?",
    "siapa yang hadir di rapat Kabupaten Wonogiri?",
)


@pytest.fixture(autouse=True)
def _programs_on_path(monkeypatch):
    """The programs of the server that the tests start come first."""
    monkeypatch.setenv("PATH", str(programs()), prepend=os.pathsep)


@pytest.fixture
def settings(database, tmp_path):
    """An archive of its own on each kind of database."""
    return an_archive(tmp_path / "rumah", database_url=database)


@pytest.fixture
def other(settings, tmp_path):
    """Another archive on the same kind of database, empty."""
    if settings.database_url.startswith("sqlite"):
        yield an_archive(tmp_path / "lain", database_url=f"sqlite:///{tmp_path / 'basis' / 'arsip.db'}")
    else:
        with new_database() as url:
            yield an_archive(tmp_path / "lain", database_url=url)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cadangan.zip"


def keep_draft(settings, draft):
    """Keep what an administrator has not confirmed."""
    with closing(open_store(settings.database)) as store:
        Drafts(store).put(draft)


def find_draft(settings, name):
    """What an administrator has not confirmed."""
    with closing(open_store(settings.database)) as store:
        return Drafts(store).get(name)


def test_a_restored_archive_is_the_one_that_was_backed_up(settings, other, file):
    """Articles, index and what it finds, and the other files of the home, on each kind of database."""
    add(settings, *records(8))
    keep_draft(settings, Draft("0123456789ab", (a_record(70),)))
    (settings.home / CALIBRATION_FILE).write_text('{"model": 0.5}')
    made = make_backup(settings, file, now=NOW)
    (settings.home / CALIBRATION_FILE).unlink()

    assert restore_backup(other, file) == made
    assert (made.created, made.generation, made.counts["articles"]) == ("2024-05-02T09:30:00+00:00", "000001", 8)
    assert (other.home / CALIBRATION_FILE).read_text() == '{"model": 0.5}'
    assert find_draft(other, "0123456789ab") == Draft("0123456789ab", (a_record(70),))
    (other.home / CALIBRATION_FILE).unlink()
    assert look(other) == look(settings)
    assert look(other)[2] == Findings()


def test_nothing_lies_about_afterwards(settings, other, file):
    """Neither beside the backup nor in either home; only its owner may read a backup."""
    add(settings, *records(2))
    make_backup(settings, file, now=NOW)
    restore_backup(other, file)

    assert sorted(path.name for path in file.parent.iterdir() if path.name.startswith(".")) == []
    assert not (settings.home / PINNED).exists()
    assert sorted(path.name for path in other.home.iterdir() if path.is_dir()) == ["index"]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_put_where_an_empty_archive_was_used(settings, other, file):
    """A database that has its tables already, and ids that go on where they stood."""
    add(settings, *records(2))
    open_store(other.database).close()
    make_backup(settings, file, now=NOW)
    restore_backup(other, file)
    add(other, a_record(5))

    assert sorted(look(other)[0]) == ["a0", "a1", "a5"]
    assert look(other)[2] == Findings()


def test_questions_are_answered_as_before(tmp_path, file):
    """Backed up while articles are added and questions asked, the home destroyed, restored: the same answers."""
    settings = Settings(home=copy_home(tmp_path), _env_file=None)
    added, done = threading.Semaphore(0), threading.Event()

    def add_on():
        with open_writing(settings, workers=1) as pipeline:
            for number in count_up():
                pipeline.add([a_record(number)])
                added.release()
                if done.is_set():
                    return

    def ask_on():
        while not done.is_set():
            app.ask(QUESTIONS[0])

    with closing(open_app(settings, warm=False)) as app:
        before = _answers(app)
        busy = [threading.Thread(target=add_on), threading.Thread(target=ask_on)]
        for thread in busy:
            thread.start()
        try:
            assert added.acquire(timeout=LONGEST)
            made = make_backup(settings, file, now=NOW)
            assert added.acquire(timeout=LONGEST)
        finally:
            done.set()
            for thread in busy:
                thread.join()
    shutil.rmtree(settings.home)
    restore_backup(settings, file)

    assert count(settings) == made.counts["articles"] >= 6
    with closing(open_app(settings, warm=False)) as app:
        assert _answers(app) == before


def _answers(app):
    """What is answered, and from what."""
    answers = [app.engine.ask(question) for question in QUESTIONS]
    return [(answer.status, answer.text, answer.facts, answer.sources) for answer in answers]


def test_what_was_added_meanwhile_is_found_without_embedding(tmp_path, file, monkeypatch):
    """A newer database comes with an index that is behind it; one run brings that up to date from stored vectors."""
    settings, other = an_archive(tmp_path / "rumah"), an_archive(tmp_path / "lain")
    add(settings, *records(4))

    pin = Generations.pin

    def pin_then_add(generations, folder):
        name = pin(generations, folder)
        # Two newer generations, and the pinned one is removed where it lay.
        for number in (4, 5):
            add(settings, a_record(number))
        return name

    monkeypatch.setattr(Generations, "pin", pin_then_add)
    made = make_backup(settings, file, now=NOW)
    restore_backup(other, file)
    assert (made.generation, made.counts["articles"]) == ("000001", 6)
    assert "000001" not in Generations(settings.home).names()

    class NoEncoder(WordEncoder):
        def encode_passages(self, texts):
            assert len(texts) == 4, "only the probes of its fingerprint"
            return super().encode_passages(texts)

    with opened(other, NoEncoder()) as pipeline:
        assert pipeline.refresh() == "000002"
    assert look(other) == look(settings)


def test_a_damaged_index_keeps_no_backup_from_being_made(tmp_path, file):
    """It is derived: the backup comes without it, and it is made anew from what the database holds."""
    settings, other = an_archive(tmp_path / "rumah"), an_archive(tmp_path / "lain")
    add(settings, *records(3))
    before = look(settings)
    (settings.home / "index" / "000001" / "dense.faiss").unlink()
    made = make_backup(settings, file, now=NOW)
    restore_backup(other, file)
    with opened(other) as pipeline:
        pipeline.refresh()

    assert made.generation is None
    assert look(other) == before


def test_a_damaged_database_is_said_to_be_one(tmp_path, file):
    """Nothing is written that could not be restored."""
    settings = an_archive(tmp_path / "rumah")
    add(settings, *records(8))
    with (settings.home / "notula.db").open("r+b") as database:
        database.seek(5 * 4096)
        database.write(b"x" * 60 * 4096)
    with pytest.raises(StoreError, match="Basis data rusak atau bukan basis data Notula"):
        make_backup(settings, file, now=NOW)
    assert not file.exists()


def test_an_empty_archive_is_backed_up(tmp_path, file):
    """Before the first article there is no index."""
    settings, other = an_archive(tmp_path / "rumah"), an_archive(tmp_path / "lain")
    made = make_backup(settings, file, now=NOW)

    assert restore_backup(other, file) == made
    assert (made.generation, made.counts["articles"], count(other)) == (None, 0, 0)


def test_an_older_database_is_brought_up_to_date(settings, other, tmp_path, file):
    """A backup that an older version made has fewer tables."""
    engine = create_engine(settings.database)
    migrate(engine, "0002")
    counts = copy_database(engine, tmp_path / "salinan")
    engine.dispose()
    backend = "sqlite" if settings.database.startswith("sqlite") else "postgresql"
    manifest = BackupManifest("0.0.9", "0002", backend, NOW.isoformat(), None, counts, {})
    write_archive(file, manifest, {DATABASE: tmp_path / "salinan"})
    restore_backup(other, file)
    add(other, *records(2))

    assert look(other)[2] == Findings()


def test_settings_are_told_without_secrets(tmp_path, file):
    """For people to read: what was set, and nothing that opens a door."""
    settings = an_archive(
        tmp_path / "rumah",
        retention_days=30,
        admins=frozenset({11, 2}),
        webhook_url="https://budi:sandi@contoh.id/kait?kunci=sandi",
        webhook_secret="sandi",
        telegram_bot_token="123:sandi",
    )
    made = make_backup(settings, file, now=NOW)

    assert made.settings == {
        "NOTULA_ADMINS": "2,11",
        "NOTULA_HOME": str(tmp_path / "rumah"),
        "NOTULA_RETENTION_DAYS": "30",
        "NOTULA_WEBHOOK_URL": "https://contoh.id/kait",
    }


def test_a_dump_that_cannot_be_loaded_leaves_an_empty_home(tmp_path, file, monkeypatch):
    """Neither tables nor an index of articles that have not come; restoring again is possible."""
    program = tmp_path / "programs" / "pg_restore"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\ntest "$1" = --list\n')
    program.chmod(0o755)
    with new_database() as url, new_database() as empty:
        settings = an_archive(tmp_path / "rumah", database_url=url)
        other = an_archive(tmp_path / "lain", database_url=empty)
        add(settings, *records(2))
        make_backup(settings, file, now=NOW)
        with monkeypatch.context() as patched:
            patched.setenv("PATH", str(program.parent), prepend=os.pathsep)
            with pytest.raises(StoreError, match="Program pg_restore gagal"):
                restore_backup(other, file)
        assert (count(other), Generations(other.home).current()) == (0, None)
        restore_backup(other, file)
        assert look(other) == look(settings)


def test_a_missing_program_is_named(tmp_path, file, monkeypatch):
    """PostgreSQL is backed up by its own programs."""
    with new_database() as url:
        settings = an_archive(tmp_path / "rumah", database_url=url)
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(StoreError) as caught:
            make_backup(settings, file, now=NOW)
    assert str(caught.value) == (
        "Program pg_dump tidak ditemukan; pasang klien PostgreSQL dengan versi yang sama dengan servernya."
    )
    assert not file.exists()


def test_a_program_that_fails_is_named(tmp_path, file, monkeypatch):
    """As one does that is older than the server; a password reaches it by the environment, not by an argument."""
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@; $PGPASSWORD" > {tmp_path}/told\nexit 1\n')
    program.chmod(0o755)
    with new_database() as url:
        settings = an_archive(tmp_path / "rumah", database_url=url.replace("postgres@", "postgres:sandi@"))
        monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
        with pytest.raises(StoreError) as caught:
            make_backup(settings, file, now=NOW)
    assert str(caught.value) == (
        "Program pg_dump gagal; versinya harus sama dengan server atau lebih baru, dan basis datanya dapat dicapai."
    )
    arguments, password = (tmp_path / "told").read_text().split("; ")
    assert ("--format=custom" in arguments, "sandi" in arguments, password) == (True, False, "sandi\n")
