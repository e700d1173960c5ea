"""The process beside a bot: started, started again, and ended with the bot."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlsplit

import httpx
import pytest

from bot.serving.server import address_of, listen
from bot.web.service import companion
from bot.web.service.companion import PAGES, begin, pages_beside
from tests.telegram_bot import sample_home
from tests.waiting import LONGEST, wait_until

COMMAND = (sys.executable, str(Path(__file__).with_name("companion.py")))
ANY_PORT = ("127.0.0.1", 0)


def ask(address):
    """The number of the process that answers."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), LONGEST) as connection:
        return int(connection.recv(100))


def is_running(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_pages_are_served_as_long_as_the_bot_lives():
    told = SimpleQueue()
    with pages_beside(ANY_PORT, told.put, COMMAND):
        address = told.get(timeout=LONGEST)
        number = ask(address)
        assert is_running(number)

    assert not is_running(number)
    with pytest.raises(ConnectionRefusedError):
        ask(address)


def test_a_process_that_dies_is_started_again(monkeypatch, caplog):
    """Who comes meanwhile waits for the next one."""
    monkeypatch.setattr(companion, "_SECONDS_TO_START", (0.0,))
    told = SimpleQueue()
    with pages_beside(ANY_PORT, told.put, COMMAND):
        address = told.get(timeout=LONGEST)
        first = ask(address)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: not is_running(first))
        assert ask(address) != first

    assert caplog.messages == ["pages ended with status -9; started again in 0 s"]


def test_a_process_that_does_not_end_is_killed(monkeypatch):
    monkeypatch.setattr(companion, "_SECONDS_TO_END", 0.01)
    told = SimpleQueue()
    with pages_beside(ANY_PORT, told.put, COMMAND):
        number = ask(told.get(timeout=LONGEST))
        os.kill(number, signal.SIGSTOP)

    assert not is_running(number)


def test_a_port_that_is_taken_is_told_once_and_served_when_it_is_free(monkeypatch, caplog):
    """The bot that has it may end before this one."""
    monkeypatch.setattr(companion, "_SECONDS_TO_PORT", 0.01)
    told = SimpleQueue()
    other = listen(ANY_PORT)
    port = other.getsockname()[1]
    with pages_beside(("127.0.0.1", port), told.put, COMMAND):
        wait_until(lambda: caplog.messages)
        other.close()
        ask(told.get(timeout=LONGEST))

    assert caplog.messages == [f"pages: port {port} is taken; the bot serves without"]


def test_without_an_address_nothing_is_served():
    with pages_beside(None, pytest.fail, COMMAND):
        pass


def test_the_real_process_serves_on_the_socket_and_ends_when_its_bot_is_gone(monkeypatch):
    """However the bot ended, its end of the pipe is closed."""
    monkeypatch.setenv("NOTULA_HOME", str(sample_home()))
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    with listen(ANY_PORT) as listening, begin(PAGES, listening) as process:
        health = httpx.get(f"{address_of(listening)}/health", timeout=LONGEST, trust_env=False)
        priorities = [os.getpriority(os.PRIO_PROCESS, number) for number in (process.pid, 0)]
        process.stdin.close()

    assert priorities[0] == min(priorities[1] + 10, 19)
    assert health.json()["ok"] is True
    assert process.wait(LONGEST) == 0
