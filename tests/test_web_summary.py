"""A meeting's page sums it up where its owner has a language model, and never by itself."""

from __future__ import annotations

import pytest
from llm_server import gives, serving, writes
from telegram_bot import copy_home
from web_visitor import visiting

PAGE = "/rapat/rakor-forkopimda-batang-hari-2023:0"
STANDS = {"sentences": [{"text": "Sekretaris Daerah Muhamad Azan membuka acara.", "facts": ["f9"]}]}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return copy_home(tmp_path_factory.mktemp("summary"))


def look(home, reply, address):
    """The page, and how often the model was asked."""
    with serving(reply) as (url, script):
        given = {"llm_url": url, "llm_model": "uji", "llm_uses": frozenset({"say"}), "llm_timeout": 600}
        with visiting(home, **given) as client:
            return client.get(address).text, len(script.asked)


def test_a_summary_is_offered_and_made_when_it_is_asked_for(home):
    page, asked = look(home, writes(STANDS), PAGE)
    assert ("ringkasan=ya#ringkasan" in page, asked) == (True, 0)
    page, asked = look(home, writes(STANDS), f"{PAGE}?ringkasan=ya")
    assert ('<p lang="id">Sekretaris Daerah Muhamad Azan membuka acara.</p>' in page, asked) == (True, 1)


def test_where_the_model_fails_the_page_says_so_and_stands(home):
    page, _ = look(home, gives({}, status=401), f"{PAGE}?ringkasan=ya")
    assert "tidak memberi ringkasan" in page
    assert "Muhamad Azan" in page


def test_without_a_model_nothing_is_offered(home):
    with visiting(home) as client:
        page = client.get(f"{PAGE}?ringkasan=ya").text
    assert "model bahasa" not in page
