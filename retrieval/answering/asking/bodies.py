"""Of which body those asked for are: "dari unsur TNI siapa saja", "anggota DPRD yang hadir"."""

from __future__ import annotations

from functools import cache

from retrieval.facts.phrases import read_cues
from retrieval.language.tables import read_table
from retrieval.language.text import fold
from retrieval.language.words import Phrases, read_text_words

_CUES = "asked_people_cues"


@cache
def _bodies() -> Phrases[frozenset[str]]:
    return Phrases(
        (form, frozenset(row["marks"].split("|"))) for row in read_table("bodies") for form in row["asked"].split("|")
    )


def asked_body(formal: str) -> frozenset[str]:
    """Words that mark a member of the body that a question asks the people of; empty where it names none so.

    The body stands behind a word such as "unsur", or right before "siapa": in the name of a meeting it asks nothing.
    """
    words = read_text_words(formal.casefold())
    for first in range(len(words)):
        found = _bodies().find(words.low, first)
        if found is None:
            continue
        behind = words.low[found[0] : found[0] + 2]
        if set(words.low[max(0, first - 2) : first]) & set(read_cues(_CUES, "except")):
            return frozenset()
        linked = first and words.low[first - 1] in read_cues(_CUES, "of_body")
        if linked or (behind and behind[0] in read_cues(_CUES, "asks_of_body") and "siapa" in behind):
            return found[1]
    return frozenset()


def is_of_body(said: str, marks: frozenset[str]) -> bool:
    """Whether the name, rank or office of somebody has a mark of a body."""
    padded = f" {fold(said)} "
    return any(f" {mark} " in padded for mark in marks)
