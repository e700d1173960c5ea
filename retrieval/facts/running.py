"""Speeches that run on: sentences that name nobody and may still be the words of the one who spoke before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.facts.cast import Cast
from retrieval.facts.quotes import is_link
from retrieval.facts.speech import speech_kinds, speech_words
from retrieval.language.text import Span
from retrieval.reading.predicates import is_event_word

SHORTEST_CARRIED = 6
"""Words of the shortest sentence that may carry a speech on; shorter ones are bylines and marks."""

OPENING_WORDS = 8
"""Words among which "dihadiri", "digelar" show that a sentence reports on the meeting again."""

LONGEST_STRETCH = 8
"""Sentences between two statements of one speaker that may still be that speaker's."""


def may_carry(cast: Cast, sentence: Span) -> bool:
    """Whether a sentence may go on with a speech: it names nobody, tells of no other speaker and reports no meeting."""
    index, end = cast.first_at(sentence.start), cast.first_at(sentence.end)
    if end - index < SHORTEST_CARRIED or cast.low(index) in speech_words("breaks"):
        return False
    opening = {cast.low(at) for at in range(index, min(index + OPENING_WORDS, end))}
    eventful = any(is_event_word(word) for word in opening)
    if eventful and (opening & speech_words("report") or cast.low(index) == "pada"):
        return False
    inside = range(index, end)
    told = any(speech_kinds().get(cast.low(at)) in {"active", "passive", "source"} for at in inside)
    return not any(cast.elements[at].is_named for at in inside) and (not told or is_told_on(cast, sentence))


def is_told_on(cast: Cast, sentence: Span) -> bool:
    """Whether a passive verb without an agent opens a sentence: "Lebih lanjut disampaikan bahwa ..."."""
    at, end = cast.first_at(sentence.start), cast.first_at(sentence.end)
    while at < end and cast.low(at) in speech_words("opening") | speech_words("carry") | {"lebih"}:
        at += 1
    following = cast.low(at + 1)
    return speech_kinds().get(cast.low(at)) == "passive" and following in {"bahwa", ",", "juga"}


def between(cast: Cast, sentences: Sequence[Span], *, start: int, end: int) -> Iterator[Span]:
    """The sentences between two statements of one speaker, where each of them may be a part of the speech."""
    inside = [sentence for sentence in sentences if start <= sentence.start and sentence.end <= end]
    if len(inside) <= LONGEST_STRETCH and all(_may_stand_between(cast, sentence) for sentence in inside):
        yield from (sentence for sentence in inside if may_carry(cast, sentence))


def _may_stand_between(cast: Cast, sentence: Span) -> bool:
    """Whether a sentence does not break a speech, be it too short to be told as a part of it."""
    first, last = cast.first_at(sentence.start), cast.first_at(sentence.end)
    if "kesempatan" in {cast.low(at) for at in range(first, min(first + OPENING_WORDS, last))}:
        return False
    short = last - first < SHORTEST_CARRIED and not any(element.is_named for element in cast.elements[first:last])
    return (short or may_carry(cast, sentence)) and not is_link(cast.words.text[sentence.start : sentence.end])
