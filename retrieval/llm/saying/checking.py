"""Whether a sentence of a model's says nothing that the facts it cites do not say. Pure.

Numbers, names, negations and words for standing in, opening, leading, closing and being absent have to stand in what is
cited; one that does not rejects the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from retrieval.language.tables import read_table, read_words
from retrieval.language.text import Token, fold, tokenize


def is_supported(sentence: str, cited: Iterable[str]) -> bool:
    """Whether everything in a sentence that can be checked stands in the texts that it cites."""
    known = {part for text in cited for token in tokenize(text) for part in fold(token.text).split()}
    classes = {sign for word in known if (sign := _signs().get(word))}
    tokens = tokenize(sentence)
    return all(_stands(token, known, classes, is_first=_begins(tokens, at)) for at, token in enumerate(tokens))


def _begins(tokens: list[Token], at: int) -> bool:
    return at == 0 or tokens[at - 1].text in '.!?:"“('


def _stands(token: Token, known: set[str], classes: set[str], *, is_first: bool) -> bool:
    parts = fold(token.text).split()
    if sign := _signs().get(fold(token.text)):
        return sign in classes
    if any(letter.isdigit() for letter in token.text) or any(part in _numbers() for part in parts):
        return all(part in known or _numbers().get(part, "") in known for part in parts)
    if not token.text[:1].isupper():
        return True
    return all(part in known for part in parts) or (is_first and all(part in _plain() for part in parts))


@cache
def _signs() -> dict[str, str]:
    return {fold(row["word"]): row["class"] for row in read_table("told_signs")}


@cache
def _numbers() -> dict[str, str]:
    """Words for numbers, with the figure where one word has one."""
    rows = [*read_table("number_words"), *read_table("english_numbers")]
    return {row["word"]: row["value"] for row in rows}


@cache
def _plain() -> frozenset[str]:
    """Words that may begin a sentence without being a name."""
    return read_words("common_words") | read_words("english_function_words") | read_words("stopwords")
