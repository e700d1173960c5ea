"""Minutes say by labels when, where and who; everything is quoted to the letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.article import Article
from data.facts import FactKind
from retrieval.reading.minutes import find_labels
from retrieval.reading.reader import read_article

MINUTES = """\
# Notulen Rapat Karang Taruna
Hari, tanggal: Sabtu, 14 Juni 2025
Waktu: 19.30 WIB
**Tempat**: Gardu RW 05 Kenanga
Pimpinan Rapat: Pak Wibisono (Ketua RW 05)
Agenda: persiapan lomba kampung
Peserta:
1. Bu Rahmawati
2. Mas Hartadi - Bendahara
3. dua orang pemuda
Tidak hadir: Bu Lestari

Tindak lanjut:
- Sewa tenda untuk rapat warga 21 Juni 2025 di Balai Kelurahan (PIC: Pak Suroso)
"""


def read(text, title=""):
    return read_article(Article(id="notulen", text=text, title=title))


def people(reading):
    facts = [fact for fact in reading.facts if fact.kind is FactKind.ATTENDANCE]
    return {(fact.value, fact.person, fact.role, str(fact.capacity)) for fact in facts}


def test_labels_tell_of_one_meeting():
    """Its name stands above them, its day, hour and place behind them; a task's day and place are none of it."""
    (meeting,) = read(MINUTES).meetings
    assert (meeting.name, str(meeting.date), meeting.time, meeting.place) == (
        "Rapat Karang Taruna",
        "2025-06-14",
        "pukul 19.30 WIB",
        "Gardu RW 05 Kenanga",
    )


def test_who_was_there_is_who_is_listed():
    """With the office beside the name; one without a name as written; who is to do something was not there by that."""
    assert people(read(MINUTES)) == {
        ("Pak Wibisono", "Wibisono", "Ketua RW 05", "led"),
        ("Bu Rahmawati", "Rahmawati", None, "present"),
        ("Mas Hartadi", "Hartadi", "Bendahara", "present"),
        ("dua orang pemuda", "dua orang pemuda", None, "present"),
        ("Bu Lestari", "Lestari", None, "absent"),
    }


def test_everything_is_quoted():
    """A value stands where the fact says, inside the quote, which begins with the label."""
    for fact in read(MINUTES).facts:
        assert fact.start <= fact.value_start < fact.value_end <= fact.end
        if fact.kind is not FactKind.DATE:
            assert MINUTES[fact.value_start : fact.value_end] == fact.value


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Peserta: Bu Ratna, Pak Dodi dan Pak Hasan", ["Bu Ratna", "Pak Dodi", "Pak Hasan"]),
        ("Hadir: Wulan Sari, S.Pd., M.Pd.; Joko Susilo, S.H.", ["Wulan Sari, S.Pd., M.Pd.", "Joko Susilo, S.H."]),
        ("Peserta: Wulan Sari, Camat Melati, Joko Susilo, Lurah Kenanga", ["Wulan Sari", "Joko Susilo"]),
        ("Peserta: Camat Melati, Lurah Kenanga", ["Camat Melati", "Lurah Kenanga"]),
        ("Yang hadir: Wulan (Ketua, merangkap bendahara) dan Joko", ["Wulan", "Joko"]),
    ],
)
def test_a_line_lists_people(line, names):
    """Parted by signs and "dan"; degrees and brackets belong to the name before."""
    text = f"Notulen Rapat RT\nTanggal: 3 Mei 2025\nTempat: Pos Ronda\n{line}\n"
    found = [fact for fact in read(text).facts if fact.kind is FactKind.ATTENDANCE]
    assert [fact.value for fact in found] == names


def test_news_is_no_minutes():
    """A label or two stand in any text."""
    assert find_labels("Bupati membuka rapat.\nTempat: pendopo\nPeserta: camat") == []
    assert find_labels("Tempat: A\nTanggal: 3 Mei 2025\nWaktu: 10.00") == []


@given(st.lists(st.sampled_from([*MINUTES.splitlines(), "", "- x", "Peserta:", "a: b", ":", "Hadir: ,,dan ; ("])))
def test_any_lines_are_read(lines):
    """Spans lie in the text, in order."""
    text = "\n".join(lines)
    for label in find_labels(text):
        assert all(0 <= label.start <= entry.start < entry.end <= len(text) for entry in label.entries)
