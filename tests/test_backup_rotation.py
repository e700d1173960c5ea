"""Backups that come by themselves: when one is due, which ones go, the commands, and the bot that makes them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from backups import NOW, an_archive

import embed_corpus
from bot.telegram.upkeep.backups import CHECK_SECONDS, back_up_regularly
from bot.telegram.upkeep.jobs import BrokenOffError
from bot.telegram.upkeep.work import BACKUP, Task, perform
from data.errors import SettingError, StoreError
from data.store.lock import hold_writer_lock
from retrieval.backup import back_up_into_folder
from retrieval.backup.rotation import is_due, moment_of, name_of, surplus
from tests.telegram_bot import copy_home


def names(*hours: int) -> list[str]:
    """Backups of so many hours ago."""
    return [name_of(NOW - timedelta(hours=ago)) for ago in hours]


def test_a_name_tells_the_moment():
    """In UTC, whatever zone the moment is given in."""
    there = datetime.fromisoformat("2024-05-02T16:30:00+07:00")
    assert name_of(there) == "notula-20240502T093000Z.zip"
    assert moment_of("notula-20240502T093000Z.zip") == NOW
    assert [moment_of(name) for name in ("arsip.zip", "notula-20241399T093000Z.zip")] == [None, None]


@pytest.mark.parametrize(
    ("found", "hours", "due"),
    [
        ([], 24, True),
        (names(23), 24, False),
        (names(48, 24), 24, True),
        (names(48, 1), 24, False),
        (names(48, -1), 24, True),
        (["arsip.zip"], 24, True),
        ([], 0, False),
    ],
)
def test_a_backup_is_due_when_the_newest_is_old(found, hours, due):
    """None counts that is of the future; with 0 none is ever due."""
    assert is_due(found, now=NOW, hours=hours) is due


def test_the_oldest_go():
    """Beyond what is kept, and never a file that is no backup of ours."""
    found = [*names(3, 1, 2, 4), "a.zip", "notula-lama.zip"]
    assert surplus(found, keep=2) == names(4, 3)
    assert surplus(found, keep=9) == []


@pytest.fixture
def settings(tmp_path, migrated_file):
    settings = an_archive(tmp_path / "rumah", backup_folder=tmp_path / "cadangan", backup_keep=2, backup_hours=24)
    settings.home.mkdir()
    (settings.home / "notula.db").write_bytes(migrated_file.read_bytes())
    return settings


def in_folder(settings):
    return sorted(path.name for path in settings.backup_folder.iterdir())


def test_backups_of_a_folder_take_turns(settings):
    """So many are kept, and what else lies there."""
    for hours in (3, 2, 1):
        back_up_into_folder(settings, now=NOW - timedelta(hours=hours))
        (settings.backup_folder / "catatan.txt").touch()
    file, made, dropped = back_up_into_folder(settings, now=NOW)

    assert (file.name, made.counts["articles"], dropped) == (*names(0), 0, names(2))
    assert in_folder(settings) == ["catatan.txt", *names(1, 0)]


def test_one_that_fails_drops_none(settings, monkeypatch):
    """The old ones are all there is."""
    for hours in (3, 2):
        back_up_into_folder(settings, now=NOW - timedelta(hours=hours))
    (settings.home / "notula.db").write_bytes(b"bukan basis data" * 100)
    with pytest.raises(StoreError):
        back_up_into_folder(settings, now=NOW)
    assert in_folder(settings) == names(3, 2)


def test_without_a_folder_a_file_has_to_be_named(tmp_path):
    """The setting that is missing is named."""
    with pytest.raises(SettingError, match="Setelan NOTULA_BACKUP_FOLDER belum diisi: diperlukan untuk cadangan"):
        back_up_into_folder(an_archive(tmp_path), now=NOW)


# The commands


@pytest.fixture
def run(tmp_path, monkeypatch, run_entry):
    """Run a command on a copy of the sample archive."""
    monkeypatch.setenv("NOTULA_HOME", str(copy_home(tmp_path)))
    monkeypatch.setenv("NOTULA_BACKUP_FOLDER", str(tmp_path / "cadangan"))
    for name in ("NOTULA_DATABASE_URL", "NOTULA_MODEL"):
        monkeypatch.delenv(name, raising=False)
    return partial(run_entry, embed_corpus.entry)


def test_the_commands_back_up_and_restore(run, tmp_path, monkeypatch):
    """One file, named or in the folder; into another home, where all is found to fit."""
    status, out, err = run("backup", tmp_path / "arsip.zip", "--json")
    told = json.loads(out)
    assert (status, err) == (0, "")
    assert told["file"] == str(tmp_path / "arsip.zip")
    assert told["bytes"] == (tmp_path / "arsip.zip").stat().st_size
    assert (told["articles"], told["meetings"], told["generation"], told["dropped"]) == (5, 5, "000001", [])
    status, out, err = run("backup")
    assert (status, err) == (0, "")
    assert out.startswith("Cadangan notula-")
    assert "Z.zip selesai dibuat: 5 artikel, " in out

    monkeypatch.setenv("NOTULA_HOME", str(tmp_path / "lain"))
    status, out, err = run("restore", tmp_path / "arsip.zip")
    assert (status, err) == (0, "")
    assert out.startswith("Cadangan dari 20")
    assert out.endswith(" dipulihkan: 5 artikel.\n")
    assert json.loads(run("status", "--json")[1])["up_to_date"] is True


def test_a_refused_restore_is_one_line(run, tmp_path):
    """On standard error, with status 1."""
    (tmp_path / "arsip.zip").write_text("x")
    assert run("restore", tmp_path / "arsip.zip") == (
        1,
        "",
        "Berkas itu bukan cadangan Notula, atau cadangan yang tidak utuh.\n",
    )


# The bot


async def ran(settings, perform, *, checks=1, now=NOW):
    """What a bot told as faults that looked so many times whether a backup is due; it slept so long between."""
    faults, slept = [], []

    async def sleep(seconds):
        slept.append(seconds)
        if len(slept) == checks:
            raise asyncio.CancelledError

    task = back_up_regularly(settings, perform, fault=faults.append, clock=lambda: now, sleep=sleep)
    with pytest.raises(asyncio.CancelledError):
        await task
    assert slept == [CHECK_SECONDS] * checks
    return faults


async def test_the_bot_backs_up_when_it_is_due(settings):
    """Once, and again when the hours have passed."""
    work = partial(perform, settings)
    now = datetime.now(UTC)
    assert await ran(settings, work, checks=3, now=now) == []
    assert len(in_folder(settings)) == 1
    assert await ran(settings, work, now=now + timedelta(hours=23)) == []
    assert len(in_folder(settings)) == 1


async def test_a_backup_that_fails_is_told_and_tried_again(settings):
    """Administrators see why; the bot goes on."""

    def fail(task, progress):
        assert task == Task(BACKUP)
        raise failures.pop(0)

    failures = [StoreError("Cadangan lain sedang dibuat."), BrokenOffError()]
    assert await ran(settings, fail, checks=2) == [
        "cadangan berkala gagal: Cadangan lain sedang dibuat.",
        "cadangan berkala gagal: prosesnya terhenti.",
    ]


async def test_without_hours_the_bot_makes_none(settings):
    """It does not even look."""
    await back_up_regularly(
        settings.model_copy(update={"backup_hours": 0}), partial(perform, settings), fault=pytest.fail
    )
    assert not settings.backup_folder.exists()


def test_writers_and_backups_do_not_wait_for_each_other(settings):
    """While somebody adds, the bot's own backup is made."""
    with hold_writer_lock(settings):
        assert perform(settings, Task(BACKUP), pytest.fail)["name"].startswith("notula-")
