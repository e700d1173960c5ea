"""Ingest: what is stored is whole, searchable, and never embedded twice; damage is found and mended."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from records import NOW, a_record, records
from rich.console import Console
from small_models import WordEncoder, make_transformer_model

from data.article import Article
from data.errors import GenerationError, ModelError, StoreError
from data.facts import Reading
from data.readers import Failure, Record
from data.settings import Settings
from data.store.chunks import EMBEDDED
from retrieval.index.encoder import PROBES
from retrieval.index.generation import Generations
from retrieval.index.live import LiveIndex
from retrieval.ingest import Pipeline, add_sources, open_reading
from retrieval.ingest.checks import Findings, check_archive, check_some, mend
from retrieval.ingest.readers import Readers
from retrieval.ingest.show import show_progress
from retrieval.ingest.state import describe_archive
from retrieval.ingest.summary import Overall
from retrieval.reading.reader import read_article


class CountingEncoder(WordEncoder):
    """Notes which texts it was asked to embed as passages, the probes of its fingerprint aside."""

    def __init__(self, **fields):
        super().__init__(**fields)
        self.embedded = []

    def encode_passages(self, texts):
        self.embedded += [text for text in texts if text not in PROBES]
        return super().encode_passages(texts)


@pytest.fixture
def encoder():
    return CountingEncoder()


@pytest.fixture
def pipeline(store, tmp_path, encoder):
    return Pipeline(store, Generations(tmp_path), "kata", lambda name: encoder)


def found(pipeline, question, limit=3):
    index = pipeline.generations.open_current(pipeline.encoder)
    return [hit.article_id for hit in index.search(question, limit=limit)]


def indexed(pipeline):
    """Every chunk id that the index in use can find."""
    index = pipeline.generations.open_current(pipeline.encoder)
    return {hit.chunk_id for hit in index.search("rapat camat hadir desa aula", limit=1000)}


# Adding


def test_what_is_added_is_found(pipeline):
    """Articles are stored to the letter with their source, cut, embedded, read, indexed, and searchable."""
    summary = pipeline.add(records(10))

    assert (summary.read, len(summary.new), summary.generation) == (10, 10, "000001")
    assert pipeline.store.articles.get("a7") == a_record(7).article
    assert pipeline.store.articles.source("a7") == "/arsip/7.txt"
    assert found(pipeline, "rapat koordinasi banjir Tanjungrejo")[0] == "a7"
    assert indexed(pipeline) == set(pipeline.store.chunks.wanted(pipeline.encoder.fingerprint()))
    assert pipeline.store.readings.unread(pipeline.store.readings.get_many(["a7"])["a7"].version) == []
    assert check_archive(pipeline) == Findings()


def test_adding_again_does_nothing(pipeline, store, tmp_path):
    """The same records cost no embedding, no new generation, and not even the model."""
    pipeline.add(records(5))

    def refuse(name):
        raise AssertionError(name)

    again = Pipeline(store, Generations(tmp_path), "kata", refuse)
    summary = again.add(records(5))
    assert (summary.unchanged, summary.new, summary.generation) == (["a0", "a1", "a2", "a3", "a4"], [], "000001")


def test_a_changed_article_replaces_its_chunks(pipeline):
    """Exactly one changed; its old chunks are gone from store and index, the others' vectors are kept."""
    pipeline.add(records(30))
    before = indexed(pipeline)
    pipeline.encoder.embedded.clear()
    text = "Musyawarah desa membahas embung di Balai Wanasari, Senin (8/5/2023)."
    summary = pipeline.add([*records(3), replace(a_record(3), article=replace(a_record(3).article, text=text))])

    chunks = pipeline.store.chunks.of_articles(["a3"])["a3"]
    assert (summary.changed, len(summary.unchanged)) == (["a3"], 3)
    assert [chunk.text for chunk in chunks] == [text]
    assert len(pipeline.encoder.embedded) == 1
    assert {chunk.id for chunk in chunks} == indexed(pipeline) - before
    assert check_archive(pipeline) == Findings()


