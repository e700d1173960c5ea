"""What stands on sheets, pages and the command line of what an office takes home. Indonesian."""

from __future__ import annotations

from collections.abc import Sequence

UNDATED = "Tanpa tanggal"
SUMMARY = "Ringkasan"
RECAPITULATION = "Rekapitulasi Kehadiran"
LIST_OF_MEETINGS = "Daftar Kegiatan"
PAGE_OF = "Halaman {page} dari {pages}"

ATTENDANCE = {
    "day": "Tanggal",
    "meeting": "Kegiatan",
    "place": "Tempat",
    "office": "Jabatan atau unsur",
    "name": "Nama",
    "presence": "Kehadiran",
    "represents": "Mewakili",
    "deputies": "Diwakili oleh",
    "quotation": "Kutipan",
    "publisher": "Media",
    "link": "Tautan",
    "id": "Nomor",
}
"""Headings of a recapitulation of attendance, by field, in their order."""

MEETINGS = {
    "day": "Tanggal",
    "day_end": "Sampai",
    "time": "Pukul",
    "meeting": "Kegiatan",
    "kind": "Jenis",
    "place": "Tempat",
    "region": "Daerah",
    "theme": "Tema",
    "organiser": "Penyelenggara",
    "people": "Pihak yang disebut",
    "publishers": "Media",
    "links": "Tautan",
    "id": "Nomor",
}
"""Headings of a list of meetings."""

PRESENCES = {
    "present": "hadir",
    "represented": "diwakili",
    "absent": "disebut tidak hadir",
    "not_mentioned": "tidak disebut",
}
"""What is said of somebody's presence. Nobody is absent for not being mentioned."""

CAPACITIES = {
    "present": "hadir",
    "opened": "hadir, membuka acara",
    "closed": "hadir, menutup acara",
    "led": "hadir, memimpin",
    "spoke": "hadir, menyampaikan sambutan atau materi",
    "accompanied": "hadir, mendampingi",
}
"""As which somebody was present."""

SOURCES = "Sumber"
CLIPPING = "Kliping Berita"
CONTENTS = "Daftar isi"
BY_OUTLET = "Berita menurut media"
OUTLET, COUNT = "Media", "Jumlah berita"
NO_OUTLET = "(media tidak disebut)"
REPORT = "Laporan Kegiatan"
SUMMED_UP = "Ringkasan (disusun model bahasa dari fakta di bawah ini)"
OPEN = "Tidak disebut dalam berita."
BASIS_OPEN = "Diisi oleh pembuat laporan; berita tidak menyebut surat atau perintahnya."
NOBODY = "Berita tidak menyebut siapa yang hadir."
SECTIONS = {
    "basis": "Dasar",
    "purpose": "Maksud dan tujuan",
    "when": "Waktu",
    "where": "Tempat",
    "organiser": "Penyelenggara",
    "people": "Peserta",
    "topics": "Pokok bahasan",
    "statements": "Pernyataan",
    "outcomes": "Tindak lanjut",
}
"""Parts of a report on a meeting, in their order."""

NOTE = (
    "Dihitung dari yang tertulis di berita. “Tidak disebut” bukan berarti tidak hadir, "
    "sehingga persentase kehadiran tidak dihitung."
)
EXPORTING = "Membaca arsip …"
PERIOD_TURNED = "Hari terakhir (--to) lebih awal daripada hari pertama (--from)."
NOT_WRITABLE = "Berkas hasil tidak dapat ditulis; periksa folder dan sisa ruang disk."
MEETING_NEEDED = "Laporan memerlukan nomor satu kegiatan, misalnya: export report berita-1:0 -o laporan.docx"
NOTHING = "Tidak ada kegiatan di arsip yang cocok dengan pilihan itu; tidak ada berkas yang dibuat."


def unknown_region(typed: str, likely: str | None) -> str:
    """A region that is none, or several."""
    hint = f"; mungkin {likely}?" if likely else ""
    return f"Daerah “{typed}” tidak dikenal{hint}" + ("" if hint else ". Tulis satu provinsi, kabupaten, atau kota.")


def unknown_day(typed: str) -> str:
    """A day, month or year that cannot be read."""
    return f"Waktu “{typed}” tidak terbaca; tulis misalnya 2024-02-06, Februari 2024, atau 2024."


def unknown_kind(typed: str) -> str:
    """A kind of meeting that the table does not have."""
    return f"Jenis kegiatan “{typed}” tidak dikenal; tulis misalnya rakor, paripurna, atau musrenbang."


def unknown_office(typed: str) -> str:
    """An office in which no office is found."""
    return f"Jabatan “{typed}” tidak dikenal; tulis misalnya bupati, kapolres, atau kepala bappeda."


def unknown_form(name: str, possible: Sequence[str]) -> str:
    """A file whose ending says nothing of the kind that it shall be."""
    return f"Akhiran berkas “{name}” tidak dikenal; pakai {', '.join(possible)}, atau beri --format."


def unknown_meeting(typed: str) -> str:
    """No meeting has this number."""
    return f"Tidak ada kegiatan bernomor “{typed}”; nomornya ada di kolom terakhir daftar kegiatan (export meetings)."


def wrong_form(form: str, possible: Sequence[str]) -> str:
    """What was asked for is not made as this kind of file."""
    return f"Bentuk {form} tidak ada untuk ini; yang ada: {', '.join(possible)}."


def said(speaker: str, words: str, *, is_quote: bool) -> str:
    """A statement with its speaker; what an article only reports stands without quotation marks."""
    told = f"“{words}”" if is_quote else words
    return f"{speaker}: {told}" if speaker else told


def clipped(outlet: str, day: str) -> str:
    """The line below an article's title."""
    return " · ".join(part for part in (outlet, day) if part)


def untitled(beginning: str) -> str:
    """An article without a title, by how it begins."""
    return f"(tanpa judul) {beginning}".rstrip()


def at_hour(day: str, hour: str | None) -> str:
    """A day with the hour that is given."""
    return f"{day}, pukul {hour}" if hour else day


def collected(articles: int, outlets: int) -> str:
    """What a clipping holds."""
    return f"{articles} berita dari {outlets} media."


def exporting(events: int) -> str:
    """How far it is."""
    return f"Membaca arsip … {events} kegiatan"


def exported(rows: int, events: int, *, is_table: bool) -> str:
    """What was written: rows of a table, or articles of a document."""
    return f"Tertulis {rows} {'baris' if is_table else 'berita'} dari {events} kegiatan."


def corrected(text: str, day: str) -> str:
    """What an article writes otherwise, with who says so."""
    return f"{text} (dikoreksi pengelola pada {day})"
