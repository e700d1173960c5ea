"""Of which body those asked for are: "dari unsur TNI siapa saja", "anggota DPRD yang hadir"."""

from __future__ import annotations

import re
from functools import cache

from retrieval.facts.phrases import alternation, read_cues
from retrieval.language.tables import read_table
from retrieval.language.text import fold


@cache
def _marks() -> dict[str, frozenset[str]]:
    rows = [(row["asked"].split("|"), frozenset(row["marks"].split("|"))) for row in read_table("bodies")]
    return {asked: marks for forms, marks in rows for asked in forms}


@cache
def _asked() -> re.Pattern[str]:
    words = {role: alternation(read_cues("asked_people_cues", role)) for role in ("of_body", "asks_of_body", "except")}
    body = alternation(_marks())
    return re.compile(
        rf"(?<!\S)(?:(?P<but>{words['except']}) (?:\S+ )?)?(?:{words['of_body']} (?P<one>{body})"
        rf"|(?P<other>{body}) (?:siapa|{words['asks_of_body']} siapa))(?!\S)"
    )


def asked_body(formal: str) -> frozenset[str]:
    """Words that mark a member of the body that a question asks the people of; empty where it names none so.

    The body stands behind a word such as "unsur", or right before "siapa": in the name of a meeting it asks nothing.
    """
    found = _asked().search(formal.casefold())
    return _marks()[found["one"] or found["other"]] if found and not found["but"] else frozenset()


def is_of_body(said: str, marks: frozenset[str]) -> bool:
    """Whether the name, rank or office of somebody has a mark of a body."""
    padded = f" {fold(said)} "
    return any(f" {mark} " in padded for mark in marks)
