"""Several sides beside each other; and what is told of one whose share of all meetings is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.store import Part, Store
from data.wording import answers as shared
from data.wording import counting as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.counting.events import CountedEvent
from retrieval.answering.answers.counting.offices import count_side
from retrieval.answering.answers.counting.sides import FindArticles, Side, find_sides
from retrieval.answering.answers.counting.telling import (
    MOST_SHOWN,
    Archive,
    answer,
    open_archive,
    say_parts,
    say_scope,
)
from retrieval.answering.asking.counting import ATTENDED
from retrieval.answering.asking.query import Counting, Query

_MOST_SIDES = 4
# Events that a comparison lists of each side, as far as all have room in one message.
_MOST_LISTED = 6


def answer_compared(query: Query, counting: Counting, store: Store, find_articles: FindArticles) -> Answer:
    """How many events each side has, which has most, and the newest of each."""
    sides = find_sides(query, store)[:_MOST_SIDES]
    if len(sides) < 2:
        return Answer(query.text, Status.UNCLEAR, query.kind, wording.SIDES_UNCLEAR)
    if not any(side.person for side in sides):  # whose names are the words
        sides = [replace(side, articles=find_articles(query)) for side in sides]
    counted = [(side, count_side(side, counting.parts, store)) for side in sides]
    shown = [event for _, events in counted for event in events[: MOST_SHOWN // len(sides)]]
    archive = open_archive(store, shown)
    doing = say_parts(counting.parts) if counting.parts else ""
    when = query if all(side.query.periods == query.periods for side in sides) else replace(query, periods=())
    heading = wording.compared(doing, _say_scope(when))
    lines = [wording.side(side.name, len(events)) for side, events in counted]
    texts = [shared.listing(heading, lines), _judge(counted), *_say_namesakes(sides), *_list(counted, archive)]
    return answer(query, texts, shown, archive, store)


def _say_scope(query: Query) -> str:
    """When is counted; what is compared says where."""
    return say_scope(replace(query, regions=()))


def _say_namesakes(sides: Sequence[Side]) -> list[str]:
    return [wording.namesakes(side.name.partition(" (")[0], side.namesakes) for side in sides if side.namesakes]


def _judge(counted: Sequence[tuple[Side, Sequence[CountedEvent]]]) -> str:
    numbers = sorted({len(events) for _, events in counted}, reverse=True)
    ahead = [side.name for side, events in counted if len(events) == numbers[0]]
    return wording.verdict(ahead, numbers[0] - numbers[1] if len(numbers) > 1 else 0)


def _list(counted: Sequence[tuple[Side, Sequence[CountedEvent]]], archive: Archive) -> list[str]:
    listed = [
        (side, [event for event in events[:_MOST_LISTED] if archive.has(event)], events) for side, events in counted
    ]
    return [
        shared.listing(wording.listed(side.name), [archive.line(event) for event in shown], total=len(events))
        for side, shown, events in listed
        if shown
    ]


def answer_rate(query: Query, store: Store) -> Answer | None:
    """The plain counts of those whose share is asked for, and why there is none; None where nobody is named."""
    sides = [side for side in find_sides(query, store) if side.office or side.person][:_MOST_SIDES]
    if not sides:
        return None
    counted = [_count_parts(side, store) for side in sides]
    shown = [event for by_part in counted for events in by_part for event in events[: MOST_SHOWN // (3 * len(sides))]]
    archive = open_archive(store, shown)
    lines = [archive.line(event) for event in shown if archive.has(event)]
    texts = [_say_counts(query, side, by_part) for side, by_part in zip(sides, counted, strict=True)]
    total = sum(len(events) for by_part in counted for events in by_part)
    listed = shared.listing(wording.NO_RATE, lines, total=total) if lines else wording.NO_RATE
    return answer(query, [*texts, *_say_namesakes(sides), listed], shown, archive, store)


_ByPart = tuple[Sequence[CountedEvent], Sequence[CountedEvent], Sequence[CountedEvent]]
"""The events at which somebody was, was represented, and is said to have been absent without anybody in their place."""


def _count_parts(side: Side, store: Store) -> _ByPart:
    present, represented, absent = (
        count_side(side, parts, store) for parts in (ATTENDED, (Part.REPRESENTED,), (Part.ABSENT,))
    )
    told = {_key(event) for event in represented}
    return present, represented, [event for event in absent if _key(event) not in told]


def _key(event: CountedEvent) -> tuple[str, int]:
    return event.accounts[0].article_id, event.accounts[0].meeting.ordinal


def _say_counts(query: Query, side: Side, by_part: _ByPart) -> str:
    name = side.name if side.places or side.person else wording.everywhere(side.name)
    present, represented, absent = map(len, by_part)
    return wording.counts(name, present, represented, absent, _say_scope(query))
