"""The store gives back what was put in, finds it, forgets it, and says in one sentence what went wrong."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.article import Article, Chunk, chunk_id
from data.errors import SettingError, StoreError
from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.settings import PROJECT
from data.store import (
    AskedQuestion,
    ConversationKey,
    CutChunk,
    GenerationRecord,
    MeetingFilter,
    Store,
    hash_text,
    open_store,
)
from data.store.lock import hold_writer_lock

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path / 'arsip.db'}")
    yield opened
    opened.close()


def an_article(article_id="rakor-tani", **fields):
    text = fields.pop("text", f"Rapat {article_id} dibuka Camat Sukamaju.\nHadir para kepala desa.")
    return Article(article_id, text, **fields)


def put(store: Store, *articles: Article, now=NOW):
    store.articles.put(articles, sources={article.id: f"/arsip/{article.id}.txt" for article in articles}, now=now)


def cut(article: Article, *spans: tuple[int, int], context="Judul\n\n\n") -> list[CutChunk]:
    pieces = []
    for start, end in spans:
        text = article.text[start:end]
        chunk = Chunk(chunk_id(article.id, start, end, text), article.id, start, end, text, context)
        pieces.append(CutChunk(chunk, hash_text(text)))
    return pieces


def a_meeting(ordinal=0, **fields):
    return Meeting(ordinal, fields.pop("name", "Rakor Pangan"), fields.pop("kind", "rakor"), 0, 12, **fields)


def an_attendance(person, **fields):
    return Fact(FactKind.ATTENDANCE, person, 0, 20, "hadir", person=person, **fields)


def a_reading(article_id="rakor-tani", **fields):
    return Reading(article_id, fields.pop("version", "1"), **fields)


# Articles


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
MOMENTS = st.none() | st.datetimes(timezones=st.none() | st.timezones())


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=WORDS, title=WORDS, publisher=WORDS, url=st.none() | WORDS, published=MOMENTS)
def test_an_article_comes_back_to_the_letter(store, text, title, publisher, url, published):
    """Whatever an article holds, it is the same after storing, its hash included."""
    article = Article("a", text, title=title, publisher=publisher, url=url, published=published)
    put(store, article)

    found = store.articles.get("a")
    assert found.content_hash == article.content_hash
    assert (found.text, found.title, found.publisher, found.url) == (text, title, publisher, url)


def test_a_changed_article_replaces_its_old_self(store):
    """Putting an id again keeps when it first came in, and nothing else of the old one."""
    put(store, an_article(title="Lama"))
    put(store, an_article(title="Baru"), now=LATER)
    record = store.articles.record("rakor-tani")

    assert store.articles.get("rakor-tani").title == "Baru"
    assert (record.added_at, record.updated_at, record.source) == (NOW, LATER, "/arsip/rakor-tani.txt")
    assert store.articles.count() == 1


def test_many_articles_are_read_in_portions(store):
    """More ids than one query takes are no obstacle; unknown ones are passed over."""
    articles = [an_article(f"a{number}") for number in range(2000)]
    put(store, *articles)

    found = store.articles.get_many([article.id for article in articles] + ["tidak-ada"])
    assert found == {article.id: article for article in articles}
    assert store.articles.hashes(["a7", "x"]) == {"a7": articles[7].content_hash}
    assert len(store.articles.hashes()) == 2000


def test_iterating_gives_every_article_once_in_order(store):
    """A batch at a time, by id."""
    put(store, *(an_article(article_id) for article_id in "ecabd"))

    batches = [[article.id for article in batch] for batch in store.articles.iterate(batch=2)]
    assert batches == [["a", "b"], ["c", "d"], ["e"]]


@pytest.mark.parametrize(
    ("other", "is_same"),
    [("Rapat  dibuka\nCamat.", True), ("RAPAT DIBUKA CAMAT.", True), ("Rapat dibuka Camat", False)],
)
def test_texts_are_compared_without_case_and_spacing(store, other, is_same):
    """The same text under another id is found by its hash; one letter more is another text."""
    put(store, an_article("asli", text="Rapat dibuka Camat."))

    assert store.articles.duplicates([hash_text(other)]) == ({hash_text(other): "asli"} if is_same else {})


def test_articles_are_found_by_url_and_by_the_beginning_of_their_id(store):
    """Capitals, percent signs and underscores in a prefix mean themselves."""
    put(store, an_article("a_1", url="https://contoh.id/x"), an_article("a_2"), an_article("ab3"), an_article("A_4"))

    assert store.articles.find_url("https://contoh.id/x").id == "a_1"
    assert store.articles.find_url("https://contoh.id/y") is None
    assert store.articles.find_prefix("a_") == ["a_1", "a_2"]
    assert store.articles.find_prefix("a", limit=2) == ["a_1", "a_2"]
    assert store.articles.find_prefix("%") == []


def test_removing_takes_everything_along(store):
    """With an article go its chunks, its reading, its meetings and the names in it."""
    article = an_article()
    put(store, article, an_article("lain"))
    store.chunks.put({article.id: cut(article, (0, 10))}, chunker="1")
    reading = a_reading(meetings=(a_meeting(regions=("9999",)),), facts=(an_attendance("Sri Wulan"),))
    store.readings.put([reading], now=NOW)

    assert store.articles.remove(["rakor-tani", "tidak-ada"]) == 1
    assert list(store.articles.hashes()) == ["lain"]
    assert store.chunks.count() == 0
    assert store.readings.get_many(["rakor-tani"]) == {}
    assert store.readings.count_meetings(MeetingFilter()) == 0
    assert store.readings.find_person("Sri Wulan") == []


def test_the_latest_articles_come_first(store):
    """Undated articles end the list; a region narrows it to what lies in it."""
    put(
        store,
        an_article("tua", published=datetime(2019, 1, 2)),  # noqa: DTZ001 - as an article states it
        an_article("tanpa"),
        an_article("muda", published=datetime(2023, 1, 2, tzinfo=UTC)),
    )
    store.readings.put([a_reading("tua", regions=("9904",)), a_reading("muda", regions=("99", "88"))], now=NOW)

    assert [record.id for record in store.articles.latest()] == ["muda", "tua", "tanpa"]
    assert [record.id for record in store.articles.latest(region="99")] == ["muda", "tua"]
    assert [record.id for record in store.articles.latest(region="9904")] == ["tua"]
    assert store.articles.latest(region="990") == store.articles.latest(region="9904")
    assert [record.id for record in store.articles.latest(limit=1)] == ["muda"]


def test_coverage_counts_a_region_and_what_lies_in_it(store):
    """How many articles and meetings, and from when: an honest base for "no"."""
    put(
        store,
        an_article("satu", published=datetime(2019, 1, 2, tzinfo=UTC)),
        an_article("dua", published=datetime(2023, 5, 6, tzinfo=UTC)),
        an_article("tiga", published=datetime(2024, 5, 6, tzinfo=UTC)),
    )
    meetings = (a_meeting(regions=("9904", "99")), a_meeting(1, regions=("9905",)))
    store.readings.put([a_reading("satu", meetings=meetings, regions=("9904",))], now=NOW)
    store.readings.put([a_reading("dua", regions=("99",)), a_reading("tiga", regions=("77",))], now=NOW)

    found = store.articles.coverage("99")
    assert (found.articles, found.meetings, found.first, found.last) == (2, 2, date(2019, 1, 2), date(2023, 5, 6))
    assert store.articles.coverage("9904").meetings == 1
    assert store.articles.coverage("55").articles == 0
    assert store.articles.coverage().articles == 3


# Chunks and embeddings


def test_chunks_come_back_with_their_text(store):
    """A chunk's text is cut from the article again, its context is kept."""
    article = an_article()
    pieces = cut(article, (0, 20), (20, 41))
    put(store, article)
    store.chunks.put({article.id: pieces}, chunker="1")

    chunks = [piece.chunk for piece in pieces]
    assert store.chunks.of_articles([article.id]) == {article.id: chunks}
    found = store.chunks.get_many([chunks[1].id, 5])
    assert found == {chunks[1].id: chunks[1]}
    assert found[chunks[1].id].context == chunks[1].context


