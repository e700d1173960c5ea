"""What one digest says: the new meetings of each thing that is followed, and what is told otherwise since. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data.article import Article
from data.facts import Capacity, FactKind
from data.store import FoundMeeting
from data.store.subscriptions.news import Key, key_of
from data.subscription import Aim, News, Subscription, Target
from data.wording import answers as wording
from data.wording import takeaway as takeaway_wording
from retrieval.answering.ranking.events import group_events
from retrieval.answering.slots.people import group_people, say_person
from retrieval.language.dates import format_date
from retrieval.subscriptions.matching import find_part
from retrieval.takeaway.selection import Telling

MOST_ENTRIES = 10
"""Meetings that one digest tells; of more it says how many."""
_HEADS = frozenset({Capacity.OPENED, Capacity.LED})

Place = tuple[str, int]
"""An article, and the number of a meeting in it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in one line, with the articles that report it; `before`: the line that was told and holds no more."""

    line: str
    articles: tuple[Article, ...] = ()
    before: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What is told of one thing that is followed; an entry without a line is one that the archive no longer has."""

    target: Target
    new: Sequence[Entry]
    corrected: Sequence[Entry]


@dataclass(slots=True)
class Digest:
    """What is told at once. `said`: the line of each meeting that is told; `more`: how many there was no room for."""

    sections: list[Section] = field(default_factory=list)
    said: dict[Key, str] = field(default_factory=dict)
    more: int = 0

    @property
    def has_any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.sections)


def compose(
    subscriptions: Sequence[Subscription],
    news: Sequence[News],
    found: Sequence[FoundMeeting],
    tellings: Mapping[Place, Telling],
) -> Digest:
    """The digest of some subscriptions of one chat, each event once.

    news: what they were told and wait for; found: the meetings of that, ordered by day; tellings: what waits, whole.
    """
    digest, shown = Digest(), set[Place]()
    told = {(one.article_id, one.meeting) for one in news if one.is_told}
    there = [one for one in found if _place(one) in tellings or _place(one) in told]
    for subscription in subscriptions:
        own = [one for one in news if one.subscription_id == subscription.id]
        corrected = _correct(own, subscription.target, tellings)
        events = _find_new(own, there, shown)
        shown.update(place for event in events for place in event)
        room = MOST_ENTRIES - sum(len(section.new) for section in digest.sections)
        digest.more += len(events[room:])
        new = [_enter(event, subscription.target, tellings) for event in events[:room]]
        digest.said |= {key: entry.line for key, entry in corrected.items()}
        digest.said |= {(subscription.id, *event[0]): entry.line for event, entry in zip(events, new, strict=False)}
        otherwise = [entry for entry in corrected.values() if entry.line != entry.before]
        if new or otherwise:
            digest.sections.append(Section(subscription.target, new, otherwise))
    return digest


def say(telling: Telling, target: Target) -> str:
    """A meeting in one line: its name, day and place, and the followed one's part in it, else who led it."""
    meeting = telling.meeting
    day = format_date(meeting.date, meeting.date_end) if meeting.date else None
    line = wording.context(meeting.name or telling.article.title, date=day, place=meeting.place)
    part = _say_part(telling, target) if target.aim in {Aim.PERSON, Aim.OFFICE} else _say_head(telling)
    return f"{line} · {part}" if part else line


def _correct(own: Sequence[News], target: Target, tellings: Mapping[Place, Telling]) -> dict[Key, Entry]:
    """What was told and has been read anew, or is gone, as it is now."""
    entries: dict[Key, Entry] = {}
    for one in own:
        if one.said and not one.is_told:
            telling = tellings.get((one.article_id, one.meeting))
            line = say(telling, target) if telling else ""
            entries[key_of(one)] = Entry(line, (telling.article,) if telling else (), one.said)
    return entries


def _find_new(own: Sequence[News], there: Sequence[FoundMeeting], shown: set[Place]) -> list[list[Place]]:
    """The events that no article had told of before, nor another subscription of the digest."""
    mine = {(one.article_id, one.meeting) for one in own}
    known = shown | {(one.article_id, one.meeting) for one in own if one.is_told or one.said}
    events = group_events([one for one in there if _place(one) in mine])
    return [places for event in events if known.isdisjoint(places := [_place(one) for one in event])]


def _enter(event: Sequence[Place], target: Target, tellings: Mapping[Place, Telling]) -> Entry:
    told = [tellings[place] for place in event]
    return Entry(say(told[0], target), tuple(dict.fromkeys(one.article for one in told)))


def _say_part(telling: Telling, target: Target) -> str:
    row = find_part(telling, target)
    if row is None:
        return ""
    who = wording.shorten(" ".join(filter(None, (row.office, row.name))))
    deputies = f" ({row.deputies})" if row.deputies else ""
    return f"{who}: {takeaway_wording.PRESENCES[row.presence]}{deputies}"


def _say_head(telling: Telling) -> str:
    groups = group_people(telling.facts(FactKind.ATTENDANCE))
    return next((say_person(group) for group in groups if any(fact.capacity in _HEADS for fact in group)), "")


def _place(found: FoundMeeting) -> Place:
    return found.article_id, found.meeting.ordinal
