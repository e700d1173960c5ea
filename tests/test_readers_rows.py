"""Reading JSON lines and CSV: every field as given, every broken line by its number."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.readers import Failure, Note, Record, read_sources
from data.wording import reading

TEXT = "Rapat koordinasi di Pendopo Seruni.\n\n  Dihadiri para camat. "

# What a database keeps: no half of a surrogate pair, no NUL.
storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=200)
texts = storable.filter(str.strip)

at = datetime.fromisoformat


def read(path: Path, content: str | bytes, **options) -> list[Record | Failure]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_sources([str(path)], **options))


def read_one(path: Path, content: str | bytes):
    [item] = read(path, content)
    assert isinstance(item, Record), item
    return item.article


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@given(text=texts)
def test_a_json_line_gives_its_text_back_to_the_letter(tmp_path: Path, text: str):
    """Nothing is stripped, squeezed or normalised, whether the line escapes its letters or not."""
    for is_escaped in (True, False):
        line = json.dumps({"id": "a", "text": text}, ensure_ascii=is_escaped)
        assert read_one(tmp_path / "a.jsonl", line).text == text


@given(text=texts.filter(lambda text: not text.startswith("\ufeff")))
def test_a_csv_cell_gives_its_text_back_to_the_letter(tmp_path: Path, text: str):
    """Quotes, delimiters and line ends inside a cell are the text's own."""
    table = io.StringIO(newline="")
    csv.writer(table, quoting=csv.QUOTE_ALL).writerows([["id", "title", "text"], ["a", "Judul rapat di daerah", text]])
    items = read(tmp_path / "a.csv", table.getvalue())
    # A text that is control characters for the most part is taken for binary data, and said to be.
    assert [item.article.text if isinstance(item, Record) else item.reason for item in items] in (
        [text],
        ["Isinya bukan teks, melainkan data biner"],
    )


def test_every_field_of_a_record_is_kept(tmp_path: Path):
    """Id, title, publisher, URL and date are those of the line; other fields are passed over."""
    record = {
        "id": "r-01",
        "title": " Rakor Pangan ",
        "publisher": "Kabar Seruni",
        "url": "https://seruni.example/1",
        "published": "2024-02-06T09:30:00",
        "text": TEXT,
        "tags": ["pangan"],
    }
    article = read_one(tmp_path / "a.jsonl", lines(record))
    assert (article.id, article.title, article.publisher) == ("r-01", " Rakor Pangan ", "Kabar Seruni")
    assert (article.url, article.text) == ("https://seruni.example/1", TEXT)
    assert article.published == at("2024-02-06 09:30")


