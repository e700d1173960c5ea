"""Reading sources: files, folders, ids, and what is said about everything that gives no article."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.readers import Failure, Record, read_sources
from data.readers.files import MAX_FILE_BYTES, SUFFIXES
from data.wording import reading

TEXT = "Bupati Seruni membuka rapat koordinasi di pendopo.\nRapat itu dihadiri para camat."


@pytest.fixture(autouse=True)
def _stay_in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, content: str | bytes = TEXT) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read_ids(*sources: str, **options) -> list[str]:
    return [item.article.id for item in read_sources(sources, **options) if isinstance(item, Record)]


def read_failure(source: str, **options) -> str:
    [item] = read_sources([source], **options)
    assert isinstance(item, Failure)
    assert item.source == source
    return item.reason


def test_a_folder_is_read_in_order_without_hidden_files():
    """Files and folders come sorted; what begins with a dot is passed over."""
    for name in ("arsip/b.txt", "arsip/a.txt", "arsip/.rahasia.txt", "arsip/2024/c.md", "arsip/.git/d.txt"):
        write(name)
    assert read_ids("arsip") == ["a.txt", "b.txt", "c.md"]


def test_a_file_named_twice_is_read_once():
    """A file that is also in a named folder, or is named through a link, gives one record."""
    write("arsip/a.txt")
    Path("tautan.txt").symlink_to("arsip/a.txt")
    assert read_ids("arsip", "arsip/a.txt", "./arsip/../arsip/a.txt", "tautan.txt") == ["a.txt"]


def test_the_same_file_has_the_same_id_and_origin_through_any_path(monkeypatch: pytest.MonkeyPatch):
    """The way to a file does not matter: relative, absolute, from within its folder."""
    path = write("arsip/2024/rakor.txt").resolve()
    seen = [next(read_sources([source])) for source in ("arsip", "arsip/2024/rakor.txt", str(path))]
    monkeypatch.chdir("arsip/2024")
    seen.append(next(read_sources(["rakor.txt"])))
    assert {(item.article.id, item.origin) for item in seen} == {("rakor.txt", str(path))}


def test_two_files_of_one_name_are_two_articles():
    """The second of one name gets a hash of its path, which stays the same in the next call."""
    write("2023/rakor.txt")
    write("2024/rakor.txt", TEXT + " Tahun berikutnya.")
    first, second = read_ids("2023", "2024")
    assert first == "rakor.txt"
    assert second.startswith("rakor.txt~")
    assert read_ids("2023", "2024") == [first, second]


def test_a_name_stored_from_another_path_is_not_taken_over():
    """What is stored under an id keeps it: another path gets another id, and the same one ever after."""
    first, second = write("2023/rakor.txt").resolve(), write("2024/rakor.txt").resolve()
    stored = {"rakor.txt": str(first)}
    [article_id] = read_ids("2024/rakor.txt", origin_of=stored.get)
    assert article_id != "rakor.txt"
    stored = {article_id: str(second)}
    assert read_ids("2024/rakor.txt", origin_of=stored.get) == [article_id]
    assert read_ids("2023/rakor.txt", origin_of={"rakor.txt": str(first)}.get) == ["rakor.txt"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_of_any_format_gives_no_article(suffix: str):
    """An empty file is named, whatever its format."""
    write(f"kosong{suffix}", b"")
    assert read_failure(f"kosong{suffix}") == reading.EMPTY


@pytest.mark.parametrize(("name", "content"), [("a.jsonl", b"\n \n"), ("a.csv", b"id,text\n\n")])
def test_a_file_of_lines_without_a_record_is_said(name: str, content: bytes):
    """Blank lines are passed over; a file of nothing else is named."""
    write(name, content)
    assert read_failure(name) == "Tidak ada isinya"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kosong.txt", b" \n\t\n", "Tidak ada isinya"),
        ("gambar.txt", b"\x89PNG\r\n\x1a\n" + bytes(40), "Isinya bukan teks, melainkan data biner"),
        ("program.md", b"\x7fELF" + bytes(range(256)), "Isinya bukan teks, melainkan data biner"),
        ("nol.txt", b"Rapat\x00 di pendopo dihadiri para camat", "Isinya bukan teks, melainkan data biner"),
        ("acak.txt", bytes(range(1, 32)) * 9, "Isinya bukan teks, melainkan data biner"),
        ("gambar.jpg", b"\xff\xd8\xff", f"Format .jpg tidak dibaca; yang dibaca: {' '.join(SUFFIXES)}"),
        ("BACA", b"Rapat", f"Format tanpa akhiran tidak dibaca; yang dibaca: {' '.join(SUFFIXES)}"),
        ("lama.docx", b"\xd0\xcf\x11\xe0" + bytes(99), reading.OLD_DOCUMENT),
        ("rusak.docx", b"PK\x03\x04 bukan arsip", "Dokumen Word ini rusak"),
        ("rusak.pdf", b"%PDF-1.7 tetapi tidak ada isinya", "PDF ini rusak"),
        ("kosong.html", b"<html><body></body></html>", "Halaman ini tidak memuat teks berita"),
        ("gambar.jsonl", b"\x89PNG\r\n\x1a\n\n\n", "Isinya bukan teks, melainkan data biner"),
        ("gambar.csv", b"\xff\xd8\xff\n\n", "Isinya bukan teks, melainkan data biner"),
        ("nol.csv", bytes(9), "Isinya bukan teks, melainkan data biner"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(name: str, content: bytes, reason: str):
    """Each kind of broken file has its own sentence."""
    write(name, content)
    assert read_failure(name) == reason


@pytest.mark.parametrize("source", ["tidak/ada.txt", "", "\x00", "x" * 5000])
def test_a_path_to_nothing_is_said(source: str):
    """A path that leads nowhere, or is no path, is one failure."""
    assert read_failure(source) == "Berkas atau folder ini tidak ada"


def test_an_empty_folder_is_said():
    """A folder with nothing but hidden files is named."""
    write("arsip/.rahasia")
    assert read_failure("arsip") == "Folder ini tidak berisi berkas"


def test_a_pipe_is_not_waited_for():
    """What is no regular file is refused before it is opened."""
    os.mkfifo("pipa.txt")
    os.mkfifo("pipa.jsonl")
    assert read_failure("pipa.txt") == read_failure("pipa.jsonl") == "Ini bukan berkas biasa"


def test_a_dangling_link_is_said():
    """A link to nothing inside a folder is a failure of its own and skips nothing else."""
    write("arsip/b.txt")
    Path("arsip/a.txt").symlink_to("hilang.txt")
    first, second = read_sources(["arsip"])
    assert first == Failure("arsip/a.txt", "Berkas atau folder ini tidak ada")
    assert isinstance(second, Record)


def test_a_linked_folder_does_not_lead_round_in_a_circle():
    """A folder that holds a link to itself ends."""
    write("arsip/a.txt")
    Path("arsip/lagi").symlink_to(".", target_is_directory=True)
    assert read_ids("arsip") == ["a.txt"]


def test_a_name_that_is_no_unicode_is_shown_readably():
    """A file name of stray bytes neither stops the reading nor reaches the archive as it is."""
    Path(os.fsdecode(b"rapat\xff.txt")).write_text(TEXT, encoding="utf-8")
    [record] = read_sources(["."])
    assert isinstance(record, Record)
    assert record.article.id == "rapat?.txt"
    assert record.origin.endswith("rapat\ufffd.txt")


@pytest.mark.parametrize("name", ["panjang.txt", "panjang.html", "panjang.jsonl", "panjang.csv"])
def test_an_article_over_the_limit_names_the_limit(name: str):
    """The limit is said, with dots between thousands."""
    text = "Rapat itu dihadiri para camat. " * 40
    content = {
        ".txt": text,
        ".html": f"<html><body><article><p>{text}</p></article></body></html>",
        ".jsonl": f'{{"text": "{text}"}}',
        ".csv": f'text\n"{text}"\n',
    }[Path(name).suffix]
    write(name, content)
    [item] = read_sources([name], max_characters=1000)
    assert isinstance(item, Failure)
    assert item.reason == "Teksnya melebihi batas 1.000 karakter"
    assert [type(item) for item in read_sources([name], max_characters=len(text))] == [Record]


def test_a_huge_file_is_not_taken_into_memory():
    """A file over the limit in bytes is refused by its size."""
    with Path("besar.txt").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert read_failure("besar.txt") == "Ukurannya melebihi batas 50 MB"


def test_one_bad_file_skips_nothing_else():
    """Good files before and after a broken one are read."""
    write("a.txt")
    write("b.docx", b"rusak")
    write("c.txt")
    assert [type(item) for item in read_sources(["."])] == [Record, Failure, Record]


@given(content=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
@settings(max_examples=300)
def test_no_bytes_ever_raise(content: bytes, suffix: str):
    """Whatever a file holds, each record is an article or a failure with a reason."""
    write(f"apa-saja{suffix}", content)
    for item in read_sources([f"apa-saja{suffix}"]):
        assert item.article.text.strip() if isinstance(item, Record) else item.reason


@given(
    start=st.sampled_from(
        [
            b"%PDF-1.4\n",
            b"PK\3\4",
            b"---\n",
            b"<html><body>",
            b'{"text": ',
            b'[{"isi": "',
            b"text\n",
            b"sep=;\nisi;\n",
            b'<rss version="2.0"><channel><item><title>',
            b"\xff\xfe",
        ]
    ),
    content=st.binary(max_size=300),
    suffix=st.sampled_from(SUFFIXES),
)
@settings(max_examples=300)
def test_no_bytes_behind_a_good_start_ever_raise(start: bytes, content: bytes, suffix: str):
    """Nor does what begins as its format should and goes on as it likes."""
    write(f"apa-saja{suffix}", start + content)
    for item in read_sources([f"apa-saja{suffix}"]):
        assert item.article.text.strip() if isinstance(item, Record) else item.reason
