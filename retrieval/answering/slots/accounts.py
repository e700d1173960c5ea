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
from retrieval.answering.slots.people import THERE, who
from retrieval.language.people import same_person
from retrieval.language.stems import analyse, stems
from retrieval.language.text import fold

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_COUNTED = re.compile(r"(\d+(?:[.,]\d+)*)\s*([^\W\d_]+|%)")
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
    return who(account.facts(FactKind.ATTENDANCE), *THERE)


def find_more(first: A, others: Sequence[A]) -> list[tuple[A, list[Fact]]]:
    """Those whom each further account calls present, and none before it."""
    listed, found = find_there(first), []
    for account in others:
        more = [fact for fact in find_there(account) if not any(is_same_one(fact, one) for one in listed)]
        listed += more
        found.append((account, more))
    return [told for told in found if told[1]]


def find_clashes(event: Sequence[A]) -> list[tuple[A, Fact, list[tuple[A, Fact]]]]:
    """Those whom an account calls absent, and others, which are given with what they say, present."""
    there = [(one, fact) for one in event for fact in find_there(one)]
    absent = [(one, fact) for one in event for fact in who(one.facts(FactKind.ATTENDANCE), Capacity.ABSENT)]
    beside = [
        [(other, fact) for other, fact in there if other is not one and is_same_one(fact, gone)] for one, gone in absent
    ]
    return [(*told, present) for told, present in zip(absent, beside, strict=True) if present]


def find_deputies(account: Account, absent: Fact) -> list[Fact]:
    """Who stood in for somebody, by an account that calls them absent."""
    return [fact for fact in account.facts(FactKind.ATTENDANCE) if fact.represents == absent.value]


def is_same_one(one: Fact, other: Fact) -> bool:
    """Whether two facts are about one person, or one of them names only the other's office."""
    if one.person and other.person:
        return same_person(one.person, other.person)
    left, right = set(analyse(said_of(one))), set(analyse(said_of(other)))
    return bool(left and right) and min(left, right, key=len) <= max(left, right, key=len)


def is_one_place(one: str, other: str) -> bool:
    """Whether two wordings may be one place; none is said to differ from a silence."""
    left, right = set(fold(one).split()), set(fold(other).split())
    return 2 * len(left & right) >= min(len(left), len(right))


def figures_of(text: str) -> set[str]:
    """The numbers of a text, as written."""
    return set(_FIGURE.findall(text))


def figures_differ(one: str, other: str) -> bool:
    """Whether two texts are accounts of one statement that count the same thing and have no figure of it in common."""
    left, right = ({word for word in stems(text) if not _FIGURE.fullmatch(word)} for text in (one, other))
    is_of_both = len(left & right) >= max(_LEAST_SHARED, _ALIKE * min(len(left), len(right)))
    counted, others = _counted(one), _counted(other)
    return is_of_both and any(counted[thing].isdisjoint(others[thing]) for thing in counted.keys() & others.keys())


def _counted(text: str) -> dict[str, set[str]]:
    """The figures of a text by what each counts: "30 ton beras, 5 persen"; "dan" behind one is no thing."""
    found: dict[str, set[str]] = {}
    for figure, word in _COUNTED.findall(text):
        for thing in stems(word) or (word if word == "%" else ()):
            found.setdefault(thing, set()).add(figure)
    return found
