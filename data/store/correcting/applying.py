"""What administrators corrected, put over what was read. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from data.facts import Fact, FactKind, Meeting, Reading


class Action(StrEnum):
    """What a correction does: another value, no such fact, a person who is somebody else, an article that is silent."""

    CHANGE = "change"
    REMOVE = "remove"
    UNLINK = "unlink"
    HIDE = "hide"


class CorrectionState(StrEnum):
    """ASIDE: the article no longer has the sentence that was corrected."""

    ACTIVE = "active"
    ASIDE = "aside"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Correction:
    """One deed; `target` is the fact as it stood before, `changes` what its fields say now, `quote` its sentence.

    before, after: the values as people read them; of a person (UNLINK) their numbers.
    """

    article_id: str
    action: Action
    made_by: int
    made_at: datetime
    target: Fact | None = None
    changes: Mapping[str, str] | None = None
    quote: str = ""
    before: str = ""
    after: str = ""
    report: int | None = None
    state: CorrectionState = CorrectionState.ACTIVE
    undone_by: int | None = None
    undone_at: datetime | None = None
    id: int = 0


_NAMED = frozenset({FactKind.ATTENDANCE, FactKind.STATEMENT})
# The fields of a meeting that repeat a fact of it.
_REPEATED = {
    FactKind.DATE: "date",
    FactKind.PLACE: "place",
    FactKind.ORGANISER: "organiser",
    FactKind.THEME: "theme",
}


def correct(reading: Reading, text: str, corrections: Iterable[Correction]) -> tuple[Reading, set[int]]:
    """The reading with these corrections, the earliest first, and the numbers of those whose sentence is gone."""
    aside: set[int] = set()
    is_hidden = False
    for correction in corrections:
        is_hidden = is_hidden or correction.action is Action.HIDE
        if correction.action not in {Action.CHANGE, Action.REMOVE}:
            continue  # of people, who are linked elsewhere, or of the whole article
        if anchored := _anchor(correction, text):
            reading = _correct_fact(reading, correction, anchored)
        else:
            aside.add(correction.id)
    return (Reading(reading.article_id, reading.version) if is_hidden else reading), aside


def _anchor(correction: Correction, text: str) -> Fact | None:
    """The fact where its sentence stands now, nearest to where it stood; None where the text has it no more."""
    target = correction.target
    places = list(_find_all(text, correction.quote)) if target and correction.quote else []
    if target is None or not places:
        return None
    moved = min(places, key=lambda place: abs(place - target.start)) - target.start
    value = (
        (None, None)
        if target.value_start is None or target.value_end is None
        else (
            target.value_start + moved,
            target.value_end + moved,
        )
    )
    return replace(target, start=target.start + moved, end=target.end + moved, value_start=value[0], value_end=value[1])


def _find_all(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _correct_fact(reading: Reading, correction: Correction, anchored: Fact) -> Reading:
    """The reading with a fact changed or gone, wherever it says the same, and with it what the meeting repeats of it.

    A fact that this version of the reader does not read, or reads otherwise, is the corrected one all the same.
    """
    meant = [fact for fact in reading.facts if _says_same(fact, correction, anchored)]
    meant = meant or [fact for fact in reading.facts if _stands_at(fact, anchored)]
    if correction.action is Action.REMOVE:
        facts = tuple(fact for fact in reading.facts if fact not in meant)
        return _repeat(replace(reading, facts=facts), meant, None)
    changed = {fact: _change(fact, correction) for fact in meant}
    added = () if meant else (_change(_within(anchored, reading), correction),)
    facts = (*(changed.get(fact, fact) for fact in reading.facts), *added)
    return _repeat(replace(reading, facts=facts), meant, next(iter((*changed.values(), *added))).value)


def _says_same(fact: Fact, correction: Correction, target: Fact) -> bool:
    """Whether a fact makes the claim that was corrected: of a person, everything that has the same name and office."""
    if fact.kind is target.kind and correction.action is Action.REMOVE:
        return (fact.value, fact.person, fact.meeting) == (target.value, target.person, target.meeting)
    if target.person and target.kind in _NAMED:
        is_same_office = "role" not in (correction.changes or {}) or fact.role == target.role
        return fact.kind in _NAMED and fact.person == target.person and is_same_office
    return (fact.kind, fact.value, fact.person) == (target.kind, target.value, target.person)


def _stands_at(fact: Fact, target: Fact) -> bool:
    if fact.kind is not target.kind or fact.value_start is None or fact.value_end is None:
        return False
    if target.value_start is None or target.value_end is None:
        return False
    return fact.value_start < target.value_end and target.value_start < fact.value_end


def _change(fact: Fact, correction: Correction) -> Fact:
    """The fact as it was corrected; what somebody said stays as it was said."""
    changes: dict[str, Any] = dict(correction.changes or {})
    if fact.kind is FactKind.STATEMENT:
        changes.pop("value", None)
    if fact.kind is FactKind.DATE:
        changes["detail"] = None
    if "value" in changes:
        changes |= {"value_start": None, "value_end": None}
    return replace(fact, **changes, certain=True, corrected=correction.made_at.date())


def _within(fact: Fact, reading: Reading) -> Fact:
    ordinals = {meeting.ordinal for meeting in reading.meetings}
    return fact if fact.meeting in ordinals else replace(fact, meeting=min(ordinals, default=None))


def _repeat(reading: Reading, meant: Iterable[Fact], value: str | None) -> Reading:
    """The meetings with what they repeat of these facts."""
    meetings = list(reading.meetings)
    for fact in meant:
        field = _REPEATED.get(fact.kind)
        for place, meeting in enumerate(meetings):
            if field and fact.meeting in {meeting.ordinal, None} and _repeats(meeting, field, fact):
                meetings[place] = _set(meeting, field, value)
    return replace(reading, meetings=tuple(meetings))


def _repeats(meeting: Meeting, field: str, fact: Fact) -> bool:
    told = getattr(meeting, field)
    return told.isoformat() == fact.value[:10] if isinstance(told, date) else told == fact.value


def _set(meeting: Meeting, field: str, value: str | None) -> Meeting:
    changed: dict[str, Any] = {field: value}
    if field == "date":
        changed = {"date": date.fromisoformat(value) if value else None, "date_end": None}
    return replace(meeting, **changed)
