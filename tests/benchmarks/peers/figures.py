"""How good and how fast a search was; pure, by article, since passages are cut differently by each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles

from tests.benchmarks.peers.material import Asked

DEEPEST = 10
"""Articles that are looked at; what stands further down earns nothing."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question found: article ids, best first, each once; and whether it was said that nothing answers it."""

    article_ids: tuple[str, ...]
    refused: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1. The first three are of questions that an article answers, `refused_right` of the others."""

    hit_at_1: float
    hit_at_5: float
    mrr_at_10: float
    refused_wrong: float
    refused_right: float


def score(asked: Sequence[Asked], replies: Sequence[Reply]) -> Quality:
    """The figures of the replies to all questions, in their order."""
    pairs = list(zip(asked, replies, strict=True))
    answerable = [(one, reply) for one, reply in pairs if one.article_ids]
    ranks = [find_rank(reply.article_ids, one.article_ids) for one, reply in answerable]
    return Quality(
        hit_at_1=_mean([rank == 1 for rank in ranks]),
        hit_at_5=_mean([0 < rank <= 5 for rank in ranks]),
        mrr_at_10=_mean([1 / rank if rank else 0.0 for rank in ranks]),
        refused_wrong=_mean([reply.refused for _, reply in answerable]),
        refused_right=_mean([reply.refused for one, reply in pairs if not one.article_ids]),
    )


def find_rank(article_ids: Sequence[str], right: Collection[str]) -> int:
    """The place, from 1, of the first right article; 0 where none is among the first ten."""
    return next((place for place, found in enumerate(article_ids[:DEEPEST], 1) if found in right), 0)


def spread(values: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile; of at least two values."""
    parts = quantiles(values, n=20, method="inclusive")
    return parts[9], parts[18]


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0
