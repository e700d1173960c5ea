"""Generations are built aside, verified, swapped in one step, and taken up by whoever serves."""

from __future__ import annotations

import json
import shutil

import pytest
from filelock import FileLock
from indexed import ENCODER, PUBLISHED, Archive, article, build
from small_models import WordEncoder

from data.article import Article
from data.errors import GenerationError
from data.wording import index as wording
from retrieval.index import building
from retrieval.index import folder as folder_module
from retrieval.index.folder import LOCK, POINTER, UNFINISHED
from retrieval.index.generation import Generations
from retrieval.index.live import LiveIndex


@pytest.fixture(scope="module")
def built_home(tmp_path_factory):
    home = tmp_path_factory.mktemp("built")
    build(Generations(home), Archive(map(article, range(60))))
    return home


@pytest.fixture
def generations(built_home, tmp_path):
    return Generations(shutil.copytree(built_home, tmp_path / "home"))


def test_the_first_generation_holds_what_is_wanted(generations):
    """Manifest and parts agree with the archive, and nothing is found wrong."""
    archive = Archive(map(article, range(60)))
    manifest = generations.manifest()
    assert (generations.current(), manifest.articles, manifest.chunks) == ("000001", 60, len(archive.wanted))
    assert (manifest.model, manifest.dimension, manifest.derived) == ("kata", 32, 0)
    assert generations.check(archive.wanted, encoder=ENCODER) == []


def test_nothing_new_builds_nothing(generations):
    """The same chunks and stamps cost no fetch and no generation."""
    archive = Archive(map(article, range(60)))
    assert build(generations, archive) == "000001"
    assert archive.fetched == 0


def test_few_changes_fetch_only_what_changed(generations):
    """A new article and a removed one derive from the generation before."""
    archive = Archive(map(article, range(1, 61)))
    assert build(generations, archive) == "000002"
    assert archive.fetched == len(Archive([article(60)]).wanted)
    assert generations.manifest().derived == 1
    assert generations.check(archive.wanted, encoder=ENCODER) == []


@pytest.mark.parametrize("question", ["rakor banjir melati", "siapa camat ke-33", "kesehatan", "bupati kamboja"])
def test_derived_and_full_generations_find_the_same(generations, question):
    """After adding and removing, both ways of building give the same hits in the same order."""
    archive = Archive(map(article, range(2, 64)))
    build(generations, archive)
    derived = generations.open_current(ENCODER).search(question, limit=5)
    build(generations, archive, full=True)
    full = generations.open_current(ENCODER).search(question, limit=5)
    assert (generations.manifest("000002").derived, generations.manifest("000003").derived) == (1, 0)
    assert [hit.chunk_id for hit in derived] == [hit.chunk_id for hit in full]
    assert [hit.score for hit in derived] == pytest.approx([hit.score for hit in full], abs=0.02)


def test_a_changed_context_is_indexed_anew(generations):
    """A new title leaves the chunk's id as it is, and still finds the chunk by its new words."""
    articles = [article(number) for number in range(60)]
    changed = Article("a0", articles[0].text, title="Sidang Istimewa", publisher="Kominfo", published=PUBLISHED)
    archive = Archive([changed, *articles[1:]])
    build(generations, archive)
    assert archive.fetched == len(Archive([changed]).wanted)
    assert generations.open_current(ENCODER).search("sidang istimewa")[0].article_id == "a0"


def test_what_changed_alone_renews(generations):
    """A changed, a new and a removed article are enough to know; the others are not even wanted."""
    changed = Article("a0", article(0).text, title="Sidang Istimewa", publisher="Kominfo", published=PUBLISHED)
    archive = Archive([changed, article(60)])
    assert generations.renew(["a0", "a5", "a60"], archive.wanted, archive.fetch, encoder=ENCODER) == "000002"
    whole = Archive([changed, *(article(number) for number in range(1, 61) if number != 5)])
    assert generations.check(whole.wanted, encoder=ENCODER) == []
    assert generations.renew(["a0", "a5"], Archive([changed]).wanted, archive.fetch, encoder=ENCODER) == "000002"


def test_a_renewed_generation_shares_what_did_not_change(generations):
    """Files of vectors and words get second names instead of copies, and their marks are those of the first."""
    archive = Archive([article(60)])
    generations.renew(["a60"], archive.wanted, archive.fetch, encoder=ENCODER)
    first, second = (generations.folder / name for name in ("000001", "000002"))
    shared = [name for name in generations.manifest().files if (first / name).exists()]
    shared = [name for name in shared if (first / name).samefile(second / name)]
    assert {"dense.faiss", "dense.npy"} < set(shared)
    assert [name for name in shared if name.endswith(".store")]


