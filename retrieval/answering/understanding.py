"""From a question, and the earlier ones it leans on, to a Query. Never raises; unused words are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from retrieval.answering.concepts import find_concepts
from retrieval.answering.cues import asked_capacity, decide_kinds, find_cues
from retrieval.answering.query import Kind, Query
from retrieval.answering.questions import MAX_CHARACTERS, clean_question, formalise
from retrieval.facts.kinds import find_meeting_kinds, kind_words
from retrieval.language.dates import Period, find_periods
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import correct_region, find_regions
from retrieval.language.spelling import correct_word

_FOLLOW_UP_STARTS = frozenset({"terus", "lalu", "kalau", "kemudian", "trus", "berarti", "dan"})
_FOLLOW_UP_PHRASES = ("di situ", "di sana", "acara itu", "rapat itu", "rakor itu", "rapat tersebut", "acara tersebut")
_NEGATIONS = frozenset({"tidak", "apakah", "bukan"})
# How many earlier questions a follow-up may lean on; a longer chain says little about the last question.
_HISTORY = 4


def understand(question: str, *, history: Sequence[str] = (), today: date | None = None) -> Query:
    """The question as a request for some facts about some meeting, resolved against `history` (oldest first)."""
    query = _understand_alone(question, today=today)
    earlier = [text for text in history[-_HISTORY:] if text.strip()]
    if not earlier or not _leans_on_history(query):
        return query
    return _merge(query, understand(earlier[-1], history=earlier[:-1], today=today))


def _understand_alone(question: str, *, today: date | None) -> Query:
    text = clean_question(question)[:MAX_CHARACTERS]
    formal = _correct(formalise(text))
    words = formal.casefold().split()
    cues = find_cues(words)
    wanted = decide_kinds(cues, words)
    periods = tuple(find_periods(formal, today))
    offices = find_offices(formal)
    regions = tuple(dict.fromkeys(code for mention in find_regions(formal) for code in mention.codes))
    asked = _asked_offices(formal, offices, wanted)
    concepts, unused = find_concepts(formal, cues=cues, periods=periods, asked_offices=asked)
    kinds = tuple(dict.fromkeys(mention.kind for mention in find_meeting_kinds(formal)))
    return Query(
        text=text,
        formal=formal,
        wanted=wanted or (_default_kind(words, offices, concepts_found=bool(concepts)),),
        concepts=concepts,
        kinds=kinds,
        regions=regions,
        periods=periods,
        asked_offices=asked,
        capacity=asked_capacity(words),
        is_yes_no="siapa" not in words and bool(_NEGATIONS & set(words)) and Kind.ATTENDEES in wanted,
        is_quantity="berapa" in words,
        unused=unused,
    )


def _correct(formal: str) -> str:
    """Typing errors in words that name regions or kinds of meetings, the two that decide which meeting is meant."""
    return " ".join(_correct_word(word) for word in formal.split())


@cache
def _correct_word(word: str) -> str:
    return correct_region(word.casefold()) or correct_word(word, kind_words()) or word


def _default_kind(words: Sequence[str], offices: Sequence[OfficeMention], *, concepts_found: bool) -> Kind:
    if "siapa" not in words:
        return Kind.PASSAGE
    return Kind.ATTENDEES if offices or not concepts_found else Kind.PERSON


def _asked_offices(formal: str, offices: Sequence[OfficeMention], wanted: Sequence[Kind]) -> tuple[OfficeMention, ...]:
    """The offices whose holder or words are asked for; others only help to find the meeting.

    Directly after "siapa" or a word of representing they are asked for; otherwise those before the words that lead
    over to the meeting ("di", "pada", "soal" ...), counted from the first office or from the question's start.
    """
    kinds = set(wanted) or {Kind.ATTENDEES}
    if not offices or not kinds & {Kind.ATTENDEES, Kind.STATEMENT, Kind.REPRESENTING, Kind.OPENER_OR_LEADER}:
        return ()
    if Kind.OPENER_OR_LEADER in kinds:
        return ()
    first = offices[0]
    end = _context_start(formal, first.start)
    return tuple(office for office in offices if office.start < end and not office.group)


_CONTEXT_WORDS = (" di ", " pada ", " dalam ", " saat ", " ke ", " soal ", " tentang ", " kepada ", " terkait ", " untuk ")


def _context_start(formal: str, position: int) -> int:
    lowered = formal.casefold()
    starts = [at for word in _CONTEXT_WORDS if (at := lowered.find(word, position)) >= 0]
    return min(starts, default=len(formal))


def _leans_on_history(query: Query) -> bool:
    lowered = query.formal.casefold()
    if lowered.split(" ", 1)[0] in _FOLLOW_UP_STARTS or any(phrase in lowered for phrase in _FOLLOW_UP_PHRASES):
        return True
    names_meeting = bool(query.kinds) or bool(query.regions)
    return not names_meeting and len(query.concepts) < 2


def _merge(query: Query, earlier: Query) -> Query:
    """The follow-up with everything it leaves unsaid taken from the earlier question."""
    has_own_question = bool(find_cues(query.formal.casefold().split())) or bool(query.asked_offices)
    concepts = tuple(dict.fromkeys((*earlier.concepts, *query.concepts)))
    merged = replace(
        query,
        formal=f"{earlier.formal} {query.formal}",
        concepts=concepts,
        kinds=query.kinds or earlier.kinds,
        regions=query.regions or earlier.regions,
        periods=_override(earlier.periods, query.periods),
        inherited=True,
    )
    if has_own_question:
        return merged
    return replace(
        merged,
        wanted=earlier.wanted,
        asked_offices=earlier.asked_offices,
        capacity=earlier.capacity,
        is_yes_no=earlier.is_yes_no,
        is_quantity=earlier.is_quantity,
    )


def _override(earlier: tuple[Period, ...], own: tuple[Period, ...]) -> tuple[Period, ...]:
    return own or earlier
