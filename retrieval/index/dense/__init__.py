"""The dense index: FAISS over unit vectors by stable 64-bit chunk ids, inner product.

dense.faiss, dense.npy     most vectors, and the chunk ids that they belong to
added.faiss, added.npy     those that came since these were written
hidden.npy                 places in dense.faiss whose chunks were removed or came again
"""

from __future__ import annotations

from retrieval.index.dense.index import DenseIndex
from retrieval.index.dense.part import EXACT_CHUNKS, is_exact
from retrieval.index.dense.writer import DenseWriter

__all__ = ["EXACT_CHUNKS", "DenseIndex", "DenseWriter", "is_exact"]
