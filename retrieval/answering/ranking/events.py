"""Several articles on one event: which report the same one. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from data.facts import Meeting
from data.store import FoundMeeting
from retrieval.answering.ranking.candidates import Candidate
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.language.stems import stems

# Two outlets may date one event a day or two apart.
_DAYS_APART = 2
_NAMES_ALIKE = 0.5
# Events of a list that a further meeting is compared with, the last ones.
_COMPARED = 20


def is_same_event(one: Candidate, other: Candidate) -> bool:
    """Whether two articles report one event: the same kind in a shared region, on the same day or nearly so."""
    if one.meeting is None or other.meeting is None:
        return False
    return one.article.id != other.article.id and _reports_same(one.meeting, other.meeting)


def same_event(fitting: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate, then the others that report the same event."""
    best = fitting[0]
    return [best, *(candidate for candidate in fitting[1:] if is_same_event(best, candidate))]


def group_events(found: Sequence[FoundMeeting]) -> list[list[FoundMeeting]]:
    """Meetings that several articles report, together; in the order of their first mention.

    Only those of one day, or of days next to each other, are compared: `found` is ordered by day. Versions of one text
    report one event whatever day they have.
    """
    events: list[list[FoundMeeting]] = []
    of_text: defaultdict[str, list[list[FoundMeeting]]] = defaultdict(list)
    for one in found:
        told = (event for event in of_text[one.text_id] if _is_told_in(event, one))
        near = (event for event in events[-_COMPARED:] if _is_near(event[0], one))
        event = next(chain(told, near), None)
        if event is None:
            events.append(event := [])
        event.append(one)
        of_text[one.text_id].append(event)
    return events


def leave_out_versions(found: Sequence[FoundMeeting]) -> list[FoundMeeting]:
    """Meetings without those that the versions of an article tell again, where the article itself is there."""
    article_ids = {one.article_id for one in found}
    return [one for one in found if one.version_of not in article_ids]


def _is_near(one: FoundMeeting, other: FoundMeeting) -> bool:
    return one.article_id != other.article_id and _reports_same(one.meeting, other.meeting)


def _is_told_in(event: Sequence[FoundMeeting], one: FoundMeeting) -> bool:
    """Whether another version of a meeting's text tells the event, and its own article does not."""
    told = [other.meeting for other in event if other.text_id == one.text_id]
    is_its_own = one.article_id in {other.article_id for other in event}
    return not is_its_own and any(_is_retold(meeting, one.meeting) for meeting in told)


def _is_retold(one: Meeting, other: Meeting) -> bool:
    """Whether a version tells a meeting again: in the same place among its meetings, or by the same kind and name."""
    return one.ordinal == other.ordinal or (one.kind == other.kind and _are_called_alike(one, other))


def _reports_same(one: Meeting, other: Meeting) -> bool:
    """Whether two meetings are one: of a kind, the region of one among the other's, at most two days apart, with names
    that agree."""
    shared = {*one.regions} & {*other.regions}
    if one.kind != other.kind or shared.isdisjoint((*one.regions[:1], *other.regions[:1])):
        return False
    if one.date is None or other.date is None or abs((one.date - other.date).days) > _DAYS_APART:
        return False
    return _are_called_alike(one, other)


def _are_called_alike(one: Meeting, other: Meeting) -> bool:
    left, right = _telling_stems(one.name), _telling_stems(other.name)
    return len(left & right) >= max(1, _NAMES_ALIKE * min(len(left), len(right)))


@lru_cache(maxsize=4096)
def _telling_stems(name: str) -> frozenset[str]:
    """The stems of a name without its words for a kind."""
    for kind in reversed(find_meeting_kinds(name)):
        name = name[: kind.start] + name[kind.end :]
    return frozenset(stems(name))
