"""Several sides beside each other; and what is told of one whose share of all meetings is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.store import Part, Store
from data.wording import answers as shared
from data.wording import counting as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.counting.sides import FindArticles, Side, count_side, find_sides
from retrieval.answering.answers.counting.telling import MOST_SHOWN, answer_counted, say_parts, say_scope
from retrieval.answering.answers.events import Accounts, Event, open_accounts
from retrieval.answering.asking.counting import ATTENDED
from retrieval.answering.asking.query import Counting, Query

_MOST_SIDES = 4
# Events that a comparison lists of each side, as far as all have room in one message.
_MOST_LISTED = 6
# What is told instead of a share.
_SHARES = (ATTENDED, (Part.REPRESENTED,), (Part.ABSENT,))

_Counted = tuple[Side, Sequence[Event]]


def answer_compared(query: Query, counting: Counting, store: Store, find_articles: FindArticles) -> Answer:
    """How many events each side has, which has most, and the newest of each."""
    sides = find_sides(query, store)[:_MOST_SIDES]
    if len(sides) < 2:
        return Answer(query.text, Status.UNCLEAR, query.kind, wording.SIDES_UNCLEAR)
    if not any(side.person for side in sides):  # whose names are the words
        sides = [replace(side, articles=find_articles(query)) for side in sides]
    counted = [(side, count_side(side, counting.parts, store)) for side in sides]
    shown = [event for _, events in counted for event in events[: MOST_SHOWN // len(sides)]]
    accounts = open_accounts(store, shown)
    periods = query.periods if sides[0].query.periods == query.periods else ()
    heading = wording.compared(say_parts(counting.parts), say_scope((), periods))
    lines = [wording.side(side.name, len(events)) for side, events in counted]
    texts = [shared.listing(heading, lines), _judge(counted), *_list(counted, accounts)]
    return answer_counted(query, texts, shown, accounts, store)


def _judge(counted: Sequence[_Counted]) -> str:
    numbers = sorted((len(events) for _, events in counted), reverse=True)
    ahead = [side.name for side, events in counted if len(events) == numbers[0]]
    return wording.verdict(ahead, numbers[0] - max(numbers[len(ahead) :], default=numbers[0]))


def _list(counted: Sequence[_Counted], accounts: Accounts) -> list[str]:
    listed = [(side, accounts.lines(events[:_MOST_LISTED]), len(events)) for side, events in counted]
    return [shared.listing(wording.listed(side.name), lines, total=total) for side, lines, total in listed if lines]


def answer_rate(query: Query, store: Store) -> Answer | None:
    """The plain counts of those whose share is asked for, and why there is none; None where nobody is named."""
    sides = [side for side in find_sides(query, store) if side.office or side.person][:_MOST_SIDES]
    if not sides:
        return None
    counted = [_count_parts(side, store) for side in sides]
    told = [events for by_part in counted for events in by_part]
    shown = [event for events in told for event in events[: MOST_SHOWN // len(told)]]
    accounts = open_accounts(store, shown)
    texts = [_say_counts(query, side, by_part) for side, by_part in zip(sides, counted, strict=True)]
    listed = shared.listing(wording.NO_RATE, accounts.lines(shown), total=sum(map(len, told)))
    return answer_counted(query, [*texts, listed], shown, accounts, store)


def _count_parts(side: Side, store: Store) -> list[list[Event]]:
    """The events at which somebody was, was represented, and is said to be absent without anybody in their place."""
    present, represented, absent = (count_side(side, parts, store) for parts in _SHARES)
    keys = {event.key for event in represented}
    return [present, represented, [event for event in absent if event.key not in keys]]


def _say_counts(query: Query, side: Side, by_part: Sequence[Sequence[Event]]) -> str:
    present, represented, absent = map(len, by_part)
    return wording.counts(side.title, present, represented, absent, say_scope((), query.periods))
