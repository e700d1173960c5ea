"""What backing up and restoring say: one Indonesian sentence each."""

from __future__ import annotations

UNWRITABLE = "Cadangan tidak dapat ditulis; periksa folder tujuan, hak aksesnya, dan sisa ruang penyimpanannya."
NOT_WRITTEN_WELL = "Cadangan yang baru ditulis tidak terbaca kembali dengan utuh; periksa media penyimpanannya."
NOT_OURS = "Berkas itu sudah ada dan bukan cadangan Notula; pilih nama berkas lain."
MISSING = "Berkas cadangan itu tidak ada atau tidak dapat dibaca."
NOT_A_BACKUP = "Berkas itu bukan cadangan Notula, atau cadangan yang tidak utuh."
DAMAGED = "Cadangan itu rusak: isinya tidak lagi sama dengan saat dibuat; pakai cadangan lain."
NEWER = "Cadangan itu dibuat oleh versi Notula yang lebih baru; perbarui Notula terlebih dahulu."
NO_ROOM = "Ruang penyimpanan tidak cukup untuk memulihkan cadangan itu."
NOT_RESTORED = "Cadangan tidak dapat dipulihkan; periksa hak akses dan sisa ruang penyimpanan NOTULA_HOME."
BROKEN_OFF = "prosesnya terhenti."
BACKENDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def other_backend(made: str, given: str) -> str:
    """The backup is of another kind of database than the one that the settings name."""
    return (
        f"Cadangan itu berasal dari basis data {BACKENDS[made]}, sedangkan setelan memakai "
        f"{BACKENDS.get(given, given)}; sesuaikan NOTULA_DATABASE_URL."
    )


def not_empty(count: int) -> str:
    """There are articles where the backup shall be restored."""
    return f"Arsip tujuan sudah berisi {count} artikel; pulihkan ke NOTULA_HOME dan basis data yang kosong."


def made(name: str, articles: int, megabytes: float) -> str:
    """A backup was made."""
    return f"Cadangan {name} selesai dibuat: {articles} artikel, {megabytes:.1f} MB."


def dropped(count: int) -> str:
    """Backups that were removed because newer ones are kept."""
    return f"{count} cadangan lama dihapus."


def restored(articles: int, created: str) -> str:
    """A backup was restored."""
    return f"Cadangan dari {created} dipulihkan: {articles} artikel."


def failed_by_itself(reason: str) -> str:
    """The backup that the bot makes by itself failed, as administrators read it."""
    return f"cadangan berkala gagal: {reason}"
