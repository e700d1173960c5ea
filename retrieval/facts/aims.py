"""Which clauses of an article state the purpose, the agenda or the outcome of a meeting itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from retrieval.facts.kinds import GENERIC, find_meeting_kinds, kinds_compatible
from retrieval.facts.occasions import Occasion
from retrieval.facts.organisers import OrganiserMention
from retrieval.facts.page import Page, is_verb
from retrieval.facts.phrases import compile_phrases, read_cues
from retrieval.facts.purposes import BOUND, MIDDLE, STRONG, WEAK, ClauseMention

# Purposes stated outright come first; a hope ("diharapkan") is only a purpose where nothing else is.
_ORDER = (STRONG, MIDDLE, BOUND, WEAK)
_MOST = 3
_NEAR_ENOUGH = 0.75
_BOUND_REACH = 140
# "BATANG HARI - Guna ...": a dateline of a few words may stand before.
_DATELINE_WORDS = 4


@cache
def _about() -> re.Pattern[str]:
    return compile_phrases(read_cues("purpose_cues", "about"))


def choose_purposes(
    page: Page, occasion: Occasion, *, clauses: Sequence[ClauseMention], organisers: Sequence[OrganiserMention]
) -> list[ClauseMention]:
    """Up to three purposes of a meeting, the most outright first."""
    fitting = [
        cut_before_main_clause(page, clause, occasion=occasion, organisers=organisers)
        for clause in clauses
        if clause.role in _ORDER and not _is_name(clause, occasion) and _states_purpose(page, clause, occasion=occasion)
    ]
    ranked = sorted(fitting, key=lambda clause: (_ORDER.index(clause.role), _is_inside(clause, occasion), clause.start))
    stated = [clause for clause in ranked if clause.role == STRONG]
    outright = [clause for clause in ranked if clause.role != WEAK]
    return (stated or outright or ranked)[:_MOST]


def choose_stated(
    page: Page, occasion: Occasion, *, clauses: Sequence[ClauseMention], role: str
) -> list[ClauseMention]:
    """The agenda or the outcome of a meeting: clauses in sentences that speak of it, direct speech left out."""
    return [
        clause
        for clause in clauses
        if clause.role == role and not page.is_speech(clause.start) and _speaks_of(page, clause, occasion=occasion)
    ][:_MOST]


def _is_inside(clause: ClauseMention, occasion: Occasion) -> bool:
    """Whether a clause is part of the meeting's name ("Rakor dalam rangka menghadapi Natal"): it says least."""
    return any(event.start < clause.start < event.end for event in occasion.events)


def _is_name(clause: ClauseMention, occasion: Occasion) -> bool:
    """ "dalam rangka Rakor ..." only names the meeting."""
    return any(clause.start <= event.start < clause.start + 3 for event in occasion.events)


def _states_purpose(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    if clause.role == STRONG and clause.subject:
        return _names_meeting(clause.subject, occasion) or bool(_about().search(clause.subject))
    if clause.role == STRONG:
        return _speaks_of(page, clause, occasion=occasion)
    if clause.role == MIDDLE:
        spoken = page.is_speech(clause.cue)
        return not spoken and (_frames(page, clause, occasion=occasion) or _speaks_of(page, clause, occasion=occasion))
    if clause.role == BOUND:
        return _is_done(page, clause) and (
            any(0 <= clause.cue - event.end <= 3 for event in occasion.events) or _follows_generic(page, clause)
        )
    return _speaks_of(page, clause, occasion=occasion)


def _frames(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    """Whether a clause opens the sentence that reports the meeting, or stands behind the meeting in it."""
    event = occasion.event
    if page.sentence_at(clause.cue) != event.sentence:
        return False
    opening = page.text[page.sentences[event.sentence].start : clause.cue]
    return clause.cue > event.start or len(opening.split()) <= _DATELINE_WORDS


def _is_done(page: Page, clause: ClauseMention) -> bool:
    """Whether a clause begins with a verb: what a meeting is for is something to do, not somebody."""
    return is_verb(page.text[clause.start : clause.end].split()[0].casefold())


def _follows_generic(page: Page, clause: ClauseMention) -> bool:
    """Whether the meeting is the subject of "untuk": "rapat ini untuk ...", "rakor tersebut adalah untuk ..."."""
    start = max(page.sentences[page.sentence_at(clause.cue)].start, clause.cue - 70)
    before = page.text[start : clause.cue]
    mentions = find_meeting_kinds(before)
    if not mentions or page.is_speech(clause.cue):
        return False
    gap = before[mentions[-1].end :].casefold().split()
    return bool(gap) and all(word.strip(",") in _links() for word in gap)


@cache
def _links() -> frozenset[str]:
    return frozenset(read_cues("purpose_cues", "link"))


def _speaks_of(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    sentence = page.sentences[page.sentence_at(clause.cue)]
    before = page.text[max(sentence.start, clause.cue - _BOUND_REACH) : clause.cue]
    return _names_meeting(before, occasion) or before.strip().casefold() in {"ini", "hal ini", "itu", "hal itu"}


def _names_meeting(text: str, occasion: Occasion) -> bool:
    return any(
        mention.kind == GENERIC or kinds_compatible(mention.kind, occasion.event.kind) >= _NEAR_ENOUGH
        for mention in find_meeting_kinds(text)
    )


def cut_before_main_clause(
    page: Page, clause: ClauseMention, *, occasion: Occasion, organisers: Sequence[OrganiserMention]
) -> ClauseMention:
    """A purpose that opens a sentence ends where the main clause begins ("Guna ..., Polres X menggelar FGD")."""
    inside = [event.start for event in occasion.events if clause.start < event.start < clause.end]
    if not inside:
        return clause
    hosts = [host.start for host in organisers if clause.start < host.start < inside[0]]
    comma = page.text.rfind(",", clause.start, hosts[0] if hosts else inside[0])
    return replace(clause, end=comma) if comma > clause.start else clause
