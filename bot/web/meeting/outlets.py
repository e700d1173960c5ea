"""The accounts of one meeting side by side: who published them, and where they differ. A silence is no difference.

Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date as Day  # noqa: N812 - said of a date
from itertools import combinations
from typing import Literal

from bot.web.models import Fact, Name, Part, Source, fact_of, meeting_id, source_of
from bot.web.people import People
from data import facts
from data.facts import Capacity, FactKind
from retrieval.answering.slots.accounts import (
    figures_differ,
    figures_of,
    find_clashes,
    find_deputies,
    find_there,
    is_one_place,
    is_same_one,
)
from retrieval.answering.slots.people import is_same_speaker, name_fully
from retrieval.takeaway.selection import Event, Telling


class Account(Part):
    """An article that reports the meeting; `id` is the meeting's by this article.

    same_text_as: the article whose text it repeats; only_here: whom no other account calls present.
    """

    id: str
    source: Source
    same_text_as: str | None
    only_here: list[Name]


class Said(Part):
    """What one account says where accounts differ; no value where it says nothing.

    A presence is "present", "represented" or "absent", with who stood in.
    """

    article_id: str
    value: Day | str | None
    deputies: tuple[str, ...] = ()
    fact: Fact | None = None


class Difference(Part):
    """Where accounts differ, about whom, and what each of them says."""

    of: Literal["date", "time", "place", "participants", "presence", "statement"]
    about: str | None
    said: list[Said]


def accounts_of(event: Event, leaders: Mapping[str, str], people: People) -> list[Account]:
    """Every account; leaders: what articles are versions of."""
    ids = {one.article.id for one in event.tellings}
    same = {article_id: leader for article_id, leader in leaders.items() if leader in ids}
    own = [one for one in event.tellings if one.article.id not in same]
    return [
        Account(
            id=meeting_id(one.article.id, one.meeting.ordinal),
            source=source_of(one.article),
            same_text_as=same.get(one.article.id),
            only_here=_only_here(one, own, people) if one in own else [],
        )
        for one in event.tellings
    ]


def _only_here(account: Telling, accounts: Sequence[Telling], people: People) -> list[Name]:
    if len(accounts) < 2:
        return []
    others = [fact for one in accounts if one is not account for fact in find_there(one)]
    named = [fact for fact in find_there(account) if not any(is_same_one(fact, other) for other in others)]
    found = {" ".join(name_fully(fact).split()): people.find(account.article.id, fact.person) for fact in named}
    return [Name(name=name, person=person) for name, person in found.items()]


def differences_of(event: Event) -> list[Difference]:
    """Where the accounts differ: day, hour, place, number of participants, who was there, figures in what was said."""
    return [difference for find in _FINDERS for difference in find(event.tellings)]


def _in_days(tellings: Sequence[Telling]) -> Iterator[Difference]:
    days = [one.meeting.date for one in tellings]
    if len({day for day in days if day}) > 1:
        said = [_said(one, day, _first(one, FactKind.DATE)) for one, day in zip(tellings, days, strict=True)]
        yield Difference(of="date", about=None, said=said)


def _in_hours(tellings: Sequence[Telling]) -> Iterator[Difference]:
    """Hours in figures: "pagi" contradicts none of them."""
    hours = [one.meeting.time for one in tellings]
    if _any_differ([figures_of(hour or "") for hour in hours], set.isdisjoint):
        said = [_said(one, hour, _first(one, FactKind.DATE)) for one, hour in zip(tellings, hours, strict=True)]
        yield Difference(of="time", about=None, said=said)


def _in_places(tellings: Sequence[Telling]) -> Iterator[Difference]:
    places = [one.meeting.place for one in tellings]
    if _any_differ([place or "" for place in places], lambda one, other: not is_one_place(one, other)):
        said = [_said(one, place, _first(one, FactKind.PLACE)) for one, place in zip(tellings, places, strict=True)]
        yield Difference(of="place", about=None, said=said)


def _in_participants(tellings: Sequence[Telling]) -> Iterator[Difference]:
    counts = [_first(one, FactKind.PARTICIPANTS) for one in tellings]
    if _any_differ([figures_of(fact.value if fact else "") for fact in counts], set.isdisjoint):
        said = [_said(one, fact.value if fact else None, fact) for one, fact in zip(tellings, counts, strict=True)]
        yield Difference(of="participants", about=None, said=said)


def _in_presence(tellings: Sequence[Telling]) -> Iterator[Difference]:
    for account, absent, present in find_clashes(tellings):
        there = {one.article.id: fact for one, fact in reversed(present)}
        said = [_presence(one, absent, there.get(one.article.id), is_absent=one is account) for one in tellings]
        yield Difference(of="presence", about=" ".join(name_fully(absent).split()), said=said)


def _presence(one: Telling, absent: facts.Fact, there: facts.Fact | None, *, is_absent: bool) -> Said:
    if there:
        return _said(one, "present", there)
    if not is_absent:
        own = [fact for fact in one.facts(FactKind.ATTENDANCE) if fact.capacity is Capacity.ABSENT]
        same = next((fact for fact in own if is_same_one(fact, absent)), None)
        return _presence(one, same, None, is_absent=True) if same else _said(one, None, None)
    deputies = tuple(" ".join(name_fully(fact).split()) for fact in find_deputies(one, absent))
    said = _said(one, "represented" if deputies else "absent", absent)
    return said.model_copy(update={"deputies": deputies})


def _in_statements(tellings: Sequence[Telling]) -> Iterator[Difference]:
    """Two accounts of one statement with other figures."""
    said = [(one, fact) for one in tellings for fact in one.facts(FactKind.STATEMENT) if figures_of(fact.value)]
    told: set[int] = set()
    for (one, fact), (other, again) in combinations(said, 2):
        is_told = {id(fact), id(again)} & told
        if one is other or is_told or not (fact.certain and again.certain and is_same_speaker(fact, again)):
            continue
        if figures_differ(fact.value, again.value):
            told |= {id(fact), id(again)}
            both = {one.article.id: fact, other.article.id: again}
            found = [(own, both.get(own.article.id)) for own in tellings]
            yield Difference(
                of="statement",
                about=fact.person or fact.role,
                said=[_said(own, here.value if here else None, here) for own, here in found],
            )


_FINDERS: tuple[Callable[[Sequence[Telling]], Iterator[Difference]], ...] = (
    _in_days,
    _in_hours,
    _in_places,
    _in_participants,
    _in_presence,
    _in_statements,
)


def _said(telling: Telling, value: Day | str | None, fact: facts.Fact | None) -> Said:
    line = " ".join(value.split()) if isinstance(value, str) else value
    shown = fact_of(telling.article, fact) if fact and value else None
    return Said(article_id=telling.article.id, value=line, fact=shown)


def _first(telling: Telling, kind: FactKind) -> facts.Fact | None:
    return next(iter(telling.facts(kind)), None)


def _any_differ(values: Sequence[set[str]] | Sequence[str], differ: Callable[..., bool]) -> bool:
    """Whether any two of the values that are there differ."""
    return any(differ(one, other) for one, other in combinations([value for value in values if value], 2))