def test_missing_and_empty_fields_are_unknown(tmp_path: Path):
    """Null and nothing are the same."""
    full = dict.fromkeys(("title", "publisher", "url", "published"))
    for record in ({"id": "a", "text": TEXT}, {"id": "a", "text": TEXT, **full}):
        article = read_one(tmp_path / "a.jsonl", lines(record))
        assert (article.title, article.publisher, article.url, article.published) == ("", "", None, None)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"id": "r-01"}, "r-01"),
        ({"id": 17}, "17"),
        ({"id": " 000_x.txt "}, " 000_x.txt "),
        ({"url": "https://www.Seruni.example/Berita/1/?utm_source=wa&id=7#komentar"}, "seruni.example/Berita/1?id=7"),
        ({"id": "", "url": "http://seruni.example/"}, "seruni.example"),
        ({"url": ""}, "arsip.jsonl#1"),
        ({}, "arsip.jsonl#1"),
    ],
)
def test_the_id_is_the_given_one_or_follows_from_url_or_line(tmp_path: Path, record: dict, expected: str):
    """A given id is kept; otherwise the URL is one, otherwise file and line."""
    assert read_one(tmp_path / "arsip.jsonl", lines({**record, "text": TEXT})).id == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2024-02-06", at("2024-02-06")),
        ("2024-02-06T09:30:00Z", at("2024-02-06 09:30+00:00")),
        (" 2024-02-06 09:30 ", at("2024-02-06 09:30")),
        ("6 Februari 2024", at("2024-02-06")),
        ("Selasa, 06 Feb 2024 09:30 WIB", at("2024-02-06 09:30+07:00")),
        (1707186600, at("2024-02-06 02:30+00:00")),
    ],
)
def test_dates_are_read_as_they_are_written(tmp_path: Path, published: object, expected: datetime):
    """ISO 8601 first, then as people write a date."""
    assert read_one(tmp_path / "a.jsonl", lines({"text": TEXT, "published": published})).published == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "putus', "Baris ini bukan JSON yang utuh"),
        ("[" * 100_000, "Baris ini bukan JSON yang utuh"),
        ('["a"]', "Baris ini bukan objek JSON"),
        ("null", "Baris ini bukan objek JSON"),
        ('{"id": "a"}', "Tidak ada teks beritanya"),
        ('{"id": "a", "text": null}', "Tidak ada teks beritanya"),
        ('{"id": "a", "text": " \\n "}', "Tidak ada teks beritanya"),
        ('{"id": "a", "text": ["x"]}', "Isian text harus berupa teks"),
        ('{"id": {"x": 1}, "text": "x"}', "Isian id harus berupa teks"),
        ('{"id": true, "text": "x"}', "Isian id harus berupa teks"),
        (
            '{"id": "a\\nb", "text": "x"}',
            reading.bad_id(200),
        ),
        ('{"title": {}, "text": "x"}', "Isian title harus berupa teks"),
        ('{"url": ["x"], "text": "x"}', "Isian url harus berupa teks"),
        ('{"text": "setengah \\ud83d"}', "Teksnya memuat karakter yang tidak dapat disimpan"),
        ('{"text": "nol \\u0000"}', "Teksnya memuat karakter yang tidak dapat disimpan"),
        ('{"title": "\\ud83d", "text": "x"}', "Teksnya memuat karakter yang tidak dapat disimpan"),
    ],
)
def test_a_broken_line_is_named_and_skips_nothing_else(tmp_path: Path, line: str, reason: str):
    """The lines before and after are read; the failure names file and line."""
    path = tmp_path / "a.jsonl"
    first, broken, last = read(path, f'{{"id": "1", "text": "x"}}\n\n{line}\n{{"id": "2", "text": "y"}}')
    assert isinstance(first, Record)
    assert broken == Failure(f"{path}:3", reason)
    assert isinstance(last, Record)


def test_a_line_in_another_encoding_is_named(tmp_path: Path):
    """JSON lines are UTF-8: a line that is not is never guessed at."""
    path = tmp_path / "a.jsonl"
    broken, good = read(path, b'{"text": "caf\xe9"}\n{"id": "b", "text": "caf\xc3\xa9"}\n')
    assert broken == Failure(f"{path}:1", "Baris ini bukan UTF-8")
    assert isinstance(good, Record)
    assert good.article.text == "café"


def test_a_huge_line_is_refused_and_the_next_one_read(tmp_path: Path):
    """A line far over the limit is not held in memory whole."""
    path = tmp_path / "a.jsonl"
    huge, good = read(path, '{"text": "' + "x" * 3_000_000 + '"}\n{"id": "b", "text": "y"}\n', max_characters=1000)
    assert huge == Failure(f"{path}:1", "Ukurannya melebihi batas 988 KB")
    assert isinstance(good, Record)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_encoding_is_believed(tmp_path: Path, encoding: str):
    """A byte order mark is no part of the first line."""
    line = json.dumps({"id": "a", "text": "“Rapat”\u2028selesai"}, ensure_ascii=False) + "\r\n"
    assert read_one(tmp_path / "a.jsonl", line.encode(encoding)).text == "“Rapat”\u2028selesai"