def test_cutting_again_leaves_no_old_chunk(store):
    """The chunks of an article are replaced as a whole, and counted as a change."""
    article = an_article()
    put(store, article)
    store.chunks.put({article.id: cut(article, (0, 20), (20, 41))}, chunker="1")
    before = store.revision()
    store.chunks.put({article.id: cut(article, (0, 41))}, chunker="2")

    assert store.chunks.count() == 1
    assert store.revision() > before


def test_uncut_articles_are_those_of_no_or_another_chunker(store):
    """An article without any chunk counts as cut once the chunker has seen it."""
    put(store, an_article("belum"), an_article("lama"), an_article("sudah"))
    store.chunks.put({"lama": []}, chunker="1")
    store.chunks.put({"sudah": []}, chunker="2")

    assert store.chunks.uncut("2") == ["belum", "lama"]


def test_the_stamp_follows_the_context(store):
    """A new title changes what is searched without changing a chunk's id."""
    article = an_article()
    put(store, article)
    (piece,) = cut(article, (0, 41))
    store.embeddings.put({piece.text_hash: np.ones(4)}, "model")

    def stamp_with(context):
        chunk = replace(piece.chunk, context=context)
        store.chunks.put({article.id: [CutChunk(chunk, piece.text_hash)]}, chunker="1")
        return store.chunks.wanted("model")[chunk.id]

    assert stamp_with("Judul lama") == stamp_with("Judul lama")
    assert stamp_with("Judul lama") != stamp_with("Judul baru")


