"""Writes one generation into a folder: all of it, or what changed since an earlier one; and looks it over."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.article import Chunk
from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index.catalogue import Catalogue, CatalogueWriter, Difference, read_catalogue
from retrieval.index.chunker import CHUNKER
from retrieval.index.dense import DenseIndex, DenseWriter
from retrieval.index.encoder import Encoder, probe
from retrieval.index.lexical import LexicalIndex, LexicalWriter
from retrieval.index.manifest import Manifest, changed_files, link_or_copy, mark_files

Entry = tuple[Chunk, NDArray[np.floating[Any]] | None]
"""A chunk with its vector, None where it has none (yet)."""

Fetch = Callable[[Sequence[int]], Iterable[Entry]]
Progress = Callable[[int, int], None]

LEXICAL_FOLDER = "lexical"
CATALOGUE_FOLDER = "catalogue"

BATCH = 1000
MOST_CHANGED = 0.3
"""Share of chunks that may change for a derived generation: beyond it a full one takes no longer."""

MOST_BURIED = 0.05
"""Share of removed chunks that BM25's statistics may still count; until a full build scores differ by about as much."""

MOST_DERIVED, CHUNKS_A_DERIVED = 50, 2_000
"""Each derived generation adds a small segment, and each segment a little time to every question, until tantivy joins
them. A larger archive, whose full build takes the longer, may have the more, one for so many chunks."""

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
        and manifest.derived < max(MOST_DERIVED, total // CHUNKS_A_DERIVED)
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
    lexical, rows = LexicalWriter(folder / LEXICAL_FOLDER), CatalogueWriter()
    with DenseWriter(encoder.dimension, earlier=earlier.folder if earlier else None) as dense:
        lexical.remove(removed)
        dense.remove(removed)
        for number, batch in enumerate(batches(fetch(ids))):
            _add(batch, lexical=lexical, dense=dense)
            rows.add((chunk, wanted[chunk.id], vector is not None) for chunk, vector in batch)
            progress(number * BATCH + len(batch), len(ids))
        lexical.close()
        dense.write(folder)
    catalogue = rows.join(earlier.catalogue if earlier else None, without=removed)
    catalogue.write(folder / CATALOGUE_FOLDER)
    return _describe(folder, catalogue, encoder=encoder, earlier=earlier, removed=len(removed))


def find_damage(folder: Path, manifest: Manifest) -> list[str]:
    """The files that differ from the manifest, of those that a derived generation may have to read and write again.

    What it gives second names to keeps its mark, by which damage is still found.
    """
    read = {name: mark for name, mark in manifest.files.items() if not name.startswith(f"{LEXICAL_FOLDER}/")}
    return changed_files(folder, replace(manifest, files=read), hashes=True)


def find_faults(folder: Path, chunks: int) -> list[str]:
    """What is wrong inside a generation's folder: counts, and a sample of chunks looked up in each part; [] is well."""
    lexical, dense = LexicalIndex(folder / LEXICAL_FOLDER), DenseIndex(folder)
    catalogue = read_catalogue(folder / CATALOGUE_FOLDER)
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
        files=mark_files(folder, (earlier.folder, earlier.manifest) if earlier else None),
    )


def _finds_itself(dense: DenseIndex, chunk_id: int) -> bool:
    """Whether no other chunk is nearer to a chunk's vector than the chunk (repeated texts are as near)."""
    try:
        vector = dense.vector(chunk_id)
    except KeyError:
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
