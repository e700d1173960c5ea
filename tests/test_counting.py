"""Counts over facts: who took part how often, who or where most, one beside another; each event once."""

# ruff: noqa: E501 - answers stand here as users read them

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from builders import KnownWords, ask, present
from inline_snapshot import snapshot

from data.article import Article
from data.facts import Capacity, Meeting, Reading
from data.store import Part, open_store
from retrieval.answering.answer import Status
from retrieval.answering.answers.counting import answer_counting
from retrieval.answering.answers.counting.ranking import rank
from retrieval.answering.asking.query import Kind, Way
from retrieval.answering.asking.understanding import understand
from retrieval.ingest.storing import put_readings

NOW = datetime(2024, 1, 1, tzinfo=UTC)
DEMAK, JEPARA, KUDUS = ("3321", "33"), ("3320", "33"), ("3319", "33")


class Words(KnownWords):
    """A vocabulary that knows every word, so that nothing is corrected."""

    def frequency(self, word):
        return 1

    def stem_frequency(self, stem):
        return 1


def regent(region, person, capacity=Capacity.PRESENT):
    return present(person, role=f"Bupati {region}", capacity=capacity)


def stood_in(region, person="Wiraguna Sastra"):
    """Somebody for the regent, and that the regent did not come."""
    principal = f"Bupati {region}"
    absent = present(principal, person=None, capacity=Capacity.ABSENT)
    return present(person, role=f"Sekda {region}", represents=principal), absent


class Archive:
    """A store of invented meetings, each told by as many outlets as it is given accounts."""

    def __init__(self, store):
        self.store, self.number = store, 0

    def report(self, day, regions, *accounts, kind="rakor", name="Rakor Pangan", place="Aula"):
        for facts in accounts:
            self.number += 1
            article = Article(f"a{self.number}", f"Berita nomor {self.number} tentang rapat.", publisher="Kabar")
            meeting = Meeting(0, name, kind, 0, 12, date=day, place=place, regions=regions)
            self.store.articles.put([article], sources={article.id: "/arsip"}, now=NOW)
            readings = {article.id: Reading(article.id, "1", (meeting,), tuple(facts), regions)}
            put_readings(self.store, [article], readings, now=NOW)

    def ask(self, question):
        query = understand(question, vocabulary=Words(), today=date(2024, 1, 1))
        return answer_counting(query, self.store, lambda _: None)

    def talk(self, question):
        answer = self.ask(question)
        return f"{answer.status.value}: {answer.text}"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('arsip') / 'arsip.db'}")
    made = Archive(store)
    surya, nirmala = regent("Demak", "Surya Mahendra"), regent("Jepara", "Nirmala Hapsari")
    opened = regent("Demak", "Surya Mahendra", Capacity.OPENED)
    made.report(date(2021, 2, 1), DEMAK, [opened], [surya])  # one event in two outlets
    made.report(date(2021, 3, 1), DEMAK, [opened], kind="musrenbang", name="Musrenbang RKPD")
    made.report(date(2021, 4, 1), JEPARA, [surya, nirmala], name="Rakor Pesisir")
    made.report(date(2021, 5, 1), DEMAK, stood_in("Demak"), name="Rakor Banjir")
    made.report(date(2021, 6, 1), JEPARA, stood_in("Jepara", "Guritno Adi"), name="Rakor Mebel")
    made.report(date(2020, 6, 1), JEPARA, [regent("Jepara", "Nirmala Hapsari", Capacity.OPENED)], name="Rakor Padi")
    made.report(
        date(2020, 7, 1), DEMAK, [present("Bupati Demak", person=None, capacity=Capacity.ABSENT)], name="Rakor Garam"
    )
    yield made
    store.close()


