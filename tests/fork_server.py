"""Forks processes of `python -m bot` that have loaded already what the first question needs: for tests of many starts.

Started with a socket to listen on and an archive's home; it ends with its standard input. Who connects sends a line of
JSON (environment, file of the log), and is told the process's number and, at its end, its status.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from contextlib import closing, suppress
from multiprocessing import get_context
from pathlib import Path
from select import select

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))


def load_everything(home: Path) -> None:
    """Import what a bot imports, and load its models and tables: a question is answered."""
    import bot.__main__
    import bot.telegram.main
    from bot.app import open_app
    from data.settings import Settings

    assert all((bot.__main__, bot.telegram.main))
    with closing(open_app(Settings(home=home, _env_file=None))):
        gc.freeze()


def be_bot(order: dict) -> None:
    """Be `python -m bot`, to its end."""
    from bot.__main__ import entry

    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, file in enumerate((os.open(os.devnull, os.O_RDONLY), log, log)):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(PROJECT)
    sys.argv = ["bot"]
    entry()


def attend(connection: socket.socket) -> None:
    """Start what is ordered, and tell its number and how it ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    order = json.loads(connection.makefile(encoding="utf-8").readline())
    # Ends as far as Python goes: libraries would wait for threads that were not forked.
    process = get_context("fork").Process(target=be_bot, args=(order,))
    process.start()
    connection.sendall(b"%d\n" % process.pid)
    process.join()
    with suppress(ConnectionError):  # whoever asked may be gone
        connection.sendall(b"%d\n" % process.exitcode)


def serve(listening: socket.socket) -> None:
    """Attend to whoever connects, each in a process of its own, until standard input ends."""
    signal.signal(signal.SIGCHLD, bury)
    while sys.stdin not in select([listening, sys.stdin], [], [])[0]:
        connection, _ = listening.accept()
        if os.fork() == 0:
            listening.close()
            attend(connection)
            os._exit(0)
        connection.close()


def bury(*_) -> None:
    """Take notice of whatever has ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    number, sample = sys.argv[1:]
    load_everything(Path(sample))
    serve(socket.socket(fileno=int(number)))
