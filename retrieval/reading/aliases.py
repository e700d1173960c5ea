"""Where an article says that a name is only another one of somebody: "Saifullah Yusuf (Gus Ipul)", "Jojo, sapaan
akrabnya"."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from retrieval.language.tables import read_table
from retrieval.language.text import fold
from retrieval.reading.mentions import Mention

LONGEST = 40
"""Characters between a name and the other one, or before and behind a name."""


class Full(StrEnum):
    """Where the full name of somebody stands who is called by another: right before that one, right behind it, or
    earlier in the article."""

    BEFORE = "before"
    BEHIND = "behind"
    EARLIER = "earlier"


def find_full(text: str, last: Mention | None, name: Mention) -> Full | None:
    """Where the full name of the person called `name` stands; None where the article does not say that it is another
    one. BEHIND: `name` is the full one, `last` the other. last: the name mentioned right before it."""
    gap = text[last.end : name.start] if last else ""
    if last and gap.strip() == "(" and text[name.end : name.end + 1] == ")":
        return Full.BEFORE
    if last and len(gap) <= LONGEST and (full := _phrases().get(fold(gap))) and full is not Full.EARLIER:
        return full
    return Full.EARLIER if _is_led_in(text, name) or _is_told_behind(text, name) else None


def _is_led_in(text: str, name: Mention) -> bool:
    """Whether "yang akrab disapa" stands before a name: "pria yang akrab disapa Bang Kenanga"."""
    before = fold(text[max(0, name.start - LONGEST) : name.start])
    return any(before.endswith(f" {phrase}") for phrase, full in _phrases().items() if full is Full.BEFORE)


def _is_told_behind(text: str, name: Mention) -> bool:
    """Whether "sapaan akrabnya" stands behind a name."""
    behind = fold(text[name.end : name.end + LONGEST])
    return any(f"{behind} ".startswith(f"{phrase} ") for phrase, full in _phrases().items() if full is Full.EARLIER)


@cache
def _phrases() -> dict[str, Full]:
    return {row["phrase"]: Full(row["full"]) for row in read_table("alias_phrases")}
