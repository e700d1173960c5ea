"""The index on Milvus, for what no longer fits one machine."""

from __future__ import annotations

from pathlib import Path

from data.errors import SettingError
from data.wording import index as wording
from retrieval.index.engines import ArchiveIndex


def open_milvus(url: str, *, home: Path) -> ArchiveIndex:
    """The index that a Milvus server (`http://…`) or file (`file:///…`) keeps; SettingError without the extra."""
    raise SettingError(wording.extra_missing("milvus"))
