"""Phrase lists compiled into one regular expression each: the longest phrase wins, case and spacing do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from retrieval.language.tables import read_table

_GAP = r"[ \t\u00a0\-\u2013]+"
_Branch: TypeAlias = dict[str, "_Branch"]


def read_cues(name: str, role: str) -> list[str]:
    """The phrases that a cue table (columns `role`, `phrases`, phrases parted by `|`) lists for a role."""
    return [phrase for row in read_table(name) if row["role"] == role for phrase in row["phrases"].split("|")]


def alternation(phrases: Iterable[str]) -> str:
    """A pattern that matches the longest of the phrases, built letter by letter: what they share is tested once."""
    tree: _Branch = {}
    for phrase in phrases:
        branch = tree
        for letter in phrase:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch_pattern(tree)


def _branch_pattern(tree: _Branch) -> str:
    letters = [(_GAP if letter == " " else re.escape(letter), rest) for letter, rest in tree.items() if letter]
    options = "|".join(letter + _branch_pattern(rest) for letter, rest in letters)
    ending = "?" if letters and "" in tree else ""
    return f"(?:{options}){ending}" if ending or len(letters) > 1 else options


def compile_phrases(phrases: Iterable[str]) -> re.Pattern[str]:
    """The phrases as whole words in running text."""
    return re.compile(rf"(?<!\w){alternation(phrases)}(?!\w)", re.IGNORECASE)


@cache
def cue_words(name: str, *roles: str) -> str:
    """A pattern of the phrases of some roles of a cue table, to be part of a greater one."""
    return alternation(phrase for role in roles for phrase in read_cues(name, role))


@cache
def cue_pattern(name: str, *roles: str) -> re.Pattern[str]:
    """The phrases of some roles of a cue table as whole words in running text."""
    return re.compile(rf"(?<!\w){cue_words(name, *roles)}(?!\w)", re.IGNORECASE)