@pytest.mark.parametrize(
    ("question", "way", "parts", "digits"),
    [
        ("berapa kali bupati diwakili tahun 2021", Way.TIMES, 1, 0),
        ("bupati demak brp kali diwakilin", Way.TIMES, 1, 0),
        ("how many times was the regent of Demak represented in 2021", Way.TIMES, 1, 0),
        ("brp kali bupati demak gak hadir", Way.TIMES, 2, 0),
        ("siapa paling sering membuka rapat", Way.MOST, 1, 0),
        ("siapa yg plg sering buka rapat di jambi thn 2020", Way.MOST, 1, 0),
        ("siapa paling rajin dateng rapat", Way.MOST, 6, 0),
        ("who attended most often", Way.MOST, 6, 0),
        ("daerah mana paling banyak rapat", Way.MOST, 0, 4),
        ("which region had the most meetings", Way.MOST, 0, 4),
        ("provinsi mana yg paling byk rakor", Way.MOST, 0, 2),
        ("bandingkan kehadiran bupati tebo dengan bupati bungo 2021", Way.COMPARED, 6, 0),
        ("bandingin rakor batang hari sm tebo", Way.COMPARED, 0, 0),
        ("compare the number of coordination meetings of Demak and Jepara", Way.COMPARED, 0, 0),
        ("lebih sering hadir bupati demak atau bupati jepara?", Way.COMPARED, 6, 0),
        ("mana lebih rajin, bupati demak atau wakil bupati demak", Way.COMPARED, 6, 0),
        ("jumlah kehadiran bupati demak 2021", Way.TIMES, 6, 0),
        ("bandingkan rakor pangkajene dan kepulauan dengan barru", Way.COMPARED, 0, 0),
        ("berapa persen kehadiran bupati demak", Way.RATE, 6, 0),
        ("seberapa rajin Larasati Wening ikut rapat", Way.RATE, 6, 0),
        ("what percentage of meetings did the regent of Demak attend", Way.RATE, 6, 0),
    ],
)
def test_what_counts(question, way, parts, digits):
    """By what counts, whoever and whatever is counted; in slang and English."""
    query = understand(question, vocabulary=Words())
    assert query.counting
    assert query.kind is Kind.COUNT
    assert (query.counting.way, len(query.counting.parts), query.counting.digits) == (way, parts, digits)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("how many times was the regent of Demak represented in 2021", Part.REPRESENTED),
        ("how many times did the secretary of Demak represent the regent", Part.STOOD_IN),
        ("sudah berapa kali sekda demak mewakili bupati", Part.STOOD_IN),
    ],
)
def test_who_was_represented_and_who_stood_in(question, part):
    """English has one word for both."""
    assert understand(question, vocabulary=Words()).counting.parts == (part,)


@pytest.mark.parametrize(
    "question",
    [
        "siapa yang hadir di rakor demak",
        "berapa rakor di demak?",
        "berapa persen inflasi demak",
        "berapa persen anggota dewan yang hadir di paripurna demak",
        "siapa yang mewakili bupati demak di rakor",
        "apa kata bupati demak dan bupati jepara agar lebih banyak warga hadir",
        "apa perbandingan harga beras demak dengan jepara",
    ],
)
def test_what_counts_nothing(question):
    """Questions of one meeting, of lists, and of what articles say."""
    assert understand(question, vocabulary=Words()).counting is None


@pytest.mark.parametrize(
    "question", ["berapa kali bupati diwakili 2021", "how many times was the regent represented in 2021"]
)
def test_who_was_represented_anywhere(archive, question):
    """Without a region all holders of the office count, each with who came instead."""
    assert archive.talk(question) == snapshot("""\
answered: Bupati (semua daerah) disebut diwakili di 2 kegiatan (2021):
1. Rakor Mebel · 1 Juni 2021 · Aula – Bupati Jepara diwakili Guritno Adi.
2. Rakor Banjir · 1 Mei 2021 · Aula – Bupati Demak diwakili Wiraguna Sastra.\
""")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("berapa kali bupati demak diwakili", "Bupati Demak disebut diwakili di 1 kegiatan:"),
        ("berapa kali bupati demak tidak hadir", "Bupati Demak disebut tidak hadir sendiri di 2 kegiatan:"),
        ("berapa kali bupati demak hadir 2021", "Bupati Demak disebut hadir di 3 kegiatan (2021):"),
        ("berapa kali bupati demak hadir rakor 2021", "Bupati Demak disebut hadir di 2 kegiatan (2021):"),
        ("jumlah kehadiran bupati demak 2021", "Bupati Demak disebut hadir di 3 kegiatan (2021):"),
        ("berapa kali bupati demak hadir di jepara", "Bupati Demak disebut hadir di 1 kegiatan:"),
        ("berapa kali bupati demak membuka rakor", "Bupati Demak disebut membuka acara di 1 kegiatan:"),
        ("berapa kali bupati kudus diwakili", "Arsip belum memuat kegiatan yang cocok dengan “berapa kali bupati kudus diwakili”."),
        ("berapa kali sekda demak mewakili", "Sekda Demak disebut hadir mewakili orang lain di 1 kegiatan:"),
        ("berapa kali bupati hadir", "Bupati daerah mana? Sebut kabupaten, kota, atau provinsinya."),
    ],
)  # fmt: skip
def test_how_often_an_office_had_a_part(archive, question, first):
    """An event in two outlets counts once; of other regions' meetings, too; a kind and a region narrow."""
    assert archive.ask(question).text.splitlines()[0] == first


