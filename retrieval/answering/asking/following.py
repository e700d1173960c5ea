"""What a follow-up leaves unsaid, from the question before it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.answering.answers.courtesies import asks_nothing
from retrieval.answering.answers.officeholders import asks_holder
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.asking.questions import clean_question
from retrieval.facts.phrases import read_cues
from retrieval.language.dates import Period, find_periods
from retrieval.language.tables import read_words

_CUES = "follow_up_cues"


def may_lean(query: Query) -> bool:
    """Whether a question says too little to stand alone, or says that it goes on."""
    lowered = query.formal.casefold()
    if not lowered or asks_nothing(lowered):
        return False
    if _goes_on(lowered):
        return True
    if query.is_latest or (query.regions and asks_holder(query)):
        return False
    names_meeting = query.kinds or query.kind in {Kind.LIST, Kind.COUNT}
    if query.periods or (query.regions and names_meeting):
        return False
    return len(_telling(query)) < (1 if query.kinds else 3 if _points_back(query) else 2)


def stands_alone(query: Query) -> bool:
    """Whether a question cannot be a follow-up: it asks nothing, for a list, or says where or when."""
    if may_lean(query):
        return False
    is_listed = query.is_latest or query.kind in {Kind.LIST, Kind.COUNT}
    return is_listed or bool(query.regions or query.periods) or asks_nothing(query.formal.casefold())


def _points_back(query: Query) -> bool:
    """Whether a "-nya" stands for what was spoken of: "siapa yang terpilih jadi ketuanya?"."""
    no_pointers = read_words("stopwords") | read_words("question_fillers")
    words = clean_question(query.text).casefold().rstrip("?!. ").split()
    return any(word.endswith("nya") and word not in no_pointers for word in words)


def leans_on(query: Query, earlier: Query) -> bool:
    """Whether it is the earlier question that it goes on from: "bupati Wonosobo hadir?" after a meeting there."""
    return _goes_on(query.formal.casefold()) or set(query.regions) <= set(earlier.regions)


def _goes_on(lowered: str) -> bool:
    starts, pointers = read_cues(_CUES, "start"), read_cues(_CUES, "pointer")
    return lowered.split(" ", 1)[0] in starts or any(phrase in lowered for phrase in pointers)


def _asks_of_another(query: Query) -> bool:
    """ "Kalau yang tahap keempat kapan?" asks about another meeting, like the one before in all it does not name."""
    return query.formal.casefold().startswith(tuple(f"{phrase} " for phrase in read_cues(_CUES, "another")))


def _telling(query: Query) -> list[Concept]:
    """The concepts that say more than the kind of meeting: "tema upacaranya apa" has none."""
    return [concept for concept in query.concepts if not concept.is_kind]


def merge(query: Query, earlier: Query, *, today: date | None) -> Query:
    """The follow-up with everything it leaves unsaid taken from the earlier question."""
    # The details that an earlier follow-up asked for do not name the meeting.
    root = earlier.earlier if earlier.earlier and earlier.is_explicit else earlier
    names_another = bool(query.kinds and _telling(query))
    is_another = _asks_of_another(query)
    kept = [one for one in root.concepts if not (is_another and query.regions and one.text.isdigit())]
    concepts = query.concepts if names_another else tuple(dict.fromkeys((*kept, *query.concepts)))
    is_dated_anew = bool(query.periods) or (is_another and bool(_telling(query)))
    said = find_periods(root.formal, today) if is_dated_anew else ()
    merged = replace(
        query,
        formal=f"{_without(root.formal, said)} {query.formal}",
        concepts=concepts,
        kinds=query.kinds or root.kinds,
        regions=query.regions or root.regions,
        periods=query.periods if is_dated_anew else root.periods,
        is_latest=query.is_latest or root.is_latest,
        is_english=query.is_english or root.is_english,
        inherited=True,
    )
    merged = merged if query.is_explicit else _asking_as(merged, earlier)
    if is_another:
        return replace(merged, instead=_exchange(merged, query, root))
    return replace(merged, earlier=root) if _is_about_same(merged, root) else merged


def _asking_as(query: Query, earlier: Query) -> Query:
    """The question, asking what the earlier one asked."""
    return replace(
        query,
        wanted=earlier.wanted,
        asked_offices=earlier.asked_offices,
        office_words=earlier.office_words,
        capacity=earlier.capacity,
        is_yes_no=earlier.is_yes_no,
        is_quantity=earlier.is_quantity,
    )


def _exchange(merged: Query, query: Query, root: Query) -> Query | None:
    """The follow-up with the earlier meeting's kind and place, but none of the words that name it."""
    if not _telling(query):
        return None
    kinds = tuple(concept for concept in root.concepts if concept.is_kind)
    formal = " ".join([*(kind.text for kind in kinds), query.formal])
    return replace(merged, formal=formal, concepts=tuple(dict.fromkeys((*kinds, *query.concepts))))


def _is_about_same(merged: Query, root: Query) -> bool:
    """Whether a follow-up names no other kind, region or time."""
    return (merged.kinds, merged.regions, merged.periods) == (root.kinds, root.regions, root.periods)


def _without(formal: str, periods: Sequence[Period]) -> str:
    for period in sorted(periods, key=lambda period: -period.start):
        formal = formal[: period.start] + formal[period.end :]
    return formal
