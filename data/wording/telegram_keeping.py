"""What the Telegram bot says to those who keep the archive, each sentence in Indonesian and in English."""

from __future__ import annotations

from data.wording.telegram import Phrase

ADMINS_ONLY = Phrase(
    "Maaf, perintah ini hanya untuk pengelola arsip.", "Sorry, this command is only for those who keep the archive."
)
ADD_WHAT = Phrase(
    "Kirim berkas dengan keterangan /tambah, tulis /tambah ALAMAT, atau teruskan artikelnya lalu balas dengan /tambah. "
    "Format: {formats}; paling besar {megabytes} MB.",
    "Send a file with the caption /tambah, write /tambah ADDRESS, or forward an article and reply to it with /tambah. "
    "Formats: {formats}; {megabytes} MB at most.",
)
FILE_TOO_BIG = Phrase("Berkas itu lebih besar dari {megabytes} MB.", "That file is larger than {megabytes} MB.")
FILE_FORMAT = Phrase(
    "Format berkas itu tidak dikenal; yang bisa: {formats}.", "I cannot read that format; I read {formats}."
)
FILE_FAILED = Phrase("Berkas itu tidak dapat diambil dari Telegram.", "That file could not be fetched from Telegram.")
NOTHING_READ = Phrase("Tidak ada artikel yang terbaca.", "No article could be read.")
DRAFT = Phrase("Akan ditambahkan: {count} artikel", "To be added: {count} articles")
DRAFT_DUPLICATES = Phrase("Sudah ada di arsip: {count}", "Already in the archive: {count}")
DRAFT_CHANGED = Phrase("Menggantikan versi lama: {count}", "Replacing an older version: {count}")
DRAFT_FAILED = Phrase("Gagal dibaca: {count}", "Could not be read: {count}")
DRAFT_ALL_KNOWN = Phrase("Semuanya sudah ada di arsip.", "All of it is in the archive already.")
DRAFT_PEOPLE = Phrase("Orang: {names}", "People: {names}")
DRAFT_NO_MEETING = Phrase("Tidak ada rapat yang terbaca.", "No meeting was read from it.")
DRAFT_MORE = Phrase("… dan {count} artikel lagi.", "… and {count} more articles.")
ADD_YES = Phrase("Tambahkan", "Add")
# What of an article can be corrected: the button, and what is asked when it was pressed.
CORRECTIONS = {
    "title": (Phrase("Ubah judul", "Correct title"), Phrase("Tulis judul yang benar.", "Write the right title.")),
    "publisher": (
        Phrase("Ubah penerbit", "Correct publisher"),
        Phrase("Tulis penerbit yang benar.", "Write the right publisher."),
    ),
    "published": (
        Phrase("Ubah tanggal", "Correct date"),
        Phrase("Tulis tanggal terbit yang benar, misalnya 2023-05-25.", "Write the right date, such as 2023-05-25."),
    ),
}
DATE_WRONG = Phrase("Tanggalnya tidak terbaca; tulis seperti 2023-05-25.", "I cannot read that date; write 2023-05-25.")
DRAFT_GONE = Phrase("Kiriman ini sudah selesai atau dibatalkan.", "This was finished or cancelled already.")
WORKING = Phrase("Sedang dikerjakan…", "Working on it…")
BUSY = Phrase(
    "Pekerjaan lain di arsip masih berjalan; tunggu sampai selesai.", "Another job is still running; please wait."
)
ADDED = Phrase("Selesai: {counts}.", "Done: {counts}.")
ADDED_COUNTS = {
    "new": Phrase("{count} artikel baru", "{count} new"),
    "changed": Phrase("{count} berubah", "{count} changed"),
    "unchanged": Phrase("{count} tidak berubah", "{count} unchanged"),
    "duplicate": Phrase("{count} duplikat", "{count} duplicates"),
    "failures": Phrase("{count} gagal", "{count} failed"),
}
JOB_FAILED = Phrase("Pekerjaan gagal: {reason}", "The job failed: {reason}")
JOB_STOPPED = Phrase(
    "Pekerjaan dihentikan; yang sudah selesai tetap tersimpan.", "The job was stopped; what was done is kept."
)
JOB_INTERRUPTED = Phrase(
    "Pekerjaan ini terputus karena bot berhenti di tengah jalan. Tidak ada yang hilang: yang sudah selesai tersimpan, "
    "dan sisanya dapat diulangi.",
    "This job was cut short because the bot stopped. Nothing was lost: what was done is kept, and the rest can be "
    "done again.",
)
AGAIN = Phrase("Ulangi", "Again")
JOB_NONE = Phrase("Tidak ada pekerjaan yang berjalan.", "No job is running.")
STOP = Phrase("Hentikan", "Stop")
STOPPING = Phrase("Menghentikan…", "Stopping…")
RENEW_WHAT = Phrase(
    "Baca ulang: rapat dan fakta dibaca lagi. Buat ulang: seluruh indeks dibuat baru di samping yang lama.",
    "Read again: meetings and facts are read anew. Rebuild: a whole new index is made beside the old one.",
)
REREAD = Phrase("Baca ulang", "Read again")
REBUILD = Phrase("Buat ulang indeks", "Rebuild the index")
OF_TOTAL = Phrase("{done} dari {total}", "{done} of {total}")
STAGES = {
    "fetch": Phrase("Mengambil dari sumber", "Fetching from sources"),
    "read": Phrase("Membaca", "Reading"),
    "cut": Phrase("Memotong", "Cutting"),
    "reread": Phrase("Membaca ulang", "Reading again"),
    "embed": Phrase("Menghitung vektor", "Embedding"),
    "follow": Phrase("Menghitung vektor", "Embedding"),
    "index": Phrase("Membuat indeks", "Indexing"),
}
REREAD_DONE = Phrase("{count} artikel dibaca ulang.", "{count} articles were read again.")
REBUILT = Phrase("Indeks {name} selesai dan dipakai.", "Index {name} is finished and in use.")
REMOVE_WHAT = Phrase("Tulis id artikelnya: /hapus ID", "Write the article's id: /hapus ID")
REMOVE_SURE = Phrase("Hapus artikel ini dari arsip?", "Remove this article from the archive?")
REMOVE_YES = Phrase("Hapus artikel", "Remove article")
REMOVED = Phrase("Artikel dihapus.", "The article is removed.")
STATUS_TITLE = Phrase("Keadaan arsip", "State of the archive")
STATUS_ROWS = Phrase(
    "Artikel: {articles}\nRapat: {meetings}\nPotongan: {chunks}\nTerbit: {first} sampai {last}\n"
    "Indeks: {generation} ({fit})\nModel: {model}\nPertanyaan tersimpan: {questions}\nAntrean: {queue}",
    "Articles: {articles}\nMeetings: {meetings}\nChunks: {chunks}\nPublished: {first} to {last}\n"
    "Index: {generation} ({fit})\nModel: {model}\nQuestions kept: {questions}\nQueue: {queue}",
)
UP_TO_DATE = Phrase("sesuai arsip", "up to date")
OUT_OF_DATE = Phrase("perlu /perbarui", "needs /perbarui")
LAST_FAULTS = Phrase("Gangguan terakhir:", "Last faults:")
NO_FAULTS = Phrase("Tidak ada gangguan sejak bot dijalankan.", "No faults since the bot was started.")
LAST_ACTIONS = Phrase("Tindakan pengelola terakhir:", "Last deeds of those who keep the archive:")
UNANSWERED = Phrase(
    "Ditanyakan dan tidak terjawab, yang paling sering dulu:", "Asked and not answered, most frequent first:"
)
ALL_ANSWERED = Phrase("Semua pertanyaan yang tersimpan terjawab.", "Every question that is kept was answered.")
FEEDBACK = Phrase("Penilaian: 👍 {up}, 👎 {down}", "Feedback: 👍 {up}, 👎 {down}")
ANSWERED_HOW = {
    "answered": Phrase("terjawab", "answered"),
    "conflicting": Phrase("sumber berbeda", "sources disagree"),
    "not_stated": Phrase("tidak disebut", "not stated"),
    "not_covered": Phrase("tidak ada di arsip", "not covered"),
    "unclear": Phrase("tidak dipahami", "not understood"),
    "error": Phrase("gangguan", "failed"),
}
NO_FEEDBACK = Phrase("Belum ada penilaian.", "No feedback yet.")
INVITATION = Phrase(
    "Undangan, berlaku {days} hari: {link}\nSiapa saja yang membukanya boleh bertanya. Orang lain yang tidak diundang "
    "tidak dijawab lagi.",
    "An invitation, valid for {days} days: {link}\nWhoever opens it may ask. Others who are not invited are no longer "
    "answered.",
)
GUESTS = Phrase("Yang diundang", "Who is invited")
GUEST = Phrase("Tamu {user}, sejak {since}", "Guest {user}, since {since}")
INVITED = Phrase("Undangan {link}, sampai {until}", "Invitation {link}, until {until}")
NO_GUESTS = Phrase("Tidak ada tamu dan undangan.", "There are no guests and no invitations.")
OPEN_TO_ALL = Phrase("Siapa saja boleh bertanya.", "Anybody may ask.")
CLOSED_TO_OTHERS = Phrase("Orang lain tidak dijawab.", "Others are not answered.")
LIST_GUESTS = Phrase("Daftar yang diundang", "Who is invited")
WITHDRAW = Phrase("Cabut {number}", "Withdraw {number}")
OPEN = Phrase("Buka untuk semua", "Open to all")
OPEN_SURE = Phrase(
    "Hapus semua tamu dan undangan, sehingga siapa saja boleh bertanya?",
    "Forget every guest and invitation, so that anybody may ask?",
)
OPEN_YES = Phrase("Ya, buka", "Yes, open")
