"""How often the holder of an office, or somebody else, had a part; what is counted of one side of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.store import FoundTally, Part, Store, TallyFilter
from data.wording import answers as shared
from data.wording import counting as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.counting.events import CountedEvent, count_events
from retrieval.answering.answers.counting.sides import Side
from retrieval.answering.answers.counting.telling import MOST_SHOWN, answer, open_archive, say_parts, say_scope
from retrieval.answering.answers.holders import is_office, other_words_for
from retrieval.answering.asking.query import Query
from retrieval.answering.ranking.events import group_events
from retrieval.answering.slots.lists import meeting_filter
from retrieval.language.offices import OfficeMention

# Tallies that are grouped one by one; far more than a holder of an office has.
_MOST_COUNTED = 5000


def count_side(side: Side, parts: Sequence[Part], store: Store) -> list[CountedEvent]:
    """The events of one side at which it had one of the parts; of no parts, its meetings."""
    meetings = meeting_filter(side.query, articles=side.articles)
    if not parts:
        found = store.readings.find_meetings(meetings, limit=_MOST_COUNTED)
        return [CountedEvent(tuple(event)) for event in group_events(found)]
    offices = tuple(sorted(other_words_for(side.office))) if side.office else ()
    wanted = TallyFilter(parts, meetings, offices, side.places, [side.person] if side.person else ())
    found_tallies = store.tallies.find(wanted, limit=_MOST_COUNTED)
    return count_events([tally for tally in found_tallies if side.office is None or _is_held(tally, side.office)])


def _is_held(tally: FoundTally, office: OfficeMention) -> bool:
    return is_office(office, replace(office, office=tally.office, unit=tally.unit or None, acting=None))


def answer_office(query: Query, side: Side, parts: Sequence[Part], store: Store) -> Answer:
    """How often the holder of an office had a part, with the events."""
    events = count_side(side, parts, store)
    if not events and not store.readings.count_meetings(meeting_filter(replace(side.query, regions=side.places))):
        return Answer(query.text, Status.NOT_COVERED, query.kind, shared.meeting_not_covered(query.text))
    archive = open_archive(store, events[:MOST_SHOWN])
    shown = [event for event in events[:MOST_SHOWN] if archive.has(event)]
    name = side.name if side.places else wording.everywhere(side.name)
    heading = wording.often(name, say_parts(parts), len(events), say_scope(replace(query, regions=())))
    lines = [archive.line(event) for event in shown]
    text = shared.listing(heading, lines, total=len(events), is_numbered=True) if lines else heading
    return answer(query, [text], shown, archive, store)
