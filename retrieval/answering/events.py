"""Several articles on one event: which report the same one, and where they disagree about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.wording import answers as wording
from retrieval.answering.answer import Status
from retrieval.answering.candidates import Candidate
from retrieval.answering.query import Kind
from retrieval.answering.slots.result import Result
from retrieval.language.stems import stems
from retrieval.language.text import fold

# Two outlets may date one event a day or two apart; then its name has to agree as well.
_DAYS_APART = 2
_NAMES_ALIKE = 0.5


def is_same_event(one: Candidate, other: Candidate) -> bool:
    """Whether two articles report one event: the same kind in a shared region, on the same day or nearly so."""
    if one.meeting is None or other.meeting is None or one.article.id == other.article.id:
        return False
    if one.meeting.kind != other.meeting.kind or not set(one.meeting.regions) & set(other.meeting.regions):
        return False
    if one.meeting.date is None or other.meeting.date is None:
        return False
    days = abs((one.meeting.date - other.meeting.date).days)
    return days == 0 or (days <= _DAYS_APART and _likeness(one.name, other.name) >= _NAMES_ALIKE)


def _likeness(one: str, other: str) -> float:
    left, right = set(stems(one)), set(stems(other))
    return len(left & right) / len(left | right) if left | right else 0.0


def same_event(fitting: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate, then the others that report the same event."""
    best = fitting[0]
    return [best, *(candidate for candidate in fitting[1:] if is_same_event(best, candidate))]


def find_disagreement(kind: Kind, told: Sequence[tuple[Candidate, Result]]) -> Result | None:
    """What the articles say of date or place where they do not say the same, each with its publisher; else None."""
    if kind not in {Kind.WHEN, Kind.WHERE} or len(told) < 2:
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
