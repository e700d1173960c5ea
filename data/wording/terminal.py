"""What the terminal says around an answer."""

from __future__ import annotations

WELCOME = "Notula menjawab pertanyaan tentang rapat daerah dari arsip berita."
CHAT_HINT = (
    "Tulis pertanyaan, misalnya: siapa yang hadir di Rakor Batang Hari?  Kosongkan untuk selesai, /ulang untuk lupa."
)
FORGOTTEN = "Percakapan dimulai lagi dari awal."
GOODBYE = "Sampai jumpa."
EMBEDDING_SAMPLE = "Arsip masih kosong: menyiapkan arsip contoh (sekali saja)…"
NOT_INTERACTIVE = (
    "Arsip siap. Masukan tertutup, jadi tidak ada percakapan. Coba: "
    '.venv/bin/python -m bot ask "siapa yang hadir di Rakor Batang Hari?"'
)
SOURCES = "Sumber"
QUOTES = "Kutipan"
OTHERS = "Yang juga cocok"
UNDERSTOOD = "Pertanyaan yang dipahami"
CANDIDATES = "Kandidat"
FACTS_USED = "Fakta yang dipakai"
SAMPLE_FAILED = "Arsip contoh gagal disiapkan; jalankan embed_corpus.py add data/articles untuk melihat sebabnya."
INTERNAL_ERROR = "Terjadi kesalahan yang tidak terduga; rinciannya ada di log."
NO_TOKEN = "TELEGRAM_BOT_TOKEN belum diisi; isi di lingkungan atau berkas .env untuk menjalankan bot Telegram."

WEB_PORT = "Alamat NOTULA_WEB_LISTEN tidak dapat dipakai; mungkin sedang dipakai proses lain."


def pages_at(address: str) -> str:
    """Where the archive is shown as pages."""
    return f"Halaman arsip ada di {address}"


def bad_batch_line(number: int) -> str:
    """A line of a batch that is no question."""
    return f"Baris {number} bukan objek JSON dengan bidang question."


def cannot_open(name: str) -> str:
    """A batch file that cannot be read."""
    return f"Berkas {name} tidak dapat dibaca."


def ask_or_batch() -> str:
    """Neither a question nor a batch was given, or both."""
    return "Beri satu pertanyaan atau --batch BERKAS, bukan keduanya."
