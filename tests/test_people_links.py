"""People across articles: whose mentions are joined, whose are not, what an administrator undid, who somebody is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from small_models import WordEncoder

import embed_corpus
from data.article import Article
from data.errors import StoreError
from data.readers import Record
from data.store import Part, TallyFilter
from retrieval.answering.answers.persons import answer_person
from retrieval.answering.asking.understanding import understand
from retrieval.index.generation import Generations
from retrieval.ingest import Pipeline
from retrieval.ingest.checks import check_archive
from retrieval.people.candidates import find_mentions, key_office
from retrieval.people.keeping import join_people, link_articles, part_link
from retrieval.people.tallying import tally_articles
from retrieval.reading.reader import read_article


def news(number, office, name, *, region="Demak", year=2021, month=3, **fields):
    """An article in which an office holder opens a meeting."""
    text = (
        f"{region.upper()} - Rapat koordinasi pangan digelar di Pendopo Kabupaten {region}, (15/{month}/{year}).\n"
        f"Rapat koordinasi itu dibuka secara resmi oleh {office}, {name}.\n"
    )
    return Article(f"a{number}", text, published=datetime(year, month, 16, tzinfo=UTC), **fields)


def keep(store, *articles, anew=False):
    """Store, read, link and tally articles, one after the other."""
    for article in articles:
        store.articles.put([article], sources={article.id: "/arsip"}, now=datetime(2024, 1, 1, tzinfo=UTC))
        readings = {article.id: read_article(article)}
        store.readings.put(list(readings.values()), now=datetime(2024, 1, 1, tzinfo=UTC))
        link_articles(store, [article], readings, anew=anew)
        tally_articles(store, readings)


def people(store):
    """For each person the articles in which they are mentioned."""
    links = store.people.of_people(store.people.most_mentioned(limit=99))
    return sorted(sorted({link.mention.article_id for link in found}) for found in links.values())


def links_of(store, article_id):
    return [link for link in store.people.of_articles([article_id]) if link.active]


class Words:
    """A vocabulary that knows every word, so that nothing is corrected."""

    def frequency(self, word):
        return 1

    def stem_frequency(self, stem):
        return 1

    def starting_with(self, prefix):
        return []


class NoWords(Words):
    """A vocabulary that knows none."""

    def stem_frequency(self, stem):
        return 0


def ask(store, question, *, vocabulary=None):
    return answer_person(understand(question, vocabulary=vocabulary or Words()), store)


def tell(store, question):
    answer = ask(store, question)
    return answer.text if answer else None


# Whose mentions are one person's


SAME = [
    (("Kepala Dinas Sosial Demak", "Rifai Hakim"), ("Kepala Dinas Sosial", "H. Rifa'i Hakim, S.Sos")),
    (("Wakil Bupati Demak", "Bakhtiar Sanjaya"), ("Wabup", "Bahktiar Sanjaya")),
    (("Sekda Demak", "M. Zuhri"), ("Sekretaris Daerah", "Muhammad Zuhri")),
    (("Kapolres Demak", "AKBP Fanky Sugiarto"), ("Kapolres Demak", "AKBP Fannky Sugiarto")),
    (("Bupati Demak", "Surya Mahendra"), ("Bupati Demak", "H. Surya")),
    (("Kepala BPBD Demak", "Larasati Wening"), ("Plt Kepala Badan Penanggulangan Bencana Daerah", "Larasati Wening")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_one_office_and_region_is_one_person(store, one, other):
    """Titles, degrees, apostrophes, initials, doubled and swapped letters do not count."""
    keep(store, news(1, *one), news(2, *other, month=5))
    assert people(store) == [["a1", "a2"]]


OTHERS = [
    (("Bupati Demak", "Surya Mahendra"), ("Bupati Rembang", "Surya Mahendra"), {"region": "Rembang"}),
    (
        ("Kepala Dinas Sosial Demak", "Eko Purnomo"),
        ("Kepala Dinas Sosial Rembang", "Eko Purnomo"),
        {"region": "Rembang"},
    ),
    (("Bupati Demak", "Surya Mahendra"), ("Bupati Demak", "Surya Wicaksana"), {"year": 2026}),
    (("Kepala Desa Sukamaju", "Sutrisno Adi"), ("Kepala Desa Mekarsari", "Sutrisno Adi"), {}),
    (("Kepala Dinas Sosial Demak", "Eko Purnomo"), ("Kapolres Demak", "AKBP Eko Purnomo"), {}),
    (("Sekda Demak", "Suharno"), ("Sekda Demak", "Suharto"), {}),
]


@pytest.mark.parametrize(("one", "other", "fields"), OTHERS)
def test_others_are_not_joined(store, one, other, fields):
    """Another region, another name, another village, or another office at the same time."""
    keep(store, news(1, *one), news(2, *other, **fields))
    assert people(store) == [["a1"], ["a2"]]


def test_offices_in_turn_are_inferred(store):
    """A full name in one region, first in one office and later in another, is taken for one person, and marked."""
    keep(store, news(1, "Wakil Bupati Demak", "Surya Mahendra", year=2018), news(2, "Bupati Demak", "Surya Mahendra"))
    assert [(link.person, link.how.value) for link in links_of(store, "a1") + links_of(store, "a2")] == [
        (1, "read"),
        (1, "inferred"),
    ]


def test_the_order_of_articles_in_one_batch_does_not_matter(store):
    """Offices are followed in time, whichever article is named first."""
    articles = [news(1, "Bupati Demak", "Surya Mahendra"), news(2, "Wakil Bupati Demak", "Surya Mahendra", year=2018)]
    store.articles.put(articles, sources=dict.fromkeys(["a1", "a2"], ""), now=datetime(2024, 1, 1, tzinfo=UTC))
    link_articles(store, articles, {article.id: read_article(article) for article in articles})
    assert people(store) == [["a1", "a2"]]
    assert [link.how.value for link in links_of(store, "a1")] == ["inferred"]


def test_who_stands_in_does_not_hold_the_office(store):
    """Words said "atas nama Bupati" do not make anybody Bupati."""
    text = (
        "DEMAK - Rapat koordinasi pangan digelar di Pendopo Kabupaten Demak, Senin (15/3/2021).\n"
        "Bupati Demak diwakili oleh Asisten II Setda Demak, H. Rifai Hakim, S.Sos.\n"
        'Berbicara atas nama Bupati, H. Rifai Hakim mengatakan, "Stok pangan kita aman."\n'
    )
    article = Article("a1", text)
    offices = {mention.office_key for mention in find_mentions(article, read_article(article))}
    assert offices == {"asisten|2 setda"}


def test_a_date_that_contradicts_itself_is_not_used(store):
    """15 March 2021 was a Monday; the day of publication stands instead."""
    article = news(1, "Bupati Demak", "Surya Mahendra")
    text = article.text.replace("(15/3/2021)", "Rabu (15/3/2021)")
    keep(store, replace(article, text=text))
    assert [link.mention.date for link in links_of(store, "a1")] == [date(2021, 3, 16)]


def test_a_name_is_no_office(store):
    """Where an office stands for somebody who is named elsewhere, the name is shown."""
    article = news(1, "Bupati Demak", "Surya Mahendra")
    reading = read_article(article)
    facts = [replace(fact, value="Bupati Demak") if fact.person else fact for fact in reading.facts]
    mentions = find_mentions(article, replace(reading, facts=tuple(facts)))
    assert [mention.name for mention in mentions] == ["Surya Mahendra"]


@pytest.mark.parametrize(
    ("office", "key"),
    [
        ("Kaban Kesbangpol Demak", "kepala|kesbangpol"),
        ("Kepala Badan Kesbangpol", "kepala|kesbangpol"),
        ("Camat Karanganyar", "camat|karanganyar"),
        ("Mantan Bupati Demak", ""),
        ("Calon Bupati", ""),
        ("Tim Penilai", "tim penilai"),
    ],
)
def test_offices_are_compared_in_canonical_words(office, key):
    """Short forms and long ones are one; an office that somebody had or wants is none."""
    assert key_office(office) == key


# What stays


def test_reading_again_changes_nothing(store):
    """The same links with the same numbers."""
    articles = [news(1, "Bupati Demak", "Surya Mahendra"), news(2, "Bupati Demak", "Surya Mahendra", month=6)]
    keep(store, *articles)
    before = store.people.of_articles(["a1", "a2"])
    keep(store, *articles)
    assert store.people.of_articles(["a1", "a2"]) == before


def test_a_mention_that_is_gone_takes_its_person_along(store):
    """A changed article keeps only what it says now."""
    keep(store, news(1, "Bupati Demak", "Surya Mahendra"))
    keep(store, news(1, "Bupati Demak", "Nirmala Hapsari"))
    assert tell(store, "siapa itu Surya Mahendra?") is None
    assert people(store) == [["a1"]]


def test_a_removed_article_takes_its_links_along(store):
    """What only it said is not said any more."""
    keep(store, news(1, "Bupati Demak", "Surya Mahendra"))
    store.articles.remove(["a1"])
    assert tell(store, "siapa itu Surya Mahendra?") is None


@pytest.mark.parametrize("anew", [False, True])
def test_what_was_undone_stays_undone(store, anew):
    """After reading again, even where everything is decided again, and for the articles that come later."""
    articles = [news(number, "Bupati Demak", "Surya Mahendra", month=number) for number in (1, 2)]
    keep(store, *articles)
    part_link(store, links_of(store, "a2")[0].id)
    assert people(store) == [["a1"], ["a2"]]
    keep(store, *articles, anew=anew)
    keep(store, news(3, "Bupati Demak", "Surya Mahendra", month=3))
    assert people(store) == [["a1", "a3"], ["a2"]]


@pytest.mark.parametrize("anew", [False, True])
def test_what_was_joined_stays_joined(store, anew):
    """An administrator may join what is never joined by itself, and undo that."""
    articles = [
        news(1, "Ketua PMI Demak", "Surya Mahendra"),
        news(2, "Bupati Demak", "Surya Mahendra"),
    ]
    keep(store, *articles)
    one, other = (links_of(store, article_id)[0].person for article_id in ("a1", "a2"))
    assert join_people(store, one, other) == 1
    keep(store, *articles, anew=anew)
    assert people(store) == [["a1", "a2"]]

    part_link(store, links_of(store, "a2")[0].id)
    keep(store, *articles, anew=anew)
    assert people(store) == [["a1"], ["a2"]]


def test_what_cannot_be_linked_or_undone_is_said(store):
    """One sentence each."""
    keep(store, news(1, "Bupati Demak", "Surya Mahendra"))
    number = links_of(store, "a1")[0].id
    for attempt, sentence in (
        (lambda: join_people(store, 1, 1), "dua orang"),
        (lambda: join_people(store, 1, 99), "orang bernomor 99"),
        (lambda: part_link(store, 99), "tautan bernomor 99"),
        (lambda: part_link(store, number), "satu-satunya tautan"),
    ):
        with pytest.raises(StoreError, match=sentence):
            attempt()


def test_an_archive_from_before_is_linked_by_reread(store, tmp_path):
    """Readings that were stored without links get them, without being read again."""
    pipeline = Pipeline(store, Generations(tmp_path), "kata", lambda name: WordEncoder())
    pipeline.add([Record(news(1, "Bupati Demak", "Surya Mahendra"), "/arsip")])
    assert people(store) == [["a1"]]
    store.people.drop([link.id for link in links_of(store, "a1")])
    store.people.put([], words={}, article_ids=["a1"], version="0")

    assert pipeline.reread() == 0
    assert people(store) == [["a1"]]


def test_an_archive_from_before_is_tallied_by_reread(store, tmp_path):
    """What is not counted yet is found by `verify`, and counted without being read again."""
    pipeline = Pipeline(store, Generations(tmp_path), "kata", lambda name: WordEncoder())
    pipeline.add([Record(news(1, "Bupati Demak", "Surya Mahendra"), "/arsip")])
    opened = TallyFilter([Part.OPENED], offices=["bupati"], places=["3321"])
    assert [one.found.article_id for one in store.tallies.find(opened, limit=9)] == ["a1"]
    store.tallies.put([], article_ids=["a1"], version="0")

    assert check_archive(pipeline).untallied == ("a1",)
    assert pipeline.reread() == 0
    assert check_archive(pipeline).untallied == ()
    assert [one.found.article_id for one in store.tallies.find(opened, limit=9)] == ["a1"]


# Who somebody is


@pytest.fixture
def full_store(store):
    keep(
        store,
        news(1, "Wakil Bupati Demak", "Bakhtiar Sanjaya", year=2018),
        news(2, "Bupati Demak", "H. Bahktiar Sanjaya, S.Sos., M.Si.", year=2021),
        news(3, "Bupati Demak", "Bakhtiar Sanjaya", year=2022),
        news(4, "Kapolres Rembang", "AKBP Surya Mahendra", region="Rembang"),
        news(5, "Kepala Dinas Sosial Demak", "Surya Wicaksana"),
        news(6, "Ketua KPU Demak", "Muhammad Zuhri"),
    )
    return store


def test_who_somebody_is(full_store):
    """The fullest name, offices with dates from new to old, what is inferred, and other spellings."""
    assert tell(full_store, "siapa itu Bakhtiar Sanjaya?") == snapshot("""\
