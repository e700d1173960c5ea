"""Keeps a serving process on the newest generation, without a restart."""

from __future__ import annotations

import logging

from data.errors import GenerationError
from retrieval.index.encoder import Encoder
from retrieval.index.generation import POINTER, Generations
from retrieval.index.search import Index

_LOG = logging.getLogger(__name__)


class LiveIndex:
    """The index that a serving process uses; it notices a newer generation and takes it up."""

    def __init__(self, generations: Generations, encoder: Encoder) -> None:
        self._generations = generations
        self._encoder = encoder
        self._seen = self._look()
        self._index = generations.open_current(encoder)
        self._fault = ""

    def refresh(self) -> Index:
        """The index for this question. Costs one stat call unless the pointer was replaced.

        Whoever still searches the old one goes on with it: its files stay readable until the last user drops it.
        A newer generation that cannot be opened is logged once, and the old one stays in use.
        """
        seen = self._look()
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
        """The sentence that says why the newest generation is not the one in use; empty where it is."""
        self.refresh()
        return self._fault

    def _look(self) -> tuple[int, int] | None:
        try:
            found = (self._generations.folder / POINTER).stat()
        except FileNotFoundError:
            return None
        return found.st_mtime_ns, found.st_ino
