"""This process among others of the same archive: it joins, hears what comes, and does alone what falls to it.

A session that is lost (the database, or the way to it) ends everything that leans on it, and another one is begun.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from data.errors import StoreError
from data.store.leases import Leases

logger = logging.getLogger(__name__)

# How long it may take until somebody notices that another process is gone, or that nobody does what one must do.
TICK_SECONDS = 1.0
Duty = Callable[[], Coroutine[Any, Any, None]]


class Standing:
    """Keeps a session, and what runs for as long as it lasts; made within a running event loop.

    always: what every process does; alone: what one does, by the name of its lease; looked: called every second, in a
    thread, with the processes that are here; woken: called whenever something may have come; lost: hears why a session
    was lost.
    """

    def __init__(
        self,
        leases: Leases,
        *,
        always: Sequence[Duty],
        alone: Mapping[str, Duty],
        looked: Callable[[set[int]], None],
        woken: Callable[[], None],
        lost: Callable[[str], None],
    ) -> None:
        self._leases = leases
        self._always = always
        self._alone = alone
        self._looked, self._woken, self._lost = looked, woken, lost
        # A thread of its own: it waits most of the time.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="standing")
        self._look_at = 0.0
        self._is_standing = False

    async def run(self) -> None:
        """Be one of the processes until cancelled."""
        while True:
            try:
                async with asyncio.TaskGroup() as term:
                    await self._stand(term)
            except* StoreError as errors:
                if self._is_standing:
                    self._lost(str(errors.exceptions[0]))
            self._is_standing = False
            self._leases.leave()
            await asyncio.sleep(TICK_SECONDS)

    def close(self) -> None:
        """End the session; others may take over what is left."""
        self._leases.leave()
        self._thread.shutdown(cancel_futures=True)
        # It may have joined meanwhile.
        self._leases.leave()

    async def _stand(self, term: asyncio.TaskGroup) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._leases.join)
        self._is_standing = True
        for duty in self._always:
            term.create_task(duty())
        waiting, self._look_at = dict(self._alone), 0.0
        while True:
            for name in await loop.run_in_executor(self._thread, self._listen, list(waiting)):
                logger.info("one for all processes: %s", name)
                term.create_task(waiting.pop(name)())
            self._woken()

    def _listen(self, waiting: Sequence[str]) -> list[str]:
        """Look after everything, or wait until it is time to or something comes; which leases are held since."""
        if time.monotonic() < self._look_at:
            self._leases.wait(self._look_at - time.monotonic())
            return []
        self._look_at = time.monotonic() + TICK_SECONDS
        self._looked(self._leases.living())
        return [name for name in waiting if self._leases.hold(name)]
