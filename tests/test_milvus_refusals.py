"""A Milvus that is away, slow, old, in use, damaged or of another model says so in one sentence, and may come back."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import closing, suppress

import pytest
from milvus_archive import ENCODER, Archive, build, open_file, serving
from milvus_lite.adapter.grpc.servicer import MilvusServicer
from milvus_lite.db import MilvusLite
from pymilvus.grpc_gen.milvus_pb2 import GetVersionResponse
from small_models import WordEncoder
from waiting import LONGEST

from data.errors import GenerationError, SettingError
from data.settings import Settings
from data.wording import index as index_wording
from data.wording import milvus as wording
from retrieval.index import milvus as milvus_room
from retrieval.index.engines import open_index
from retrieval.index.live import LiveIndex
from retrieval.index.milvus import connection, editions, generations, open_milvus
from retrieval.index.milvus import server as server_module
from retrieval.index.milvus.editions import COLLECTION


@pytest.fixture
def hasty(monkeypatch):
    """Nobody waits long."""
    for name in ("ASKING_SECONDS", "WRITING_SECONDS", "LOADING_SECONDS"):
        monkeypatch.setattr(server_module, name, 0.5)
    monkeypatch.setattr(connection, "CONNECTING_SECONDS", 0.5)


def free_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return taken.getsockname()[1]


def refusal(work):
    """The sentence that some work ends with."""
    with pytest.raises(GenerationError) as caught:
        work()
    return str(caught.value)


@pytest.fixture
def built(tmp_path):
    """An index that a test may damage."""
    index = open_file(tmp_path)
    build(index, Archive())
    return index


def again(index):
    """The same index, as another process finds it."""
    opened = open_milvus(index._server._connection._url, home=index._home)
    opened.catch_up()
    return opened


def test_a_server_that_is_away_is_named(tmp_path, hasty):
    """Host and port are said, user and password are not."""
    port = free_port()
    away = open_milvus(f"http://orang:rahasia@127.0.0.1:{port}", home=tmp_path)
    assert refusal(away.catch_up) == wording.away(f"127.0.0.1:{port}")
    assert away.check(Archive().wanted) == [wording.away(f"127.0.0.1:{port}")]
    assert refusal(lambda: build(away, Archive())) == wording.away(f"127.0.0.1:{port}")
    assert refusal(lambda: LiveIndex(away, ENCODER)) == wording.away(f"127.0.0.1:{port}")


def test_a_server_that_never_answers_is_away(tmp_path, hasty):
    """A port that takes connections and says nothing is waited for as long as the deadline says."""
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        address = "{}:{}".format(*mute.getsockname())
        assert refusal(open_milvus(f"http://{address}", home=tmp_path).catch_up) == wording.away(address)


def test_a_serving_index_goes_on_when_its_server_comes_back(tmp_path, hasty):
    """Questions fail in one sentence while it is away, and find what they found once it is there again."""
    with serving(tmp_path) as port:
        index = open_milvus(f"http://127.0.0.1:{port}", home=tmp_path)
        build(index, Archive())
        open_one = index.open_current(ENCODER)
        found = open_one.search("rapat banjir")
    assert refusal(lambda: open_one.search("rapat banjir")) == wording.away(f"127.0.0.1:{port}")
    assert refusal(index.catch_up) == wording.away(f"127.0.0.1:{port}")
    assert index.current() == "m000001"
    with serving(tmp_path, port):
        wait_for_return(index)
        assert open_one.search("rapat banjir") == found != []


def wait_for_return(index):
    """Look for the server until it is found again: the connection does so in its own time."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        with suppress(GenerationError):
            return index.catch_up()
        time.sleep(0.05)
    raise AssertionError("the server was not found again")


def test_what_others_build_is_taken_up(tmp_path):
    """One process builds, another one that serves notices it at its next look and not before."""
    with serving(tmp_path) as port:
        writer, reader = (open_milvus(f"http://127.0.0.1:{port}", home=tmp_path) for _ in range(2))
        build(writer, Archive())
        reader.catch_up()
        reader.open_current(ENCODER)
        build(writer, Archive(stamp="baru"))
        assert (writer.current(), reader.current(), reader.mark()) == ("m000002", "m000001", 1)
        reader.catch_up()
        assert (reader.current(), reader.open_current(ENCODER).name) == ("m000002", "m000002")


def test_an_old_server_is_refused(tmp_path, monkeypatch):
    """Both versions are named: its own and the one that is needed."""
    monkeypatch.setattr(MilvusServicer, "GetVersion", lambda *_: GetVersionResponse(version="v2.3.5-dev"))
    with serving(tmp_path) as port:
        index = open_milvus(f"http://127.0.0.1:{port}", home=tmp_path)
        assert refusal(index.catch_up) == wording.too_old(f"127.0.0.1:{port}", "v2.3.5-dev", "2.6")


