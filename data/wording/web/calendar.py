"""What a month of meetings says."""

from __future__ import annotations

from data.wording.telegram import Phrase

TITLE = Phrase("Kalender", "Calendar")
MONTHS = Phrase("Bulan lain yang ada rapatnya", "Other months that have meetings")
EARLIER = Phrase("← {month}", "← {month}")
LATER = Phrase("{month} →", "{month} →")
NONE = Phrase(
    "Arsip tidak memuat laporan rapat pada bulan ini untuk pilihan ini.",
    "The archive has no account of a meeting in this month for these choices.",
)
CAPTION = Phrase("Rapat pada {month}, hari demi hari", "Meetings in {month}, day by day")
COUNT = Phrase("{count} laporan", "{count} accounts")
OTHERS = Phrase("{count} laporan lagi", "{count} more accounts")
ALL_OF_DAY = Phrase("Semua rapat pada {day}", "All meetings on {day}")
AS_LIST = Phrase("Sebagai daftar", "As a list")
CHOOSE = Phrase("Pilih bulan dan daerah", "Choose month and region")
MONTH_FIELD = Phrase("Bulan (tahun-bulan)", "Month (year-month)")
