"""From a question, and the earlier ones it leans on, to a Query. Never raises; unused words are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.answering.asking.asked import asked_group, asked_offices, find_naming
from retrieval.answering.asking.concepts import find_concepts
from retrieval.answering.asking.counting import find_counting
from retrieval.answering.asking.cues import asked_capacity
from retrieval.answering.asking.following import goes_on, may_lean, merge, stands_alone
from retrieval.answering.asking.parsed import NOWHERE, parse, spans
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.asking.questions import MAX_CHARACTERS, clean_question, formalise, is_english
from retrieval.answering.asking.recency import find_latest
from retrieval.answering.asking.spelling import Vocabulary, mend
from retrieval.answering.asking.wanting import cue_kinds, default_kind, weigh_kinds

_NEGATIONS = frozenset({"tidak", "apakah", "bukan"})
# How many earlier questions a follow-up may lean on, each on the one before it.
_HISTORY = 12


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
    parsed = parse(mend(formalise(text), vocabulary), today)
    formal, words = parsed.formal, parsed.words
    latest, counting = find_latest(parsed), find_counting(parsed)
    wanted = weigh_kinds((Kind.COUNT,) if counting else cue_kinds(parsed), parsed)
    asks_person = wanted in {(), (Kind.PERSON,)} and "siapa" in words
    likely = (Kind.ATTENDEES,) if asks_person else wanted
    asked = asked_offices(parsed, likely)
    wanted = likely if asked or parsed.kinds else wanted
    said = counting.spans if counting else ()
    taken = [*spans([*parsed.periods, *asked, *parsed.cues]), *said, latest]
    concepts = find_concepts(parsed, taken=taken)
    besides = find_concepts(parsed, taken=[*taken, find_naming(parsed, wanted or (Kind.PASSAGE,))])
    is_explicit = bool(wanted or asked or parsed.asking)
    if not wanted and (parsed.regions or parsed.periods) and all(concept.is_kind for concept in concepts):
        wanted = (Kind.LIST,)
    wanted = wanted or (default_kind(parsed, concepts_found=bool(concepts)),)
    group = asked_group(parsed) if Kind.ATTENDEES in wanted and not asked else None
    return Query(
        text=text,
        formal=formal,
        wanted=wanted,
        is_explicit=is_explicit,
        concepts=concepts,
        asked_concepts=tuple(concept for concept in besides if not concept.is_kind),
        kinds=tuple(dict.fromkeys(mention.kind for mention in parsed.kinds)),
        regions=tuple(dict.fromkeys(code for mention in parsed.regions for code in mention.codes)),
        periods=parsed.periods,
        asked_offices=asked,
        asked_groups=tuple(one for one in find_concepts(parse(group or "")) if one in concepts),
        office_words=tuple(formal[office.start : office.end] for office in asked),
        capacity=asked_capacity(words),
        counting=counting,
        is_yes_no=not (parsed.asking or _NEGATIONS.isdisjoint(words)) and Kind.ATTENDEES in wanted,
        is_quantity="berapa" in words and Kind.WHEN not in wanted,
        is_latest=latest != NOWHERE,
        is_english=is_english(text.casefold().split()),
        unused=tuple(concept.text for concept in concepts if not _is_known(concept, vocabulary)),
    )


def _is_known(concept: Concept, vocabulary: Vocabulary) -> bool:
    return concept.is_kind or any(all(map(vocabulary.stem_frequency, form)) for form in concept.forms)
