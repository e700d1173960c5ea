"""What was counted as an answer: lines of events, and the facts of every account that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.article import Article
from data.facts import Fact, Reading
from data.store import FoundMeeting, Part, Store
from data.wording import answers as shared
from data.wording import counting as wording
from data.wording import people as wording_of_people
from retrieval.answering.answer import Answer, Evidence, Status, evidence, quote, sources
from retrieval.answering.answers.counting.events import CountedEvent
from retrieval.answering.asking.counting import ATTENDED, MISSED
from retrieval.answering.asking.query import Query
from retrieval.answering.slots.lists import say_meeting, say_period
from retrieval.language.regions import find_regions, region
from retrieval.people.tallying import TALLYING_VERSION

MOST_SHOWN = 60
"""Events whose facts an answer has; of more the text says how many there are."""


@dataclass(frozen=True, slots=True)
class Archive:
    """The articles that an answer shows, and what was read from them."""

    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]

    def line(self, event: CountedEvent) -> str:
        """One line of a list, with who stood in where somebody was represented."""
        first = event.accounts[0]
        said = say_meeting(first, self.articles[first.article_id])
        deputies = dict.fromkeys(
            shared.stood_in(fact.value, fact.represents)
            for tally in event.tallies
            if tally.part is Part.REPRESENTED and (fact := self._fact(tally.found, tally.fact)) and fact.represents
        )
        return " – ".join([said, *deputies])

    def facts(self, events: Iterable[CountedEvent]) -> list[Evidence]:
        """One fact of each account of the events; where nobody is counted, the meeting itself."""
        found: list[Evidence] = []
        for event in events:
            numbers = {(tally.found.article_id, tally.found.meeting.ordinal): tally.fact for tally in event.tallies}
            for account in event.accounts:
                number = numbers.get((account.article_id, account.meeting.ordinal))
                found += self._evidence(account, number)
        return found

    def call_principal(self, event: CountedEvent) -> str:
        """Whoever was represented or absent at an event, as its first account says."""
        tally = event.tallies[0]
        fact = self._fact(tally.found, tally.fact)
        said = (fact.represents or fact.value) if fact else ""
        place = region(tally.place)
        return wording_of_people.person(said, None if find_regions(said) or not place else place.name) if said else ""

    def has(self, event: CountedEvent) -> bool:
        """Whether an event's first account is still there."""
        return event.accounts[0].article_id in self.articles

    def _evidence(self, account: FoundMeeting, number: int | None) -> list[Evidence]:
        article = self.articles.get(account.article_id)
        if article is None:
            return []
        if number is None:
            return [quote(article, account.meeting.start, account.meeting.end)]
        fact = self._fact(account, number)
        return [evidence(article, fact)] if fact else []

    def _fact(self, account: FoundMeeting, number: int) -> Fact | None:
        reading = self.readings.get(account.article_id)
        return reading.facts[number] if reading and number < len(reading.facts) else None


def open_archive(store: Store, events: Iterable[CountedEvent]) -> Archive:
    """What the accounts of events need to be told."""
    article_ids = {account.article_id for event in events for account in event.accounts}
    return Archive(store.articles.get_many(article_ids), store.readings.get_many(article_ids))


def answer(
    query: Query, texts: Sequence[str], events: Sequence[CountedEvent], archive: Archive, store: Store
) -> Answer:
    """An answer of some lines that stands on events; not stated where there is none."""
    facts = tuple(dict.fromkeys(archive.facts(events)))
    missing = store.tallies.count_untallied(TALLYING_VERSION)
    lines = [*texts, wording.untallied(missing)] if missing else texts
    return Answer(
        question=query.text,
        status=Status.ANSWERED if facts else Status.NOT_STATED,
        kind=query.kind,
        text="\n".join(lines),
        facts=facts,
        sources=sources(facts, archive.articles),
        certainty=1.0 if facts else 0.0,
    )


def say_parts(parts: Sequence[Part]) -> str:
    """What is counted of somebody, in words."""
    known = {ATTENDED: "attended", MISSED: "missed"}
    return wording.DOING[known.get(tuple(parts)) or parts[0].value]


def say_scope(query: Query) -> str:
    """Where and when is counted, as far as a question says it."""
    places = dict.fromkeys(found.name for code in query.regions[:1] if (found := region(code)))
    return wording.scope([*places, *filter(None, map(say_period, query.periods))])
