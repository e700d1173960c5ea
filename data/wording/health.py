"""What /health says is not well: one Indonesian sentence each."""

from __future__ import annotations

NOT_LOOKED = "Keadaan bot belum diperiksa."


def nothing_heard(seconds: float) -> str:
    """Telegram was not heard for so long, and every try fails."""
    return f"Sudah {seconds / 60:.0f} menit tidak ada kabar dari Telegram; setiap percobaan gagal."


def no_answer(seconds: float) -> str:
    """A look at the database has not ended for so long."""
    return f"Basis data tidak menjawab sejak {seconds:.0f} detik yang lalu."


def disk_full(free_bytes: int) -> str:
    """The disk of NOTULA_HOME is nearly full."""
    return f"Ruang penyimpanan NOTULA_HOME hampir penuh; tersisa {free_bytes // 2**20} MB."


def index_of_another(name: str) -> str:
    """The database does not know the generation in use, or the generation knows more than the database."""
    return f"Indeks {name} tidak cocok dengan basis data ini; jalankan `python embed_corpus.py verify --mend`."


def source_failing(name: str, reason: str) -> str:
    """A followed source has not been read for a day or longer."""
    return f"Sumber {name} gagal diambil sejak sehari atau lebih: {reason}."
