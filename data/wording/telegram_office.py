"""What the Telegram bot says of what an office takes home, in Indonesian and in English; see telegram.py."""

from __future__ import annotations

from data.wording.telegram import Phrase

RECAP_HOW = Phrase(
    "Rekap kehadiran sebagai berkas Excel. Tulis daerah, waktu, dan bila perlu jabatan atau nama orang: "
    "/rekap Batang Hari 2023 bupati",
    "Attendance as an Excel file. Write a region, a period and, if you like, an office or a person's name: "
    "/rekap Batang Hari 2023 bupati",
)
CLIPPING_HOW = Phrase(
    "Kliping berita sebagai PDF atau Word. Tulis daerah dan waktu: /kliping Batang Hari 2023",
    "News clippings as PDF or Word. Write a region and a period: /kliping Batang Hari 2023",
)
REPORT_HOW = Phrase(
    "Laporan satu kegiatan sebagai PDF atau Word. Tulis kegiatannya (/laporan rakor Batang Hari 2023), atau tekan "
    "“Laporan” di bawah jawaban tentang kegiatan itu.",
    "A report on one meeting as PDF or Word. Name the meeting (/laporan rakor Batang Hari 2023), or press “Report” "
    "under an answer about it.",
)
NOT_UNDERSTOOD = Phrase(
    "Bagian “{part}” tidak saya pahami: bukan daerah, waktu (dengan tahun), jenis rapat, jabatan, atau nama yang ada "
    "di arsip. Tidak ada berkas yang dibuat.",
    "I do not understand “{part}”: it is no region, period (with a year), kind of meeting, office, or name in the "
    "archive. No file was made.",
)
NOTHING = Phrase(
    "Tidak ada kegiatan di arsip yang cocok dengan pilihan itu ({chosen}); tidak ada berkas yang dibuat.",
    "The archive has no meetings that fit ({chosen}); no file was made.",
)
TOO_MANY = Phrase(
    "Terlalu banyak untuk satu berkas: {count} laporan rapat, paling banyak {most}. Persempit dengan daerah atau "
    "waktu, misalnya: {example}",
    "Too much for one file: {count} reports of meetings, {most} at most. Narrow it by region or period, for example: "
    "{example}",
)
TOO_LARGE = Phrase(
    "Berkasnya terlalu besar untuk dikirim. Persempit dengan daerah atau waktu.",
    "The file is too large to be sent. Narrow it by region or period.",
)
TODAY_ENOUGH = Phrase(
    "Hari ini sudah {most} berkas untuk Anda. Silakan lanjutkan besok.",
    "You had {most} files today. Please go on tomorrow.",
)
LONG = Phrase(
    "{chosen}: {count} laporan rapat. Membuat berkasnya perlu beberapa saat; pilih bentuknya untuk memulai:",
    "{chosen}: {count} reports of meetings. Making the file takes a while; choose its kind to begin:",
)
BUSY = Phrase(
    "Berkas lain masih dibuat. Tunggu sampai selesai, lalu coba lagi.",
    "Another file is still being made. Wait for it, then try again.",
)
MAKING = Phrase("Membaca arsip: {count} kegiatan…", "Reading the archive: {count} meetings…")
MADE = Phrase("Selesai: {chosen}.", "Done: {chosen}.")
STOPPED = Phrase("Dihentikan; tidak ada berkas yang dibuat.", "Stopped; no file was made.")
FAILED = Phrase("Berkas ini gagal dibuat: {reason}", "This file could not be made: {reason}")
EVERYTHING = Phrase("semua yang ada di arsip", "all of the archive")
FOUND = Phrase(
    "{chosen}: {meetings} kegiatan, {people} orang atau unsur, {outlets} media.",
    "{chosen}: meetings {meetings}, people or groups {people}, outlets {outlets}.",
)
FOUND_OF = Phrase(
    "{chosen}: disebut di {mentioning} dari {meetings} kegiatan; {outlets} media. Yang tidak disebut belum tentu tidak "
    "hadir.",
    "{chosen}: mentioned at {mentioning} of {meetings} meetings; outlets {outlets}. Whoever is not mentioned may still "
    "have been there.",
)
CLIPPED = Phrase(
    "{chosen}: {articles} berita tentang {meetings} kegiatan, dari {outlets} media. Pilih bentuk berkasnya:",
    "{chosen}: articles {articles}, meetings {meetings}, outlets {outlets}. Choose a kind of file:",
)
REPORTED = Phrase(
    "Laporan kegiatan: {meeting}. Pilih bentuk berkasnya:", "Report on: {meeting}. Choose a kind of file:"
)
NO_MEETING = Phrase(
    "Kegiatan itu tidak saya temukan di arsip. Sebutkan jenis, daerah, dan waktunya.",
    "I do not find that meeting in the archive. Name its kind, region and period.",
)
RECAP = Phrase("Rekap", "Attendance")
CLIPPING = Phrase("Kliping", "Clippings")
REPORT = Phrase("Laporan", "Report")
CAPTIONS = {
    "attendance": Phrase("Rekap kehadiran · {chosen}", "Attendance · {chosen}"),
    "clipping": Phrase("Kliping berita · {chosen}", "News clippings · {chosen}"),
    "report": Phrase("Laporan kegiatan · {chosen}", "Report on a meeting · {chosen}"),
}
FILE_NAMES = {"attendance": "rekap", "clipping": "kliping", "report": "laporan"}
FORMS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
EXAMPLES = {"attendance": "/rekap Batang Hari 2023", "clipping": "/kliping Batang Hari Mei 2023"}
