"""A text's words with their folded forms, and phrases of a table found among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from retrieval.language.regions import find_regions
from retrieval.language.text import Token, fold, tokenize

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one text, each with its folded form (`low`, punctuation as it stands).

    `regions` maps the index of a token that begins a region's name to the index after the name's last token.
    """

    text: str
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    regions: Mapping[int, int]

    def __len__(self) -> int:
        """How many tokens there are."""
        return len(self.tokens)

    def low_at(self, index: int) -> str:
        """The folded token at an index, "" outside the text."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def is_capital(self, index: int) -> bool:
        """Whether a token exists and begins with a capital letter."""
        return index < len(self.tokens) and self.tokens[index].text[0].isupper()

    def has(self, index: int, choices: Iterable[str]) -> bool:
        """Whether the token at `index` exists and folds to one of `choices`."""
        return self.low_at(index) in choices

    def same_line(self, index: int) -> bool:
        """Whether no line break stands before the token at `index` (an enumeration may still run on)."""
        between = self.tokens[max(0, index - 1) : index + 1]
        return "\n" not in self.text[between[0].end : between[-1].start] if between else True


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """A word folded for a table: "S.Sos." -> "ssos", "Rifa'i" -> "rifai"; punctuation stays as it stands."""
    return fold(word.replace(".", "")) or word


@lru_cache(maxsize=8)
def read_text_words(text: str) -> Words:
    """The words of a text; remembered for the few texts read last, since several readers look at one article."""
    tokens = tuple(tokenize(text))
    low = tuple(fold_word(token.text) for token in tokens)
    starts = [token.start for token in tokens]
    # A mention may begin inside a token ("se-Kabupaten Wonosobo"): its own first whole token counts.
    spans = [(bisect_left(starts, mention.start), bisect_left(starts, mention.end)) for mention in find_regions(text)]
    return Words(text, tokens, low, {first: last for first, last in spans if first < last})


class Phrases(Generic[Value]):
    """Phrases of one or more words, each with a value; the longest one that begins at a word is found."""

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[tuple[str, ...], list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries:
            parts = tuple(fold_word(token.text) for token in tokenize(phrase))
            self._by_first.setdefault(parts[:1], []).append((parts, value))
        for choices in self._by_first.values():
            choices.sort(key=lambda choice: -len(choice[0]))
        self.firsts = frozenset(first for (first,) in self._by_first)

    def find(self, low: tuple[str, ...], index: int) -> tuple[int, Value] | None:
        """The index after the longest phrase that begins at `index`, with its value."""
        choices = self._by_first.get(low[index : index + 1], ())
        fitting = ((index + len(parts), value) for parts, value in choices if low[index : index + len(parts)] == parts)
        return next(fitting, None)
