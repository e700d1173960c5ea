"""From the lines of a printed page to paragraphs: a PDF keeps lines, a reader needs sentences whole."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.readers.documents.hyphens import ends_parted, join_parted, words_of

# A line shorter than this share of the page's width ends its paragraph if a sentence ends there as well,
_LAST_LINE_SHARE = 0.85
# and one shorter than this share ends it in any case: a heading, a byline, an item of a list.
_HEADING_SHARE = 0.6

_SENTENCE_END = re.compile(r"[.!?:;][\"”'’)]*$")
_BULLET = re.compile(r"(?:[•●▪‣*–-]|\d{1,2}[.)]|[a-z][.)])\s")
_PAGE_NUMBER = re.compile(
    r"(?:halaman|page|hal\.?)?[\s–-]*\d{1,4}(?:\s*(?:/|dari|of)\s*\d{1,4})?[\s–-]*", re.IGNORECASE
)


def join_lines(pages: Iterable[str]) -> list[str]:
    """Join the lines of pages into paragraphs; page numbers at the edges of pages are dropped."""
    lines = [line for page in pages for line in _drop_page_numbers(page)]
    widths = sorted(len(line) for line in lines if line)
    width = widths[len(widths) * 9 // 10] if widths else 0
    words = words_of(lines)
    paragraphs: list[str] = []
    is_open = False
    for line in lines:
        if is_open and line and not _BULLET.match(line):
            before = paragraphs[-1]
            paragraphs[-1] = join_parted(before, line, words) if ends_parted(before) else f"{before} {line}"
        elif line:
            paragraphs.append(line)
        is_open = bool(line) and not _ends_paragraph(line, width)
    return paragraphs


def _drop_page_numbers(page: str) -> list[str]:
    lines = [" ".join(line.split()) for line in page.splitlines()]
    edges = {0, len(lines) - 1}
    return [line for number, line in enumerate(lines) if not (number in edges and _PAGE_NUMBER.fullmatch(line))]


def _ends_paragraph(line: str, width: int) -> bool:
    if ends_parted(line):
        return False
    share = len(line) / width
    return share < _HEADING_SHARE or (share < _LAST_LINE_SHARE and bool(_SENTENCE_END.search(line)))
