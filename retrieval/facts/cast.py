"""A text as the readers of attendance and statements see it: offices and people in order, plain words between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.facts.phrases import read_cues
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.people import PersonMention, find_people
from retrieval.language.tables import read_words
from retrieval.language.words import Phrases, Words, read_text_words


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


@dataclass(frozen=True, slots=True)
class Cast:
    """The elements of one text; `element_of` gives the element of each token.

    `plain` is the folded word of each element, "" where an office or a person stands.
    """

    words: Words
    elements: tuple[Element, ...]
    element_of: tuple[int, ...]
    plain: tuple[str, ...]

    def low(self, index: int) -> str:
        """The folded first word of the element at `index`, "" beyond the text."""
        return self.words.low[self.elements[index].first] if 0 <= index < len(self.elements) else ""

    def find(self, phrases: Phrases[str], index: int) -> tuple[int, str] | None:
        """The longest phrase that begins at the element `index`: the index of the element after it, its value."""
        if not 0 <= index < len(self.elements):
            return None
        found = phrases.find(self.words.low, self.elements[index].first)
        if found is None:
            return None
        return (self.element_of[found[0]] if found[0] < len(self.words) else len(self.elements)), found[1]

    def words_in(self, start: int, end: int, choices: Container[str]) -> Iterator[int]:
        """The indexes of the plain words among `choices` between two character offsets."""
        plain = self.plain
        return (index for index in range(self.first_at(start), self.first_at(end)) if plain[index] in choices)

    def first_at(self, offset: int) -> int:
        """The index of the first element that begins at or after a character offset."""
        return bisect_left(self.elements, offset, key=_start)


def _start(element: Element) -> int:
    return element.start


@lru_cache(maxsize=4)
def read_cast(text: str) -> Cast:
    """The offices, people and words of a text; remembered, since attendance and statements read the same article."""
    words = read_text_words(text)
    mentions: list[OfficeMention | PersonMention] = sorted(
        [*_held(words, find_offices(text)), *find_people(text)], key=lambda mention: mention.start
    )
    elements: list[Element] = []
    element_of: list[int] = []
    at = 0
    for mention in mentions:
        while at < len(words) and words.tokens[at].start < mention.start:
            at = _add_word(words, at, elements, element_of)
        last = at
        while last < len(words) and words.tokens[last].start < mention.end:
            last += 1
        if last == at:
            continue
        office = mention if isinstance(mention, OfficeMention) else None
        person = mention if isinstance(mention, PersonMention) else None
        elements.append(Element(at, last, mention.start, mention.end, office, person))
        element_of += [len(elements) - 1] * (last - at)
        at = last
    while at < len(words):
        at = _add_word(words, at, elements, element_of)
    plain = tuple("" if element.is_named else words.low[element.first] for element in elements)
    return Cast(words, tuple(elements), tuple(element_of), plain)


def _held(words: Words, offices: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
    """The offices that stand for who holds them: not "istri Bupati", "mantan Camat", "Pendopo Bupati"."""
    genitives = read_words("office_genitives")
    for office in offices:
        at = bisect_left(words.tokens, office.start, key=lambda token: token.start)
        if not (at and words.low[at - 1] in genitives and words.same_line(at)):
            yield office


def _add_word(words: Words, at: int, elements: list[Element], element_of: list[int]) -> int:
    token = words.tokens[at]
    elements.append(Element(at, at + 1, token.start, token.end))
    element_of.append(len(elements) - 1)
    return at + 1


def find_offices_held(text: str) -> list[OfficeMention]:
    """The offices of a text that stand for who holds them."""
    return list(_held(read_text_words(text), find_offices(text)))


@cache
def list_phrases() -> Phrases[str]:
    """The phrases that steer an enumeration, each with its role (`data/language/list_words.tsv`)."""
    roles = ("separator", "filler", "by", "through", "for", "maybe", "also", "aside", "talk", "stop")
    return Phrases((phrase, role) for role in roles for phrase in read_cues("list_words", role))
