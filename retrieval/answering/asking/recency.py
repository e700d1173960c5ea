"""Whether a question is about the latest meetings: "rapat terbaru apa?", "rapat terakhir di Demak kapan?". Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.facts.kinds import KindMention
from retrieval.facts.phrases import alternation, read_cues

_TABLE = "recency_cues"


def find_latest(formal: str, kinds: Sequence[KindMention]) -> tuple[int, int] | None:
    """Where a question says that it means the latest meeting of a kind that it names, or the latest at all; else None.

    The last day or session of a meeting ("hari terakhir bimtek") is no latest meeting.
    """
    if news := _news().search(formal):
        return news.span()
    if not kinds:
        return None
    if found := _last_time().search(formal):
        return found.span()
    later = (match for match in _latest().finditer(formal) if match.start() > kinds[0].start)
    return next((match.span() for match in later if not _is_part(formal[: match.start()])), None)


def _is_part(before: str) -> bool:
    return before.casefold().split()[-1:] in [[word] for word in read_cues(_TABLE, "part")]


@cache
def _latest() -> re.Pattern[str]:
    return _pattern("latest")


@cache
def _last_time() -> re.Pattern[str]:
    return _pattern("last_time")


@cache
def _news() -> re.Pattern[str]:
    """ "Berita terbaru" is about whatever is the latest."""
    return re.compile(rf"\b{alternation(read_cues(_TABLE, 'news'))} {_latest().pattern}", re.IGNORECASE)


def _pattern(role: str) -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(read_cues(_TABLE, role))}\b", re.IGNORECASE)
