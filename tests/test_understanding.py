"""From a question, and the earlier ones it leans on, to what is asked."""

from __future__ import annotations

from datetime import date

import pytest
from builders import KnownWords
from hypothesis import given
from hypothesis import strategies as st

from data.facts import Capacity
from retrieval.answering.asking.asked import find_naming
from retrieval.answering.asking.parsed import parse
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.questions import MAX_CHARACTERS
from retrieval.answering.asking.understanding import understand

TODAY = date(2024, 5, 2)
VOCABULARY = KnownWords("rakor rapat banjir banjir stunting demak bupati hadir dprd dprd kesbangpol pemilu")


def ask(question, *history):
    return understand(question, vocabulary=VOCABULARY, history=history, today=TODAY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa saja yang hadir di rakor banjir Demak?", (Kind.ATTENDEES,)),
        ("kpn rakor banjir demak & dmn?", (Kind.WHEN, Kind.WHERE)),
        ("FGD apa saja di Demak?", (Kind.LIST,)),
        ("siapa ketua DPRD Demak?", (Kind.ATTENDEES,)),
        ("siapa Larasati Wening?", (Kind.PERSON,)),
        ("berapa perahu di Demak?", (Kind.PASSAGE,)),
        ("rakor banjir Demak digelar oleh siapa?", (Kind.ORGANISER,)),
        ("pelatihan buat nelayan Demak 2023 apa aja", (Kind.LIST,)),
        ("pelatihan nelayan Demak alatnya apa aja", (Kind.PASSAGE,)),
        ("ngapain warga kumpul di balai kota?", (Kind.PURPOSE,)),
        ("bupati Demak nyuruh warga ngapain?", (Kind.STATEMENT,)),
        ("banjir demak", (Kind.PASSAGE,)),
        ("who attended the flood meeting in Demak?", (Kind.ATTENDEES,)),
    ],
)
def test_what_is_asked(question, expected):
    """Formal, informal and English questions ask for the same kinds."""
    assert ask(question).wanted == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa yang hadir di rakor Demak", ("3321",)),
        ("rapat di kalteng", ("62",)),
        ("rapat pangan", ()),
    ],
)
def test_regions_are_codes(question, expected):
    """Names and short forms become codes of the statistics office."""
    assert ask(question).regions == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("rakor 2021", [(2021, None, None)]),
        ("rakor bln mei 2023", [(2023, 5, None)]),
        ("rakor tanggal 12 Februari 2024", [(2024, 2, 12)]),
        ("rakor tahun lalu", [(2023, None, None)]),
        ("kapan rakor", []),
    ],
)
def test_periods_are_dated(question, expected):
    """ "Tahun lalu" is reckoned from today, which is given."""
    assert [(period.year, period.month, period.day) for period in ask(question).periods] == expected


def test_a_day_that_is_told_is_not_asked_for():
    """ "Tanggal 12 Februari" says a date."""
    assert ask("siapa yang hadir di rakor tanggal 12 Februari 2024").wanted == (Kind.ATTENDEES,)


@pytest.mark.parametrize(
    ("question", "kind", "capacity"),
    [
        ("siapa yang membuka rakor", Kind.OPENER_OR_LEADER, Capacity.OPENED),
        ("rakor dipimpin siapa", Kind.OPENER_OR_LEADER, Capacity.LED),
        ("siapa narasumber bimtek", Kind.ATTENDEES, Capacity.SPOKE),
        ("siapa yang mendampingi bupati", Kind.ATTENDEES, Capacity.ACCOMPANIED),
    ],
)
def test_in_which_capacity(question, kind, capacity):
    """Who opened, led, spoke or accompanied."""
    query = ask(question)
    assert (query.kind, query.capacity) == (kind, capacity)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa kapolres yang hadir di rakor Demak", ("kapolres",)),
        ("kapolres demak hadir tidak di rakor banjir", ("kapolres demak",)),
        ("apa kata kepala BPBD soal banjir", ("kepala BPBD",)),
        ("siapa yang hadir di rakor bupati Demak", ()),
        ("siapa yang hadir di rakor banjir", ()),
    ],
)
def test_whose_holder_is_asked_for(question, expected):
    """Offices asked for, in the words of the question; an office of the meeting's name is not asked for."""
    assert ask(question).office_words == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("camat hadir tidak di rakor demak", True),
        ("kapolres dateng gak ke rakor demak", True),
        ("siapa yang tidak hadir", False),
        ("siapa yang hadir", False),
        ("kapan rakor", False),
    ],
)
def test_yes_or_no(question, expected):
    """A negation without a question word asks for yes or no."""
    assert ask(question).is_yes_no is expected


