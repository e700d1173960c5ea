"""Search terms: folded surface forms, and Indonesian stems without stop words."""

from __future__ import annotations

import threading
from functools import lru_cache

import Stemmer

from retrieval.language.tables import read_words
from retrieval.language.text import fold

STEM_CACHE_WORDS = 65_536
"""Distinct words kept stemmed: a regional archive's vocabulary in about 10 MB."""


class _ThreadStemmer(threading.local):
    """One stemmer per thread: a Snowball stemmer has internal state."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer("indonesian", 0)


_STEMMER = _ThreadStemmer()


@lru_cache(maxsize=STEM_CACHE_WORDS)
def stem(word: str) -> str:
    """The Snowball stem of one folded word: "menghadiri", "dihadiri", "kehadiran" -> "hadir"."""
    stemmed: str = _STEMMER.stemmer.stemWord(word)
    return stemmed


def analyse(text: str) -> list[str]:
    """The folded words of a text in order, stop words kept: terms for index and question alike."""
    return fold(text).split()


def stems(text: str) -> list[str]:
    """The stems of a text's words in order, stop words (`data/language/stopwords.tsv`) left out."""
    stop_words = read_words("stopwords")
    return [stem(word) for word in analyse(text) if word not in stop_words]
