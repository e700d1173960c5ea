"""Health: what is judged well or not, what is looked at, and what systemd hears."""

from __future__ import annotations

import asyncio
import json
import shutil
import socket
from dataclasses import replace

import aiohttp
import pytest
from inline_snapshot import snapshot

from bot.app import open_app
from bot.health.judging import LEAST_FREE_BYTES, Health, Probed
from bot.telegram.health.figures import Figures
from bot.telegram.health.judging import judge
from bot.telegram.health.probing import probe, watch_bot
from bot.telegram.health.serving import serve_health
from bot.telegram.health.systemd import notify_systemd
from bot.telegram.intake.polling import Reception
from data.settings import Settings
from retrieval.index.folder import FOLDER, POINTER
from tests.telegram_bot import copy_home
from tests.waiting import LONGEST

GB = 10**9
WELL = Probed(100.0, free_bytes=50 * GB, total_bytes=100 * GB, generation="000001")


def faults(probed=WELL, *, now=100.0, heard_at=100.0, is_failing=False):
    """The checks that are at fault, with their sentences."""
    health = judge(probed, now=now, heard_at=heard_at, is_failing=is_failing)
    return {check.name: check.fault for check in health.checks if check.fault}


def test_all_is_well():
    """Nothing is at fault where everything was seen to work."""
    assert judge(WELL, now=101.0, heard_at=0.0, is_failing=False).to_json() == snapshot(
        {
            "ok": True,
            "checks": {
                "receiving": {"ok": True, "fault": None},
                "database": {"ok": True, "fault": None},
                "disk": {"ok": True, "fault": None},
                "index": {"ok": True, "fault": None},
            },
            "warnings": [],
            "queue": 0,
            "generation": "000001",
        }
    )


def test_telegram_may_be_silent_but_not_away_for_two_minutes():
    """A quiet night is well, so is a failure that has just begun; failing for two minutes is not."""
    assert faults(heard_at=-9999.0) == {}
    assert faults(replace(WELL, at=219.0), now=219.0, is_failing=True) == {}
    assert faults(replace(WELL, at=220.0), now=220.0, is_failing=True) == snapshot(
        {"receiving": "Sudah 2 menit tidak ada kabar dari Telegram; setiap percobaan gagal."}
    )


def test_a_look_that_does_not_end_is_a_fault():
    """A database that holds a look for a minute does not work, whatever was seen before."""
    assert faults(now=159.0) == {}
    assert faults(now=160.0) == snapshot({"database": "Basis data tidak menjawab sejak 60 detik yang lalu."})


@pytest.mark.parametrize(
    ("free", "total", "is_well"),
    [
        (6 * GB, 100 * GB, True),
        (LEAST_FREE_BYTES, 100 * GB, False),
        (60 * 10**6, GB, True),
        (50 * 10**6, GB, False),
        (0, 0, False),
    ],
)
def test_a_disk_is_nearly_full_by_share_and_by_bytes(free, total, is_well):
    """A small volume may have little left, a large one needs no share; a home that is gone has nothing."""
    assert (faults(replace(WELL, free_bytes=free, total_bytes=total)) == {}) is is_well


@pytest.fixture
def app(tmp_path):
    opened = open_app(Settings(home=copy_home(tmp_path), _env_file=None), warm=False)
    yield opened
    opened.close()


def test_a_bot_at_work_is_well(app):
    """The sample archive, on this disk, with its own index; warnings of others are taken in."""
    seen = probe(app, now=5.0, warnings=lambda: ["Sumber contoh.id gagal sejak sehari."])

    assert (seen.at, seen.database_fault, seen.index_fault, seen.generation, seen.queue) == (5.0, "", "", "000001", 0)
    assert 0 < seen.free_bytes < seen.total_bytes
    assert seen.warnings == ("Sumber contoh.id gagal sejak sehari.",)


