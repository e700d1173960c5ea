"""From a question to an answer: understand, search, compare, decide, say. Owns nothing; holds store and index."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.store import FoundMeeting, Store
from data.wording import answers as wording
from retrieval.answering import archive
from retrieval.answering.answer import Answer, Status
from retrieval.answering.answers.anywhere import answer_anywhere
from retrieval.answering.answers.composing import compose, deny, others, passages
from retrieval.answering.answers.counting import answer_counting
from retrieval.answering.answers.counting.often import asks_how_often
from retrieval.answering.answers.courtesies import is_greeting, reply
from retrieval.answering.answers.listing import answer_list, articles_with_words, find_events, lists_places
from retrieval.answering.answers.officeholders import answer_holder, asks_holder, says_where
from retrieval.answering.answers.persons import answer_person
from retrieval.answering.answers.refusals import find_nearest, near_meeting, refuse_meeting, refuse_person
from retrieval.answering.answers.summary import summarise
from retrieval.answering.asking.pointing import Pointed, find_pointed
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.asking.questions import MAX_CHARACTERS, clean_question
from retrieval.answering.asking.splitting import asks_more, join, mark_parts, split_question, understand_parts
from retrieval.answering.asking.understanding import understand
from retrieval.answering.corrected import cite_corrections
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import rank_sentences, says_nothing
from retrieval.answering.ranking.acceptance import Acceptance, accept, has_own_words, names_little
from retrieval.answering.ranking.candidates import Candidate, rank
from retrieval.answering.ranking.events import same_event
from retrieval.answering.ranking.measures import FOUND_ITSELF, Measures, measure_articles
from retrieval.answering.ranking.presence import naming_words
from retrieval.answering.slots.disagreeing import find_disagreement
from retrieval.answering.slots.nearest import answer_nearest, find_mention, nearest_sentence
from retrieval.answering.slots.outlets import add_outlets, find_presence_clash
from retrieval.answering.slots.result import Result, call
from retrieval.answering.telling import Choose, find_offers, load_weights, tell
from retrieval.answering.versions import best_of_each_text, cite_versions, first_texts
from retrieval.index.engines import OpenIndex
from retrieval.index.live import LiveIndex
from retrieval.index.search import Hit
from retrieval.language.regions import region

# Kinds of questions that only a sentence answers.
_IN_WORDS = frozenset({Kind.STATEMENT, Kind.PASSAGE})
# Words of a name that somebody may be asked for by.
_LONGEST_NAME = 3
_LISTS = frozenset({Kind.LIST, Kind.COUNT})
_DENIED = frozenset({Status.NOT_COVERED, Status.NOT_STATED})
# Texts compared with the question, of those whose passages retrieval found; more cost time and add nothing.
_PASSAGES_SEARCHED, _TEXTS_COMPARED = 100, 16


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
        return self._understand_with(self._live.refresh())(question, history)

    def candidates(self, query: Query) -> tuple[list[Candidate], list[Hit]]:
        """The meetings that may answer, best first, and the passages retrieval found."""
        return self._candidates(query, self._live.refresh())

    def find_among(self, question: str, article_ids: Iterable[str]) -> set[tuple[str, int]]:
        """Which meetings (article, number) of these articles a question is about, each for itself."""
        index = self._live.refresh()
        query = self._understand_with(index)(question, ())
        ranked = self._compare(query, dict.fromkeys(article_ids, FOUND_ITSELF), index)
        return {(one.article_id, one.meeting.ordinal) for one in ranked if one.meeting and accept(query, [one])}

    def rank(self, query: Query, hits: Sequence[Hit]) -> list[Candidate]:
        """The meetings of the articles whose passages these are, best first."""
        return self._rank(query, hits, self._live.refresh())

    def _answer(self, question: str, history: Sequence[str]) -> Answer:
        cleaned = clean_question(mark_parts(question))
        if reply := _reply_at_once(cleaned):
            return _unclear(question, reply)
        index = self._live.refresh()
        understood = self._understand_with(index)
        if pointed := find_pointed(cleaned, history, understand=understood):
            return self._answer_pointed(cleaned, pointed, index).with_(generation=index.name)
        whole = understood(cleaned, history)
        split = split_question(cleaned)
        parts = understand_parts(split, history, understood, today=self._today()) if len(split) > 1 else []
        answer = self._join(parts, index) if asks_more(parts, whole) else None
        answer = answer or self._answer_query(whole, index)
        if answer.status in _DENIED:
            answer = self._join(parts, index) or answer
        return answer.with_(generation=index.name)

    def _understand_with(self, index: OpenIndex) -> Callable[[str, Sequence[str]], Query]:
        today, vocabulary = self._today(), index.vocabulary
        return lambda question, history: understand(question, history=history, today=today, vocabulary=vocabulary)

    def _join(self, parts: Sequence[Query], index: OpenIndex) -> Answer | None:
        answers = [self._answer_query(part, index) for part in parts]
        joined = join(answers)
        return joined and joined.with_(understood=tuple(query for one in answers for query in one.understood))

    def _answer_query(self, query: Query, index: OpenIndex) -> Answer:
        answer = self._answer_in_turn(query, index)
        return answer if answer.understood else answer.with_(understood=(query,))

    def _answer_in_turn(self, query: Query, index: OpenIndex) -> Answer:
        if reply := _ask_back(query, index):
            return _unclear(query.text, reply)
        if lists_places(query) and len(find_events(query, self._store, index)) <= 1:
            query = replace(query, wanted=(Kind.STATEMENT, *query.wanted[1:]))
        answerers = (self._answer_from_lists, self._answer_latest, self._go_on)
        answers = (answer(query, index) for answer in answerers)
        return next(filter(None, answers), None) or self._answer_about_meeting(query, index)

    def _answer_from_lists(self, query: Query, index: OpenIndex) -> Answer | None:
        """What ranges over the whole archive: counts, lists, people and offices; None where none is asked for."""
        if query.kind is Kind.PERSON:
            return answer_person(query, self._store)
        answer = answer_counting(query, self._store, lambda asked: articles_with_words(asked, index))
        if answer and answer.status is Status.NOT_STATED and query.kind is Kind.LIST:
            named = answer_list(query, self._store, index, denied=answer.text)
            answer = named if named.status is Status.ANSWERED else answer
        if answer is None and query.kind in _LISTS:
            answer = answer_list(query, self._store, index)
        if answer is None and asks_holder(query):
            answer = answer_holder(query, self._store)
        return self._with_passages(query, answer, index) if answer else None

    def _answer_latest(self, query: Query, index: OpenIndex) -> Answer | None:
        """What is asked about the latest meeting that a question names; None where there is none."""
        events = find_events(query, self._store, index) if query.is_latest else []
        meant = self._meant(query, events[0], index) if events else []
        return self._tell(query, meant, index) if meant else None

    def _answer_pointed(self, question: str, pointed: Pointed, index: OpenIndex) -> Answer:
        """What is asked about one meeting of a list that was given before."""
        understood = self._understand_with(index)
        events = find_events(understood(pointed.listed, pointed.history), self._store, index)
        if pointed.place > len(events):
            return _unclear(question, wording.list_is_shorter(len(events)))
        event = events[pointed.place - 1 if pointed.place > 0 else pointed.place]
        asked = [event[0].meeting.name or event[0].meeting.kind, *pointed.asked]
        query = replace(understood(asked[-1], asked[:-1]), text=question)
        meant = self._meant(query, event, index)
        told = self._tell(query, meant, index).with_(certainty=1.0) if meant else None
        return (told or refuse_meeting(query, (), self._store)).with_(understood=(query,))

    def _go_on(self, query: Query, index: OpenIndex) -> Answer | None:
        """What the meeting asked about before says of a question that may be a follow-up; None where no article on it
        surely answers. What every meeting has, a day or a place, is told only where the article has the words too."""
        after = query.after
        if after is None:
            return None
        about = self._meant(query, self._kept(after, index), index)
        lexicon = _lexicon(index)
        fitting = [one for one in about if query.kind in _IN_WORDS or has_own_words(query, one)]
        if not any(_surely_tells(after, one, lexicon) for one in fitting):
            return None
        return self._with_passages(after, self._tell(query, fitting, index), index).with_(understood=(after,))

    def _answer_about_meeting(self, query: Query, index: OpenIndex) -> Answer:
        ranked, hits = self._candidates(query, index)
        if query.instead and accept(query, ranked) is None:
            return self._answer_about_meeting(query.instead, index)
        return self._answer_from(query, ranked, index).with_(passages=passages(ranked, hits), understood=(query,))

    def _answer_from(self, query: Query, ranked: Sequence[Candidate], index: OpenIndex) -> Answer:
        accepted = accept(query, ranked)
        fitting: Sequence[Candidate] = accepted.fitting if accepted else ()
        if query.kind is Kind.PERSON and not query.regions and _is_nobody(query, fitting):
            return refuse_person(query)
        fitting = fitting or self._meant(query, self._kept(query, index), index)
        if not fitting:
            return answer_anywhere(query, ranked) or refuse_meeting(query, ranked, self._store)
        is_brief = accepted is not None and accepted.is_careful
        answer = self._tell(query, same_event(fitting), index, ranked, is_brief=is_brief)
        if answer.status is Status.NOT_STATED and names_little(query):
            return refuse_meeting(query, ranked, self._store)
        answer = _say_doubts(answer, accepted, ranked) if accepted else answer
        return answer.with_(others=others(fitting))

    def _candidates(self, query: Query, index: OpenIndex) -> tuple[list[Candidate], list[Hit]]:
        asked = query.formal if query.inherited else query.text
        hits = index.search(search_text(query), asked=asked, limit=_PASSAGES_SEARCHED)
        return self._rank(query, hits, index), hits

    def _rank(self, query: Query, hits: Sequence[Hit], index: OpenIndex) -> list[Candidate]:
        """The meetings of the best articles among the passages found."""
        leaders = self._store.versions.leaders({hit.article_id for hit in hits})
        found = first_texts(measure_articles(hits, leaders), leaders, limit=_TEXTS_COMPARED)
        return best_of_each_text(self._compare(query, found, index), leaders)

    def _compare(self, query: Query, found: Mapping[str, Measures], index: OpenIndex) -> list[Candidate]:
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

    def _with_passages(self, query: Query, answer: Answer, index: OpenIndex) -> Answer:
        return answer.with_(passages=passages(*self._candidates(query, index)))

    def _kept(self, query: Query, index: OpenIndex) -> list[Candidate]:
        """The event that the latest of the questions before is about; empty where none is about one."""
        earlier = query.earlier
        while earlier and earlier.kind not in _LISTS:
            if accepted := accept(earlier, self._candidates(earlier, index)[0]):
                return same_event(accepted.fitting)
            earlier = earlier.earlier
        return []

    def _meant(self, query: Query, event: Iterable[FoundMeeting | Candidate], index: OpenIndex) -> list[Candidate]:
        """The meetings of an event as candidates for a question."""
        ordinals = {(one.article_id, one.meeting.ordinal) for one in event if one.meeting}
        leaders = self._store.versions.leaders({article_id for article_id, _ in ordinals})
        ranked = self._compare(query, {article_id: FOUND_ITSELF for article_id, _ in ordinals}, index)
        meant = [one for one in ranked if one.meeting and (one.article_id, one.meeting.ordinal) in ordinals]
        return best_of_each_text(meant, leaders)

    def _tell(
        self,
        query: Query,
        event: Sequence[Candidate],
        index: OpenIndex,
        ranked: Sequence[Candidate] = (),
        *,
        is_brief: bool = False,
    ) -> Answer:
        """Everything asked of one event, from the articles that report it, the best first; what they do not say of an
        office, some other article that was found may (`ranked`). `is_brief`: without the sentences that prove it."""
        if query.kind is Kind.SUMMARY:
            return summarise(query, event)
        lexicon = _lexicon(index)
        filled = [(kind, self._choose(kind, query, event, lexicon)) for kind in query.wanted]
        found = [result for _, result in filled if result]
        elsewhere = None if any(result.is_read for result in found) else answer_anywhere(query, ranked)
        if elsewhere or found:
            return elsewhere or compose(query, event, filled, is_brief=is_brief)
        naming = ((one, mention) for one in event if (mention := find_mention(query, one)))
        best, named = next(naming, (event[0], None))
        return deny(query, best, mention=named, nearest=nearest_sentence(query, best, lexicon))

    def _choose(self, kind: Kind, query: Query, event: Sequence[Candidate], lexicon: Lexicon) -> Result | None:
        """The asked detail; where what was read does not surely answer, whoever chooses may take another, or none."""
        if self._chooser and not query.is_yes_no:
            offers = find_offers(kind, query, event, lexicon=lexicon)
            if offers and not offers[0].is_sure:
                choice = self._chooser(kind, query, [offer.result for offer in offers])
                if choice is not None:
                    return choice.result
        return _fill(kind, query, event, lexicon)


def _fill(kind: Kind, query: Query, event: Sequence[Candidate], lexicon: Lexicon) -> Result | None:
    """The asked detail by the article on the event that surest states it, or what its articles disagree about."""
    if clash := find_presence_clash(kind, query, event):
        return clash
    told = [(one, found) for one in event if (found := tell(kind, query, one, lexicon=lexicon))]
    if told:
        best, found = max(told, key=lambda one: one[1].certainty)
        is_list = kind is Kind.ATTENDEES and found.is_read
        return find_disagreement(kind, told) or (add_outlets(query, best, found, event) if is_list else found)
    told_of = (one for one in event if _may_tell(kind, query, one, lexicon))
    near = (answer_nearest(kind, query, one, rank_sentences(query, one, lexicon)) for one in told_of)
    return next(filter(None, near), None)


def _surely_tells(query: Query, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether an article answers a question beyond doubt."""
    told = tell(query.kind, query, candidate, lexicon=lexicon)
    return told is not None and told.certainty >= load_weights().sure


