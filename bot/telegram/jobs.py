"""Long work on the archive: one piece at a time, in a thread, told by a message that is edited, stopped on request."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.telegram.calls import Call
from data.errors import NotulaError
from retrieval.ingest import Progress

logger = logging.getLogger(__name__)

# An edit a few seconds apart: a group may hear from a bot 20 times a minute.
EDIT_SECONDS = 3.0


class StoppedError(Exception):
    """The person asked to stop; whole batches that are stored stay."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to do and how to tell it: `work` gets a progress callback and gives the calls that say how it ended."""

    work: Callable[[Progress], list[Call]]
    show_progress: Callable[[str, int, int | None], Call]
    show_stopped: Callable[[], Call]
    show_failed: Callable[[str | None], Call]


@dataclass(slots=True)
class Jobs:
    """Runs jobs, one at a time; `emit` makes a call soon, from any thread."""

    emit: Callable[[Call], None]
    _busy: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _told: float = 0.0

    @property
    def is_running(self) -> bool:
        """Whether a job runs now."""
        return self._busy.locked()

    def start(self, job: Job) -> bool:
        """Start a job; False where another one still runs."""
        if not self._busy.acquire(blocking=False):
            return False
        self._stop.clear()
        self._told = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=(job,), name="job", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> bool:
        """Ask the running job to stop; False where none runs."""
        self._stop.set()
        return self.is_running

    def join(self, timeout_seconds: float) -> None:
        """Wait for the running job."""
        if self._thread is not None:
            self._thread.join(timeout_seconds)

    def _run(self, job: Job) -> None:
        try:
            calls = job.work(lambda stage, done, total: self._tell(job, stage, done, total))
        except StoppedError:
            calls = [job.show_stopped()]
        except NotulaError as error:
            calls = [job.show_failed(str(error))]
        except Exception:
            logger.exception("a job failed")
            calls = [job.show_failed(None)]
        finally:
            self._busy.release()
        for call in calls:
            self.emit(call)

    def _tell(self, job: Job, stage: str, done: int, total: int | None) -> None:
        if self._stop.is_set():
            raise StoppedError
        if time.monotonic() - self._told >= EDIT_SECONDS:
            self._told = time.monotonic()
            self.emit(job.show_progress(stage, done, total))
