"""What a text without metadata states about itself: title, publisher and date, where they stand at its head.

Wabup Hadiri Rapat Forkopimda                          title: a first short line without a full stop
Rahmat - KABARDAERAH.ID                                publisher: a domain in a short line
Aug 10, 2022 - 15:09                                   published: a line that is a date and little else
KABAR, PALANGKA RAYA – Pemerintah ...                  publisher: a name before a place and a dash
Sumber: kabardaerah.id                                 publisher: a site credited at the end
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from data.readers.dates import content_words, find_date, holds_date, read_written_date

_LANGUAGE = Path(__file__).resolve().parent.parent / "language"
_HEAD_LINES = 8
_CREDIT_LINES = 3
_LONGEST_BYLINE = 100
_LONGEST_TITLE = 200
_MOST_AUTHOR_WORDS = 5

_SEPARATOR = re.compile(r"\s[-–—]\s|[|/•·]")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:com|id|net|org|news|info|tv|co)\b", re.IGNORECASE)
_CREDIT = re.compile(rf"(?:sumber|source)\s*:\s*({_DOMAIN.pattern})/?", re.IGNORECASE)
_DATELINE = re.compile(r"(?P<head>[^\n–—:]{2,70}?)(?:\s+[-|]{1,2}|\s*[–—]|:)\s+(?=[\w“\"'‘(])")
_SENTENCE_BREAK = re.compile(r"[a-z]{3}[.?]\s+[A-Z]")
_MARKUP = re.compile(r"^#{1,6}\s+(?:\*\*)?|^\*\*|\*\*$")
_PLACE_PREFIX = re.compile(r"^(?:kabupaten|kab\.?|kota|provinsi|prov\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a text states about itself; empty or None where it does not."""

    title: str = ""
    publisher: str = ""
    published: datetime | None = None


def read_masthead(text: str) -> Masthead:
    """Read title, publisher and date from the first lines of a text."""
    lines = [line.strip() for line in text[:20_000].splitlines() if line.strip()]
    head = _cut_head(lines)
    dates = (_read_byline(line, is_first=number == 0) or _read_dateline_date(line) for number, line in enumerate(head))
    return Masthead(
        title=_find_title(lines),
        publisher=_find_publisher(head, below=lines[len(head) - 1 :]),
        published=next(filter(None, dates), None),
    )


def _cut_head(lines: list[str]) -> list[str]:
    """The lines above the first one of prose, and that one, which may open with a dateline."""
    prose = (number for number, line in enumerate(lines[:_HEAD_LINES]) if len(line) > _LONGEST_TITLE or _is_prose(line))
    return lines[: next(prose, _HEAD_LINES - 1) + 1]


def _is_prose(line: str) -> bool:
    """Tell whether a line ends as a sentence does, or holds more than one."""
    return line.rstrip("\"”'’*").endswith((".", ",", ";", ":")) or bool(_SENTENCE_BREAK.search(line))


def _find_title(lines: list[str]) -> str:
    """The first line that is no byline, if it is short, ends without a full stop and more text follows; of one or two
    words only a heading is one."""
    for number, line in enumerate(lines[:-1]):
        title = _MARKUP.sub("", line).strip()
        if _read_byline(line, is_first=number == 0) or _DOMAIN.fullmatch(line):
            continue
        is_told = len(title.split()) > 2 or line.startswith("#")
        has_length = len(title) <= _LONGEST_TITLE and is_told
        return title if has_length and not _is_prose(title) and not _read_dateline(line) else ""
    return ""


def _read_byline(line: str, *, is_first: bool) -> datetime | None:
    """The date of a line that is a date and little else: an author beside it, but not on the very first line."""
    found = find_date(line) if len(line) <= _LONGEST_BYLINE else None
    if not found:
        return None
    words = content_words(found[1])
    is_authored = not is_first and len(words) <= _MOST_AUTHOR_WORDS and _SEPARATOR.search(line)
    return found[0] if not words or is_authored else None


def _find_publisher(head: list[str], *, below: list[str]) -> str:
    """The outlet that a head line, a dateline or a credit at the end names, or nothing."""
    for line in head:
        if len(line) <= _LONGEST_BYLINE and (domain := _DOMAIN.search(line)):
            return domain[0]
        if publisher := _publisher_among(_read_dateline(line), " ".join(below)):
            return publisher
    return _read_credit(below[-_CREDIT_LINES:])


def _read_credit(lines: list[str]) -> str:
    """The site that a closing line "Sumber: kabardaerah.id" names."""
    return next((match[1] for line in lines if (match := _CREDIT.fullmatch(line))), "")


def _publisher_among(segments: list[str], text: str) -> str:
    """The outlet in a dateline: a domain; a capitalised name alone or before a place that is no place itself."""
    for segment in segments:
        if _DOMAIN.fullmatch(segment):
            return segment
    names = [segment for segment in segments if not holds_date(segment)]
    if not names or _is_place(names[0]) or not names[0].isupper():
        return ""
    # A place that no table knows comes back in the article; an outlet does not speak of itself.
    if _squeeze(text).count(_squeeze(names[0])) > 1:
        return ""
    is_alone = len(names) == 1 and len(names[0].split()) == 1
    return names[0] if is_alone or any(map(_is_place, names[1:])) else ""


def _read_dateline_date(line: str) -> datetime | None:
    dates = (read_written_date(segment) for segment in _read_dateline(line))
    return next(filter(None, dates), None)


def _read_dateline(line: str) -> list[str]:
    """The parts of what stands before the dash of a dateline, or nothing where a sentence merely holds a dash."""
    match = _DATELINE.match(line)
    if not match:
        return []
    segments = [segment.strip() for segment in re.split(r"[,()/|]", match["head"]) if segment.strip()]
    is_dateline = all(holds_date(segment) or _is_name(segment) for segment in segments)
    return segments if is_dateline and any(_marks_dateline(segment) for segment in segments) else []


def _is_name(segment: str) -> bool:
    words = segment.split()
    return (len(words) <= 4 and all(word[0].isupper() for word in words)) or bool(_DOMAIN.fullmatch(segment))


def _marks_dateline(segment: str) -> bool:
    """A title may hold a colon or a dash as well: a dateline has a place, a domain or capitals before it."""
    return _is_place(segment) or segment.isupper() or bool(_DOMAIN.fullmatch(segment))


def _is_place(segment: str) -> bool:
    return _squeeze(_PLACE_PREFIX.sub("", segment)) in _places()


def _squeeze(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


@cache
def _places() -> frozenset[str]:
    """Names of regions and of the towns that head datelines, squeezed: "Batang Hari" and "BATANGHARI" are one."""
    names: set[str] = set()
    for table, column in (("regions.tsv", "name"), ("region_aliases.tsv", "alias"), ("dateline_places.tsv", "place")):
        with (_LANGUAGE / table).open(encoding="utf-8", newline="") as lines:
            names |= {row[column] for row in csv.DictReader(lines, delimiter="\t")}
    return frozenset(_squeeze(_PLACE_PREFIX.sub("", name)) for name in names)
