"""Dates as files, feeds, tables and people write them; and what becomes of an article whose date nobody can read."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import ReadError
from data.readers import Note, Record, read_sources
from data.readers.dates import read_dated_name, read_published

at = datetime.fromisoformat


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Kamis, 24 Juli 2025 10:15 WIB", at("2025-07-24T10:15+07:00")),
        ("24 Juli 2025 pukul 10.15.30 WITA", at("2025-07-24T10:15:30+08:00")),
        ("Kamis (24/07/2025) | 10:15 WIT", at("2025-07-24T10:15+09:00")),
        ("2025-07-24T10:15:00+0700", at("2025-07-24T10:15+07:00")),
        ("2025-07-24T10:15:00.000Z", at("2025-07-24T10:15+00:00")),
        ("2025-07-24 10:15:00 +0700", at("2025-07-24T10:15+07:00")),
        ("2025-07-24 10:15:00 UTC", at("2025-07-24T10:15+00:00")),
        ("2025/07/24 10:15", at("2025-07-24T10:15")),
        ("24/07/2025", at("2025-07-24")),
        ("05/07/2025", at("2025-07-05")),
        ("24-07-2025 10:15", at("2025-07-24T10:15")),
        ("24.07.2025", at("2025-07-24")),
        ("20250724", at("2025-07-24")),
        ("Thu, 24 Jul 2025 03:15:00 +0000", at("2025-07-24T03:15+00:00")),
        ("Thu, 24 Jul 2025 03:15:00 GMT", at("2025-07-24T03:15+00:00")),
        ("24 Jul 2025 03:15 -0530", at("2025-07-24T03:15-05:30")),
        ("24 Juli 2025 10:15 GMT+7", at("2025-07-24T10:15+07:00")),
        (1753326900, at("2025-07-24T03:15+00:00")),
        (1753326900.0, at("2025-07-24T03:15+00:00")),
        ("1753326900000", at("2025-07-24T03:15+00:00")),
        (date(2025, 7, 24), at("2025-07-24")),
        (datetime(2025, 7, 24, 3, 15, tzinfo=UTC), at("2025-07-24T03:15+00:00")),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_in_every_way_it_is_written(value: object, expected: datetime | None):
    """The day comes first, an Indonesian zone is kept as an offset, seconds since 1970 are in UTC."""
    found = read_published(value)
    assert found == expected
    assert expected is None or found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "value",
    [
        "2025-02-29",
        "31/02/2025",
        "07/24/2025",
        "Kamis depan",
        "0000-00-00 00:00:00",
        "10:15 WIB",
        "24 Juli 2025 10:15 +9900",
        "24 Juli 2025 25:15",
        "2025-07-24 di pendopo",
        float("nan"),
        True,
        12,
        [2025],
        {},
    ],
)
def test_what_is_no_date_is_refused(value: object):
    """Nothing is guessed, and no month is taken for a day."""
    with pytest.raises(ReadError, match="Tanggalnya tidak dapat dibaca"):
        read_published(value)


@given(st.text() | st.integers() | st.floats() | st.booleans())
def test_no_value_ever_raises_anything_else(value: object):
    """Whatever a field holds is a moment, nothing, or refused."""
    with suppress(ReadError):
        assert isinstance(read_published(value), datetime | None)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2024-02-06-rakor.md", at("2024-02-06")),
        ("2024_02_06 rakor.txt", at("2024-02-06")),
        ("2024-02-06.txt", at("2024-02-06")),
        ("2024-02-30-rakor.md", None),
        ("2024-02-061.md", None),
        ("rakor-2024-02-06.md", None),
        ("2024.txt", None),
    ],
)
def test_a_name_may_begin_with_a_day(name: str, expected: datetime | None):
    """As the names of Jekyll's posts do."""
    assert read_dated_name(name) == expected


def test_a_record_with_an_impossible_date_is_taken_undated_and_noted(tmp_path: Path):
    """The note names the line; the record after it has none."""
    path = tmp_path / "arsip.jsonl"
    lines = [{"text": "Rapat pertama.", "published": "2025-02-29"}, {"text": "Rapat kedua.", "published": "2025-02-28"}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    first, second = read_sources([str(path)])
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert (first.article.text, first.article.published) == ("Rapat pertama.", None)
    assert first.note == Note(f"{path}:1", "Tanggalnya tidak dapat dibaca dan dikosongkan: 2025-02-29")
    assert (second.article.published, second.note) == (at("2025-02-28"), None)
