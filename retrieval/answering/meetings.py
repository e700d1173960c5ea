"""Answers about one meeting: that which a question names, the latest, one pointed at, the one asked about before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data.store import FoundMeeting
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.anywhere import answer_anywhere
from retrieval.answering.answers.composing import others, passages
from retrieval.answering.answers.listing import find_events
from retrieval.answering.answers.refusals import find_nearest, near_meeting, refuse_meeting, refuse_person
from retrieval.answering.archive import Archive
from retrieval.answering.asking.pointing import Pointed
from retrieval.answering.asking.query import LISTS, Kind, Query
from retrieval.answering.ranking.acceptance import Acceptance, accept, has_own_words, names_little
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.ranking.events import same_event
from retrieval.answering.slots.result import call
from retrieval.answering.telling import Choose, surely_tells, tell_event

# Kinds of questions that only a sentence answers.
_IN_WORDS = frozenset({Kind.STATEMENT, Kind.PASSAGE})
# Words of a name that somebody may be asked for by.
_LONGEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of an archive as what is asked about; choose: who chooses among answers that are not sure."""

    archive: Archive
    choose: Choose | None = None

    def answer(self, query: Query) -> Answer:
        """What is asked about the meeting that a question names, or else the one asked about before."""
        ranked, hits = self.archive.find(query)
        accepted = accept(query, ranked)
        if query.instead and accepted is None:
            return self.answer(query.instead)
        told = self._answer_from(query, ranked, accepted)
        return told.with_(passages=passages(ranked, hits), understood=(query,))

    def answer_latest(self, query: Query) -> Answer | None:
        """What is asked about the latest meeting that a question names; None where it names none."""
        events = find_events(query, self.archive.store, self.archive.index) if query.is_latest else []
        return self._tell_meant(query, events[0]) if events else None

    def answer_pointed(self, pointed: Pointed, text: str) -> Answer:
        """What is asked about one meeting of a list that was given before."""
        archive = self.archive
        events = find_events(archive.understand(pointed.listed, pointed.history), archive.store, archive.index)
        if pointed.place > len(events):
            return say_unclear(text, wording.list_is_shorter(len(events)))
        event = events[pointed.place - 1 if pointed.place > 0 else pointed.place]
        asked = [event[0].meeting.name or event[0].meeting.kind, *pointed.asked]
        query = replace(archive.understand(asked[-1], asked[:-1]), text=text)
        told = self._tell_meant(query, event)
        answer = told.with_(certainty=1.0) if told else refuse_meeting(query, (), archive.store)
        return answer.with_(understood=(query,))

    def go_on(self, query: Query) -> Answer | None:
        """What the meeting asked about before says of a question that may be a follow-up; None where no article on it
        surely answers. What every meeting has, a day or a place, is told only where the article has the words too."""
        after, lexicon = query.after, self.archive.lexicon
        if after is None:
            return None
        about = self.archive.find_meant(query, self._find_earlier(after))
        fitting = [one for one in about if query.kind in _IN_WORDS or has_own_words(query, one)]
        if not any(surely_tells(after, one, lexicon) for one in fitting):
            return None
        told = tell_event(query, fitting, lexicon, choose=self.choose)
        return told.with_(passages=passages(*self.archive.find(after)), understood=(after,))

    def _answer_from(self, query: Query, ranked: Sequence[Candidate], accepted: Acceptance | None) -> Answer:
        fitting: Sequence[Candidate] = accepted.fitting if accepted else ()
        if query.kind is Kind.PERSON and not query.regions and _is_nobody(query, fitting):
            return refuse_person(query)
        fitting = fitting or self.archive.find_meant(query, self._find_earlier(query))
        if not fitting:
            return answer_anywhere(query, ranked) or refuse_meeting(query, ranked, self.archive.store)
        is_brief = accepted is not None and accepted.is_careful
        event, lexicon = same_event(fitting), self.archive.lexicon
        told = tell_event(query, event, lexicon, choose=self.choose, ranked=ranked, is_brief=is_brief)
        if told.status is Status.NOT_STATED and names_little(query):
            return refuse_meeting(query, ranked, self.archive.store)
        return (_say_doubts(told, accepted, ranked) if accepted else told).with_(others=others(fitting, told.meeting))

    def _find_earlier(self, query: Query) -> list[Candidate]:
        """The event that the latest of the questions before is about; empty where none is about one."""
        earlier = query.earlier
        while earlier and earlier.kind not in LISTS:
            if accepted := accept(earlier, self.archive.find(earlier)[0]):
                return same_event(accepted.fitting)
            earlier = earlier.earlier
        return []

    def _tell_meant(self, query: Query, event: Sequence[FoundMeeting]) -> Answer | None:
        """What is asked of an event that surely is meant; None where none of its articles shall answer."""
        meant = self.archive.find_meant(query, event)
        return tell_event(query, meant, self.archive.lexicon, choose=self.choose) if meant else None


def say_unclear(question: str, text: str) -> Answer:
    """What is said to a text that asks nothing which can be answered."""
    return Answer(question=question, status=Status.UNCLEAR, kind=Kind.PASSAGE, text=text)


def _is_nobody(query: Query, fitting: Sequence[Candidate]) -> bool:
    """Whether "siapa X" asks for somebody whom no fitting article can name; of many words it asks for no name."""
    if not fitting:
        return len(query.telling) <= _LONGEST_NAME
    return names_little(query) or 2 * len(fitting[0].missing) >= len(query.telling)


def _say_doubts(answer: Answer, acceptance: Acceptance, ranked: Sequence[Candidate]) -> Answer:
    """The answer with how surely its meeting is the one meant; a careful one says first what does not fit."""
    best = acceptance.fitting[0]
    answer = answer.with_(certainty=acceptance.certainty, doubts=acceptance.doubts)
    if not acceptance.is_careful:
        return answer
    nearest = tuple(near_meeting(one) for one in find_nearest(ranked) if one.article.id != best.article.id)
    text = f"{wording.presumed(call(best), acceptance.doubts)}\n{answer.text}"
    return answer.with_(text=text, nearest=nearest)
