"""A server that failed again and again is left alone for a while, then tried by one call. Pure but for its state."""

from __future__ import annotations

import threading
from collections.abc import Callable

MOST_FAILURES = 4
"""Failures in a row after which a server is left alone."""

REST_SECONDS = 60.0


class Breaker:
    """Whether a server may be asked; safe to share among threads. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._again_at = 0.0
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the server is being left alone."""
        return self._failures >= MOST_FAILURES

    def allows(self) -> bool:
        """Whether to ask now; the one call that tries again has until the next rest to come back."""
        with self._lock:
            if not self.is_open:
                return True
            if self._clock() < self._again_at:
                return False
            self._again_at = self._clock() + REST_SECONDS
            return True

    def succeed(self) -> None:
        """The server answered."""
        with self._lock:
            self._failures = 0

    def fail(self) -> None:
        """The server did not."""
        with self._lock:
            self._failures += 1
            self._again_at = self._clock() + REST_SECONDS
