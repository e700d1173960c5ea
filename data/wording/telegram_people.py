"""What the Telegram bot says of people: profiles, and to those who keep the archive, people who may be one."""

from __future__ import annotations

from data.wording.telegram import Phrase

WHO = Phrase(
    "Tulis nama atau jabatannya: /orang Muhamad Azan, /orang bupati Batang Hari",
    "Write a name or an office: /orang Muhamad Azan, /orang bupati Batang Hari",
)
NOBODY = Phrase("Arsip tidak menyebut orang itu: “{name}”.", "The archive does not name that person: “{name}”.")
MEANT = Phrase("Arsip tidak menyebut “{name}”. Maksud Anda …?", "The archive does not name “{name}”. Did you mean …?")
NAMESAKES = Phrase("{count} orang yang cocok dengan “{name}”; pilih:", "{count} people fit “{name}”; choose one:")
HOLDERS = Phrase(
    "Yang disebut sebagai {name}, yang terbaru dulu; pilih:", "Who is named as {name}, the latest first; choose one:"
)
OFFICES = Phrase("Jabatan", "Offices")
SECTIONS = {
    "meeting": Phrase("Rapat ({count})", "Meetings ({count})"),
    "stood_in": Phrase("Mewakili ({count})", "Stood in for ({count})"),
    "deputy": Phrase("Diwakili oleh ({count})", "Who stood in for them ({count})"),
    "statement": Phrase("Pernyataan ({count})", "Statements ({count})"),
}
NO_DEEDS = Phrase("Tidak ada rapat dan pernyataan yang terbaca.", "No meetings and statements were read.")
INFERRED = Phrase("disimpulkan", "inferred")
INFERRED_NOTE = Phrase(
    "“disimpulkan”: program menautkan penyebutan itu dengan orang ini menurut jabatan dan waktunya.",
    "“inferred”: the program linked that mention to this person by their offices and the dates.",
)

# People who may be one

SUSPECTS = Phrase("Apakah keduanya orang yang sama?", "Are these two the same person?")
NO_SUSPECTS = Phrase("Tidak ada nama yang perlu diputuskan.", "No names are left to decide on.")
SAME = Phrase("Sama", "Same")
DIFFERENT = Phrase("Beda", "Different")
SKIP = Phrase("Lewati", "Skip")
UNDO = Phrase("Batalkan", "Undo")
NEXT = Phrase("Berikutnya", "Next")
JOINED = Phrase("“{one}” dan “{other}” kini satu orang.", "“{one}” and “{other}” are one person now.")
KEPT_APART = Phrase(
    "“{one}” dan “{other}” tetap dua orang; ini diingat.", "“{one}” and “{other}” stay two people; this is remembered."
)
UNDONE = Phrase("Keputusan itu dibatalkan.", "That decision is undone.")
OVERTAKEN = Phrase("Itu sudah diputuskan atau berubah; lihat /alias.", "That was decided or has changed; see /alias.")
