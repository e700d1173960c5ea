"""The name of a meeting: where the noun phrase round a word for its kind begins and ends."""

from __future__ import annotations

import re
from functools import cache

from retrieval.facts.kinds import KindMention
from retrieval.facts.page import Page, phrase_end
from retrieval.facts.phrases import alternation, read_cues

_LONGEST_NAME = 160


@cache
def meeting_cue(role: str) -> str:
    """A pattern of the phrases of a role of the table of meeting cues."""
    return alternation(read_cues("meeting_cues", role))


# "Tourism Business Forum": in English names the kind comes last.
_ENGLISH_ORDER = re.compile(
    r"\b(?:[A-Z][\w-]*\s+){1,4}(?:Expo|Forum|Festival|Conference|Summit|Award|Training|Workshop)\b"
)
_SHORT_FORM = re.compile(r"\b[A-Z][A-Za-z]{1,14}\s?\($")


@cache
def _ties() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words inside a name, and what a name goes on behind: "untuk" before a capital, "dalam rangka" before any word."""
    onward = rf"\s+(?:{meeting_cue('tie_verb')}\s+[^\s,.]+|{meeting_cue('tie_capital')}(?=\s+(?-i:[A-Z])\S*\s))(?=\s)"
    return frozenset(read_cues("meeting_cues", "tie")), re.compile(onward, re.IGNORECASE)


def name_end(page: Page, mention: KindMention) -> int:
    """Where the name of a meeting ends that begins with a word for its kind ("Rapat Koordinasi ... Tahun 2025")."""
    quoted = _QUOTED_NAME.match(page.text, mention.end)
    if quoted:
        return quoted.end()
    passable, onward = _ties()
    limit = page.sentences[page.sentence_at(mention.start)].end
    end = _stretch(page.text, mention.end, limit=limit, passable=passable)
    while end - mention.start < _LONGEST_NAME and (tie := onward.match(page.text, end, limit)) is not None:
        longer = _stretch(page.text, tie.end(), limit=limit, passable=passable)
        if longer <= tie.end():
            break
        end = longer
    return mention.start + len(page.text[mention.start : end].rstrip(" ,;:-–“\"'"))


_QUOTED_NAME = re.compile(r"\s+(?:“[^“”\n]{5,160}”|\"[^\"\n]{5,160}\")")


def name_span(page: Page, mention: KindMention) -> tuple[int, int]:
    """The span of a name; "RAT (Rapat Anggota Tahunan) Koperasi ..." begins with its short form and goes on."""
    end = name_end(page, mention)
    english = _ENGLISH_ORDER.search(page.text, max(0, mention.start - 60), mention.end)
    if english and english.end() == mention.end:
        return english.start() + _count_leading(english.group()), end
    short = _SHORT_FORM.search(page.text, max(0, mention.start - 18), mention.start)
    if short is None or page.text[end : end + 1] != ")":
        return mention.start, end
    limit = page.sentences[page.sentence_at(mention.start)].end
    return short.start(), max(end + 1, _stretch(page.text, end + 1, limit=limit, passable=_ties()[0]))


def _stretch(text: str, start: int, *, limit: int, passable: frozenset[str]) -> int:
    if text[start : start + 1] in {",", ".", ";", ":", ")", "”", '"', "/"}:
        return start
    return phrase_end(text, start, limit=limit, passable=passable, most_words=24)


@cache
def _leading() -> re.Pattern[str]:
    roles = (meeting_cue(role) for role in ("apart", "attend", "follow", "hold"))
    return re.compile(rf"(?:(?:{'|'.join(roles)})\s+)*", re.IGNORECASE)


def _count_leading(name: str) -> int:
    """Letters of words that lead to a name and are no part of it ("Peserta Festival ...")."""
    match = _leading().match(name)
    return match.end() if match else 0