def test_a_new_date_needs_no_embedding(pipeline):
    """What is searched along with the text changes in the index; the vector is that of the same text."""
    pipeline.add(records(30))
    pipeline.encoder.embedded.clear()
    summary = pipeline.add([a_record(4, published=datetime(2019, 8, 17, tzinfo=UTC))])

    assert summary.changed == ["a4"]
    assert summary.generation == "000002"
    assert pipeline.encoder.embedded == []
    assert found(pipeline, "Agustus 2019")[0] == "a4"


def test_failures_and_duplicates_are_counted_beside_the_rest(pipeline):
    """One bad file skips nothing else."""
    bad = Failure("rusak.pdf", "PDF ini rusak")
    summary = pipeline.add([a_record(0), bad, a_record(0, id="salinan"), a_record(1)])

    assert (summary.read, summary.new, summary.duplicate) == (3, ["a0", "a1"], [("salinan", "a0")])
    assert summary.failures == [bad]
    assert list(pipeline.store.articles.hashes()) == ["a0", "a1"]


def test_a_url_that_no_database_could_index_is_refused(pipeline):
    """By name and reason."""
    summary = pipeline.add([a_record(0), a_record(1, url="https://contoh.id/" + "x" * 2000)])

    assert (summary.new, summary.failures) == (["a0"], [Failure("/arsip/1.txt", "Isian url melebihi 2000 karakter")])


def test_an_article_that_the_reader_fails_at_keeps_no_other_out(pipeline, monkeypatch):
    """It is reported with its source and a sentence, stays out of the archive, and comes in once it can be read."""

    def stumble(article):
        if article.id == "a1":
            raise IndexError(article.title)
        return read_article(article)

    with monkeypatch.context() as patched:
        patched.setattr("retrieval.reading.reader.read_article", stumble)
        summary = pipeline.add(records(3))
    assert (summary.new, summary.read) == (["a0", "a2"], 2)
    reason = "Isi artikel ini tidak dapat diolah pembaca fakta (IndexError)"
    assert summary.failures == [Failure("/arsip/1.txt", reason)]
    assert len(indexed(pipeline)) == 2
    assert pipeline.add(records(3)).new == ["a1"]


def test_a_batch_that_cannot_be_read_at_all_is_only_reported(pipeline, monkeypatch):
    """Nothing is stored and nothing breaks where the reader fails at every article."""

    def stumble(article):
        raise ValueError(article.id)

    monkeypatch.setattr("retrieval.reading.reader.read_article", stumble)
    summary = pipeline.add(records(2))
    assert (summary.read, len(summary.failures)) == (0, 2)
    assert pipeline.store.articles.count() == 0


def test_a_damaged_reader_is_no_fault_of_the_articles(pipeline, monkeypatch):
    """One sentence for all of them, and no article is said to be unreadable."""

    def broken(article):
        raise ModelError("rusak")

    monkeypatch.setattr("retrieval.reading.reader.read_article", broken)
    with pytest.raises(ModelError, match="rusak"):
        pipeline.add(records(2))
    assert pipeline.store.articles.count() == 0


def test_rereading_leaves_what_the_reader_fails_at_as_it_was(pipeline, monkeypatch):
    """A newer reader that stumbles over one stored article takes nothing from it and reads the others."""
    pipeline.add(records(2))
    before = pipeline.store.readings.get_many(["a0", "a1"])

    def stumble(article):
        if article.id == "a1":
            raise IndexError(article.title)
        return Reading(article.id, "newer")

    monkeypatch.setattr("retrieval.reading.reader.read_article", stumble)
    pipeline.reread(everything=True)
    after = pipeline.store.readings.get_many(["a0", "a1"])
    assert after["a0"].version == "newer"
    assert after["a1"] == before["a1"]


def test_a_dry_run_writes_nothing(pipeline):
    """It says what would be done."""
    summary = pipeline.add(records(3), dry_run=True)

    assert len(summary.new) == 3
    assert pipeline.store.articles.count() == 0
    assert pipeline.generations.current() is None


def test_progress_is_told(store, tmp_path, encoder):
    """Every stage tells how far it is, and ends at its total."""
    told = {}
    pipeline = Pipeline(
        store, Generations(tmp_path), "kata", lambda name: encoder, lambda *said: told.update({said[0]: said[1:]})
    )
    pipeline.add(records(70))

    assert told["read"] == (70, None)
    assert told["index"][0] == told["index"][1] == store.chunks.count()


