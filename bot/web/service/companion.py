"""The pages beside a bot: in a process of their own, so that no reader slows down an answer.

The bot listens, and hands the socket over: who comes while the process is started anew waits instead of being refused.
The process ends when its standard input does, which is when the bot ends, whatever way it ends.
"""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Lock, Thread

from bot.serving.server import address_of, listen
from data.settings import PROJECT

logger = logging.getLogger(__name__)

# A port may become free when another bot ends; a process that dies at once may live when something was mended.
_SECONDS_TO_PORT = 60.0
_SECONDS_TO_START = (1.0, 5.0, 20.0, 60.0)
# Who lived for so long did not die of how it was started.
_SECONDS_OF_GOOD_LIFE = 120.0
_SECONDS_TO_END = 3.0


PAGES = (sys.executable, "-m", "bot", "web", "--beside")
"""The process; the number of the socket that it is handed comes last."""


@contextmanager
def pages_beside(
    address: tuple[str, int] | None, announce: Callable[[str], object], command: Sequence[str] = PAGES
) -> Iterator[None]:
    """Have pages served on an address, where there is one, by a process that is started again where it dies.

    announce: told where, as soon as that is listened on; from another thread.
    """
    if address is None:
        yield
        return
    companion = Companion(address, announce, command)
    companion.start()
    try:
        yield
    finally:
        companion.stop()


class Companion:
    """One process after the other, looked after in a thread."""

    def __init__(self, address: tuple[str, int], announce: Callable[[str], object], command: Sequence[str]) -> None:
        self._address = address
        self._announce = announce
        self._command = command
        self._stopping = Event()
        self._starting = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep, name="pages")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End the process that runs, and start no other."""
        with self._starting:
            self._stopping.set()
            if self._process and self._process.stdin:
                self._process.stdin.close()
        self._thread.join(_SECONDS_TO_END)
        if self._process and self._thread.is_alive():
            self._process.kill()
        self._thread.join()

    def _keep(self) -> None:
        listening = self._listen()
        if listening is None:
            return
        with listening:
            self._announce(address_of(listening))
            failures = 0
            while process := self._start(listening):
                began = time.monotonic()
                with process:
                    process.wait()
                failures = 1 if time.monotonic() - began > _SECONDS_OF_GOOD_LIFE else failures + 1
                self._wait_after(process.returncode, failures)

    def _listen(self) -> socket.socket | None:
        is_told = False
        while not self._stopping.is_set():
            try:
                return listen(self._address)
            except OSError:
                if not is_told:
                    logger.warning("pages: port %s is taken; the bot serves without", self._address[1])
                is_told = True
            self._stopping.wait(_SECONDS_TO_PORT)
        return None

    def _start(self, listening: socket.socket) -> subprocess.Popen[bytes] | None:
        with self._starting:
            if self._stopping.is_set():
                return None
            self._process = begin(self._command, listening)
            return self._process

    def _wait_after(self, status: int, failures: int) -> None:
        if not self._stopping.is_set():
            seconds = _SECONDS_TO_START[min(failures, len(_SECONDS_TO_START)) - 1]
            logger.warning("pages ended with status %s; started again in %.0f s", status, seconds)
            self._stopping.wait(seconds)


def begin(command: Sequence[str], listening: socket.socket) -> subprocess.Popen[bytes]:
    """Start a process that serves on the socket until its standard input ends."""
    number = listening.fileno()
    # A session of its own: what is typed at the bot's terminal is for the bot alone.
    return subprocess.Popen(
        [*command, str(number)], stdin=subprocess.PIPE, cwd=PROJECT, pass_fds=[number], start_new_session=True
    )