def test_an_id_that_comes_twice_is_reported(tmp_path: Path):
    """The first of one id is kept, the second is named by its line."""
    path = tmp_path / "a.jsonl"
    items = read(path, lines({"id": "a", "text": "x"}, {"id": "b", "text": "x"}, {"id": "a", "text": "y"}))
    assert [item.article.text for item in items if isinstance(item, Record)] == ["x", "x"]
    assert items[2] == Failure(f"{path}:3", "Id a sudah dipakai di berkas yang sama")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_header(tmp_path: Path, delimiter: str):
    """Excel writes semicolons where the comma is the decimal sign."""
    rows = ["ID", " Title ", "Text"], ["a", "Rakor; pangan, daerah", TEXT]
    table = io.StringIO(newline="")
    csv.writer(table, delimiter=delimiter).writerows(rows)
    article = read_one(tmp_path / "a.csv", table.getvalue())
    assert (article.id, article.title, article.text) == ("a", "Rakor; pangan, daerah", TEXT)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_from_windows_is_decoded(tmp_path: Path, encoding: str):
    """Excel writes a byte order mark, Windows' own letters, or UTF-16."""
    text = "“Rapat ini penting,” kata Bupati Seruni – di hadapan para camat dan kepala desa."
    assert read_one(tmp_path / "a.csv", f'text\r\n"{text}"\r\n'.encode(encoding)).text == text


def test_broken_rows_are_named_by_the_line_they_begin_on(tmp_path: Path):
    """A cell may hold line ends: the line is counted in the file, not in rows."""
    path = tmp_path / "a.csv"
    items = read(path, 'id,text\n1,"satu\ndua"\n2,"",lebih\n\n3,\n4,empat\n')
    assert [item if isinstance(item, Failure) else item.article.id for item in items] == [
        "1",
        Failure(f"{path}:4", "Baris ini tidak sesuai dengan judul kolom"),
        Failure(f"{path}:6", "Tidak ada teks beritanya"),
        "4",
    ]


def test_a_table_without_a_text_column_is_said(tmp_path: Path):
    """Without the column nothing of it can be an article."""
    path = tmp_path / "a.csv"
    assert read(path, "id,ringkasan\n1,rapat\n") == [Failure(str(path), "Tabel ini tidak memiliki kolom text")]


def test_a_cell_longer_than_the_library_allows_is_read(tmp_path: Path):
    """An article of 150,000 characters fits into a cell."""
    text = "Rapat. " * 21_500
    assert read_one(tmp_path / "a.csv", f'text\n"{text}"\n').text == text


HEAD = "id,title,text\n"
GOOD = "1,Rakor,“Camat membuka rapat.”\n"


def read_texts(path: Path, content: str | bytes) -> list[str]:
    """The text of each record, or the source and reason of what was not read."""
    return [
        item.article.text if isinstance(item, Record) else f"{item.source.partition(':')[2]}: {item.reason}"
        for item in read(path, content)
    ]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (b"2,Rakor,Camat menutup\x00 rapat.\n", "Camat menutup rapat."),
        (b"2,Rakor,\x93Camat menutup rapat.\x94\n", "“Camat menutup rapat.”"),
        (b"2,Rakor,Camat \xe2\x80 menutup rapat.\n", "Camat \ufffd menutup rapat."),
        (b"2,Rakor,Camat menutup rapat. \xc3\n", "Camat menutup rapat. \ufffd"),
        (b"2,Rakor,Camat menutup rapat.,,\n", "Camat menutup rapat."),
        (b'2,"Rakor "Pangan"",Camat menutup rapat.\n', "Camat menutup rapat."),
        (b'2,Rakor,"Camat menutup rapat.\n', ":3: " + reading.BROKEN_ROW),
        (b"2,Rakor,Camat menutup rapat.,lebih\n", ":3: " + reading.BROKEN_ROW),
    ],
    ids=["nul", "windows", "cut", "cut at the end", "empty cells", "quotes", "open quote", "too many"],
)
def test_what_is_wrong_with_a_row_costs_that_row_at_most(tmp_path: Path, row: bytes, text: str):
    """It is mended, with U+FFFD for what is lost, or named by its line; the rows around it are read."""
    content = HEAD.encode() + GOOD.encode() + row + b'3,Rakor,"Lurah hadir, juga warga."\n4,Rakor,Selesai.\n'
    found = read_texts(tmp_path / "a.csv", content)
    assert found == ["“Camat membuka rapat.”", text.removeprefix(":"), "Lurah hadir, juga warga.", "Selesai."]


