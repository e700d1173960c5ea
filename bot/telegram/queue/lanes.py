"""Lanes: each person's updates in each chat are worked on in order; lanes run side by side."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from data.store import StoredUpdate

Lane = tuple[int, int]


class Lanes:
    """The updates that this process works on; made within a running event loop.

    work: does one update, and raises nothing; what it leaves when it is stopped is for the next run.
    """

    def __init__(self, work: Callable[[StoredUpdate], Awaitable[None]]) -> None:
        self._work = work
        self._lanes: dict[Lane, deque[StoredUpdate]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_stopping = False

    def put(self, update: StoredUpdate) -> None:
        """Work on an update, after those of its lane that came before."""
        lane = (update.chat, update.user)
        if lane in self._lanes:
            self._lanes[lane].append(update)
            return
        self._lanes[lane] = deque([update])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self, grace_seconds: float) -> None:
        """Finish what is begun, as far as there is time."""
        self._is_stopping = True
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace_seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def __len__(self) -> int:
        return len(self._lanes)

    async def _run(self, lane: Lane) -> None:
        waiting = self._lanes[lane]
        try:
            while waiting and not self._is_stopping:
                await self._work(waiting.popleft())
        finally:
            del self._lanes[lane]
