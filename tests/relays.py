"""A line between a client and a server on this machine that can be cut and mended, as networks are."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from pathlib import Path
from typing import Self

_PIECE = 65536


class Relay:
    """A TCP port of this machine that leads to another one, or to a Unix socket; whole until it is cut."""

    def __init__(self, target: int | Path) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._is_cut = False
        self._ends: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._start(self._accept)

    def cut(self) -> None:
        """End every connection in whatever it is doing, and all that come until it is mended."""
        with self._lock:
            self._is_cut = True
            for end in self._ends:
                _shut(end)

    def mend(self) -> None:
        """Let connections through again; those that were cut stay so."""
        with self._lock:
            self._is_cut = False

    def close(self) -> None:
        """Give port and threads back."""
        self.cut()
        _shut(self._listener)
        while self._threads:
            self._threads.pop().join()
        self._listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self.close()

    def _start(self, work, *arguments) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(OSError), _connect(self._target) as server:
            with self._lock:
                if self._is_cut:
                    return
                self._ends |= {client, server}
            back = threading.Thread(target=_pour, args=(server, client), daemon=True)
            back.start()
            _pour(client, server)
            back.join()
            with self._lock:
                self._ends -= {client, server}


def _connect(target: int | Path) -> socket.socket:
    if isinstance(target, int):
        return socket.create_connection(("127.0.0.1", target))
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(target))
    return connection


def _pour(source: socket.socket, sink: socket.socket) -> None:
    """Pass on what comes until one side ends, then end the other."""
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            sink.sendall(piece)
    _shut(source)
    _shut(sink)


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
