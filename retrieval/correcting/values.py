"""What an administrator types in the place of a wrong fact, as the fact's fields hold it. Pure."""

from __future__ import annotations

from enum import StrEnum

from data.facts import Fact, FactKind
from retrieval.language.dates import find_dates
from retrieval.language.names import fold_name

LONGEST = 300
"""Characters of a value."""


class Part(StrEnum):
    """What of a fact is corrected."""

    NAME = "name"
    OFFICE = "office"
    DATE = "date"
    WORDS = "words"


def parts_of(fact: Fact) -> tuple[Part, ...]:
    """What of a fact can be corrected."""
    if fact.kind is FactKind.DATE:
        return (Part.DATE,)
    if fact.person:
        return (Part.NAME, Part.OFFICE)
    return (Part.OFFICE if fact.kind is FactKind.ATTENDANCE else Part.WORDS,)


def value_of(fact: Fact, part: Part) -> str:
    """What a fact says of that."""
    if part is Part.OFFICE and fact.person:
        return fact.role or ""
    return (fact.person or "") if fact.kind is FactKind.STATEMENT and part is Part.NAME else fact.value


def read_value(fact: Fact, part: Part, typed: str) -> dict[str, str] | None:
    """The fact's fields as they shall be; None where what was typed is nothing of that kind."""
    words = clean_words(typed)
    if not words or len(words) > LONGEST:
        return None
    if part is Part.DATE:
        return _read_date(words)
    if not any(letter.isalpha() for letter in words):
        return None
    if part is Part.NAME:
        return {"value": words, "person": words} if _is_name(words) else None
    return {"role": words} if part is Part.OFFICE and fact.person else {"value": words}


def clean_words(typed: str) -> str:
    """What somebody typed on one line, without what cannot be shown."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in typed).split())


def _read_date(words: str) -> dict[str, str] | None:
    days = {mention.date for mention in find_dates(words) if mention.date and not mention.date_end}
    return {"value": days.pop().isoformat()} if len(days) == 1 else None


def _is_name(words: str) -> bool:
    return bool(fold_name(words)) and not any(letter.isdigit() for letter in words)
