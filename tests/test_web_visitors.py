"""The pages as they are served: in moderation, counted, with health and figures beside them."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from bot.app import open_app
from bot.health.judging import Probed, judge_archive
from bot.web.service.main import guard
from data.settings import Settings
from tests.telegram_bot import sample_home
from tests.web_server import served

pytestmark = pytest.mark.asyncio(loop_scope="module")
PROXY = "127.0.0.1"
JSON = {"Accept": "application/json"}


async def judge():
    return judge_archive(Probed(0.0, free_bytes=10**12, total_bytes=10**12, generation="000001"), now=0.0)


@asynccontextmanager
async def guarded(*, proxies=(PROXY,), **settings):
    """The sample archive behind a trusted proxy."""
    app = open_app(Settings(home=sample_home(), web_proxies=frozenset(proxies), _env_file=None, **settings), warm=False)
    try:
        async with served(guard(app, judge), proxies=proxies) as client:
            yield client
    finally:
        app.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client():
    """Each visitor of it may ask twice a minute."""
    async with guarded(web_per_minute=2) as client:
        yield client


def visitor(address):
    return {"X-Forwarded-For": address}


async def statuses(client, *addresses, path="/"):
    return [(await client.get(path, headers=visitor(address))).status_code for address in addresses]


async def test_who_asks_too_often_is_told_when_to_come_again(client):
    """In the words and the form of the page that was asked for."""
    await statuses(client, "198.51.100.1", "198.51.100.1")
    page = await client.get("/", headers=visitor("198.51.100.1"))
    english = await client.get("/en", headers={**visitor("198.51.100.1"), **JSON})

    assert (page.status_code, page.headers["Content-Type"]) == (429, "text/html; charset=utf-8")
    assert 1 <= int(page.headers["Retry-After"]) <= 60
    assert "Terlalu banyak permintaan dari alamat Anda; coba lagi dalam" in page.text
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert english.json()["error"].startswith("Too many requests from your address; please try again in")


async def test_visitors_do_not_count_for_each_other(client):
    assert await statuses(client, *["198.51.100.2"] * 3, "198.51.100.3") == [200, 200, 429, 200]


async def test_a_network_of_64_bits_is_one_visitor(client):
    """One customer has all its addresses; an address of IPv4 written as one of IPv6 is its own."""
    assert await statuses(client, "2001:db8::1", "2001:db8::2", "2001:db8::3") == [200, 200, 429]
    assert await statuses(client, "2001:db8:0:1::1", "::ffff:198.51.100.4", "::ffff:198.51.100.5") == [200, 200, 200]


async def test_styles_and_health_are_not_counted(client):
    styles = (await client.get("/", headers=visitor("198.51.100.6"))).text.split('stylesheet" href="')[1].split('"')[0]
    assert await statuses(client, *["198.51.100.6"] * 4, path=styles) == [200] * 4
    assert await statuses(client, *["198.51.100.6"] * 4, path="/health") == [200] * 4
    assert await statuses(client, "198.51.100.6", "198.51.100.6") == [200, 429]


async def test_after_a_minute_one_may_ask_again(client, monkeypatch):
    assert await statuses(client, *["198.51.100.7"] * 3) == [200, 200, 429]
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    assert await statuses(client, "198.51.100.7") == [200]


async def test_health_says_what_is_looked_at(client):
    assert (await client.get("/health")).json() == {
        "ok": True,
        "checks": {name: {"ok": True, "fault": None} for name in ("database", "disk", "index")},
        "warnings": [],
        "queue": 0,
        "generation": "000001",
    }


async def test_figures_count_pages_by_status_and_keep_nothing_of_what_was_asked():
    async with guarded(web_per_minute=9) as client:
        for path in ("/", "/en?q=rahasia", "/rahasia"):
            await client.get(path)
        text = (await client.get("/metrics")).text

    assert [line for line in text.splitlines() if line.startswith("notula_page_requests_total")] == [
        'notula_page_requests_total{page="/",status="200"} 2.0',
        'notula_page_requests_total{page="-",status="404"} 1.0',
    ]
    assert 'notula_page_seconds_count{page="/"} 2.0' in text
    assert 'notula_check{check="index"} 1.0' in text
    assert "rahasia" not in text


async def test_figures_are_told_to_nobody_beyond_the_own_network(client):
    """Nor to a proxy, whoever asked it."""
    assert (await client.get("/metrics", headers=visitor("203.0.113.9"))).status_code == 404
    assert (await client.get("/metrics", headers={"Forwarded": "for=10.0.0.1"})).status_code == 404


async def test_a_proxy_that_nobody_named_is_told_of_once(caplog):
    """All who come through it count as one visitor."""
    async with guarded(proxies=(), web_per_minute=2) as client:
        assert await statuses(client, "198.51.100.1", "198.51.100.2", "198.51.100.3") == [200, 200, 429]

    assert caplog.messages == ["all who come through a proxy count as one visitor: NOTULA_WEB_PROXIES names none"]
