"""Runs `embed_corpus.py` commands in forked children, the heavy libraries loaded once: for tests that run many.

A line of JSON on standard input holds the arguments, and after how many seconds the child is killed (or null); the
answer is a line with its exit status: negative is the signal that ended it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def load_everything() -> None:
    """Import what commands import when they need it."""
    import embed_corpus
    import retrieval.index.generation
    import retrieval.index.onnx_encoder
    import retrieval.ingest.checks
    import retrieval.ingest.show
    import retrieval.reading.reader

    loaded = (
        embed_corpus,
        retrieval.reading.reader,
        retrieval.index.generation,
        retrieval.index.onnx_encoder,
        retrieval.ingest,
    )
    assert all(loaded)
    _use_tables()


def _use_tables() -> None:
    """Load what reading and questioning an article needs once."""
    from data.article import Article
    from retrieval.reading.reader import read_article

    read_article(Article("rakor", "Rapat koordinasi dipimpin Camat Sukamaju, Rabu (3/5/2023).", title="Rakor"))


def run_command(arguments: list[str], log: str) -> None:
    """Be `embed_corpus.py` with these arguments; does not return."""
    import embed_corpus

    # Its own output would be read as an answer.
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    sys.argv = ["embed_corpus.py", *arguments]
    status = 0
    try:
        embed_corpus.entry()
    except SystemExit as end:
        status = int(end.code or 0)
    finally:
        sys.stdout.flush()
        os._exit(status)


if __name__ == "__main__":
    load_everything()
    print("ready", flush=True)
    for line in sys.stdin:
        command = json.loads(line)
        process = os.fork()
        if process == 0:
            run_command(command["arguments"], sys.argv[1])
        if command["kill_after"] is not None:
            time.sleep(command["kill_after"])
            # Nobody has waited for it yet, so the number is still its own, even if it has ended.
            os.kill(process, signal.SIGKILL)
        print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
