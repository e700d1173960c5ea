"""The connection to one Milvus server, or one file: opened when it is needed, and what goes wrong in a sentence."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from data.errors import GenerationError
from data.wording import milvus as wording

if TYPE_CHECKING:
    from pymilvus import MilvusClient

Result = TypeVar("Result")

FILE = "file://"
CONNECTING_SECONDS = 5.0

OLDEST = (2, 6)
"""The oldest version that takes chunks without a vector."""

_VERSION = re.compile(r"v?(\d+)\.(\d+)")
_AWAY = 2
"""The client's own codes up to this one say that it found no server; a server's are higher."""


class AwayError(GenerationError):
    """Nobody answered in time: what is on the server may be as it was."""


class Connection:
    """To `http://user:password@host:port/database` or `file:///path.db`. Safe to share among threads.

    After a server was away the client finds it again by itself, about a second after it is back.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: MilvusClient | None = None

    @property
    def label(self) -> str:
        """What people call it: host and port, or the file's name; no password."""
        parts = urlsplit(self._url)
        return Path(parts.path).name if self._url.startswith(FILE) else parts.netloc.rpartition("@")[2]

    def call(self, method: str, seconds: float, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        """What a method of Milvus' client gives within so many seconds; GenerationError in one sentence."""
        client = self._client = self._client or self.run(self._open)
        return self.run(lambda: getattr(client, method)(*arguments, timeout=seconds, **options))

    def run(self, work: Callable[[], Result]) -> Result:
        """Do what may fail as calls do."""
        import grpc
        from pymilvus.exceptions import MilvusException

        try:
            return work()
        except (MilvusException, grpc.RpcError, grpc.FutureTimeoutError) as error:
            raise self._judge(error) from error

    def _open(self) -> MilvusClient:
        from pymilvus import MilvusClient as Client

        # It writes tracebacks, and with them what was searched, for errors that are said in a sentence here.
        for library in ("pymilvus", "milvus_lite"):
            logging.getLogger(library).setLevel(logging.CRITICAL)
        parts = urlsplit(self._url)
        where = unquote(parts.path) if self._url.startswith(FILE) else self._url
        token = ":".join(unquote(part) for part in (parts.username, parts.password) if part)
        client = Client(where, token=token, timeout=CONNECTING_SECONDS)
        self._refuse_old(str(client.get_server_version(timeout=CONNECTING_SECONDS)))
        return client

    def _refuse_old(self, told: str) -> None:
        found = _VERSION.match(told)  # a file says "milvus_lite-…", and is as new as its library
        if found and (int(found[1]), int(found[2])) < OLDEST:
            raise GenerationError(wording.too_old(self.label, told, ".".join(map(str, OLDEST))))

    def _judge(self, error: Exception) -> GenerationError:
        """What an error comes to: the server refuses, or is away."""
        code = getattr(error, "code", None)
        if isinstance(code, int) and code > _AWAY:
            return GenerationError(wording.refused(self.label))
        if self._client is None and self._url.startswith(FILE):
            return AwayError(wording.file_unusable(self.label))
        return AwayError(wording.away(self.label))
