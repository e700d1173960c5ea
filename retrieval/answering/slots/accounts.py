"""Where accounts of one event differ: who was there, the place, figures in what somebody said. Pure.

A silence is no difference: only somebody whom one calls present, and another absent or represented, is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from data.article import Article
from data.facts import Capacity, Fact, FactKind
from retrieval.answering.answers.holders import said_of
from retrieval.answering.slots.attendance import THERE
from retrieval.language.people import same_person
from retrieval.language.stems import analyse, stems
from retrieval.language.text import fold

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
# Share of the shorter statement's stems, and stems, that two accounts of one statement have in common at least.
_ALIKE, _LEAST_SHARED = 0.6, 4


class Account(Protocol):
    """What an article tells of a meeting."""

    @property
    def article(self) -> Article:
        """The article."""

    def facts(self, *kinds: FactKind) -> list[Fact]:
        """Its facts of some kinds about the meeting."""


A = TypeVar("A", bound=Account)


def find_there(account: Account) -> list[Fact]:
    """What an account says of those whom it calls present."""
    return [fact for fact in account.facts(FactKind.ATTENDANCE) if fact.capacity in THERE]


def find_more(first: A, others: Sequence[A]) -> list[tuple[A, list[Fact]]]:
    """Those whom each further account calls present, and none before it."""
    listed, found = find_there(first), []
    for one in others:
        more = [fact for fact in find_there(one) if not any(is_same_one(fact, other) for other in listed)]
        listed += more
        found += [(one, more)] if more else []
    return found


def find_clashes(event: Sequence[A]) -> list[tuple[A, Fact, list[tuple[A, Fact]]]]:
    """Those whom an account calls absent, and others, which are given with what they say, present."""
    found = []
    for one, absent in _absent(event):
        others = [other for other in event if other is not one]
        present = [(other, fact) for other in others for fact in find_there(other) if is_same_one(fact, absent)]
        found += [(one, absent, present)] if present else []
    return found


def find_deputies(account: Account, absent: Fact) -> list[Fact]:
    """Who stood in for somebody, by an account that calls them absent."""
    return [fact for fact in account.facts(FactKind.ATTENDANCE) if fact.represents == absent.value]


def is_same_one(one: Fact, other: Fact) -> bool:
    """Whether two facts are about one person, or one of them names only the other's office."""
    if one.person and other.person:
        return same_person(one.person, other.person)
    left, right = set(analyse(said_of(one))), set(analyse(said_of(other)))
    return bool(left and right) and (left <= right or right <= left)


def is_one_place(one: str, other: str) -> bool:
    """Whether two wordings may be one place; none is said to differ from a silence."""
    left, right = set(fold(one).split()), set(fold(other).split())
    return 2 * len(left & right) >= min(len(left), len(right))


def figures_of(text: str) -> set[str]:
    """The numbers of a text, as written."""
    return set(_FIGURE.findall(text))


def figures_differ(one: str, other: str) -> bool:
    """Whether two texts are accounts of one statement in whose figures neither has all of the other's."""
    left, right = ({word for word in stems(text) if not _FIGURE.fullmatch(word)} for text in (one, other))
    shared = len(left & right)
    if shared < max(_LEAST_SHARED, _ALIKE * min(len(left), len(right))):
        return False
    figures, others = map(figures_of, (one, other))
    return bool(figures - others and others - figures)


def _absent(event: Sequence[A]) -> list[tuple[A, Fact]]:
    facts = ((one, fact) for one in event for fact in one.facts(FactKind.ATTENDANCE))
    return [(one, fact) for one, fact in facts if fact.capacity is Capacity.ABSENT]
