"""Generations that several homes share through one place: whole or not at all, whoever is killed, damaged or away."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from contextlib import closing
from itertools import count as count_up
from pathlib import Path
from threading import Event

import pytest
from backups import NOW, add, an_archive, look, opened
from indexed import ENCODER, Archive, article, build
from killing import killed
from records import a_record, records
from small_models import WordEncoder

from data.errors import GenerationError, SettingError
from data.wording import index as wording
from retrieval.backup import make_backup, restore_backup
from retrieval.index.engines import open_index
from retrieval.index.live import LiveIndex
from retrieval.index.manifest import MANIFEST, mark_file
from retrieval.index.shared import SharedGenerations, open_place
from retrieval.index.shared.folder import FolderPlace
from retrieval.index.shared.pointers import OBJECTS, POINTERS, find_newest, list_names
from retrieval.ingest import open_writing
from retrieval.ingest.checks import Findings
from tests.waiting import LONGEST

QUESTION = "rakor banjir melati"
PUBLISHING = (
    (FolderPlace, "send"),
    (FolderPlace, "create"),
    (FolderPlace, "remove"),
    (os, "link"),
    (Path, "unlink"),
    (Path, "replace"),
    (Path, "rename"),
    (shutil, "rmtree"),
)
FETCHING = (
    (FolderPlace, "get"),
    (shutil, "copyfileobj"),
    (os, "link"),
    (Path, "unlink"),
    (Path, "replace"),
    (Path, "rename"),
    (shutil, "rmtree"),
)


@pytest.fixture
def unflushed(monkeypatch):
    """Without waiting for the disk: a process that is killed leaves what it wrote."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(params=["folder", "url"])
def place(request, tmp_path):
    """An empty place of each kind."""
    if request.param == "folder":
        (tmp_path / "bersama").mkdir()
        return open_place(str(tmp_path / "bersama"))
    return open_place(f"memory://{tmp_path}/bersama")


@pytest.fixture
def folder(tmp_path):
    """An empty place that is a folder, where nothing else made it."""
    (tmp_path / "bersama").mkdir(exist_ok=True)
    return tmp_path / "bersama"


@pytest.fixture(scope="module")
def shared_once(tmp_path_factory):
    """A home that shared its first generation through a folder; both to be copied."""
    made = tmp_path_factory.mktemp("made")
    (made / "bersama").mkdir()
    build(a_home(made / "rumah", FolderPlace(made / "bersama")), articles(30))
    return made


@pytest.fixture
def writer(shared_once, tmp_path):
    """A home that has shared its first generation."""
    shutil.copytree(shared_once, tmp_path, dirs_exist_ok=True)
    return a_home(tmp_path / "rumah", FolderPlace(tmp_path / "bersama"))


@pytest.fixture
def reader(writer, tmp_path):
    """A home that has got that generation."""
    home = a_home(tmp_path / "lain", FolderPlace(tmp_path / "bersama"))
    home.catch_up()
    return home


def a_home(folder, place) -> SharedGenerations:
    return SharedGenerations(folder, place)


def articles(count) -> Archive:
    return Archive(map(article, range(count)))


def find(generations) -> list[str]:
    return [hit.article_id for hit in generations.open_current(ENCODER).search(QUESTION, limit=5)]


def newest_file(folder, kind) -> Path:
    """A file of the newest generation in a folder: its pointer, its manifest or its chunks."""
    pointer = max((folder / POINTERS).iterdir())
    manifest = folder / OBJECTS / pointer.read_text().strip()
    if kind == "pointer":
        return pointer
    if kind == "manifest":
        return manifest
    return folder / OBJECTS / json.loads(manifest.read_text())["files"]["catalogue/ids.npy"]["hash"]


def named_by(place) -> set[str]:
    """The objects that the generations of a place name."""
    manifests = [(place.read(f"{POINTERS}/{name}") or b"").decode().strip() for name in list_names(place)]
    files = [json.loads(place.read(f"{OBJECTS}/{manifest}"))["files"].values() for manifest in manifests]
    return {*manifests, *(mark["hash"] for marks in files for mark in marks)}


def wait_until(is_so) -> None:
    """Wait for something that comes by itself."""
    deadline = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


