"""What an enumeration of people is parted by: relative clauses, second offices, and what each speaker spoke about."""

from __future__ import annotations

from functools import cache

from retrieval.facts.cast import Cast
from retrieval.facts.page import is_verb
from retrieval.facts.phrases import read_cues
from retrieval.language.tables import read_words

LONGEST_ASIDE = 14
"""Words that a relative clause inside an enumeration may take."""

LONGEST_TALK = 36
"""Words that tell what a speaker of an enumeration spoke about."""

LONGEST_OFFICE = 8
"""Words of a second office that no table knows."""

_BEFORE_SPEAKERS = frozenset({",", ";", "dan", "serta"})


@cache
def list_words(role: str) -> frozenset[str]:
    """The words of a role of `data/language/list_words.tsv`."""
    return frozenset(read_cues("list_words", role))


def skip_aside(cast: Cast, index: int, *, stop: int) -> int:
    """The index of the comma that ends a relative clause, or where the clause turns out to be the rest."""
    for at in range(index, min(index + LONGEST_ASIDE, len(cast.elements))):
        if cast.elements[at].start >= stop or cast.low(at) in {",", ";", "."}:
            return at
    return len(cast.elements)


def find_holder(cast: Cast, index: int, *, stop: int) -> int:
    """The name behind a second office that no table knows ("merangkap Pabung Anu Kapten Budi"), 0 without one."""
    for at in range(index, min(index + LONGEST_OFFICE, len(cast.elements))):
        element = cast.elements[at]
        if element.person and element.start < stop:
            return at
        written = cast.words.tokens[element.first].text
        if element.is_named or not (written[0].isupper() or written[0].isdigit() or written == "/"):
            break
    return 0


def find_next_speaker(cast: Cast, index: int, *, stop: int) -> int:
    """The separator before the next speaker, past "materi ..." of the one before; 0 where none follows."""
    for at in range(index, min(index + LONGEST_TALK, len(cast.elements))):
        if cast.elements[at].start >= stop:
            break
        low = cast.plain[at]
        if low == "." or (low in _BEFORE_SPEAKERS and _begins_speaker(cast, at + 1)):
            return at
    return 0


def _begins_speaker(cast: Cast, index: int) -> bool:
    """Whether an office with its holder or a person stands there that no verb follows: one more of the list."""
    elements, at = cast.elements, index + (cast.low(index) in {"dan", "serta"})
    if at < len(elements) and elements[at].office:
        at += 1 + (cast.low(at + 1) == ",")
    person = at < len(elements) and elements[at].person is not None
    behind = cast.low(at + 1)
    return person and not (is_verb(behind) or behind in read_words("speech_verbs"))
