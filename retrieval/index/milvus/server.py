"""Collections on one Milvus server, or in one file: what is asked of them, and how long each call may take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from retrieval.index.milvus.columns import Column, Index, Row
from retrieval.index.milvus.connection import Connection

ASKING_SECONDS = 5.0
"""What a question waits for: a server that takes longer for one of some ten searches is of no use to who asks."""

WRITING_SECONDS = 60.0
LOADING_SECONDS = 3600.0
"""Indexing and loading ten million vectors."""

READ_AT_ONCE = 5_000


class Server:
    """Collections, and the rows in them; every call fails with a GenerationError. Safe to share among threads."""

    def __init__(self, url: str) -> None:
        self._connection = Connection(url)

    def names(self) -> list[str]:
        """The collections there are."""
        found: list[str] = self._connection.call("list_collections", ASKING_SECONDS)
        return found

    def create(self, name: str, columns: Sequence[Column]) -> None:
        """Make an empty collection; the first column is the key."""
        from pymilvus import DataType
        from pymilvus import MilvusClient as Client

        schema = Client.create_schema(auto_id=False, enable_dynamic_field=False)
        for column in columns:
            kind, options = getattr(DataType, column.kind), dict(column.options)
            schema.add_field(column.name, kind, is_primary=column is columns[0], **options)
        self._connection.call("create_collection", WRITING_SECONDS, name, schema=schema, consistency_level="Strong")

    def flush(self, name: str) -> None:
        """Have indexes made of what was put in; Milvus does that by itself in time, and slows down who asks often."""
        self._connection.call("flush", LOADING_SECONDS, name)

    def open(self, name: str, indexes: Sequence[Index] = ()) -> None:
        """Have a collection ready to be searched, by indexes that are made where they are missing."""
        from pymilvus import MilvusClient as Client

        made = self._connection.call("list_indexes", WRITING_SECONDS, name) if indexes else []
        prepared = Client.prepare_index_params()
        for index in indexes:
            if index.column not in made:
                prepared.add_index(index.column, index_type=index.kind, index_name=index.column, **index.options)
        if len(prepared):
            # Made in the background: until an index is there its column is searched row by row.
            self._connection.call("create_index", LOADING_SECONDS, name, prepared, sync=False)
        self._connection.call("load_collection", LOADING_SECONDS, name)

    def drop(self, name: str) -> None:
        """Remove a collection and all that is in it."""
        self._connection.call("drop_collection", WRITING_SECONDS, name)

    def put(self, name: str, rows: Sequence[Row]) -> None:
        """Put rows in; those whose keys are there already replace them."""
        if rows:
            self._connection.call("upsert", WRITING_SECONDS, name, list(rows))

    def delete(self, name: str, condition: str) -> None:
        """Take rows out."""
        self._connection.call("delete", WRITING_SECONDS, name, filter=condition)

    def count(self, name: str, condition: str) -> int:
        """How many rows there are, of all that was written before."""
        told = self._connection.call("query", WRITING_SECONDS, name, filter=condition, output_fields=["count(*)"])
        return int(told[0]["count(*)"])

    def rows(self, name: str, condition: str, columns: Sequence[str], *, at_once: int = READ_AT_ONCE) -> Iterator[Row]:
        """Rows in the order of their keys."""
        pages = self._connection.call(
            "query_iterator", WRITING_SECONDS, name, filter=condition, output_fields=list(columns), batch_size=at_once
        )
        try:
            while page := self._connection.run(pages.next):
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
        seconds: float | None = None,
    ) -> list[list[Row]]:
        """The rows with the largest products for each wanted vector, best first; `distance` is the product.

        What was written in the last seconds may be missing, unless `count` was asked since. `seconds`: to wait for
        it, by default as long as somebody who asks would.
        """
        found = self._connection.call(
            "search",
            seconds or ASKING_SECONDS,
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
