"""The verbs of speaking and the words round them."""

from __future__ import annotations

from functools import cache

from retrieval.facts.phrases import read_cues
from retrieval.language.tables import read_table


@cache
def speech_kinds() -> dict[str, str]:
    """The verbs of speaking, each with its kind: quote ("ujar"), active, passive ("dikatakan"), source ("menurut")."""
    return {row["word"]: row["kind"] for row in read_table("speech_verbs")}


@cache
def speech_words(role: str) -> frozenset[str]:
    """The words of a role of `data/language/speech_words.tsv`."""
    return frozenset(read_cues("speech_words", role))
