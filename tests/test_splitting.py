"""Several questions in one are each answered, about the one meeting that is named or about several."""

from __future__ import annotations

from datetime import date

import pytest
from builders import KnownWords, ask, talk
from inline_snapshot import snapshot

from retrieval.answering.answer import Status
from retrieval.answering.asking.splitting import asks_more, mark_parts, split_question, understand_parts
from retrieval.answering.asking.understanding import understand

# ruff: noqa: E501 - answers stand here as users read them

TODAY = date(2024, 5, 2)


def query(question, history=()):
    return understand(question, vocabulary=KnownWords("rakor banjir pangan demak"), history=history, today=TODAY)


def parts_of(question, history=()):
    return understand_parts(split_question(question), history, query, today=TODAY)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa yang buka dan siapa yang hadir di rakor banjir?", ["siapa yang buka", "siapa yang hadir di rakor banjir?"]),
        ("kpn rakor banjir, trus siapa yg nutup", ["kpn rakor banjir,", "siapa yg nutup"]),
        ("kapan rakor banjir? kapan rakor pangan?", ["kapan rakor banjir", "kapan rakor pangan?"]),
        ("siapa bupati dan wakil bupati Demak", ["siapa bupati dan wakil bupati Demak"]),
        ("rakor banjir, pangan dan jalan kapan", ["rakor banjir, pangan dan jalan kapan"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_where_a_question_parts(question, expected):
    """At a joint with a question on either side."""
    assert split_question(question) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("1. kapan rakor banjir\n2. siapa yg buka\n3. dimana", "kapan rakor banjir; siapa yg buka; dimana"),
        ("1) kapan rakor banjir 2) siapa yg buka", "kapan rakor banjir; siapa yg buka"),
        ("kapan rakor banjir?\n- siapa yg buka", "kapan rakor banjir?; siapa yg buka"),
        ("apa isi pasal 1. tentang banjir", "apa isi pasal 1. tentang banjir"),
        ("1. siapa yang hadir", "siapa yang hadir"),
        ("m. zubair hadir ga di rakor banjir", "m. zubair hadir ga di rakor banjir"),
        ("1. siapa yang buka 2. h. isah hadir ga", "siapa yang buka; h. isah hadir ga"),
        ("", ""),
    ],
)
def test_lines_and_numbers_part_a_message(message, expected):
    """A list of questions becomes one line; a number inside a sentence is no list."""
    assert mark_parts(message) == expected


def test_numbered_questions_are_all_answered():
    """Each about the meeting that the first one names."""
    assert talk("1. kapan musrenbang demak\n2. siapa yg buka\n3. dimana") == snapshot("""\
answered: 15 Maret 2023.
Bupati Demak Surya Mahendra (membuka acara).
“Musrenbang dibuka Bupati Demak Surya Mahendra dan dihadiri Ketua DPRD Demak Nirmala Hapsari serta Kepala Bappeda Demak Galih Prakosa.”
Gedung Grhadika Bina Praja.
Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja
“DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, Rabu (15/3/2023).”\
""")


@pytest.mark.parametrize("question", ["siapa apa, " * 9, "?????", "dan dan dan", "apa" * 300])
def test_not_into_too_many(question):
    """Such a text is no series of questions."""
    assert split_question(question) == [question]


def test_a_part_is_about_the_meeting_that_another_names():
    """Whichever comes first, and with a region of its own."""
    first, second = parts_of("siapa yang buka dan siapa yang menutup rakor banjir Demak?")
    assert (first.kinds, first.regions) == (second.kinds, second.regions) == (("rakor",), ("3321",))
    assert [one.capacity for one in (first, second)] == ["opened", "closed"]


def test_parts_that_name_meetings_are_about_these():
    """Nothing is taken over."""
    first, second = parts_of("kapan rakor banjir Demak dan kapan rakor pangan Jepara?")
    assert (first.regions, second.regions) == (("3321",), ("3320",))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("siapa yang buka dan siapa yang hadir di rakor banjir?", True),
        ("kapan rakor banjir dan siapa yang buka?", False),
        ("di mana rakor banjir dan berapa biayanya?", True),
        ("rakor apa saja di Demak dan kapan?", False),
        ("bupati Demak hadir sebagai apa di rakor banjir, siapa namanya?", False),
    ],
)
def test_when_parts_ask_more(question, expected):
    """Where the question as a whole was not understood to ask for all of it, and lists are not among it."""
    assert asks_more(parts_of(question), query(question)) is expected


def test_all_parts_are_answered():
    """Each in its place, the meeting named once."""
    assert talk("siapa yang buka musrenbang Demak dan siapa yang hadir?") == snapshot("""\
answered: Bupati Demak Surya Mahendra (membuka acara).
Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja
“Musrenbang dibuka Bupati Demak Surya Mahendra dan dihadiri Ketua DPRD Demak Nirmala Hapsari serta Kepala Bappeda Demak Galih Prakosa.”
Yang disebut hadir di Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja:
• Bupati Demak Surya Mahendra (membuka acara)
• Ketua DPRD Demak Nirmala Hapsari
• Kepala Bappeda Demak Galih Prakosa\
""")
    assert talk("apa kata bupati di musrenbang Demak, dan kapan itu?") == snapshot("""\
answered: Bupati Demak Surya Mahendra:
Bupati Demak Surya Mahendra mengatakan bahwa pembangunan jalan desa menjadi prioritas pada tahun depan.
15 Maret 2023.
Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja
“DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, Rabu (15/3/2023).”\
""")


def test_several_offices():
    """No meeting need be named."""
    assert talk("siapa bupati Demak dan siapa sekda Demak?") == snapshot("""\
answered: Bupati Demak Surya Mahendra, disebut 15 Maret 2023.
Sekretaris Daerah Demak Drs. Wiraguna Sastra, M.Si., disebut 12 Februari 2024.\
""")


def test_what_one_part_is_not_told_does_not_hide_the_other():
    """The date is told, the cost is said to be unsaid."""
    answer = ask("kapan musrenbang Demak 2023 dan berapa anggarannya?")
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith("15 Maret 2023.")
    assert "tidak menyebut" in answer.text


def test_nothing_is_joined_where_no_part_is_answered():
    """The question as a whole is refused."""
    assert ask("kapan rakor gempa Jepara dan siapa yang buka?").status is Status.NOT_COVERED
