"""The index on Milvus, for what no longer fits one machine (decision 19).

columns.py      rows and conditions: a chunk from one generation until another
bm25.py         BM25 as the product of two sparse vectors
counting.py     terms to numbers, and how many chunks hold each
words.py        the words of a generation, held by whoever asks
editions.py     what readers need beside the chunks: manifest and words
writing.py      a whole generation, or what changed
checking.py     whether what was written is what was meant
searching.py    MilvusIndex: one generation, opened
generations.py  MilvusGenerations: all of them
server.py       the only module that knows Milvus' client
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from data.errors import SettingError
from data.wording import index as index_wording
from data.wording import milvus as wording
from retrieval.index.engines import ArchiveIndex
from retrieval.index.milvus.connection import FILE
from retrieval.index.milvus.generations import MilvusGenerations
from retrieval.index.milvus.server import Server

FILE_NEEDS = ("pymilvus", "milvus_lite")


def open_milvus(url: str, *, home: Path) -> ArchiveIndex:
    """The index that a Milvus server (`http://…`) or file (`file:///….db`) keeps; SettingError without the extra."""
    is_file = url.startswith(FILE)
    if not all(find_spec(name) for name in FILE_NEEDS[: 2 if is_file else 1]):
        raise SettingError(index_wording.extra_missing("milvus"))
    if is_file and not url.endswith(".db"):
        raise SettingError(wording.file_named_otherwise(Path(urlsplit(url).path).name))
    return MilvusGenerations(Server(url), home=home)
