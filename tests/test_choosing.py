"""The answers that an article offers to one thing asked, what is measured of them, and facts with their sentence."""

from __future__ import annotations

import math
import re

import pytest
from builders import KnownWords, a_candidate, a_concept, a_fact, a_query, an_article

from data.facts import Capacity, FactKind
from retrieval.answering.asking.query import Kind
from retrieval.answering.choosing.measures import MEASURES, Setting, measure_option
from retrieval.answering.choosing.options import Source, find_options
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import MEASURES as OF_SENTENCES
from retrieval.answering.evidence.ranking import Ranked, as_chance, as_magnitude
from retrieval.answering.evidence.selector import Word
from retrieval.answering.evidence.sentences import read_sentences
from retrieval.answering.slots.attendance import answer_attendees
from retrieval.answering.slots.details import answer_where
from retrieval.answering.slots.named import answer_held, answer_named
from retrieval.answering.slots.proven import with_sentence
from retrieval.answering.telling import load_weights
from retrieval.language.offices import find_offices

LEXICON = Lexicon(KnownWords().stem_frequency, 10)
SENTENCES = (
    "Rapat koordinasi pangan digelar di aula kecamatan.",
    "Hadir Camat Sukamaju Surya Mahendra dan Lurah Larasati Wening.",
    "Bantuan 25 ton beras disalurkan pada 12 Maret 2024.",
    "Lomba masak dibuka Kapolsek Tirta Sanjaya.",
)
ARTICLE = an_article("\n".join(SENTENCES))


def on(kind, value, sentence, **fields):
    """A fact that stands on one of the sentences."""
    start, at = ARTICLE.text.index(sentence), ARTICLE.text.index(value)
    span = {"value_start": at, "value_end": at + len(value)}
    return a_fact(kind, value, start=start, end=start + len(sentence), **span, **fields)


PLACE = on(FactKind.PLACE, "aula kecamatan", SENTENCES[0])
CAMAT = on(
    FactKind.ATTENDANCE,
    "Surya Mahendra",
    SENTENCES[1],
    person="Surya Mahendra",
    role="Camat Sukamaju",
    capacity=Capacity.PRESENT,
)
LURAH = on(
    FactKind.ATTENDANCE,
    "Larasati Wening",
    SENTENCES[1],
    person="Larasati Wening",
    role="Lurah",
    capacity=Capacity.PRESENT,
)


def ranked(*chances, none=0.1, likely=()):
    """The sentences, the likeliest first, with these chances; `likely`: words that are likely of the answer, with how
    likely they are."""
    words = [
        (Word(start, start + len(text), chance)) for text, chance in likely for start in [ARTICLE.text.index(text)]
    ]
    measured = zip(read_sentences(ARTICLE.text), chances, strict=True)
    rows = [
        Ranked(
            sentence,
            chance,
            dict.fromkeys(OF_SENTENCES, math.nan) | {"selected": as_magnitude(chance), "none": none, "particular": 0.5},
            tuple(word for word in words if sentence.span.start <= word.start < sentence.span.end),
        )
        for sentence, chance in measured
    ]
    return sorted(rows, key=lambda one: -one.score)


def offered(kind, *facts, formal="rapat pangan", best=(0.6, 0.2, 0.1, 0.0), likely=(), **fields):
    query = a_query(formal, kind=kind, **fields)
    options = find_options(kind, query, a_candidate(*facts, article=ARTICLE), ranked(*best, likely=likely))
    return {option.source: option.result for option in options}


def test_a_read_fact_and_sentences_are_offered_side_by_side():
    """Sentences with a likely word apart from any."""
    found = offered(Kind.WHERE, PLACE, likely=[("aula", 0.9)])
    assert set(found) == {Source.FACT, Source.ABLE, Source.SENTENCES}
    assert found[Source.FACT].is_read
    assert found[Source.ABLE].text.startswith(SENTENCES[0])


@pytest.mark.parametrize(
    ("kind", "likely", "expected"),
    [
        (Kind.OPENER_OR_LEADER, "Tirta", SENTENCES[3]),
        (Kind.OPENER_OR_LEADER, "Lomba", None),
        (Kind.REPRESENTING, "digelar", None),
        (Kind.ORGANISER, "kecamatan", SENTENCES[0]),
        (Kind.WHEN, "Maret", SENTENCES[2]),
    ],
)
def test_who_and_when_are_said_by_no_other_sentence(kind, likely, expected):
    """Only by one with a likely name or a date, be others likelier."""
    found = offered(kind, best=(0.8, 0.9, 0.7, 0.1), likely=[(likely, 0.9)])
    assert Source.SENTENCES not in found
    assert (found[Source.ABLE].text if Source.ABLE in found else None) == expected