def test_vectors_are_kept_by_text_and_model(store):
    """Each chunk has the vector of its text by the model asked for, in half precision."""
    article = an_article()
    first, second = cut(article, (0, 20), (20, 41))
    put(store, article)
    store.chunks.put({article.id: [first, second]}, chunker="1")
    store.embeddings.put({first.text_hash: np.array([0.5, -0.25]), second.text_hash: np.array([1.0, 0.0])}, "satu")
    store.embeddings.put({first.text_hash: np.array([9.0, 9.0, 9.0])}, "dua")

    loaded = {chunk.id: vector.tolist() for chunk, vector in store.embeddings.load([first.chunk.id], "satu")}
    assert loaded == {first.chunk.id: [0.5, -0.25]}
    ids, vectors = store.embeddings.matrix("satu")
    assert dict(zip(ids.tolist(), vectors.tolist(), strict=True)) == {
        first.chunk.id: [0.5, -0.25],
        second.chunk.id: [1.0, 0.0],
    }
    assert vectors.dtype == np.float16
    assert store.embeddings.matrix("tiga")[1].shape == (0, 0)
    assert store.embeddings.missing([first.text_hash, second.text_hash], "dua") == {second.text_hash}
    assert store.embeddings.missing_chunks("dua") == [second.chunk.id]
    assert list(store.chunks.wanted("dua")) == [first.chunk.id]


def test_pruning_keeps_what_is_in_use(store):
    """Vectors of texts that no chunk has and of models that are not kept are dropped, and no others."""
    article = an_article()
    (piece,) = cut(article, (0, 20))
    put(store, article)
    store.chunks.put({article.id: [piece]}, chunker="1")
    store.embeddings.put({piece.text_hash: np.ones(2), hash_text("yatim"): np.ones(2)}, "kini")
    store.embeddings.put({piece.text_hash: np.ones(2)}, "dahulu")

    assert store.embeddings.prune(["kini"]) == 2
    assert store.embeddings.fingerprints() == {"kini": 1}


@pytest.mark.parametrize("vector", [[float("nan"), 1.0], [float("inf"), 1.0], [1e6, 0.0], [], [[1.0]]])
def test_unusable_vectors_are_refused(store, vector):
    """A vector that is not finite (in half precision), empty or not flat is not stored."""
    with pytest.raises(StoreError), np.errstate(over="ignore"):
        store.embeddings.put({"a" * 64: np.array(vector)}, "model")
    assert store.embeddings.fingerprints() == {}


# Readings


