"""Long work on the archive: one piece at a time, told by a message that is edited, stopped on request.

A job is kept in the store as an update of the bot's own, with a negative id. Its end is planned there like any answer;
one that is found without an end was cut short, and the next run says so.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from bot.telegram.calls import Call, files_of
from bot.telegram.delivery.limits import Verdict
from bot.telegram.upkeep.work import Result, Task
from data.errors import NotulaError, StoreError
from data.settings import PROJECT
from data.store import Store, StoredUpdate, UpdateState
from data.store.leases import Leases
from retrieval.ingest import Progress

logger = logging.getLogger(__name__)

# An edit a few seconds apart: a group may hear from a bot 20 times a minute.
EDIT_SECONDS = 3.0
_LAST_EDIT_SECONDS = 10.0


class StoppedError(Exception):
    """The person asked to stop; whole batches that are stored stay."""


class BrokenOffError(Exception):
    """The process that worked ended without a word."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to do, and how it is told: each `show_…` gives what its message says then.

    `payload` is all that the next run needs to tell that the job was cut short, its chat and message among it.
    """

    task: Task
    user: int
    payload: dict[str, Any]
    show_progress: Callable[[str, int, int | None], Call]
    show_result: Callable[[Result], list[Call]]
    show_stopped: Callable[[], Call]
    show_failed: Callable[[str | None], Call]


class Worker:
    """Performs tasks in a process of their own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def perform(self, task: Task, progress: Progress) -> Result:
        """Do it; NotulaError with the sentence that the process gave, BrokenOffError where it gave none."""
        command = [sys.executable, "-m", "bot.telegram.upkeep.work"]
        with subprocess.Popen(
            command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            self._process = process
            for told in _hear(process, task):
                if "result" in told:
                    return dict(told["result"])
                if "failed" in told:
                    raise NotulaError(told["failed"])
                progress(told["stage"], told["done"], told["total"])
        raise BrokenOffError

    def stop(self) -> None:
        """End what is going on, without waiting for it."""
        if self._process is not None:
            self._process.kill()


def _hear(process: subprocess.Popen[str], task: Task) -> Iterator[dict[str, Any]]:
    if process.stdin is None or process.stdout is None:
        return
    # Its input stays open for as long as the process shall live.
    process.stdin.write(json.dumps(asdict(task)) + "\n")
    process.stdin.flush()
    for line in process.stdout:
        yield json.loads(line)


def _keep(job: Job, store: Store, owner: int) -> StoredUpdate:
    """The job as an update of the bot's own; Telegram's have positive ids."""
    now = datetime.now(UTC)
    number = -int(now.timestamp() * 1e6)
    kept = StoredUpdate(
        number, {"job": job.payload}, job.payload["chat"], job.user, 0, Verdict.ANSWER, now, owner=owner
    )
    store.updates.put([kept])
    return kept


def _do_nothing(*_: object) -> None:
    return None


@dataclass(slots=True)
class Jobs:
    """Runs jobs, one at a time.

    emit: makes a call soon, from any thread; perform and kill: do a task, and end that at once; hand_over: lets the
    calls that are planned for an update be made, from any thread (the service sets it); clock: seconds that go on;
    leases: where several processes share the store, there is one job at a time in all of them that go by this lease.
    """

    store: Store
    emit: Callable[[Call], Future[None] | None]
    perform: Callable[[Task, Progress], Result]
    kill: Callable[[], None] = _do_nothing
    hand_over: Callable[[StoredUpdate], None] = _do_nothing
    clock: Callable[[], float] = time.monotonic
    leases: Leases | None = None
    lease: str = "job"
    _busy: threading.Lock = field(default_factory=threading.Lock, init=False)
    _stop: threading.Event = field(default_factory=threading.Event, init=False)
    _leave: threading.Event = field(default_factory=threading.Event, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)
    _job: Job | None = field(default=None, init=False)
    _told: float = field(default=0.0, init=False)
    _last: Future[None] | None = field(default=None, init=False)

    @property
    def is_running(self) -> bool:
        """Whether a job runs now."""
        return self._busy.locked()

    def is_told_at(self, chat: int, message: int) -> bool:
        """Whether the running job is told in this message."""
        job = self._job if self.is_running else None
        return job is not None and (job.payload["chat"], job.payload["message"]) == (chat, message)

    def start(self, job: Job) -> bool:
        """Start a job; False where another one still runs."""
        if not self._busy.acquire(blocking=False):
            return False
        try:
            kept = self._keep(job)
        except BaseException:
            self._let_go()
            self._busy.release()
            raise
        if kept is None:
            self._busy.release()
            return False
        self._job, self._told = job, self.clock()
        self._stop.clear()
        self._thread = threading.Thread(target=self._run, args=(job, kept), name="job", daemon=True)
        self._thread.start()
        return True

    def stop(self) -> bool:
        """Ask the running job to stop; False where none runs."""
        self._stop.set()
        self.kill()
        return self.is_running

    def abandon(self) -> None:
        """The bot goes: end the running job, and leave it to the next run to say so."""
        self._leave.set()
        self.kill()
        self.join(1.0)

    def join(self, timeout_seconds: float) -> None:
        """Wait for the running job."""
        if self._thread is not None:
            self._thread.join(timeout_seconds)

    def _keep(self, job: Job) -> StoredUpdate | None:
        """The job in the store; None where another process runs one."""
        if self.leases is None:
            return _keep(job, self.store, 0)
        return _keep(job, self.store, self.leases.number) if self.leases.hold(self.lease) else None

    def _run(self, job: Job, kept: StoredUpdate) -> None:
        try:
            ended = self._finish(job, kept)
        finally:
            self._let_go()
            self._busy.release()
        if ended is not None:
            self.hand_over(ended)

    def _finish(self, job: Job, kept: StoredUpdate) -> StoredUpdate | None:
        """Do the job, and plan to tell how it ended; None where the next run shall tell that it was cut short."""
        calls = self._do(job)
        if self._leave.is_set():
            return None
        # An edit on its way must not come after the last one.
        wait([self._last] if self._last else [], timeout=_LAST_EDIT_SECONDS)
        rows, now = [(call.method, call.params) for call in calls], datetime.now(UTC)
        try:
            self.store.updates.plan(kept.update_id, rows, now=now, files=files_of(calls), owner=kept.owner)
        except StoreError as error:
            logger.warning("the end of a job cannot be told: %s", error)
            return kept
        return replace(kept, state=UpdateState.PLANNED)

    def _let_go(self) -> None:
        with suppress(StoreError):  # with the session everything was let go
            if self.leases is not None:
                self.leases.let_go(self.lease)

    def _do(self, job: Job) -> list[Call]:
        """Do the work; the calls that tell how it ended."""
        try:
            return job.show_result(self.perform(job.task, lambda *told: self._tell(job, *told)))
        except NotulaError as error:
            return [job.show_failed(str(error))]
        except Exception:
            if self._stop.is_set():
                return [job.show_stopped()]
            if not self._leave.is_set():
                logger.exception("a job failed")
            return [job.show_failed(None)]

    def _tell(self, job: Job, stage: str, done: int, total: int | None) -> None:
        if self._stop.is_set():
            raise StoppedError
        now = self.clock()
        if now - self._told >= EDIT_SECONDS:
            self._told = now
            self._last = self.emit(job.show_progress(stage, done, total))