def test_all_stages_have_one_bar():
    """Its end is known when all is read; it never goes back, and the index, built quickly, does not move it."""
    overall = Overall()
    assert overall.count("read", 32, None) == (32, None)
    assert overall.count("read", 40, None) == (40, None)
    assert overall.count("index", 5, 90) == (40, None)
    assert overall.count("follow", 0, 60) == (40, 100)
    assert overall.count("follow", 60, 60) == (100, 100)
    assert overall.count("index", 90, 90) == (100, 100)


def test_a_bar_is_shown_with_the_stage_it_is_in():
    """One line, that says in words what is done just now."""
    shown = io.StringIO()
    with show_progress(Console(file=shown, force_terminal=True, width=120)) as progress:
        progress("read", 40, None)
        progress("embed", 30, 60)
    assert "Menghitung vektor: 30/60" in shown.getvalue()
    assert " 70%" in shown.getvalue()


def test_what_comes_again_is_decided_when_the_batches_before_are_stored(store, tmp_path, encoder, monkeypatch):
    """Their reading was begun before that; each text is kept once, and the last edition of an article wins."""
    monkeypatch.setattr("retrieval.ingest.adding.BATCH", 1)
    with closing(Readers(2)) as readers:
        pipeline = Pipeline(store, Generations(tmp_path), "kata", lambda name: encoder, readers=readers)
        pipeline.add([a_record(0)])
        edited, copied = a_record(0, text=a_record(3).article.text), a_record(4, text=a_record(2).article.text)
        summary = pipeline.add([edited, a_record(0), a_record(2), copied])

    assert (summary.changed, summary.new, summary.duplicate) == (["a0", "a0"], ["a2"], [("a4", "a2")])
    assert pipeline.store.articles.get("a0") == a_record(0).article
    assert check_archive(pipeline) == Findings()


