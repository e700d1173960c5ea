"""From a question to an answer: which parts it has, and who answers each. Owns nothing; holds store and index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from data.store import Store
from data.wording import answers as wording
from retrieval.answering.answer import SAID, Answer, Status
from retrieval.answering.answers.composing import passages
from retrieval.answering.answers.counting import answer_counting
from retrieval.answering.answers.counting.often import asks_how_often
from retrieval.answering.answers.courtesies import is_greeting, reply
from retrieval.answering.answers.listing import answer_list, articles_with_words, find_events, lists_places
from retrieval.answering.answers.officeholders import answer_holder, asks_holder, says_where
from retrieval.answering.answers.persons import answer_person
from retrieval.answering.archive import Archive
from retrieval.answering.asking.pointing import find_pointed
from retrieval.answering.asking.query import LISTS, Kind, Query
from retrieval.answering.asking.questions import MAX_CHARACTERS, clean_question
from retrieval.answering.asking.splitting import asks_more, mark_parts, split_question, understand_parts
from retrieval.answering.corrected import cite_corrections
from retrieval.answering.meetings import Meetings, say_unclear
from retrieval.answering.ranking.acceptance import accept
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.telling import Choose
from retrieval.answering.versions import cite_versions
from retrieval.index.live import LiveIndex
from retrieval.index.search import Hit

_DENIED = frozenset({Status.NOT_COVERED, Status.NOT_STATED})


class Engine:
    """Answers questions from one archive. Safe to share among threads; each question uses one generation."""

    def __init__(
        self,
        store: Store,
        live: LiveIndex,
        *,
        today: Callable[[], date] = date.today,
        chooser: Choose | None = None,
    ) -> None:
        self._store = store
        self._live = live
        self._today = today
        self._chooser = chooser

    def ask(self, question: str, *, history: Sequence[str] = ()) -> Answer:
        """The answer to a question, leaning on earlier ones of the same person (oldest first)."""
        started = time.perf_counter()
        answer = cite_corrections(cite_versions(self._answer(question, history), self._store), self._store)
        return answer.with_(question=question, milliseconds=(time.perf_counter() - started) * 1000)

    def understand(self, question: str, *, history: Sequence[str] = ()) -> Query:
        """The question as this archive's vocabulary understands it."""
        return self._open().understand(question, history)

    def candidates(self, query: Query) -> tuple[list[Candidate], list[Hit]]:
        """The meetings that may answer, best first, and the passages retrieval found."""
        return self._open().find(query)

    def rank(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """The meetings of the articles whose passages these are, best first."""
        return self._open().rank(query, hits)

    def find_among(self, question: str, article_ids: Iterable[str]) -> set[tuple[str, int]]:
        """Which meetings (article, number) of these articles a question is about, each for itself."""
        archive = self._open()
        query = archive.understand(question)
        ranked = archive.compare(query, article_ids)
        return {(one.article_id, one.meeting.ordinal) for one in ranked if one.meeting and accept(query, [one])}

    def _open(self) -> Archive:
        return Archive(self._store, self._live.refresh(), self._today())

    def _answer(self, question: str, history: Sequence[str]) -> Answer:
        cleaned = clean_question(mark_parts(question))
        if reply := _reply_at_once(cleaned):
            return say_unclear(question, reply)
        archive = self._open()
        meetings = Meetings(archive, self._chooser)
        pointed = find_pointed(cleaned, history, understand=archive.understand)
        answer = meetings.answer_pointed(pointed, cleaned) if pointed else _answer_parts(cleaned, history, meetings)
        return answer.with_(generation=archive.index.name)


def _answer_parts(question: str, history: Sequence[str], meetings: Meetings) -> Answer:
    """What is asked as a whole; its parts where they ask for more, or where the whole is not answered."""
    archive = meetings.archive
    whole, split = archive.understand(question, history), split_question(question)
    parts = understand_parts(split, history, archive.understand, today=archive.today) if len(split) > 1 else []
    answer = _join(parts, meetings) if asks_more(parts, whole) else None
    answer = answer or _answer_query(whole, meetings)
    return (_join(parts, meetings) if answer.status in _DENIED else None) or answer


def _join(parts: Sequence[Query], meetings: Meetings) -> Answer | None:
    """The answers to all parts as one; None where none is answered.

    The line that says which meeting it was stands once, after the last that has it.
    """
    answers = [_answer_query(part, meetings) for part in parts]
    answered = [one for one in answers if one.status in SAID]
    if not answered:
        return None
    lines = [line for answer in reversed(answers) for line in reversed(answer.text.split("\n"))]
    return answered[0].with_(
        text="\n".join(reversed(dict.fromkeys(lines))),
        facts=tuple(dict.fromkeys(fact for one in answers for fact in one.facts)),
        sources=tuple(dict.fromkeys(source for one in answers for source in one.sources)),
        passages=answered[0].passages or answers[0].passages,
        understood=tuple(query for one in answers for query in one.understood),
    )


def _answer_query(query: Query, meetings: Meetings) -> Answer:
    """The answer of whoever is first to have one."""
    answer = _ask_back(meetings, query) or _answer_in_turn(query, meetings)
    return answer if answer.understood else answer.with_(understood=(query,))


def _answer_in_turn(query: Query, meetings: Meetings) -> Answer:
    if lists_places(query) and len(find_events(query, meetings.archive.store, meetings.archive.index)) <= 1:
        query = replace(query, wanted=(Kind.STATEMENT, *query.wanted[1:]))
    answerers = (_answer_from_lists, Meetings.answer_latest, Meetings.go_on)
    answers = (answer(meetings, query) for answer in answerers)
    return next(filter(None, answers), None) or meetings.answer(query)


def _answer_from_lists(meetings: Meetings, query: Query) -> Answer | None:
    """What ranges over the whole archive: counts, lists, people and offices; None where none is asked for."""
    store, index = meetings.archive.store, meetings.archive.index
    if query.kind is Kind.PERSON:
        return answer_person(query, store)
    answer = counted = answer_counting(query, store, lambda asked: articles_with_words(asked, index))
    is_missed = counted is None or (counted.status is Status.NOT_STATED and query.kind is Kind.LIST)
    if query.kind in LISTS and is_missed:
        listed = answer_list(query, store, index, denied=counted.text if counted else None)
        answer = listed if listed.status is Status.ANSWERED else counted or listed
    if answer is None and asks_holder(query):
        answer = answer_holder(query, store)
    return answer.with_(passages=passages(*meetings.archive.find(query))) if answer else None


def _reply_at_once(text: str) -> str | None:
    """What is said to a text for which nothing need be looked up."""
    if len(text) > MAX_CHARACTERS:
        return wording.too_long(MAX_CHARACTERS)
    return reply(text) if text else wording.EMPTY_QUESTION


def _ask_back(meetings: Meetings, query: Query) -> Answer | None:
    """What is asked of somebody whose question says too little."""
    names = query.regions or query.periods or query.is_latest
    asks_somebody = query.asked_offices or query.kind is Kind.PERSON or query.counting or asks_how_often(query)
    if not (names or asks_somebody or (query.kinds and query.is_explicit) or meetings.archive.knows_any(query.telling)):
        return say_unclear(query.text, wording.INTRODUCTION if is_greeting(query.text) else wording.UNCLEAR_QUESTION)
    if asks_holder(query) and not says_where(query):
        return say_unclear(query.text, wording.which_region(query.office_words[0]))
    is_bare = query.kind is Kind.SUMMARY and not (query.telling or names)
    return say_unclear(query.text, wording.WHICH_MEETING) if is_bare else None
