"""From a question to an answer: understand, search, compare, decide, say. Owns nothing; holds store and index."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from data.facts import Meeting
from data.store import Store
from data.wording import answers as wording
from retrieval.answering import archive
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.appearances import answer_how_often, asks_how_often
from retrieval.answering.answers.composing import compose, deny, others, passages
from retrieval.answering.answers.courtesies import is_greeting, reply
from retrieval.answering.answers.listing import answer_list, find_events, lists_places
from retrieval.answering.answers.officeholders import answer_holder, asks_holder, says_where
from retrieval.answering.answers.persons import answer_person
from retrieval.answering.answers.refusals import find_nearest, near_meeting, refuse_meeting, refuse_person
from retrieval.answering.answers.sayings import answer_saying
from retrieval.answering.answers.standing_in import answer_deputy
from retrieval.answering.answers.summary import summarise
from retrieval.answering.asking.pointing import Pointed, find_pointed
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.asking.questions import MAX_CHARACTERS, clean_question
from retrieval.answering.asking.splitting import asks_more, join, split_question, understand_parts
from retrieval.answering.asking.understanding import understand
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import rank_sentences, says_nothing
from retrieval.answering.ranking.acceptance import Acceptance, accept
from retrieval.answering.ranking.candidates import Candidate, rank
from retrieval.answering.ranking.events import find_disagreement, same_event
from retrieval.answering.ranking.keeping import find_kept, has_own_words
from retrieval.answering.ranking.measures import FOUND_ITSELF, Measures, measure_articles
from retrieval.answering.slots.nearest import answer_nearest, find_mention, nearest_sentence
from retrieval.answering.slots.result import Result, call
from retrieval.answering.telling import load_weights, tell
from retrieval.index.live import LiveIndex
from retrieval.index.search import Hit, Index
from retrieval.language.regions import region
from retrieval.language.tables import read_words

_PHRASE = 3
# Kinds of questions that only a sentence answers.
_IN_WORDS = frozenset({Kind.STATEMENT, Kind.PASSAGE})
_LEAST_WORDS = 2
# Articles compared with the question, of those whose passages retrieval found; more cost time and add nothing.
_PASSAGES_SEARCHED, _ARTICLES_COMPARED = 100, 16


class Engine:
    """Answers questions from one archive. Safe to share among threads; each question uses one generation."""

    def __init__(
        self,
        store: Store,
        live: LiveIndex,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._store = store
        self._live = live
        self._today = today

    def ask(self, question: str, *, history: Sequence[str] = ()) -> Answer:
        """The answer to a question, leaning on earlier ones of the same person (oldest first)."""
        started = time.perf_counter()
        answer = self._answer(question, history)
        return answer.with_(question=question, milliseconds=(time.perf_counter() - started) * 1000)

    def understand(self, question: str, *, history: Sequence[str] = ()) -> Query:
        """The question as this archive's vocabulary understands it."""
        return self._understand_with(self._live.refresh())(question, history)

    def candidates(self, query: Query) -> tuple[list[Candidate], list[Hit]]:
        """The meetings that may answer, best first, and the passages retrieval found."""
        return self._candidates(query, self._live.refresh())

    def _answer(self, question: str, history: Sequence[str]) -> Answer:
        cleaned = clean_question(question)
        if reply := _reply_at_once(cleaned):
            return _unclear(question, reply)
        index = self._live.refresh()
        understood = self._understand_with(index)
        if pointed := find_pointed(cleaned, history, understand=understood):
            return self._answer_pointed(cleaned, pointed, index).with_(generation=index.name)
        whole = understood(cleaned, history)
        parts = self._understand_parts(cleaned, history, index)
        if asks_more(parts, whole):
            answer = self._join(parts, index) or self._answer_query(whole, index)
        else:
            answer = self._answer_query(whole, index)
        if parts and answer.status in {Status.NOT_COVERED, Status.NOT_STATED}:
            answer = self._join(parts, index) or answer
        return answer.with_(generation=index.name)

    def _understand_parts(self, question: str, history: Sequence[str], index: Index) -> list[Query]:
        """Each of several questions in one; empty where it asks one thing."""
        parts = split_question(question)
        understand = self._understand_with(index)
        return understand_parts(parts, history, understand, today=self._today()) if len(parts) > 1 else []

    def _join(self, parts: Sequence[Query], index: Index) -> Answer | None:
        return join([self._answer_query(part, index) for part in parts])

    def _answer_query(self, query: Query, index: Index) -> Answer:
        if reply := _ask_back(query, index):
            return _unclear(query.text, reply)
        if lists_places(query) and len(find_events(query, self._store, index)) <= 1:
            query = replace(query, wanted=(Kind.STATEMENT, *query.wanted[1:]))
        answerers = (self._answer_from_lists, self._answer_latest, self._answer_holder)
        answers = (answer(query, index) for answer in (*answerers, self._go_on))
        return next(filter(None, answers), None) or self._answer_about_meeting(query, index)

    def _answer_from_lists(self, query: Query, index: Index) -> Answer | None:
        """What ranges over the whole archive: counts, lists and people; None where none is asked for."""
        if counted := answer_how_often(query, self._store):
            return self._with_passages(query, counted, index)
        if query.kind in {Kind.LIST, Kind.COUNT}:
            return self._with_passages(query, answer_list(query, self._store, index), index)
        return answer_person(query, self._store) if query.kind is Kind.PERSON else None

    def _answer_holder(self, query: Query, index: Index) -> Answer | None:
        """Who holds an office, where no meeting is asked about."""
        if not asks_holder(query):
            return None
        ranked, hits = self._candidates(query, index)
        return answer_holder(query, self._store, ranked).with_(passages=passages(ranked, hits))

    def _understand_with(self, index: Index) -> Callable[[str, Sequence[str]], Query]:
        today, vocabulary = self._today(), index.vocabulary
        return lambda question, history: understand(question, history=history, today=today, vocabulary=vocabulary)

    def _answer_latest(self, query: Query, index: Index) -> Answer | None:
        """What is asked about the latest meeting that a question names; None where there is none."""
        for event in find_events(query, self._store, index)[:1] if query.is_latest else ():
            if meant := self._meant(query, [(meeting.article_id, meeting.meeting) for meeting in event], index):
                return self._tell(query, meant, index)
        return None

    def _answer_pointed(self, question: str, pointed: Pointed, index: Index) -> Answer:
        """What is asked about one meeting of a list that was given before."""
        understood = self._understand_with(index)
        events = find_events(understood(pointed.listed, pointed.history), self._store, index)
        if pointed.place > len(events):
            return _unclear(question, wording.list_is_shorter(len(events)))
        event = events[pointed.place - 1 if pointed.place > 0 else pointed.place]
        asked = [event[0].meeting.name or event[0].meeting.kind, *pointed.asked]
        query = replace(understood(asked[-1], asked[:-1]), text=question)
        fitting = self._meant(query, [(meeting.article_id, meeting.meeting) for meeting in event], index)
        if not fitting:
            return refuse_meeting(query, (), self._store)
        return self._tell(query, fitting, index).with_(certainty=1.0)

    def _candidates(self, query: Query, index: Index) -> tuple[list[Candidate], list[Hit]]:
        asked = query.formal if query.inherited else query.text
        hits = index.search(search_text(query), asked=asked, limit=_PASSAGES_SEARCHED)
        return self._rank(query, hits, index), hits

    def rank(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """The meetings of the articles whose passages these are, best first."""
        return self._rank(query, hits, self._live.refresh())

    def _rank(self, query: Query, hits: Sequence[Hit], index: Index) -> list[Candidate]:
        """The meetings of the best articles among the passages found."""
        return self._compare(query, dict(islice(measure_articles(hits).items(), _ARTICLES_COMPARED)), index)

    def _compare(self, query: Query, found: Mapping[str, Measures], index: Index) -> list[Candidate]:
        articles, readings = archive.load(self._store, list(found))
        return rank(
            query,
            found,
            articles=articles,
            readings=readings,
            words=archive.words_of,
            frequency=index.vocabulary.stem_frequency,
            chunks=index.vocabulary.chunks,
        )

    def _with_passages(self, query: Query, answer: Answer, index: Index) -> Answer:
        return answer.with_(passages=passages(*self._candidates(query, index)))

    def _go_on(self, query: Query, index: Index) -> Answer | None:
        """What the meeting asked about before says of a question that may be a follow-up; None where no article on it
        surely answers. What every meeting has, a day or a place, is told only where the article has the words too."""
        event = find_kept(query.after, lambda earlier: self._fitting(earlier, index)) if query.after else []
        about = self._meant(query, [(one.article.id, one.meeting) for one in event], index)
        lexicon = Lexicon(index.vocabulary.stem_frequency, index.vocabulary.chunks)
        fitting = [one for one in about if query.kind in _IN_WORDS or has_own_words(query, one)]
        if not query.after or not any(_surely_tells(query.after, one, lexicon) for one in fitting):
            return None
        return self._with_passages(query.after, self._tell(query, fitting, index), index)

    def _answer_about_meeting(self, query: Query, index: Index) -> Answer:
        ranked, hits = self._candidates(query, index)
        shown = passages(ranked, hits)
        accepted = _accept(query, ranked)
        fitting: Sequence[Candidate] = accepted.fitting if accepted else ()
        if query.kind is Kind.PERSON and not query.regions and _is_nobody(query, fitting):
            return refuse_person(query).with_(passages=shown)
        if not fitting and query.instead:
            return self._answer_about_meeting(query.instead, index)
        if not fitting:
            kept = find_kept(query, lambda earlier: self._fitting(earlier, index))
            fitting = self._meant(query, [(one.article.id, one.meeting) for one in kept], index)
        if not fitting:
            answer = _answer_anywhere(query, ranked) or refuse_meeting(query, ranked, self._store)
            return answer.with_(passages=shown)
        is_brief = accepted is not None and accepted.is_careful
        answer = self._tell(query, same_event(fitting), index, ranked, is_brief=is_brief)
        if answer.status is Status.NOT_STATED and _names_little(query):
            return refuse_meeting(query, ranked, self._store).with_(passages=shown)
        answer = _say_doubts(answer, accepted, ranked) if accepted else answer
        return answer.with_(passages=shown, others=others(fitting))

    def _fitting(self, query: Query, index: Index) -> Sequence[Candidate]:
        """The candidates that are meant, the best first."""
        accepted = _accept(query, self._candidates(query, index)[0])
        return accepted.fitting if accepted else ()

    def _meant(self, query: Query, event: Sequence[tuple[str, Meeting | None]], index: Index) -> list[Candidate]:
        """The meetings of an event, given by their articles, as candidates for a question."""
        ordinals = {(article_id, meeting.ordinal) for article_id, meeting in event if meeting}
        ranked = self._compare(query, {article_id: FOUND_ITSELF for article_id, _ in event}, index)
        return [one for one in ranked if one.meeting and (one.article.id, one.meeting.ordinal) in ordinals]

    def _tell(
        self,
        query: Query,
        event: Sequence[Candidate],
        index: Index,
        ranked: Sequence[Candidate] = (),
        *,
        is_brief: bool = False,
    ) -> Answer:
        """Everything asked of one event, from the articles that report it, the best first; what they do not say of an
        office, some other article that was found may (`ranked`). `is_brief`: without the sentences that prove it."""
        if query.kind is Kind.SUMMARY:
            if event[0].meeting:
                return summarise(query, event)
            query = replace(query, wanted=(Kind.PASSAGE,))
        lexicon = Lexicon(index.vocabulary.stem_frequency, index.vocabulary.chunks)
        filled = [(kind, self._fill(kind, query, event, lexicon)) for kind in query.wanted]
        is_read = any(found and found[1].is_read for _, found in filled)
        if not is_read and (elsewhere := _answer_anywhere(query, ranked)):
            return elsewhere
        if not any(found for _, found in filled):
            naming = ((one, found) for one in event if (found := find_mention(query, one)))
            best, mention = next(naming, (event[0], None))
            return deny(query, best, mention=mention, nearest=nearest_sentence(query, best, lexicon))
        return compose(query, event[0], filled, is_brief=is_brief)

    def _fill(
        self, kind: Kind, query: Query, event: Sequence[Candidate], lexicon: Lexicon
    ) -> tuple[list[Candidate], Result] | None:
        """The asked detail from the best article on the event that states it, or what its articles disagree about."""
        filled = ((one, tell(kind, query, one, lexicon=lexicon)) for one in event)
        told = [(candidate, found) for candidate, found in filled if found]
        if not told:
            told_of = (one for one in event if _may_tell(kind, query, one, lexicon))
            near = ((one, answer_nearest(kind, query, one)) for one in told_of)
            return next((([candidate], found) for candidate, found in near if found), None)
        conflict = find_disagreement(kind, told)
        if conflict:
            return [candidate for candidate, _ in told], conflict
        best, found = max(told, key=lambda pair: pair[1].certainty)
        return [best], found


def _surely_tells(query: Query, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether an article answers a question beyond doubt."""
    told = tell(query.kind, query, candidate, lexicon=lexicon)
    return told is not None and told.certainty >= load_weights().sure


def _may_tell(kind: Kind, query: Query, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether some sentence of an article may have what is asked.

    A date may stand in none and be told all the same; a sentence that names an office asked for is worth showing.
    """
    if query.asked_offices or (kind is Kind.WHEN and not query.asked_concepts):
        return True
    return not says_nothing(rank_sentences(query, candidate, lexicon))


def _answer_anywhere(query: Query, ranked: Sequence[Candidate]) -> Answer | None:
    """What is asked of an office and of no meeting in particular, by the best article that says it."""
    return answer_saying(query, ranked) or answer_deputy(query, ranked)


def search_text(query: Query) -> str:
    """The words to look for: the formal question, other wordings of its concepts, the names of its regions."""
    names = [place.name for code in query.regions[:2] if (place := region(code))]
    wordings = (" ".join(form) for concept in query.concepts if not concept.is_kind for form in concept.forms[1:])
    return " ".join([query.formal, *names, *dict.fromkeys(wordings)])


def _has_content(query: Query, index: Index) -> bool:
    """Whether the question says enough to look for anything: a known word, a region, a date, an office or a kind."""
    frequency = index.vocabulary.stem_frequency
    words = [concept for concept in query.concepts if not concept.is_kind]
    known = any(frequency(part) for concept in words for form in concept.forms for part in form)
    asks = bool(query.kinds) and query.is_explicit
    names = bool(query.regions or query.periods or query.asked_offices or query.is_latest)
    return known or asks or names or query.kind is Kind.PERSON or asks_how_often(query)


def _is_nobody(query: Query, fitting: Sequence[Candidate]) -> bool:
    """Whether "siapa X" asks for somebody whom no fitting article can name.

    A phrase of common words is no name: an article that has most of it may say who is meant.
    """
    words = {word for concept in query.concepts for word in concept.text.casefold().split()}
    if len(words) >= _PHRASE and not words.isdisjoint(read_words("common_words")):
        return bool(fitting) and 2 * len(fitting[0].missing) > len(query.concepts)
    return not fitting or bool(fitting[0].missing) or _names_little(query)


def _names_little(query: Query) -> bool:
    """Whether a question names its meeting by one word at most: then no article can be said to be the one meant."""
    words = [concept for concept in query.concepts if not concept.is_kind]
    return len(words) < _LEAST_WORDS and not (query.kinds or query.regions or query.periods)


def _accept(query: Query, ranked: Sequence[Candidate]) -> Acceptance | None:
    accepted = accept(query, ranked)
    is_kept = accepted and query.instead and not has_own_words(query, accepted.fitting[0])
    return None if is_kept else accepted


def _say_doubts(answer: Answer, acceptance: Acceptance, ranked: Sequence[Candidate]) -> Answer:
    """The answer with how surely its meeting is the one meant; a careful one says first what does not fit."""
    best = acceptance.fitting[0]
    answer = answer.with_(certainty=acceptance.certainty, doubts=acceptance.doubts)
    if not acceptance.is_careful:
        return answer
    nearest = tuple(near_meeting(one) for one in find_nearest(ranked) if one.article.id != best.article.id)
    text = f"{wording.presumed(call(best), acceptance.doubts)}\n{answer.text}"
    return answer.with_(text=text, nearest=nearest)


def _reply_at_once(text: str) -> str | None:
    """What is said to a text for which nothing need be looked up."""
    if not text:
        return wording.EMPTY_QUESTION
    return wording.too_long(MAX_CHARACTERS) if len(text) > MAX_CHARACTERS else reply(text)


def _ask_back(query: Query, index: Index) -> str | None:
    """What is asked of somebody whose question says too little."""
    if not _has_content(query, index):
        return wording.INTRODUCTION if is_greeting(query.text) else wording.UNCLEAR_QUESTION
    if asks_holder(query) and not says_where(query):
        return wording.which_region(query.office_words[0])
    is_any = query.kind is Kind.SUMMARY and _names_nothing(query)
    return wording.WHICH_MEETING if is_any and not query.is_latest else None


def _names_nothing(query: Query) -> bool:
    """Whether a question names no meeting but by its kind."""
    return all(concept.is_kind for concept in query.concepts) and not (query.regions or query.periods)


def _unclear(question: str, text: str) -> Answer:
    return Answer(question=question, status=Status.UNCLEAR, kind=Kind.PASSAGE, text=text)
