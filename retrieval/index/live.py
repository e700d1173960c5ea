"""Keeps a serving process on the newest generation, without a restart."""

from __future__ import annotations

import logging
from threading import Event, Thread

from data.errors import GenerationError
from retrieval.index.encoder import Encoder
from retrieval.index.engines import ArchiveIndex, OpenIndex

LOOK_SECONDS = 5.0
"""How often a process looks elsewhere for a newer generation where nobody tells it that there is one."""

PATIENCE_SECONDS = 5.0
"""How long a process that could answer from what is here waits for what is elsewhere, at its start and its end."""

_LOG = logging.getLogger(__name__)


class LiveIndex:
    """The index that a serving process uses; it notices a newer generation and takes it up.

    Where generations come from elsewhere a thread gets them, and no question waits for that.
    """

    def __init__(self, generations: ArchiveIndex, encoder: Encoder, *, seconds: float = LOOK_SECONDS) -> None:
        self._generations = generations
        self._encoder = encoder
        self._seconds = seconds
        self._lag = self._fault = ""
        self._told, self._looked = Event(), Event()
        self._is_closed = False
        self._thread = Thread(target=self._keep_up, name="index", daemon=True)
        if generations.is_remote:
            self._thread.start()
        else:
            self._looked.set()
        try:
            self._seen, self._index = self._open_first()
        except GenerationError:
            self.close()
            raise

    def refresh(self) -> OpenIndex:
        """The index for this question. Costs one look at the mark unless another generation was put into use.

        Whoever still searches the old one goes on with it: its files stay readable until the last user drops it.
        A newer generation that cannot be opened is logged once, and the old one stays in use.
        """
        seen = self._generations.mark()
        if seen != self._seen:
            self._seen = seen
            try:
                self._index = self._generations.open_current(self._encoder)
                self._fault = ""
            except GenerationError as error:
                self._fault = str(error)
                _LOG.warning("The newer index generation is not taken up: %s", error)
        return self._index

    def find_fault(self) -> str:
        """The sentence that says why the newest generation here is not the one in use; empty where it is."""
        self.refresh()
        return self._fault

    def find_lag(self) -> str:
        """The sentence that says why what is in use elsewhere is not known, or not here; empty where it is."""
        return self._lag

    def wake(self) -> None:
        """Look elsewhere now: somebody says that another generation is in use."""
        self._told.set()

    def close(self) -> None:
        """Look elsewhere no more; what is being got is finished first, unless the place hangs."""
        self._is_closed = True
        self._told.set()
        if self._thread.is_alive():
            self._thread.join(PATIENCE_SECONDS)

    def _open_first(self) -> tuple[object, OpenIndex]:
        """The mark and the index to begin with: what is here, unless it does not open; then what is elsewhere."""
        self._looked.wait(PATIENCE_SECONDS)
        seen = self._generations.mark()
        try:
            return seen, self._generations.open_current(self._encoder)
        except GenerationError as error:
            self._looked.wait()
            if self._lag or self._generations.mark() == seen:
                raise GenerationError(self._lag or str(error)) from error
        return self._generations.mark(), self._generations.open_current(self._encoder)

    def _keep_up(self) -> None:
        while not self._is_closed:
            self._catch_up()
            self._looked.set()
            self._told.wait(self._seconds)
            self._told.clear()

    def _catch_up(self) -> None:
        """Get what is in use elsewhere; why that cannot be done is logged once."""
        lag = look_elsewhere(self._generations)
        if lag and lag != self._lag:
            _LOG.warning("The index goes on without what is elsewhere: %s", lag)
        self._lag = lag


def look_elsewhere(generations: ArchiveIndex) -> str:
    """Get what is in use elsewhere; the sentence that says why that cannot be done, empty where it is."""
    try:
        generations.catch_up()
    except GenerationError as error:
        return str(error)
    return ""
