"""What the Telegram bot says about what people follow, in Indonesian and in English."""

from __future__ import annotations

from data.subscription import Aim, Rhythm
from data.wording.telegram import Phrase

FOLLOW_WHAT = Phrase(
    "Tulis yang ingin diikuti: daerah, orang, jabatan, jenis rapat, atau pertanyaan. Misalnya: /ikuti batang hari, "
    "/ikuti bupati tebo, /ikuti musrenbang kerinci mingguan, /ikuti batang hari ke @nama_kanal. Daftarnya: /ikutan",
    "Write what to follow: a region, a person, an office, a kind of meeting, or a question. For example: /ikuti "
    "batang hari, /ikuti bupati tebo, /ikuti musrenbang kerinci weekly, /ikuti batang hari to @channel_name. "
    "The list: /ikutan",
)
FOLLOWED = Phrase("Diikuti: {name} ({aim})", "Following: {name} ({aim})")
FOLLOWED_ELSEWHERE = Phrase("Dikabarkan di {chat}.", "It is told in {chat}.")
AIMS = {
    Aim.REGION: Phrase("daerah", "region"),
    Aim.PERSON: Phrase("orang", "person"),
    Aim.OFFICE: Phrase("jabatan, siapa pun pemegangnya", "office, whoever holds it"),
    Aim.KIND: Phrase("jenis rapat", "kind of meeting"),
    Aim.QUESTION: Phrase("pertanyaan", "question"),
}
RHYTHMS = {
    Rhythm.NOW: Phrase("Seketika", "At once"),
    Rhythm.DAILY: Phrase("Harian", "Daily"),
    Rhythm.WEEKLY: Phrase("Mingguan", "Weekly"),
}
WHEN = {
    Rhythm.NOW: Phrase("Dikabarkan begitu ada yang baru ({zone}).", "Told as soon as there is news ({zone})."),
    Rhythm.DAILY: Phrase(
        "Dikabarkan setiap hari pukul {hour} {zone}, bila ada yang baru.",
        "Told every day at {hour} {zone}, where there is news.",
    ),
    Rhythm.WEEKLY: Phrase(
        "Dikabarkan setiap Senin pukul {hour} {zone}, bila ada yang baru.",
        "Told every Monday at {hour} {zone}, where there is news.",
    ),
}
QUIET = Phrase("Jam tenang: {start}–{end}.", "Quiet hours: {start}–{end}.")
NEVER_QUIET = Phrase("Tanpa jam tenang.", "No quiet hours.")
CHANGE_ZONE = Phrase("Zona: {zone}", "Zone: {zone}")
CHANGE_QUIET = Phrase("Jam tenang", "Quiet hours")
END = Phrase("Berhenti", "Stop")
SHEET = Phrase("Lampirkan Excel", "Attach Excel")
CHOSEN = "✓ {name}"
ENDED = Phrase("{name} tidak diikuti lagi.", "{name} is no longer followed.")
TOO_MANY = Phrase(
    "Sudah {most} hal yang diikuti, tidak bisa lebih. Hentikan salah satunya di /ikutan.",
    "{most} things are followed, and that is the most. Stop one of them in /ikutan.",
)
NOT_ADMIN = Phrase(
    "Hanya admin percakapan itu yang dapat mengatur kabar di sana, dan saya harus menjadi anggotanya.",
    "Only administrators of that chat can set what is told there, and I must be a member of it.",
)
NOTHING = Phrase(
    "Belum ada yang diikuti. Tulis misalnya: /ikuti batang hari", "Nothing is followed yet. Write: /ikuti batang hari"
)
LIST = Phrase("Yang diikuti; pilih untuk mengatur, ✖ untuk menghentikan:", "Followed; choose to set, ✖ to stop:")
ITEM = Phrase("{number}. {name} ({aim}), {rhythm}", "{number}. {name} ({aim}), {rhythm}")
ELSEWHERE = Phrase("di percakapan {chat}", "in chat {chat}")

# Digests

DIGEST = Phrase("Kabar baru dari yang diikuti", "News of what is followed")
CORRECTED = Phrase("Berubah sejak dikabarkan:", "Changed since it was told:")
BEFORE = Phrase("sebelumnya: {line}", "before: {line}")
GONE = Phrase("Tidak ada lagi di arsip: {line}", "No longer in the archive: {line}")
SHEET_OF = Phrase("Rekap kehadiran: {name}", "Attendance: {name}")
MORE = Phrase("… dan {count} rapat lagi, lihat /rapat.", "… and {count} more meetings, see /rapat.")
TO_SETTINGS = Phrase("/ikutan: mengatur atau menghentikan", "/ikutan: settings, stop")
