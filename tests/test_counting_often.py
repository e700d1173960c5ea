"""How often somebody attended: once for each event, and never by a name that is spelt otherwise."""

from __future__ import annotations

import pytest
from builders import KnownWords, ask, talk
from inline_snapshot import snapshot

from retrieval.answering.answer import Status
from retrieval.answering.answers.counting.often import asks_how_often
from retrieval.answering.asking.query import Kind
from retrieval.answering.asking.understanding import understand

# ruff: noqa: E501 - answers stand here as users read them


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("berapa kali Larasati Wening hadir?", True),
        ("Larasati Wening sudah berapa kali ikut rapat", True),
        ("berapa kali bupati Demak membuka acara", True),
        ("seberapa sering Larasati Wening hadir", True),
        ("Larasati Wening pernah hadir di acara apa saja", True),
        ("berapa kali hadir?", False),
        ("berapa rakor di Demak?", False),
        ("berapa orang yang hadir di rakor banjir Demak?", False),
    ],
)
def test_when_attending_is_counted(question, expected):
    """Where somebody is named and "berapa kali" asks."""
    query = understand(question, vocabulary=KnownWords("rakor banjir demak"))
    assert asks_how_often(query) is expected


def test_another_spelling_is_offered_and_not_counted():
    """Whichever of the two is asked for."""
    assert talk("berapa kali Anita Yasmin hadir?") == snapshot("""\
answered: Anita Yasmin (Batang Hari) disebut hadir di 1 kegiatan:
1. rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari
Mungkin orang yang sama, ditulis Anita Yasmi (tidak ikut dihitung):
• Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")
    assert ask("Anita Yasmi berapa kali hadir?").text.startswith(
        "Anita Yasmi (Batang Hari) disebut hadir di 1 kegiatan:"
    )


@pytest.mark.parametrize("name", ["Muhammad Rifai", "Muhamad Rifa'i"])
def test_spellings_that_mean_the_same_are_counted(name):
    """An apostrophe and Muhammad in its forms are no other spelling."""
    answer = ask(f"berapa kali {name} hadir?")
    assert answer.text.splitlines()[0].endswith("disebut hadir di 2 kegiatan:")
    assert len(answer.facts) == len(answer.sources) == 2


def test_who_is_quoted_was_not_there_for_that():
    """Only articles that say so count."""
    assert [fact.article_id for fact in ask("berapa kali Ansori hadir?").facts] == ["rapat-forkopimda-batang-hari-2022"]


def test_who_was_represented_was_not_there():
    """The police chief sent somebody else to one of two meetings."""
    answer = ask("berapa kali kapolres Batang Hari hadir?")
    assert [fact.article_id for fact in answer.facts] == ["rapat-forkopimda-batang-hari-2022"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("berapa kali Larasati Wening memimpin rapat?", "Larasati Wening (Demak) disebut memimpin di 1 kegiatan:"),
        ("berapa kali bupati Demak membuka acara?", "Bupati Demak disebut membuka acara di 1 kegiatan:"),
        ("berapa kali Larasati Wening membuka rapat?", "Arsip tidak menyebut Larasati Wening (Demak) membuka acara di kegiatan yang ditanyakan."),
        ("berapa kali Nirmala Hapsari ikut rapat?", "Nirmala Hapsari (Demak) disebut hadir di 1 kegiatan:"),
        ("berapa kali Nirmala Hapsari ikut rakor?", "Arsip tidak menyebut Nirmala Hapsari (Demak) hadir di kegiatan yang ditanyakan."),
        ("berapa kali Larasati Wening hadir tahun 2019?", "Arsip tidak menyebut Larasati Wening (Demak) hadir di kegiatan yang ditanyakan."),
        ("berapa kali bupati hadir?", "Bupati daerah mana? Sebut kabupaten, kota, atau provinsinya."),
        ("berapa kali Joko Prabu hadir?", "Arsip tidak menyebut orang bernama Joko Prabu."),
    ],
)  # fmt: skip
def test_what_is_counted(question, expected):
    """In the capacity and time asked for; an office needs its region; who is unknown is refused."""
    assert ask(question).text.splitlines()[0] == expected


def test_a_region_without_meetings():
    """Nothing is said of its regent."""
    answer = ask("berapa kali bupati Jepara hadir?")
    assert (answer.status, answer.kind, answer.facts) == (Status.NOT_COVERED, Kind.COUNT, ())


def test_a_list_goes_on_with_articles_that_name_somebody():
    """Where none says that he was there; how often he was is not answered by that."""
    assert talk("kegiatan apa saja yang dihadiri Ansori tahun 2023?") == snapshot("""\
answered: Arsip tidak menyebut Ansori (Batang Hari) hadir di kegiatan yang ditanyakan. Artikel tentang 1 kegiatan menyebutnya:
1. Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")
    assert ask("berapa kali Ansori hadir tahun 2023?").status is Status.NOT_STATED
    assert ask("rapat sirkus apa saja yang dihadiri Ansori tahun 2023?").status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("rapat apa saja di wilayah Demak tahun 2024?", Status.ANSWERED),
        ("rapat banjir BPBD apa saja di Demak yang dicatat?", Status.ANSWERED),
        ("rapat sirkus apa saja di Demak?", Status.NOT_COVERED),
        ("rapat sirkus banjir apa saja di Demak?", Status.NOT_COVERED),
    ],
)
def test_a_listed_meeting_has_most_of_what_the_words_are_worth(question, status):
    """A common word may be missing, and a word for what a region is counts for nothing."""
    assert ask(question).status is status