H. Bahktiar Sanjaya, S.Sos., M.Si. (Demak)
• Bupati Demak (15 Maret 2021 – 15 Maret 2022)
• Wakil Bupati Demak (15 Maret 2018) (disimpulkan)
Juga ditulis: Bakhtiar Sanjaya.\
""")


def test_evidence_and_sources(full_store):
    """Each office stands on the newest sentence that has it; the sources are these articles."""
    answer = ask(full_store, "siapa itu Bakhtiar Sanjaya?")
    assert [(fact.value, fact.role, fact.quote) for fact in answer.facts] == snapshot(
        [
            (
                "Bakhtiar Sanjaya",
                "Bupati Demak",
                "Rapat koordinasi itu dibuka secara resmi oleh Bupati Demak, Bakhtiar Sanjaya.",
            ),
            (
                "Bakhtiar Sanjaya",
                "Wakil Bupati Demak",
                "Rapat koordinasi itu dibuka secara resmi oleh Wakil Bupati Demak, Bakhtiar Sanjaya.",
            ),
        ]
    )
    assert [source.article_id for source in answer.sources] == snapshot(["a3", "a1"])


def test_namesakes_are_told_apart(full_store):
    """With region and office."""
    assert tell(full_store, "Surya itu siapa") == snapshot("""\