def test_an_interrupted_run_keeps_its_batches(pipeline, monkeypatch):
    """Whole batches stay; the next run does the rest and indexes all."""
    monkeypatch.setattr("retrieval.ingest.adding.BATCH", 4)

    def broken():
        yield from records(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.add(broken())
    assert pipeline.store.articles.count() == 8
    assert check_archive(pipeline).index

    summary = pipeline.add(records(10))
    assert (len(summary.unchanged), len(summary.new)) == (8, 2)
    assert check_archive(pipeline) == Findings()


def test_articles_that_cannot_be_embedded_are_kept_and_wait(pipeline, monkeypatch):
    """Articles, chunks and readings are stored; what is missing is said, and the next run embeds only that."""

    def fail(texts):
        raise StoreError("penuh")

    with monkeypatch.context() as failing:
        failing.setattr(pipeline.encoder, "encode_passages", fail)
        with pytest.raises(StoreError):
            pipeline.add(records(3))
    assert pipeline.store.articles.count() == 3
    waiting = len(pipeline.store.embeddings.missing_chunks(pipeline.encoder.fingerprint()))
    assert check_archive(pipeline).unembedded == waiting > 0

    pipeline.add([])
    assert len(pipeline.encoder.embedded) == waiting
    assert check_archive(pipeline) == Findings()


@pytest.fixture
def followed(pipeline, monkeypatch):
    """A pipeline for which two chunks are many, with what it told of its vectors and what could be found meanwhile."""
    monkeypatch.setattr("retrieval.ingest.pipeline.EMBEDDED_AT_ONCE", 2)
    told = []

    def listen(stage, done, total):
        if stage == "follow":
            told.append((done, total, found(pipeline, "rapat koordinasi banjir Tanjungrejo", limit=1)))

    pipeline.progress = listen
    return pipeline, told


def test_many_new_articles_can_be_asked_about_while_vectors_follow(followed):
    """The index that words can search is in use before the first vector is there, and the whole one at the end."""
    pipeline, told = followed
    pipeline.add(records(10))
    total = told[0][1]
    assert [done for done, _, _ in told] == [*range(0, total, 2), total]
    assert all(best == ["a7"] for _, _, best in told)
    assert pipeline.is_up_to_date()
    assert pipeline.generations.current() == "000002"
    assert check_archive(pipeline) == Findings()


@pytest.mark.parametrize("portions", [0, 2])
def test_vectors_go_on_where_a_kill_stopped_them(followed, encoder, portions, store, tmp_path):
    """Before the first portion or after some: status and verify know what waits, and no text is embedded twice."""
    pipeline, _ = followed
    encode, calls = encoder.encode_passages, []

    def stop(texts):
        if len(texts) <= 2 and texts[0] not in PROBES:
            calls.append(texts)
            if len(calls) > portions:
                raise KeyboardInterrupt
        return encode(texts)

    encoder.encode_passages = stop
    with pytest.raises(KeyboardInterrupt):
        pipeline.add(records(10))
    encoder.encode_passages = encode
    waiting = len(store.embeddings.missing_chunks(encoder.fingerprint()))
    assert not pipeline.is_up_to_date()
    state = describe_archive(Settings(home=tmp_path, model="kata"), store, pipeline.generations)
    assert (state.pending, state.is_up_to_date) == (waiting, False)
    assert check_archive(pipeline).unembedded == waiting

    again = Pipeline(store, Generations(tmp_path), "kata", lambda name: encoder)
    again.refresh()
    assert len(encoder.embedded) == len(set(encoder.embedded))
    assert check_archive(again) == Findings()


def test_only_articles_on_meetings_are_embedded_whole(pipeline):
    """Of other news the first chunk speaks, and all chunks are found by words."""
    news = Article("cuaca", "Hujan turun di pesisir sejak pagi dan nelayan tidak melaut.\n" * 40, title="Cuaca")
    pipeline.add([Record(news, "/arsip/cuaca.txt"), a_record(1)])
    chunks = pipeline.store.chunks.of_articles(["cuaca", "a1"])
    stamps = pipeline.store.chunks.wanted(pipeline.encoder.fingerprint())
    embedded = {key: [stamps[chunk.id].endswith(EMBEDDED) for chunk in found] for key, found in chunks.items()}
    assert embedded["cuaca"] == [True] + [False] * (len(chunks["cuaca"]) - 1)
    assert len(embedded["cuaca"]) > 2
    assert all(embedded["a1"])
    assert check_archive(pipeline) == Findings()


def test_a_model_with_a_window_never_gets_too_long_a_chunk(store, tmp_path):
    """Chunks are cut for the model that embeds them."""
    from retrieval.index.chunker import embedding_text
    from retrieval.index.models import load_encoder

    model = make_transformer_model(tmp_path / "model", window=128)
    pipeline = Pipeline(store, Generations(tmp_path), str(model), load_encoder)
    pipeline.add(records(2))
    chunks = [chunk for chunks in store.chunks.of_articles(["a0", "a1"]).values() for chunk in chunks]

    assert len(chunks) > 2
    assert all(pipeline.encoder.fits(embedding_text(chunk)) for chunk in chunks)


# Removing, rereading, rebuilding


def test_a_removed_article_is_not_found_any_more(pipeline):
    """Gone from store and index."""
    pipeline.add(records(8))

    assert pipeline.remove(["a7", "tidak-ada"]) == 1
    assert "a7" not in found(pipeline, "rapat koordinasi banjir Tanjungrejo", limit=50)
    assert check_archive(pipeline) == Findings()


def test_removing_everything_leaves_an_empty_index(pipeline):
    """Questions are still answered: with nothing."""
    pipeline.add(records(2))
    pipeline.remove(["a0", "a1"])

    assert found(pipeline, "rapat") == []
    assert check_archive(pipeline) == Findings()


def test_an_empty_archive_needs_nothing(pipeline):
    """No articles, no index, nothing wrong."""
    assert pipeline.refresh() is None
    assert pipeline.rebuild() is None
    assert check_archive(pipeline) == Findings()


def test_rereading_changes_facts_without_embedding(pipeline, monkeypatch):
    """A newer reader's reading replaces the older one's; where regions changed, the index follows."""
    pipeline.add(records(30))
    pipeline.encoder.embedded.clear()

    def read(article):
        regions = (
            ("1504",) if article.id == "a2" else pipeline.store.readings.get_many([article.id])[article.id].regions
        )
        return Reading(article.id, "baru", regions=regions)

    monkeypatch.setattr("retrieval.reading.reader.READER_VERSION", "baru")
    monkeypatch.setattr("retrieval.reading.reader.read_article", read)

    assert list(check_archive(pipeline).unread)[:2] == ["a0", "a1"]
    assert pipeline.reread() == 30
    assert pipeline.reread() == 0
    assert pipeline.reread(everything=True) == 30
    assert pipeline.encoder.embedded == []
    assert found(pipeline, "Batang Hari", limit=1) == ["a2"]
    assert check_archive(pipeline) == Findings()


def test_a_rebuild_for_another_model_replaces_the_index_at_its_end(store, tmp_path, pipeline):
    """The old index serves until then; another model than the index's is refused by `add` with the command to run."""
    pipeline.add(records(10))
    other = Pipeline(store, Generations(tmp_path), "lain", lambda name: CountingEncoder(name="lain", dimension=24))

    with pytest.raises(GenerationError, match="dibuat dengan model kata, sedangkan setelan memakai lain"):
        other.add([a_record(11)])
    assert store.articles.count() == 10
    assert other.rebuild() == "000002"
    assert found(other, "rapat koordinasi banjir Tanjungrejo")[0] == "a7"
    assert check_archive(other) == Findings()
    assert set(store.embeddings.fingerprints()) == {other.encoder.fingerprint(), pipeline.encoder.fingerprint()}


def test_a_rebuild_embeds_nothing_twice(pipeline):
    """Vectors are kept by text and model."""
    pipeline.add(records(10))
    pipeline.encoder.embedded.clear()

    assert pipeline.rebuild() == "000002"
    assert pipeline.encoder.embedded == []


def test_a_running_reader_takes_the_new_index_up(pipeline):
    """A LiveIndex finds what was added after it was opened."""
    pipeline.add(records(5))
    live = LiveIndex(pipeline.generations, pipeline.encoder)
    pipeline.add([a_record(7)])

    assert live.refresh().search("rapat koordinasi banjir Tanjungrejo", limit=1)[0].article_id == "a7"


# Checking and mending


def execute(store, statement):
    from sqlalchemy import text

    with store._transactions.writing() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE articles SET text = 'Rapat lain.' WHERE id = 'a1'", "isinya tidak lagi sama dengan saat dimasukkan"),
        ("UPDATE chunks SET start = start + 1", "potongannya tidak cocok dengan teksnya"),
        ("DELETE FROM cuttings WHERE article_id = 'a1'", "belum dipotong untuk model ini"),
        ("DELETE FROM readings", "belum dibaca isinya oleh pembaca versi ini"),
        ("DELETE FROM embeddings", "potongan belum memiliki vektor dari model ini"),
        ("DELETE FROM chunks WHERE article_id = 'a1'", "potongannya tidak cocok dengan teksnya"),
    ],
)
def test_damage_in_the_store_is_found_and_mended(pipeline, damage, said):
    """Whatever is derived from the articles can be made again from them."""
    pipeline.add(records(5))
    execute(pipeline.store, damage)
    findings = check_archive(pipeline)
    mend(pipeline, findings)

    assert said in " ".join(findings.sentences())
    assert check_archive(pipeline) == Findings()
    assert found(pipeline, "rapat koordinasi stok pangan Sukamaju")[0] == "a0"


