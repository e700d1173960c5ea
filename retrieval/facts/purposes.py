"""Why a meeting was held, what was on its agenda and what came of it: clauses behind a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page, cue_set
from retrieval.facts.phrases import alternation, read_cues

STRONG, MIDDLE, BOUND, WEAK, AGENDA, OUTCOME = "strong", "middle", "bound", "weak", "agenda", "outcome"
_SHORTEST, _LONGEST = 12, 420
# A full stop behind these ends no sentence.
ABBREVIATED = (
    r"(?<!\bKab)(?<!\bKec)(?<!\bProv)(?<!\bKel)(?<!\bNo)(?<!\bJl)(?<!\bDr)(?<!\bH)(?<!\bIr)(?<!\bDrs)(?<!\bSt)"
)
_TRAIL = " ,.;:“”\"'"


@dataclass(frozen=True, slots=True)
class ClauseMention:
    """A clause, `text[start:end]`, behind the cue at `cue`; `role` is the cue's role in the table.

    `subject` is what stands between "tujuan" and "adalah", for a purpose stated so.
    """

    start: int
    end: int
    cue: int
    role: str
    subject: str = ""


@cache
def _words(role: str) -> str:
    return alternation(read_cues("purpose_cues", role))


@cache
def _cues() -> re.Pattern[str]:
    bare = r"(?:(?<=ini\s)|(?<=itu\s)|(?<=tersebut\s))(?=me(?!nurut|rupakan)[a-z]{4})"
    copula = rf"(?P<copula>{_words('copula')}(?!\w)|{bare})"
    stated = rf"(?P<noun>{_words('noun')})(?:nya)?\s+(?P<subject>(?:[^\s.;“”\"]+\s+){{0,12}}?){copula}"
    roles = "|".join(rf"(?P<{role}>{_words(role)})" for role in (STRONG, MIDDLE, WEAK, AGENDA, OUTCOME, BOUND))
    return re.compile(rf"(?<!\w)(?<!tepat )(?<!daya )(?<!serba )(?:{stated}|(?:{roles})(?!\w))[\s:,]*", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[“\"\s]*(?:{_words('lead')}\s+)*", re.IGNORECASE)


@cache
def _clause_end() -> re.Pattern[str]:
    """Where a clause ends before its sentence does: a date, a place of holding, the speaker's attribution."""
    days = "|".join(re.escape(day) for day in cue_set("weekday"))
    dated = rf",?\s+(?:pada\s+)?(?:hari\s+)?(?:{days})(?:,|\s*\(|\s+\d)|\s*\((?:(?:{days})\W|\d{{1,2}}\s*[/-])"
    passive = r"di(?:gelar|laksanakan|adakan|selenggarakan|helat|pusatkan)\s+(?:di|pada)"
    venue = r",?\s+di\s?(?:aula|ruang|gedung|hotel|pendopo|pendapa|halaman|balai|alun[ -]alun|stadion)\s"
    held = r"di(?:gelar|laksanakan|adakan|selenggarakan|helat|pusatkan|hadiri|ikuti|buka)\s"
    aside = r",\s+(?:meski|meskipun|walau|walaupun|namun|tetapi)\s"
    begun = r",\s+(?:kegiatan|acara|rapat|rakor)\s+(?:ini|tersebut|itu)\s"
    clause = rf",\s*yang\s+{held}|\s+akan\s+(?:kembali\s+)?{held}|{begun}|{aside}"
    held = rf",?\s+(?:yang\s+)?(?:bertempat|berlangsung|{passive})\s|{venue}|{clause}"
    spoken = (
        r"[,.]?[”\"]\s*,?|,\s+(?:ujar|kata|tutur|ungkap|jelas|tegas|imbuh|terang|tambah|papar|ucap|lanjut)(?:nya)?\s"
    )
    return re.compile(rf"{dated}|{held}|{spoken}|;\s|{ABBREVIATED}\.\s+(?=(?-i:[A-Z“\"]))|[.;]?\s*$", re.IGNORECASE)


def find_clauses(page: Page) -> Iterator[ClauseMention]:
    """Clauses behind cues of purpose, agenda and outcome, in order, at most one for a stretch of text."""
    for sentence in page.sentences:
        position = sentence.start
        while (match := _cues().search(page.text, position, sentence.end)) is not None:
            clause = _read_clause(page.text, match, limit=sentence.end)
            position = match.end()
            if clause is not None:
                yield clause
                # "Selain untuk mendoakan leluhur, ziarah itu bertujuan ...": a clause that opens may hide another.
                opens = clause.role == BOUND or clause.cue == sentence.start
                position = max(position, match.end() if opens else clause.end)


def _read_clause(text: str, match: re.Match[str], *, limit: int) -> ClauseMention | None:
    role = STRONG if match.group("noun") else str(match.lastgroup)
    opening = _opening().match(text, match.end(), limit)
    start = opening.end() if opening else match.end()
    ending = _clause_end().search(text, start, limit)
    end = ending.start() if ending else limit
    value = text[start:end].rstrip(_TRAIL)
    if not _SHORTEST <= len(value) <= _LONGEST or len(value.split()) < 2 or value.startswith("bahwa "):
        return None
    return ClauseMention(start, start + len(value), match.start(), role, match.group("subject") or "")
