"""Writes one generation into a folder: all of it, or what changed since an earlier one; and looks it over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.article import Chunk
from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.catalogue import Catalogue, Difference, Row, make_catalogue, read_catalogue
from retrieval.index.chunker import CHUNKER
from retrieval.index.dense import DenseIndex, DenseWriter, is_exact
from retrieval.index.encoder import Encoder, probe
from retrieval.index.lexical import LexicalIndex, LexicalWriter
from retrieval.index.manifest import Manifest, mark_files

Entry = tuple[Chunk, NDArray[np.floating[Any]] | None]
"""A chunk with its vector, None where it has none (yet)."""

Fetch = Callable[[Sequence[int]], Iterable[Entry]]
Progress = Callable[[int, int], None]

LEXICAL_FOLDER = "lexical"
DENSE_FILE = "dense.faiss"
CATALOGUE_FILE = "catalogue.npz"

BATCH = 1000
MOST_CHANGED = 0.3
"""Share of chunks that may change for a derived generation: beyond it a full one takes no longer."""

MOST_BURIED = 0.05
"""Share of removed chunks that BM25's statistics may still count; until a full build scores differ by about as much."""

MOST_DERIVED = 50
"""Each derived generation adds a small segment, and each segment a little time to every question."""

NORM_TOLERANCE = 0.02
SAMPLE = 20
"""Chunks that are looked up again before a generation is used."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A generation to derive from."""

    folder: Path
    manifest: Manifest
    catalogue: Catalogue


def can_derive(earlier: Earlier, difference: Difference, *, total: int) -> bool:
    """Whether a derived generation is cheaper than a full one and searches alike."""
    manifest = earlier.manifest
    gone = len(difference.surplus) + len(difference.stale)
    changed = gone + len(difference.missing)
    return (
        changed <= MOST_CHANGED * total
        and manifest.buried + gone <= MOST_BURIED * total
        and manifest.derived < MOST_DERIVED
        and is_exact(total) == is_exact(manifest.chunks)
    )


def write_generation(
    folder: Path,
    *,
    wanted: Mapping[int, str],
    fetch: Fetch,
    encoder: Encoder,
    earlier: Earlier | None,
    difference: Difference,
    progress: Progress,
) -> Manifest:
    """Write all parts of a generation but its manifest, which is returned.

    With an `earlier` one only the difference is written; otherwise everything wanted is fetched.
    """
    removed = difference.surplus | difference.stale if earlier else frozenset[int]()
    ids = sorted(difference.missing | difference.stale) if earlier else sorted(wanted)
    if earlier:
        _link(earlier.folder / LEXICAL_FOLDER, folder / LEXICAL_FOLDER)
    lexical = LexicalWriter(folder / LEXICAL_FOLDER)
    dense = DenseWriter(encoder.dimension, earlier=earlier.folder / DENSE_FILE if earlier else None)
    lexical.remove(removed)
    dense.remove(removed)
    chunks: list[Row] = []
    for batch in batches(fetch(ids)):
        _add(batch, lexical=lexical, dense=dense)
        # The catalogue needs places, not texts: a whole archive's texts would not be small.
        chunks += [Row(_without_text(chunk), wanted[chunk.id], vector is not None) for chunk, vector in batch]
        progress(len(chunks), len(ids))
    lexical.close()
    dense.write(folder / DENSE_FILE)
    catalogue = make_catalogue(chunks, earlier=earlier.catalogue if earlier else None, without=removed)
    catalogue.write(folder / CATALOGUE_FILE)
    return _describe(folder, catalogue, encoder=encoder, earlier=earlier, removed=len(removed))


def find_faults(folder: Path, chunks: int) -> list[str]:
    """What is wrong inside a generation's folder: counts, and a sample of chunks looked up in each part; [] is well."""
    lexical, dense = LexicalIndex(folder / LEXICAL_FOLDER), DenseIndex(folder / DENSE_FILE)
    catalogue = read_catalogue(folder / CATALOGUE_FILE)
    counts = (
        (wording.LEXICAL, len(lexical), chunks),
        (wording.DENSE, len(dense), int(catalogue.embedded.sum())),
        (wording.CATALOGUE, len(catalogue), chunks),
    )
    faults = [wording.counts_differ(part, count, right) for part, count, right in counts if count != right]
    step = max(1, len(catalogue) // SAMPLE)
    for chunk_id, has_vector in zip(catalogue.ids[::step].tolist(), catalogue.embedded[::step].tolist(), strict=True):
        if lexical.count(chunk_id) != 1:
            faults.append(wording.self_query_failed(wording.LEXICAL, chunk_id))
        if has_vector and not _finds_itself(dense, chunk_id):
            faults.append(wording.self_query_failed(wording.DENSE, chunk_id))
    return faults


def _describe(
    folder: Path, catalogue: Catalogue, *, encoder: Encoder, earlier: Earlier | None, removed: int
) -> Manifest:
    return Manifest(
        model=encoder.name,
        fingerprint=encoder.fingerprint(),
        dimension=encoder.dimension,
        probes=probe(encoder).tolist(),
        chunker=CHUNKER,
        chunks=len(catalogue),
        vectors=int(catalogue.embedded.sum()),
        articles=len(catalogue.article_ids),
        buried=earlier.manifest.buried + removed if earlier else 0,
        derived=earlier.manifest.derived + 1 if earlier else 0,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        files=mark_files(folder),
    )


def _finds_itself(dense: DenseIndex, chunk_id: int) -> bool:
    """Whether no other chunk is nearer to a chunk's vector than the chunk (repeated texts are as near)."""
    try:
        vector = dense.vector(chunk_id)
    except RuntimeError:  # how FAISS says that an id is not there
        return False
    _, cosines = dense.search(vector, limit=1)
    return len(cosines) == 1 and float(vector @ vector) >= float(cosines[0]) - NORM_TOLERANCE


def _add(batch: Sequence[Entry], *, lexical: LexicalWriter, dense: DenseWriter) -> None:
    for chunk, _ in batch:
        lexical.add(chunk)
    embedded = [(chunk, vector) for chunk, vector in batch if vector is not None]
    for chunk, vector in embedded:
        refuse_unusable(chunk, vector)
    if embedded:
        dense.add([chunk.id for chunk, _ in embedded], np.stack([vector for _, vector in embedded]))


def refuse_unusable(chunk: Chunk, vector: NDArray[np.floating[Any]]) -> None:
    """GenerationError where a stored vector has no direction."""
    norm = float(np.linalg.norm(vector.astype(np.float32)))
    if vector.ndim != 1 or not (abs(norm - 1) <= NORM_TOLERANCE or norm == 0):
        raise GenerationError(wording.vector_unusable(chunk.article_id, chunk.id))


def batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries, so many at a time that writing them pays."""
    rest = iter(entries)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _without_text(chunk: Chunk) -> Chunk:
    return Chunk(chunk.id, chunk.article_id, chunk.start, chunk.end, text="")


def _link(source: Path, target: Path) -> None:
    """The earlier lexical index in a new folder: its segments are never changed, so they need no copy.

    What tantivy does rewrite (*.json) it replaces by a new file; copies keep that from mattering.
    """
    target.mkdir()
    for path in source.iterdir():
        if path.suffix == ".json":
            shutil.copy2(path, target)
        elif path.suffix != ".lock":
            link_or_copy(path, target / path.name)


def link_or_copy(source: Path | str, target: Path | str) -> None:
    """A second name for a file that is never changed."""
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)
