"""What readers do on the pages, in a real browser: on a phone and at a desk, with scripts and without."""

from __future__ import annotations

import re

import pytest
from icalendar import Calendar
from playwright.sync_api import expect
from telegram_bot import copy_home
from web_browser import DESKTOP, PHONE, browsing

from bot.web.addresses import address

MEETING = address("meeting", id="rakor-forkopimda-batang-hari-2023:0")
QUESTION = "siapa yang hadir di Rakor Batang Hari 2023?"
READERS = {
    "phone": PHONE,
    "desk": DESKTOP,
    "phone without scripts": PHONE | {"java_script_enabled": False},
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with browsing(copy_home(tmp_path_factory.mktemp("browser"))) as opened:
        yield opened


@pytest.fixture(params=READERS)
def page(request, browser):
    with browser.reading(**READERS[request.param]) as opened:
        yield opened


def test_an_answer_leads_to_its_sentence(page):
    """Which is marked, in sight, and told from the others."""
    page.get_by_role("searchbox").fill(QUESTION)
    page.get_by_role("button", name="Tanya").click()
    expect(page.get_by_role("region", name="Jawaban")).to_contain_text("Muhammad Rifai")
    page.get_by_role("figure").filter(has_text="Muhamad Azan").get_by_role("link").first.click()
    sentence = page.locator(":target")
    expect(sentence).to_be_in_viewport(ratio=1)
    expect(sentence).to_contain_text("Sekretaris Daerah Muhamad Azan membuka Rakor")
    others = page.locator("mark").filter(has_text="Kaban Kesbangpol").first
    assert _colour(sentence.locator("mark")) != _colour(others)


def test_meetings_are_narrowed_down_by_region_and_month(page):
    page.get_by_role("link", name="Rapat", exact=True).click()
    page.get_by_label("Daerah").fill("Batang Hari")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.locator("#jumlah strong")).to_have_text("3 laporan rapat")
    page.get_by_role("link", name="2023", exact=True).click()
    page.get_by_role("link", name="Mei 2023").click()
    expect(page.get_by_role("link", name="Waktu: Mei 2023")).to_be_visible()
    expect(page.locator(".list .entry")).to_have_text([re.compile("Rapat Koordinasi .*Forkopimda")])
    page.get_by_role("link", name="Daerah: Kabupaten Batang Hari").click()
    expect(page).to_have_url(f"{page.url.partition('/rapat')[0]}/rapat?bulan=2023-05")


def test_a_person_is_found_at_a_meeting_and_leads_back(page):
    page.goto(MEETING)
    page.get_by_role("link", name="Muhammad Rifai").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Muhammad Rifa'i SP")
    page.get_by_role("link", name="Forkopimda").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Forkopimda")


def test_a_meeting_goes_into_a_calendar(page):
    page.goto(MEETING)
    link = page.get_by_role("link", name="kalender", exact=False).last.get_attribute("href")
    answer = page.request.get(link)
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert (answer.headers["content-type"].partition(";")[0], len(events)) == ("text/calendar", 1)


def test_a_region_is_subscribed_to(page):
    page.goto(address("meetings", daerah="1504"))
    link = page.get_by_role("contentinfo").get_by_role("link", name="kalender").last.get_attribute("href")
    assert len(Calendar.from_ical(page.request.get(link).body()).walk("VEVENT")) == 3


def test_another_language_shows_the_same_page(page):
    page.goto(address("meetings", daerah="1504", bulan="2023-05"))
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".list .entry")).to_have_count(1)
    page.get_by_role("link", name="Bahasa Indonesia").click()
    expect(page.locator("#jumlah strong")).to_have_text("1 laporan rapat")


def test_a_question_is_asked_by_keys_alone(browser):
    """What has the keys shows it; the first key leads past what all pages have."""
    with browser.reading(**DESKTOP) as page:
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        expect(skip).to_have_text("Langsung ke isi")
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("searchbox")).to_be_focused()
        assert page.locator(":focus").evaluate("one => getComputedStyle(one).outlineWidth") == "3px"
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        expect(page.get_by_role("region", name="Jawaban")).to_contain_text("Muhammad Rifai")


def _colour(element):
    return element.evaluate("one => getComputedStyle(one).backgroundColor")
