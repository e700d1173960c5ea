"""Words, numbers and dates that show what a sentence tells of, and the words of a question that ask for them. Pure."""

from __future__ import annotations

import re
from functools import cache

from retrieval.answering.asking.query import Query
from retrieval.facts.phrases import compile_phrases
from retrieval.language.dates import find_periods
from retrieval.language.stems import analyse
from retrieval.language.tables import read_table, read_words

_NUMBER = re.compile(r"\d")
# Years, dates and the numbers of a list are numbers that answer no "berapa".
_DATE = re.compile(
    r"\(?\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\)?|\b(?:19|20)\d\d\b|\b\d{1,2} (?=[A-Z][a-z]+ (?:19|20)\d\d)|^\d+[.)]"
)
# Short parts between commas, the last after "dan": three things or more.
_PARTS = re.compile(r"[^,;.:]{2,90}[,;][^,;.]{2,90}(?:[,;]| dan | serta | hingga )")
_OPENS_LIST = re.compile(r"[:(]")


def _phrases(table: str, name: str) -> re.Pattern[str]:
    return compile_phrases(next(row["phrases"] for row in read_table(table) if row["sign"] == name).split("|"))


@cache
def sign(name: str) -> re.Pattern[str]:
    """The words that show what a sentence tells of: a place, a purpose, money ..."""
    return _phrases("answer_signs", name)


@cache
def _asking(name: str) -> re.Pattern[str]:
    return _phrases("asked_signs", name)


def asks_sign(name: str, query: Query) -> bool:
    """Whether the words of a question ask for what a sign shows."""
    return bool(_asking(name).search(query.formal))


def has_number(text: str) -> bool:
    """Whether a text has a number, in figures or words, that is no date."""
    in_figures = _NUMBER.search(_DATE.sub(" ", text)) is not None
    return in_figures or not read_words("number_words").isdisjoint(analyse(text))


def has_date(text: str) -> bool:
    """Whether a text names a day, month or year."""
    return bool(find_periods(text))


def has_list(text: str) -> bool:
    """Whether a text leads a list in: "yaitu", a colon or a bracket before three things or more."""
    leads = [match.end() for pattern in (sign("list"), _OPENS_LIST) for match in pattern.finditer(text)]
    return any(_PARTS.match(text, end) for end in leads)


def has_day(text: str) -> bool:
    """Whether a text names a day or month, and not only a year."""
    return any(period.month for period in find_periods(text))
