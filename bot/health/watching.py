"""Judging in time what is looked at in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.health.judging import Health, Probed
from data.wording import health as wording

# Whoever asks is answered with the look before where this one takes longer.
_PATIENCE_SECONDS = 2.0


class Watch:
    """Judges with what was seen last, and sees to it that somebody looks; `began` is a moment of the looks' clock."""

    def __init__(self, look: Callable[[], Probed], judge: Callable[[Probed], Health], *, began: float) -> None:
        self._look = look
        self._judge = judge
        self._seen = Probed(began, wording.NOT_LOOKED, free_bytes=1, total_bytes=1)
        # One thread: looks that hang must not pile up, nor keep the threads that others need.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._looking: asyncio.Future[None] | None = None

    async def judge(self) -> Health:
        """Look, and judge; in time even where looking takes long."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().run_in_executor(self._thread, self._see)
        await asyncio.wait({self._looking}, timeout=_PATIENCE_SECONDS)
        return self._judge(self._seen)

    def close(self) -> None:
        """Begin no other look."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _see(self) -> None:
        self._seen = self._look()
