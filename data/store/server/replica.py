"""Reading from a replica of the database, and from the database itself while the replica is not well.

A replica lags: what is read from it is the archive as it was a moment ago, whole and consistent. Whoever must read back
what was just written does so inside a transaction, or through transactions that know of no replica.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection

from data.errors import ConnectionLostError, StoreError
from data.store.migrations import current_revision, newest_revision
from data.store.transactions import Transactions, wrap_errors
from data.wording import archive as wording

ASIDE_SECONDS = 10.0
"""How long a replica that is not well is left alone: whoever tries it may wait for five seconds."""

_LOG = logging.getLogger(__name__)


class Replicated(Transactions):
    """Transactions that write to a primary and read from its replica. Safe to share among threads.

    `fault` is the sentence that says why the replica is not used; empty where it is.
    """

    def __init__(
        self, primary: Transactions, replica: Transactions, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(primary.engine)
        self.fault = ""
        self._primary, self._replica, self._clock = primary, replica, clock
        self._next_try = clock()
        self._is_checked = False

    @property
    def connection(self) -> Connection | None:
        """The connection that this thread has open to the primary, if there is one."""
        return self._primary.connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries: to the replica; to the primary in a transaction, and while the replica is away.

        ConnectionLostError where the replica failed in mid-work: whoever reads again then does so from the primary.
        """
        with ExitStack() as stack:
            yield self._try_replica(stack) or stack.enter_context(self._primary.reading())

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of the primary."""
        with self._primary.writing() as connection:
            yield connection

    def close(self) -> None:
        """Give the connections to the replica back."""
        self._replica.engine.dispose()

    def _try_replica(self, stack: ExitStack) -> Connection | None:
        if self.connection is not None or self._clock() < self._next_try:
            return None
        try:
            connection = stack.enter_context(self._noticing_loss())
            self._refuse_other_version(connection)
        except StoreError as error:
            self._put_aside(error)
            return None
        self.fault = ""
        return connection

    @contextmanager
    def _noticing_loss(self) -> Iterator[Connection]:
        try:
            with self._replica.reading() as connection:
                yield connection
        except ConnectionLostError as error:
            self._put_aside(error)
            raise

    def _refuse_other_version(self, connection: Connection) -> None:
        """A replica lags behind migrations as well."""
        if self._is_checked:
            return
        with wrap_errors():
            found = current_revision(connection)
        if found != newest_revision():
            raise StoreError(wording.REPLICA_DIFFERS)
        self._is_checked = True

    def _put_aside(self, error: StoreError) -> None:
        _LOG.warning("Reading from the primary instead of its replica: %s", error)
        self.fault = wording.REPLICA_AWAY
        self._next_try = self._clock() + ASIDE_SECONDS
        self._is_checked = False