@pytest.mark.parametrize(("question", "expected"), [("berapa perahu", True), ("tanggal berapa", False)])
def test_how_many(question, expected):
    """ "Berapa" asks for a number unless it asks for a date."""
    assert ask(question).is_quantity is expected


@pytest.mark.parametrize(
    ("question", "formal"),
    [
        ("rapat stuntng Demak", "rapat stunting Demak"),
        ("rakor banjir wonsobo", "rakor banjir wonosobo"),
        ("kesbangpolnya hadir", "kesbangpol hadir"),
        ("DPRD-nya", "DPRD"),
        ("rakor jembatan Demak", "rakor jembatan Demak"),
    ],
)
def test_typing_errors_are_mended(question, formal):
    """By the words of the archive and the names of regions; words that are near to none stay."""
    assert ask(question).formal == formal


def test_words_that_the_archive_does_not_know_are_named():
    """Neither words of asking nor kinds of meetings, nor a word with a known synonym."""
    assert ask("siapa yang hadir di musrenbang gempa zanzibar, genangan banjir Demak?").unused == ("gempa", "zanzibar")


# Follow-ups


def test_a_follow_up_takes_the_meeting_from_before():
    """What it leaves unsaid is that of the earlier question; what it asks is its own."""
    query = ask("terus kapan?", "siapa yang hadir di rakor banjir Demak 2024?")
    assert (query.kind, query.kinds, query.regions, query.inherited) == (Kind.WHEN, ("rakor",), ("3321",), True)
    assert [concept.text for concept in query.concepts] == ["rakor", "banjir"]
    assert [period.year for period in query.periods] == [2024]


def test_a_follow_up_without_a_question_asks_the_same():
    """ "Kalau tahun 2023?" asks what was asked, for another year."""
    query = ask("kalau tahun 2023?", "siapa yang membuka rakor banjir Demak 2024?")
    assert (query.kind, query.capacity) == (Kind.OPENER_OR_LEADER, Capacity.OPENED)
    assert [period.year for period in query.periods] == [2023]


def test_a_follow_up_may_lean_on_a_follow_up():
    """The meeting is carried along."""
    query = ask("di mana?", "siapa yang hadir di rakor banjir Demak?", "kapan?")
    assert (query.kind, query.kinds, query.regions) == (Kind.WHERE, ("rakor",), ("3321",))


def test_a_long_conversation_keeps_its_meeting():
    """Ten follow-ups later it is still the same one."""
    asked = ["kapan?", "di mana?", "siapa yang hadir?", "apa temanya?", "siapa yang membuka?"] * 2
    query = ask("untuk apa?", "siapa yang hadir di rakor banjir Demak?", *asked)
    assert (query.kind, query.kinds, query.regions) == (Kind.PURPOSE, ("rakor",), ("3321",))


@pytest.mark.parametrize("word", ["sept", "hardiknas", "haornas"])
def test_words_of_the_language_are_no_typing_errors(word):
    """Months and known short forms stay, though the archive has words that are near."""
    vocabulary = KnownWords("rakor sepat hardikna haornat")
    assert word in understand(f"rakor {word} 2023", vocabulary=vocabulary, today=TODAY).formal.split()


@pytest.mark.parametrize(
    ("question", "earlier", "inherited"),
    [
        ("bupati Demak hadir tidak?", "kapan rakor banjir Demak?", True),
        ("bupati Jepara hadir tidak?", "kapan rakor banjir Demak?", False),
        ("kalau bupati Jepara hadir tidak?", "kapan rakor banjir Demak?", True),
        ("rapat apa saja di Demak?", "kapan rakor banjir Demak?", False),
        ("kapan rakor Demak?", "kapan rakor banjir Demak?", False),
        ("bupati Demak hadir tidak tahun 2023?", "kapan rakor banjir Demak?", False),
        ("siapa yang terpilih jadi ketuanya?", "di mana rapat stunting Demak?", True),
        ("siapa yang terpilih jadi ketua?", "di mana rapat stunting Demak?", False),
    ],
)
def test_what_points_back(question, earlier, inherited):
    """A "-nya", or the region just spoken of without a list or a kind, means the meeting before."""
    assert ask(question, earlier).inherited == inherited


