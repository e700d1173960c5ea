"""Several questions in one: where it parts, and what each part asks, resolved against the part that names the meeting.

"Siapa yang buka dan siapa yang hadir di musrenbang Demak?" are two questions about one meeting. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

from retrieval.answering.answer import Answer, Status
from retrieval.answering.asking.cues import find_cues, question_words
from retrieval.answering.asking.following import merge
from retrieval.answering.asking.query import Concept, Kind, Query
from retrieval.answering.asking.questions import formalise
from retrieval.facts.phrases import alternation
from retrieval.language.tables import read_table, read_words

_ANSWERED = frozenset({Status.ANSWERED, Status.CONFLICTING})
_MOST_PARTS = 3
# Words with which a part names a meeting without saying its kind.
_LEAST_NAMING = 2
# What ranges over the archive is asked alone; a free question may be the end of a sentence, and none.
_ALONE = frozenset({Kind.PERSON, Kind.LIST, Kind.COUNT})


def split_question(text: str) -> list[str]:
    """The parts of a question that each ask something; the whole where it asks one thing."""
    joints = list(_joints().finditer(text))
    pieces = zip(
        [0, *(joint.end() for joint in joints)], [*(joint.start() for joint in joints), len(text)], strict=True
    )
    spans: list[tuple[int, int]] = []
    for start, end in pieces:
        if spans and not (_asks(text[slice(*spans[-1])]) and _asks(text[start:end])):
            # What asks nothing belongs to the question before it, or to the one that it introduces.
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [text[start:end].strip() for start, end in spans] if 1 < len(spans) <= _MOST_PARTS else [text]


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
    naming = max(queries, key=lambda query: (bool(query.kinds), len(_telling(query))))
    if not _names_meeting(naming):
        return queries
    return [merge(query, naming, today=today) if _leans(query, naming) else query for query in queries]


def _can_stand_beside(query: Query) -> bool:
    """Whether a part asks something of its own: "siapa namanya?" only goes on."""
    if query.kind in _ALONE or not query.is_explicit:
        return False
    says_what = bool(find_cues(query.formal.casefold().split()) or query.asked_offices)
    return says_what or query.kind is not Kind.ATTENDEES


def _leans(query: Query, naming: Query) -> bool:
    if query is naming or query.periods or _names_meeting(query):
        return False
    return not query.regions or not naming.regions or set(query.regions) <= set(naming.regions)


def _names_meeting(query: Query) -> bool:
    return bool(query.kinds) or len(_telling(query)) >= _LEAST_NAMING


def _telling(query: Query) -> list[Concept]:
    return [concept for concept in query.concepts if not concept.is_kind]


def asks_more(parts: Sequence[Query], whole: Query) -> bool:
    """Whether the parts surely ask for more than was understood of the question as a whole."""
    asked = {(one.kind, one.capacity, one.asked_offices, one.concepts, one.kinds, one.regions) for one in parts}
    is_free = any(one.kind is Kind.PASSAGE and not one.is_quantity for one in parts)
    return not is_free and len(asked) > len(whole.wanted)


def join(answers: Sequence[Answer]) -> Answer | None:
    """The answers to all parts as one; None where none is answered."""
    answered = [one for one in answers if one.status in _ANSWERED]
    if not answered:
        return None
    return answered[0].with_(
        text=_join_texts(answers),
        facts=tuple(dict.fromkeys(fact for one in answers for fact in one.facts)),
        sources=tuple(dict.fromkeys(source for one in answers for source in one.sources)),
        passages=answered[0].passages or answers[0].passages,
    )


def _join_texts(answers: Sequence[Answer]) -> str:
    """All texts; the line that says which meeting it was stands once, after the last that has it."""
    lines = [line for answer in answers for line in answer.text.split("\n")]
    kept = [line for place, line in enumerate(lines) if line not in lines[place + 1 :]]
    return "\n".join(kept)


def _asks(text: str) -> bool:
    return bool(question_words(formalise(text).casefold().split()))


@cache
def _joints() -> re.Pattern[str]:
    """Punctuation and the words that join questions, in formal and informal spelling."""
    joints = read_words("joint_words")
    informal = {row["written"] for row in read_table("informal") if row["means"] in joints}
    return re.compile(rf"[?;,&]+|\b{alternation(sorted(joints | informal))}\b", re.IGNORECASE)
