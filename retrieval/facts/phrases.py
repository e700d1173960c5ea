"""Phrase lists compiled into one regular expression each: the longest phrase wins, case and spacing do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from retrieval.language.tables import read_table

_GAP = r"[ \t\u00a0\-\u2013]+"
_Branch: TypeAlias = dict[str, "_Branch"]


def read_cues(name: str, role: str) -> list[str]:
    """The phrases that a cue table (columns `role`, `phrases`, phrases parted by `|`) lists for a role."""
    return [phrase for row in read_table(name) if row["role"] == role for phrase in row["phrases"].split("|")]


def alternation(phrases: Iterable[str]) -> str:
    """A pattern that matches the longest of the phrases, built letter by letter: what they share is tested once.

    A phrase that ends in `-` is a stem and takes any ending of letters ("gelar-" matches "gelaran").
    """
    tree: _Branch = {}
    for phrase in phrases:
        branch = tree
        for letter in phrase:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _branch_pattern(tree)


def _branch_pattern(tree: _Branch) -> str:
    options = [_letter_pattern(letter, rest) + _branch_pattern(rest) for letter, rest in tree.items() if letter]
    if not options:
        return ""
    whole = options[0] if len(options) == 1 and "" not in tree else f"(?:{'|'.join(options)})"
    return f"{whole}?" if "" in tree else whole


def _letter_pattern(letter: str, rest: _Branch) -> str:
    if letter == "-" and set(rest) == {""}:
        return "[a-z]*"
    return _GAP if letter == " " else re.escape(letter)


def compile_phrases(phrases: Iterable[str], *, ending: str = "") -> re.Pattern[str]:
    """The phrases as whole words in running text, with an optional ending such as `nya`."""
    tail = f"(?:{ending})?" if ending else ""
    return re.compile(rf"(?<!\w){alternation(phrases)}{tail}(?!\w)", re.IGNORECASE)
