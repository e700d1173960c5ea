"""Whether the words of a question stand in an article, and how much each of them tells. Pure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from data.article import Article
from retrieval.answering.asking.query import Concept, Query
from retrieval.language.dates import find_periods
from retrieval.language.stems import analyse, stem

# How much of a word's weight counts where it stands: a meeting is identified by title and opening.
_IN_HEAD, _IN_BODY, _MISSPELT = 1.0, 0.75, 0.7
HEAD_CHARACTERS = 1000
# A question word shorter than this is matched to the letter only: too many words are one letter away.
_MIN_FUZZY_LETTERS = 5
# A word of the archive is misspelt only where it is seldom or long: of two short words, both are meant.
_SELDOM, _LONG = 2, 9
# Shorter runs of initials are met by chance.
_MIN_ACRONYM = 5
_CAPITALISED = re.compile(r"\b[A-Z][a-z]+")


Day = tuple[int | None, int, int | None]
"""Year, month and day that a text writes, as far as it does."""


@dataclass(frozen=True)
class Words:
    """The stems of an article: of its title, publisher and opening, and of all of it; the initials of its opening, and
    the text itself."""

    head: frozenset[str]
    all: frozenset[str]
    initials: str = ""
    text: str = ""

    @cached_property
    def days(self) -> frozenset[Day]:
        """The days and months that the text writes; read when first asked for."""
        return frozenset((period.year, period.month, period.day) for period in find_periods(self.text) if period.month)


@dataclass(frozen=True, slots=True)
class Worth:
    """What the concepts of a question tell: the weight of each, and whether the archive knows it.

    most: the weight of a word that one passage has; sure: the stems surely spelt so.
    """

    concepts: Sequence[Concept]
    weights: Sequence[float]
    known: Sequence[bool]
    most: float = 1.0
    sure: Set[str] = frozenset()


def article_words(article: Article) -> Words:
    """The stems that questions are compared with."""
    opening = f"{article.title} {article.text[:HEAD_CHARACTERS]}"
    head = {stem(word) for word in analyse(f"{article.publisher} {opening}")}
    body = {stem(word) for word in analyse(article.text[HEAD_CHARACTERS:])}
    # What an acronym of capitalised words is made of.
    initials = "".join(word[0].casefold() for word in _CAPITALISED.findall(opening))
    return Words(frozenset(head), frozenset(head | body), initials, article.text)


def concept_presence(concept: Concept, words: Words, *, sure: Set[str] = frozenset()) -> float:
    """Where the best form of a concept stands in an article: 1 in its head, less in its body or misspelt, 0 nowhere.

    sure: stems that are surely spelt as meant.
    """
    found = max(_form_presence(form, words) for form in concept.forms)
    # Other wordings come from our own tables, where nothing is misspelt.
    return found or _misspelt_presence(concept.forms[0], words, sure)


def sure_stems(concepts: Sequence[Concept], frequency: Callable[[str], int]) -> frozenset[str]:
    """The stems of a question that are no misspelt forms of others: short ones that the archive knows.

    frequency: stem -> number of chunks that hold it.
    """
    parts = {part for concept in concepts for form in concept.forms for part in form}
    return frozenset(part for part in parts if len(part) < _LONG and frequency(part) > _SELDOM)


def _form_presence(form: tuple[str, ...], words: Words) -> float:
    if words.head.issuperset(form):
        return _IN_HEAD
    return _IN_BODY * (words.all.issuperset(form) or _is_acronym(form, words))


def _is_acronym(form: tuple[str, ...], words: Words) -> bool:
    return len(form) == 1 and len(form[0]) >= _MIN_ACRONYM and form[0] in words.initials


def _misspelt_presence(form: tuple[str, ...], words: Words, sure: Set[str]) -> float:
    missing = [part for part in form if part not in words.all]
    return _MISSPELT if sure.isdisjoint(missing) and all(_is_misspelt(part, words.all) for part in missing) else 0.0


def _is_misspelt(part: str, among: Iterable[str]) -> bool:
    alike = [word for word in among if word[0] == part[0]] if len(part) >= _MIN_FUZZY_LETTERS else ()
    return process.extractOne(part, alike, scorer=DamerauLevenshtein.distance, score_cutoff=1) is not None


def concept_weights(concepts: Sequence[Concept], frequency: Callable[[str], int], *, chunks: int) -> list[float]:
    """The inverse document frequency of each concept's commonest form: a rare word identifies, a common one does not.

    frequency: stem -> number of chunks that hold it; chunks: how many there are.
    """
    commonest = (max(min(map(frequency, form)) for form in concept.forms) for concept in concepts)
    return [math.log(1 + chunks / (1 + count)) for count in commonest]


def naming_words(query: Query) -> list[Concept]:
    """The concepts of a question but for those that name a kind of meeting."""
    return [concept for concept in query.concepts if not concept.is_kind]


def weigh_question(query: Query, frequency: Callable[[str], int], *, chunks: int) -> Worth:
    """What the concepts of a question are worth, those for kinds of meetings aside."""
    concepts = naming_words(query)
    known = [any(all(map(frequency, form)) for form in concept.forms) for concept in concepts]
    weights = concept_weights(concepts, frequency, chunks=chunks)
    return Worth(concepts, weights, known, math.log(1 + chunks), sure_stems(concepts, frequency))