2 orang bernama Surya di arsip; tidak disebut apakah ada yang sama:
AKBP Surya Mahendra (Rembang)
• Kapolres Rembang (15 Maret 2021)
Surya Wicaksana (Demak)
• Kepala Dinas Sosial Demak (15 Maret 2021)\
""")


def test_one_without_an_office(store):
    """Is said to be mentioned without one."""
    text = (
        "DEMAK - Rakor pangan Kabupaten Demak digelar Senin (15/3/2021), dibuka oleh Tirta Sanjaya, S.Sos., di aula.\n"
    )
    keep(store, Article("a1", text))
    assert tell(store, "siapa itu Tirta Sanjaya?") == snapshot("""\
Tirta Sanjaya, S.Sos. (Demak)
• disebut tanpa jabatan (15 Maret 2021)\
""")


def test_dates_that_speak_against_it_are_not_hidden(store):
    """An office that was taken for a person's, until they turned out to hold the other one before and after."""
    keep(
        store,
        news(1, "Kepala Dinas Sosial Demak", "Surya Mahendra", year=2018),
        news(2, "Kepala Dinas Perhubungan Demak", "Surya Mahendra", year=2019),
        news(3, "Kepala Dinas Sosial Demak", "Surya Mahendra", year=2021),
    )
    assert tell(store, "siapa itu Surya Mahendra?") == snapshot("""\
Surya Mahendra (Demak)
• Kepala Dinas Sosial Demak (15 Maret 2018 – 15 Maret 2021)
• Kepala Dinas Perhubungan Demak (15 Maret 2019) (belum tentu orang yang sama)\
""")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("siapa Bahktiar wabup Demak?", "Bahktiar"),
        ("H. Bakhtiar itu siapa", "Bahktiar"),
        ("siapa itu M. Zuhri", "Zuhri"),
        ("siapa itu muhamad zuhri ketua KPU", "Zuhri"),
        ("siapa itu Wicaksanna", "Wicaksana"),
        ("siapa itu Surya dari Rembang", "Surya Mahendra"),
        ("siapa itu Surya, kepala dinas sosial", "Wicaksana"),
        ("siapa itu Wicaksana di Rembang", "Wicaksana"),
    ],
)
def test_names_are_found_as_people_type_them(full_store, question, name):
    """Slips, initials, lower case; offices and regions narrow without being required."""
    text = tell(full_store, question)
    assert name in text.splitlines()[0]
    assert "orang bernama" not in text


