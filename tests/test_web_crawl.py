"""A crawler that follows whatever leads on comes to an end, and everywhere it comes is as it should be."""

from __future__ import annotations

import json

import pytest
from defusedxml import ElementTree
from icalendar import Calendar
from lxml import html
from telegram_bot import copy_home
from web_crawler import crawl
from web_faults import faults_of
from web_visitor import visiting


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with visiting(copy_home(tmp_path_factory.mktemp("crawl"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(client):
    """All pages, and every choice there is, one at a time."""
    return crawl(client, "/", "/en", most_asked=1)


def test_a_crawler_that_keeps_to_the_rules_has_few_pages_to_read(client):
    """All that are worth it, and none that asks for anything or is made for who asks."""
    read = crawl(client, "/", "/en", is_polite=True)
    assert read.broken == {}
    assert len(read.answers) == 63
    kinds = {where.removeprefix("/en").partition("?")[0].strip("/").partition("/")[0] for where in read.pages}
    assert kinds == {"", "rapat", "orang", "artikel", "kalender", "sumber"}


def test_every_link_leads_somewhere(found):
    assert found.broken == {}
    assert {link for link in found.outside if not link.startswith("https://")} == set()


def test_every_page_is_whole(found):
    assert {where: faults for where, answer in found.pages.items() if (faults := faults_of(answer))} == {}


def test_every_page_is_in_the_language_of_its_address(found):
    for where, answer in found.pages.items():
        is_english = where == "/en" or where.startswith(("/en/", "/en?"))
        assert f'<html lang="{"en" if is_english else "id"}"' in answer.text, where


def test_every_place_on_a_page_that_is_linked_to_is_there(found):
    names = {
        where: set(html.document_fromstring(answer.content).xpath("//@id")) for where, answer in found.pages.items()
    }
    assert [link for link in found.places if link[1] in names and link[2] not in names[link[1]]] == []


def test_all_that_is_no_page_can_be_read_by_what_reads_such(found):
    read = {
        "application/json": json.loads,
        "application/atom+xml": ElementTree.fromstring,
        "application/xml": ElementTree.fromstring,
        "text/calendar": Calendar.from_ical,
    }
    types = set()
    for answer in found.answers.values():
        kind = answer.headers["Content-Type"].partition(";")[0]
        if kind in read:
            assert read[kind](answer.content)
            types.add(kind)
    assert types == {"application/json", "application/atom+xml", "text/calendar"}
