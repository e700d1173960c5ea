"""One writer at a time: a lock file beside the database."""

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
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / "writer.lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise StoreError(wording.WRITER_BUSY) from error
    except OSError as error:
        raise StoreError(wording.HOME_UNUSABLE) from error
    try:
        yield
    finally:
        lock.release()
