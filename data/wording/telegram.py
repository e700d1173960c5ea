"""Everything the Telegram bot says by itself, each sentence in Indonesian and in English; to those who keep the archive
in telegram_keeping.py.

A phrase is filled by name and gives plain text; whoever shows it escapes it. Answers themselves come from the
archive and from data/wording/answers.py, in Indonesian.
"""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT_LANGUAGE = "id"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence in both languages, with the same {names} to fill in."""

    id: str
    en: str

    def say(self, language: str, **values: object) -> str:
        """The sentence in a language; values are put in as they are and never read as a template."""
        return (self.en if language == "en" else self.id).format(**values)


# Greeting and help

START = Phrase(
    "Halo! Saya Notula. Saya menjawab pertanyaan tentang rapat daerah dari arsip berita, selalu dengan kutipan dan "
    "sumbernya. Bila arsip tidak menyebutnya, saya bilang begitu.",
    "Hello! I am Notula. I answer questions about Indonesian regional meetings from an archive of news, always "
    "with the quote and its source. Where the archive does not say, I tell you so.",
)
TRY = Phrase("Coba tanyakan:", "Try asking (questions are in Indonesian):")
EXAMPLES = (
    "siapa yang hadir di Rakor Batang Hari?",
    "kapan rapat koordinasi Kesbangpol Kalteng 2025?",
    "rapat apa saja di Jambi tahun 2025?",
)
EXAMPLE_OF_REGION = "rapat apa saja di {region}?"
WELCOME = Phrase("Sama-sama! Silakan tanya lagi kapan saja.", "You are welcome! Ask again whenever you like.")
HELP = Phrase("Yang bisa dilakukan di sini:", "What you can do here:")
HELP_PRIVATE = Phrase(
    "Tulis saja pertanyaannya. Pertanyaan berikutnya boleh singkat (“kapan?”), karena saya ingat yang sebelumnya.",
    "Just write your question. The next one may be short (“kapan?”), since I remember the one before.",
)
HELP_GROUP = Phrase(
    "Di grup saya hanya menjawab /tanya, balasan ke pesan saya, dan pesan yang menyebut nama saya.",
    "In groups I answer only /tanya, replies to my messages, and messages that mention me.",
)
HELP_ADMIN = Phrase("Untuk pengelola arsip:", "For those who keep the archive:")

COMMANDS = {
    "tanya": Phrase("bertanya: /tanya siapa yang hadir di …", "ask: /tanya siapa yang hadir di …"),
    "rapat": Phrase("menelusuri rapat menurut daerah dan bulan", "browse meetings by region and month"),
    "statistik": Phrase(
        "grafik rapat: /statistik batang hari 2023", "a chart of meetings: /statistik batang hari 2023"
    ),
    "rekap": Phrase("berkas rekap kehadiran; juga /kliping, /laporan", "attendance as a file; also /kliping, /laporan"),
    "orang": Phrase("profil seseorang: /orang NAMA, /orang bupati …", "a person: /orang NAME, /orang bupati …"),
    "artikel": Phrase("fakta dan sumber sebuah artikel", "facts and source of an article"),
    "bukti": Phrase(
        "dasar sebuah jawaban, dan apakah masih sama", "what an answer stood on, and whether it still holds"
    ),
    "ikuti": Phrase("dikabari yang baru: /ikuti batang hari; daftarnya /ikutan", "be told news; the list: /ikutan"),
    "ulang": Phrase("melupakan percakapan ini", "forget this conversation"),
    "bahasa": Phrase("mengganti bahasa antarmuka", "change the language of the interface"),
    "privasi": Phrase("apa yang disimpan, dan berapa lama", "what is kept, and for how long"),
    "hapusdata": Phrase("menghapus data saya", "delete my data"),
    "bantuan": Phrase("bantuan", "help"),
}
ADMIN_COMMANDS = {
    "tambah": Phrase("menambah artikel: berkas, tautan, atau terusan", "add articles: file, link, or forwarded text"),
    "model": Phrase("model bahasa: /model mati, /model hidup", "the language model: /model off, /model on"),
    "status": Phrase("keadaan arsip dan bot", "how archive and bot are doing"),
    "perbarui": Phrase("membaca ulang atau membuat ulang indeks", "read again or rebuild the index"),
    "hapus": Phrase("menghapus artikel: /hapus ID", "remove an article: /hapus ID"),
    "sumber": Phrase("sumber yang diikuti: /sumber ALAMAT menambahnya", "sources: /sumber ADDRESS adds one"),
    "pertanyaan": Phrase("yang ditanyakan dan tidak terjawab", "what was asked and not answered"),
    "umpanbalik": Phrase("penilaian jawaban", "what people thought of answers"),
    "koreksi": Phrase("laporan kesalahan; /koreksi riwayat: koreksi", "what is wrong; /koreksi riwayat: corrections"),
    "alias": Phrase("nama yang mungkin orang yang sama", "names that may be one person's"),
    "undang": Phrase("membuat undangan; /undang daftar: siapa yang diundang", "invite; /undang daftar: who is invited"),
}
GROUP_COMMANDS = ("tanya", "rapat", "orang", "ulang", "bantuan")

# Asking

ASK_WHAT = Phrase(
    "Apa yang ingin ditanyakan? Tulis misalnya: /tanya siapa yang hadir di Rakor Batang Hari?",
    "What would you like to ask? Write for example: /tanya siapa yang hadir di Rakor Batang Hari?",
)
FAILED = Phrase(
    "Maaf, ada gangguan di sistem sehingga permintaan ini gagal. Silakan coba lagi.",
    "Sorry, something went wrong and this request failed. Please try again.",
)
SLOW_DOWN = Phrase(
    "Pesannya terlalu banyak dalam waktu singkat. Saya berhenti menjawab sebentar; coba lagi satu menit lagi.",
    "That is a lot of messages in a short time. I stop answering for a moment; try again in a minute.",
)
ONLY_TEXT = Phrase(
    "Saya hanya bisa membaca teks. Tulis pertanyaannya, misalnya: kapan rakor Batang Hari?",
    "I can only read text. Please write your question, for example: kapan rakor Batang Hari?",
)
FILE_NOT_WANTED = Phrase(
    "Maaf, saya tidak membaca berkas kiriman. Tulis saja pertanyaannya.",
    "Sorry, I do not read files. Please write your question instead.",
)
UNKNOWN_COMMAND = Phrase("Perintah itu tidak saya kenal. Lihat /bantuan.", "I do not know that command. See /bantuan.")
FORGOTTEN = Phrase("Percakapan dimulai lagi dari awal.", "We start over: this conversation is forgotten.")

# Answers

SOURCES = Phrase("Sumber", "Sources")
MORE_SOURCES = Phrase("dan {count} lainnya", "and {count} more")
UNDATED = Phrase("tanpa tanggal", "undated")
NO_TITLE = Phrase("(tanpa judul)", "(no title)")
NO_PUBLISHER = Phrase("(tanpa penerbit)", "(no publisher)")
QUOTES = Phrase("Kutipan", "Quotes")
WEB_ARCHIVE = Phrase("arsip web", "web archive")
QUOTES_OF = Phrase("Kutipan di balik jawaban ini", "Quotes behind this answer")
EVERYONE = Phrase("Semua yang hadir", "Everyone present")
EVERYONE_AT = Phrase("Semua yang disebut dalam {meeting}", "Everyone mentioned at {meeting}")
OTHERS = Phrase("Rapat lain", "Other meetings")
OTHERS_FIT = Phrase(
    "Rapat lain yang cocok; pilih untuk menanyakannya", "Other meetings that fit; choose one to ask about"
)
SITE = Phrase("situs", "site")
ON_SITE = Phrase("Lihat di situs", "Open on the site")
PASSAGES = Phrase("Bacaan lain", "More passages")
PASSAGES_FOUND = Phrase("Bagian artikel yang ditemukan", "Passages that were found")
ANSWER = Phrase("Jawaban", "Answer")
IN_PRIVATE = Phrase("Selengkapnya secara pribadi", "All of it in private")
ANSWER_GONE = Phrase(
    "Jawaban itu tidak disimpan lagi. Silakan tanyakan lagi di sini.",
    "That answer is no longer kept. Please ask again here.",
)
STANDS_FOR = Phrase("mewakili {whom}", "standing in for {whom}")
CAPACITIES = {
    "opened": Phrase("membuka acara", "opened it"),
    "closed": Phrase("menutup acara", "closed it"),
    "led": Phrase("memimpin", "led it"),
    "spoke": Phrase("berbicara", "spoke"),
    "accompanied": Phrase("mendampingi", "accompanied"),
    "invited": Phrase("diundang", "invited"),
    "absent": Phrase("tidak hadir", "absent"),
}
UNCERTAIN = Phrase("belum pasti", "uncertain")
NOBODY = Phrase(
    "Artikelnya tidak menyebut siapa yang hadir. Itu tidak berarti tidak ada yang hadir.",
    "The article does not say who was there. That does not mean nobody was.",
)
RATED = Phrase("Terima kasih atas penilaiannya.", "Thank you for your feedback.")
RATED_BEFORE = Phrase("Penilaian ini sudah dicatat.", "This was noted already.")
EXPIRED = Phrase(
    "Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.", "This button is no longer valid. Please ask again."
)

# A question about another meeting that fits, by what was asked.
ASK_ABOUT = {
    "attendees": "siapa yang hadir di {meeting}",
    "when": "kapan {meeting}",
    "where": "di mana {meeting}",
    "topic": "apa tema {meeting}",
    "purpose": "apa tujuan {meeting}",
    "organiser": "siapa penyelenggara {meeting}",
    "opener_or_leader": "siapa yang membuka {meeting}",
    "representing": "siapa mewakili siapa di {meeting}",
    "summary": "rangkum {meeting}",
}
ASK_ABOUT_ANYTHING = "{meeting}"

# Browsing

CHOOSE_REGION = Phrase(
    "Pilih daerah, atau tulis namanya: /rapat Batang Hari, /rapat Jambi Mei 2023",
    "Choose a region, or write its name: /rapat Batang Hari, /rapat Jambi Mei 2023",
)
MEETINGS_IN = Phrase("{count} rapat di {region}", "{count} meetings in {region}")
EVERYWHERE = Phrase("Semua daerah", "All regions")
ANYWHERE = Phrase("semua daerah", "all regions")
REGIONS = Phrase("Pilih daerah", "Regions")
ALL_MONTHS = Phrase("Semua bulan", "All months")
MONTHS = Phrase("Bulan", "Months")
NO_MEETINGS = Phrase("Arsip belum memuat rapat yang dicari itu.", "The archive has no such meetings yet.")
REGION_UNKNOWN = Phrase("Daerah “{name}” tidak saya kenal.", "I do not know the region “{name}”.")
ARTICLE_WHICH = Phrase(
    "Tulis id artikelnya: /artikel ID. Tombol bernomor di daftar /rapat membuka artikelnya, beserta idnya.",
    "Write the article's id: /artikel ID. Numbered buttons in the lists of /rapat open articles, with their ids.",
)
ARTICLE_UNKNOWN = Phrase("Tidak ada artikel dengan id itu.", "There is no article with that id.")
ARTICLES_SEVERAL = Phrase("Beberapa artikel berawalan itu:", "Several articles begin like that:")
ARTICLE_UNREAD = Phrase("Isi artikel ini belum dibaca.", "This article has not been read yet.")
ARTICLE_NO_FACTS = Phrase("Tidak ada rapat yang terbaca di artikel ini.", "No meeting was read from this article.")
ABSENT = Phrase("Tidak hadir", "Absent")
FACT_KINDS = {
    "attendance": Phrase("Hadir", "Present"),
    "statement": Phrase("Pernyataan", "Statement"),
    "date": Phrase("Tanggal", "Date"),
    "place": Phrase("Tempat", "Place"),
    "organiser": Phrase("Penyelenggara", "Organiser"),
    "theme": Phrase("Tema", "Theme"),
    "purpose": Phrase("Tujuan", "Purpose"),
    "agenda": Phrase("Agenda", "Agenda"),
    "participants": Phrase("Jumlah peserta", "Number of participants"),
    "outcome": Phrase("Hasil", "Outcome"),
}

# Language, privacy

CHOOSE_LANGUAGE = Phrase("Pilih bahasa antarmuka:", "Choose the language of the interface:")
LANGUAGE_SET = Phrase(
    "Antarmuka memakai bahasa Indonesia.", "The interface is in English. Questions and answers stay Indonesian."
)
PRIVACY = Phrase(
    "Yang disimpan: pertanyaan beserta jawabannya, waktu, dan penilaian Anda, paling lama {days} hari, untuk melihat "
    "apa yang belum ada di arsip; beberapa pertanyaan terakhir tiap percakapan, agar pertanyaan lanjutan dipahami; "
    "laporan kesalahan, selama itu juga; yang Anda ikuti, sampai dihentikan; dan nomor Telegram Anda, bukan nama. "
    "Isi pesan dihapus begitu dijawab.",
    "What is kept: questions with their answers, times and your feedback, for at most {days} days, to see what the "
    "archive lacks; the last few questions of each conversation, to understand follow-ups; what you report as wrong, "
    "for as long; what you follow, until you stop; and your Telegram number, not your name. "
    "Messages are dropped once they are answered.",
)
PRIVACY_RECEIPTS = Phrase(
    "Siapa pun yang memegang kode bukti dapat melihat tanya jawabnya, tetapi tidak penanyanya.",
    "Whoever has the receipt code of an answer can see the question and the answer, but not who asked.",
)
PRIVACY_DELETE = Phrase("/hapusdata menghapus semuanya sekarang.", "/hapusdata deletes all of it now.")
DELETE_SURE = Phrase(
    "Hapus semua pertanyaan, penilaian, percakapan, setelan, dan yang Anda ikuti, di semua percakapan?",
    "Delete all your questions, feedback, conversations, settings and what you follow, in every chat?",
)
DELETE_YES = Phrase("Ya, hapus", "Yes, delete")
CANCEL = Phrase("Batal", "Cancel")
DELETED = Phrase("Data Anda sudah dihapus ({count} pertanyaan).", "Your data is deleted ({count} questions).")
CANCELLED = Phrase("Dibatalkan.", "Cancelled.")
GROUP_PRIVATE_ONLY = Phrase("Kirim perintah ini di percakapan pribadi.", "Please send this command in a private chat.")

# Inline

INLINE_NOTHING = Phrase("Tidak ada yang cocok", "Nothing fits")
INLINE_HINT = Phrase("Tulis misalnya: rakor batang hari", "Write for example: rakor batang hari")

# A bot that is not open to everybody

CLOSED = Phrase(
    "Maaf, saya hanya menjawab orang yang diundang. Silakan minta undangan kepada pengelola arsip.",
    "Sorry, I answer only people who were invited. Please ask those who keep the archive for an invitation.",
)
CLOSED_INLINE = Phrase("Hanya untuk yang diundang", "Only for people who were invited")
INVITATION_OVER = Phrase(
    "Maaf, undangan ini tidak berlaku lagi. Silakan minta yang baru kepada pengelola arsip.",
    "Sorry, this invitation is no longer valid. Please ask those who keep the archive for a new one.",
)
ADMITTED = Phrase("Undangan diterima; silakan bertanya.", "Your invitation is accepted; go ahead and ask.")

# At the keyboard of whoever starts the bot

TOKEN_REFUSED = "Telegram menolak TELEGRAM_BOT_TOKEN; periksa tokennya di BotFather."
WEBHOOK_PORT = "Alamat NOTULA_WEBHOOK_LISTEN tidak dapat dipakai; mungkin sedang dipakai proses lain."
