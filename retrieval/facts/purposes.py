"""Why a meeting was held, what was on its agenda and what came of it: clauses behind a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page, clause_end
from retrieval.facts.phrases import alternation, read_cues

STRONG, MIDDLE, AGENDA, OUTCOME = "strong", "middle", "agenda", "outcome"
_SHORTEST, _LONGEST = 12, 420
_TRAIL = " ,.;:“”\"'"


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """A clause, `text[start:end]`, behind the cue at `cue`; `role` is the cue's role in the table."""

    start: int
    end: int
    cue: int
    role: str


@cache
def _words(role: str) -> str:
    return alternation(read_cues("purpose_cues", role))


@cache
def _cues() -> re.Pattern[str]:
    bare = r"(?:(?<=ini\s)|(?<=itu\s)|(?<=tersebut\s))(?=me(?!nurut|rupakan)[a-z]{4})"
    copula = rf"(?:{_words('copula')}(?!\w)|{bare})"
    stated = rf"(?P<noun>{_words('noun')})(?:nya)?\s+(?:[^\s.;“”\"]+\s+){{0,12}}?{copula}"
    roles = "|".join(rf"(?P<{role}>{_words(role)})" for role in (STRONG, MIDDLE, AGENDA, OUTCOME))
    lead = rf"[\s:,“\"]*(?:{_words('lead')}\s+)*"
    return re.compile(rf"(?<!\w)(?<!tepat )(?<!daya )(?<!serba )(?:{stated}|(?:{roles})(?!\w)){lead}", re.IGNORECASE)


def find_clauses(page: Page) -> Iterator[ClauseMention]:
    """Clauses behind cues of purpose, agenda and outcome, in order, at most one for a stretch of text."""
    for sentence in page.sentences:
        position = sentence.start
        while (match := _cues().search(page.text, position, sentence.end)) is not None:
            position = match.end()
            if (clause := _read_clause(page.text, match, limit=sentence.end)) is not None:
                yield clause
                # "Selain untuk mendoakan leluhur, ziarah itu bertujuan ...": a clause that opens may hide another.
                position = position if clause.cue == sentence.start else clause.end


def _read_clause(text: str, match: re.Match[str], *, limit: int) -> ClauseMention | None:
    role = STRONG if match.group("noun") else str(match.lastgroup)
    start = match.end()
    ending = clause_end().search(text, start, limit)
    value = text[start : ending.start() if ending else limit].rstrip(_TRAIL)
    if not _SHORTEST <= len(value) <= _LONGEST or len(value.split()) < 2:
        return None
    return ClauseMention(start, start + len(value), match.start(), role)
