"""From a question, and the earlier ones it leans on, to a Query. Never raises; unused words are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from retrieval.answering.asking.asked import asked_group, asked_offices, find_naming
from retrieval.answering.asking.concepts import find_concepts, is_wording
from retrieval.answering.asking.counting import find_counting
from retrieval.answering.asking.cues import Cue, asked_capacity, asking_words, question_words
from retrieval.answering.asking.following import goes_on, may_lean, merge, stands_alone
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.asking.questions import MAX_CHARACTERS, clean_question, formalise, is_english
from retrieval.answering.asking.recency import find_latest
from retrieval.answering.asking.sounds import find_heard
from retrieval.answering.asking.spelling import Vocabulary, correct_word, formal_form
from retrieval.answering.asking.wanting import cue_kinds, default_kind, find_cues_outside, weigh_kinds
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.language.dates import Period, find_periods
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import correct_region, find_regions
from retrieval.language.stems import stem
from retrieval.language.tables import read_words

_NEGATIONS = frozenset({"tidak", "apakah", "bukan"})
# How many earlier questions a follow-up may lean on, each on the one before it.
_HISTORY = 12

# What the archive has so much more rarely than the word that it sounds like, is that word.
_RARER = 20

_WHO = re.compile(r"\bsiapa(?: saja| nama)?", re.IGNORECASE)


def understand(
    question: str, *, vocabulary: Vocabulary, history: Sequence[str] = (), today: date | None = None
) -> Query:
    """The question as a request for some facts about some meeting, resolved against `history` (oldest first).

    vocabulary: the words of the archive, which tell a typing error from a rare word; today: for "tahun lalu".
    """
    query = _understand_alone(question, vocabulary=vocabulary, today=today)
    earlier = [text for text in history[-_HISTORY:] if text.strip()]
    if not earlier or stands_alone(query):
        return query
    leaned_on = understand(earlier[-1], vocabulary=vocabulary, history=earlier[:-1], today=today)
    merged = merge(query, leaned_on, today=today)
    if not may_lean(query):
        return replace(query, after=merged)
    return merged if goes_on(query) or set(query.regions) <= set(leaned_on.regions) else query


def _understand_alone(question: str, *, vocabulary: Vocabulary, today: date | None) -> Query:
    text = clean_question(question)[:MAX_CHARACTERS]
    formal = _correct(formalise(text), vocabulary)
    words = formal.casefold().split()
    periods = tuple(find_periods(formal, today))
    mentions = find_meeting_kinds(formal)
    cues = find_cues_outside(formal, periods)
    offices = find_offices(formal)
    regions = tuple(dict.fromkeys(code for mention in find_regions(formal) for code in mention.codes))
    latest = find_latest(formal, mentions)
    counting = find_counting(formal, mentions=mentions, offices=offices, periods=periods)
    cued = (Kind.COUNT,) if counting else cue_kinds(formal, periods=periods, offices=offices)
    wanted = weigh_kinds(cued, formal, periods=periods, offices=offices)
    asks_person = wanted in {(), (Kind.PERSON,)} and "siapa" in words
    ends = [one.end for one in cues] + [match.end() for match in _WHO.finditer(formal)]
    asked = asked_offices(formal, offices, wanted=(Kind.ATTENDEES,) if asks_person else wanted, cue_ends=ends)
    wanted = (Kind.ATTENDEES,) if asks_person and (asked or mentions) else wanted
    marks: list[Period | OfficeMention | Cue] = [*periods, *asked, *cues]
    said = counting.spans if counting else ()
    taken = [*((mark.start, mark.end) for mark in marks), *said, latest or (0, 0)]
    concepts = find_concepts(formal, taken=taken)
    naming = find_naming(formal, wanted=wanted or (Kind.PASSAGE,))
    besides = find_concepts(formal, taken=[*taken, naming or (0, 0)])
    is_explicit = bool(wanted or asked or question_words(words))
    if not wanted and (regions or periods) and all(concept.is_kind for concept in concepts):
        wanted = (Kind.LIST,)
    wanted = wanted or (default_kind(words, offices, concepts_found=bool(concepts)),)
    group = asked_group(formal) if Kind.ATTENDEES in wanted and not asked else None
    return Query(
        text=text,
        formal=formal,
        wanted=wanted,
        is_explicit=is_explicit,
        concepts=concepts,
        asked_concepts=tuple(concept for concept in besides if not concept.is_kind),
        kinds=tuple(dict.fromkeys(mention.kind for mention in mentions)),
        regions=regions,
        periods=periods,
        asked_offices=asked,
        asked_groups=tuple(c for c in find_concepts(group or "", taken=()) if c in concepts),
        office_words=tuple(formal[office.start : office.end] for office in asked),
        capacity=asked_capacity(words),
        counting=counting,
        is_yes_no=not (question_words(words) or _NEGATIONS.isdisjoint(words)) and Kind.ATTENDEES in wanted,
        is_quantity="berapa" in words and Kind.WHEN not in wanted,
        is_latest=latest is not None,
        is_english=is_english(text.casefold().split()),
        unused=tuple(concept.text for concept in concepts if not _is_known(concept, vocabulary)),
    )


def _is_known(concept: Concept, vocabulary: Vocabulary) -> bool:
    return concept.is_kind or any(all(map(vocabulary.stem_frequency, form)) for form in concept.forms)


def _correct(formal: str, vocabulary: Vocabulary) -> str:
    """Typing errors mended: words the archive does not know, and that name no region, become known ones."""
    return " ".join(_correct_word(word, vocabulary) for word in formal.split())


def _correct_word(word: str, vocabulary: Vocabulary) -> str:
    if word.casefold() in _language() or is_wording(word) or find_regions(word):
        return word
    if heard := _hear(word, vocabulary):
        return heard
    formal = formal_form(word, vocabulary)
    if formal != word or vocabulary.frequency(word.casefold()):
        return formal
    is_name = word[:1].isupper() or vocabulary.stem_frequency(stem(word.casefold()))  # or a form of a known word
    return correct_region(word.casefold()) or (not is_name and correct_word(word, vocabulary)) or word


def _hear(word: str, vocabulary: Vocabulary) -> str | None:
    """The formal words of questions for one that sounds like them ("dimano"), unless the archive has it for its own."""
    heard = find_heard(word)
    formal = formalise(heard) if heard else ""
    is_own = vocabulary.frequency(word) * _RARER > max(map(vocabulary.frequency, formal.split()), default=0)
    return formal if formal and not (vocabulary.frequency(word) and is_own) else None


@cache
def _language() -> frozenset[str]:
    """Words that are no typing errors, whatever the archive has."""
    return asking_words() | {form.casefold() for form in read_words("months", "form")}
