"""An index on Milvus gives what the local one gives, and is the old one or the new one whatever is cut short."""

from __future__ import annotations

import shutil
from functools import partial

import pytest
from builders import open_archive
from milvus_archive import ENCODER, TEXTS, Archive, build, open_file, serving

from data.errors import GenerationError
from data.settings import Settings
from data.wording import index as index_wording
from retrieval.answering.engine import Engine
from retrieval.index.fusion import Calibration, write_calibration
from retrieval.index.generation import Generations
from retrieval.index.live import LiveIndex
from retrieval.index.milvus import columns, editions, open_milvus, writing
from retrieval.index.milvus.server import Server
from retrieval.ingest import open_writing

QUESTIONS = ("rapat koordinasi banjir", "siapa camat yang hadir", "panen", "hasil 2 kali", "kantor", "xyzzy", "…", "")
ASKED = (
    "siapa yang hadir di rakor banjir Demak?",
    "rapat apa saja di Demak tahun 2024?",
    "ada rapat apa tentang stunting di Bantul?",
)
CHANGED = {name: text for name, text in TEXTS.items() if name != "panen"} | {
    "jalan": "Rapat di kantor desa membahas jembatan. Camat hadir.",
    "zakat": "Baznas Seruni menyalurkan zakat di aula kantor bupati.",
}


def found(index, questions=QUESTIONS):
    """What an index finds, scores rounded to what both engines compute alike."""
    return {q: [(h.chunk_id, round(h.score, 4), round(h.lexical, 3)) for h in index.search(q)] for q in questions}


def found_locally(folder, archive):
    generations = Generations(folder / "local")
    build(generations, archive, full=True)
    return found(generations.open_current(ENCODER))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An index that nobody changes."""
    generations = open_file(tmp_path_factory.mktemp("built"))
    build(generations, Archive())
    return generations


# The same answers


@pytest.mark.parametrize(
    "is_embedded",
    [lambda chunk: True, lambda chunk: chunk.start < 3, lambda chunk: False],
    ids=["all", "leads", "none"],
)
def test_both_engines_find_alike(tmp_path, is_embedded):
    """Chunks, order and scores are the local index's, with vectors for all chunks, for the first ones, or for none."""
    archive, generations = Archive(embedded=is_embedded), open_file(tmp_path)
    build(generations, archive)
    assert found(generations.open_current(ENCODER)) == found_locally(tmp_path, archive)


def test_many_chunks_are_searched_through_a_graph(tmp_path, monkeypatch):
    """Beyond what is compared one by one the same is found, and the graph is asked for as many as are wanted."""
    monkeypatch.setattr(columns, "EXACT_CHUNKS", 0)
    monkeypatch.setattr(columns, "VISITED", 1)
    generations = open_file(tmp_path)
    build(generations, Archive())
    assert columns.chunk_indexes(1)[1].kind == "HNSW"
    assert found(generations.open_current(ENCODER)) == found_locally(tmp_path, Archive())


def test_hits_know_their_place(built):
    """A hit carries its article, its span and both scores."""
    index = built.open_current(ENCODER)
    hit = index.search("tanggul desa", limit=1)[0]
    assert TEXTS[hit.article_id][hit.start : hit.end].startswith("Tanggul desa")
    assert (len(index), index.name, hit.lexical > 0, hit.dense > 0) == (len(Archive().chunks), "m000001", True, True)


def test_articles_with_a_wording_are_found(built):
    """All stems of one wording, in one chunk, as the local index finds them; unknown ones find nothing."""
    index = built.open_current(ENCODER)
    assert index.articles_with([("camat",)]) == {"panen", "pemilu", "jalan"}
    assert index.articles_with([("rapat", "koordinasi"), ("kpu",)]) == {"banjir", "pemilu"}
    assert index.articles_with([("panen",), ("kpu",), ("rapat", "camat"), ("camat", "camat")]) == {*TEXTS} - {"banjir"}
    assert [index.articles_with(wordings) for wordings in ([("rapat", "xyzzy")], [("kpu", "banjir")], [])] == [
        set()
    ] * 3


def test_the_calibration_in_the_home_sets_the_weight(tmp_path, built, monkeypatch):
    """The dense side counts as much as it does locally."""
    write_calibration(tmp_path / "fusion.json", Calibration(ENCODER.fingerprint(), 0.25))
    monkeypatch.setattr(built, "_home", tmp_path)
    assert built.open_current(ENCODER).dense_weight == 0.25