def test_of_a_number_only_sentences_with_one_are_able():
    """Beside the likeliest ones."""
    asked = {"formal": "berapa bantuan beras", "is_quantity": True, "concepts": (a_concept("bantuan"),)}
    found = offered(Kind.PASSAGE, **asked, likely=[("25", 0.5), ("Camat", 0.9)])
    assert found[Source.ABLE].text.startswith(SENTENCES[2])


def test_what_the_article_writes_is_offered_where_its_subject_is_asked_for():
    """As just that."""
    assert offered(Kind.PURPOSE)[Source.OVERVIEW].text.startswith("Artikel menulis:")


def test_of_something_else_the_article_does_not_write():
    """What is asked besides the meeting stands in none of its sentences."""
    query, candidate = a_query("tujuan lomba", kind=Kind.PURPOSE), a_candidate(article=ARTICLE)
    rows = [Ranked(one.sentence, one.score, one.measures | {"particular": 0.0}) for one in ranked(0.6, 0.2, 0.1, 0.0)]
    options = find_options(Kind.PURPOSE, query, candidate, rows)
    assert Source.OVERVIEW not in {option.source for option in options}


def test_whoever_asks_for_offices_gets_no_other_names():
    """Unless one of them is not named: then the sentence says who was there."""
    both = {"best": (0.1, 0.9, 0.0, 0.0), "asked_offices": tuple(find_offices("camat"))}
    assert "Larasati" not in offered(Kind.ATTENDEES, CAMAT, **both)[Source.FACT].text
    more = both | {"asked_offices": tuple(find_offices("camat dan lurah"))}
    assert "Larasati" in offered(Kind.ATTENDEES, CAMAT, **more)[Source.FACT].text


def test_the_words_of_an_office_are_its_holders():
    """A sentence that neither names the office nor is spoken by its holder is nobody's answer."""
    asked = {"best": (0.9, 0.1, 0.0, 0.0), "asked_offices": tuple(find_offices("kapolsek"))}
    assert not offered(Kind.STATEMENT, **asked)


def test_an_empty_article_offers_nothing():
    """No sentence, no fact."""
    nothing = a_candidate(article=an_article(""))
    assert not find_options(Kind.WHEN, a_query(kind=Kind.WHEN), nothing, ())


# What is measured


def measured(source, kind, *facts, best=(0.6, 0.2, 0.1, 0.0), none=0.1, likely=(), **fields):
    query, candidate = a_query("rapat", kind=kind, **fields), a_candidate(*facts, article=ARTICLE)
    rows = ranked(*best, none=none, likely=likely)
    options = find_options(kind, query, candidate, rows)
    option = next(option for option in options if option.source is source)
    return measure_option(option, Setting(kind, query, candidate, rows, is_particular=True))


def test_a_fact_is_as_likely_as_the_sentences_it_stands_on():
    """Beside the likeliest of the others."""
    fact = measured(Source.FACT, Kind.WHERE, PLACE, best=(0.2, 0.6, 0.1, 0.0))
    assert fact["mass"] == pytest.approx(0.2)
    assert fact["other"] == pytest.approx(0.6)
    assert fact["likely"] == fact["likely_where"] == as_magnitude(0.2)
    assert fact["best"] == 0.0
    assert fact["fact"] == fact["fact_where"] == 1.0
    assert measured(Source.FACT, Kind.WHERE, PLACE)["best"] == 1.0


def test_an_answer_is_measured_by_the_words_it_tells():
    """What is likely of the answer and left out counts against it, and so does what is told besides."""
    likely = (("aula", 0.9), ("Larasati", 0.3))
    fact = measured(Source.FACT, Kind.WHERE, PLACE, likely=likely, best=(0.0, 0.2, 0.6, 0.1))
    assert (fact["word"], fact["word_left"]) == (0.9, 0.3)
    assert fact["covered"] == pytest.approx(0.75)
    assert fact["focus"] == pytest.approx(0.9 / 2)
    silent = measured(Source.FACT, Kind.WHERE, PLACE)
    assert (silent["word"], silent["word_left"], silent["focus"]) == (0.0, 0.0, 0.0)
    assert math.isnan(silent["covered"])


def named(*likely, source=Source.NAMED, facts=(), **fields):
    """Whom the likely words name, as they are told; () where nobody is."""
    found = offered(Kind.ATTENDEES, *facts, likely=likely, best=(0.6, 0.0, 0.1, 0.0), **fields).get(source)
    return tuple(item.value for item in found.evidence) if found else ()