def test_every_outlet_is_a_source(archive):
    """One event, and the fact of each article that says so."""
    answer = archive.ask("berapa kali bupati demak hadir februari 2021")
    assert answer.text.splitlines()[0] == "Bupati Demak disebut hadir di 1 kegiatan (Februari 2021):"
    assert [fact.article_id for fact in answer.facts] == ["a1", "a2"] == [one.article_id for one in answer.sources]


@pytest.mark.parametrize(
    "question", ["siapa paling sering hadir", "sp yg plg sering dateng?", "who attended most often"]
)
def test_who_attended_most(archive, question):
    """By name with office, linked people together; ties share their place."""
    assert archive.talk(question) == snapshot("""\
answered: Paling sering disebut hadir di arsip:
1. Surya Mahendra (Bupati Demak): 3 kegiatan
2. Nirmala Hapsari (Bupati Jepara): 2 kegiatan
3. Wiraguna Sastra (Sekda Demak); Guritno Adi (Sekda Jepara): masing-masing 1 kegiatan
Yang disebut jabatannya saja, tanpa nama, tidak ikut dihitung.\
""")


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("siapa paling sering membuka rapat", ["1. Surya Mahendra (Bupati Demak): 2 kegiatan", "2. Nirmala Hapsari (Bupati Jepara): 1 kegiatan"]),
        ("siapa paling sering membuka rapat tahun 2020", ["1. Nirmala Hapsari (Bupati Jepara): 1 kegiatan"]),
        ("siapa paling sering membuka rapat di demak", ["1. Surya Mahendra (Bupati Demak): 2 kegiatan"]),
        ("siapa paling sering mewakili bupati jepara", ["1. Guritno Adi (Sekda Jepara): 1 kegiatan"]),
        ("siapa paling sering diwakili", ["1. Bupati Jepara; Bupati Demak: masing-masing 1 kegiatan"]),
        ("daerah mana paling banyak rapat", ["1. Kabupaten Demak: 4 kegiatan", "2. Kabupaten Jepara: 3 kegiatan"]),
        ("daerah mana paling banyak rakor 2021", ["1. Kabupaten Demak; Kabupaten Jepara: masing-masing 2 kegiatan"]),
        ("provinsi mana paling banyak rapat", ["1. Provinsi Jawa Tengah: 7 kegiatan"]),
        ("siapa paling sering menutup rapat", []),
    ],
)  # fmt: skip
def test_rankings(archive, question, lines):
    """Of a part, a time, a region; of those represented by office; of regions by level."""
    answer = archive.ask(question)
    assert [line for line in answer.text.splitlines() if line[:1].isdigit()] == lines
    assert answer.status is (Status.ANSWERED if lines else Status.NOT_STATED)
    assert bool(answer.facts) == bool(lines)


@pytest.mark.parametrize(
    "question",
    [
        "bandingkan kehadiran bupati demak dengan bupati jepara 2021",
        "bandingkan kehadiran bupati demak dengan jepara 2021",
        "siapa lebih sering hadir, bupati demak atau bupati jepara 2021?",
        "compare the attendance of the regent of Demak with the regent of Jepara in 2021",
    ],
)
def test_offices_beside_each_other(archive, question):
    assert archive.talk(question) == snapshot("""\
answered: Yang disebut hadir (2021):
• Bupati Demak: 3 kegiatan
• Bupati Jepara: 1 kegiatan
Terbanyak: Bupati Demak, selisih 2.
Bupati Demak:
• Rakor Pesisir · 1 April 2021 · Aula
• Musrenbang RKPD · 1 Maret 2021 · Aula
• Rakor Pangan · 1 Februari 2021 · Aula
Bupati Jepara:
• Rakor Pesisir · 1 April 2021 · Aula\
""")


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("bandingkan jumlah rakor demak dengan jepara", ["• Demak: 3 kegiatan", "• Jepara: 3 kegiatan", "Sama banyak: Demak dan Jepara."]),
        ("bandingkan rakor demak 2020 dengan 2021", ["• Demak, 2020: 1 kegiatan", "• Demak, 2021: 2 kegiatan", "Terbanyak: Demak, 2021, selisih 1."]),
        ("bandingkan kehadiran bupati dan sekda demak", ["• Bupati Demak: 3 kegiatan", "• Sekda Demak: 1 kegiatan", "Terbanyak: Bupati Demak, selisih 2."]),
        ("bandingkan kehadiran Surya Mahendra dengan Nirmala Hapsari", ["• Surya Mahendra (Bupati Demak): 3 kegiatan", "• Nirmala Hapsari (Bupati Jepara): 2 kegiatan", "Terbanyak: Surya Mahendra (Bupati Demak), selisih 1."]),
    ],
)  # fmt: skip
def test_sides(archive, question, lines):
    """Regions, times and people; as many is said as that."""
    assert archive.ask(question).text.splitlines()[1:4] == lines


