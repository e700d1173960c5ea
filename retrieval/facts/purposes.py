"""Why a meeting was held, what was on its agenda and what came of it: clauses behind a cue, and which are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from retrieval.facts.occasions import Occasion, mentions_meeting
from retrieval.facts.page import Mention, Page, read_clause
from retrieval.facts.phrases import cue_words

STRONG, MIDDLE, AGENDA, OUTCOME = "strong", "middle", "agenda", "outcome"
_LENGTHS = range(12, 421)
_MOST = 3
# How far before a cue the meeting may be named.
_REACH = 140
# "BATANG HARI - Guna ...": a dateline of a few words may stand before.
_DATELINE_WORDS = 4
_THIS = frozenset({"ini", "hal ini", "itu", "hal itu"})


@cache
def _cues() -> re.Pattern[str]:
    noun, copula, lead = (cue_words("purpose_cues", role) for role in ("noun", "copula", "lead"))
    bare = r"(?:(?<=ini\s)|(?<=itu\s)|(?<=tersebut\s))(?=me(?!nurut|rupakan)[a-z]{4})"
    stated = rf"{noun}(?:nya)?\s+(?:[^\s.;“”\"]+\s+){{0,12}}?(?:{copula}(?!\w)|{bare})"
    weak = "|".join(rf"(?P<{role}>{cue_words('purpose_cues', role)})" for role in (MIDDLE, AGENDA, OUTCOME))
    cues = rf"(?:(?P<{STRONG}>{stated}|{cue_words('purpose_cues', STRONG)}(?!\w))|(?:{weak})(?!\w))"
    return re.compile(
        rf"(?<!\w)(?<!tepat )(?<!daya )(?<!serba ){cues}[\s:,“\"]*(?:{lead}\s+)*",
        re.IGNORECASE,
    )


def find_clauses(page: Page) -> Iterator[Mention]:
    """Clauses behind cues of purpose, agenda and outcome, in order, at most one for a stretch of text."""
    for sentence in page.sentences:
        position = sentence.start
        while match := _cues().search(page.text, position, sentence.end):
            position = match.end()
            if end := read_clause(page.text, position, limit=sentence.end, lengths=_LENGTHS):
                yield Mention(position, end, str(match.lastgroup), match.start())
                # "Selain untuk mendoakan leluhur, ziarah itu bertujuan ...": a clause that opens may hide another.
                position = position if match.start() == sentence.start else end


def choose_purposes(
    page: Page, occasion: Occasion, *, clauses: Sequence[Mention], organisers: Sequence[Mention]
) -> list[Mention]:
    """Up to three purposes of a meeting; those stated outright silence the others."""
    fitting = [
        _cut_before_main_clause(page, clause, occasion=occasion, organisers=organisers)
        for clause in clauses
        if (clause.sort in {STRONG, MIDDLE} and _speaks_of(page, clause, occasion=occasion))
        or (clause.sort == MIDDLE and _frames(page, clause, occasion=occasion))
    ]
    stated = [clause for clause in fitting if clause.sort == STRONG]
    return (stated or fitting)[:_MOST]


def choose_stated(page: Page, occasion: Occasion, *, clauses: Sequence[Mention], sort: str) -> list[Mention]:
    """The agenda or the outcome of a meeting: clauses in sentences that speak of it, direct speech left out."""
    own = [clause for clause in clauses if clause.sort == sort and not page.is_speech(clause.start)]
    return [clause for clause in own if _speaks_of(page, clause, occasion=occasion)][:_MOST]


def _frames(page: Page, clause: Mention, *, occasion: Occasion) -> bool:
    """Whether a clause opens the sentence that reports the meeting, or stands behind the meeting there."""
    event = occasion.event
    opening = page.text[page.sentences[event.sentence].start : clause.cue]
    is_near = clause.cue > event.start or len(opening.split()) <= _DATELINE_WORDS
    return is_near and page.sentence_at(clause.cue) == event.sentence


def _speaks_of(page: Page, clause: Mention, *, occasion: Occasion) -> bool:
    """Whether the meeting is named before a clause ("tujuan rakor ini adalah ..."), or all before it is "hal ini"."""
    start = page.sentences[page.sentence_at(clause.cue)].start
    before = page.text[start : clause.cue].strip().casefold()
    end = clause.start if clause.sort == STRONG else clause.cue
    return before in _THIS or mentions_meeting(page, occasion, max(start, clause.cue - _REACH), end)


def _cut_before_main_clause(
    page: Page, clause: Mention, *, occasion: Occasion, organisers: Sequence[Mention]
) -> Mention:
    """A purpose that opens a sentence ends where the main clause begins ("Guna ..., Polres X menggelar FGD")."""
    starts = [event.start for event in occasion.events] + [host.start for host in organisers]
    inside = [start for start in starts if clause.start < start < clause.end]
    comma = page.text.rfind(",", clause.start, min(inside, default=clause.start))
    return replace(clause, end=comma) if comma > clause.start else clause
