"""The theme of a meeting, quoted or not: "dengan tema ...", "mengusung tema ...", "bertajuk ..."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page, cue_set
from retrieval.facts.phrases import alternation, read_cues
from retrieval.facts.purposes import ABBREVIATED

_QUOTES = "“”\"„‟«»‘’'`"
_QUOTED = re.compile(r"[“\"„«‘'`]{1,2}\s*(?P<value>[^“”\"„«»]{4,400}?)\s*(?:[”\"»“]|[’'`]{1,2}(?!\w))")
_LONGEST_GAP, _SHORTEST, _LONGEST = 70, 6, 330


@dataclass(frozen=True, slots=True)
class ThemeMention:
    """A theme, `text[start:end]` without its quotation marks; `cue` is the offset of the words that announce it."""

    start: int
    end: int
    cue: int
    quoted: bool


@cache
def _cue() -> re.Pattern[str]:
    words, filler = alternation(read_cues("theme_cues", "cue")), alternation(read_cues("theme_cues", "filler"))
    return re.compile(
        rf"(?<!\w)(?<!sesuai )(?<!berkaitan )(?<!selaras )(?<!sejalan )(?P<cue>{words})(?!\w)"
        rf"(?P<filler>(?:[\s,:=]+{filler}(?!\w))*)(?P<gap>[\s:,=–-]*)",
        re.IGNORECASE,
    )


@cache
def _ending() -> re.Pattern[str]:
    weekdays = "|".join(re.escape(day) for day in cue_set("weekday"))
    ends = alternation(read_cues("theme_cues", "end"))
    days = rf"(?:{weekdays})\b"
    dated = rf",?\s+(?:pada\s+)?(?:(?:hari\s+)?{days}|tanggal\b)|\s*\(\s*(?:{days}|\d{{1,2}}[/\s])"
    return re.compile(
        rf",?\s+{ends}(?!\w)|{dated}|[.;]\s*$|;\s|{ABBREVIATED}\.\s+(?=(?-i:[A-Z“\"]))|[,.]?[”\"]", re.IGNORECASE
    )


def find_themes(page: Page) -> list[ThemeMention]:
    """Every announced theme, in order; the same words are read once."""
    found: list[ThemeMention] = []
    for match in _cue().finditer(page.text):
        theme = _read_theme(page, match)
        if theme is not None and not any(theme.start < other.end and other.start < theme.end for other in found):
            found.append(theme)
    return found


def _read_theme(page: Page, match: re.Match[str]) -> ThemeMention | None:
    sentence = page.sentences[page.sentence_at(match.start())]
    limit = max(sentence.end, match.end())
    quoted = _QUOTED.search(page.text, match.end("cue"), min(len(page.text), limit + 40))
    if quoted and _is_theme(quoted, match, limit=limit):
        start = quoted.start("value")
        return ThemeMention(start, start + len(quoted["value"].rstrip(" ,;")), match.start(), quoted=True)
    if not _opens_theme(match):
        return None
    return _read_unquoted(page, match, limit=limit)


def _is_theme(quoted: re.Match[str], match: re.Match[str], *, limit: int) -> bool:
    """Whether quoted words are the theme: they follow at once, or "tema" stands a few words before them."""
    gap = quoted.start() - match.end()
    return quoted.start() < limit + 2 and (
        gap <= 1 or ("tema" in match.group("cue").casefold() and gap <= _LONGEST_GAP)
    )


def _opens_theme(match: re.Match[str]) -> bool:
    """Whether a theme without quotation marks may follow: a bare "tema" needs "adalah", "mengusung" needs "tema"."""
    cue = match.group("cue").casefold()
    bare = " " not in cue and not cue.startswith("ber")
    return cue.endswith(_OWN_WORDS) and (not bare or bool(_COPULA.search(match.group("filler") + match.group("gap"))))


_OWN_WORDS = ("tema", "temanya", "bertemakan", "tajuk", "topik", "judul", "temac")
_COPULA = re.compile(r"adalah|yakni|yaitu|ialah|yang diusung|yang diangkat|yang diambil|:", re.IGNORECASE)


def _read_unquoted(page: Page, match: re.Match[str], *, limit: int) -> ThemeMention | None:
    start = (
        match.end() + len(page.text[match.end() : limit]) - len(page.text[match.end() : limit].lstrip(_QUOTES + " "))
    )
    ending = _ending().search(page.text, start, limit)
    end = ending.start() if ending else limit
    value = page.text[start:end].rstrip(" ,.;:" + _QUOTES)
    first = value.split()[0].casefold().strip(",") if value.split() else ""
    if not _SHORTEST <= len(value) <= _LONGEST or first in _not_theme() or len(value.split()) < 2:
        return None
    return ThemeMention(start, start + len(value), match.start(), quoted=False)


@cache
def _not_theme() -> frozenset[str]:
    return frozenset(read_cues("theme_cues", "not_theme"))