FULL_READING = Reading(
    "rakor-tani",
    "7",
    (
        Meeting(
            0,
            "Rapat Koordinasi “Pangan”",
            "rakor",
            3,
            40,
            date(2023, 5, 24),
            date(2023, 5, 25),
            "09.00 WIB",
            "Aula",
            "Dinas",
            "Padi",
            ("9904", "99"),
        ),
        Meeting(1, "FGD", "fgd", 50, 53),
    ),
    (
        Fact(
            FactKind.ATTENDANCE,
            "H. Sri Wulan, S.P.",
            3,
            60,
            "wakil",
            0,
            10,
            28,
            "Sri Wulan",
            "Kepala Dinas",
            "Bupati",
            Capacity.PRESENT,
            False,
            '{"a": 1}',
        ),
        Fact(FactKind.DATE, "2023-05-24", 3, 60, "tanggal"),
    ),
    ("9904",),
)


def test_a_reading_comes_back_whole(store):
    """Every field of meetings and facts survives, by whatever type."""
    put(store, an_article())
    store.readings.put([FULL_READING], now=NOW)

    assert store.readings.get_many(["rakor-tani", "lain"]) == {"rakor-tani": FULL_READING}


def test_reading_again_leaves_nothing_of_the_old(store):
    """A second reading replaces meetings, regions and names of the first."""
    put(store, an_article())
    store.readings.put([FULL_READING], now=NOW)
    store.readings.put([a_reading(version="8", meetings=(a_meeting(),))], now=LATER)

    assert store.readings.count_meetings(MeetingFilter()) == 1
    assert store.readings.count_meetings(MeetingFilter(regions=["9904"])) == 0
    assert store.readings.find_person("Sri Wulan") == []
    assert store.readings.unread("8") == []
    assert store.readings.unread("9") == ["rakor-tani"]


@pytest.fixture
def meetings(store):
    put(
        store,
        an_article("a", published=datetime(2023, 6, 1, tzinfo=UTC)),
        an_article("b", published=datetime(2021, 3, 9, tzinfo=UTC)),
        an_article("c"),
    )
    first = a_meeting(0, name="Rakor", date=date(2023, 5, 24), date_end=date(2023, 5, 26), regions=("9904", "99"))
    second = a_meeting(1, name="FGD", kind="fgd", date=date(2022, 1, 1), regions=("8801",))
    undated = a_meeting(0, name="Musrenbang", kind="musrenbang", regions=("9905",))
    store.readings.put([a_reading("a", meetings=(first, second)), a_reading("b", meetings=(undated,))], now=NOW)
    store.readings.put([a_reading("c", meetings=(a_meeting(0, name="Entah"),))], now=NOW)
    return store.readings


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (MeetingFilter(), ["Rakor", "FGD", "Musrenbang", "Entah"]),
        (MeetingFilter(regions=["99"]), ["Rakor", "Musrenbang"]),
        (MeetingFilter(regions=["9904"]), ["Rakor"]),
        (MeetingFilter(regions=["9905", "88"]), ["FGD", "Musrenbang"]),
        (MeetingFilter(kinds=["fgd", "rakor"]), ["Rakor", "FGD", "Entah"]),
        (MeetingFilter(since=date(2023, 5, 26), until=date(2023, 5, 31)), ["Rakor"]),
        (MeetingFilter(since=date(2023, 5, 27)), []),
        (MeetingFilter(until=date(2023, 5, 23)), ["FGD", "Musrenbang"]),
        (MeetingFilter(since=date(2021, 1, 1), until=date(2021, 12, 31)), ["Musrenbang"]),
    ],
)
def test_meetings_are_found_and_counted(meetings, wanted, names):
    """By region and what lies in it, by any day of the meeting (or publication), by kind; the newest first."""
    assert [found.meeting.name for found in meetings.find_meetings(wanted)] == names
    assert meetings.count_meetings(wanted) == len(names)


