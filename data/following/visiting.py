"""Visiting sites with manners: robots.txt is kept to, and a host is asked one thing at a time, with a gap between."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import httpx
from protego import Protego

from data.errors import FetchError, RefusedError
from data.readers.web.fetching import USER_AGENT, Limits, Manner, Page, check_url, fetch_changed
from data.source import NO_STAMP, Stamp
from data.wording import following as wording

GAP_SECONDS = 2.0
"""Between two requests to one host."""

MOST_DELAY_SECONDS = 10.0
"""Of a Crawl-delay that a site asks for: with more, a source would never be done."""

_ROBOTS_BYTES = 500 * 2**10  # as much as RFC 9309 asks readers to take


class TimeUpError(FetchError):
    """The time for a source is over; what is left waits for the next run."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a run may cost: each fetch, the gap between two of a host, each source, and the whole, in seconds."""

    limits: Limits = field(default_factory=Limits)
    gap_seconds: float = GAP_SECONDS
    source_seconds: float = 300.0
    run_seconds: float = 1800.0


@dataclass(slots=True)
class _Host:
    """What a run knows of a host: what its robots.txt allows, or why it cannot be visited, and when it was asked."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | None = None
    refusal: FetchError | None = None
    delay: float = 0.0
    free_at: float = 0.0

    @property
    def is_known(self) -> bool:
        return self.rules is not None or self.refusal is not None


class Visitor:
    """Visits sites during one run; safe to share among threads. `allow_private` is set by tests only."""

    def __init__(
        self,
        pace: Pace | None = None,
        *,
        allow_private: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.pace = pace or Pace()
        self.clock = clock
        self._sleep = sleep
        self._allow_private = allow_private
        self.ends_at = clock() + self.pace.run_seconds
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def visit(self) -> Visit:
        """Begin with one source: its time runs from now."""
        return Visit(self, self.clock() + self.pace.source_seconds)

    def stop(self) -> None:
        """Let every visit be over."""
        self.ends_at = -math.inf

    def host_of(self, url: str) -> _Host:
        """The host of a URL, with its port."""
        with self._lock:
            return self._hosts.setdefault(site_of(url), _Host())

    def learn(self, host: _Host, url: str, limits: Limits) -> None:
        """Read the host's robots.txt, once in a run; its lock is held."""
        if host.is_known:
            return
        host.delay = self.pace.gap_seconds
        try:
            host.rules = self._fetch_rules(url, limits)
            host.delay = max(host.delay, min(host.rules.crawl_delay(USER_AGENT) or 0.0, MOST_DELAY_SECONDS))
        except FetchError as error:
            host.refusal = error
        self.note_request(host)

    def admit(self, host: _Host, url: str) -> None:
        """Wait for the host's next turn; FetchError where its robots.txt is against it. Its lock is held."""
        if host.refusal:
            raise FetchError(str(host.refusal)) from host.refusal
        if host.rules and not host.rules.can_fetch(url, USER_AGENT):
            raise FetchError(wording.FORBIDDEN_BY_ROBOTS)
        if (wait := host.free_at - self.clock()) > 0:
            self._sleep(wait)
        self.note_request(host)

    def note_request(self, host: _Host) -> None:
        """Note that the host was asked for something just now."""
        host.free_at = self.clock() + host.delay

    def fetch(self, url: str, manner: Manner, limits: Limits) -> Page | None:
        """Fetch without manners."""
        return fetch_changed(url, manner, limits=limits, allow_private=self._allow_private)

    def _fetch_rules(self, url: str, limits: Limits) -> Protego:
        address = httpx.URL(url).copy_with(raw_path=b"/robots.txt", fragment=None)
        limits = replace(limits, max_bytes=min(limits.max_bytes, _ROBOTS_BYTES))
        try:
            page = self.fetch(str(address), Manner(accept=None), limits)
        except RefusedError as error:
            # RFC 9309: without one everything is allowed; while it cannot be had nothing is.
            if not 400 <= error.status < 500:
                raise
            page = None
        return Protego.parse(page.data.decode("utf-8", "replace") if page else "")


@dataclass(slots=True)
class Visit:
    """One source's time with a visitor; `ends_at` by the visitor's clock."""

    visitor: Visitor
    ends_at: float

    def get(self, url: str, manner: Manner | None = None) -> Page | None:
        """Fetch a page politely; None where it still is the version that the manner knows. TimeUpError, FetchError."""
        url, turn = str(check_url(url)), _Turn(self.visitor)
        try:
            self.visitor.learn(turn.take(url), url, self._limits())
            return self.visitor.fetch(url, replace(manner or Manner(), before=turn.go), self._limits())
        finally:
            turn.end()

    def get_any(self, url: str, stamp: Stamp | None = None) -> Page | None:
        """The same, whatever type of content it has."""
        return self.get(url, Manner(accept=None, stamp=stamp or NO_STAMP))

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return self._left() <= 0

    def _left(self) -> float:
        return min(self.ends_at, self.visitor.ends_at) - self.visitor.clock()

    def _limits(self) -> Limits:
        left = self._left()
        if left <= 0:
            raise TimeUpError(wording.TIME_UP)
        limits = self.visitor.pace.limits
        # Whole seconds: a person may read how many they were.
        return replace(limits, seconds=min(limits.seconds, math.ceil(left)))


class _Turn:
    """Holds one host at a time, from one request to the next: a redirect may lead to another one."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._host: _Host | None = None

    def take(self, url: str) -> _Host:
        """Be the only one who asks the host of this URL."""
        host = self._visitor.host_of(url)
        if host is not self._host:
            self.end()
            host.lock.acquire()
            self._host = host
        return host

    def go(self, url: str) -> None:
        """Hear of a request; FetchError where the site does not want it."""
        host = self.take(url)
        self._visitor.learn(host, url, self._visitor.pace.limits)
        self._visitor.admit(host, url)

    def end(self) -> None:
        """Let others ask."""
        if self._host is not None:
            self._visitor.note_request(self._host)
            self._host.lock.release()
            self._host = None


def site_of(url: str) -> str:
    """Host and port of a URL."""
    return httpx.URL(url).netloc.decode("ascii")
