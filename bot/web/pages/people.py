"""People whom articles name: found by name or office, or those mentioned most."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from bot.web.models import Part, Region, region_of
from bot.web.page import Page, PageError, Query, Result
from bot.web.visits import Visit
from data.store import Called
from data.wording.web import people as wording
from retrieval.answering.answers.lookup import Meant, look_up
from retrieval.language.names import spell_name
from retrieval.people.profile import Profile

_MOST = 20
"""People that are shown before anybody is asked for."""


class PeopleQuery(Query):
    """q: a name, or an office with its region."""

    q: str = ""


class Why(StrEnum):
    """Why people are shown: they are mentioned most; they have the name, the office, or a name that resembles it."""

    OFTEN = "often"
    NAMED = Meant.NAMED
    HOLDERS = Meant.HOLDERS
    RESEMBLING = Meant.RESEMBLING


class PersonCard(Part):
    """Somebody in a line, with the office that was mentioned last."""

    id: int
    name: str
    aliases: list[str]
    office: str | None
    region: Region | None


class People(Result):
    """Some people, the likeliest first; `q`: who was asked for."""

    q: str
    why: Why
    people: list[PersonCard]


def check_open(visit: Visit) -> None:
    """PageError where people have no pages."""
    if not visit.app.settings.web_people:
        raise PageError(404, wording.CLOSED)


def read_people(visit: Visit, query: PeopleQuery) -> People:
    """Those asked for, or those mentioned most."""
    check_open(visit)
    if query.q:
        found = look_up(query.q, visit.app.engine.understand, visit.app.store)
        return People(q=query.q, why=Why(found.meant.value), people=[_describe(one) for one in found.people])
    often = visit.app.store.people.most_mentioned(limit=_MOST)
    called = visit.app.store.people.called(often)
    return People(q="", why=Why.OFTEN, people=[_introduce(one, called[one]) for one in often if one in called])


def _describe(profile: Profile) -> PersonCard:
    tenure = next((tenure for tenure in profile.tenures if tenure.office), profile.tenures[0])
    return PersonCard(
        id=profile.person,
        name=profile.name,
        aliases=list(profile.aliases),
        office=tenure.office or None,
        region=region_of(tenure.region),
    )


def _introduce(person: int, called: Sequence[Called]) -> PersonCard:
    """By the fullest name and the office mentioned last."""
    last = next((one for one in called if one.office), called[0])
    name = max((one.name for one in called), key=lambda name: (len(spell_name(name)), len(name)))
    return PersonCard(id=person, name=name, aliases=[], office=last.office or None, region=region_of(last.region))


PEOPLE = Page("people", PeopleQuery, People, read_people)
