"""How long a failed call waits before it is made again: longer each time, but never long after Telegram is back."""

from __future__ import annotations

import asyncio
from contextlib import suppress

_DOUBLINGS = 10  # enough to reach any longest wait
# No success shortens this share of a wait: what fails for a reason of its own must not be tried all the time.
_LEAST_SHARE = 0.25


class Backoff:
    """Shared by all that call Telegram: the first call that succeeds again wakes those that wait."""

    def __init__(self, *, first_seconds: float = 0.5, longest_seconds: float = 8.0) -> None:
        self._first, self._longest = first_seconds, longest_seconds
        self._recovered = asyncio.Event()

    def note_success(self) -> None:
        """Let everybody go on who waits now."""
        self._recovered.set()
        self._recovered = asyncio.Event()

    def seconds_after(self, failures: int) -> float:
        """How long to wait at most after so many failures in a row (from 1)."""
        return min(self._first * 2.0 ** min(failures - 1, _DOUBLINGS), self._longest)

    async def wait(self, failures: int) -> None:
        """Wait after so many failures in a row."""
        recovered, seconds = self._recovered, self.seconds_after(failures)
        await asyncio.sleep(seconds * _LEAST_SHARE)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds * (1 - _LEAST_SHARE)):
                await recovered.wait()
