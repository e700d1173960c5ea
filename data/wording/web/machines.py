"""What stands in calendars, feeds, cards and the widget beside what articles say."""

from __future__ import annotations

from data.wording.telegram import Phrase

CALENDAR = Phrase("Rapat daerah – Notula", "Regional meetings – Notula")
CALENDAR_OF = Phrase("Rapat: {what} – Notula", "Meetings: {what} – Notula")
WHEN = Phrase("Waktu: {what}", "Time: {what}")
REGION = Phrase("Daerah: {what}", "Region: {what}")
THEME = Phrase("Tema: {what}", "Theme: {what}")
ORGANISER = Phrase("Penyelenggara: {what}", "Organised by: {what}")
PEOPLE = Phrase("Disebut hadir: {who}.", "Said to be there: {who}.")
MORE_PEOPLE = Phrase("Disebut hadir: {who}, dan {more} lagi.", "Said to be there: {who}, and {more} more.")
SOURCE = Phrase("Sumber: {what}", "Source: {what}")
ENTRY = Phrase("Rapat ini untuk kalender", "This meeting for calendars")
NO_DAY = Phrase(
    "Hari rapat ini tidak disebut dalam beritanya, jadi tidak ada entri kalendernya.",
    "The articles do not say on which day this meeting was, so there is no calendar entry for it.",
)
DESCRIPTION = Phrase(
    "Arsip rapat daerah yang dibaca dari berita, hanya untuk dibaca. Setiap halaman tersedia sebagai JSON.",
    "An archive of regional meetings read from news, to be read only. Every page is there as JSON.",
)
SHOWN = Phrase("Yang diminta", "What was asked for")
REFUSED_QUERY = Phrase("Bagian permintaan tidak dapat dibaca", "A part of what is asked cannot be read")
REFUSED_ID = Phrase("Tidak ada dalam arsip", "Not in the archive")
REFUSED_LENGTH = Phrase("Terlalu panjang", "Too long")
REFUSED_NOW = Phrase("Sedang tidak dapat dijawab", "Cannot be answered just now")
REFUSED_OFTEN = Phrase("Terlalu sering; coba lagi nanti", "Too often; try again later")
ARCHIVE = Phrase("Rapat daerah, dibaca dari berita", "Regional meetings, read from news")
HELD = Phrase("{meetings} rapat dalam {articles} artikel", "{meetings} meetings in {articles} articles")
COUNTED_PEOPLE = Phrase("{number} pihak disebut", "{number} parties named")
MORE_OUTLETS = Phrase("{names}, dan {more} media lain", "{names}, and {more} more outlets")
NOTHING_YET = Phrase("Belum ada rapat yang cocok.", "There are no such meetings yet.")
ALL_MEETINGS = Phrase("Semua rapat di Notula", "All meetings on Notula")
EMBEDDING = Phrase("Rapat di situs Anda", "Meetings on your site")
EMBEDDING_HOW = Phrase(
    "Salin kode ini ke halaman Anda. Rapat yang baru masuk muncul di sana dengan sendirinya, tanpa kuki, tanpa skrip.",
    "Copy this code into your page. Meetings that come in appear there by themselves, without cookies or scripts.",
)
REGION_NAME = Phrase("Daerah (boleh kosong)", "Region (may be empty)")
KIND_NAME = Phrase("Jenis rapat (boleh kosong)", "Kind of meeting (may be empty)")
MAKE_CODE = Phrase("Buat kode", "Make the code")
CODE = Phrase("Kode untuk disalin", "Code to copy")
LOOK_AT_IT = Phrase("Lihat seperti apa", "See what it looks like")
