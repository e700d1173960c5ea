"""The sentence nearest to what was not read as the meeting's."""

from __future__ import annotations

import pytest
from builders import KnownWords, a_candidate, a_query, an_article, moment

from data.facts import Capacity
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.slots.nearest import answer_nearest, find_mention, nearest_sentence
from retrieval.language.offices import find_offices

REPORT = "Rapat koordinasi pangan digelar pekan ini."
DATED = "Beras dibagikan pada 12 Maret 2024 di depan kantor camat."


def shown(query, *sentences, **fields):
    """The quotes shown for a question, or None."""
    found = answer_nearest(query.kind, query, a_candidate(article=an_article("\n".join(sentences), **fields)))
    return [item.quote for item in found.evidence] if found else None


def about(office, formal="siapa yang hadir", **fields):
    return a_query(formal, asked_offices=tuple(find_offices(office)), office_words=(office,), **fields)


@pytest.mark.parametrize(
    ("kind", "formal", "expected"),
    [
        (Kind.WHEN, "kapan rapat", [DATED]),
        (Kind.WHERE, "di mana rapat", [DATED]),
        (Kind.WHEN, "jam berapa rapat", None),
        (Kind.ATTENDEES, "siapa yang hadir", None),
    ],
)
def test_a_sentence_with_such_a_detail_is_shown(kind, formal, expected):
    """A date, a place; where there is none of them, nothing is."""
    assert shown(a_query(formal, kind=kind), REPORT, DATED) == expected


def test_the_publication_stands_beside_a_date_without_a_year():
    """So that one can tell the year."""
    article = an_article("Beras dibagikan Rabu (12/3).", published=moment(2024, 3, 13))
    found = answer_nearest(Kind.WHEN, a_query("kapan rapat", kind=Kind.WHEN), a_candidate(article=article))
    assert "Artikelnya terbit 13 Maret 2024." in found.text.split("\n")


@pytest.mark.parametrize(
    ("sentence", "is_yes_no", "expected"),
    [
        ("Beras dikirim Camat Sukamaju, Surya Mahendra.", False, True),
        ("Beras dikirim Camat Sukamaju.", False, False),
        ("Beras dikirim Camat Sukamaju.", True, True),
        ("Beras dikirim Lurah Sukamaju.", True, False),
    ],
)
def test_an_office_answers_with_its_holder_or_where_its_presence_is_asked(sentence, is_yes_no, expected):
    """Without a name it does not say who; whether it is mentioned at all, it does."""
    assert (shown(about("camat", is_yes_no=is_yes_no), REPORT, sentence) is not None) is expected


def test_an_office_without_a_holder_is_still_mentioned():
    """Then it is not said to be missing."""
    article = an_article(f"{REPORT}\nBeras dikirim Camat Sukamaju.")
    assert find_mention(about("camat"), a_candidate(article=article)).quote == "Beras dikirim Camat Sukamaju."
    assert find_mention(about("danramil"), a_candidate(article=article)) is None


@pytest.mark.parametrize(
    ("acting", "expected"),
    [
        ("Hal itu disampaikannya saat membuka rapat.", True),
        ("Hal itu disampaikannya saat menutup rapat.", False),
        ("Hal itu disampaikannya saat membuka pintu.", False),
    ],
)
def test_whoever_opened_a_meeting_may_be_named_in_the_sentence_before(acting, expected):
    """ "Membuka" and a meeting; then the last sentence that names somebody is shown as well."""
    named = "Camat Surya Mahendra meminta warga menanam padi."
    query = a_query("siapa yang membuka rapat", kind=Kind.OPENER_OR_LEADER, capacity=Capacity.OPENED)
    assert shown(query, named, acting) == ([named, acting] if expected else None)


def test_the_nearest_sentence_is_one_of_the_article():
    """There is none in an empty one."""
    lexicon = Lexicon(KnownWords().stem_frequency, 10)
    query = a_query("kapan rapat", kind=Kind.WHEN)
    assert nearest_sentence(query, a_candidate(article=an_article(REPORT)), lexicon).quote == REPORT
    assert nearest_sentence(query, a_candidate(article=an_article("")), lexicon) is None
