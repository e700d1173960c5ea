"""Looks a generation on Milvus over before it is used, and for `verify`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

import numpy as np

from data.errors import GenerationError
from data.wording import index as index_wording
from data.wording import milvus as wording
from retrieval.index.building import NORM_TOLERANCE, SAMPLE
from retrieval.index.milvus.columns import MEANING, TERMS, Row, embedded, search_options, shown
from retrieval.index.milvus.counting import ANYTHING
from retrieval.index.milvus.editions import Edition
from retrieval.index.milvus.server import LOADING_SECONDS, Server


def make_ready(server: Server, edition: Edition) -> None:
    """Have a generation answer without delay; GenerationError where chunks are missing.

    Whatever is asked afterwards sees at least what is counted here.
    """
    server.open(edition.collection)
    if server.count(edition.collection, shown(edition.number)) != edition.manifest.chunks:
        raise GenerationError(index_wording.index_damaged(edition.name))
    _search(server, edition, [{ANYTHING: 1.0}], column=TERMS)  # a file is read in by the first search


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
    best = _search(server, edition, vectors.tolist(), column=MEANING) if len(rows) else []
    return [
        index_wording.self_query_failed(wording.EMBEDDED, row["chunk"])
        for row, vector, found in zip(rows, vectors, best, strict=True)
        if not found or float(vector @ vector) < found[0]["distance"] - NORM_TOLERANCE
    ]


def _search(server: Server, edition: Edition, wanted: Sequence[Any], *, column: str) -> list[list[Row]]:
    chunks = edition.manifest.chunks
    return server.search(
        edition.collection,
        wanted,
        column=column,
        condition=embedded(edition.number) if column == MEANING else shown(edition.number),
        limit=1,
        columns=(),
        options=search_options(column, chunks=chunks, limit=1),
        seconds=LOADING_SECONDS,
    )
