"""Choosing how much BM25 counts beside a model, on labelled questions."""

from __future__ import annotations

from collections.abc import Mapping

# 1.0 is BM25 alone: a model that only harms is left out.
WEIGHTS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.3, 0.2)
# Points of MRR@10 under the best mean that count as equal: the larger lexical weight is then the safer one.
EQUAL_POINTS = 0.1


def choose_weight(table: Mapping[str, Mapping[float, float]]) -> float:
    """The lexical weight with the best mean MRR@10 over the sets that loses on none against BM25 alone.

    `table` holds MRR@10 in percent by test set and weight, weight 1.0 (BM25 alone) among them.
    """
    weights = sorted(next(iter(table.values())), reverse=True)
    harmless = [weight for weight in weights if all(row[weight] >= row[1.0] for row in table.values())]
    mean = {weight: sum(row[weight] for row in table.values()) / len(table) for weight in harmless}
    return next(weight for weight in harmless if mean[weight] >= max(mean.values()) - EQUAL_POINTS)
