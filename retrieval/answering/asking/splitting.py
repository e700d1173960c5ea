"""Several questions in one: where it parts, and what each part asks, resolved against the part that names the meeting.

"Siapa yang buka dan siapa yang hadir di musrenbang Demak?" are two questions about one meeting. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from retrieval.answering.asking.cues import find_cues, question_words
from retrieval.answering.asking.following import merge
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.asking.questions import formalise
from retrieval.facts.phrases import alternation
from retrieval.language.tables import read_table, read_words

_MOST_PARTS = 6
# Words with which a part names a meeting without saying its kind.
_LEAST_NAMING = 2
# What ranges over the archive is asked alone; a free question may be the end of a sentence, and none.
_ALONE = frozenset({Kind.PERSON, Kind.LIST, Kind.COUNT})
_NEW_LINE = re.compile(r"\s*[\n\r]\s*(?:\d{1,2}[.)]\s+|[-*•–]\s+)?")
_COUNTED = re.compile(r"[\s,;]+(\d{1,2})[.)]\s+")
"""What parts a message that counts its questions."""


def mark_parts(text: str) -> str:
    """A message on one line, parted by semicolons, not by lines and numbers: "1. kapan 2. siapa" -> "kapan; siapa"."""
    _, *counted = _COUNTED.split(f" {text}")
    numbers = [str(place) for place, _ in enumerate(counted[::2], 1)]
    if len(numbers) > 1 and counted[::2] == numbers:
        return "; ".join(part.strip() for part in counted[1::2])
    return _NEW_LINE.sub("; ", f"\n{text.strip()}").removeprefix("; ")


def split_question(text: str) -> list[str]:
    """The parts of a question that each ask something; the whole where it asks one thing."""
    first, *rest = _joints().split(text)
    parts = [first]
    for joint, piece in zip(rest[::2], rest[1::2], strict=True):
        # What asks nothing belongs to the question before it, or to the one that it introduces.
        if _asks(parts[-1]) and _asks(piece):
            parts.append(piece)
        else:
            parts[-1] += joint + piece
    return [part.strip() for part in parts] if 1 < len(parts) <= _MOST_PARTS else [text]


def understand_parts(
    parts: Sequence[str],
    history: Sequence[str],
    understand: Callable[[str, Sequence[str]], Query],
    *,
    today: date | None,
) -> list[Query]:
    """Each part as a question; one that names no meeting is about that of the part which names one.

    Empty where a part asks nothing that can be asked beside another.
    """
    queries = [understand(part, history) for part in parts]
    if not all(map(_can_stand_beside, queries)):
        return []
    naming = max(queries, key=lambda query: (bool(query.kinds), len(query.telling)))
    return [merge(query, naming, today=today) if _leans(query, naming) else query for query in queries]


def _can_stand_beside(query: Query) -> bool:
    """Whether a part asks something of its own: "siapa namanya?" only goes on."""
    says_what = find_cues(query.formal) or query.asked_offices or query.kind is not Kind.ATTENDEES
    return bool(says_what) and query.is_explicit and query.kind not in _ALONE


def _leans(query: Query, naming: Query) -> bool:
    """Whether a part is about the meeting that another one names, and names none itself."""
    return _names_meeting(naming) and not (_names_meeting(query) or query.periods)


def _names_meeting(query: Query) -> bool:
    return bool(query.kinds) or len(query.telling) >= _LEAST_NAMING


def asks_more(parts: Sequence[Query], whole: Query) -> bool:
    """Whether the parts surely ask for more than was understood of the question as a whole."""
    asked = {(one.kind, one.capacity, one.asked_offices, one.concepts, one.kinds, one.regions) for one in parts}
    is_free = any(one.kind is Kind.PASSAGE and not one.is_quantity for one in parts)
    return not is_free and len(asked) > len(whole.wanted)


def _asks(text: str) -> bool:
    return bool(question_words(formalise(text).casefold().split()))


@cache
def _joints() -> re.Pattern[str]:
    """Where questions may join: behind punctuation and the words that join them, in formal and informal spelling."""
    joints = read_words("joint_words")
    informal = {row["written"] for row in read_table("informal") if row["means"] in joints}
    return re.compile(rf"([?;,&]+|\b{alternation(sorted(joints | informal))}\b)", re.IGNORECASE)