class Watched:
    """A place that notes what is sent and got, and does something before the first object is got."""

    def __init__(self, place, meanwhile=lambda: None):
        self._place = place
        self._meanwhile = meanwhile
        self.sent: list[str] = []
        self.got: list[str] = []

    def __getattr__(self, name):
        return getattr(self._place, name)

    def send(self, source, name):
        self.sent.append(source.name)
        self._place.send(source, name)

    def get(self, name, target):
        meanwhile, self._meanwhile = self._meanwhile, lambda: None
        meanwhile()
        self.got.append(target.name)
        return self._place.get(name, target)


def test_what_one_home_builds_another_answers(tmp_path, place):
    """The same generation, by name and by what it finds; and nothing is found wrong in either home."""
    archive = articles(30)
    writer, reader = a_home(tmp_path / "rumah", place), a_home(tmp_path / "lain", place)
    assert build(writer, archive) == "000001"
    assert reader.current() is None
    reader.catch_up()

    assert (reader.current(), reader.manifest()) == ("000001", writer.manifest())
    assert find(reader) == find(writer)
    assert reader.check(archive.wanted, encoder=ENCODER) == writer.check(archive.wanted, encoder=ENCODER) == []


def test_a_writer_goes_on_from_what_is_shared(tmp_path, place):
    """On an empty disk too: what another home built is derived from, and then shared in its turn."""
    first, second = a_home(tmp_path / "rumah", place), a_home(tmp_path / "lain", place)
    build(first, articles(30))
    archive = articles(31)
    assert build(second, archive) == "000002"
    first.catch_up()

    assert archive.fetched == len(Archive([article(30)]).wanted)
    assert (first.current(), first.manifest().derived) == ("000002", 1)
    assert first.check(archive.wanted, encoder=ENCODER) == []


def test_only_what_changed_travels(tmp_path, place):
    """A derived generation has most of its words in files that are there already."""
    outgoing, incoming = Watched(place), Watched(place)
    writer, reader = a_home(tmp_path / "rumah", outgoing), a_home(tmp_path / "lain", incoming)
    build(writer, articles(30))
    reader.catch_up()
    whole = set(outgoing.sent)
    outgoing.sent.clear()
    incoming.got.clear()
    build(writer, articles(31))
    reader.catch_up()

    kept = {name for name in whole if name.endswith((".term", ".pos", ".fast", ".store", ".fieldnorm", ".idx"))}
    assert kept
    assert kept.isdisjoint(outgoing.sent)
    assert sorted(incoming.got) == sorted(outgoing.sent)


def test_old_generations_leave_the_place(tmp_path, place):
    """The one in use and the one before stay, with their objects and no others."""
    writer = a_home(tmp_path / "rumah", place)
    for last in (30, 31, 32, 33):
        build(writer, articles(last))

    assert list_names(place) == ["000003", "000004"]
    assert set(place.sizes(OBJECTS)) == named_by(place)


def test_a_serving_process_takes_up_what_another_home_shares(writer, reader):
    """As soon as it is told to look; the generation before goes on answering for whoever holds it."""
    with closing(LiveIndex(reader, ENCODER, seconds=LONGEST)) as live:
        old = live.refresh()
        build(writer, articles(31))
        assert live.refresh() is old
        live.wake()
        wait_until(lambda: live.refresh().name == "000002")

        assert old.search(QUESTION, limit=5)
        assert (live.find_fault(), live.find_lag()) == ("", "")


@pytest.mark.parametrize(
    ("kind", "damage"),
    [
        ("pointer", "cut"),
        ("pointer", "other"),
        *((k, d) for k in ("manifest", "chunks") for d in ("cut", "gone", "other")),
    ],
)
def test_what_is_damaged_is_not_used(writer, reader, folder, kind, damage):
    """A reader keeps what it has and says so in one sentence; building anew mends the place."""
    archive = articles(31)
    build(writer, archive)
    damage_file(newest_file(folder, kind), damage)
    with pytest.raises(GenerationError) as caught:
        reader.catch_up()

    assert str(caught.value) == wording.shared_damaged("000002")
    assert (reader.current(), len(reader.check())) == ("000001", 1)
    assert len(writer.check(archive.wanted)) == 1
    assert build(writer, archive, full=True) == "000003"
    reader.catch_up()
    assert reader.check(archive.wanted) == writer.check(archive.wanted) == []


