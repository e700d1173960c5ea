"""Direct speech in a text: where it stands, and what is no part of the article at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.language.stems import analyse
from retrieval.language.tables import read_words
from retrieval.language.text import Span

SHORTEST_WORDS = 5
"""Words of the shortest quotation that is read as speech; fewer are a theme, a motto or a name."""

LONGEST_TITLED = 12
"""Words that may stand from "tema" to "adalah" before the theme itself."""

_COPULAS = frozenset({"adalah", "ialah", "yaitu", "yakni"})
_QUOTATION = re.compile(
    r"“(?P<curly>[^“”\n]+)”"
    r"|“(?P<closed>[^“”\n]+?)(?:''|’’)"
    r"|\"(?P<straight>[^\"\n]+)\""
    r"|[“”″\"](?P<mixed>[^“”″\"\n]+)[“”″\"]"
    r"|(?:''|‘‘|’’|‘’)(?P<double>[^\n]+?)(?:''|’’)"
    r"|(?<!\w)['‘](?P<single>[^\n]{30,}?)['’](?!\w)"
)
_LINK = re.compile(r"\W*(?:baca|simak|lihat|tonton|artikel)\s+(?:juga|selengkapnya|terkait|pula)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?\n]")


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech: `start:end` with its quotation marks, `inner` without them."""

    start: int
    end: int
    inner: Span


def find_quotes(text: str) -> list[Quote]:
    """The direct speech of a text in order; short quotations (names, themes) are left out."""
    quotes = []
    for match in _QUOTATION.finditer(text):
        inner = next(span for span in map(match.span, match.groupdict()) if span != (-1, -1))
        said = text[slice(*inner)]
        start = inner[0] + len(said) - len(said.lstrip())
        if len(said.split()) >= SHORTEST_WORDS and not _is_title(text[max(0, match.start() - 160) : match.start()]):
            quotes.append(Quote(match.start(), match.end(), Span(start, start + len(said.strip()))))
    return quotes


def _is_title(before: str) -> bool:
    """Whether what stands before a quotation makes it a theme or a name: "bertema", "tema acara ini adalah"."""
    words = analyse(_SENTENCE_END.split(before)[-1])
    reach = LONGEST_TITLED if words and words[-1] in _COPULAS else 4
    return bool(set(words[-reach:]) & read_words("titling_words"))


def is_link(sentence: str) -> bool:
    """Whether a sentence advertises another article: "Baca juga: ..."."""
    return bool(_LINK.match(sentence))


def is_in_link(text: str, start: int) -> bool:
    """Whether what stands at `start` is in a line that advertises another article."""
    return is_link(text[text.rfind("\n", 0, start) + 1 : start])