# Generations


def test_an_empty_server_has_no_generation(tmp_path):
    """Nothing is in use, nothing can be opened, and only an archive that wants chunks misses them."""
    generations = open_file(tmp_path)
    generations.catch_up()
    assert (generations.current(), generations.mark(), generations.check({})) == (None, None, [])
    assert generations.check(Archive().wanted) == [index_wording.INDEX_MISSING]
    with pytest.raises(GenerationError, match="Indeks belum ada"):
        generations.open_current(ENCODER)


def test_changes_give_what_a_whole_build_gives(tmp_path):
    """Removed, changed and new articles: hits, word counts and manifest are those of an index built of them alone."""
    generations, changed = open_file(tmp_path), Archive(CHANGED)
    build(generations, Archive({**TEXTS, **{f"lain{n}": f"Pasar ke-{n} ramai." for n in range(40)}}))
    rest = {f"lain{n}": f"Pasar ke-{n} ramai." for n in range(40)}
    changed = Archive({**CHANGED, **rest})
    assert build(generations, changed) == "m000002"
    follower, manifest = generations.open_current(ENCODER), generations.manifest()
    assert (manifest.derived, generations.check(changed.wanted, encoder=ENCODER)) == (1, [])
    assert build(generations, changed, full=True) == "m000003"
    whole = generations.open_current(ENCODER)
    counts = [
        (index.vocabulary.frequency("camat"), index.vocabulary.stem_frequency("zakat")) for index in (follower, whole)
    ]
    assert counts[0] == counts[1]
    assert [h.chunk_id for h in follower.search("rapat camat")] == [h.chunk_id for h in whole.search("rapat camat")]
    again = generations.manifest()
    assert (manifest.chunks, manifest.vectors, manifest.articles) == (again.chunks, again.vectors, again.articles)


def test_only_what_changed_need_be_given(tmp_path, monkeypatch):
    """Renewing by the articles that changed, and by their chunks alone, gives what building from all gives."""
    monkeypatch.setattr(writing, "MOST_CHANGED", 9)
    generations, changed = open_file(tmp_path), Archive(CHANGED)
    assert generations.renew(["jalan"], {}, Archive().fetch, encoder=ENCODER) is None
    build(generations, Archive())
    articles = ["panen", "jalan", "zakat"]
    wanted = {key: stamp for key, stamp in changed.wanted.items() if changed.chunks[key].article_id in articles}
    assert generations.renew(articles, wanted, changed.fetch, encoder=ENCODER) == "m000002"
    assert generations.check(changed.wanted, encoder=ENCODER) == []
    assert (generations.manifest().articles, generations.manifest().vectors) == (len(CHANGED), len(changed.wanted))
    assert generations.renew(articles, wanted, changed.fetch, encoder=ENCODER) == "m000002"
    monkeypatch.setattr(writing, "MOST_CHANGED", 0)
    assert generations.renew(["zakat"], {}, changed.fetch, encoder=ENCODER) is None
    assert (build(generations, changed), generations.current()) == ("m000002", "m000002")


def test_a_server_that_started_anew_is_built_upon(tmp_path, monkeypatch):
    """What changed follows the generation that a server kept while it was off, and is searched."""
    monkeypatch.setattr(writing, "MOST_CHANGED", 9)
    for archive, name in ((Archive(), "m000001"), (Archive(CHANGED), "m000002")):
        with serving(tmp_path) as port:
            generations = open_milvus(f"http://127.0.0.1:{port}", home=tmp_path)
            assert build(generations, archive) == name
    assert generations.manifest().derived == 1


def test_nothing_is_built_where_nothing_changed(built):
    """The generation in use stays."""
    assert (build(built, Archive()), built.current()) == ("m000001", "m000001")


def test_an_open_index_stays_as_it_was(tmp_path, monkeypatch):
    """Who searches the earlier generation goes on with it; the one before that is removed."""
    monkeypatch.setattr(writing, "MOST_CHANGED", 9)
    generations = open_file(tmp_path)
    build(generations, Archive())
    old = generations.open_current(ENCODER)
    before = found(old)
    build(generations, Archive(CHANGED))
    assert found(old) == before
    build(generations, Archive({"zakat": CHANGED["zakat"]}))
    assert list(generations._editions.collections()) == [2, 3]
    assert {h.article_id for h in generations.open_current(ENCODER).search("camat zakat rapat")} == {"zakat"}


