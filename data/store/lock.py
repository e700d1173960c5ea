"""One writer at a time, one backup, and one who fetches: lock files in the home, and locks in a database server.

The files keep processes of one home apart, the server's locks those of several machines.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from filelock import FileLock, Timeout

from data.errors import StoreError
from data.settings import Settings
from data.store.server.advisory import hold_advisory_lock
from data.store.server.connecting import is_server
from data.wording import archive as wording
from data.wording import following


class _Lock(Enum):
    """The name of the file, the number in the server, and what is said where another process holds it."""

    WRITER = "writer.lock", 1, wording.WRITER_BUSY
    BACKUP = "backup.lock", 2, wording.BACKUP_BUSY
    UPDATE = "update.lock", 3, following.UPDATE_BUSY


@contextmanager
def hold_writer_lock(settings: Settings, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Be the only writer of this archive inside the block; StoreError where another process still is after the wait.

    The system lets the lock go when its holder ends in whatever way, kill -9 included. A server also lets it go when
    it loses the holder's connection: who writes claims the store as well (`Store.claim`).
    """
    with _hold(_Lock.WRITER, settings, wait_seconds=wait_seconds):
        yield


@contextmanager
def hold_backup_lock(settings: Settings) -> Iterator[None]:
    """Be the only one that backs this archive up inside the block, beside writers; StoreError where another one is."""
    with _hold(_Lock.BACKUP, settings):
        yield


@contextmanager
def hold_update_lock(settings: Settings) -> Iterator[None]:
    """Be the only one who fetches from this archive's sources inside the block; StoreError where another process is."""
    with _hold(_Lock.UPDATE, settings):
        yield


@contextmanager
def _hold(lock: _Lock, settings: Settings, *, wait_seconds: float = 0.0) -> Iterator[None]:
    name, number, busy = lock.value
    until = time.monotonic() + wait_seconds
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        file = FileLock(settings.home / name, timeout=wait_seconds)
        file.acquire()
    except Timeout as error:
        raise StoreError(busy) from error
    except OSError as error:
        raise StoreError(wording.HOME_UNUSABLE) from error
    try:
        if not is_server(settings.database):
            yield
            return
        left = max(0.0, until - time.monotonic())
        with hold_advisory_lock(settings.database, number, busy=busy, wait_seconds=left):
            yield
    finally:
        file.release()
