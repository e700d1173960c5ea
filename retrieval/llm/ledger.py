"""What a model's calls took, written down beside them: whoever asks never waits for the database."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

from data.errors import StoreError
from data.store.llm import ModelLog, Spent

_LOG = logging.getLogger(__name__)


def _today() -> date:
    return datetime.now(UTC).date()


class Ledger:
    """Counts of this process, added to those of all processes by a thread of its own. `today`: the day in UTC."""

    def __init__(self, log: ModelLog, *, today: Callable[[], date] = _today) -> None:
        self._log = log
        self._today = today
        self._lock = threading.Lock()
        self._open: dict[str, Spent] = {}
        self._day = today()
        self._known = self._sum()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    def note(self, use: str, spent: Spent) -> None:
        """Count what a call took."""
        with self._lock:
            self._open[use] = self._open.get(use, Spent()) + spent
        self._writer.submit(self._write)

    def tokens_today(self) -> int:
        """Of all processes, as far as they are known here."""
        with self._lock:
            known = self._known if self._day == self._today() else 0
            return known + sum(one.tokens for one in self._open.values())

    def close(self) -> None:
        """Write what is left."""
        self._writer.shutdown()

    def _write(self) -> None:
        with self._lock:
            day, waiting = self._today(), dict(self._open)
        try:
            if waiting:
                self._log.note(day, waiting)
            known = self._sum()
        except StoreError as error:  # the next note tries again
            _LOG.warning("uses of the language model are not written down yet: %s", type(error).__name__)
            return
        with self._lock:
            self._day, self._known = day, known
            for use, spent in waiting.items():
                self._open[use] -= spent

    def _sum(self) -> int:
        return sum(one.tokens for one in self._log.spent(self._today()).values())
