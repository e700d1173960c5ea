"""From a question to an answer: understand, search, compare, decide, say. Owns nothing; holds store and index."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date

from data.facts import Meeting
from data.store import Store
from data.wording import answers as wording
from retrieval.answering import archive
from retrieval.answering.answer import Answer, MeetingCard, Passage, Status, meeting_card, source
from retrieval.answering.candidates import Candidate, best_hits, is_acceptable, rank
from retrieval.answering.listing import answer_list, answer_person
from retrieval.answering.query import Kind, Query
from retrieval.answering.questions import MAX_CHARACTERS, clean_question
from retrieval.answering.refusals import refuse_meeting, say_not_stated
from retrieval.answering.slots.attendance import answer_attendees, answer_opener, answer_representing
from retrieval.answering.slots.details import DETAILS
from retrieval.answering.slots.result import Result
from retrieval.answering.slots.sentences import Lexicon, answer_dated_detail, answer_group_sentence
from retrieval.answering.slots.statements import answer_statement
from retrieval.answering.thresholds import Thresholds, load_thresholds
from retrieval.answering.understanding import understand
from retrieval.index.live import LiveIndex
from retrieval.index.search import Hit, Index
from retrieval.language.regions import region

# Articles compared with the question, of those whose passages retrieval found; more cost time and add nothing.
_PASSAGES_SEARCHED, _ARTICLES_COMPARED, _PASSAGES_SHOWN = 60, 12, 8
# Another meeting is offered where its score comes this near to the best one's.
_ALSO_FITS = 0.85
_MOST_OTHERS = 3

_SLOTS: dict[Kind, Callable[[Query, Candidate], Result | None]] = {
    **DETAILS,
    Kind.OPENER_OR_LEADER: answer_opener,
    Kind.REPRESENTING: answer_representing,
}


class Engine:
    """Answers questions from one archive. Safe to share among threads; each question uses one generation."""

    def __init__(
        self,
        store: Store,
        live: LiveIndex,
        *,
        thresholds: Thresholds | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store = store
        self._live = live
        self._thresholds = thresholds or load_thresholds()
        self._today = today

    def ask(self, question: str, *, history: Sequence[str] = ()) -> Answer:
        """The answer to a question, leaning on earlier ones of the same person (oldest first)."""
        started = time.perf_counter()
        answer = self._answer(question, history)
        return answer.with_(question=question, milliseconds=(time.perf_counter() - started) * 1000)

    def understand(self, question: str, *, history: Sequence[str] = ()) -> Query:
        """The question as this archive's vocabulary understands it."""
        return understand(question, history=history, today=self._today(), vocabulary=self._live.refresh().vocabulary)

    def candidates(self, query: Query) -> tuple[list[Candidate], list[Hit]]:
        """The meetings that may answer, best first, and the passages retrieval found."""
        return self._candidates(query, self._live.refresh())

    def _answer(self, question: str, history: Sequence[str]) -> Answer:
        cleaned = clean_question(question)
        if not cleaned:
            return _unclear(question, wording.EMPTY_QUESTION)
        if len(cleaned) > MAX_CHARACTERS:
            return _unclear(question, wording.too_long(MAX_CHARACTERS))
        index = self._live.refresh()
        query = understand(cleaned, history=history, today=self._today(), vocabulary=index.vocabulary)
        if not _has_content(query, index):
            return _unclear(question, wording.UNCLEAR_QUESTION)
        if query.kind in {Kind.LIST, Kind.COUNT}:
            answer = self._with_passages(query, answer_list(query, self._store), index)
        elif query.kind is Kind.PERSON and (found := answer_person(query, self._store)):
            answer = found
        else:
            answer = self._answer_about_meeting(query, index)
        return answer.with_(generation=index.name)

    def _candidates(self, query: Query, index: Index) -> tuple[list[Candidate], list[Hit]]:
        hits = index.search(search_text(query), limit=_PASSAGES_SEARCHED)
        scores = best_hits(hits, limit=_ARTICLES_COMPARED)
        articles, readings = archive.load(self._store, list(scores))
        ranked = rank(
            query,
            scores,
            articles=articles,
            readings=readings,
            words=archive.words_of,
            frequency=index.vocabulary.stem_frequency,
            chunks=index.vocabulary.chunks,
            thresholds=self._thresholds,
        )
        return ranked, hits

    def _with_passages(self, query: Query, answer: Answer, index: Index) -> Answer:
        return answer.with_(passages=_passages(*self._candidates(query, index)))

    def _answer_about_meeting(self, query: Query, index: Index) -> Answer:
        ranked, hits = self._candidates(query, index)
        passages = _passages(ranked, hits)
        fitting = [candidate for candidate in ranked if is_acceptable(candidate.fit, self._thresholds)]
        if not fitting:
            return refuse_meeting(query, ranked, self._store).with_(passages=passages)
        best = fitting[0]
        lexicon = Lexicon(index.vocabulary.stem_frequency, index.vocabulary.chunks)
        results = [(kind, self._fill(kind, query, _same_event(fitting), lexicon)) for kind in query.wanted]
        answer = _compose(query, best, results)
        others = _others(fitting)
        return answer.with_(passages=passages, others=others)

    def _fill(
        self, kind: Kind, query: Query, event: Sequence[Candidate], lexicon: Lexicon
    ) -> tuple[Candidate, Result] | None:
        """The asked detail from the best article on the event that states it."""
        for candidate in event:
            found = self._slot(kind, query, candidate, lexicon)
            if found:
                return candidate, found
        return None

    def _slot(self, kind: Kind, query: Query, candidate: Candidate, lexicon: Lexicon) -> Result | None:
        min_detail = self._thresholds.min_detail
        if kind is Kind.WHEN:
            dated = answer_dated_detail(query, candidate, lexicon=lexicon, min_detail=min_detail)
            return dated or DETAILS[kind](query, candidate)
        if kind is Kind.ATTENDEES:
            return answer_attendees(query, candidate) or answer_group_sentence(query, candidate, lexicon=lexicon)
        if kind in _SLOTS:
            return _SLOTS[kind](query, candidate)
        return answer_statement(query, candidate, lexicon=lexicon, min_detail=min_detail)


