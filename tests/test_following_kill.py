"""kill -9 in the middle of an update: what was fetched is not fetched again, and what was added is added once."""

from __future__ import annotations

import os
import signal
import threading
from multiprocessing import get_context

import pytest

from data.following.visiting import Pace, Visitor
from data.settings import Settings
from data.source import ItemState
from data.store import open_store
from retrieval.following.keeping import follow_all
from retrieval.following.updating import update_sources
from retrieval.ingest.summary import keep_quiet
from tests.builders import moment
from tests.news_site import Answer, article_page, open_site
from tests.waiting import LONGEST

NAMES = ("satu", "dua", "tiga")
NOW = moment(2024, 2, 7)


@pytest.fixture
def site():
    with open_site() as opened:
        for name in NAMES:
            opened.put_article(f"/{name}", f"rakor {name}")
        opened.put_feed("/feed", *((f"/{name}", "") for name in NAMES))
        yield opened


@pytest.fixture
def settings(tmp_path, migrated_file, site):
    (tmp_path / "notula.db").write_bytes(migrated_file.read_bytes())
    settings = Settings(home=tmp_path, _env_file=None)
    store = open_store(settings.database)
    follow_all(store, [site.url("/feed")], a_visitor(), now=NOW)
    store.close()
    site.asked()
    return settings


def a_visitor():
    return Visitor(Pace(gap_seconds=0), allow_private=True)


def update(settings, progress=keep_quiet):
    told = update_sources(settings, visitor=a_visitor(), progress=progress, clock=lambda: NOW).to_json()
    return told["new"], told["changed"], told["unchanged"]


def begin_update(settings, progress=keep_quiet):
    """Begin an update in a process of its own, which shares no file and no thread with this one."""
    child = get_context("spawn").Process(target=update, args=(settings, progress))
    child.start()
    return child


def kill_when_read(stage, done, total):
    if stage == "read":
        os.kill(os.getpid(), signal.SIGKILL)


def assert_killed(child):
    child.join()
    assert child.exitcode == -signal.SIGKILL


def counts(settings):
    store = open_store(settings.database)
    [found] = store.source_items.counts().values()
    store.close()
    return found


def test_a_kill_while_fetching(site, settings):
    """The pages that came before it are spooled; the next run fetches the others and adds all."""
    is_begun, children = threading.Event(), []

    def kill(handler):
        assert is_begun.wait(LONGEST)
        children[0].kill()
        handler.close_connection = True

    site.answers["/dua"] = Answer(act=kill)
    children.append(begin_update(settings))
    is_begun.set()
    assert_killed(children[0])
    assert counts(settings) == {ItemState.READ: 1, ItemState.WAITING: 2}
    site.put("/dua", article_page("rakor dua", "aula"))
    site.asked()

    assert update(settings) == (3, 0, 0)
    assert site.asked() == [("/feed", 304), ("/dua", 200), ("/tiga", 200)]


def test_a_kill_while_adding(site, settings):
    """The articles of the batch are stored, their items not marked yet: nothing is fetched or stored twice."""
    assert_killed(begin_update(settings, kill_when_read))
    assert counts(settings) == {ItemState.READ: 3}
    site.asked()

    assert update(settings) == (0, 0, 3)
    assert site.asked() == [("/feed", 304)]
    assert counts(settings) == {ItemState.TAKEN: 3}
