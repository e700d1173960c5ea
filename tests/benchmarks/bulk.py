"""Adding by several workers, measured: `python -m tests.benchmarks.bulk FILE [--workers 1 2] [--kill]`.

FILE is what `add` reads. For each number of workers an empty PostgreSQL is given the articles (`add --later`) and
`work` does the rest; with `--kill` it is ended by SIGKILL when half is done and started again. At the end all must have
given what one plain `add` gives: the same readings, chunks, vectors and index, each once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from data.settings import PROJECT, Settings
from data.store import open_store
from data.store.documents import encode_reading
from retrieval.index.generation import Generations
from tests.postgresql_server import new_database

_LOCKS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@dataclass
class Taken:
    """What some runs took: seconds by the clock, CPU seconds, those of them while workers had nothing to do, and the
    share of samples in which a connection waited for another one's lock."""

    clock: float = 0.0
    cpu: float = 0.0
    alone: float = 0.0
    locked: int = 0
    samples: int = 0


def main() -> None:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--plain", action="store_true", help="also compare with one `add` that does everything")
    given = parser.parse_args()
    digests = [_measure_plain(given.file)] if given.plain else []
    digests += [_measure(given.file, workers, kill=given.kill) for workers in given.workers]
    print("the same content" if len(set(digests)) == 1 else f"DIFFERENT: {digests}")


def _measure(file: Path, workers: int, *, kill: bool) -> str:
    with tempfile.TemporaryDirectory() as home, new_database() as url:
        settings = Settings(home=Path(home), database_url=url)
        stored = _run(settings, ["add", str(file), "--later"])
        taken = Taken()
        with _sampling(url, taken):
            if kill:
                taken.clock += _kill_midway(settings, workers)
            _add_up(taken, _run(settings, ["work", "--workers", str(workers)]))
        print(
            f"{workers} workers: storing {stored['clock']:.1f} s; work {taken.clock:.1f} s by the clock, "
            f"{taken.cpu:.1f} CPU s, {taken.alone:.1f} of them alone; "
            f"waited for locks in {taken.locked} of {taken.samples * workers} samples"
        )
        return _digest(settings)


def _measure_plain(file: Path) -> str:
    with tempfile.TemporaryDirectory() as home, new_database() as url:
        settings = Settings(home=Path(home), database_url=url)
        taken = _run(settings, ["add", str(file), "--workers", "1"])
        print(f"plain add: {taken['clock']:.1f} s by the clock, {taken['self'] + taken['children']:.1f} CPU s")
        return _digest(settings)


def _start(settings: Settings, arguments: list[str]) -> subprocess.Popen[str]:
    environment = {**os.environ, "NOTULA_HOME": str(settings.home), "NOTULA_DATABASE_URL": settings.database}
    command = [sys.executable, "-m", "tests.benchmarks.bulk_run", *arguments]
    return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True)


def _run(settings: Settings, arguments: list[str]) -> dict[str, float]:
    with _start(settings, arguments) as process:
        said, _ = process.communicate()
    result: dict[str, float] = json.loads(said.splitlines()[-1])
    return result


def _kill_midway(settings: Settings, workers: int) -> float:
    """The seconds until the kill."""
    started = time.perf_counter()
    store = open_store(settings.database)
    before = store.waiting.queue().waiting
    with _start(settings, ["work", "--workers", str(workers)]) as process:
        while store.waiting.queue().waiting > before / 2:
            time.sleep(0.1)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    print(f"killed when {store.waiting.queue().waiting} of {before} still waited")
    store.close()
    return time.perf_counter() - started


def _add_up(taken: Taken, run: dict[str, float]) -> None:
    taken.clock += run["clock"]
    taken.cpu += run["self"] + run["children"]
    taken.alone += run["self"]


@contextmanager
def _sampling(url: str, taken: Taken) -> Iterator[None]:
    done = threading.Event()
    address = make_url(url)

    def sample() -> None:
        with psycopg.connect(
            host=str(address.query["host"]), user="postgres", dbname=address.database, autocommit=True
        ) as connection:
            while not done.wait(0.05):
                row = connection.execute(_LOCKS).fetchone()
                taken.locked += int(row[0]) if row else 0
                taken.samples += 1

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _digest(settings: Settings) -> str:
    """A hash of everything that was derived; prints how many rows there are."""
    store = open_store(settings.database)
    article_ids = sorted(store.articles.hashes())
    readings = store.readings.get_many(article_ids)
    [fingerprint] = store.embeddings.fingerprints()
    chunk_ids, vectors = store.embeddings.matrix(fingerprint)
    wanted = store.chunks.wanted(fingerprint)
    generations = Generations(settings.home)
    problems = generations.check(wanted)
    sha = hashlib.sha256(repr([sorted(wanted.items()), chunk_ids.tolist(), vectors.tobytes()]).encode())
    for article_id in article_ids:
        sha.update(encode_reading(readings[article_id]).encode("utf-8", "surrogatepass"))
    counts = {"articles": len(article_ids), "readings": len(readings), "chunks": len(wanted), "vectors": len(vectors)}
    print(f"  {counts}, {store.waiting.queue()}, index: {problems or 'fits'}, content {sha.hexdigest()[:12]}")
    store.close()
    return sha.hexdigest()


if __name__ == "__main__":
    main()
