"""Making a backup while the archive is asked and added to.

The index is pinned before the database is copied: it then holds nothing that the copy does not know of, and what the
copy has besides is what an interrupted `add` leaves, which the next run puts into the index.
"""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path

from data.errors import BackupError
from data.settings import PROJECT, Settings
from data.store.copies import backend_of
from data.store.lock import hold_backup_lock
from data.store.migrations import newest_revision
from data.wording import backup as wording
from retrieval.backup.archive import clear, open_archive, write_archive
from retrieval.backup.manifest import BESIDE, DATABASE, INDEX, KEPT_BESIDE, BackupManifest
from retrieval.index.engines import open_index
from retrieval.index.live import look_elsewhere
from retrieval.index.manifest import flush_path
from retrieval.ingest import open_reading

PINNED = ".backup"


def make_backup(settings: Settings, file: Path, *, now: datetime) -> BackupManifest:
    """Put the whole state into one file, which is replaced in one step where it is an older backup; what is in it.

    BackupError or StoreError where that cannot be done: then nothing is left behind. What a kill leaves is removed by
    the next backup of this archive into the same folder.
    """
    file = file.absolute()
    _refuse_foreign(file)
    with hold_backup_lock(settings), _working_beside(file, settings.home) as (work, pinned):
        index = open_index(settings)
        look_elsewhere(index)  # what is here is good enough: an index is derived
        generation = index.pin(pinned)
        members = {**_find(pinned, INDEX), **_find(_collect_beside(settings.home, work / "home"), BESIDE)}
        with open_reading(settings) as store:
            counts = store.copy_to(work / DATABASE)
        manifest = _describe(settings, generation, counts, now=now)
        made = write_archive(work / "archive", manifest, {DATABASE: work / DATABASE, **members})
        _put(work / "archive", file)
    return made


def _refuse_foreign(file: Path) -> None:
    """Whatever else has the name that was typed shall not be lost."""
    if not file.exists() or (file.is_file() and not file.stat().st_size):
        return
    try:
        with open_archive(file):
            pass
    except BackupError as error:
        raise BackupError(wording.NOT_OURS) from error


@contextmanager
def _working_beside(file: Path, home: Path) -> Iterator[tuple[Path, Path]]:
    """An empty folder beside the file, and the name of one in the home; neither is there before or after."""
    # Backups of several archives may come into one folder.
    own = hashlib.sha256(str(home).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    work, pinned = file.parent / f".notula-{own}", home / PINNED
    try:
        clear(work)
        clear(pinned)
        work.mkdir(mode=0o700)
        yield work, pinned
    except OSError as error:
        raise BackupError(wording.UNWRITABLE) from error
    finally:
        clear(work)
        clear(pinned)


def _collect_beside(home: Path, folder: Path) -> Path:
    """Copies of what else belongs to the state; it may change or go at any moment."""
    for path in (path for pattern in KEPT_BESIDE for path in home.glob(pattern)):
        copy = folder / path.relative_to(home)
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:
            continue
    return folder


def _find(folder: Path, prefix: str) -> dict[str, Path]:
    """The files below a folder, by their names in the backup."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {prefix + path.relative_to(folder).as_posix(): path for path in paths}


def _describe(settings: Settings, generation: str | None, counts: dict[str, int], *, now: datetime) -> BackupManifest:
    return BackupManifest(
        product=product_version(),
        schema=newest_revision(),
        backend=backend_of(settings.database),
        created=now.isoformat(timespec="seconds"),
        generation=generation,
        counts=counts,
        settings=settings.told(),
    )


@cache
def product_version() -> str:
    """The version of Notula."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def _put(made: Path, file: Path) -> None:
    made.replace(file)
    flush_path(file.parent)
