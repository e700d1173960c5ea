"""`python -m bot web`, and `run` where nobody can be answered."""

from __future__ import annotations

import os
import signal
from threading import Thread

import httpx
import pytest

from bot.__main__ import entry
from bot.serving.server import listen
from tests.telegram_bot import sample_home
from tests.waiting import wait_until


@pytest.fixture(autouse=True)
def address(monkeypatch, unused_tcp_port):
    """Where the sample archive shall be shown."""
    listen = f"127.0.0.1:{unused_tcp_port}"
    monkeypatch.setenv("NOTULA_HOME", str(sample_home()))
    monkeypatch.setenv("NOTULA_WEB_LISTEN", listen)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "")
    return f"http://{listen}"


def look_and_end(address, number, seen):
    """Look at the first page as soon as there is one, then send a signal."""

    def look():
        try:
            seen.append(httpx.get(address, trust_env=False, timeout=None).status_code)
        except httpx.ConnectError:
            return False
        return True

    wait_until(look)
    os.kill(os.getpid(), number)


@pytest.mark.parametrize(("command", "number"), [("web", signal.SIGTERM), ("run", signal.SIGINT)])
def test_pages_are_served_until_a_signal(address, run_entry, command, number):
    """One line says where; `run` without a token and without a terminal serves pages alone."""
    seen = []
    looking = Thread(target=look_and_end, args=(address, number, seen))
    looking.start()
    status, out, err = run_entry(entry, command)
    looking.join()

    assert (status, out, err) == (0, "", f"Halaman arsip ada di {address}\n")
    assert seen == [200]


def test_a_port_that_is_taken_is_one_sentence(address, run_entry):
    host, _, port = address.removeprefix("http://").partition(":")
    with listen((host, int(port))):
        status, _, err = run_entry(entry, "web")

    assert status == 1
    assert err == "Alamat NOTULA_WEB_LISTEN tidak dapat dipakai; mungkin sedang dipakai proses lain.\n"