def search_text(query: Query) -> str:
    """What retrieval looks for: the formal question, with the canonical names of its regions."""
    names = [place.name for code in query.regions[:2] if (place := region(code))]
    return " ".join([query.formal, *names])


def _has_content(query: Query, index: Index) -> bool:
    known = any(
        index.vocabulary.stem_frequency(part) for concept in query.concepts for form in concept.forms for part in form
    )
    return known or bool(query.kinds or query.regions or query.asked_offices) or query.kind is Kind.PERSON


def _unclear(question: str, text: str) -> Answer:
    return Answer(question=question, status=Status.UNCLEAR, kind=Kind.PASSAGE, text=text)


def _passages(ranked: Sequence[Candidate], hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """The passages found, those of the better fitting articles first."""
    order = {candidate.article.id: place for place, candidate in reversed(list(enumerate(ranked)))}
    texts = {candidate.article.id: candidate.article.text for candidate in ranked}
    known = [hit for hit in hits if hit.article_id in texts]
    known.sort(key=lambda hit: (order[hit.article_id], -hit.score))
    return tuple(
        Passage(hit.article_id, hit.start, hit.end, texts[hit.article_id][hit.start : hit.end], hit.score)
        for hit in _spread(known)[:_PASSAGES_SHOWN]
    )


def _spread(hits: Sequence[Hit]) -> list[Hit]:
    """At most two passages of an article before the next article has its turn."""
    taken: dict[str, int] = {}
    early: list[Hit] = []
    late: list[Hit] = []
    for hit in hits:
        taken[hit.article_id] = taken.get(hit.article_id, 0) + 1
        (early if taken[hit.article_id] <= 1 else late).append(hit)
    return [*early, *late]


def _same_event(fitting: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate and the others that report the same event: same day, a shared region, the same kind."""
    best = fitting[0]
    return [best, *(candidate for candidate in fitting[1:] if is_same_event(best, candidate))]


def is_same_event(one: Candidate, other: Candidate) -> bool:
    """Whether two articles report one event."""
    if one.meeting is None or other.meeting is None or one.article.id == other.article.id:
        return False
    return (
        one.meeting.date is not None
        and one.meeting.date == other.meeting.date
        and one.meeting.kind == other.meeting.kind
        and bool(set(one.meeting.regions) & set(other.meeting.regions))
    )


def card(candidate: Candidate) -> MeetingCard:
    """A candidate as the meeting beside an answer."""
    codes = [*(candidate.meeting.regions if candidate.meeting else ()), *candidate.reading.regions]
    place = region(codes[0]) if codes else None
    meeting = candidate.meeting or Meeting(ordinal=0, name=candidate.article.title, kind="", start=0, end=0)
    return meeting_card(meeting, place.name if place else None)


def _others(fitting: Sequence[Candidate]) -> tuple[MeetingCard, ...]:
    best = fitting[0]
    near = [
        candidate
        for candidate in fitting[1:]
        if candidate.score >= _ALSO_FITS * best.score
        and candidate.article.id != best.article.id
        and not is_same_event(best, candidate)
    ]
    return tuple(dict.fromkeys(card(candidate) for candidate in near))[:_MOST_OTHERS]


def _compose(query: Query, best: Candidate, results: Sequence[tuple[Kind, tuple[Candidate, Result] | None]]) -> Answer:
    """One answer of one or two parts; a part that is not stated says so."""
    found = [filled for _, filled in results if filled]
    if not found:
        return Answer(
            question=query.text,
            status=Status.NOT_STATED,
            kind=query.kind,
            text=say_not_stated(query, best),
            meeting=card(best),
        )
    texts = [filled[1].text if filled else say_not_stated(query, best, kind=kind) for kind, filled in results]
    sources = dict.fromkeys(source(candidate.article) for candidate, _ in found)
    return Answer(
        question=query.text,
        status=Status.ANSWERED,
        kind=query.kind,
        text=_without_repeats("\n".join(texts)),
        facts=tuple(evidence for _, filled in found for evidence in filled.evidence),
        sources=tuple(sources),
        meeting=card(found[0][0]),
    )


def _without_repeats(text: str) -> str:
    return "\n".join(dict.fromkeys(text.split("\n")))