@pytest.mark.parametrize("reason", ["no index", "another model", "too much"])
def test_nothing_is_renewed_where_a_whole_build_is_due(generations, reason, tmp_path):
    """Then nothing is changed, and nothing is said to be in use."""
    count = 90 if reason == "too much" else 61
    archive = Archive(map(article, range(60, count)))
    asked = Generations(tmp_path / "empty") if reason == "no index" else generations
    asked.folder.mkdir(parents=True, exist_ok=True)
    encoder = WordEncoder(name="lain", dimension=16) if reason == "another model" else ENCODER
    changed = [f"a{number}" for number in range(60, count)]
    assert asked.renew(changed, archive.wanted, archive.fetch, encoder=encoder) is None
    assert asked.current() == (None if reason == "no index" else "000001")


def test_many_changes_build_in_full(generations):
    """When half of the archive changed nothing is derived."""
    build(generations, Archive(map(article, range(30, 90))))
    assert generations.manifest().derived == 0


def test_buried_chunks_are_bounded(generations):
    """Removed chunks that BM25 still counts add up until a full build drops them."""
    derived = []
    for start in range(1, 6):
        build(generations, Archive(map(article, range(start, 60 + start))))
        derived.append(generations.manifest().derived)
    assert derived == [1, 2, 3, 0, 1]


def test_an_emptied_archive_is_an_empty_index(generations):
    """Removing everything leaves an index that finds nothing."""
    build(generations, Archive([]))
    assert generations.open_current(ENCODER).search("rakor banjir") == []


def test_the_previous_generation_is_kept(generations):
    """The current and the one before stay, older ones and leftovers of a crash go."""
    (generations.folder / f"{UNFINISHED}x").mkdir()
    for last in (61, 62, 63):
        build(generations, Archive(map(article, range(last))))
    assert generations.names() == ["000003", "000004"]
    assert not list(generations.folder.glob(f"{UNFINISHED}*"))


def test_a_crash_before_the_swap_leaves_the_old_one(generations, monkeypatch):
    """A finished folder without the pointer is not used, and the next build clears it away."""
    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            build(generations, Archive(map(article, range(61))))
    assert generations.current() == "000001"
    assert generations.names() == ["000001", "000002"]
    assert generations.prune() == ["000002"]
    assert build(generations, Archive(map(article, range(61)))) == "000002"


def test_a_failing_fetch_leaves_the_old_one(generations):
    """An error midway is passed on, and nothing of the new generation stays."""
    archive = Archive(map(article, range(61)))

    def fail(ids):
        yield next(iter(archive.fetch(ids)))
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        generations.build(archive.wanted, fail, encoder=ENCODER)
    assert sorted(path.name for path in generations.folder.iterdir()) == ["000001", POINTER, LOCK]


def test_a_generation_that_is_not_whole_is_not_used(generations):
    """When fetch withholds a chunk the counts tell, and the old generation stays in use."""
    archive = Archive(map(article, range(61)))
    with pytest.raises(GenerationError, match="memuat"):
        generations.build(archive.wanted, lambda ids: archive.fetch(ids[1:]), encoder=ENCODER)
    assert generations.current() == "000001"


def test_an_unusable_vector_names_its_article(generations):
    """A vector that is not of unit length is refused before anything is swapped."""
    archive = Archive(map(article, range(61)))
    with pytest.raises(GenerationError, match="artikel a60"):
        generations.build(archive.wanted, lambda ids: ((c, 3 * v) for c, v in archive.fetch(ids)), encoder=ENCODER)
    assert generations.current() == "000001"


def test_two_do_not_build_at_once(generations, monkeypatch):
    """Who comes second is told so, and changes nothing."""
    monkeypatch.setattr(folder_module, "LOCK_TIMEOUT_SECONDS", 0)
    with FileLock(generations.folder / LOCK), pytest.raises(GenerationError) as caught:
        build(Generations(generations.folder.parent), Archive([]))
    assert str(caught.value) == wording.INDEX_BUSY


def test_another_model_is_refused_with_both_names(generations):
    """Index and model that do not fit are one sentence with both, and with what to do."""
    other = WordEncoder(name="lain", dimension=16)
    with pytest.raises(GenerationError) as caught:
        generations.open_current(other)
    built, given = (
        wording.model_label(encoder.name, encoder.dimension, encoder.fingerprint()) for encoder in (ENCODER, other)
    )
    assert str(caught.value) == wording.index_other_model(built, given)
    assert "rebuild" in str(caught.value)


