"""A relay of TCP to a PostgreSQL server's socket, as a network that can be cut."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import make_url


class Relay:
    """Passes connections on; `cut` ends them and refuses new ones until `mend`. Use as a context."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._socket = Path(self._url.query["host"]) / ".s.PGSQL.5432"
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._port = 0
        self.is_cut = False

    @property
    def url(self) -> str:
        """The database's URL through this relay."""
        through = self._url.set(host="127.0.0.1", port=self._port, query={})
        return through.render_as_string(hide_password=False)

    async def __aenter__(self) -> Relay:
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.cut()

    def cut(self) -> None:
        """End every connection, and refuse new ones."""
        self.is_cut = True
        for writer in self._writers:
            writer.transport.abort()

    def mend(self) -> None:
        """Let connections through again."""
        self.is_cut = False

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.transport.abort()
            return
        other_reader, other_writer = await asyncio.open_unix_connection(self._socket)
        ends = {writer, other_writer}
        self._writers |= ends
        with suppress(OSError):
            await asyncio.gather(_copy(reader, other_writer), _copy(other_reader, writer))
        self._writers -= ends
        for end in ends:
            end.transport.abort()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(1 << 16):
        writer.write(data)
        await writer.drain()
    writer.transport.abort()
