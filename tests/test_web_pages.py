"""What all pages have in common: languages, forms, headers, refusals."""

from __future__ import annotations

import pytest
from telegram_bot import sample_home
from web_visitor import visiting

from bot.web.rendering import format_iso_day


@pytest.fixture(scope="module")
def client():
    with visiting(sample_home()) as opened:
        yield opened


def test_a_page_is_html_and_as_json_what_the_html_shows(client):
    assert '<html lang="id">' in client.get("/").text
    assert client.get("/.json").json()["articles"] == 5
    assert client.get("/", headers={"Accept": "application/json"}).json() == client.get("/.json").json()


def test_english_pages_stand_under_en_and_lead_back(client):
    page = client.get("/en").text
    assert '<html lang="en">' in page
    assert 'hreflang="id" href="/"' in page


def test_what_was_seen_already_is_not_sent_again(client):
    seen = client.get("/")
    again = client.get("/", headers={"If-None-Match": seen.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["Cache-Control"]) == (304, b"", "no-cache")


def test_no_code_but_the_own_files_runs_and_no_reader_is_marked(client):
    page = client.get("/")
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers


def test_files_of_style_are_kept_for_good(client):
    sheet = client.get("/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(sheet)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")


def test_a_wrong_address_gets_one_sentence_in_its_language(client):
    assert "Tidak ada halaman di alamat ini." in client.get("/entah").text
    answer = client.get("/en/entah", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (404, {"error": "There is no page at this address."})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-03-06", "6 Maret 2024"),
        ("2024-03-05T20:00:00+00:00", "6 Maret 2024"),
        ("2024-13-40", "2024-13-40"),
        ("2024-03-06 dan seterusnya", "2024-03-06 dan seterusnya"),
        ("Camat Sukamaju", "Camat Sukamaju"),
        (None, ""),
    ],
)
def test_days_are_told_in_words_and_other_texts_as_they_are(text, said):
    """By the day in Indonesia."""
    assert format_iso_day("id", text) == said


def test_an_id_that_nobody_has_is_refused_in_the_form_that_was_asked_for(client):
    answer = client.get("/artikel/entah.json")
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")


def test_a_page_that_fails_says_so_once_with_the_headers_of_all(client, monkeypatch, caplog):
    monkeypatch.setattr("bot.web.endpoints.render", lambda name, *_, **__: 1 / (name == "error") and name)
    answer = client.get("/", headers={"Accept": "text/html, application/json;q=0.1"})
    assert (answer.status_code, "script-src 'self'" in answer.headers["Content-Security-Policy"]) == (503, True)
    assert len(caplog.records) == 1