def damage_file(file, damage):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(content[:-9] if damage == "cut" else content)


def test_a_damaged_place_is_told_once(tmp_path, writer, reader, folder, caplog):
    """By a warning in the log, and to whoever looks, until it is mended; answers go on."""
    build(writer, articles(31))
    chunks = newest_file(folder, "chunks")
    content = chunks.read_bytes()
    chunks.write_bytes(content[:100])
    watched = Watched(FolderPlace(folder))
    with closing(LiveIndex(a_home(tmp_path / "lain", watched), ENCODER, seconds=0.001)) as live:
        wait_until(lambda: watched.got.count("ids.npy") > 3)
        assert (live.refresh().name, live.find_fault()) == ("000001", "")
        assert live.find_lag() == wording.shared_damaged("000002")
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        chunks.write_bytes(content)
        wait_until(lambda: not live.find_lag())
        assert live.refresh().name == "000002"


def test_whoever_closes_looks_no_more(reader):
    """The home may be removed at once: nothing is still being looked up in it."""
    before = set(threading.enumerate())
    with closing(LiveIndex(reader, ENCODER, seconds=0.0)):
        assert "index" in {thread.name for thread in set(threading.enumerate()) - before}
    assert not set(threading.enumerate()) - before


def test_a_place_that_is_away_is_one_sentence(tmp_path, reader, folder):
    """Who has a generation answers from it; who has none, and who writes, is told."""
    shutil.rmtree(folder)
    with closing(LiveIndex(reader, ENCODER, seconds=LONGEST)) as live:
        assert (live.refresh().name, live.find_lag()) == ("000001", wording.PLACE_AWAY)
    for refused in (
        lambda: LiveIndex(a_home(tmp_path / "baru", FolderPlace(folder)), ENCODER),
        lambda: build(reader, articles(31)),
        lambda: reader.catch_up(is_writing=True),
    ):
        with pytest.raises(GenerationError) as caught:
            refused()
        assert str(caught.value) == wording.PLACE_AWAY


def test_nobody_waits_for_a_place_that_hangs(tmp_path, reader, folder, monkeypatch):
    """A process that has a generation begins with it; once the place answers it takes up what is newer."""
    monkeypatch.setattr("retrieval.index.live.PATIENCE_SECONDS", 0.0)
    answers = Event()
    place = Watched(FolderPlace(folder))
    place.sizes = lambda name: answers.wait(LONGEST) and FolderPlace(folder).sizes(name)
    build(a_home(tmp_path / "rumah", FolderPlace(folder)), articles(31))
    with closing(LiveIndex(a_home(tmp_path / "lain", place), ENCODER, seconds=LONGEST)) as live:
        assert live.refresh().name == "000001"
        answers.set()
        wait_until(lambda: live.refresh().name == "000002")


def test_what_does_not_open_waits_for_what_is_shared(tmp_path, reader, folder, monkeypatch):
    """A home with a damaged generation, or none, begins with the whole one of the place."""
    monkeypatch.setattr("retrieval.index.live.PATIENCE_SECONDS", 0.0)
    (tmp_path / "lain" / "index" / "000001" / "dense.faiss").unlink()
    for name in ("lain", "baru"):
        with closing(LiveIndex(a_home(tmp_path / name, FolderPlace(folder)), ENCODER, seconds=LONGEST)) as live:
            assert live.refresh().search(QUESTION)


def test_a_generation_of_another_model_is_refused(writer, reader):
    """In one sentence that names both models; the one before stays in use."""
    other = WordEncoder(name="lain", dimension=16)
    with closing(LiveIndex(reader, ENCODER, seconds=LONGEST)) as live:
        build(writer, Archive(map(article, range(30)), other), encoder=other)
        reader.catch_up()
        labels = (wording.model_label(one.name, one.dimension, one.fingerprint()) for one in (other, ENCODER))

        assert live.refresh().name == "000001"
        assert live.find_fault() == wording.index_other_model(*labels)


