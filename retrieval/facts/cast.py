"""A text as the readers of attendance and statements see it: offices and people in order, plain words between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from retrieval.facts.quotes import is_in_link
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.people import PersonMention, find_people
from retrieval.language.tables import read_words
from retrieval.language.text import Span, Token
from retrieval.language.words import Words, read_text_words

_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-•*–])\s*\S")


@dataclass(frozen=True, slots=True)
class Element:
    """An office, a person or one plain word; `first:last` are token indexes, `start:end` characters."""

    first: int
    last: int
    start: int
    end: int
    office: OfficeMention | None = None
    person: PersonMention | None = None

    @property
    def is_named(self) -> bool:
        """Whether the element is an office or a person."""
        return self.office is not None or self.person is not None


_NOWHERE = Element(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Cast:
    """The elements of one text."""

    words: Words
    elements: tuple[Element, ...]

    def at(self, index: int) -> Element:
        """The element at an index, one without words beyond the text."""
        return self.elements[index] if 0 <= index < len(self.elements) else _NOWHERE

    def low(self, index: int) -> str:
        """The folded first word of the element at `index`, "" beyond the text."""
        return self.words.low[self.elements[index].first] if 0 <= index < len(self.elements) else ""

    def first_at(self, offset: int) -> int:
        """The index of the first element that begins at or after a character offset."""
        return bisect_left(self.elements, offset, key=_start)


def _start(stretch: Element | Token) -> int:
    return stretch.start


@lru_cache(maxsize=4)
def read_cast(text: str) -> Cast:
    """The offices, people and words of a text; remembered, since attendance and statements read the same article."""
    words = read_text_words(text)
    mentions: list[OfficeMention | PersonMention] = sorted(
        [*_held(words, find_offices(text)), *find_people(text)], key=lambda mention: mention.start
    )
    elements: list[Element] = []
    at = 0
    for mention in (mention for mention in mentions if not is_in_link(text, mention.start)):
        first, last = (bisect_left(words.tokens, offset, at, key=_start) for offset in (mention.start, mention.end))
        elements += map(_plain, words.tokens[at:first], count(at))
        if first < last:
            office = mention if isinstance(mention, OfficeMention) else None
            person = mention if isinstance(mention, PersonMention) else None
            elements.append(Element(first, last, mention.start, mention.end, office, person))
        at = last
    elements += map(_plain, words.tokens[at:], count(at))
    return Cast(words, tuple(elements))


def _plain(token: Token, at: int) -> Element:
    return Element(at, at + 1, token.start, token.end)


def _held(words: Words, offices: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices that stand for who holds them: not "istri Bupati", "mantan Camat", "Pendopo Bupati"."""
    genitives = read_words("office_genitives")
    for office in offices:
        at = bisect_left(words.tokens, office.start, key=_start)
        if not (at and words.low[at - 1] in genitives and words.same_line(at)):
            yield office


def find_offices_held(text: str) -> list[OfficeMention]:
    """The offices of a text that stand for who holds them."""
    return list(_held(read_text_words(text), find_offices(text)))


def mend_sentences(cast: Cast, sentences: Sequence[Span]) -> list[Span]:
    """The sentences with those joined that go on: "Kadis Budi, SH. | MH dengan Siti", "Budi | dan Siti datang", and the
    items of a list with what stands before its colon."""
    whole: list[Span] = []
    for sentence in sentences:
        if whole and (_goes_on(cast, whole[-1], sentence) or _is_item(cast.words.text, whole[-1], sentence)):
            whole[-1] = Span(whole[-1].start, sentence.end)
        else:
            whole.append(sentence)
    return whole


def _is_item(text: str, one: Span, other: Span) -> bool:
    """Whether an item of a list on a line of its own follows the words before its colon, or another item."""
    before = text[one.start : one.end].rstrip()
    opens = before.endswith(":") or (":" in before and bool(_ITEM.match(before.rsplit("\n", 1)[-1])))
    return opens and "\n" in text[one.end : other.start] and bool(_ITEM.match(text, other.start))


def _goes_on(cast: Cast, one: Span, other: Span) -> bool:
    """Whether a person's name and degrees lie on both sides, or a line ends with a person and "dan" follows."""
    text, first = cast.words.text, cast.first_at(other.start)
    last = cast.at(first - 1)
    if last.person is None:
        return False
    gap = text[one.end : other.start]
    if "\n" not in gap:
        return last.end > other.start
    return gap.count("\n") == 1 and text[one.end - 1].isalpha() and text[other.start].islower()
