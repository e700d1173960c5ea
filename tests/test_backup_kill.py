"""Killed at whatever step, a backup leaves the old file or the new one, and a restore an empty home or a whole one."""

from __future__ import annotations

import os
import shutil
from itertools import count as count_up
from pathlib import Path

import pytest
from backups import NOW, add, an_archive, count, look
from killing import killed
from records import records

from data.store import Store
from retrieval.backup import make_backup, restore_backup
from retrieval.backup.archive import open_archive
from retrieval.backup.making import PINNED

STEPS = (
    (Path, "replace"),
    (Path, "rename"),
    (os, "fsync"),
    (shutil, "rmtree"),
    (shutil, "copytree"),
    (Store, "copy_to"),
)


@pytest.fixture
def settings(tmp_path):
    settings = an_archive(tmp_path / "rumah")
    add(settings, *records(3))
    return settings


def test_a_killed_backup_leaves_the_old_file_or_the_new_one(settings, tmp_path, monkeypatch):
    """Whole, whichever it is; and the next backup clears away what it left."""
    file = tmp_path / "cadangan" / "arsip.zip"
    file.parent.mkdir()
    old = make_backup(settings, file, now=NOW)
    add(settings, *records(4))
    seen = []
    for steps in count_up():
        if not killed(monkeypatch, STEPS, steps, lambda: make_backup(settings, file, now=NOW)):
            break
        with open_archive(file) as (_, found):
            seen.append(found.counts["articles"])
    make_backup(settings, file, now=NOW)

    assert old.counts["articles"] == 3
    assert seen == sorted(seen)
    assert set(seen) == {3, 4}
    assert len(seen) >= 7
    assert [path.name for path in file.parent.iterdir()] == ["arsip.zip"]
    assert not (settings.home / PINNED).exists()


def test_a_killed_restore_leaves_an_empty_home_or_a_whole_one(settings, tmp_path, monkeypatch, migrated_file):
    """An empty one takes the backup when it is restored again."""
    file, whole = tmp_path / "arsip.zip", look(settings)
    make_backup(settings, file, now=NOW)
    seen = []
    for steps in count_up():
        other = an_archive(tmp_path / f"lain{steps}")
        other.home.mkdir()
        shutil.copy(migrated_file, other.home / "notula.db")
        was_killed = killed(monkeypatch, STEPS, steps, lambda home=other: restore_backup(home, file))
        seen.append(count(other))
        if not seen[-1]:
            restore_backup(other, file)
        assert look(other) == whole
        if not was_killed:
            break
        shutil.rmtree(other.home)

    assert seen == sorted(seen)
    assert set(seen) == {0, 3}
    assert len(seen) >= 8
    assert sorted(path.name for path in other.home.iterdir() if path.is_dir()) == ["index"]
