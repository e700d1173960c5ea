"""Kinds of meetings and events: which words name them, and how near one kind is to another.

The table is shared by the reader of articles and the understanding of questions, because people ask with other
words than articles use ("rapat" for a rakorda, "diskusi" for an FGD).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from retrieval.facts.phrases import alternation
from retrieval.language.tables import read_table

GENERIC = "kegiatan"

# How well a kind given by an article answers to the kind asked for; judged on pairs of the table, 0 is "another event".
_ANCESTOR, _NEAR, _SIBLING, _GENERIC = 0.9, 0.75, 0.4, 0.6


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """A row of the table: `weight` 3 names an event by itself, 2 usually, 1 only beside a date or place, 0 never."""

    key: str
    parent: str | None
    near: frozenset[str]
    weight: int
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KindMention:
    """A word or phrase that names a kind of meeting, `text[start:end]`."""

    start: int
    end: int
    kind: str


@cache
def meeting_kinds() -> dict[str, MeetingKind]:
    """All kinds by key, in the order of the table `data/language/meeting_kinds.tsv`."""
    rows = [
        MeetingKind(
            key=row["kind"],
            parent=row["parent"] or None,
            near=frozenset(filter(None, row["near"].split(","))),
            weight=int(row["weight"]),
            surfaces=tuple(row["surfaces"].split("|")),
        )
        for row in read_table("meeting_kinds")
    ]
    return {row.key: row for row in rows}


@cache
def _surface_kinds() -> dict[str, str]:
    return {_key(surface): kind.key for kind in meeting_kinds().values() for surface in kind.surfaces}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternation(_surface_kinds())}(?:nya)?(?!\w)", re.IGNORECASE)


def _key(surface: str) -> str:
    return " ".join(re.split(r"[\s\-\u2013]+", surface.casefold()))


def find_meeting_kinds(text: str) -> list[KindMention]:
    """Every mention of a kind of meeting, in order, the longest phrase first; articles and questions alike."""
    surfaces, found = _surface_kinds(), []
    for match in _pattern().finditer(text):
        key = _key(match.group())
        kind = surfaces.get(key) or surfaces[key.removesuffix("nya")]
        found.append(KindMention(match.start(), match.end(), kind))
    return found


def ancestors(kind: str) -> list[str]:
    """The kinds that a kind is a special case of, nearest first; the generic "kegiatan" comes last."""
    parent = meeting_kinds()[kind].parent
    return [parent, *ancestors(parent)] if parent else []


@cache
def kinds_compatible(asked: str, given: str) -> float:
    """How well a meeting of kind `given` answers a question for `asked`: 1.0 the same, 0.0 another kind of event.

    Unknown kinds count as generic.
    """
    if asked == given:
        return 1.0
    if GENERIC in {asked, given} or not {asked, given} <= meeting_kinds().keys():
        return _GENERIC
    line_asked, line_given = _line(asked), _line(given)
    if asked in line_given or given in line_asked:
        return _ANCESTOR
    if given in _near({asked}) or asked in _near({given}):
        return _NEAR
    related = line_asked & (line_given | _near(line_given)) | line_given & _near(line_asked)
    return _SIBLING if related else 0.0


def _line(kind: str) -> set[str]:
    return {kind, *ancestors(kind)} - {GENERIC}


def _near(kinds: set[str]) -> set[str]:
    return set().union(*(meeting_kinds()[kind].near for kind in kinds))
