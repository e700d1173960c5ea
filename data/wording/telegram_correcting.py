"""What the Telegram bot says where something is wrong: to who reports it, and to those who keep the archive."""

from __future__ import annotations

from data.wording.telegram import Phrase

REPORT = Phrase("Ada yang salah?", "Something wrong?")
WHAT_IS_WRONG = Phrase("Apa yang salah pada jawaban ini?", "What is wrong with this answer?")
WRONG = {
    "person": Phrase("Orang", "Person"),
    "office": Phrase("Jabatan", "Office"),
    "date": Phrase("Tanggal", "Date"),
    "place": Phrase("Tempat", "Place"),
    "source": Phrase("Sumber", "Source"),
    "other": Phrase("Lainnya", "Something else"),
}
WHICH_FACT = Phrase("Yang mana?", "Which one?")
NONE_OF_THEM = Phrase("Tidak tahu", "I cannot say")
NOTED = Phrase(
    "Dicatat. Kalau mau, tulis satu kalimat: apa yang seharusnya? Atau tulis “lewati”.",
    "Noted. If you like, write one sentence: what should it be? Or write “lewati”.",
)
SKIP = Phrase("Lewati", "Skip")
SKIP_WORDS = frozenset({"lewati", "skip"})
CANCEL_WORDS = frozenset({"batal", "cancel"})
THANKS = Phrase(
    "Terima kasih! Pengelola arsip akan memeriksanya, dan hasilnya saya kabarkan di sini.",
    "Thank you! Those who keep the archive will look into it, and I shall tell you here what came of it.",
)
ENOUGH = Phrase(
    "Terima kasih, laporan Anda hari ini sudah {count}. Silakan lagi besok.",
    "Thank you, you have sent {count} reports today. Please go on tomorrow.",
)
CORRECTED = Phrase(
    "“{before}” dikoreksi pengelola pada {day} menjadi “{after}”.",
    "“{before}” was corrected to “{after}” by those who keep the archive on {day}.",
)
FOUND_WRONG = Phrase(
    "“{before}” dinyatakan keliru oleh pengelola pada {day}.",
    "“{before}” was found wrong by those who keep the archive on {day}.",
)
CORRECTED_FACT = Phrase("dikoreksi pengelola pada {day}", "corrected by those who keep the archive on {day}")

# To who reported

OUTCOME = Phrase("Laporan Anda tentang “{question}”: {outcome}", "Your report on “{question}”: {outcome}")
OUTCOMES = {
    "accepted": Phrase("diterima. Terima kasih!", "accepted. Thank you!"),
    "change": Phrase("diterima, dan faktanya dikoreksi. Terima kasih!", "accepted, and corrected. Thank you!"),
    "remove": Phrase("diterima, dan faktanya dihapus. Terima kasih!", "accepted, and removed. Thank you!"),
    "unlink": Phrase(
        "diterima, dan orangnya tidak lagi disamakan. Terima kasih!",
        "accepted, and the person is no longer taken for the other. Thank you!",
    ),
    "hide": Phrase(
        "diterima, dan artikelnya tidak dipakai lagi. Terima kasih!",
        "accepted, and the article is no longer used. Thank you!",
    ),
    "rejected": Phrase("sudah diperiksa, dan jawabannya tidak diubah.", "looked into, and the answer stays as it is."),
}
WITH_WORD = Phrase("{outcome} Kata pengelola: {word}", "{outcome} They say: {word}")

# To those who keep the archive

QUEUE = Phrase("Laporan {number}: {what} ({count} menunggu)", "Report {number}: {what} ({count} waiting)")
QUEUE_EMPTY = Phrase("Tidak ada laporan yang menunggu.", "No report is waiting.")
ASKED = Phrase("Pertanyaan: {question}", "Question: {question}")
ANSWERED = Phrase("Jawaban: {answer}", "Answer: {answer}")
MEANT = Phrase("Yang dilaporkan: {value}", "What is reported: {value}")
THEIR_WORDS = Phrase("Kata pelapor: {note}", "They say: {note}")
FACTS_READ = Phrase("Fakta yang terbaca:", "Facts that were read:")
ACCEPT = Phrase("Terima", "Accept")
REJECT = Phrase("Tolak", "Reject")
CHANGES = {
    "name": Phrase("Ubah nama", "Correct name"),
    "office": Phrase("Ubah jabatan", "Correct office"),
    "date": Phrase("Ubah tanggal", "Correct date"),
    "words": Phrase("Ubah isi", "Correct it"),
}
REMOVE_FACT = Phrase("Hapus fakta", "Remove fact")
UNLINK = Phrase("Lepas orang", "Unlink person")
HIDE = Phrase("Sembunyikan artikel", "Hide article")
NEXT = Phrase("Berikut", "Next")
NEW_VALUE = {
    "name": Phrase("Tulis nama yang benar, atau “batal”.", "Write the right name, or “batal”."),
    "office": Phrase("Tulis jabatan yang benar, atau “batal”.", "Write the right office, or “batal”."),
    "date": Phrase(
        "Tulis tanggal yang benar, misalnya 2023-05-25, atau “batal”.",
        "Write the right date, such as 2023-05-25, or “batal”.",
    ),
    "words": Phrase("Tulis isi yang benar, atau “batal”.", "Write what is right, or “batal”."),
}
NOT_OF_KIND = {
    "name": Phrase("Itu bukan nama; tulis nama tanpa angka.", "That is no name; write one without figures."),
    "office": Phrase("Itu bukan jabatan; tulis dengan kata-kata.", "That is no office; write it in words."),
    "date": Phrase(
        "Tanggalnya tidak terbaca; tulis satu hari seperti 2023-05-25.",
        "I cannot read that date; write one day like 2023-05-25.",
    ),
    "words": Phrase("Itu tidak terbaca; tulis dengan kata-kata.", "I cannot read that; write it in words."),
}
WHY_REJECTED = Phrase(
    "Tulis alasannya untuk pelapor, atau “lewati”; “batal” untuk tidak menolak.",
    "Write why, for who reported it, or “lewati”; “batal” not to reject it.",
)
DECIDED = Phrase("Laporan {number} selesai: {outcome}", "Report {number} is done: {outcome}")
DECIDED_BEFORE = Phrase("Laporan ini sudah diputuskan.", "This report was decided already.")
FACT_GONE = Phrase("Fakta itu tidak terbaca lagi; buka /koreksi lagi.", "That fact is gone; open /koreksi again.")
SET_ASIDE = Phrase(
    "Dikesampingkan karena kalimatnya sudah tidak ada di artikelnya:",
    "Set aside, as the article no longer has the sentence:",
)
HISTORY = Phrase("Riwayat koreksi", "Corrections made")
HISTORY_EMPTY = Phrase("Belum ada koreksi.", "Nothing was corrected yet.")
ENTRY = Phrase("{number}. {day}, {by}: {action}, {article}", "{number}. {day}, {by}: {action}, {article}")
ACTIONS = {
    "change": Phrase("diubah", "changed"),
    "remove": Phrase("dihapus", "removed"),
    "unlink": Phrase("orang dilepas", "person unlinked"),
    "hide": Phrase("artikel disembunyikan", "article hidden"),
}
STATES = {
    "active": Phrase("berlaku", "stands"),
    "aside": Phrase("dikesampingkan", "set aside"),
    "undone": Phrase("dibatalkan {by} pada {day}", "undone by {by} on {day}"),
}
UNDO = Phrase("Batalkan {number}", "Undo {number}")
UNDONE = Phrase("Koreksi {number} dibatalkan.", "Correction {number} is undone.")