def test_of_those_who_came_the_ones_whose_names_are_likely_are_named():
    """Nobody where no name is, and nobody who is much less likely than another."""
    both = {"facts": (CAMAT, LURAH)}
    assert named(("Larasati", 0.9), **both) == ("Larasati Wening",)
    assert named(("Larasati", 0.9), ("Surya", 0.5), **both) == ("Surya Mahendra", "Larasati Wening")
    assert named(("Larasati", 0.9), ("Surya", 0.41), **both) == ("Larasati Wening",)
    assert named(("Larasati", 0.29), **both) == ()


def test_whoever_was_not_read_is_named_as_the_article_has_them():
    """With the office right before, from the sentence that says so; what is told of them once is not told again."""
    assert named(("Larasati", 0.9)) == ("Lurah Larasati Wening",)
    assert named(("Larasati", 0.9), ("Surya", 0.9), facts=[CAMAT]) == ("Surya Mahendra", "Lurah Larasati Wening")
    assert named(("Larasati", 0.9), ("Lurah", 0.9), facts=[LURAH]) == ("Larasati Wening",)
    found = offered(Kind.ATTENDEES, likely=[("Larasati", 0.9)], best=(0.6, 0.0, 0.1, 0.0))[Source.NAMED]
    assert found.text.startswith("Lurah Larasati Wening.")
    assert [item.quote for item in found.evidence] == [SENTENCES[1]]


def test_only_the_list_of_all_is_completed_by_other_articles():
    """Whoever asks for some of them is told nobody else."""
    found = offered(Kind.ATTENDEES, CAMAT, LURAH, likely=[("Larasati", 0.9)], best=(0.6, 0.0, 0.1, 0.0))
    assert found[Source.FACT].is_of_all
    assert not found[Source.NAMED].is_of_all
    office = {"asked_offices": tuple(find_offices("camat"))}
    assert not offered(Kind.ATTENDEES, CAMAT, LURAH, best=(0.1, 0.9, 0.0, 0.0), **office)[Source.FACT].is_of_all


def test_those_whom_the_question_names_do_not_answer_it():
    """Whoever asks with whom the lurah came knows of the lurah."""
    asked = {"formal": "siapa menemani lurah larasati wening"}
    assert named(("Larasati", 0.9), ("Surya", 0.9), **asked) == ("Camat Sukamaju Surya Mahendra",)
    assert named(("Larasati", 0.9), **asked) == ()


def test_of_an_office_asked_for_its_holders_are_offered_apart():
    """Also where the question gives only a part of the office; whoever holds another is none of them."""
    likely = (("Larasati", 0.9), ("Surya", 0.9))
    lurah = {"asked_offices": tuple(find_offices("lurah")), "source": Source.HELD}
    assert named(*likely, **lurah) == ("Lurah Larasati Wening",)
    assert named(*likely, **lurah, facts=[LURAH]) == ("Larasati Wening",)
    assert named(*likely, asked_offices=tuple(find_offices("kapolsek")), source=Source.HELD) == ()
    assert named(*likely, source=Source.HELD) == ()


def lines(answer, text, *likely, **fields):
    """Whom an answer tells of a text of its own, a line each."""
    article = an_article(text)
    words = [Word(match.start(), match.end(), 0.9) for word in likely for match in re.finditer(word, text)]
    rows = [
        Ranked(one, 0.0, {}, tuple(word for word in words if one.span.start <= word.start < one.span.end))
        for one in read_sentences(text)
    ]
    told = answer(a_candidate(article=article), rows, query=a_query("siapa yang hadir", **fields))
    return [line.removeprefix("• ") for line in told.text.split("\n")] if told else []


def test_whoever_is_told_in_full_is_not_told_by_a_part_of_it():
    """Nor twice."""
    text = "Hadir Camat Surya Mahendra dan Lurah Larasati Wening. Surya pulang, Camat Surya Mahendra menyusul."
    told = lines(answer_named, text, "Surya", "Larasati")
    assert told[1:] == ["Camat Surya Mahendra", "Lurah Larasati Wening"]


def test_an_office_asked_for_may_be_of_a_part_of_its_unit():
    """The same office of another unit is not it."""
    text = "Hadir Anggota Komisi II DPRD Demak Surya Mahendra dan Wakil Ketua DPRD Demak Larasati Wening."
    asked = {"asked_offices": tuple(find_offices("anggota DPRD")), "office_words": ("anggota DPRD",)}
    assert lines(answer_held, text, "Surya", "Larasati", **asked)[0].startswith("Anggota Komisi II DPRD Demak Surya")
    assert lines(answer_held, text, "Larasati", **asked) == []


def test_whoever_stood_in_is_told_by_words_for_it():
    """A likely name beside none of them is no answer."""
    assert Source.ABLE not in offered(Kind.REPRESENTING, likely=[("Larasati", 0.9)])


