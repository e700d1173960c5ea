"""What the first page says."""

from __future__ import annotations

from data.wording.telegram import Phrase

HEADING = Phrase("Rapat daerah, dari berita", "Regional meetings, from the news")
ARTICLES = Phrase("Artikel", "Articles")
MEETINGS = Phrase("Laporan rapat", "Accounts of meetings")
REGIONS = Phrase("Kabupaten dan kota", "Regencies and cities")
PUBLISHERS = Phrase("Penerbit", "Publishers")
DAYS = Phrase("Hari rapat", "Days of meetings")
ARRIVED = Phrase("Artikel terakhir masuk", "Last article came in")
COVERAGE = Phrase("Isi arsip", "What the archive holds")
MONTHS = Phrase("Laporan rapat per bulan", "Accounts of meetings by month")
MONTHS_SAID = Phrase(
    "Diagram batang dari {first} sampai {last}: paling banyak {count} laporan, pada {most}.",
    "Bars from {first} to {last}: most of all, {count} accounts, in {most}.",
)
LATEST = Phrase("Rapat terbaru", "Latest meetings")
ALL_MEETINGS = Phrase("Semua rapat", "All meetings")
EMPTY = Phrase("Arsip ini belum memuat artikel.", "This archive has no articles yet.")
SPAN = Phrase("{first} – {last}", "{first} – {last}")
