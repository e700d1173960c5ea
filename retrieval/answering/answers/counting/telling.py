"""What was counted as an answer, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.store import Part, Store
from data.wording import counting as wording
from retrieval.answering.answer import Answer
from retrieval.answering.answers.events import Accounts, Event, answer_events
from retrieval.answering.asking.counting import ATTENDED, MISSED
from retrieval.answering.asking.query import Query
from retrieval.answering.slots.lists import say_period
from retrieval.language.dates import Period
from retrieval.language.regions import region
from retrieval.people.tallying import TALLYING_VERSION

MOST_SHOWN = 60
"""Events whose facts an answer has; of more the text says how many there are."""

_TOGETHER = {ATTENDED: "attended", MISSED: "missed"}
"""Parts that have one word together."""


def answer_counted(
    query: Query, texts: Sequence[str], events: Iterable[Event], accounts: Accounts, store: Store
) -> Answer:
    """An answer of some lines that stands on events, with how many articles are not counted yet."""
    missing = store.tallies.count_untallied(TALLYING_VERSION)
    return answer_events(query, [*texts, wording.untallied(missing)] if missing else texts, events, accounts)


def say_parts(parts: Sequence[Part]) -> str:
    """What is counted of somebody, in words; "" where meetings themselves are."""
    return wording.DOING[_TOGETHER.get(tuple(parts), parts[0].value)] if parts else ""


def say_scope(regions: Sequence[str], periods: Sequence[Period]) -> str:
    """Where and when is counted, as far as a question says it."""
    places = [found.name for code in regions[:1] if (found := region(code))]
    return wording.scope([*places, *filter(None, map(say_period, periods))])
