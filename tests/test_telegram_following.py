"""Updates that run by themselves while the bot serves."""

from __future__ import annotations

import asyncio
import signal
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.telegram.upkeep.following import follower as following
from bot.telegram.upkeep.following.failing import say_failing
from bot.telegram.upkeep.following.follower import Follower
from bot.telegram.upkeep.work import UPDATE, Task, perform
from data.errors import StoreError
from data.settings import Settings
from data.source import Found, SourceKind
from data.store import open_store
from tests.telegram_bot import ADMIN, ForkedBot, copy_home, running_server
from tests.telegram_talk import ARTICLE
from tests.waiting import LONGEST


class Bench:
    """A store, and what the follower does about it."""

    def __init__(self, store):
        self.store = store
        self.done: asyncio.Queue = asyncio.Queue()
        self.killed = self.told = 0
        self.loop = asyncio.get_running_loop()
        self.error: Exception | None = None

    def follow(self, kind, url):
        self.store.sources.put(Found(kind, str(url), str(url), "", 0), now=datetime.now(UTC))

    def perform(self, task, progress):
        """Visit all that is due, as an update does."""
        now = datetime.now(UTC)
        urls = [source.url for source in self.store.sources.due(now)]
        for source in self.store.sources.due(now):
            self.store.sources.note_success(source, now=now, due=now + timedelta(days=1))
        self.loop.call_soon_threadsafe(self.done.put_nowait, (task, urls))
        if self.error:
            raise self.error
        return {"new": 0}

    def kill(self):
        self.killed += 1

    def tell(self):
        self.told += 1

    async def next(self):
        return await asyncio.wait_for(self.done.get(), LONGEST)

    @asynccontextmanager
    async def serving(self, *names):
        follower = Follower(self.store, self.perform, self.kill, self.done.put_nowait, self.tell, rest_seconds=LONGEST)
        tasks = [asyncio.create_task(getattr(follower, name)()) for name in names]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def bench(tmp_path, migrated_file):
    (tmp_path / "notula.db").write_bytes(migrated_file.read_bytes())
    store = open_store(f"sqlite:///{tmp_path / 'notula.db'}")
    yield Bench(store)
    store.close()


async def test_what_is_due_is_fetched_at_the_start(bench):
    """What is not due yet is left alone; when the bot goes an update that runs is ended."""
    bench.follow(SourceKind.FEED, "https://a.example/feed")
    [source] = bench.store.sources.all()
    later = datetime.now(UTC) + timedelta(days=1)
    bench.store.sources.note_success(source, now=datetime.now(UTC), due=later)
    bench.follow(SourceKind.FEED, "https://b.example/feed")
    async with bench.serving("run"):
        assert await bench.next() == (Task(UPDATE), ["https://b.example/feed"])
    assert (bench.killed, bench.done.empty()) == (1, True)


async def test_what_becomes_due_is_fetched(bench, monkeypatch):
    """A source that somebody follows while the bot serves needs no restart."""
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.01)
    async with bench.serving("run"):
        await asyncio.to_thread(bench.follow, SourceKind.FEED, "https://a.example/feed")
        assert (await bench.next())[1] == ["https://a.example/feed"]


@pytest.mark.parametrize(
    ("error", "said"), [(StoreError("Arsip terkunci."), "update: Arsip terkunci."), (OSError("x"), "update: OSError")]
)
async def test_an_update_that_fails_is_a_fault(bench, monkeypatch, error, said):
    """It is told, without what only programmers understand, and tried again after a rest."""
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.01)
    bench.error = error
    async with bench.serving("run"):
        bench.follow(SourceKind.FEED, "https://a.example/feed")
        await bench.next()
        assert await bench.next() == said


async def test_a_watched_folder_is_due_when_it_changes(bench, tmp_path, monkeypatch):
    """A file that is put there is fetched at once, also in a folder that is followed since the start."""
    monkeypatch.setattr(following, "LOOK_SECONDS", 0.05)
    folder = tmp_path / "berita"
    folder.mkdir()
    async with bench.serving("watch", "run"):
        bench.follow(SourceKind.FOLDER, folder)
        assert (await bench.next())[1] == [str(folder)]
        number = 0
        while bench.done.empty():
            number += 1
            (folder / f"{number}.txt").write_text("Rapat koordinasi panen digelar di aula.")
            await asyncio.sleep(0.05)
        assert (await bench.next())[1] == [str(folder)]


def test_the_bots_own_update_adds_what_is_due(tmp_path, migrated_file):
    """The task that the process performs, with what it tells."""
    (tmp_path / "notula.db").write_bytes(migrated_file.read_bytes())
    folder = tmp_path / "berita"
    folder.mkdir()
    (folder / "a.txt").write_text("Rapat koordinasi panen digelar di aula.")
    settings = Settings(home=tmp_path, update_minutes=60, _env_file=None)
    store = open_store(settings.database)
    store.sources.put(Found(SourceKind.FOLDER, str(folder), "", "", 1), now=datetime.now(UTC))
    run = partial(perform, settings, progress=lambda *_: None)
    assert run(task=Task(UPDATE)) == {"new": 1, "changed": 0, "unchanged": 0, "gone": 0, "failed": 0}
    [source] = store.sources.all()
    store.close()
    assert source.due_at - source.succeeded_at == timedelta(hours=1)
    assert run(task=Task(UPDATE)) == dict.fromkeys(("new", "changed", "unchanged", "gone", "failed"), 0)
    assert run(task=Task(UPDATE, "all"))["unchanged"] == 1


async def test_a_serving_bot_fetches_tells_and_answers(tmp_path):
    """A real bot takes what a followed folder holds, tells the administrator, answers from it, and stops at once."""
    folder = tmp_path / "berita"
    folder.mkdir()
    (folder / "panen.md").write_text(ARTICLE)
    async with running_server() as server:
        bot = ForkedBot(server, copy_home(tmp_path), NOTULA_UPDATE_MINUTES="60")
        store = open_store(f"sqlite:///{bot.home / 'notula.db'}")
        store.sources.put(Found(SourceKind.FOLDER, str(folder), "", "", 1), now=datetime.now(UTC))
        store.close()
        await bot.start()
        try:
            (digest,) = await server.wait_sent(ADMIN)
            await server.write(7, "siapa yang hadir di rapat panen raya Sukamaju?")
            (answer,) = await server.wait_sent(7)
            status = await bot.stop()
        finally:
            await bot.stop(signal.SIGKILL)

    assert digest["text"] == "Dari sumber yang diikuti: 1 artikel baru.\n• Camat Sukamaju Pimpin Rapat Panen"
    assert "Rahmat Hidayat" in answer["text"]
    assert status == 0


def test_a_source_that_fails_for_a_day_is_a_warning(tmp_path, migrated_file):
    """By its name and reason, once the last success is a day old; sooner it may be a passing fault."""
    (tmp_path / "notula.db").write_bytes(migrated_file.read_bytes())
    store, now = open_store(f"sqlite:///{tmp_path / 'notula.db'}"), datetime(2025, 6, 2, 8, tzinfo=UTC)
    store.sources.put(Found(SourceKind.FEED, "https://contoh.id/feed", "contoh.id", "Contoh", 3), now=now)
    (source,) = store.sources.all()
    store.sources.note_failure(source, "Situs ini tidak dapat dihubungi", now=now, due=now)
    assert say_failing(store.sources.due(), now=now + timedelta(hours=23)) == []
    assert say_failing(store.sources.due(), now=now + timedelta(days=1)) == [
        "Sumber Contoh gagal diambil sejak sehari atau lebih: Situs ini tidak dapat dihubungi."
    ]
    store.close()
