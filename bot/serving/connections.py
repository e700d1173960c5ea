"""Connections with a deadline: whoever asks slowly, or takes an answer slowly, is let go before others have to wait.

uvicorn itself would wait for the rest of a request, and until its answer is taken, as long as the connection stands.
"""

from __future__ import annotations

from asyncio import AbstractEventLoop, TimerHandle, Transport
from collections.abc import Callable
from dataclasses import dataclass

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_TO_ASK = 10.0
"""From connecting, or from the first byte of a later request, to the last one."""

SECONDS_TO_TAKE = 30.0
"""How long an answer may wait to be taken; of a long one, how long nothing of what waits need go."""

MOST_CONNECTIONS = 500
"""Of a server; a process may have 1024 files open on most machines. Beyond it the one that idles longest goes."""


@dataclass(slots=True)
class Deadline:
    """Has something done after so many seconds, unless it is stopped before."""

    loop: AbstractEventLoop
    seconds: float
    act: Callable[[], None]
    _timer: TimerHandle | None = None

    def start(self) -> None:
        """Begin to count, where it does not count yet."""
        if self._timer is None:
            self._timer = self.loop.call_later(self.seconds, self._pass)

    def stop(self) -> None:
        """Count no longer."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _pass(self) -> None:
        self._timer = None
        self.act()


class Connection(H11Protocol):
    """One connection. In h11's states the client is IDLE until a head is whole, in SEND_BODY until its body is."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being answered: the client asks, may ask, or still takes its answer."""
        return self.cycle is None or self.cycle.response_complete or self.conn.their_state is h11.SEND_BODY

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.idle_since = self.loop.time()
        self._asking = Deadline(self.loop, SECONDS_TO_ASK, transport.abort)
        self._taking = Deadline(self.loop, SECONDS_TO_TAKE, self._check_taken)
        self._asking.start()
        if len(self.connections) > MOST_CONNECTIONS:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        super().data_received(data)
        self._await_request()

    def on_response_complete(self) -> None:
        """Wait for the next request, or until this answer is taken."""
        self.idle_since = self.loop.time()
        super().on_response_complete()
        if self.conn.trailing_data[0]:  # the next one has begun; where none has, uvicorn's own deadline counts
            self._await_request()
        self._await_taking()

    def pause_writing(self) -> None:
        """The client takes less than it is sent."""
        super().pause_writing()
        self._await_taking()

    def resume_writing(self) -> None:
        """The client has taken most of it."""
        self._taking.stop()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        self._asking.stop()
        self._taking.stop()
        super().connection_lost(exc)

    def _await_request(self) -> None:
        if self.conn.their_state in {h11.IDLE, h11.SEND_BODY}:
            self._asking.start()
        else:
            self._asking.stop()

    def _await_taking(self) -> None:
        if self.transport.get_write_buffer_size():
            self._taking.start()

    def _check_taken(self) -> None:
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    def _make_room(self) -> None:
        idle = [one for one in self.connections if isinstance(one, Connection) and one.is_idle]
        longest = min(idle, key=lambda one: one.idle_since)  # this one is among them
        self.connections.discard(longest)
        longest.transport.abort()