def test_facts_outside_the_text_are_found_and_mended(pipeline):
    """A reading that does not belong to its text is read again."""
    from data.facts import Fact, FactKind

    pipeline.add(records(3))
    version = pipeline.store.readings.get_many(["a0"])["a0"].version
    wrong = Reading("a0", version, facts=(Fact(FactKind.THEME, "pangan", 0, 99_999, "uji"),))
    pipeline.store.readings.put([wrong], now=NOW)
    findings = check_archive(pipeline)
    mend(pipeline, findings)

    assert findings == Findings(misread=("a0",))
    assert check_archive(pipeline) == Findings()


def test_a_damaged_index_is_found_and_mended(pipeline):
    """A file of the generation in use that lost its end."""
    pipeline.add(records(5))
    file = next((pipeline.generations.folder / "000001").glob("dense*"))
    file.write_bytes(file.read_bytes()[:-10])
    findings = check_archive(pipeline)
    mend(pipeline, findings)

    assert len(findings.index) == 1
    assert check_archive(pipeline) == Findings()
    assert pipeline.generations.current() == "000002"


def test_a_text_that_was_altered_counts_as_changed_when_it_comes_in_again(pipeline):
    """Mending takes the altered text for what it is; adding its source again brings the right one back."""
    pipeline.add(records(3))
    execute(pipeline.store, "UPDATE articles SET text = 'Rapat lain.' WHERE id = 'a1'")
    mend(pipeline, check_archive(pipeline))

    assert pipeline.add(records(3)).changed == ["a1"]
    assert pipeline.store.articles.get("a1") == a_record(1).article


