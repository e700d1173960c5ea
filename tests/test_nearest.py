"""The sentence nearest to what was not read as the meeting's."""

from __future__ import annotations

import pytest
from builders import KnownWords, a_candidate, a_query, an_article

from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.selector import Word
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.answering.slots.nearest import answer_nearest, find_mention, nearest_sentence
from retrieval.language.offices import find_offices

REPORT = "Rapat koordinasi pangan digelar pekan ini."
DATED = "Beras dibagikan pada 12 Maret 2024 di depan kantor camat."


def read(text, likely=None):
    """The sentences of a text, each likely word of the answer."""
    at = text.index(likely) if likely else -1
    words = (Word(at, at + len(likely), 0.9),) if likely else ()
    return [Ranked(one, 1.0, {}, words if one.span.start <= at < one.span.end else ()) for one in read_sentences(text)]


def shown(query, *sentences, likely=None):
    """The quotes shown for a question, or None."""
    text = "\n".join(sentences)
    found = answer_nearest(query.kind, query, a_candidate(article=an_article(text)), read(text, likely))
    return [item.quote for item in found.evidence] if found else None


def about(office, formal="siapa yang hadir", **fields):
    return a_query(formal, asked_offices=tuple(find_offices(office)), office_words=(office,), **fields)


@pytest.mark.parametrize(
    ("kind", "likely", "expected"),
    [
        (Kind.WHEN, "12", [DATED]),
        (Kind.WHEN, "pekan", None),
        (Kind.WHEN, None, None),
        (Kind.WHERE, "kantor", [DATED]),
        (Kind.ATTENDEES, "camat", None),
    ],
)
def test_a_sentence_with_such_a_detail_is_shown(kind, likely, expected):
    """Where a word of it is likely to be of the answer, and a date where one is asked for."""
    assert shown(a_query(kind=kind), REPORT, DATED, likely=likely) == expected


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


def test_the_nearest_sentence_is_one_of_the_article():
    """There is none in an empty one."""
    lexicon = Lexicon(KnownWords().stem_frequency, 10)
    query = a_query("kapan rapat", kind=Kind.WHEN)
    assert nearest_sentence(query, a_candidate(article=an_article(REPORT)), lexicon).quote == REPORT
    assert nearest_sentence(query, a_candidate(article=an_article("")), lexicon) is None


def test_whoever_came_in_person_is_no_answer_to_who_came_instead():
    """The sentence that names the holder of the office says nothing of it; one with a word for standing in does."""
    came = "Kapolres Demak AKBP Surya Mahendra hadir."
    asked = about("kapolres", "siapa mewakili kapolres", kind=Kind.REPRESENTING)
    assert shown(asked, came, likely="Surya") is None
    assert shown(about("kapolres"), came, likely="Surya") == [came]
    sent = "Kapolres Demak diwakili Kompol Tirta Sanjaya."
    assert shown(asked, sent, likely="Tirta") == [sent]
