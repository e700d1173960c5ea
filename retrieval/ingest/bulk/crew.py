"""Processes that work side by side: one that is ended from outside is replaced, one that fails ends all."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from data.errors import NotulaError
from data.wording import archive as wording
from retrieval.ingest.readers import end_with_parent

READY = ""
"""What a process says when it has loaded all it needs; whatever else it says is why it fails."""

Say = Callable[[str], None]
Target = Callable[[Say], None]
"""What a process does: it says READY, and returns when its work is done. It must be picklable."""


@dataclass(frozen=True, slots=True)
class _Member:
    process: SpawnProcess
    heard: Connection


class Crew:
    """So many processes with one target; closing ends them, and so does the end of this process."""

    def __init__(self, count: int, target: Target) -> None:
        self._target = target
        self._members = [self._start() for _ in range(count)]

    def look(self, seconds: float) -> bool:
        """Wait until one ends, so long at most, and replace those that were ended; whether any is still at work.

        NotulaError where one failed, or was ended before it was ready: another one would fare alike.
        """
        wait([member.process.sentinel for member in self._members], seconds)
        for member in [one for one in self._members if one.process.exitcode is not None]:
            self._members.remove(member)
            if member.process.exitcode != 0:
                self._members.append(self._replace(member))
        return bool(self._members)

    def close(self) -> None:
        """End those that are left, in the midst of whatever they do."""
        for member in self._members:
            member.process.kill()
            member.process.join()
        self._members.clear()

    def _start(self) -> _Member:
        context = multiprocessing.get_context("spawn")
        heard, said = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(self._target, said), daemon=True)
        process.start()
        said.close()
        return _Member(process, heard)

    def _replace(self, member: _Member) -> _Member:
        said = _hear(member.heard)
        if said != [READY]:
            raise NotulaError(said[-1] if said and said[-1] != READY else wording.WORKER_ENDS)
        return self._start()


def _hear(heard: Connection) -> list[str]:
    said: list[str] = []
    try:
        while True:
            said.append(heard.recv())
    except EOFError:
        return said
    finally:
        heard.close()


def _run(target: Target, said: Connection) -> None:
    end_with_parent()
    # Ctrl-C reaches everybody in the terminal; the parent ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        target(said.send)
    except NotulaError as error:
        said.send(str(error))
        raise SystemExit(1) from None
