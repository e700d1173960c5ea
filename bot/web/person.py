"""What somebody did, as their page tells it: what several articles say of one event, once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Day  # noqa: N812 - a field is named date

from bot.web.models import Evidence, MeetingCard, Part, card_of, evidence_of
from data.facts import Capacity
from data.store import FoundMeeting
from retrieval.answering.ranking.events import group_events
from retrieval.language.text import fold
from retrieval.people.deeds import Deed, DeedKind

_LISTS = {
    DeedKind.MEETING: "meetings",
    DeedKind.STOOD_IN: "stood_in",
    DeedKind.DEPUTY: "deputies",
    DeedKind.STATEMENT: "statements",
}

_TELLING = (Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED)


class Done(Part):
    """One deed.

    text: the meeting, who was represented, who stood in, or the words; date: of the meeting, else of publication;
    capacities: as which somebody took part; is_quote: the words are to the letter; is_inferred: it is linked to them by
    offices and dates alone.
    """

    text: str
    date: Day | None
    meeting: MeetingCard | None
    capacities: list[str]
    is_quote: bool
    is_inferred: bool
    facts: list[Evidence]


def tell_deeds(deeds: Sequence[Deed]) -> dict[str, list[Done]]:
    """The deeds (the newest first) by the names of their lists."""
    told: dict[str, list[Done]] = {}
    for kind, name in _LISTS.items():
        own = [deed for deed in deeds if deed.kind is kind]
        groups = _by_event(own) if kind is DeedKind.MEETING else _by_text(own)
        told[name] = [_tell(group) for group in groups]
    return told


def _by_event(deeds: Sequence[Deed]) -> Iterable[list[Deed]]:
    of_meeting = {(deed.article.id, deed.meeting.ordinal): deed for deed in deeds if deed.meeting}
    found = [
        FoundMeeting(deed.article.id, deed.meeting, deed.article.published_on)
        for deed in of_meeting.values()
        if deed.meeting
    ]
    return [[of_meeting[one.article_id, one.meeting.ordinal] for one in event] for event in group_events(found)]


def _by_text(deeds: Sequence[Deed]) -> Iterable[list[Deed]]:
    same: dict[tuple[str, Day | None], list[Deed]] = {}
    for deed in deeds:
        same.setdefault((fold(deed.text), deed.day), []).append(deed)
    return same.values()


def _tell(deeds: Sequence[Deed]) -> Done:
    first = deeds[0]
    capacities = {deed.capacity for deed in deeds}
    evidence: Mapping[tuple[str, int, int], Evidence] = {
        (deed.article.id, deed.start, deed.end): evidence_of(deed.article, deed.start, deed.end) for deed in deeds
    }
    return Done(
        text=first.text,
        date=first.day,
        meeting=card_of(first.article.id, first.meeting) if first.meeting else None,
        capacities=[capacity.value for capacity in _TELLING if capacity in capacities],
        is_quote=first.is_quote,
        is_inferred=all(deed.is_inferred for deed in deeds),
        facts=list(evidence.values()),
    )