def _may_tell(kind: Kind, query: Query, candidate: Candidate, lexicon: Lexicon) -> bool:
    """Whether some sentence of an article may have what is asked.

    A date may stand in none and be told all the same; a sentence that names an office asked for is worth showing.
    """
    is_elsewhere = query.asked_offices or (kind is Kind.WHEN and not query.asked_concepts)
    return bool(is_elsewhere) or not says_nothing(rank_sentences(query, candidate, lexicon))


def _lexicon(index: OpenIndex) -> Lexicon:
    return Lexicon(index.vocabulary.stem_frequency, index.vocabulary.chunks)


def search_text(query: Query) -> str:
    """The words to look for: the formal question, other wordings of its concepts, the names of its regions."""
    names = [place.name for code in query.regions[:2] if (place := region(code))]
    wordings = (" ".join(form) for concept in naming_words(query) for form in concept.forms[1:])
    return " ".join([query.formal, *names, *dict.fromkeys(wordings)])


def _has_content(query: Query, index: OpenIndex) -> bool:
    """Whether the question says enough to look for anything: a known word, a region, a date, an office or a kind."""
    known = map(index.vocabulary.stem_frequency, (p for one in naming_words(query) for form in one.forms for p in form))
    names = query.regions or query.periods or query.asked_offices or query.is_latest or query.kind is Kind.PERSON
    return bool(names or any(known) or (query.kinds and query.is_explicit) or query.counting or asks_how_often(query))


def _is_nobody(query: Query, fitting: Sequence[Candidate]) -> bool:
    """Whether "siapa X" asks for somebody whom no fitting article can name; of many words it asks for no name."""
    words = naming_words(query)
    if not fitting:
        return len(words) <= _LONGEST_NAME
    return names_little(query) or 2 * len(fitting[0].missing) >= len(words)


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
    if len(text) > MAX_CHARACTERS:
        return wording.too_long(MAX_CHARACTERS)
    return reply(text) if text else wording.EMPTY_QUESTION


def _ask_back(query: Query, index: OpenIndex) -> str | None:
    """What is asked of somebody whose question says too little."""
    if not _has_content(query, index):
        return wording.INTRODUCTION if is_greeting(query.text) else wording.UNCLEAR_QUESTION
    if asks_holder(query) and not says_where(query):
        return wording.which_region(query.office_words[0])
    names_nothing = not (naming_words(query) or query.regions or query.periods or query.is_latest)
    return wording.WHICH_MEETING if query.kind is Kind.SUMMARY and names_nothing else None


def _unclear(question: str, text: str) -> Answer:
    return Answer(question=question, status=Status.UNCLEAR, kind=Kind.PASSAGE, text=text)
