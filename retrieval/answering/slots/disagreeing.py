"""Where the articles on one event disagree about its date or place, or about figures in what somebody said. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from data.wording import answers as wording
from retrieval.answering.answer import Status
from retrieval.answering.asking.query import Kind
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.accounts import figures_differ, is_one_place
from retrieval.answering.slots.outlets import name_outlets
from retrieval.answering.slots.result import Result

_COMPARED = frozenset({Kind.WHEN, Kind.WHERE, Kind.STATEMENT})
_Told = tuple[Candidate, Result]


def find_disagreement(kind: Kind, told: Sequence[_Told]) -> Result | None:
    """What the articles say where they do not say the same, those who agree together; else None."""
    if kind not in _COMPARED or not (kind is Kind.STATEMENT or all(found.is_read for _, found in told)):
        return None
    groups: list[list[_Told]] = []
    for one in told:
        group = next((group for group in groups if _agrees(kind, group[0], one)), None)
        groups += [[one]] if group is None else []
        if group is not None:
            group.append(one)
    if len(groups) == 1:
        return None
    lines = [wording.according_to(name_outlets([one for one, _ in group]), _say(kind, group[0])) for group in groups]
    shown = tuple(item for group in groups for _, found in group for item in found.evidence)
    return Result(wording.disagreement(lines), shown, Status.CONFLICTING)


def _say(kind: Kind, told: _Told) -> str:
    _, found = told
    return found.evidence[0].quote if kind is Kind.STATEMENT and found.evidence else found.text.split("\n", 1)[0]


def _agrees(kind: Kind, one: _Told, other: _Told) -> bool:
    """Whether two articles say the same, or one says nothing."""
    if kind is Kind.STATEMENT:
        return not _figures_differ(one[1], other[1])
    left, right = one[0].meeting, other[0].meeting
    if left is None or right is None:
        return True
    if kind is Kind.WHEN:
        return left.date == right.date
    return is_one_place(left.place or "", right.place or "")


def _figures_differ(one: Result, other: Result) -> bool:
    """Whether the first quotes are accounts of one statement with other figures."""
    first, second = (found.evidence[0].quote if found.evidence else "" for found in (one, other))
    return figures_differ(first, second)