def test_a_database_that_takes_no_write_is_a_fault(tmp_path, monkeypatch):
    """A file of SQLite that can only be read; no folder is made where the process runs."""
    home = copy_home(tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    url = f"sqlite:///file:{home / 'notula.db'}?mode=ro&uri=true"
    opened = open_app(Settings(home=home, database_url=url, _env_file=None), warm=False)

    assert probe(opened, now=0.0).database_fault == snapshot(
        "Basis data tidak dapat ditulis karena ruang penyimpanan penuh atau hanya dapat dibaca."
    )
    opened.close()
    assert not list(empty.iterdir())


def test_an_index_that_cannot_be_taken_up_is_a_fault(app):
    """The newest generation lost a file: the one before still answers, and it is told."""
    folder = app.settings.home / FOLDER
    shutil.copytree(folder / "000001", folder / "000002")
    (folder / "000002" / "manifest.json").unlink()
    (folder / POINTER).unlink()
    (folder / POINTER).write_text("000002\n")

    assert probe(app, now=0.0).index_fault == snapshot(
        "Indeks 000002 rusak atau tidak lengkap; jalankan `python embed_corpus.py rebuild`."
    )


def test_an_index_of_another_archive_is_a_fault(app):
    """The database was put back to before the generation was built."""
    record = app.store.generations.get("000001")
    app.store.generations.put(replace(record, revision=record.revision + 1))

    assert probe(app, now=0.0).index_fault == snapshot(
        "Indeks 000001 tidak cocok dengan basis data ini; jalankan `python embed_corpus.py verify --mend`."
    )


def test_an_index_that_is_behind_is_a_warning(app):
    """While articles are being added the index follows: worth a word, and no fault."""
    record = app.store.generations.get("000001")
    app.store.generations.put(replace(record, revision=record.revision - 1))
    seen = probe(app, now=0.0)

    assert seen.index_fault == ""
    assert seen.warnings == snapshot(
        ("Indeks belum memuat keadaan arsip terakhir; jalankan `python embed_corpus.py rebuild`.",)
    )


def test_a_shared_place_that_is_away_is_a_warning(tmp_path):
    """The bot answers from the generation that it has got."""
    away = str(tmp_path / "bersama")
    opened = open_app(Settings(home=copy_home(tmp_path), index_url=away, _env_file=None), warm=False)
    seen = probe(opened, now=0.0)
    opened.close()

    assert (seen.index_fault, seen.generation) == ("", "000001")
    assert seen.warnings == snapshot(
        ("Tempat indeks bersama tidak dapat dicapai atau ditulis; periksa NOTULA_INDEX_URL dan hak aksesnya.",)
    )


async def test_health_and_figures_tell_each_check(unused_tcp_port):
    """/health is 503 with the sentence of what is at fault; /metrics has a gauge for each check."""
    seen = replace(WELL, at=0.0, database_fault="Basis data penuh.", warnings=("Sumber mati.",), queue=3)
    watch = watch_bot(lambda: seen, Reception(lambda: 0.0, print))
    async with (
        serve_health(("127.0.0.1", unused_tcp_port), Figures(), watch.judge),
        aiohttp.ClientSession(f"http://127.0.0.1:{unused_tcp_port}") as session,
    ):
        async with session.get("/health") as response:
            told = response.status, json.loads(await response.text())
        async with session.get("/metrics") as response:
            figures = await response.text()
    watch.close()

    assert (told[0], told[1]["ok"], told[1]["warnings"]) == (503, False, ["Sumber mati."])
    assert told[1]["checks"]["database"] == {"ok": False, "fault": "Basis data penuh."}
    lines = [line for line in figures.splitlines() if line.startswith(("notula_check{", "notula_warn", "notula_queue"))]
    assert lines == snapshot(
        [
            "notula_queue 3.0",
            'notula_check{check="receiving"} 1.0',
            'notula_check{check="database"} 0.0',
            'notula_check{check="disk"} 1.0',
            'notula_check{check="index"} 1.0',
            "notula_warnings 1.0",
        ]
    )


async def test_nothing_is_well_before_the_first_look(monkeypatch):
    """A look that takes long does not keep whoever asks, and nothing is claimed meanwhile."""
    monkeypatch.setattr("bot.health.watching._PATIENCE_SECONDS", 0.0)
    looked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def look():
        asyncio.run_coroutine_threadsafe(looked.wait(), loop).result(LONGEST)
        return replace(WELL, at=0.0)

    watch = watch_bot(look, Reception(lambda: 0.0, print))
    assert not (await watch.judge()).is_well
    looked.set()
    async with asyncio.timeout(LONGEST):
        while not (await watch.judge()).is_well:
            await asyncio.sleep(0)
    watch.close()


async def test_systemd_hears_that_the_bot_is_ready_and_feeds_the_watchdog_while_it_is_well(tmp_path, monkeypatch):
    """Ready at once; no meal for the watchdog before the third look, the first that finds the database well. An index
    that does not fit is no reason to start anew."""
    address, looks = str(tmp_path / "notify"), 0
    monkeypatch.setenv("NOTIFY_SOCKET", address)

    async def look():
        nonlocal looks
        looks += 1
        seen = replace(WELL, index_fault="x", database_fault="" if looks > 2 else "x")
        return judge(seen, now=100.0, heard_at=0.0, is_failing=False)

    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.setblocking(False)
        environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "30000"}
        task = asyncio.create_task(notify_systemd(look, environment))
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(LONGEST):
            assert await loop.sock_recv(systemd, 100) == b"READY=1"
            assert await loop.sock_recv(systemd, 100) == b"WATCHDOG=1"
        assert looks >= 3
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_nobody_is_told_without_systemd():
    """Started by hand, the bot notifies nobody."""

    async def look() -> Health:
        raise AssertionError

    await notify_systemd(look, {})
