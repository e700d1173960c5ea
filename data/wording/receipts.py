"""What is told about receipts, in Indonesian and in English; the terminal speaks Indonesian."""

from __future__ import annotations

from data.wording.telegram import Phrase

CODE_OF_ANSWER = Phrase("Kode bukti", "Receipt")
WHICH = Phrase(
    "Tulis kode buktinya: /bukti KODE. Kodenya ada di balik tombol Kutipan atau Bacaan lain.",
    "Write the code of the receipt: /bukti CODE. It stands behind the buttons Quotes and More passages.",
)
LEADS_NOWHERE = Phrase(
    "Tidak ada jawaban dengan kode itu: kodenya salah ketik, atau pertanyaannya sudah dihapus (oleh penanyanya, atau "
    "karena lewat {days} hari).",
    "No answer has that code: it was mistyped, or the question is deleted (by who asked, or for being older than "
    "{days} days).",
)

TITLE = Phrase("Bukti {code}", "Receipt {code}")
ASKED = Phrase("Ditanyakan", "Asked")
ANSWERED_IN = Phrase("{moment}, dijawab dalam {seconds} detik", "{moment}, answered within {seconds} seconds")
LEANED = Phrase("Lanjutan dari pertanyaan sebelumnya.", "A follow-up to earlier questions.")
UNDERSTOOD = Phrase("Dipahami sebagai", "Understood as")
ANSWERED = Phrase("Jawaban waktu itu", "The answer then")
NOW = Phrase("Ditanyakan lagi sekarang", "Asked again now")
BASIS = Phrase("Yang menjawab", "What answered")
ARTICLES = Phrase("Artikel yang dipakai", "Articles it stood on")

WANTED = {
    "attendees": Phrase("siapa yang hadir", "who attended"),
    "when": Phrase("kapan", "when"),
    "where": Phrase("di mana", "where"),
    "topic": Phrase("tema atau agenda", "theme or agenda"),
    "purpose": Phrase("tujuan", "purpose"),
    "organiser": Phrase("penyelenggara", "organiser"),
    "opener_or_leader": Phrase("siapa yang membuka atau memimpin", "who opened or led it"),
    "statement": Phrase("apa yang dikatakan", "what was said"),
    "representing": Phrase("siapa mewakili siapa", "who stood in for whom"),
    "list": Phrase("daftar rapat", "a list of meetings"),
    "count": Phrase("berapa banyak", "how many"),
    "person": Phrase("siapa orang ini", "who this person is"),
    "summary": Phrase("ringkasan", "a summary"),
    "passage": Phrase("bagian artikel yang menjawab", "the passage that answers"),
}
"""What was asked, by the kinds of the answer format."""

PARTS = {
    "wanted": Phrase("Yang dicari", "Wanted"),
    "about": Phrase("Tentang", "About"),
    "regions": Phrase("Daerah", "Region"),
    "periods": Phrase("Waktu", "Time"),
    "kinds": Phrase("Jenis kegiatan", "Kind of meeting"),
    "offices": Phrase("Jabatan", "Office"),
}
"""What of a question is told, in this order."""

STATES = {
    "kept": Phrase("kutipannya masih sama", "its quotes still stand"),
    "changed": Phrase("isinya sudah berubah", "its text has changed"),
    "gone": Phrase("sudah tidak ada di arsip", "no longer in the archive"),
}
"""What became of an article since."""

VERDICTS = {
    "same": Phrase("Jawabannya tetap sama.", "The answer is the same."),
    "same_facts": Phrase("Faktanya sama, kata-katanya berbeda:", "The facts are the same, in other words:"),
    "different": Phrase("Jawabannya sekarang berbeda:", "The answer is different now:"),
    "gone": Phrase(
        "Artikel yang dipakai sudah tidak ada di arsip. Jawabannya sekarang:",
        "The article it stood on is no longer in the archive. The answer now:",
    ),
}
"""How today's answer stands to the one that was given."""

NO_LONGER = Phrase("Tidak lagi disebut: {claims}", "No longer told: {claims}")
NEWLY = Phrase("Baru disebut: {claims}", "Newly told: {claims}")
OTHER_MEETING = Phrase("Kegiatan yang dimaksud: {then} → {now}", "The meeting meant: {then} → {now}")
NO_MEETING = Phrase("tidak ada", "none")

GENERATION = Phrase("Indeks {generation}", "Index {generation}")
MODEL = Phrase("model {model}", "model {model}")
READER = Phrase("pembaca versi {reader}", "reader version {reader}")
