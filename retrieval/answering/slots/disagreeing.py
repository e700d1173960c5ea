"""Where the articles on one event disagree about its date or place, or about figures in what somebody said. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from retrieval.answering.asking.query import Kind
from retrieval.answering.slots.accounts import figures_differ, is_one_place
from retrieval.answering.slots.outlets import Told, first_line, tell_apart
from retrieval.answering.slots.people import group
from retrieval.answering.slots.result import Result


def find_disagreement(kind: Kind, told: Sequence[Told]) -> Result | None:
    """What the articles say where they do not say the same, those who agree together; else None."""
    is_said = kind is Kind.STATEMENT
    if kind not in _AGREE or not (is_said or all(found.is_read for _, found in told)):
        return None
    groups = group(told, _AGREE[kind])
    return tell_apart(groups, _quote if is_said else first_line) if len(groups) > 1 else None


def _value(told: Told) -> str:
    return told[1].evidence[0].value


def _quote(told: Told) -> str:
    return told[1].evidence[0].quote


_AGREE: Mapping[Kind, Callable[[Told, Told], bool]] = {
    Kind.WHEN: lambda one, other: _value(one)[:10] == _value(other)[:10],
    Kind.WHERE: lambda one, other: is_one_place(_value(one), _value(other)),
    Kind.STATEMENT: lambda one, other: not figures_differ(_quote(one), _quote(other)),
}
"""Whether two articles say the same; of a date its day."""
