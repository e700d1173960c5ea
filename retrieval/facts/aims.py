"""Which clauses of an article state the purpose, the agenda or the outcome of a meeting itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.facts.occasions import Occasion, mentions_meeting
from retrieval.facts.organisers import OrganiserMention
from retrieval.facts.page import Page
from retrieval.facts.purposes import MIDDLE, STRONG, ClauseMention

_MOST = 3
# How far before a cue the meeting may be named.
_REACH = 140
# "BATANG HARI - Guna ...": a dateline of a few words may stand before.
_DATELINE_WORDS = 4
_THIS = frozenset({"ini", "hal ini", "itu", "hal itu"})


def choose_purposes(
    page: Page, occasion: Occasion, *, clauses: Sequence[ClauseMention], organisers: Sequence[OrganiserMention]
) -> list[ClauseMention]:
    """Up to three purposes of a meeting; those stated outright silence the others."""
    fitting = [
        cut_before_main_clause(page, clause, occasion=occasion, organisers=organisers)
        for clause in clauses
        if clause.role in {STRONG, MIDDLE}
        and (_speaks_of(page, clause, occasion=occasion) or _frames(page, clause, occasion=occasion))
    ]
    stated = [clause for clause in fitting if clause.role == STRONG]
    return (stated or fitting)[:_MOST]


def choose_stated(
    page: Page, occasion: Occasion, *, clauses: Sequence[ClauseMention], role: str
) -> list[ClauseMention]:
    """The agenda or the outcome of a meeting: clauses in sentences that speak of it, direct speech left out."""
    of_role = [clause for clause in clauses if clause.role == role and not page.is_speech(clause.start)]
    return [clause for clause in of_role if _speaks_of(page, clause, occasion=occasion)][:_MOST]


def _frames(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    """Whether a clause that says less opens the sentence that reports the meeting, or stands behind it there."""
    event = occasion.event
    if clause.role != MIDDLE or page.sentence_at(clause.cue) != event.sentence:
        return False
    opening = page.text[page.sentences[event.sentence].start : clause.cue]
    return clause.cue > event.start or len(opening.split()) <= _DATELINE_WORDS


def _speaks_of(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    """Whether the meeting is named before a clause ("tujuan rakor ini adalah ..."), or all before it is "hal ini"."""
    start = page.sentences[page.sentence_at(clause.cue)].start
    before = page.text[start : clause.cue].strip().casefold()
    end = clause.start if clause.role == STRONG else clause.cue
    return before in _THIS or mentions_meeting(page, occasion, max(start, clause.cue - _REACH), end)


def cut_before_main_clause(
    page: Page, clause: ClauseMention, *, occasion: Occasion, organisers: Sequence[OrganiserMention]
) -> ClauseMention:
    """A purpose that opens a sentence ends where the main clause begins ("Guna ..., Polres X menggelar FGD")."""
    starts = [event.start for event in occasion.events] + [host.start for host in organisers]
    inside = [start for start in starts if clause.start < start < clause.end]
    comma = page.text.rfind(",", clause.start, min(inside, default=clause.start))
    return replace(clause, end=comma) if comma > clause.start else clause