def test_another_model_builds_in_full(generations):
    """A new model's generation is made beside the old one."""
    other = WordEncoder(name="lain", dimension=16)
    archive = Archive(map(article, range(60)), other)
    build(generations, archive, encoder=other)
    assert archive.fetched == len(archive.wanted)
    assert generations.manifest().model == "lain"
    assert generations.names() == ["000001", "000002"]


@pytest.mark.parametrize(("key", "value"), [("format", 99), ("chunker", "kalimat-0")])
def test_another_version_is_refused_with_both_values(generations, key, value):
    """A generation made by another version says which, and what to do."""
    path = generations.folder / "000001" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {key: value}))
    with pytest.raises(GenerationError, match=f"{value}.*rebuild"):
        generations.open_current(ENCODER)


@pytest.mark.parametrize("file", ["manifest.json", "catalogue/ids.npy", "dense.faiss", "lexical/meta.json"])
@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_damage_is_one_sentence_and_a_build_mends_it(generations, file, damage):
    """A file that is missing or cut off is noticed when opening and checking; building again mends it."""
    path = generations.folder / "000001" / file
    path.write_bytes(path.read_bytes()[:-9]) if damage == "cut" else path.unlink()
    with pytest.raises(GenerationError) as caught:
        generations.open_current(ENCODER)
    assert str(caught.value) == wording.index_damaged("000001")
    archive = Archive(map(article, range(60)))
    assert generations.check(archive.wanted) != []
    build(generations, archive)
    assert generations.check(archive.wanted, encoder=ENCODER) == []


def test_a_flipped_bit_is_found_by_checking(generations):
    """A change that keeps the size shows in the hash."""
    path = generations.folder / "000001" / "dense.faiss"
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    assert generations.check() == [wording.file_changed("000001/dense.faiss")]


def test_a_check_that_is_not_deep_reads_no_file_whole(generations):
    """It tells what is missing or shorter, and takes the rest as it is."""
    path = generations.folder / "000001" / "catalogue" / "stamps.npy"
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    assert generations.check(is_deep=False) == []
    path.write_bytes(content[:-1])
    assert generations.check(is_deep=False) == [wording.file_changed("000001/catalogue/stamps.npy")]


def test_checking_counts_what_differs_from_the_archive(generations):
    """Missing, surplus and changed chunks are told apart."""
    archive = Archive(map(article, range(1, 62)))
    stale = next(iter(Archive([article(5)]).wanted))
    wanted = archive.wanted | {stale: "another context"}
    per_article = len(Archive([article(0)]).wanted)
    assert generations.check(wanted) == [wording.chunks_differ(2 * per_article, per_article, 1)]


def test_without_an_index_there_is_one_sentence(tmp_path):
    """Before anything was added opening says what to do, and checking an empty archive finds nothing."""
    generations = Generations(tmp_path)
    assert (generations.current(), generations.check({}), generations.prune()) == (None, [], [])
    assert generations.check({1: "x"}) == [wording.INDEX_MISSING]
    with pytest.raises(GenerationError) as caught:
        generations.open_current(ENCODER)
    assert str(caught.value) == wording.INDEX_MISSING


def test_progress_is_told(generations, monkeypatch):
    """Who waits hears how far it is."""
    monkeypatch.setattr(building, "BATCH", 50)
    heard = []
    archive = Archive(map(article, range(60)))
    build(generations, archive, full=True, progress=lambda done, total: heard.append((done, total)))
    total = len(archive.wanted)
    assert heard == [(min(done, total), total) for done in range(50, total + 50, 50)]


def test_a_serving_process_takes_up_a_newer_generation(generations):
    """The old index goes on answering for whoever holds it; the next question gets the new one."""
    live = LiveIndex(generations, ENCODER)
    old = live.refresh()
    assert live.refresh() is old
    for last in (61, 62, 63):
        build(generations, Archive(map(article, range(last))))
    new = live.refresh()
    assert (old.name, new.name) == ("000001", "000004")
    assert not (generations.folder / "000001").exists()
    assert [hit.article_id for hit in old.search("camat ke-33", limit=1)] == ["a33"]
    assert [hit.article_id for hit in new.search("camat ke-62", limit=1)] == ["a62"]


def test_a_newer_generation_of_another_model_is_not_taken_up(generations, caplog):
    """The old index stays in use, and the log says why, once."""
    live = LiveIndex(generations, ENCODER)
    other = WordEncoder(name="lain")
    build(generations, Archive(map(article, range(60)), other), encoder=other)
    assert [live.refresh().name, live.refresh().name] == ["000001", "000001"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]
