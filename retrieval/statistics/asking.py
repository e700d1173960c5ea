"""What people write behind a command for statistics: regions, a period, a kind of meeting, an office, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from data.errors import SelectionError
from data.wording import statistics as wording
from retrieval.answering.slots.lists import kinds_within, period_bounds
from retrieval.facts.kinds import KindMention, ancestors, find_meeting_kinds
from retrieval.language.dates import Period, find_periods
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.regions import RegionMention, correct_region, find_regions
from retrieval.language.tables import read_words
from retrieval.takeaway.selection import Selection

_Mention = OfficeMention | RegionMention | Period | KindMention

_MEETING = "rakor"
"""What such a meeting is a case of means any: "rapat" in "statistik rapat Jambi"."""

_LONGEST = 300
"""Characters that are read of what was written."""

_WORD = re.compile(r"[^\W_]+")


def read_request(text: str, today: date) -> Selection:
    """Which meetings, and whose attendance, free words ask for; SelectionError names what of them is nothing known."""
    text = " ".join(text[:_LONGEST].split())
    regions = find_regions(text) or find_regions(text.title())
    # A month without its year is left, and so refused: which one is meant nobody knows.
    periods = [period for period in find_periods(text, today) if period.year]
    # A year is no number of an office.
    undated = _leave_out(text, periods)
    offices = find_offices(undated)[:1]
    office = undated[offices[0].start : offices[0].end] if offices else ""
    kinds = [kind for kind in find_meeting_kinds(text) if not any(_is_inside(kind, office) for office in offices)]
    _refuse_rest(_leave_out(text, [*offices, *regions, *periods, *kinds]))
    since, until = period_bounds(periods)
    return Selection(
        regions=tuple(dict.fromkeys(code for mention in regions for code in _codes(mention))),
        since=since,
        until=until,
        kinds=_narrow([kind.kind for kind in kinds]),
        office=" ".join(office.split()),
    )


def _codes(mention: RegionMention) -> tuple[str, ...]:
    """The codes of a name; of a province and the city of its name the province, which holds both."""
    first = mention.codes[0]
    return (first,) if len(first) == 2 else mention.codes


def _narrow(asked: list[str]) -> tuple[str, ...]:
    return () if set(asked) <= {*ancestors(_MEETING)} else kinds_within(asked)


def _is_inside(kind: KindMention, office: OfficeMention) -> bool:
    return office.start <= kind.start and kind.end <= office.end


def _leave_out(text: str, mentions: Sequence[_Mention]) -> str:
    for one in mentions:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _refuse_rest(text: str) -> None:
    """SelectionError where words are left that say something: what is not understood must not be passed over."""
    fillers = read_words("stopwords") | read_words("question_fillers") | read_words("statistics_words")
    rest = [word for word in _WORD.findall(text) if word.casefold() not in fillers]
    if rest:
        likely = next(filter(None, map(correct_region, rest)), None)
        raise SelectionError(wording.not_understood(" ".join(rest)[:60], likely))