def test_a_file_that_another_process_uses_is_refused(tmp_path):
    """A file serves one process; who comes later is told."""
    with closing(MilvusLite(str(tmp_path / "index.db"))):
        assert refusal(open_file(tmp_path).catch_up) == wording.file_unusable("index.db")


def test_another_model_is_refused_and_built_over(built):
    """Opening names both models; building with the other one makes a whole index."""
    other = WordEncoder(name="lain")
    said = refusal(lambda: built.open_current(other))
    assert said == index_wording.index_other_model(
        index_wording.model_label("kata", 32, ENCODER.fingerprint()),
        index_wording.model_label("lain", 32, other.fingerprint()),
    )
    assert built.check(encoder=other) == [said]
    build(built, Archive(encoder=other), encoder=other)
    assert (built.manifest().model, built.manifest().derived) == ("lain", 0)


def test_another_format_is_refused_and_built_over(built, monkeypatch):
    """What a newer Notula wrote is not read, and a build replaces it."""
    monkeypatch.setattr(editions, "FORMAT", 2)
    index = again(built)
    said = index_wording.index_other_version(wording.FORMAT, "1", "2")
    assert (index.current(), index.check(), refusal(index.manifest)) == ("m000001", [said], said)
    assert build(index, Archive()) == "m000002"
    assert index.check(Archive().wanted, encoder=ENCODER) == []


@pytest.mark.parametrize("condition", ["piece == 1", "generation == 1 and piece > 0"])
def test_a_generation_without_its_pieces_is_damaged(built, condition):
    """What it says of itself is missing in part: nothing is answered from it, and building makes a new one."""
    built._server.delete(COLLECTION, condition)
    index = again(built)
    assert refusal(lambda: index.open_current(ENCODER)) == index_wording.index_damaged("m000001")
    assert build(index, Archive()) == "m000002"


def test_a_generation_without_its_chunks_is_damaged(built):
    """Chunks that somebody else took out are missed before a question is answered, and put back by building."""
    built._server.delete("notula_chunks_000001", "start == 0")
    index = again(built)
    assert refusal(lambda: index.open_current(ENCODER)) == index_wording.index_damaged("m000001")
    assert index.check() == [index_wording.index_damaged("m000001")]
    assert build(index, Archive()) == "m000002"
    assert index.check(Archive().wanted) == []


def test_a_server_that_refuses_is_quoted_by_nobody(built):
    """What a server says about a collection that is gone stays with whoever looks after it."""
    index = built.open_current(ENCODER)
    built._server.drop("notula_chunks_000001")
    assert refusal(lambda: index.search("rapat")) == wording.refused("index.db")


def test_a_generation_put_into_use_meanwhile_stays(built, monkeypatch):
    """Two builders: the one that ends later finds another generation than it began with, and gives way."""
    other = again(built)
    whole = generations.write_whole

    def write_slowly(server, number, wanted):
        edition = whole(server, number, wanted)
        monkeypatch.setattr(generations, "write_whole", whole)
        other._editions.put(other._editions.read(1).__class__(**{**fields_of(edition), "number": 7}))
        return edition

    monkeypatch.setattr(generations, "write_whole", write_slowly)
    assert refusal(lambda: build(built, Archive(), full=True)) == wording.changed_elsewhere("m000007")
    other.catch_up()
    assert other.current() == "m000007"


def fields_of(edition):
    return {name: getattr(edition, name) for name in edition.__dataclass_fields__}


def test_without_the_libraries_the_extra_is_named(tmp_path, monkeypatch):
    """The sentence says what to install; nothing of Milvus is loaded for it."""
    monkeypatch.setattr(milvus_room, "find_spec", lambda name: None)
    with pytest.raises(SettingError, match=r"pip install '\.\[milvus\]'"):
        open_index(Settings(home=tmp_path, index_url="milvus+http://127.0.0.1:19530", _env_file=None))


def test_a_file_has_to_end_as_milvus_wants(tmp_path):
    """The wrong name is said before anything is made."""
    with pytest.raises(SettingError, match=r"indeks\.milvus harus berakhiran \.db"):
        open_index(Settings(home=tmp_path, index_url=f"milvus+file://{tmp_path}/indeks.milvus", _env_file=None))


def test_milvus_is_loaded_by_nobody_else():
    """Looking at what engines there are, and at the room itself, loads none of Milvus' libraries."""
    code = (
        "import sys; import retrieval.index.engines, retrieval.index.milvus; "
        "print([name for name in ('pymilvus', 'milvus_lite', 'grpc', 'pyarrow') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
