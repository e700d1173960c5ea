"""Where each indexed chunk stands: chunk id -> article, span and stamp, as sorted arrays in files that are mapped."""

from __future__ import annotations

from retrieval.index.catalogue.rows import Catalogue, Difference, compare, compare_stamps, hash_stamp, read_catalogue
from retrieval.index.catalogue.writer import CatalogueWriter

__all__ = ["Catalogue", "CatalogueWriter", "Difference", "compare", "compare_stamps", "hash_stamp", "read_catalogue"]
