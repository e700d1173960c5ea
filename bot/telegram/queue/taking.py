"""Taking updates that nobody works on, and those of processes that are gone, out of the store that all share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from data.store import StoredUpdate
from data.store.chat.claims import Claims
from data.store.leases import Leases


class Taker:
    """Takes as many updates as there is room for, whenever it is woken; made within a running event loop.

    room: how many more this process could work on now; take_up: begins to.
    """

    def __init__(
        self, claims: Claims, leases: Leases, *, room: Callable[[], int], take_up: Callable[[StoredUpdate], None]
    ) -> None:
        self._claims = claims
        self._leases = leases
        self._room = room
        self._take_up = take_up
        self._wake = asyncio.Event()
        self._is_full = False
        self._failed: set[int] = set()

    def wake(self) -> None:
        """Look again: something came, or somebody's next update may be taken."""
        self._wake.set()

    def note_room(self) -> None:
        """Look again if there was more to take than room for it."""
        if self._is_full:
            self._wake.set()

    def leave(self, update: StoredUpdate) -> None:
        """Let an update that could not be worked on be taken again, by whomever, a moment later."""
        self._failed.add(update.update_id)

    async def run(self) -> None:
        """Take updates until cancelled; StoreError where the store cannot be asked."""
        while True:
            self._wake.clear()
            room = self._room()
            taken = await asyncio.to_thread(self._claims.take, self._leases.number, limit=room) if room > 0 else []
            self._is_full = len(taken) >= room
            for update in taken:
                self._take_up(update)
            if self._is_full and self._room() > 0:
                continue
            await self._wake.wait()

    def tidy(self, living: set[int]) -> None:
        """Let others' updates be taken who are not among the living, and those that failed here; blocks."""
        if gone := self._claims.owners() - living:
            self._claims.free(gone)
        if failed := set(self._failed):
            self._claims.give_back(self._leases.number, failed)
            self._failed -= failed
