"""Choosing how much a model counts beside BM25, on labelled questions."""

from __future__ import annotations

from collections.abc import Mapping

# 0 is BM25 alone: a model that only harms is left out.
WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0, 25.0, 30.0)


def choose_weight(table: Mapping[str, Mapping[float, float]]) -> float:
    """The model's weight with the best mean MRR@10 over the sets that loses on none against BM25 alone.

    `table` holds MRR@10 in percent by test set and weight, weight 0 (BM25 alone) among them.
    """
    weights = sorted(next(iter(table.values())))
    harmless = [weight for weight in weights if all(row[weight] >= row[0.0] for row in table.values())]
    mean = {weight: sum(row[weight] for row in table.values()) / len(table) for weight in harmless}
    return max(harmless, key=lambda weight: mean[weight])
