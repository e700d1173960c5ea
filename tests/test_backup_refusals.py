"""What cannot be backed up or restored is said in one sentence, and nothing has changed."""

from __future__ import annotations

import random
import shutil
import zipfile
import zlib
from contextlib import closing

import pytest
from backups import NOW, add, an_archive, changing, count, rewrite
from postgresql_server import new_database
from records import records

from data.errors import BackupError, StoreError
from data.store import open_store
from data.store.lock import hold_backup_lock, hold_writer_lock
from retrieval.backup import make_backup, restore_backup
from retrieval.backup.archive import open_archive
from retrieval.backup.manifest import Member

NOT_A_BACKUP = "Berkas itu bukan cadangan Notula, atau cadangan yang tidak utuh."
DAMAGED = "Cadangan itu rusak: isinya tidak lagi sama dengan saat dibuat; pakai cadangan lain."
NEWER = "Cadangan itu dibuat oleh versi Notula yang lebih baru; perbarui Notula terlebih dahulu."


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A backup of three articles; to be copied."""
    folder = tmp_path_factory.mktemp("cadangan")
    settings = an_archive(folder / "rumah")
    add(settings, *records(3))
    make_backup(settings, folder / "arsip.zip", now=NOW)
    return folder / "arsip.zip"


@pytest.fixture
def file(made, tmp_path):
    return shutil.copy(made, tmp_path / "arsip.zip")


@pytest.fixture
def empty(tmp_path):
    return an_archive(tmp_path / "lain")


@pytest.fixture
def refuse(empty, file):
    """The sentence by which the backup is refused; the home stays empty."""

    def refused() -> str:
        with pytest.raises((BackupError, StoreError)) as caught:
            restore_backup(empty, file)
        assert count(empty) == 0
        assert [path.name for path in empty.home.iterdir() if path.is_dir()] == []
        return str(caught.value)

    return refused


LONGEST_HEAD = 150
"""Bytes before a member's own in a ZIP, its name among them, at the most."""


def test_a_backup_can_be_damaged_anywhere(file, refuse):
    """A changed byte of what is kept is found, wherever it is; those that only ZIP's own heads hold tell nothing."""
    content, chance, whole = file.read_bytes(), random.Random(1), unpacked(file)
    with zipfile.ZipFile(file) as archive:
        kept = [one for one in archive.infolist() if one.compress_size > 2 * LONGEST_HEAD]
    inside = [range(one.header_offset + LONGEST_HEAD, one.header_offset + one.compress_size) for one in kept]
    for place in [chance.choice(chance.choice(inside)) for _ in range(16)]:
        file.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        if unpacked(file) != whole:  # among zeros another byte may say the same
            assert refuse() in {DAMAGED, NOT_A_BACKUP}


def unpacked(file) -> dict[str, bytes] | None:
    """What a ZIP holds by name; None where it cannot be read."""
    try:
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return None


def test_a_backup_can_be_cut_off(file, refuse):
    """As a copy is that did not come to its end."""
    file.write_bytes(file.read_bytes()[:-1000])
    assert refuse() == NOT_A_BACKUP


def test_what_is_no_backup_is_said_to_be_none(file, refuse):
    """Another file, and none."""
    file.write_text("bukan cadangan")
    assert refuse() == NOT_A_BACKUP
    file.unlink()
    assert refuse() == "Berkas cadangan itu tidak ada atau tidak dapat dibaca."


def test_a_database_other_than_the_hash_says_is_found(file, refuse):
    """Of the same size, and well packed."""
    with open_archive(file) as (archive, _):
        content = archive.read("database")
    rewrite(file, database=content[:-1] + b"x")
    assert refuse() == DAMAGED


@pytest.mark.parametrize("fields", [{"schema": "9999"}, {"schema": "depan"}, {"format": 2}])
def test_a_newer_backup_is_refused(file, refuse, fields):
    """By its revision of the database, or its own format."""
    rewrite(file, manifest=changing(**fields))
    assert refuse() == NEWER


@pytest.mark.parametrize(
    "name",
    [
        "../lain/notula.db",
        "/tmp/notula.db",
        "index/000001/../../../x",
        "index/000001/..",
        "index/000002/x",
        "index/current",
        "home/notula.db",
        "home/drafts/../../x.jsonl",
        "home/drafts\\x.jsonl",
        "home/",
        "lain",
    ],
)
def test_a_name_that_no_backup_has_is_refused(file, refuse, name):
    """Nothing is written to wherever it leads."""
    mark = Member(1, "0" * 64)
    rewrite(file, manifest=lambda it: changing(members={**it.members, name: mark})(it), **{name: b"x"})
    assert refuse() == NOT_A_BACKUP