@pytest.mark.parametrize("question", ["siapa itu Gunawan?", "siapa itu Surya Gunawan?", "siapa itu Wicaksono?"])
def test_nobody_is_taken_for_somebody_else(full_store, question):
    """A name of which a part is nobody's, or that differs by a letter, is not answered."""
    assert ask(full_store, question, vocabulary=NoWords()) is None


def test_a_given_name_that_nobody_bears_is_not_left_out(full_store):
    """Also where the archive has the word for something else."""
    assert tell(full_store, "siapa itu Surya Gunawan?") is None


def test_a_long_answer_is_cut(store):
    """At most 1,200 characters, with how many offices there was no room for, and evidence for those shown alone."""
    offices = ["Kesehatan", "Sosial", "Perhubungan", "Pertanian", "Pendidikan", "Perdagangan", "Lingkungan Hidup"]
    for number, region in enumerate(["Demak", "Rembang", "Kudus", "Jepara", "Pati", "Blora", "Wonosobo"]):
        for turn, office in enumerate(offices):
            article = news(
                10 * number + turn, f"Kepala Dinas {office} {region}", "Surya Mahendra", region=region, year=2015 + turn
            )
            keep(store, article)
    answer = ask(store, "siapa itu Surya Mahendra?")
    lines = answer.text.splitlines()
    assert len(answer.text) <= 1200
    assert lines[0] == "7 orang bernama Surya Mahendra di arsip; tidak disebut apakah ada yang sama:"
    assert lines[-1] == f"… dan {49 - len(answer.facts)} lainnya."
    assert sum(line.startswith("• ") for line in lines) == len(answer.facts)


