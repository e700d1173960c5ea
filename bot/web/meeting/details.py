"""When and where a meeting was, and what about: each value once, with the words of all who say so. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date as Day  # noqa: N812 - a field is named date
from typing import Literal

from bot.web.models import Fact, Part, fact_of
from data import facts
from data.facts import FactKind
from retrieval.answering.slots.accounts import is_one_place
from retrieval.language.text import fold
from retrieval.takeaway.selection import Event, Telling

Told = tuple[Telling, facts.Fact]

_OF_MEETING = {FactKind.PLACE: "place", FactKind.ORGANISER: "organiser", FactKind.THEME: "theme"}
"""Kinds of which a meeting has one, and its name there."""


class Detail(Part):
    """One thing that is said of a meeting, on one line, and the words that say so."""

    value: str
    facts: list[Fact]


class Clash(Part):
    """A date that contradicts its own weekday or the publication, as written; `likely` may have been meant."""

    written: str
    why: str
    likely: Day | None


class When(Part):
    """The days of a meeting, with the hour as written.

    inferred: what of the day only the article's date of publication tells.
    """

    date: Day | None
    date_end: Day | None
    time: str | None
    inferred: Literal["year", "day"] | None
    clash: Clash | None
    facts: list[Fact]


def days_of(event: Event) -> list[When]:
    """The days and hours that the articles give, those who agree on the day together."""
    by_day: dict[Day | None, list[Telling]] = {}
    for telling in event.tellings:
        if telling.meeting.date or telling.meeting.time:
            by_day.setdefault(telling.meeting.date, []).append(telling)
    return [_when(day, tellings) for day, tellings in by_day.items()]


def _when(day: Day | None, tellings: Sequence[Telling]) -> When:
    told = [
        (telling, fact)
        for telling in tellings
        for fact in telling.facts(FactKind.DATE)
        if day and fact.value[:10] == day.isoformat()
    ]
    clashes = [clash for _, fact in told if (clash := _clash(fact))]
    unsure = [one for one in told if not one[1].certain and not one[1].detail]
    return When(
        date=day,
        date_end=next((one.meeting.date_end for one in tellings if one.meeting.date_end), None),
        time=next((one.meeting.time for one in tellings if one.meeting.time), None),
        inferred=_inferred(*unsure[0]) if unsure and unsure == told else None,
        clash=clashes[0] if clashes else None,
        facts=show_facts(told),
    )


def _inferred(telling: Telling, fact: facts.Fact) -> Literal["year", "day"]:
    written = telling.article.text[fact.value_start : fact.value_end]
    return "year" if any(map(str.isdigit, written)) else "day"


def _clash(fact: facts.Fact) -> Clash | None:
    if not fact.detail:
        return None
    detail = json.loads(fact.detail)
    likely = detail.get("likely")
    return Clash(written=detail["written"], why=detail["why"], likely=Day.fromisoformat(likely) if likely else None)


def details_of(event: Event, kind: FactKind) -> list[Detail]:
    """All that the articles say of one kind."""
    merged: list[tuple[str, list[Told]]] = []
    for value, told in (one for telling in event.tellings for one in _values(telling, kind)):
        same = next((own for known, own in merged if _is_same(kind, known, value)), None)
        if same is None:
            merged.append((value, list(told)))
        else:
            same += told
    return [Detail(value=" ".join(value.split()), facts=show_facts(told)) for value, told in merged]


def _values(telling: Telling, kind: FactKind) -> Iterator[tuple[str, list[Told]]]:
    own = telling.facts(kind)
    if kind not in _OF_MEETING:
        yield from ((fact.value, [(telling, fact)]) for fact in own)
    elif value := getattr(telling.meeting, _OF_MEETING[kind]):
        yield value, [(telling, fact) for fact in [one for one in own if one.value == value] or own[:1]]


def _is_same(kind: FactKind, one: str, other: str) -> bool:
    return is_one_place(one, other) if kind is FactKind.PLACE else fold(one) == fold(other)


def show_facts(told: Sequence[Told]) -> list[Fact]:
    """Facts with their words; the same words of an article once."""
    places = {(telling.article.id, fact.start, fact.end): (telling, fact) for telling, fact in reversed(told)}
    return [fact_of(telling.article, fact) for telling, fact in reversed(places.values())]