def test_a_found_meeting_is_whole(meetings):
    """With its article, its regions, and when the article was published."""
    (found,) = meetings.find_meetings(MeetingFilter(), limit=1)

    assert (found.article_id, found.published_on) == ("a", date(2023, 6, 1))
    assert found.meeting.regions == ("9904", "99")
    assert found.meeting.date_end == date(2023, 5, 26)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("sri wulan", ["Sri Wulan Rifa'i", "Srí WULAN"]),
        ("Rifai", ["Sri Wulan Rifa'i"]),
        ("wulan rifa’i", ["Sri Wulan Rifa'i"]),
        ("Sri Rejeki", []),
        ("", []),
        ("...", []),
    ],
)
def test_people_are_found_by_the_words_of_their_name(store, asked, found):
    """Accents, apostrophes and case do not matter; every word must be there."""
    put(store, an_article("b", published=NOW), an_article("a", published=LATER))
    store.readings.put(
        [
            a_reading("b", facts=(an_attendance("Budi"), an_attendance("Srí WULAN"))),
            a_reading("a", facts=(an_attendance("Sri Wulan Rifa'i"),)),
        ],
        now=NOW,
    )

    assert [hit.fact.person for hit in store.readings.find_person(asked)] == found


# Generations, questions, conversations


def test_generations_are_logged_newest_first(store):
    """Noting one again keeps when it was made."""
    record = GenerationRecord("000001", "model", "f" * 32, 3, 9, 5, NOW)
    store.generations.put(record)
    store.generations.put(replace(record, name="000002", created_at=LATER))
    store.generations.put(replace(record, revision=6, created_at=LATER))

    assert store.generations.get("000001") == replace(record, revision=6)
    assert store.generations.get("000009") is None
    assert [found.name for found in store.generations.latest()] == ["000002", "000001"]


def asked(question="siapa hadir?", **fields):
    default = {"answer": {"text": "Camat."}, "status": "answered", "kind": "attendees", "milliseconds": 4.5}
    return AskedQuestion(question, **{**default, "asked_at": NOW, "article_ids": ("a", "b"), **fields})


def test_a_question_is_kept_with_its_answer_and_feedback(store):
    """What was asked, answered and thought of it, found again by its number and by its receipt."""
    number = store.questions.put(asked(conversation="telegram:1:0:2", generation="000003"))
    assert store.questions.set_feedback(number, -1, now=LATER)
    found = store.questions.find_receipt(store.questions.receipt(number).lower())

    assert found.asked == asked(conversation="telegram:1:0:2", generation="000003")
    assert (found.id, found.feedback, found.feedback_at) == (number, -1, LATER)
    assert not store.questions.set_feedback(number + 1, 1, now=LATER)


def test_receipts_are_all_different_and_wrong_ones_lead_nowhere(store):
    """Neighbours differ, each receipt leads to its own question, and none contains a letter easily misread."""
    numbers = [store.questions.put(asked(str(n))) for n in range(30)]
    receipts = [store.questions.receipt(number) for number in numbers]

    assert len(set(receipts)) == 30
    assert not set("".join(receipts)) & set("01ILOU")
    assert [store.questions.find_receipt(receipt).asked.question for receipt in receipts] == [str(n) for n in range(30)]
    assert [store.questions.find_receipt(wrong) for wrong in ("", "ABC", "000000", "ZZZZZZ", "22222é")] == [None] * 5


def test_old_questions_and_those_of_one_person_are_forgotten(store):
    """Retention drops by age, /lupakan by conversation; numbers are not given out twice."""
    store.questions.put(asked("lama", asked_at=NOW))
    store.questions.put(asked("baru", asked_at=LATER))
    last = store.questions.put(asked("milik orang", asked_at=LATER, conversation="x"))

    assert store.questions.purge(LATER) == 1
    assert store.questions.forget("x") == 1
    assert [found.asked.question for found in store.questions.recent()] == ["baru"]
    assert store.questions.put(asked()) > last


def test_recent_questions_can_be_of_one_status(store):
    """What the archive lacks is read from the questions it could not answer."""
    for number, status in enumerate(["answered", "not_covered", "answered", "not_covered"]):
        store.questions.put(asked(str(number), status=status))

    assert [found.asked.question for found in store.questions.recent(status="not_covered")] == ["3", "1"]
    assert len(store.questions.recent(limit=3)) == 3
    assert store.questions.count() == 4


