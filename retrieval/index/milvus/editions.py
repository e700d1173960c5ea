"""What readers need of a generation beside its chunks, kept on the same server: its manifest and its words.

One collection, of a few rows for each generation: first the pieces of what it says, then one row that names them, by
which the generation is finished. The finished one with the highest number is in use; nothing points to it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
from dataclasses import asdict, dataclass
from operator import itemgetter
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from data.errors import GenerationError
from data.wording import index as index_wording
from data.wording import milvus as wording
from retrieval.index.lexical import FIELDS
from retrieval.index.manifest import Manifest
from retrieval.index.milvus.columns import Column, Index, Row
from retrieval.index.milvus.server import Server
from retrieval.index.milvus.words import WordList

COLLECTION = "notula_generations"
FORMAT = 1
"""Version of what collections hold, and of how an edition is written."""

PIECE = 60_000
"""Characters of a piece: Milvus takes 65,535."""

READ_AT_ONCE = 50
_WORDS = ("ends", "numbers", "holding")


@dataclass(frozen=True, slots=True)
class Edition:
    """A generation as readers hold it.

    `averages`: the mean lengths by which its chunks are weighed; `changed`: how many chunks changed since its
    collection was filled.
    """

    number: int
    collection: str
    manifest: Manifest
    averages: tuple[float, ...]
    changed: int
    words: tuple[WordList, ...]

    @property
    def name(self) -> str:
        """The generation's name."""
        return name_of(self.number)


class Editions:
    """The editions on a server, finished ones and those that a crash left."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def collections(self) -> dict[int, str]:
        """The finished generations, oldest first, and in which collection the chunks of each are; "" if unreadable."""
        heads = sorted(self._read("piece == 0"), key=itemgetter("generation"))
        return {row["generation"]: str(_parse(row).get("collection", "")) for row in heads}

    def read(self, number: int) -> Edition:
        """A finished generation; GenerationError where it is damaged or of another format."""
        rows = {row["piece"]: row for row in self._read(f"generation == {number}")}
        try:
            head = _parse(rows[0])
            if head["format"] != FORMAT:
                said = index_wording.index_other_version(wording.FORMAT, str(head["format"]), str(FORMAT))
                raise GenerationError(said)
            content = "".join(rows[piece]["content"] for piece in range(1, head["pieces"] + 1))
            if _hash(content) != head["hash"]:
                raise ValueError(head["hash"])
            return _unpack(base64.b64decode(content))
        except (ValueError, KeyError, TypeError, OSError, BadZipFile) as error:
            raise GenerationError(index_wording.index_damaged(name_of(number))) from error

    def put(self, edition: Edition) -> None:
        """Finish a generation: with the last row it is in use."""
        content = base64.b64encode(_pack(edition)).decode("ascii")
        pieces = [content[start : start + PIECE] for start in range(0, len(content), PIECE)]
        for piece, part in enumerate(pieces, start=1):
            self._server.put(COLLECTION, [_row(edition.number, piece, part)])
        head = {"format": FORMAT, "pieces": len(pieces), "hash": _hash(content), "collection": edition.collection}
        self._server.put(COLLECTION, [_row(edition.number, 0, json.dumps(head))])

    def prepare(self) -> None:
        """Have a place to put generations."""
        if COLLECTION not in self._server.names():
            self._server.create(COLLECTION, _COLUMNS)
        self._server.open(COLLECTION, _INDEXES)

    def remove(self, number: int) -> None:
        """Remove a generation: first the row that finishes it."""
        self._server.delete(COLLECTION, f"generation == {number} and piece == 0")
        self._server.delete(COLLECTION, f"generation == {number}")

    def remove_unfinished(self, newest: int) -> None:
        """Remove what a crash left of generations after the one in use."""
        self._server.delete(COLLECTION, f"generation > {newest}")

    def _read(self, condition: str) -> list[Row]:
        if COLLECTION not in self._server.names():
            return []
        self._server.open(COLLECTION)
        columns = ("generation", "piece", "content")
        return list(self._server.rows(COLLECTION, condition, columns, at_once=READ_AT_ONCE))


def name_of(number: int) -> str:
    """A generation's name; unlike any of a local index, so that the store can tell which one it was built for."""
    return f"m{number:06d}"


_COLUMNS = [
    Column("row", "VARCHAR", {"max_length": 64}),
    Column("generation", "INT64"),
    Column("piece", "INT64"),
    Column("content", "VARCHAR", {"max_length": 65_535}),
    Column("unused", "FLOAT_VECTOR", {"dim": 2}),  # Milvus makes no collection without a vector
]
_INDEXES = [Index("unused", "FLAT", {"metric_type": "IP"})]


def _row(number: int, piece: int, content: str) -> Row:
    return {
        "row": f"{number}.{piece}",
        "generation": number,
        "piece": piece,
        "content": content,
        "unused": [0.0, 0.0],
    }


def _parse(row: Row) -> dict[str, Any]:
    """What a generation's last row says; nothing where it is damaged."""
    try:
        head = json.loads(row["content"])
    except ValueError:
        return {}
    return head if isinstance(head, dict) else {}


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def _pack(edition: Edition) -> bytes:
    told = {
        "number": edition.number,
        "collection": edition.collection,
        "manifest": asdict(edition.manifest),
        "averages": edition.averages,
        "changed": edition.changed,
    }
    arrays: dict[str, Any] = {"told": _to_bytes(json.dumps(told).encode("ascii"))}
    for position, words in enumerate(edition.words):
        arrays[f"spelled{position}"] = _to_bytes(words.spelled)
        arrays |= {f"{name}{position}": getattr(words, name) for name in _WORDS}
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def _unpack(content: bytes) -> Edition:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        told = json.loads(arrays["told"].tobytes())
        words = [
            WordList(arrays[f"spelled{position}"].tobytes(), *(arrays[f"{name}{position}"] for name in _WORDS))
            for position in range(len(FIELDS))
        ]
    return Edition(
        told["number"],
        told["collection"],
        Manifest(**told["manifest"]),
        averages=tuple(told["averages"]),
        changed=told["changed"],
        words=tuple(words),
    )


def _to_bytes(content: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(content, dtype=np.uint8)
