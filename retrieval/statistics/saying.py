"""Kinds, offices, regions and periods of statistics in words. Pure."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

from data.wording import statistics as wording
from retrieval.facts.kinds import ancestors, meeting_kinds
from retrieval.language.dates import format_date, format_month
from retrieval.language.regions import region
from retrieval.statistics.counting import Statistics
from retrieval.takeaway.document import printable

_LONGEST_NAME = 80
_SMALL_WORDS = frozenset({"dan", "di", "serta", "pada"})
_VOWELS = frozenset("aeiou")


def sentence_for_nothing(statistics: Statistics) -> str:
    """What is said where there is nothing to draw."""
    if unplaced := statistics.spread.unplaced:
        return wording.without_day(unplaced)
    kinds, where = say_kinds(statistics.selection.kinds), say_regions(statistics.selection.regions)
    return wording.nothing(kinds, where, say_period(statistics))


def say_kind(kind: str) -> str:
    """A kind of meeting in words."""
    return kind.replace("_", " ") if kind in meeting_kinds() else wording.OTHER_KINDS


def say_kinds(kinds: tuple[str, ...]) -> str:
    """What a selection's meetings are called: by the kinds that the others are cases of; any by a general word."""
    asked = [say_kind(kind) for kind in kinds if not set(ancestors(kind)) & set(kinds)]
    return wording.together(asked) if 0 < len(asked) <= wording.MOST_NAMED else wording.ANY_KIND


def say_office(office: str) -> str:
    """An office as it was typed, with capitals where it has none: "bupati tebo" is "Bupati Tebo"."""
    words = map(_with_capitals, printable(office).split())
    return shorten(" ".join(words), _LONGEST_NAME, placeholder=" …")


def _with_capitals(word: str) -> str:
    if word != word.lower() or word in _SMALL_WORDS:
        return word
    is_abbreviation = not _VOWELS & set(word)
    return word.upper() if is_abbreviation else word[:1].upper() + word[1:]


def say_regions(codes: tuple[str, ...]) -> str:
    """The regions of a selection by their names; everywhere where there are none."""
    places = [found for code in codes if (found := region(code))]
    return wording.places([wording.place(one.name, one.level) for one in places]) if places else wording.EVERYWHERE


def say_period(statistics: Statistics) -> str:
    """The period asked for in words; of an open one what the columns show."""
    since, until, columns = statistics.selection.since, statistics.selection.until, statistics.spread.columns
    if since is None and until is None and columns and columns[0].holds_earlier:
        return wording.up_to(str(columns[-1].last.year))
    first, last = since or (columns[0].first if columns else None), until or (columns[-1].last if columns else None)
    if first is None or last is None:
        return wording.ALL_YEARS
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return wording.between(str(first.year), str(last.year))
    if first.day == 1 and _is_last_day(last):
        return wording.between(format_month(first), format_month(last))
    return format_date(first, last)


def _is_last_day(day: date) -> bool:
    return day.month != date.fromordinal(day.toordinal() + 1).month
