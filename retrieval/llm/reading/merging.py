"""Facts of the reader and of a language model as one reading. Pure.

What both read is a fact as the reader has it. What the model alone reads is kept apart as proposed, unless its kind was
measured to be right often enough: nothing tells a proposal as a fact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from data.facts import Fact, FactKind, Meeting, Reading
from retrieval.language.names import fold_name, same_person
from retrieval.language.text import fold


def merge(reading: Reading, claimed: Iterable[Fact], *, trusted: Collection[FactKind] = ()) -> Reading:
    """The reading with what a model claims besides; `trusted`: kinds of which a claim of the model's is a fact."""
    new: list[Fact] = []
    for fact in claimed:
        if not any(_says_so(known, fact) for known in (*reading.facts, *new)):
            new.append(replace(fact, meeting=_meeting_of(fact, reading.meetings)))
    facts = (fact for fact in new if fact.kind in trusted)
    proposed = tuple(fact for fact in new if fact.kind not in trusted)
    return replace(reading, facts=(*reading.facts, *facts), proposed=proposed)


def agreeing(reading: Reading, claimed: Sequence[Fact]) -> int:
    """How many claims say what a fact of the reading says."""
    return sum(any(_says_so(known, fact) for known in reading.facts) for fact in claimed)


def _says_so(known: Fact, claimed: Fact) -> bool:
    """Whether a known fact speaks of the same: then it stands, also where the two differ in how somebody took part.

    Absent and present are no such difference: who is said not to have come is not told to have been there.
    """
    if known.kind is not claimed.kind:
        return False
    if known.kind is FactKind.ATTENDANCE:
        return _is_same_somebody(known, claimed)
    if known.kind is FactKind.STATEMENT:
        return known.start < claimed.end and claimed.start < known.end
    return fold(known.value) in fold(claimed.value) or fold(claimed.value) in fold(known.value)


def _is_same_somebody(known: Fact, claimed: Fact) -> bool:
    if known.person and claimed.person:
        return same_person(fold_name(known.person), fold_name(claimed.person))
    offices = [fold(fact.role or fact.value) for fact in (known, claimed)]
    return bool(offices[0]) and (offices[0] in offices[1] or offices[1] in offices[0])


def _meeting_of(fact: Fact, meetings: Sequence[Meeting]) -> int | None:
    """The meeting named last before the claim's sentence ends; the first of the article where none is."""
    before = [meeting for meeting in meetings if meeting.start < fact.end]
    if before:
        return max(before, key=lambda meeting: meeting.start).ordinal
    return meetings[0].ordinal if meetings else None
