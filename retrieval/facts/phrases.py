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
    """A pattern that matches the longest of the phrases; words shared at the front are tested once.

    A phrase ending in `-` is a stem: it matches any ending of letters ("gelar-" matches "gelaran").
    """
    tree: _Branch = {}
    for phrase in phrases:
        branch = tree
        for word in phrase.split():
            branch = branch.setdefault(word, {})
        branch[""] = {}
    return _branch_pattern(tree)


def _branch_pattern(tree: _Branch) -> str:
    options = []
    for word, rest in sorted(((w, r) for w, r in tree.items() if w), key=lambda item: -len(item[0])):
        longer = {key: value for key, value in rest.items() if key}
        tail = f"{_GAP}{_branch_pattern(longer)}" if longer else ""
        if tail and "" in rest:
            tail = f"(?:{tail}\\b)?"
        options.append(_word_pattern(word) + tail)
    return f"(?:{'|'.join(options)})"


def _word_pattern(word: str) -> str:
    return re.escape(word[:-1]) + r"[a-z]*" if word.endswith("-") and len(word) > 1 else re.escape(word)


def compile_phrases(phrases: Iterable[str], *, ending: str = "") -> re.Pattern[str]:
    """The phrases as whole words in running text, with an optional ending such as `nya`."""
    tail = f"(?:{ending})?" if ending else ""
    return re.compile(rf"(?<![\w])(?:{alternation(phrases)}){tail}(?![\w])", re.IGNORECASE)