def test_conversations_are_kept_apart(store):
    """By chat, topic and user, with ids as large as Telegram's."""
    key, other = ConversationKey(-1_001_234_567_890, 3, 7_000_000_001), ConversationKey(-1_001_234_567_890, 4, 1)
    store.conversations.put(key, {"riwayat": ["siapa?"]}, now=NOW)
    store.conversations.put(key, {"riwayat": ["siapa?", "kapan?"]}, now=NOW)
    store.conversations.put(other, {"riwayat": []}, now=LATER)

    assert store.conversations.get(key) == {"riwayat": ["siapa?", "kapan?"]}
    assert store.conversations.purge(LATER) == 1
    assert store.conversations.get(key) == {}
    store.conversations.clear(other)
    assert store.conversations.get(other) == {}


# Transactions and trouble


def test_a_transaction_is_written_whole_or_not_at_all(store):
    """An error inside leaves nothing of what was written before it."""
    orphans = cut(an_article("tidak-ada"), (0, 5))

    def write():
        with store.transaction():
            put(store, an_article())
            store.chunks.put({"tidak-ada": orphans}, chunker="1")

    with pytest.raises(StoreError, match="Basis data menolak"):
        write()
    assert store.articles.count() == 0


def test_readers_go_on_while_a_batch_is_written(store):
    """Another thread sees the archive as it was until the batch is done."""
    seen = []
    with store.transaction():
        put(store, an_article())
        reader = threading.Thread(target=lambda: seen.append(store.articles.count()))
        reader.start()
        reader.join()
    assert (seen, store.articles.count()) == ([0], 1)


def test_a_store_survives_its_process(tmp_path):
    """What was committed is there when the database is opened again."""
    url = f"sqlite:///{tmp_path / 'arsip.db'}"
    first = open_store(url)
    put(first, an_article())
    first.close()
    second = open_store(url)

    assert second.articles.count() == 1
    assert second.is_sound()
    second.close()


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("bukan url", "Setelan NOTULA_DATABASE_URL salah: bukan alamat basis data yang dikenal."),
        ("abad://x", "Setelan NOTULA_DATABASE_URL salah: bukan alamat basis data yang dikenal."),
        ("mysql://x/y", "Setelan NOTULA_DATABASE_URL salah: penggerak basis data untuk alamat itu belum terpasang."),
    ],
)
def test_a_wrong_url_is_a_setting_error(url, sentence):
    """One sentence that names the variable."""
    with pytest.raises(SettingError) as caught:
        open_store(url)
    assert str(caught.value) == sentence


def test_a_database_that_cannot_be_reached_is_one_sentence(tmp_path):
    """A server that is not there and a path that leads through a file."""
    (tmp_path / "berkas").write_text("x")
    for url in ("postgresql://127.0.0.1:1/x", f"sqlite:///{tmp_path / 'berkas' / 'arsip.db'}"):
        with pytest.raises(StoreError, match="Basis data tidak dapat dibuka"):
            open_store(url)


def test_a_file_that_is_no_database_is_said_to_be_one(tmp_path):
    """Nothing is overwritten."""
    file = tmp_path / "arsip.db"
    file.write_bytes(b"bukan basis data" * 100)
    with pytest.raises(StoreError, match="Basis data rusak atau bukan basis data Notula"):
        open_store(f"sqlite:///{file}")
    assert file.read_bytes() == b"bukan basis data" * 100


def test_a_damaged_database_is_not_sound(tmp_path):
    """SQLite's own check is asked, foreign keys included."""
    file = tmp_path / "arsip.db"
    store = open_store(f"sqlite:///{file}")
    with sqlite3.connect(file) as connection:
        connection.execute("INSERT INTO cuttings VALUES ('tidak-ada', '1')")
    connection.close()

    assert not store.is_sound()
    store.close()


def test_one_writer_at_a_time(tmp_path):
    """A second writer is told at once; when the first is done, or dies, the next one may write."""
    hold = "import sys; from pathlib import Path; from data.store.lock import hold_writer_lock\n"
    hold += "with hold_writer_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(tmp_path)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="Perintah lain sedang mengubah arsip ini"), hold_writer_lock(tmp_path):
            pass
        holder.kill()
    with hold_writer_lock(tmp_path):
        assert (tmp_path / "writer.lock").exists()