def test_what_does_not_concern_an_answer_is_not_measured():
    """Sentences have nothing of a fact, and nothing of other kinds."""
    sentences = measured(Source.SENTENCES, Kind.WHERE)
    assert sentences["sentences_where"] == 1.0
    assert math.isnan(sentences["fact"])
    assert math.isnan(sentences["sentences_when"])
    assert math.isnan(sentences["holder"])
    office = measured(Source.ABLE, Kind.ATTENDEES, asked_offices=tuple(find_offices("camat")))
    assert office["holder"] == 1.0


def test_every_measure_has_its_weights():
    """The shipped weights know what is measured, and nothing else."""
    weights = load_weights()
    assert set(weights.ranking) == set(weights.having) == set(weights.lacking) == set(MEASURES)
    assert len(set(MEASURES)) == len(MEASURES)
    assert 0 < weights.least < weights.sure < 1


@pytest.mark.parametrize("chance", [1.0, 0.5, 0.01])
def test_a_magnitude_is_a_chance_again(chance):
    """What is hardly likely has none."""
    assert as_chance(as_magnitude(chance)) == pytest.approx(chance)
    assert as_chance(as_magnitude(1e-7)) == 0.0


# A fact with its sentence


def proven(kind, told, sentence):
    best = ranked_of(read_sentences(ARTICLE.text)[SENTENCES.index(sentence)])
    return with_sentence(kind, told, best, a_candidate(article=ARTICLE))


def ranked_of(sentence):
    return Ranked(sentence, 1.0, {})


def test_a_fact_is_told_with_the_sentence_that_says_it():
    """Which is evidence too, to the letter; another sentence is none."""
    told = answer_where(a_query(kind=Kind.WHERE), a_candidate(PLACE, article=ARTICLE))
    found = proven(Kind.WHERE, told, SENTENCES[0])
    assert found.proven == f"{told.text}\n“{SENTENCES[0]}”"
    assert found.proof.quote == SENTENCES[0]
    assert proven(Kind.WHERE, told, SENTENCES[2]) == told


def test_a_sentence_that_says_no_more_is_not_shown():
    """ "Tempatnya di aula kecamatan" adds nothing to the place."""
    text = "Tempatnya di aula kecamatan."
    article = an_article(text)
    fact = a_fact(FactKind.PLACE, "aula kecamatan", start=0, end=len(text))
    told = answer_where(a_query(kind=Kind.WHERE), a_candidate(fact, article=article))
    (sentence,) = read_sentences(text)
    assert with_sentence(Kind.WHERE, told, ranked_of(sentence), a_candidate(article=article)) == told


def test_a_list_is_told_with_a_sentence_that_names_somebody_else():
    """Where all are listed it says nothing more."""
    whole = answer_attendees(a_query(), a_candidate(CAMAT, LURAH, article=ARTICLE))
    assert proven(Kind.ATTENDEES, whole, SENTENCES[1]) == whole
    half = answer_attendees(a_query(), a_candidate(CAMAT, article=ARTICLE))
    assert proven(Kind.ATTENDEES, half, SENTENCES[1]).text.endswith(f"“{SENTENCES[1]}”")


def test_a_sentence_that_would_be_torn_is_not_shown():
    """Where no comma parts it within the room there is."""
    text = f"Rapat digelar di aula kecamatan {'yang selesai dibangun warga tahun ini ' * 9}."
    article = an_article(text)
    fact = a_fact(FactKind.PLACE, "aula kecamatan", start=0, end=len(text))
    told = answer_where(a_query(kind=Kind.WHERE), a_candidate(fact, article=article))
    (sentence,) = read_sentences(text)
    assert with_sentence(Kind.WHERE, told, ranked_of(sentence), a_candidate(article=article)) == told


def test_of_a_long_sentence_the_part_with_the_fact_is_shown():
    """No more than is pleasant to read; nothing where the fact leaves no room."""
    text = f"Rapat digelar {', '.join(['khidmat'] * 50)}, di aula kecamatan yang selesai dibangun warga tahun ini."
    article = an_article(text)
    fact = a_fact(FactKind.PLACE, "aula kecamatan", start=0, end=len(text))
    told = answer_where(a_query(kind=Kind.WHERE), a_candidate(fact, article=article))
    (sentence,) = read_sentences(text)
    found = with_sentence(Kind.WHERE, told, ranked_of(sentence), a_candidate(article=article))
    assert len(told.text) < len(found.proven) <= 345
    lengthy = answer_where(
        a_query(kind=Kind.WHERE), a_candidate(a_fact(FactKind.PLACE, "aula " * 60, end=len(text)), article=article)
    )
    assert with_sentence(Kind.WHERE, lengthy, ranked_of(sentence), a_candidate(article=article)) == lengthy
