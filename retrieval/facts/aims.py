"""Which clauses of an article state the purpose, the agenda or the outcome of a meeting itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from retrieval.facts.hosts import is_this
from retrieval.facts.kinds import GENERIC, find_meeting_kinds, kinds_compatible
from retrieval.facts.occasions import Occasion
from retrieval.facts.organisers import OrganiserMention
from retrieval.facts.page import Page, is_verb
from retrieval.facts.phrases import alternation, compile_phrases, read_cues
from retrieval.facts.purposes import BOUND, MIDDLE, STRONG, WEAK, ClauseMention

# Purposes stated outright come first; a hope ("diharapkan") is only a purpose where nothing else is.
_ORDER = (STRONG, MIDDLE, BOUND, WEAK)
_MOST = 3
_NEAR_ENOUGH = 0.75
_BOUND_REACH = 140
_THIS = frozenset({"ini", "tersebut", "itu"})
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
    # "Rakor dalam rangka Natal" says least: it counts only where nothing else is said.
    beside = [clause for clause in fitting if not _is_inside(clause, occasion)]
    fitting = beside if any(clause.role != WEAK for clause in beside) else fitting
    ranked = sorted(fitting, key=lambda clause: (_ORDER.index(clause.role), clause.start))
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
        if clause.role == role
        and not page.is_speech(clause.start)
        and not _hope().search(page.text[max(0, clause.cue - 14) : clause.cue])
        and _speaks_of(page, clause, occasion=occasion)
    ][:_MOST]


@cache
def _hope() -> re.Pattern[str]:
    """ "agar mampu menghasilkan ...": what is hoped for has not come of a meeting."""
    return re.compile(rf"\b{alternation(read_cues('purpose_cues', 'hope'))}\s+$", re.IGNORECASE)


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
        return _speaks_of(page, clause, occasion=occasion) or _goes_on(page, clause, occasion=occasion)
    if clause.role == MIDDLE and not page.is_speech(clause.cue):
        framed = _frames(page, clause, occasion=occasion) or _speaks_of(page, clause, occasion=occasion)
        return framed and not _is_of_other_clause(page, clause, occasion=occasion)
    if clause.role in {MIDDLE, BOUND}:
        beside = any(0 <= clause.cue - event.end <= 3 for event in occasion.events)
        opens = _opens_report(page, clause, occasion=occasion)
        return _is_done(page, clause) and (beside or opens or _follows_generic(page, clause))
    return _speaks_of(page, clause, occasion=occasion)


def _goes_on(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    """Whether a clause opens the sentence behind one that reports the meeting: "Tujuannya agar ..."."""
    sentence = page.sentence_at(clause.cue)
    opens = clause.cue - page.sentences[sentence].start <= _OPENING
    return opens and sentence > 0 and sentence - 1 in occasion.sentences | {occasion.event.sentence}


def _is_of_other_clause(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    """Whether a main clause about something else follows: "sebagai wujud syukur, BPS memberikan sembako"."""
    inside = any(clause.start < event.start < clause.end for event in occasion.events)
    return not inside and bool(_MAIN_CLAUSE.search(page.text, clause.start, clause.end))


_MAIN_CLAUSE = re.compile(r",\s+[A-Z][\w.]*(?:\s+[A-Z][\w.]*){0,6}\s+(?:juga\s+)?(?:me|ber)[a-z]{4,}")
_BEGINS_MAIN = re.compile(r",\s+(?=[A-Z]|pada\s|maka\s)")
_DASHES = ("-", "–", "—", ":")
_OPENING, _SUBJECT = 14, 40


def _opens_report(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    """ "Untuk mendukung operasi itu, Satpol PP menggelar apel": a clause before the main clause of the report."""
    event = occasion.event
    if clause.role != BOUND or page.sentence_at(clause.cue) != event.sentence or clause.cue > event.start:
        return False
    opening = page.text[page.sentences[event.sentence].start : clause.cue]
    return not opening.strip("-–—: ") or (
        opening.rstrip().endswith(_DASHES) and len(opening.split()) <= _DATELINE_WORDS + 1
    )


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
    if not mentions:
        return False
    gap = before[mentions[-1].end :].casefold().split()
    if page.is_speech(clause.cue) and not _THIS & set(gap):
        return False
    return bool(gap) and all(word.strip(",") in _links() for word in gap)


@cache
def _links() -> frozenset[str]:
    return frozenset(read_cues("purpose_cues", "link"))


def _speaks_of(page: Page, clause: ClauseMention, *, occasion: Occasion) -> bool:
    sentence = page.sentences[page.sentence_at(clause.cue)]
    before = page.text[max(sentence.start, clause.cue - _BOUND_REACH) : clause.cue]
    opening = page.text[sentence.start : min(clause.cue, sentence.start + _SUBJECT)]
    about = _names_meeting(before, occasion) or (clause.role in {STRONG, WEAK} and _names_meeting(opening, occasion))
    about = about or (clause.role == STRONG and opening.startswith("Selain ") and _ends_in_name(page, clause, occasion))
    return about or before.strip().casefold() in {"ini", "hal ini", "itu", "hal itu"}


def _ends_in_name(page: Page, clause: ClauseMention, occasion: Occasion) -> bool:
    """ "Selain bertujuan untuk melestarikan laut, Sedekah Laut merupakan ...": the main clause is on the meeting."""
    name = page.text[occasion.name.start : occasion.name.end]
    proper = " ".join(name.split()[-2:])
    return bool(proper) and page.text.find(proper, clause.start, clause.end) >= 0


def _names_meeting(text: str, occasion: Occasion) -> bool:
    return any(
        is_this(text, mention.end)
        if mention.kind == GENERIC
        else kinds_compatible(mention.kind, occasion.event.kind) >= _NEAR_ENOUGH
        for mention in find_meeting_kinds(text)
    )


def cut_before_main_clause(
    page: Page, clause: ClauseMention, *, occasion: Occasion, organisers: Sequence[OrganiserMention]
) -> ClauseMention:
    """A purpose that opens a sentence ends where the main clause begins ("Guna ..., Polres X menggelar FGD")."""
    inside = [event.start for event in occasion.events if clause.start < event.start < clause.end]
    if not inside:
        return clause
    if clause.role == BOUND and (main := _BEGINS_MAIN.search(page.text, clause.start, inside[0])):
        return replace(clause, end=main.start())
    hosts = [host.start for host in organisers if clause.start < host.start < inside[0]]
    comma = page.text.rfind(",", clause.start, hosts[0] if hosts else inside[0])
    return replace(clause, end=comma) if comma > clause.start else clause
