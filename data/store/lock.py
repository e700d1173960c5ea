"""One writer at a time, one backup, and one who fetches: lock files beside the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import StoreError
from data.wording import archive as wording
from data.wording import following


@contextmanager
def hold_writer_lock(home: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Be the only writer of this home inside the block; StoreError where another process still is after the wait.

    The system lets the lock go when its holder ends in whatever way, kill -9 included.
    """
    with _hold(home / "writer.lock", busy=wording.WRITER_BUSY, wait_seconds=wait_seconds):
        yield


@contextmanager
def hold_backup_lock(home: Path) -> Iterator[None]:
    """Be the only one that backs this home up inside the block; writers go on. StoreError at once where another is."""
    with _hold(home / "backup.lock", busy=wording.BACKUP_BUSY):
        yield


@contextmanager
def hold_update_lock(home: Path) -> Iterator[None]:
    """Be the only one who fetches from this home's sources inside the block; StoreError where another process is."""
    with _hold(home / "update.lock", busy=following.UPDATE_BUSY):
        yield


@contextmanager
def _hold(file: Path, *, busy: str, wait_seconds: float = 0.0) -> Iterator[None]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file, timeout=wait_seconds)
        lock.acquire()
    except Timeout as error:
        raise StoreError(busy) from error
    except OSError as error:
        raise StoreError(wording.HOME_UNUSABLE) from error
    try:
        yield
    finally:
        lock.release()