def test_a_member_that_the_manifest_does_not_name_is_refused(file, refuse):
    """Nothing comes in unseen."""
    rewrite(file, **{"home/fusion.json": b"{}"})
    assert refuse() == DAMAGED


def test_more_than_fits_is_refused_before_it_is_unpacked(file, refuse, monkeypatch):
    """By the sizes that the backup tells, which what is unpacked never passes."""
    usage = shutil.disk_usage(file)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    assert refuse() == "Ruang penyimpanan tidak cukup untuk memulihkan cadangan itu."


def test_a_manifest_of_nonsense_is_refused(file, refuse):
    """Whatever stands where a field should be."""
    for fields in ({"generation": "000009"}, {"generation": 7}, {"counts": []}, {"schema": None}, {"backend": "abad"}):
        content = file.read_bytes()
        rewrite(file, manifest=changing(**fields))
        assert refuse() == NOT_A_BACKUP
        file.write_bytes(content)


def test_an_archive_with_articles_is_not_replaced(tmp_path, file):
    """It stays as it was."""
    settings = an_archive(tmp_path / "rumah")
    add(settings, *records(2))
    with pytest.raises(BackupError) as caught:
        restore_backup(settings, file)
    assert str(caught.value) == (
        "Arsip tujuan sudah berisi 2 artikel; pulihkan ke NOTULA_HOME dan basis data yang kosong."
    )
    assert count(settings) == 2


def test_a_backup_of_another_kind_of_database_is_refused(tmp_path, file):
    """A file of SQLite is no dump of PostgreSQL."""
    with new_database() as url, pytest.raises(BackupError) as caught:
        restore_backup(an_archive(tmp_path / "lain", database_url=url), file)
    assert str(caught.value) == (
        "Cadangan itu berasal dari basis data SQLite, sedangkan setelan memakai PostgreSQL; "
        "sesuaikan NOTULA_DATABASE_URL."
    )


def test_a_database_in_use_is_not_replaced(empty, refuse):
    """Whoever has it open would go on with a file that is gone."""
    with closing(open_store(empty.database)) as store:
        assert store.articles.count() == 0
        assert refuse() == "Basis data sedang dipakai proses lain; coba lagi sebentar lagi."


def test_a_home_that_is_written_is_not_replaced(empty, refuse):
    """One writer at a time."""
    with hold_writer_lock(empty):
        assert refuse().startswith("Perintah lain sedang mengubah arsip ini")


def test_what_cannot_be_read_back_replaces_nothing(empty, file, monkeypatch):
    """As when a disk does not keep what was written to it."""

    def forget(path):
        content = path.read_bytes()
        path.write_bytes(content[:200] + bytes(100) + content[300:])

    before = file.read_bytes()
    monkeypatch.setattr("retrieval.backup.archive.flush_path", forget)
    with pytest.raises(BackupError, match="tidak terbaca kembali dengan utuh"):
        make_backup(empty, file, now=NOW)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_one_backup_at_a_time(empty, tmp_path):
    """The second would clear away what the first one works on."""
    with hold_backup_lock(empty), pytest.raises(StoreError, match="Cadangan lain dari arsip ini sedang dibuat"):
        make_backup(empty, tmp_path / "lagi.zip", now=NOW)


def test_another_file_is_not_overwritten(empty, tmp_path):
    """A name that was mistyped costs nothing; an empty file may be there."""
    open_store(empty.database).close()
    before = (empty.home / "notula.db").read_bytes()
    with pytest.raises(BackupError, match="Berkas itu sudah ada dan bukan cadangan Notula"):
        make_backup(empty, empty.home / "notula.db", now=NOW)
    assert (empty.home / "notula.db").read_bytes() == before
    (tmp_path / "kosong.zip").touch()
    make_backup(empty, tmp_path / "kosong.zip", now=NOW)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("tidak-ada/arsip.zip", "Cadangan tidak dapat ditulis; periksa folder tujuan, hak aksesnya, dan sisa ruang"),
        (".", "Berkas itu sudah ada dan bukan cadangan Notula; pilih nama berkas lain."),
    ],
)
def test_a_place_that_cannot_be_written_is_said(empty, tmp_path, name, sentence):
    """A folder that is not there, and one where a file should be."""
    with pytest.raises(BackupError, match=sentence):
        make_backup(empty, tmp_path / name, now=NOW)
