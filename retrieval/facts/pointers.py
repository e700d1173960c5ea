"""Sentences that only point at what was said elsewhere: "Demikian disampaikan Budi", "Budi menegaskan hal itu"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from retrieval.facts.cast import Cast
from retrieval.facts.speech import speech_kinds, speech_words
from retrieval.language.text import Span

_SHORTEST_CONTENT = 8
_THAT = frozenset({"ini", "itu", "tersebut"})


class Pointing(Enum):
    """What a sentence points at: nothing, the sentence before or behind it, or like words that are given nowhere."""

    NOTHING = auto()
    BEFORE = auto()
    ALIKE = auto()
    AHEAD = auto()


def read_pointing(cast: Cast, sentence: Span) -> Pointing:
    """Where the words are that a sentence of reported speech reports."""
    first = cast.first_at(sentence.start)
    while cast.low(first) in speech_words("linking"):
        first += 1
    opening = [cast.low(at) for at in range(first, first + 5)]
    passive = any(speech_kinds().get(low) == "passive" for low in opening)
    if passive and (opening[0] in speech_words("pointing") or _is_that(opening)):
        return Pointing.BEFORE
    inside = range(first, cast.first_at(sentence.end))
    if passive and opening[0] == "hal" and speech_words("alike") & set(opening[1:3]):
        told = any(cast.low(at) in speech_words("content") or _opens_content(cast, at, inside.stop) for at in inside)
        return Pointing.NOTHING if told else Pointing.ALIKE
    if len(inside) > 1 and cast.low(inside[-1]) in {",", ":"} and _tells(cast, inside[-2]):
        return Pointing.AHEAD
    return Pointing.BEFORE if any(_has_that_as_object(cast, at) for at in inside) else Pointing.NOTHING


def _tells(cast: Cast, index: int) -> bool:
    return speech_kinds().get(cast.plain[index]) == "active"


def _opens_content(cast: Cast, index: int, end: int) -> bool:
    """Whether a comma opens what was said: "Hal senada diungkapkan Camat Anu, tahun ini tidak ada lagi ..."."""
    if cast.low(index) != "," or end - index < _SHORTEST_CONTENT or cast.elements[index + 1].is_named:
        return False
    written = cast.words.tokens[cast.elements[index + 1].first].text
    return written.islower() and cast.low(index + 1) not in speech_words("circumstance") | {"yang", "selaku", "sebagai"}


def _is_that(words: Sequence[str]) -> bool:
    return words[0] == "hal" and words[1] in _THAT


def _has_that_as_object(cast: Cast, index: int) -> bool:
    """ "menegaskan hal itu saat ...": nothing but circumstance follows."""
    if speech_kinds().get(cast.plain[index]) != "active":
        return False
    following = [cast.low(at) for at in range(index + 1, index + 4)]
    return _is_that(following) and (following[2] in speech_words("circumstance"))