def test_nothing_to_compare(archive):
    """Whoever names one side alone is asked for the other."""
    answer = archive.ask("bandingkan kehadiran Surya Mahendra dengan Joko Prabu")
    assert (answer.status, answer.text) == (
        Status.UNCLEAR,
        "Yang dibandingkan siapa atau daerah mana? Sebut keduanya, misalnya: bandingkan rakor Demak dengan Jepara.",
    )


@pytest.mark.parametrize(
    "question",
    ["berapa persen kehadiran bupati demak", "seberapa rajin bupati demak?", "how diligent is the regent of Demak"],
)
def test_a_share_is_not_given(archive, question):
    """The plain counts, and why there is no more: nobody knows who was invited, and a silence is no absence."""
    assert archive.talk(question) == snapshot("""\
answered: Bupati Demak: disebut hadir di 3 kegiatan, diwakili di 1, disebut tidak hadir di 1.
Persentase tidak bisa dihitung: artikel tidak memuat siapa saja yang diundang, dan yang tidak disebut belum tentu tidak hadir.
• Rakor Pesisir · 1 April 2021 · Aula
• Musrenbang RKPD · 1 Maret 2021 · Aula
• Rakor Pangan · 1 Februari 2021 · Aula
• Rakor Banjir · 1 Mei 2021 · Aula – Bupati Demak diwakili Wiraguna Sastra.
• Rakor Garam · 1 Juli 2020 · Aula\
""")


def test_people_whose_absence_is_told(archive):
    """By name, too."""
    assert archive.ask("berapa kali Surya Mahendra tidak hadir?").status is Status.NOT_STATED


def test_articles_that_are_not_tallied_yet_are_told(archive):
    """An archive of an older Notula, until it is read again."""
    article = Article("lama", "Berita lama tentang rapat.")
    archive.store.articles.put([article], sources={"lama": "/arsip"}, now=NOW)
    archive.store.readings.put([Reading("lama", "1")], now=NOW)
    last = archive.ask("siapa paling sering hadir").text.splitlines()[-1]
    archive.store.articles.remove(["lama"])
    assert last == "1 artikel belum ikut dihitung."


def test_a_ranking_looks_no_further_than_it_must():
    """Who cannot have as many events as the last one shown is not counted; who may share its place is told of."""
    events = {
        name: [None] * number for name, number in zip("abcdefghijkl", [9, 3, 8, 7, 6, 5, 4, 2, 1, 1, 1, 1], strict=True)
    }
    seen = []

    def count(keys):
        seen.extend(keys)
        return {key: events[key] for key in keys}

    ranking = rank(
        [
            (name, max(number, 4))
            for name, number in zip("abcdefghijkl", [9, 9, 8, 7, 6, 5, 4, 4, 3, 2, 1, 1], strict=True)
        ],
        count,
    )
    assert [key for key, _ in ranking.counted] == ["a", "c", "d", "e", "f"]
    assert (seen, ranking.are_more) == (list("abcdefgh"), False)


def test_the_whole_way():
    """From the sample archive's articles, through the index, with passages beside."""
    answer = ask("siapa paling sering membuka rapat di demak?")
    assert (answer.status, answer.kind) == (Status.ANSWERED, Kind.COUNT)
    assert answer.text == snapshot("""\
Paling sering disebut membuka acara di arsip (Demak):
1. Surya Mahendra (Bupati Demak); Drs. Wiraguna Sastra, M.Si. (Sekretaris Daerah Demak): masing-masing 1 kegiatan
Yang disebut jabatannya saja, tanpa nama, tidak ikut dihitung.\
""")
    assert ask("bandingkan jumlah rakor demak dengan batang hari").text.splitlines()[1:3] == snapshot(
        ["• Demak: 1 kegiatan", "• Batang Hari: 3 kegiatan"]
    )


def test_words_of_a_question_narrow():
    """A topic is that of the meetings, or of none."""
    lines = ask("daerah mana paling banyak rapat banjir?").text.splitlines()
    assert lines[1:] == ["1. Kabupaten Demak: 1 kegiatan"]
    assert ask("daerah mana paling banyak rapat sirkus?").status is Status.NOT_STATED
