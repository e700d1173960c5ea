"""Several workers give what one process gives, each article once, whatever ends them in the midst."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial

import pytest
from bulk_targets import POISON, work_or_end
from postgresql_server import migrated_database
from records import NOW, a_record, records
from small_models import WordEncoder

from data.article import Article
from data.errors import StoreError
from data.facts import Reading
from data.readers import Record
from data.settings import Settings
from data.store import Current, Queue, open_store
from data.wording import archive as wording
from retrieval.index.encoder import PROBES
from retrieval.index.generation import Generations
from retrieval.ingest import Pipeline, add_sources, open_alone
from retrieval.ingest.bulk import deriving, work, worker, working
from retrieval.ingest.bulk.crew import Crew
from retrieval.ingest.bulk.worker import MOST_TRIES, Worker
from retrieval.ingest.checks import Findings, check_archive
from retrieval.ingest.cutting import cutting_version
from retrieval.ingest.readers import Readers
from retrieval.reading import reader
from tests.waiting import LONGEST

MANY = [*records(18), a_record(3, id="lain", text="Harga beras turun.")]
ENCODER = WordEncoder()
FINGERPRINT = ENCODER.fingerprint()
CURRENT = Current(reader.READER_VERSION, cutting_version(ENCODER), FINGERPRINT)


class Killed(BaseException):
    """Ends a worker in the midst, as a kill does: nothing catches it, and its transaction is lost."""


def pipeline_of(store, home):
    return Pipeline(store, Generations(home), "kata", lambda name: ENCODER, clock=lambda: NOW)


@pytest.fixture
def database():
    return migrated_database()


@pytest.fixture
def store(database):
    """An empty store on PostgreSQL."""
    opened = open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def pipeline(store, tmp_path):
    return pipeline_of(store, tmp_path / "rumah")


@pytest.fixture(scope="module")
def alone(tmp_path_factory, migrated_file):
    """What one process that does everything gives for MANY: readings, vectors, and what the index finds."""
    folder = tmp_path_factory.mktemp("sendiri")
    with closing(open_store(f"sqlite:///{shutil.copy(migrated_file, folder / 'arsip.db')}")) as store:
        pipeline = pipeline_of(store, folder)
        pipeline.add(MANY)
        return content_of(pipeline)


def content_of(pipeline):
    store = pipeline.store
    chunk_ids, vectors = store.embeddings.matrix(FINGERPRINT)
    readings = store.readings.get_many(store.articles.hashes())
    hits = pipeline.generations.open_current(ENCODER).search("rapat koordinasi banjir Tanjungrejo", limit=50)
    found = [(hit.chunk_id, round(hit.score, 6)) for hit in hits]
    return readings, chunk_ids.tolist(), vectors.tolist(), store.chunks.wanted(FINGERPRINT), found


def work_off(store, *, count=1):
    """Workers in threads until nothing waits; one that is killed is missed by nobody."""
    killed = []

    def run():
        try:
            one = Worker(store, ENCODER, clock=lambda: NOW)
            while one.step() or store.waiting.queue().waiting:
                pass
        except Killed as end:
            killed.append(end)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST)
    return len(killed)


@contextmanager
def counted(monkeypatch):
    """How often each article was read."""
    times = {}
    read = reader.read_article

    def count(article):
        times[article.id] = times.get(article.id, 0) + 1
        return read(article)

    with monkeypatch.context() as patched:
        patched.setattr(reader, "read_article", count)
        yield times


def test_two_workers_give_what_one_process_gives(store, pipeline, alone, monkeypatch):
    """The same readings, vectors and index; every article is read once, and nothing waits at the end."""
    summary = pipeline.add(MANY, later=True)
    assert (len(summary.new), summary.generation, store.waiting.queue()) == (19, None, Queue(19, 0))
    assert store.readings.get_many(["a1"]) == {}
    with counted(monkeypatch) as times:
        work_off(store, count=2)
    pipeline.settle()

    assert times == dict.fromkeys(store.articles.hashes(), 1)
    assert store.waiting.queue() == Queue(0, 0)
    assert check_archive(pipeline) == Findings()
    assert content_of(pipeline) == alone


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (worker, "derive"),
        (deriving, "cut_articles"),
        (worker, "put_derived"),
        (deriving, "put_chunks"),
    ],
)
def test_a_kill_between_taking_and_storing_loses_and_doubles_nothing(store, pipeline, alone, monkeypatch, owner, name):
    """Before reading, after it, before storing and in the midst of it: the next worker does the batch again."""
    pipeline.add(MANY, later=True)
    original, calls = getattr(owner, name), []

    def kill_once(*arguments, **named):
        calls.append(name)
        if len(calls) == 2:
            raise Killed
        return original(*arguments, **named)

    monkeypatch.setattr(owner, name, kill_once)
    assert work_off(store) == 1
    left = store.waiting.queue().waiting
    assert 0 < left < 19
    assert len(store.readings.get_many(store.articles.hashes())) == 19 - left
    work_off(store)
    pipeline.settle()
    assert check_archive(pipeline) == Findings()
    assert content_of(pipeline) == alone


def test_an_article_that_ends_its_worker_each_time_is_given_up(store, pipeline, monkeypatch):
    """After some tries, with a reason; those that were taken up with it are finished, and it may be tried again."""
    pipeline.add(records(5), later=True)
    read, ended = reader.read_article, []

    def end(article):
        if article.id == "a2":
            ended.append(article)
            raise Killed
        return read(article)

    with monkeypatch.context() as patched:
        patched.setattr(reader, "read_article", end)
        while work_off(store):
            pass
    assert len(ended) == MOST_TRIES
    assert store.waiting.queue() == Queue(waiting=0, given_up=1)
    assert store.waiting.given_up(limit=9) == {"a2": "Pekerja terhenti 3 kali saat mengolah artikel ini"}
    assert sorted(store.readings.get_many(store.articles.hashes())) == ["a0", "a1", "a3", "a4"]
    pipeline.settle()
    assert check_archive(pipeline) == Findings()

    assert store.waiting.retry() == 1
    work_off(store)
    pipeline.settle()
    assert (store.waiting.queue(), check_archive(pipeline)) == (Queue(0, 0), Findings())


def test_processes_that_an_article_ends_are_replaced_until_it_is_given_up(database, store, pipeline):
    """Real ones, by SIGKILL: the server lets their articles go by itself."""
    pipeline.add([*records(3), Record(Article(POISON, "Harga cabai naik."), "/arsip/p.txt")], later=True)
    with closing(Crew(1, partial(work_or_end, database))) as crew:
        while crew.look(LONGEST):
            pass
    assert store.waiting.queue() == Queue(waiting=0, given_up=1)
    assert sorted(store.readings.get_many(store.articles.hashes())) == ["a0", "a1", "a2"]


def test_an_article_that_cannot_be_read_is_given_up_at_once(store, pipeline, monkeypatch):
    """Its reason is known; the others of its batch are stored."""

    def stumble(article):
        if article.id == "a1":
            raise IndexError(article.title)
        return Reading(article.id, reader.READER_VERSION)

    pipeline.add(records(3), later=True)
    monkeypatch.setattr(reader, "read_article", stumble)
    work_off(store)
    assert store.waiting.given_up(limit=9) == {"a1": wording.not_readable("IndexError")}
    assert sorted(store.readings.get_many(["a0", "a1", "a2"])) == ["a0", "a2"]


def test_what_an_older_reader_read_is_read_again_and_not_embedded(store, pipeline, monkeypatch):
    """Whom it is about is looked at again at the end."""
    pipeline.add(records(5))
    before = store.embeddings.fingerprints(), store.chunks.wanted(FINGERPRINT)
    old = [replace(reading, version="0") for reading in store.readings.get_many(["a1", "a3"]).values()]
    store.readings.put(old, now=NOW)
    store.waiting.fill(CURRENT)
    assert store.waiting.queue() == Queue(2, 0)
    encode, embedded = ENCODER.encode_passages, []
    monkeypatch.setattr(ENCODER, "encode_passages", lambda texts: embedded.extend(texts) or encode(texts))
    with counted(monkeypatch) as times:
        work_off(store)
    assert (times, set(embedded) - set(PROBES)) == ({"a1": 1, "a3": 1}, set())
    pipeline.settle()
    assert (store.embeddings.fingerprints(), store.chunks.wanted(FINGERPRINT)) == before
    assert store.people.unlinked("1") == []
    assert check_archive(pipeline) == Findings()


def test_what_changed_is_read_at_once_and_its_vectors_wait(store, pipeline):
    """No answer quotes the new text by the places of the old one."""
    pipeline.add(records(3))
    changed = a_record(1, text="Musyawarah desa membahas embung di Balai Wanasari, Senin (8/5/2023).")
    summary = pipeline.add([changed, a_record(9)], later=True)
    assert (summary.changed, summary.new, store.waiting.queue()) == (["a1"], ["a9"], Queue(2, 0))
    assert [chunk.text for chunk in store.chunks.of_articles(["a1"])["a1"]] == [changed.article.text]
    work_off(store)
    pipeline.settle()
    assert check_archive(pipeline) == Findings()


def test_adding_alone_leaves_what_waits_to_workers(store, pipeline):
    """What somebody adds meanwhile is found at once."""
    pipeline.add(records(3), later=True)
    summary = pipeline.add([a_record(9)])
    assert (summary.new, summary.generation, store.waiting.queue()) == (["a9"], "000001", Queue(3, 0))
    assert sorted(store.readings.get_many(store.articles.hashes())) == ["a9"]
    assert check_archive(pipeline).sentences() == [wording.problem_count(3, wording.WAITING)]


def test_what_is_ready_is_indexed_before_the_end(store, pipeline, tmp_path, database, monkeypatch):
    """When as much again is ready as there was; how far all workers are is told from SQL."""
    monkeypatch.setattr(working, "LEAST_INDEXED", 8)
    told = []
    pipeline.progress = lambda *said: told.append(said)
    pipeline.add(MANY, later=True)
    told.clear()
    settings = Settings(home=tmp_path / "rumah", database_url=database, model="kata")
    run, one = working.Run(settings, pipeline, workers=1, indexes=True), Worker(store, ENCODER)
    run.look()
    for generation in ("000001", "000002", "000002"):
        one.step()
        run.look()
        assert pipeline.generations.current() == generation
        with open_alone(settings):  # another writer comes between
            pass
    assert [said for said in told if said[0] == "work"] == [("work", done, 19) for done in (0, 8, 16, 19)]


@pytest.mark.parametrize("deed", ["remove", "change"])
def test_who_removes_or_changes_an_article_waits_for_its_worker(store, pipeline, deed):
    """Neither is undone by the other, whoever came first."""
    pipeline.add(records(2), later=True)
    edited = a_record(1, text="Musyawarah desa membahas embung di Balai Wanasari, Senin (8/5/2023).")
    do = {"remove": lambda: pipeline.remove(["a1"]), "change": lambda: pipeline.add([edited])}[deed]
    thread = threading.Thread(target=do)
    with store.transaction():
        taken = store.waiting.take(2)
        thread.start()
        articles = list(store.articles.get_many(taken).values())
        deriving.put_derived(store, deriving.derive(store, ENCODER, articles, Readers()), ENCODER, now=NOW)
        store.waiting.drop(taken)
    thread.join(LONGEST)

    kept = {"remove": None, "change": edited.article}[deed]
    assert store.articles.get("a1") == kept
    assert store.waiting.queue() == Queue(0, 0)
    pipeline.settle()
    assert check_archive(pipeline) == Findings()


def test_sqlite_refuses_to_be_shared_by_workers(tmp_path):
    """In one sentence that says what to do instead; nothing is stored."""
    settings = Settings(home=tmp_path / "rumah")
    with pytest.raises(StoreError, match="add --workers"):
        work(settings)
    file = tmp_path / "artikel.txt"
    file.write_text("Harga cabai naik.")
    with pytest.raises(StoreError, match="add --workers"):
        add_sources(settings, [str(file)], later=True)
    with closing(open_store(settings.database)) as store:
        assert store.articles.count() == 0
