"""One Milvus server, or one file: the only module that knows Milvus' client.

Every call has a deadline, and fails with a GenerationError in one sentence.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from data.errors import GenerationError
from data.wording import milvus as wording
from retrieval.index.milvus.columns import Column, Index, Row

if TYPE_CHECKING:
    from pymilvus import MilvusClient

Result = TypeVar("Result")

FILE = "file://"

CONNECTING_SECONDS = 5.0
ASKING_SECONDS = 5.0
"""What a question waits for: a server that takes longer for one of some ten searches is of no use to who asks."""

WRITING_SECONDS = 60.0
LOADING_SECONDS = 3600.0
"""Indexing and loading ten million vectors."""

READ_AT_ONCE = 5_000
OLDEST = (2, 6)
"""The oldest version that takes chunks without a vector."""

_VERSION = re.compile(r"v?(\d+)\.(\d+)")


class Server:
    """Collections on a server (`http://user:password@host:port/database`) or in a file (`file:///path.db`).

    Connects when it is first needed, and again by itself after the server was away. Safe to share among threads.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._parts = urlsplit(url)
        self._lock = Lock()
        self._client: MilvusClient | None = None

    @property
    def label(self) -> str:
        """What people call it: host and port, or the file's name; no password."""
        if self._url.startswith(FILE):
            return Path(self._parts.path).name
        return self._parts.netloc.rpartition("@")[2]

    def names(self) -> list[str]:
        """The collections there are."""
        found: list[str] = self._call("list_collections", ASKING_SECONDS)
        return found

    def create(self, name: str, columns: Sequence[Column]) -> None:
        """Make an empty collection; the first column is the key."""
        from pymilvus import DataType
        from pymilvus import MilvusClient as Client

        schema = Client.create_schema(auto_id=False, enable_dynamic_field=False)
        for column in columns:
            kind, options = getattr(DataType, column.kind), dict(column.options)
            schema.add_field(column.name, kind, is_primary=column is columns[0], **options)
        self._call("create_collection", WRITING_SECONDS, name, schema=schema, consistency_level="Strong")

    def flush(self, name: str) -> None:
        """Have what was put in kept where whole indexes are made of it: after much, never after little."""
        self._call("flush", LOADING_SECONDS, name)

    def open(self, name: str, indexes: Sequence[Index] = ()) -> None:
        """Have a collection ready to be searched, by indexes that are made where they are missing."""
        from pymilvus import MilvusClient as Client

        prepared = Client.prepare_index_params()
        for index in indexes:
            if not self._call("list_indexes", WRITING_SECONDS, name, field_name=index.column):
                prepared.add_index(index.column, index_type=index.kind, **index.options)
        if len(prepared):
            self._call("create_index", LOADING_SECONDS, name, prepared)
        self._call("load_collection", LOADING_SECONDS, name)

    def drop(self, name: str) -> None:
        """Remove a collection and all that is in it."""
        self._call("drop_collection", WRITING_SECONDS, name)

    def put(self, name: str, rows: Sequence[Row]) -> None:
        """Put rows in; those whose keys are there already replace them."""
        if rows:
            self._call("upsert", WRITING_SECONDS, name, list(rows))

    def delete(self, name: str, condition: str) -> None:
        """Take rows out."""
        self._call("delete", WRITING_SECONDS, name, filter=condition)

    def count(self, name: str, condition: str) -> int:
        """How many rows there are, of all that was written before."""
        told = self._call("query", WRITING_SECONDS, name, filter=condition, output_fields=["count(*)"])
        return int(told[0]["count(*)"])

    def rows(self, name: str, condition: str, columns: Sequence[str], *, at_once: int = READ_AT_ONCE) -> Iterator[Row]:
        """Rows in the order of their keys."""
        pages = self._call(
            "query_iterator", WRITING_SECONDS, name, filter=condition, output_fields=list(columns), batch_size=at_once
        )
        try:
            while page := self._wrap(pages.next):
                yield from page
        finally:
            pages.close()

    def search(
        self,
        name: str,
        wanted: Sequence[Any],
        *,
        column: str,
        condition: str,
        limit: int,
        columns: Sequence[str],
        options: Mapping[str, Any],
    ) -> list[list[Row]]:
        """The rows with the largest products for each wanted vector, best first; `distance` is the product.

        What was written in the last seconds may be missing, unless `count` was asked since.
        """
        found = self._call(
            "search",
            ASKING_SECONDS,
            name,
            data=list(wanted),
            anns_field=column,
            filter=condition,
            limit=limit,
            output_fields=list(columns),
            search_params={"params": dict(options)},
            consistency_level="Bounded",
        )
        return [[{"distance": hit["distance"], **hit["entity"]} for hit in hits] for hits in found]

    def _call(self, method: str, seconds: float, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        client = self._connect()
        return self._wrap(lambda: getattr(client, method)(*arguments, timeout=seconds, **options))

    def _connect(self) -> MilvusClient:
        with self._lock:
            if self._client is None:
                client = self._wrap(self._open)
                told = self._wrap(lambda: client.get_server_version(timeout=CONNECTING_SECONDS))
                self._refuse_old(str(told))
                self._client = client
            return self._client

    def _open(self) -> MilvusClient:
        from pymilvus import MilvusClient as Client

        # It writes tracebacks, and with them what was searched, for errors that are said in a sentence here.
        for library in ("pymilvus", "milvus_lite"):
            logging.getLogger(library).setLevel(logging.CRITICAL)
        if self._url.startswith(FILE):
            return Client(unquote(self._parts.path), timeout=CONNECTING_SECONDS)
        user, password = self._parts.username, self._parts.password
        token = unquote(f"{user}:{password}") if password else unquote(user or "")
        return Client(self._url, token=token, timeout=CONNECTING_SECONDS)

    def _refuse_old(self, told: str) -> None:
        found = _VERSION.match(told)  # a file says "milvus_lite-…", and is as new as its library
        if found and (int(found[1]), int(found[2])) < OLDEST:
            raise GenerationError(wording.too_old(self.label, told, ".".join(map(str, OLDEST))))

    def _wrap(self, work: Callable[[], Result]) -> Result:
        import grpc
        from pymilvus.exceptions import MilvusException

        try:
            return work()
        except (MilvusException, grpc.RpcError, grpc.FutureTimeoutError) as error:
            raise GenerationError(self._tell(error)) from error

    def _tell(self, error: Exception) -> str:
        """What people read: a refusal that the server worded, or that it does not answer."""
        if self._url.startswith(FILE) and self._client is None:
            return wording.file_unusable(self.label)
        return wording.refused(self.label) if _is_refusal(error) else wording.away(self.label)


def _is_refusal(error: Exception) -> bool:
    """Whether a server answered that it will not; the two lowest codes, and those of gRPC, say that none did."""
    code = getattr(error, "code", None)
    return isinstance(code, int) and code > 2
