"""Looks a generation on Milvus over before it is used, and for `verify`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import numpy as np

from data.wording import index as index_wording
from data.wording import milvus as wording
from retrieval.index.building import NORM_TOLERANCE, SAMPLE
from retrieval.index.milvus.columns import MEANING, Row, embedded, search_options, shown
from retrieval.index.milvus.editions import Edition
from retrieval.index.milvus.server import Server


def find_faults(server: Server, edition: Edition) -> list[str]:
    """What is wrong with what a generation shows: counts, and a sample of chunks searched by themselves; [] is well."""
    collection, condition, with_vector = edition.collection, shown(edition.number), embedded(edition.number)
    counts = (
        (wording.ROWS, server.count(collection, condition), edition.manifest.chunks),
        (wording.EMBEDDED, server.count(collection, with_vector), edition.manifest.vectors),
    )
    faults = [index_wording.counts_differ(part, found, right) for part, found, right in counts if found != right]
    sample = server.rows(collection, with_vector, ("chunk", MEANING), at_once=SAMPLE)
    return faults + _not_found(server, edition, list(islice(sample, SAMPLE)))


def _not_found(server: Server, edition: Edition, rows: Sequence[Row]) -> list[str]:
    """Those chunks to whose vectors another chunk is nearer (repeated texts are as near)."""
    vectors = np.array([row[MEANING] for row in rows], dtype=np.float32)
    best = server.search(
        edition.collection,
        vectors.tolist(),
        column=MEANING,
        condition=embedded(edition.number),
        limit=1,
        columns=(),
        options=search_options(MEANING, chunks=edition.manifest.chunks, limit=1),
    )
    return [
        index_wording.self_query_failed(wording.EMBEDDED, row["chunk"])
        for row, vector, found in zip(rows, vectors, best, strict=True)
        if not found or float(vector @ vector) < found[0]["distance"] - NORM_TOLERANCE
    ]
