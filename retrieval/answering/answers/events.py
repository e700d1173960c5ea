"""Events of the whole archive as an answer: a line each, and the facts of every account that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data.article import Article
from data.facts import Fact, Reading
from data.store import FoundMeeting, FoundTally, Part, Store
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Evidence, Status, evidence, quote, stand_on
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.events import group_events
from retrieval.answering.slots.lists import say_meeting

_Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Event:
    """One event by every account of it, with what was counted there; of meetings alone nothing was."""

    accounts: tuple[FoundMeeting, ...]
    tallies: tuple[FoundTally, ...] = ()

    @property
    def key(self) -> _Key:
        """The article and the meeting of its first account."""
        return _key(self.accounts[0])


def gather_events(found: Sequence[FoundMeeting]) -> list[Event]:
    """The events that meetings (the newest first) are of, each once however many articles report it."""
    return [Event(tuple(event)) for event in group_events(found)]


def count_events(tallies: Sequence[FoundTally]) -> list[Event]:
    """The events that tallies (the newest first) are of, in their order."""
    of_meeting: dict[_Key, list[FoundTally]] = {}
    for tally in tallies:
        of_meeting.setdefault(_key(tally.found), []).append(tally)
    events = group_events([told[0].found for told in of_meeting.values()])
    return [Event(tuple(event), tuple(tally for one in event for tally in of_meeting[_key(one)])) for event in events]


def _key(found: FoundMeeting) -> _Key:
    return found.article_id, found.meeting.ordinal


@dataclass(frozen=True, slots=True)
class Accounts:
    """The articles that an answer shows, and what was read from them; those removed in between are left out."""

    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]

    def lines(self, events: Iterable[Event]) -> list[str]:
        """A line for each event, with who stood in where somebody was represented."""
        return [self._line(event) for event in events if event.accounts[0].article_id in self.articles]

    def _line(self, event: Event) -> str:
        first = event.accounts[0]
        represented = [tally for tally in event.tallies if tally.part is Part.REPRESENTED]
        absent = [(fact.value, fact.represents) for tally in represented for fact in self.facts(tally)]
        deputies = [wording.stood_in(deputy, principal) for deputy, principal in absent if principal]
        return " – ".join([say_meeting(first, self.articles[first.article_id]), *dict.fromkeys(deputies)])

    def cite(self, events: Iterable[Event]) -> list[Evidence]:
        """One fact of each account of the events; where nobody is counted, the meeting itself."""
        return [one for event in events for account in event.accounts for one in self._cite(account, event.tallies)]

    def _cite(self, account: FoundMeeting, tallies: Sequence[FoundTally]) -> list[Evidence]:
        article = self.articles.get(account.article_id)
        if article is None:
            return []
        if not tallies:
            return [quote(article, account.meeting.start, account.meeting.end)]
        facts = [fact for tally in tallies if _key(tally.found) == _key(account) for fact in self.facts(tally)]
        return [evidence(article, fact) for fact in facts[-1:]]

    def facts(self, tally: FoundTally) -> Sequence[Fact]:
        """The fact of a tally; none where its article was read anew in between."""
        reading = self.readings.get(tally.found.article_id)
        return reading.facts[tally.fact : tally.fact + 1] if reading else ()


def open_accounts(store: Store, events: Iterable[Event]) -> Accounts:
    """What the accounts of events need to be told."""
    events = list(events)
    counted = {tally.found.article_id for event in events for tally in event.tallies}
    article_ids = {account.article_id for event in events for account in event.accounts}
    return Accounts(store.articles.get_many(article_ids), store.readings.get_many(counted))


def answer_events(query: Query, texts: Sequence[str], events: Iterable[Event], accounts: Accounts) -> Answer:
    """An answer of some lines that stands on events; not stated where there is none."""
    facts, text = accounts.cite(events), "\n".join(texts)
    status = Status.ANSWERED if facts else Status.NOT_STATED
    return stand_on(facts, accounts.articles, query=query, text=text, status=status).with_(certainty=float(bool(facts)))
