"""Whether a question is about the latest meetings: "rapat terbaru apa?", "rapat terakhir di Demak kapan?". Pure."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.parsed import NOWHERE, Parsed, Span
from retrieval.facts.phrases import alternation, read_cues


def find_latest(parsed: Parsed) -> Span:
    """Where a question says that it means the latest meeting of a kind that it names, or the latest at all.

    The last day or session of a meeting ("hari terakhir bimtek") is no latest meeting, nor are the last three months.
    """
    first = min((one.start for one in parsed.kinds), default=len(parsed.formal))
    found = (match for match in _latest().finditer(parsed.formal) if not match["part"])
    return next((match.span() for match in found if match["always"] or match.start() > first), NOWHERE)


@cache
def _latest() -> re.Pattern[str]:
    """Words for the latest: `always` beside "berita" or "kali", `part` behind what a meeting has a last one of."""
    words = {role: alternation(read_cues("recency_cues", role)) for role in ("latest", "last_time", "part", "news")}
    always = rf"(?P<always>{words['news']} {words['latest']}|{words['last_time']})"
    return re.compile(rf"\b(?:{always}|(?P<part>{words['part']} )?{words['latest']})\b", re.IGNORECASE)
