"""The words of an open generation: how common they are, and which begin alike."""

from __future__ import annotations

from functools import lru_cache

import tantivy

# The field of stems and the one of surface forms (retrieval/index/lexical.py).
_STEMS, _WORDS = "stems", "words"
# Words that begin alike, commonest first: rarer ones are typing errors themselves more often than their correction.
_MOST_ALIKE = 3000


class Vocabulary:
    """Word statistics of one generation, over its chunks. Safe to share among threads."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self.chunks = int(searcher.num_docs)
        self.stem_frequency = lru_cache(maxsize=20_000)(self._stem_frequency)
        self.starting_with = lru_cache(maxsize=500)(self._starting_with)

    def frequency(self, word: str) -> int:
        """The number of chunks that hold a folded surface form."""
        return int(self._searcher.doc_freq(_WORDS, word))

    def _stem_frequency(self, stem: str) -> int:
        """The number of chunks that hold a stem."""
        return int(self._searcher.doc_freq(_STEMS, stem))

    def _starting_with(self, prefix: str) -> list[str]:
        """The surface forms that begin with a prefix, commonest first."""
        return [word for word, _ in self._searcher.terms_with_prefix(_WORDS, prefix, limit=_MOST_ALIKE)]
