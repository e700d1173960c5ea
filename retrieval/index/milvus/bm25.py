"""BM25 as the product of two sparse vectors, one of a chunk and one of a question, in tantivy's figures.

Milvus has a BM25 of its own, but analyses texts itself and keeps statistics by segment; these vectors are made of our
terms and of statistics over the whole archive, and rank as the local index does.
"""

from __future__ import annotations

import math

K1, B = 1.2, 0.75
"""What tantivy uses."""

EXACT_LENGTHS = 40
"""Lengths that tantivy keeps as they are; longer ones it rounds down to four significant bits beyond 24."""


def weigh_in_chunk(count: int, *, length: int, average: float) -> float:
    """What so many occurrences of a term are worth in a chunk of so many terms, 0 to 1."""
    return count / (count + K1 * (1 - B + B * round_length(length) / average))


def weigh_in_question(holding: int, *, chunks: int) -> float:
    """What a term is worth that so many of all chunks hold."""
    return (1 + K1) * math.log(1 + (chunks - holding + 0.5) / (holding + 0.5))


def round_length(length: int) -> int:
    """A length as tantivy keeps it, in one byte: without this both engines would rank a little differently."""
    beyond = length - 24
    dropped = max(0, beyond.bit_length() - 4)
    return 24 + (beyond >> dropped << dropped) if length > EXACT_LENGTHS else length
