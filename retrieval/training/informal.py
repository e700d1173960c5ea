"""Questions as people type them in a chat: short spellings, and verbs as they are said."""

from __future__ import annotations

import random
import re
from functools import cache

from retrieval.language.tables import read_table

# Half of what could be written informally is: people mix both.
SHARE = 0.5

# "mengumpulkan" is said "ngumpulin", "memimpin" "mimpin", "diadakan" "diadain".
_SPOKEN = ((re.compile(r"\bme(?=[mn]\w{4})"), ""), (re.compile(r"(?<=\w{4})kan\b"), "in"))


@cache
def _spellings() -> dict[str, list[str]]:
    """Standard word -> how it is written informally."""
    found: dict[str, list[str]] = {}
    for row in read_table("informal"):
        found.setdefault(row["means"], []).append(row["written"])
    return found


def loosen(question: str, chance: random.Random) -> str:
    """The question with about half of its words that have an informal form written so, in lower case."""
    words = re.findall(r"\w+|\W+", question.casefold())
    return "".join(_write(word, chance) if chance.random() < SHARE else word for word in words)


def _write(word: str, chance: random.Random) -> str:
    written = _spellings().get(word)
    return chance.choice(written) if written else _speak(word)


def _speak(word: str) -> str:
    for pattern, said in _SPOKEN:
        word = pattern.sub(said, word)
    return word
