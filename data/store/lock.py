"""One writer at a time, and one backup at a time: lock files beside the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from data.errors import StoreError
from data.wording import archive as wording


@contextmanager
def hold_writer_lock(home: Path) -> Iterator[None]:
    """Be the only writer of this home inside the block; StoreError at once where another process is.

    The system lets the lock go when its holder ends in whatever way, kill -9 included.
    """
    with _hold(home / "writer.lock", busy=wording.WRITER_BUSY):
        yield


@contextmanager
def hold_backup_lock(home: Path) -> Iterator[None]:
    """Be the only one that backs this home up inside the block; writers go on. StoreError at once where another is."""
    with _hold(home / "backup.lock", busy=wording.BACKUP_BUSY):
        yield


@contextmanager
def _hold(file: Path, *, busy: str) -> Iterator[None]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise StoreError(busy) from error
    except OSError as error:
        raise StoreError(wording.HOME_UNUSABLE) from error
    try:
        yield
    finally:
        lock.release()
