"""What a follow-up leaves unsaid, from the question before it. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from retrieval.answering.answers.officeholders import asks_holder
from retrieval.answering.asking.query import LISTS, Query
from retrieval.facts.phrases import cue_pattern
from retrieval.language.dates import find_periods
from retrieval.language.tables import read_words

_CUES = "follow_up_cues"
_POINTER = re.compile(r"\w+nya\b")
_INHERITED = ("kinds", "regions", "periods", "is_latest", "is_english")
# What a question that asks nothing itself asks is what the one before it asked.
_ASKED = ("wanted", "asked_offices", "office_words", "capacity", "counting", "is_yes_no", "is_quantity")


def may_lean(query: Query) -> bool:
    """Whether a question says too little to stand alone, or says that it goes on."""
    is_whole = query.kinds or query.kind in LISTS or asks_holder(query)
    is_placed = query.is_latest or query.periods or (query.regions and is_whole)
    enough = 1 if query.kinds else 2 + _points_back(query)
    return goes_on(query) or (not is_placed and len(query.telling) < enough)


def stands_alone(query: Query) -> bool:
    """Whether a question cannot be a follow-up: it asks for a list, or says where or when."""
    says = query.is_latest or query.kind in LISTS or query.regions or query.periods
    return bool(says) and not may_lean(query)


def _points_back(query: Query) -> bool:
    """Whether a "-nya" stands for what was spoken of: "siapa yang terpilih jadi ketuanya?"."""
    pointers = set(_POINTER.findall(query.text.casefold()))
    return not pointers <= read_words("stopwords") | read_words("question_fillers")


def goes_on(query: Query) -> bool:
    """Whether a question says that it goes on: "terus kapan?", "siapa yang hadir di acara itu?"."""
    return bool(cue_pattern(_CUES, "start").match(query.formal) or cue_pattern(_CUES, "pointer").search(query.formal))


def merge(query: Query, earlier: Query, *, today: date | None) -> Query:
    """The follow-up with everything it leaves unsaid taken from the earlier question.

    "Kalau yang tahap keempat kapan?" asks about another meeting: at another time, and no answer is looked for at the
    earlier one.
    """
    # The details that an earlier follow-up asked for do not name the meeting.
    root = earlier.earlier if earlier.earlier and earlier.is_explicit else earlier
    is_another = cue_pattern(_CUES, "another").match(query.formal) is not None
    is_dated_anew = bool(query.periods or (is_another and (query.telling or query.kinds)))
    kept = () if query.kinds and (query.telling or is_another) else root.concepts
    said = _undated(root.formal, today) if is_dated_anew else root.formal
    taken = {name: getattr(query, name) or getattr(root, name) for name in _INHERITED}
    merged = replace(
        query if query.is_explicit else replace(query, **{name: getattr(earlier, name) for name in _ASKED}),
        formal=f"{said} {query.formal}" if kept or not query.is_explicit else query.formal,
        concepts=tuple(dict.fromkeys((*kept, *query.concepts))),
        inherited=True,
        **taken | ({"periods": query.periods} if is_dated_anew else {}),
    )
    if is_another:
        merged = replace(merged, is_another=True)
        return replace(merged, instead=_exchange(merged, query, root))
    is_same = all(getattr(merged, name) == getattr(root, name) for name in ("kinds", "regions", "periods"))
    return replace(merged, earlier=root if is_same else None)


def _exchange(merged: Query, query: Query, root: Query) -> Query | None:
    """The follow-up with the earlier meeting's kind and place, but none of the words that name it."""
    kinds = [concept for concept in root.concepts if concept.is_kind]
    formal = " ".join([*(kind.text for kind in kinds), query.formal])
    exchanged = replace(merged, formal=formal, concepts=tuple(dict.fromkeys((*kinds, *query.concepts))))
    return exchanged if query.telling else None


def _undated(formal: str, today: date | None) -> str:
    for period in reversed(find_periods(formal, today)):
        formal = formal[: period.start] + formal[period.end :]
    return formal
