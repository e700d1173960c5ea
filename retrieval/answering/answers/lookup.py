"""Whom `/orang` means: people of a name, who hold an office, or people of a name nearly like it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from data.store import Store
from retrieval.answering.answers.officeholders import asks_holder, find_holding
from retrieval.answering.answers.persons import asked_name, find_asked
from retrieval.answering.asking.query import Query
from retrieval.people.finding import describe_all
from retrieval.people.profile import Profile
from retrieval.people.resembling import find_resembling

MOST = 8
"""People that are offered to choose from."""


class Meant(StrEnum):
    """How the people found were meant."""

    NAMED = "named"
    HOLDERS = "holders"
    RESEMBLING = "resembling"


@dataclass(frozen=True, slots=True)
class Found:
    """Some people, the likeliest first (holders of an office: the newest first), and how they were meant."""

    meant: Meant
    people: tuple[Profile, ...]


def look_up(text: str, understand: Callable[[str], Query], store: Store) -> Found:
    """Whom some words mean: a name, perhaps with an office and a region, or an office with its region alone."""
    query = understand(f"siapa {text}")
    if asks_holder(query):
        people = find_holding(query, store)[:MOST]
        links = store.people.of_people(people)
        return Found(Meant.HOLDERS, tuple(describe_all(store, {one: links[one] for one in people})))
    if named := find_asked(query, store):
        return Found(Meant.NAMED, tuple(named[:MOST]))
    return Found(Meant.RESEMBLING, tuple(find_resembling(store, asked_name(query).split())))