def test_an_everyday_check_finds_what_it_looks_at(pipeline, monkeypatch):
    """It says the same of the articles it draws, and looks for missing vectors where something changed."""
    pipeline.add(records(3))
    assert check_some(pipeline, Random(0)) == Findings()
    execute(pipeline.store, "UPDATE articles SET text = 'Rapat lain.' WHERE id = 'a1'")
    assert check_some(pipeline, Random(0)).altered == ("a1",)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "refresh", lambda: None)
        pipeline.add([a_record(4)])
    found = check_some(pipeline, Random(0))
    assert found.unembedded == len(pipeline.store.chunks.of_articles(["a4"])["a4"])
    assert len(found.index) == 1


@pytest.mark.parametrize("change", ["one more", "one less"])
def test_what_changed_alone_is_asked_for(pipeline, monkeypatch, change):
    """One article more or less is indexed without looking at the others, and all fits as after a whole comparison."""
    pipeline.add(records(30))
    asked, wanted = [], pipeline.store.chunks.wanted

    def note(fingerprint, *, article_ids=None):
        asked.append(article_ids)
        return wanted(fingerprint, article_ids=article_ids)

    with monkeypatch.context() as patched:
        patched.setattr(pipeline.store.chunks, "wanted", note)
        pipeline.add([a_record(30)]) if change == "one more" else pipeline.remove(["a3"])
    assert asked == [{"a30"} if change == "one more" else {"a3"}]
    assert pipeline.generations.manifest().derived == 1
    assert check_archive(pipeline) == Findings()


# Opening by settings


@pytest.fixture
def home(tmp_path, monkeypatch):
    from small_models import make_static_model

    for name in ("NOTULA_HOME", "NOTULA_DATABASE_URL", "NOTULA_MODEL"):
        monkeypatch.delenv(name, raising=False)
    model = make_static_model(tmp_path / "model")
    return Settings(home=tmp_path / "rumah", model=str(model), max_article_characters=500)


def test_sources_are_added_by_the_settings(home, tmp_path):
    """A file goes into the home's archive; one over the limit is named with its reason."""
    (tmp_path / "rakor.txt").write_text(a_record(0).article.text)
    (tmp_path / "panjang.txt").write_text("Rapat. " * 100)
    summary = add_sources(home, [str(tmp_path / "rakor.txt"), str(tmp_path / "panjang.txt")])

    assert summary.new == ["rakor.txt"]
    assert [failure.reason for failure in summary.failures] == ["Teksnya melebihi batas 500 karakter"]
    with open_reading(home) as store:
        state = describe_archive(home, store, Generations(home.home))
        assert store.articles.source("rakor.txt") == str(tmp_path / "rakor.txt")
    assert (state.articles, state.generation, state.is_up_to_date) == (1, "000001", True)


def test_the_state_tells_when_the_index_lags(home, tmp_path):
    """Removing behind the index's back makes it old; an empty home is up to date."""
    with open_reading(home) as store:
        assert describe_archive(home, store, Generations(home.home)).is_up_to_date
    (tmp_path / "rakor.txt").write_text(a_record(0).article.text)
    add_sources(home, [str(tmp_path / "rakor.txt")])
    with open_reading(home) as store:
        store.articles.remove(["rakor.txt"])
        assert not describe_archive(home, store, Generations(home.home)).is_up_to_date
