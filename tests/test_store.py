"""A store writes whole transactions, survives its process, and says in one sentence what went wrong."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from postgresql_server import new_database
from store_builders import LATER, NOW, an_article, cut, put

from data.errors import SettingError, StoreError
from data.store import open_store


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


def test_a_store_survives_its_process(database):
    """What was committed is there when the database is opened again."""
    first = open_store(database)
    put(first, an_article())
    first.close()
    second = open_store(database)

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


def test_text_that_no_database_takes_is_one_sentence(store):
    """Half of a surrogate pair, as a terminal may give it."""
    with pytest.raises(StoreError, match="memuat karakter yang tidak dapat disimpan"):
        store.articles.get("\udcff")


def test_nul_that_postgresql_does_not_take_is_the_same_sentence():
    """SQLite takes it."""
    with new_database() as url:
        store = open_store(url)
        with pytest.raises(StoreError, match="memuat karakter yang tidak dapat disimpan"):
            store.articles.get("\x00")
        store.close()


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


def test_trying_to_write_changes_nothing_that_is_searched(store):
    """Whoever wants to know whether the database takes a write may try as often as they like."""
    before = store.revision()
    for now in (NOW, NOW, LATER):
        store.try_writing(now)

    assert store.revision() == before
