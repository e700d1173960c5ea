"""The page that answers a question."""

from __future__ import annotations

from data.wording.telegram import Phrase

TITLE = Phrase("Tanya arsip", "Ask the archive")
TOO_LONG = Phrase(
    "Pertanyaannya terlalu panjang; paling banyak {most} karakter.",
    "The question is too long; at most {most} characters.",
)
HOW = Phrase(
    "Tulis pertanyaannya dalam bahasa Indonesia; jawabannya selalu dengan kutipan dan sumbernya.",
    "Write your question in Indonesian; the answer always comes with the quote and its source.",
)
TRY = Phrase("Coba tanyakan", "Try asking")
RUNNING = Phrase("Sedang mencari jawabannya…", "Looking for the answer…")
ANSWER = Phrase("Jawaban", "Answer")
STATUS = {
    "answered": Phrase("Terjawab", "Answered"),
    "conflicting": Phrase("Sumber tidak sepakat", "Sources disagree"),
    "not_stated": Phrase("Tidak disebut artikelnya", "Not stated by the article"),
    "not_covered": Phrase("Belum ada di arsip", "Not in the archive"),
    "error": Phrase("Gagal", "Failed"),
}
"""By the statuses of the answer format; what is unclear asks back."""

DOUBTS = Phrase("Yang tidak pasti cocok", "What does not surely fit")
MEETING = Phrase("Rapat yang dimaksud", "The meeting meant")
MEETING_PAGE = Phrase("Semua tentang rapat ini", "All about this meeting")
WHO_ATTENDED = Phrase("Siapa yang hadir?", "Who attended?")
CALENDAR = Phrase("Simpan ke kalender", "Save to calendar")
QUOTES = Phrase("Kutipan", "Quotes")
AT_PLACE = Phrase("lihat di artikelnya", "see it in the article")
AT_PUBLISHER = Phrase("buka di halaman penerbit", "open at the publisher")
WEB_ARCHIVE = Phrase("arsip web", "web archive")
SOURCES = Phrase("Sumber", "Sources")
NEARBY = Phrase("Rapat lain yang mungkin dimaksud", "Other meetings that may be meant")
FOUND = Phrase("Bagian artikel yang ditemukan", "Passages that were found")
NOTHING_SHOWN = Phrase("tanpa kalimat yang dapat ditampilkan", "without a sentence that can be shown")
RECEIPT = Phrase("Kode bukti", "Receipt")
RECEIPT_NOTE = Phrase(
    "Dengan kode ini siapa pun dapat melihat pertanyaan ini, jawabannya, dan apakah masih sama; tanpa kode tidak. "
    "Disimpan paling lama {days} hari.",
    "With this code anybody can see this question, its answer, and whether it still holds; without it nobody can. "
    "Kept for at most {days} days.",
)
