"""Several articles on one event: which report the same one, and where they disagree about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Meeting
from data.store import FoundMeeting
from data.wording import answers as wording
from retrieval.answering.answer import Status
from retrieval.answering.asking.query import Kind
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.language.stems import stems
from retrieval.language.text import fold

# Two outlets may date one event a day or two apart; then its name has to agree as well.
_DAYS_APART = 2
_NAMES_ALIKE = 0.5
# Events of a list that a further meeting is compared with, the last ones.
_COMPARED = 20


def is_same_event(one: Candidate, other: Candidate) -> bool:
    """Whether two articles report one event: the same kind in a shared region, on the same day or nearly so."""
    if one.meeting is None or other.meeting is None or one.article.id == other.article.id:
        return False
    return _is_same_meeting(one.meeting, other.meeting, alike=_likeness(one.name, other.name) >= _NAMES_ALIKE)


def _is_same_meeting(one: Meeting, other: Meeting, *, alike: bool) -> bool:
    if one.kind != other.kind or not set(one.regions) & set(other.regions):
        return False
    if one.date is None or other.date is None:
        return False
    days = abs((one.date - other.date).days)
    return days == 0 or (days <= _DAYS_APART and alike)


def group_events(found: Sequence[FoundMeeting]) -> list[list[FoundMeeting]]:
    """Meetings that several articles report, together; in the order of their first mention.

    Only those of one day, or of days next to each other, are compared: `found` is ordered by day.
    """
    events: list[list[FoundMeeting]] = []
    for meeting in found:
        near = (event for event in events[-_COMPARED:] if _reports_same(event[0], meeting))
        event = next(near, None)
        if event is None:
            events.append([meeting])
        else:
            event.append(meeting)
    return events


def _reports_same(one: FoundMeeting, other: FoundMeeting) -> bool:
    alike = _likeness(one.meeting.name, other.meeting.name) >= _NAMES_ALIKE
    return one.article_id != other.article_id and alike and _is_same_meeting(one.meeting, other.meeting, alike=True)


def _likeness(one: str, other: str) -> float:
    """The share of the shorter name's words, those for its kind aside, that the other name has; 0 where it has none."""
    left, right = _telling_stems(one), _telling_stems(other)
    shorter = min(len(left), len(right))
    return len(left & right) / shorter if shorter else 0.0


def _telling_stems(name: str) -> set[str]:
    kinds = find_meeting_kinds(name)
    kept = "".join(
        letter for place, letter in enumerate(name) if not any(kind.start <= place < kind.end for kind in kinds)
    )
    return set(stems(kept))


def same_event(fitting: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate, then the others that report the same event."""
    best = fitting[0]
    return [best, *(candidate for candidate in fitting[1:] if is_same_event(best, candidate))]


def find_disagreement(kind: Kind, told: Sequence[tuple[Candidate, Result]]) -> Result | None:
    """What the articles say of date or place where they do not say the same, each with its publisher; else None."""
    if kind not in {Kind.WHEN, Kind.WHERE} or len(told) < 2 or not all(found.is_read for _, found in told):
        return None
    first, *others = told
    differing = [pair for pair in others if not _agrees(kind, first[0], pair[0])]
    if not differing:
        return None
    lines = [
        wording.according_to(candidate.article.publisher or candidate.article.title, found.text.split("\n", 1)[0])
        for candidate, found in (first, *differing)
    ]
    evidence = tuple(item for _, found in (first, *differing) for item in found.evidence)
    return Result(wording.disagreement(lines), evidence, Status.CONFLICTING)


def _agrees(kind: Kind, one: Candidate, other: Candidate) -> bool:
    if one.meeting is None or other.meeting is None:
        return True
    if kind is Kind.WHEN:
        return one.meeting.date == other.meeting.date
    left, right = set(fold(one.meeting.place or "").split()), set(fold(other.meeting.place or "").split())
    return not left or not right or len(left & right) >= min(len(left), len(right)) / 2