def test_another_stamp_gives_a_chunk_its_vector(tmp_path, monkeypatch):
    """What was found by its words alone is found by its meaning once the vectors are there."""
    monkeypatch.setattr(writing, "MOST_CHANGED", 1)
    generations = open_file(tmp_path)
    build(generations, Archive(embedded=lambda chunk: False))
    assert {h.dense for h in generations.open_current(ENCODER).search("banjir")} == {0.0}
    build(generations, Archive(stamp="vektor"))
    assert (generations.manifest().derived, generations.manifest().vectors) == (1, len(Archive().chunks))
    assert found(generations.open_current(ENCODER)) == found_locally(tmp_path, Archive())


class CutError(Exception):
    """The process ends here."""


@pytest.mark.parametrize(("change", "most"), [("follow", 9), ("whole", 0)])
def test_a_kill_at_any_write_leaves_the_old_or_the_new(tmp_path, monkeypatch, change, most):
    """Before each single write that a build makes: whoever opens then finds the old chunks or the new ones, all of
    them, and building again gives the new ones."""
    monkeypatch.setattr(writing, "MOST_CHANGED", most)
    monkeypatch.setattr(editions, "PIECE", 8_000)
    old, new = (Archive({name: texts[name] for name in ("banjir", "jalan")}) for texts in (TEXTS, CHANGED))
    generations, writes, seen = open_file(tmp_path), Writes(monkeypatch), []
    build(generations, old)
    while writes.cut_after(len(seen), partial(build, generations, new)):
        opened = open_again(generations)
        seen.append("old" if opened.current() == generations.current() else "new")
        assert opened.check((old if seen[-1] == "old" else new).wanted, encoder=ENCODER) == []
        build(opened, new)
        generations.catch_up()
        old, new = new, old
    assert (seen[0], seen[-1], seen) == ("old", "new", sorted(seen, reverse=True))
    assert len(generations._server.names()) == (3 if change == "whole" else 2)


class Writes:
    """Counts what is written to the server; once nothing is `left`, the next write ends the process."""

    def __init__(self, monkeypatch):
        self.left = None
        for name in ("create", "put", "delete", "drop"):
            monkeypatch.setattr(Server, name, self._counting(getattr(Server, name)))

    def cut_after(self, count, work):
        """Whether some work ended after so many writes, and not by itself."""
        self.left = count
        try:
            work()
        except CutError:
            return True
        finally:
            self.left = None
        return False

    def _counting(self, write):
        def run(*arguments, **options):
            if self.left is not None:
                if not self.left:
                    raise CutError
                self.left -= 1
            return write(*arguments, **options)

        return run


def open_again(generations):
    """The same index, as another process would find it."""
    opened = open_milvus(generations._server._connection._url, home=generations._home)
    opened.catch_up()
    return opened


# The whole system


def test_an_archive_moves_to_milvus(tmp_path):
    """Its index is built there from stored vectors, and answers what the local one answers, which is still in use."""
    known = open_archive()
    home = shutil.copytree(known.settings.home, tmp_path / "home")
    remote = Settings(home=home, index_url=f"milvus+file://{tmp_path}/index.db", _env_file=None)
    with open_writing(remote) as pipeline:
        assert not pipeline.is_up_to_date()
        assert (pipeline.refresh(), pipeline.is_up_to_date()) == ("m000001", True)
        index = LiveIndex(pipeline.generations, pipeline.encoder)
        moved = Engine(pipeline.store, index)
        assert [answer_of(moved, question) for question in ASKED] == [answer_of(known.engine, q) for q in ASKED]
        index.close()
    with open_writing(Settings(home=home, _env_file=None)) as pipeline:
        assert pipeline.is_up_to_date()


def answer_of(engine, question):
    """All that is answered, but for what is measured."""
    answer = engine.ask(question)
    told = answer.to_json() | {"milliseconds": 0, "generation": "", "certainty": round(answer.certainty, 3)}
    return told | {"passages": [passage | {"score": 0} for passage in told["passages"]]}