NAMES = st.sampled_from(
    ["Surya Mahendra", "M. Surya Mahendra", "Surya", "Bakhtiar", "Bahktiar", "Drs. H. Surya Mahendra, M.Si."]
)
OFFICES = st.sampled_from(["Bupati Demak", "Wakil Bupati", "Kepala Dinas Sosial Demak", "Kapolres Rembang"])


@settings(max_examples=25)
@given(told=st.lists(st.tuples(OFFICES, NAMES, st.integers(2015, 2023)), min_size=1, max_size=6))
def test_every_quote_is_what_the_article_says(store, told):
    """Whatever was linked: quotes are slices, answers are short, and each mention belongs to one person."""
    articles = {f"a{n}": news(n, office, name, year=year) for n, (office, name, year) in enumerate(told)}
    keep(store, *articles.values())
    for name in ("Surya", "Bakhtiar"):
        answer = ask(store, f"siapa itu {name}?")
        for fact in answer.facts if answer else ():
            assert fact.quote == articles[fact.article_id].text[fact.start : fact.end]
        assert answer is None or len(answer.text) <= 1200
    links = [link for link in store.people.of_articles(articles) if link.active]
    mentions = [replace(link.mention, start=0, end=0) for link in links]
    assert len(set(mentions)) == len(mentions)
    store.articles.remove(articles)


# The command line


@pytest.fixture
def run(tmp_path, monkeypatch, run_entry, migrated):
    """Run a command over an archive of two articles; its exit status, standard output and standard error."""
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path))
    monkeypatch.setenv("NOTULA_DATABASE_URL", migrated)
    monkeypatch.setenv("COLUMNS", "200")
    return partial(run_entry, embed_corpus.entry)


def test_commands_show_link_and_unlink(full_store, run):
    """People by name with every link; joined and parted by number; what is wrong in one line."""
    found = json.loads(run("people", "Surya", "--json")[1])["people"]
    assert [(one["name"], one["offices"][0]["office"], one["articles"]) for one in found] == [
        ("AKBP Surya Mahendra", "Kapolres Rembang", 1),
        ("Surya Wicaksana", "Kepala Dinas Sosial Demak", 1),
    ]
    kept, other = found
    assert run("link", str(kept["id"]), str(other["id"])) == snapshot(
        (0, "1 tautan kini milik orang 2; `unlink` membatalkannya.\n", "")
    )
    assert json.loads(run("unlink", str(other["links"][0]["id"]), "--json")[1])["unlinked"] == other["links"][0]["id"]
    assert run("unlink", "999") == snapshot(
        (1, "", "Tidak ada tautan bernomor 999 yang berlaku; lihat `python embed_corpus.py people NAMA`.\n")
    )
    assert run("people", "Gunawan") == snapshot((0, "Tidak ada orang bernama itu di arsip.\n", ""))


def test_people_are_shown_in_tables(full_store, run):
    """Those mentioned most first; for a name also each link."""
    assert run("people", "Zuhri")[1] == snapshot("""\
                                      Orang di arsip                                      \n\
┏━━━━┳━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┓
┃ ID ┃ nama           ┃ juga ditulis ┃ jabatan                                 ┃ artikel ┃
┡━━━━╇━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━┩
│ 4  │ Muhammad Zuhri │              │ Ketua KPU Demak (Demak) (15 Maret 2021) │ 1       │
└────┴────────────────┴──────────────┴─────────────────────────────────────────┴─────────┘
                                          Tautan                                          \n\
┏━━━━┳━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━┳━━━━━━━━┳━━━━━━━━━┳━━━━━━━━┓
┃ ID ┃ orang ┃ tanggal    ┃ nama           ┃ jabatan         ┃ daerah ┃ artikel ┃ dasar  ┃
┡━━━━╇━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━╇━━━━━━━━╇━━━━━━━━━╇━━━━━━━━┩
│ 6  │ 4     │ 2021-03-15 │ Muhammad Zuhri │ Ketua KPU Demak │ Demak  │ a6      │ dibaca │
└────┴───────┴────────────┴────────────────┴─────────────────┴────────┴─────────┴────────┘
""")
    assert run("people", "--limit", "1")[1].count("Sanjaya") == 2