def test_a_byte_that_is_no_letter_of_windows_costs_nothing_else(tmp_path: Path):
    """The table's other letters stay Windows' own."""
    content = f"{HEAD}{GOOD * 5}".encode("cp1252").replace(b"rapat.", b"rapat\x81.", 1)
    assert read_texts(tmp_path / "a.csv", content)[0] == "“Camat membuka rapat\ufffd.”"


def test_broken_letters_are_noted(tmp_path: Path):
    """By the line of the row."""
    path = tmp_path / "a.csv"
    first, second = read(path, f"{HEAD}{GOOD}".encode() + b"2,Rakor,\xe2\x80 Selesai.\n")
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.note is None
    assert second.note == Note(f"{path}:3", "Ada huruf yang rusak di teksnya, ditandai \ufffd")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_marked_table_with_a_broken_end_is_read(tmp_path: Path, encoding: str):
    """The byte order mark stays believed."""
    content = (HEAD + GOOD * 1 + "2,Rakor,Selesai. " + "Semua pulang. " * 40).encode(encoding) + b"\xc3"
    texts = read_texts(tmp_path / "a.csv", content)
    assert texts[0] == "“Camat membuka rapat.”"
    assert texts[1].startswith("Selesai. Semua pulang.")


@pytest.mark.parametrize("line", ["sep=;\n", '"sep=;"\r\n', "SEP=;;;\n", "\ufeffsep=;\n"])
def test_excels_own_first_line_is_no_part_of_the_table(tmp_path: Path, line: str):
    """It names the delimiter; lines keep their numbers."""
    assert read_texts(tmp_path / "a.csv", f"{line}id;text\n1;Satu, dua.\n2;\n") == [
        "Satu, dua.",
        f"4: {reading.NO_TEXT}",
    ]


def test_a_header_may_stand_below_a_title(tmp_path: Path):
    """As in tables that were made to be printed."""
    assert read_texts(tmp_path / "a.csv", "Berita;;\n;;\nNo;Judul;Isi Berita\n1;Rakor;Selesai.\n2;;\n") == [
        "Selesai.",
        f"5: {reading.NO_TEXT}",
    ]


def test_a_value_that_is_a_name_of_ours_makes_no_header(tmp_path: Path):
    """A category "Berita" is no column of texts."""
    path = tmp_path / "a.csv"
    assert read(path, "no,jenis,ringkas\n1,Berita,Rapat selesai.\n2,Berita,Camat pulang.\n") == [
        Failure(str(path), "Tabel ini tidak memiliki kolom text")
    ]


def test_a_quotation_over_several_lines_stays_whole(tmp_path: Path):
    """Also in the last row, where nobody closed it."""
    content = f'{HEAD}1,Rakor,"Katanya ""siap"".\nLalu, ia pulang."\n2,Rakor,"Katanya siap.\nLalu, ia pulang.\n'
    assert read_texts(tmp_path / "a.csv", content) == [
        'Katanya "siap".\nLalu, ia pulang.',
        "Katanya siap.\nLalu, ia pulang.\n",
    ]


def test_a_mapping_names_columns(tmp_path: Path):
    """One that a table does not have is said."""
    path = tmp_path / "a.csv"
    [item] = read(path, "kepala,narasi\nRakor,Selesai.\n", mapping={"text": "narasi", "title": "Kepala"})
    assert isinstance(item, Record)
    assert (item.article.title, item.article.text) == ("Rakor", "Selesai.")
    assert read(path, "kepala,isi\nRakor,Selesai.\n", mapping={"text": "narasi"}) == [
        Failure(str(path), "Berkas ini tidak memiliki kolom atau isian narasi")
    ]
