"""Gathers the rows of a catalogue as arrays: what a chunk takes is bytes, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from data.article import Chunk
from retrieval.index.catalogue.names import Names
from retrieval.index.catalogue.rows import Catalogue, hash_stamp

_ROW = np.dtype(
    [("ids", "i8"), ("stamps", "i8"), ("articles", "i4"), ("starts", "i4"), ("ends", "i4"), ("embedded", "?")]
)
_Rows = NDArray[np.void]


class CatalogueWriter:
    """Gathers rows, and joins them with those of an earlier catalogue."""

    def __init__(self) -> None:
        self._batches: list[_Rows] = []
        self._ordinals: dict[str, int] = {}

    def add(self, chunks: Iterable[tuple[Chunk, str, bool]]) -> None:
        """Put chunks in: each with the stamp it was wanted with, and whether it has a vector."""
        rows = [
            (chunk.id, hash_stamp(stamp), self._ordinal(chunk.article_id), chunk.start, chunk.end, is_embedded)
            for chunk, stamp, is_embedded in chunks
        ]
        self._batches.append(np.array(rows, dtype=_ROW))

    def join(self, earlier: Catalogue | None = None, *, without: Collection[int] = ()) -> Catalogue:
        """The catalogue of everything put in, and of what an earlier one has `without` some chunks."""
        own, names = np.concatenate([np.empty(0, _ROW), *self._batches]), list(self._ordinals)
        kept, kept_names = _keep(earlier, without) if earlier else (np.empty(0, _ROW), [])
        article_ids = sorted({*names, *kept_names})
        place = {name: ordinal for ordinal, name in enumerate(article_ids)}
        rows = np.concatenate([_renumber(kept, kept_names, place), _renumber(own, names, place)])
        rows = rows[np.argsort(rows["ids"], kind="stable")]
        columns = {name: np.ascontiguousarray(rows[name]) for name in _ROW.names or ()}
        leads = _find_leads(columns["articles"], columns["starts"], len(article_ids))
        return Catalogue(**columns, leads=leads, article_ids=Names.of(article_ids))

    def _ordinal(self, article_id: str) -> int:
        return self._ordinals.setdefault(article_id, len(self._ordinals))


def _keep(earlier: Catalogue, without: Collection[int]) -> tuple[_Rows, list[str]]:
    """The rows of an earlier catalogue but some, with the names of the articles that have one."""
    keep = ~np.isin(earlier.ids, np.fromiter(without, dtype=np.int64, count=len(without)))
    rows = np.empty(int(keep.sum()), dtype=_ROW)
    for name in _ROW.names or ():
        rows[name] = getattr(earlier, name)[keep]
    has_any = np.bincount(rows["articles"], minlength=len(earlier.article_ids)) > 0
    rows["articles"] = (np.cumsum(has_any) - 1)[rows["articles"]]
    return rows, earlier.article_ids.at(np.flatnonzero(has_any))


def _renumber(rows: _Rows, names: Sequence[str], place: dict[str, int]) -> _Rows:
    rows["articles"] = np.fromiter(map(place.__getitem__, names), dtype=np.int32, count=len(names))[rows["articles"]]
    return rows


def _find_leads(articles: NDArray[np.int32], starts: NDArray[np.int32], count: int) -> NDArray[np.int64]:
    """The row of the chunk that starts first, for each of `count` articles."""
    first = np.full(count, np.iinfo(np.int32).max, dtype=np.int32)
    np.minimum.at(first, articles, starts)
    rows = np.flatnonzero(starts == first[articles])[::-1]  # of several the one with the lowest id, written last
    leads = np.empty(count, dtype=np.int64)
    leads[articles[rows]] = rows
    return leads
