"""What is taken down is gone from everything that is served, at once."""

from __future__ import annotations

import pytest
from telegram_bot import copy_home
from web_crawler import crawl
from web_visitor import visiting

from bot.web.addresses import address
from data.settings import Settings
from retrieval.ingest import open_writing

GONE = "rakor-kesbangpol-kalteng-2025"
TRACES = (GONE, "Tanpa Ego Sektoral", "KHABAR", "Eka Hapakat", "Darliansjah", "Bumi Tambun Bungai")
"""Of the article: what no other one has, and no question that was asked."""

ASKED = [address("search", q=f"siapa yang hadir di rakor kesbangpol kalteng {year}?") for year in (2025, 2019)]
"""One is answered by the article; the other is not, and it is offered as the nearest."""

STARTS = ("/", "/en", *ASKED)


@pytest.fixture(scope="module")
def around_removal(tmp_path_factory):
    """A client, and what it found everywhere before an article was removed beside it."""
    home = copy_home(tmp_path_factory.mktemp("removal"))
    with visiting(home) as client:
        before = crawl(client, *STARTS)
        with open_writing(Settings(home=home, _env_file=None)) as pipeline:
            assert pipeline.remove([GONE]) == 1
        yield client, before.answers


def traces_in(where, answer):
    """What of the article an answer tells. Whoever has the code of a receipt may still learn what was withdrawn."""
    traces = TRACES[1:] if "/bukti/" in where else TRACES
    return [trace for trace in traces if trace.casefold() in answer.text.casefold()]


def test_the_article_was_everywhere(around_removal):
    _, before = around_removal
    told = {where for where, answer in before.items() if traces_in(where, answer)}
    assert told >= {address("article", id=GONE), address("meeting", id=f"{GONE}:0"), *ASKED}


def test_no_address_tells_of_it_any_more(around_removal):
    """Not to whoever keeps a copy and asks whether it still holds either."""
    client, before = around_removal
    left = {}
    for where, answer in before.items():
        again = client.get(where, headers={"If-None-Match": answer.headers.get("ETag", "")})
        told = traces_in(where, again if again.status_code != 304 else answer)
        if told and again.status_code != 404:
            left[where] = told
    assert left == {}


def test_its_own_pages_are_no_more(around_removal):
    client, _ = around_removal
    for where in (address("article", id=GONE), address("meeting", id=f"{GONE}:0")):
        for form in (where, f"/en{where}", f"{where}.json"):
            assert client.get(form).status_code == 404, form


def test_nothing_leads_to_it_any_more(around_removal):
    client, _ = around_removal
    found = crawl(client, *STARTS)
    assert [where for where in found.led_there if GONE in where] == []
    assert {where: answer.status_code for where, answer in found.answers.items() if answer.status_code != 200} == {}
