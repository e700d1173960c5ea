"""Lines that a site writes among an article's paragraphs: calls to read on, credits, tags, advertisements."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LINK = "\ue000"
"""Marks a line that is nothing but a link; private, so no page can mean anything by it."""

_TABLE = Path(__file__).resolve().parents[2] / "language" / "site_lines.tsv"
_LONGEST_LINE = 100
_LONGEST_DATELINE = 60

_EDGES = f" -–—*•|>[](){LINK}"
_SENTENCE_END = re.compile(r"[.!?…][\"”'’)]*$")
_DATELINE_END = re.compile(r"\w\s[-–—]$")
_HASHTAGS = re.compile(r"#\w+(?:[\s,]+#\w+)*")
_PAGES = re.compile(r"halaman:?(?: \d+)+")
# "(abc/def)", "(Humas)", "(*)": who wrote it, behind the last sentence or below it. Figures stand in dates, which stay.
_INITIALS = re.compile(r"(?:^|(?<=[.!?…\"”'’])\s*)\((?:\*+|[^\W\d][^\d().!?]{0,28})\)$|^\([^\d().!?]{1,70}\)$")


@dataclass(frozen=True, slots=True)
class SiteLine:
    """One row of the table, in small letters.

    `where`: the line is `whole` so, it is a `label` with or without something behind its colon, or an `opening` of the
    line. `holds`: what an opening's line has in it as well.
    """

    form: str
    where: str
    holds: str

    def matches(self, line: str) -> bool:
        """Whether a line is one of these; a long sentence is the article's own, unless it holds what is asked for."""
        folded = fold(line)
        if self.where == "whole" or folded == self.form:
            return folded == self.form
        if not self.holds and len(line) > _LONGEST_LINE and _SENTENCE_END.search(line):
            return False
        opening = f"{self.form}:" if self.where == "label" else self.form
        return folded.startswith(opening) and self.holds in folded


def drop_site_lines(text: str) -> str:
    """The lines of a page that are the article's, blank ones left out, without its writers' initials at the end.

    Lines marked as links are left out below a line such as "Baca juga:", whose titles they are.
    """
    kept: list[str] = []
    heads = False
    for line in _join_datelines([stripped for line in text.splitlines() if (stripped := line.strip())]):
        row = find_row(line)
        if row or _is_marked(line):
            heads = row is not None and fold(line) == row.form
        elif not (heads and LINK in line):
            heads = False
            kept.append(line.replace(LINK, ""))
    return "\n".join(_drop_initials(kept))


def find_row(line: str) -> SiteLine | None:
    """The first row of the table that a line is one of."""
    return next((row for row in read_site_lines() if row.matches(line)), None)


def fold(line: str) -> str:
    """Small letters, single spaces, no marks around, no space before a colon and no colon at the end."""
    return re.sub(r"\s+:", ":", " ".join(line.casefold().split()).strip(_EDGES)).rstrip(": ")


@cache
def read_site_lines() -> tuple[SiteLine, ...]:
    """The table `data/language/site_lines.tsv`."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(SiteLine(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _is_marked(line: str) -> bool:
    return bool(_HASHTAGS.fullmatch(line) or _PAGES.fullmatch(fold(line)))


def _join_datelines(lines: Sequence[str]) -> Iterator[str]:
    """Some sites set "Banyumas -" before the first paragraph instead of into it."""
    head = ""
    for line in lines:
        if len(line) <= _LONGEST_DATELINE and _DATELINE_END.search(line):
            head = f"{head}{line} "
        else:
            yield head + line
            head = ""
    if head:
        yield head.strip()


def _drop_initials(lines: list[str]) -> list[str]:
    while lines and (match := _INITIALS.search(lines[-1])):
        lines[-1] = lines[-1][: match.start()]
        if lines[-1]:
            break
        lines.pop()
    return lines