def rewrite_manifest(folder, change) -> None:
    """Have the newest generation name another manifest, which only differs by a change."""
    pointer, manifest = newest_file(folder, "pointer"), newest_file(folder, "manifest")
    content = json.loads(manifest.read_text())
    change(content)
    aside = folder / "manifest"
    aside.write_text(json.dumps(content))
    name = mark_file(aside).hash
    aside.rename(folder / OBJECTS / name)
    pointer.write_text(name)


def test_a_generation_of_another_version_is_refused(writer, reader, folder):
    """Before anything of it is got; the version that is in use builds beside it."""
    build(writer, articles(31))
    rewrite_manifest(folder, lambda content: content.update(format=99))
    with pytest.raises(GenerationError, match=r"format 99.*rebuild"):
        reader.catch_up()
    assert reader.current() == "000001"
    assert build(reader, articles(32)) == "000003"


@pytest.mark.parametrize("name", ["../../rumah", "/tmp/x", "lexical/../../x", "."])
def test_no_manifest_leads_out_of_its_folder(writer, reader, folder, name):
    """Names that a place gives are claims."""
    build(writer, articles(31))
    rewrite_manifest(folder, lambda content: content["files"].update({name: content["files"]["dense.faiss"]}))
    with pytest.raises(GenerationError) as caught:
        reader.catch_up()
    assert str(caught.value) == wording.shared_damaged("000002")


def test_a_writer_replaces_only_what_it_started_from(tmp_path, place):
    """Who was outrun is told, keeps what it had, and the next time goes on from what the other one shared."""
    first = a_home(tmp_path / "rumah", place)
    build(first, articles(30))
    second = a_home(tmp_path / "lain", place)
    archive = articles(31)

    def fetch(ids):
        build(first, articles(32))
        return archive.fetch(ids)

    with pytest.raises(GenerationError) as caught:
        second.build(archive.wanted, fetch, encoder=ENCODER)
    assert str(caught.value) == wording.OUTRUN
    assert (second.current(), find_newest(place).name) == ("000001", "000002")
    assert set(place.sizes(OBJECTS)) == named_by(place)
    assert build(second, archive) == "000003"


def test_of_two_at_the_end_neither_is_lost_unsaid(tmp_path, place):
    """Where both have sent everything, only one puts its generation into use."""

    class Late(Watched):
        def create(self, name, content):
            build(first, articles(32))
            place.create(name, content)

    first, second = a_home(tmp_path / "rumah", place), a_home(tmp_path / "lain", Late(place))
    build(first, articles(30))
    with pytest.raises(GenerationError) as caught:
        build(second, articles(31))
    assert str(caught.value) == wording.OUTRUN
    assert find_newest(place).name == "000002"
    first.catch_up()
    assert first.check(articles(32).wanted) == []


def test_a_reader_whose_generation_is_removed_gets_the_newest(tmp_path, writer, folder):
    """While it was getting it, newer ones came."""
    place = Watched(FolderPlace(folder), meanwhile=lambda: [build(writer, articles(last)) for last in (50, 51, 52)])
    reader = a_home(tmp_path / "lain", place)
    reader.catch_up()

    assert reader.current() == "000004"
    assert reader.check(articles(52).wanted) == []


def test_what_a_reader_has_got_is_not_got_again(tmp_path, writer, folder):
    """After a kill only the rest travels; half a file is got anew."""
    place = Watched(FolderPlace(folder))
    reader = a_home(tmp_path / "lain", place)
    pointer = find_newest(place)
    aside = tmp_path / "lain" / "index" / f".fetching-{pointer.manifest}"
    shutil.copytree(folder.with_name("rumah") / "index" / "000001", aside)
    vectors = aside / "dense.faiss"
    vectors.write_bytes(vectors.read_bytes()[:100])
    (aside / "catalogue" / "ids.npy").unlink()
    reader.catch_up()

    assert sorted(place.got) == ["dense.faiss", "ids.npy", MANIFEST]
    assert reader.check() == []


