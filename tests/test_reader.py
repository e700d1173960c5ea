"""The reader as a whole: one article in, meetings, facts and regions out."""

from dataclasses import replace
from datetime import datetime
from inspect import unwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article import Article
from data.facts import Capacity, FactKind
from retrieval.reading.reader import READER_VERSION, read_article

ARTICLE = Article(
    id="w1",
    title="Rakor Linmas Wakatobi Digelar",
    publisher="Diskominfo Kabupaten Wakatobi",
    published=datetime(2023, 8, 18),  # noqa: DTZ001 (articles carry naive local times)
    text=(
        "WANGI-WANGI - Pemerintah Kabupaten Wakatobi melalui Badan Kesbangpol menggelar Rapat Koordinasi Linmas "
        "di Aula Bappeda Wakatobi, Rabu (16/8/2023).\n"
        "Rakor tersebut dibuka Wakil Bupati Wakatobi, Drs. La Ode Muhsin, M.Si. Hadir pula Kapolres Wakatobi "
        "AKBP Darma Wirawan.\n"
        "“Linmas harus siap menjaga kampung,” ujar La Ode Muhsin."
    ),
)


def values(reading, kind):
    return [fact.value for fact in reading.facts if fact.kind is kind]


def test_reads_meeting_people_and_region_together():
    """Everything the article says lands in one reading, tied to the meeting."""
    reading = read_article(ARTICLE)
    (meeting,) = reading.meetings
    assert (reading.article_id, reading.version) == ("w1", READER_VERSION)
    assert (meeting.name, meeting.kind, meeting.place) == ("Rapat Koordinasi Linmas", "rakor", "Aula Bappeda Wakatobi")
    assert (str(meeting.date), meeting.regions, reading.regions) == ("2023-08-16", ("7407", "74"), ("7407", "74"))
    assert values(reading, FactKind.ORGANISER) == ["Pemerintah Kabupaten Wakatobi melalui Badan Kesbangpol"]
    opened = [fact.person for fact in reading.facts if fact.capacity is Capacity.OPENED]
    assert opened == ["La Ode Muhsin"]
    assert any("Linmas harus siap" in value for value in values(reading, FactKind.STATEMENT))
    assert {fact.meeting for fact in reading.facts} == {0}


def test_every_fact_is_a_slice_of_the_text():
    """Spans lie in the text, and a value's own span is the value."""
    for fact in read_article(ARTICLE).facts:
        assert 0 <= fact.start < fact.end <= len(ARTICLE.text)
        if fact.value_start is not None and fact.kind is not FactKind.DATE:
            assert ARTICLE.text[fact.value_start : fact.value_end] == fact.value


def test_news_without_a_meeting_is_given_its_regions_only():
    """No meeting, no facts: other news is passed over quickly, and still found by its region."""
    text = "WANGI-WANGI - Harga cengkih naik.\n“Petani kami senang sekali,” kata Camat Wangi-Wangi, Wa Ode Sinta."
    reading = read_article(Article(id="w2", text=text, title="Harga Cengkih di Wakatobi Naik"))
    assert (reading.meetings, reading.facts, "7407" in reading.regions) == ((), (), True)


@pytest.mark.parametrize("text", ["", "\n\n", "rakor", "(", "“", "Rakor di", "dengan tema “", "Rakor (16/8"])
def test_fragments_are_read_without_error(text):
    """A reader of scraped pages meets every kind of fragment."""
    assert read_article(replace(ARTICLE, text=text, title=text)).article_id == "w1"


@given(st.lists(st.sampled_from([*ARTICLE.text.split(" "), "(", "“", "”", "\n", "di", "kegiatan"]), max_size=60))
def test_shuffled_words_never_break_the_reader(words):
    """Whatever order words come in, facts stay inside the text."""
    text = " ".join(words)
    for fact in read_article(replace(ARTICLE, text=text)).facts:
        assert 0 <= fact.start < fact.end <= len(text)


def test_reading_twice_gives_the_same():
    """The reader keeps nothing between articles."""
    read = unwrap(read_article)  # tests read an article once otherwise
    assert read(ARTICLE) == read(ARTICLE)


def test_words_of_a_meetings_name_are_no_office():
    """A headline without a verb names the meeting, and nobody who came to it."""
    text = (
        "Rakor Perumahan Kabupaten Wakatobi\n"
        "Bupati Wakatobi Darma Wirawan membuka rapat koordinasi perumahan di Pendopo Wakatobi, Rabu (16/8/2023)."
    )
    assert values(read_article(Article(id="w2", text=text)), FactKind.ATTENDANCE) == ["Darma Wirawan"]