def test_a_question_that_names_its_meeting_stands_alone():
    """An earlier question colours nothing."""
    question = "kapan rapat stunting Demak?"
    assert ask(question, "siapa yang hadir di rakor banjir 2023?") == ask(question)


@pytest.mark.parametrize("history", [[], [""], ["  \n"]])
def test_without_earlier_questions_nothing_is_inherited(history):
    """Blank ones are none."""
    assert not ask("kapan?", *history).inherited


# Laws


PIECES = ["siapa", "yang", "hadir", "kapan", "di mana", "apa", "kata", "tidak", "membuka", "diwakili", "saja", "itu"]
PIECES += ["rakor", "rapat", "Demak", "kapolres", "ketua DPRD", "Batang Hari", "2023", "mei", "12", "tahun", "terus"]
PIECES += ["kalau", "nya", "&", "?", "S.Sos.I", "<b>", "谁", "😀"]
QUESTIONS = st.text() | st.lists(
    st.sampled_from(PIECES),
    max_size=12,
).map(" ".join)


@given(QUESTIONS)
def test_any_text_is_understood(question):
    """Nothing raises; dates and offices found are spans of the formal question, and its wording is kept."""
    query = ask(question)
    assert 1 <= len(query.wanted) <= 2
    assert all(0 <= period.start < period.end <= len(query.formal) for period in query.periods)
    spans = [query.formal[office.start : office.end] for office in query.asked_offices]
    assert (tuple(spans), "" in spans) == (query.office_words, False)


@given(QUESTIONS, st.lists(QUESTIONS, max_size=6))
def test_any_conversation_is_understood(question, history):
    """Nothing raises, however odd the earlier questions were."""
    query = ask(question, *history)
    assert {concept.text for concept in ask(question).concepts} <= {concept.text for concept in query.concepts}


def test_a_long_question_is_cut():
    """Only so many characters are read."""
    assert len(ask("rakor " * 10_000).text) <= MAX_CHARACTERS


# Where the meeting is named


@pytest.mark.parametrize(
    ("formal", "wanted", "expected"),
    [
        ("siapa yang hadir di rakor banjir Demak", Kind.ATTENDEES, "rakor banjir Demak"),
        ("rakor banjir Demak yang memilih pengurus kapan", Kind.WHEN, "rakor banjir Demak"),
        ("rakor banjir 2021 siapa yang hadir", Kind.ATTENDEES, "rakor banjir 2021"),
        ("rakor banjir yang memilih pengurus kapan", Kind.WHEN, "rakor banjir yang memilih pengurus "),
        ("rapat banjir kapan digelar", Kind.WHEN, "rapat banjir "),
        ("kapan rakor banjir yang memilih pengurus", Kind.WHEN, "rakor banjir yang memilih pengurus"),
        ("apa kata bupati di rakor banjir Demak soal gudang", Kind.STATEMENT, "rakor banjir Demak"),
        ("siapa yang hadir di rakor Demak soal gudang", Kind.ATTENDEES, "rakor Demak soal gudang"),
        ("berapa desa yang banjir", Kind.PASSAGE, ""),
    ],
)
def test_where_a_question_names_the_meeting(formal, wanted, expected):
    """From its kind on; "soal" after the region belongs to the name, unless somebody's words are asked for."""
    assert formal[slice(*find_naming(parse(formal), (wanted,)))] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("rakor banjir Demak yang menyepakati tanggul kapan", ["menyepakati", "tanggul"]),
        ("siapa yang hadir di rakor banjir Demak", []),
        ("apa kata bupati di rakor banjir Demak soal tanggul", ["tanggul"]),
    ],
)
def test_what_is_asked_besides_naming_the_meeting(question, expected):
    """The concepts outside its name."""
    assert [concept.text for concept in ask(question).asked_concepts] == expected
