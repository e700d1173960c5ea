"""Restoring a backup where there are no articles.

Everything is unpacked beside its place, checked and flushed; then the small steps follow, the database's last. Until
that one the home has no articles, and restoring again begins anew; after it the home is whole.
"""

from __future__ import annotations

import re
import shutil
from contextlib import closing
from pathlib import Path

from data.errors import BackupError, StoreError
from data.settings import Settings
from data.store import open_store
from data.store.copies import POSTGRESQL, SQLITE, backend_of, list_dump, make_room, put_copy, sqlite_file
from data.store.lock import hold_writer_lock
from data.store.migrations import newest_revision
from data.wording import archive as archive_wording
from data.wording import backup as wording
from retrieval.backup.archive import clear, open_archive, unpack
from retrieval.backup.manifest import BESIDE, DATABASE, INDEX, BackupManifest
from retrieval.index.folder import FOLDER, POINTER
from retrieval.index.manifest import flush, flush_path
from retrieval.ingest import open_reading

STAGE = ".restoring"


def restore_backup(settings: Settings, file: Path) -> BackupManifest:
    """Make a backup the state of an archive without articles; what was in it.

    BackupError or StoreError in one sentence where the file is no whole backup of this or an older version, does not
    fit the settings, or the archive has articles: then nothing has changed. The index may be behind the database by
    what was added while the backup was made; `Pipeline.refresh` brings it up to date.
    """
    with open_archive(file) as (archive, manifest), hold_writer_lock(settings):
        _refuse_unfit(settings, manifest)
        stages = {settings.home / STAGE, _database_stage(settings)}
        try:
            for stage in stages:
                clear(stage)
            _refuse_large(settings, manifest)
            unpack(archive, manifest, {name: _place(settings, name) for name in manifest.members})
            _prepare_database(_place(settings, DATABASE), manifest.backend)
            make_room(settings.database)
            _put_files(settings.home, manifest.generation)
            _put_database(settings)
        except OSError as error:
            raise BackupError(wording.NOT_RESTORED) from error
        finally:
            for stage in stages:
                clear(stage)
    return manifest


def _refuse_unfit(settings: Settings, manifest: BackupManifest) -> None:
    if not re.fullmatch(r"\d{4}", manifest.schema) or manifest.schema > newest_revision():
        raise BackupError(wording.NEWER)
    if manifest.backend not in {SQLITE, POSTGRESQL}:
        raise BackupError(wording.NOT_A_BACKUP)
    given = backend_of(settings.database)
    if manifest.backend != given:
        raise BackupError(wording.other_backend(manifest.backend, given))
    with open_reading(settings) as store:
        count = store.articles.count()
    if count:
        raise BackupError(wording.not_empty(count))


def _refuse_large(settings: Settings, manifest: BackupManifest) -> None:
    if manifest.size > shutil.disk_usage(settings.home).free:
        raise BackupError(wording.NO_ROOM)


def _database_stage(settings: Settings) -> Path:
    """A folder from which the database is put into its place by a rename, where it is a file."""
    if backend_of(settings.database) == SQLITE:
        return sqlite_file(settings.database).parent / STAGE
    return settings.home / STAGE


def _place(settings: Settings, name: str) -> Path:
    """Where a member is unpacked."""
    return (_database_stage(settings) if name == DATABASE else settings.home / STAGE) / name


def _prepare_database(file: Path, backend: str) -> None:
    """Look the copy over, and bring one of an older version to this one's tables, where that can be done aside."""
    if backend == POSTGRESQL:
        list_dump(file)
        return
    with closing(open_store(f"sqlite:///{file}")) as store:
        if not store.is_sound():
            raise StoreError(archive_wording.DATABASE_DAMAGED)
    flush_path(file)


def _put_database(settings: Settings) -> None:
    try:
        put_copy(_place(settings, DATABASE), settings.database)
    except StoreError:
        clear(settings.home / FOLDER)  # an index of articles that have not come
        raise
    flush_path(_database_stage(settings).parent)


def _put_files(home: Path, generation: str | None) -> None:
    """Put index and files into the home; what lies there belongs to no article."""
    stage = home / STAGE
    (stage / INDEX).mkdir(parents=True, exist_ok=True)
    if generation:
        (stage / INDEX / POINTER).write_text(f"{generation}\n", encoding="utf-8")
    (stage / BESIDE).mkdir(exist_ok=True)
    flush(stage)
    clear(home / FOLDER)
    (stage / INDEX).rename(home / FOLDER)
    for path in [path for path in (stage / BESIDE).rglob("*") if path.is_file()]:
        target = home / path.relative_to(stage / BESIDE)
        target.parent.mkdir(exist_ok=True)
        path.replace(target)
        flush_path(target.parent)
    flush_path(home)