@pytest.mark.usefixtures("unflushed")
def test_a_killed_writer_leaves_the_old_or_the_new(shared_once, tmp_path, monkeypatch):
    """Whichever it is, it is whole for a home that has nothing, and building again shares the new one."""
    archive = articles(31)
    seen = []
    for steps in count_up(step=3):  # of the files that are sent, before one and within the next
        shutil.copytree(shared_once, tmp_path / "dua")
        place = FolderPlace(tmp_path / "dua" / "bersama")
        writer = a_home(tmp_path / "dua" / "rumah", place)
        was_killed = killed(monkeypatch, PUBLISHING, steps, lambda home=writer: build(home, archive))
        fresh = a_home(tmp_path / "dua" / "baru", place)
        fresh.catch_up()
        assert find(fresh)
        seen.append(fresh.manifest().articles)
        build(writer, archive)
        assert find_newest(place).name == writer.current()
        assert set(place.sizes(OBJECTS)) >= named_by(place)
        if not was_killed:
            break
        shutil.rmtree(tmp_path / "dua")

    assert seen == sorted(seen)
    assert set(seen) == {30, 31}
    assert len(seen) > 12
    assert writer.check(archive.wanted) == []


@pytest.mark.usefixtures("unflushed")
def test_a_killed_reader_has_the_old_or_the_new(shared_once, tmp_path, monkeypatch):
    """Whichever it is, it answers without the place; the next time it gets the new one."""
    made = shutil.copytree(shared_once, tmp_path / "dua")
    place = FolderPlace(made / "bersama")
    a_home(made / "lain", place).catch_up()
    build(a_home(made / "rumah", place), articles(31))
    seen = []
    for steps in count_up():
        reader = a_home(shutil.copytree(made / "lain", tmp_path / "baca"), place)
        was_killed = killed(monkeypatch, FETCHING, steps, reader.catch_up)
        seen.append(reader.manifest().articles)
        assert find(reader)
        reader.catch_up()
        assert reader.manifest().articles == 31
        assert sorted(path.name for path in (tmp_path / "baca" / "index").iterdir()) == [
            *("000001", "000002", "current", "lock")
        ]
        shutil.rmtree(tmp_path / "baca")
        if not was_killed:
            break

    assert seen == sorted(seen)
    assert set(seen) == {30, 31}
    assert len(seen) > 10


def test_an_archive_moves_to_a_place_and_back(tmp_path, folder):
    """The next command that writes shares the index that is there; without the setting the home has it all."""
    alone = an_archive(tmp_path / "rumah")
    add(alone, *records(3))
    sharing = an_archive(tmp_path / "rumah", index_url=str(folder))
    with open_writing(sharing):
        pass
    assert list_names(FolderPlace(folder)) == ["000001"]
    add(sharing, a_record(3))
    assert list_names(FolderPlace(folder)) == ["000001", "000002"]
    assert open_index(alone).current() == "000002"
    assert look(alone)[2] == Findings()


def test_what_was_restored_is_shared(tmp_path, folder):
    """Whether the place was lost as well, or has what the lost archive had last."""
    settings = an_archive(tmp_path / "rumah", index_url=str(folder))
    add(settings, *records(3))
    make_backup(settings, tmp_path / "cadangan.zip", now=NOW)
    add(settings, a_record(3))
    for name in ("lain", "baru"):
        other = an_archive(tmp_path / name, index_url=str(folder))
        restore_backup(other, tmp_path / "cadangan.zip")
        with opened(other) as pipeline:
            pipeline.generations.catch_up(is_writing=True)
            pipeline.refresh()
        reader = open_index(an_archive(tmp_path / f"pembaca-{name}", index_url=str(folder)))
        reader.catch_up()
        assert reader.manifest().articles == 3
        assert look(other)[2] == Findings()
        shutil.rmtree(folder)
        folder.mkdir()


def test_a_disk_without_hard_links_will_do(tmp_path, folder, monkeypatch):
    """What is there is not written over either."""
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError))
    place = FolderPlace(folder)
    place.create("generations/000001", b"satu")
    place.create("generations/000001", b"dua")

    assert place.read("generations/000001") == b"satu"
    assert list(place.sizes("generations")) == ["000001"]


def test_a_missing_library_is_named(monkeypatch):
    """And an address that no library knows is a wrong setting."""
    with pytest.raises(SettingError, match="Setelan NOTULA_INDEX_URL salah"):
        open_place("tempat-lain://arsip")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(SettingError) as caught:
        open_place("s3://arsip/notula")
    assert str(caught.value) == wording.extra_missing("shared")
