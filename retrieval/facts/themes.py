"""The theme of a meeting, quoted or not: "dengan tema ...", "mengusung tema ...", "bertajuk ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from retrieval.facts.page import QUOTES, Mention, Page, read_clause
from retrieval.facts.phrases import cue_words

_QUOTED = re.compile(r"[“\"„«‘'`]{1,2}\s*(?P<value>[^“”\"„«»]{4,400}?)\s*(?:[”\"»“]|[’'`]{1,2}(?!\w))")
# Characters from the words that announce a theme to its quotation marks.
_REACH = 70
_LENGTHS = range(6, 331)


@cache
def _cue() -> re.Pattern[str]:
    """What announces a theme; "tema" alone opens one without quotation marks only where "adalah" or a colon follows."""
    roles = ("cue", "noun", "filler", "copula", "before_quotes")
    cue, noun, filler, copula, other = (cue_words("theme_cues", role) for role in roles)
    fillers = rf"(?:[\s,:=]+{filler}(?!\w))*"
    opening = rf"(?:{cue}(?!\w){fillers}|{noun}{fillers}\s*(?::|,?\s{copula}(?!\w){fillers}))"
    return re.compile(
        rf"(?<!\w)(?<!sesuai )(?<!berkaitan )(?<!selaras )(?<!sejalan )"
        rf"(?:(?P<opening>{opening})|(?:{noun}|{other})(?!\w){fillers})(?P<gap>[\s:,=–\-{QUOTES}]*)",
        re.IGNORECASE,
    )


def find_themes(page: Page) -> Iterator[Mention]:
    """Every announced theme without its quotation marks, in order; the same words are read once."""
    position = 0
    for match in _cue().finditer(page.text):
        theme = _read_theme(page, match)
        if theme is not None and theme.start >= position:
            yield theme
            position = theme.end


def _read_theme(page: Page, match: re.Match[str]) -> Mention | None:
    start = match.end()
    limit = max(page.sentences[page.sentence_at(match.start())].end, start)
    quoted = _QUOTED.search(page.text, match.start("gap"), limit + _REACH)
    if quoted and quoted.start() < min(start + _REACH, limit + 2):
        return Mention(*quoted.span("value"))
    end = read_clause(page.text, start, limit=limit, lengths=_LENGTHS)
    return Mention(start, end) if match["opening"] is not None and end else None
