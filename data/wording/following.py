"""What is said about sources that are followed, in Indonesian. Reasons are without the full stop."""

from __future__ import annotations

from data.source import SourceKind
from data.wording.reading import format_size

# Why an address is no source, or a source cannot be read

NOT_A_SOURCE = "Di alamat ini tidak ditemukan umpan RSS atau Atom, peta situs, JSON WordPress, atau daftar artikel"
ONE_ARTICLE = "Alamat ini satu artikel, bukan sumber; tambahkan dengan `python embed_corpus.py add`"
NO_FOLDER = "Ini bukan folder yang ada dan bukan alamat yang diawali http:// atau https://"
FOLDER_GONE = "Folder ini tidak ada lagi atau tidak dapat dibuka"
NO_FEED = "Alamat ini tidak lagi berisi umpan RSS atau Atom"
NO_SITEMAP = "Alamat ini tidak lagi berisi peta situs"
NO_POSTS = "Alamat ini tidak lagi berisi JSON dengan daftar artikel"
NO_LINKS = "Halaman ini tidak lagi memuat tautan ke artikel"
BROKEN_SITEMAP = "Peta situs ini rusak"
FORBIDDEN_BY_ROBOTS = "Situs ini melarang pengambilan otomatis lewat robots.txt"
TIME_UP = "Waktu untuk sumber ini habis; sisanya diambil pada putaran berikutnya"
FILE_EMPTY = "Berkas ini tidak memuat artikel"
UPDATE_BUSY = "Pengambilan dari sumber sedang berjalan di proses lain; tunggu sampai selesai, lalu coba lagi."


def sitemap_too_big(limit: int) -> str:
    """A packed sitemap swells too much."""
    return f"Peta situs ini melebihi {format_size(limit)} setelah dibuka"


def unexpected(kind: str) -> str:
    """Reading a source or a page failed in a way that nobody thought of; `kind` names the error."""
    return f"Isinya tidak dapat diolah ({kind})"


def about(source: str, reason: str) -> str:
    """A sentence on something that failed."""
    return f"{source}: {reason}."


def not_sources(failed: list[tuple[str, str]]) -> str:
    """Why some of what a person named is not followed."""
    return " ".join(about(source, reason) for source, reason in failed)


def not_followed(sources: list[str]) -> str:
    """Sources that nobody follows."""
    return f"Sumber ini tidak diikuti: {', '.join(sources)}; lihat `python embed_corpus.py follow --list`."


# follow, unfollow, update

KINDS = {
    SourceKind.FEED: "umpan RSS/Atom",
    SourceKind.SITEMAP: "peta situs",
    SourceKind.POSTS: "JSON WordPress",
    SourceKind.PAGE: "halaman daftar",
    SourceKind.FOLDER: "folder",
}
FOLLOW_WHAT = "sebutkan sumber yang akan diikuti, atau pakai --list"
NO_SOURCES = "Belum ada sumber yang diikuti; tambahkan dengan `python embed_corpus.py follow ALAMAT`."
PAUSED = "dijeda"
WELL = "baik"
NEVER = "belum pernah"
SUMMARY = "Ringkasan pengambilan"
SUMMARY_ROWS = {
    "new": "baru",
    "changed": "berubah",
    "unchanged": "tidak berubah",
    "gone": "hilang di situs, tetap di arsip",
    "failed": "gagal",
}


def followed(kind: SourceKind, url: str, entries: int) -> str:
    """A source is followed from now on."""
    return f"Mengikuti {url} ({KINDS[kind]}, kini mendaftar {entries} artikel)."


def followed_already(kind: SourceKind, url: str) -> str:
    """A source was followed before."""
    return f"{url} ({KINDS[kind]}) sudah diikuti."


def unfollowed(url: str) -> str:
    """A source is not followed any more."""
    return f"{url} tidak diikuti lagi; artikel yang sudah diambil tetap di arsip."


def kind_and_title(kind: SourceKind, title: str) -> str:
    """What a source is, and what it calls itself."""
    return f"{KINDS[kind]}: {title}" if title else KINDS[kind]


def counts(taken: int, gone: int, failed: int, waiting: int) -> str:
    """What became of the articles that a source listed."""
    return f"{taken} diambil, {gone} hilang di situs (tetap di arsip), {failed} gagal, {waiting} menunggu"


def last_success(moment: str) -> str:
    """When a source was last read."""
    return f"terakhir berhasil: {moment}"


def failing(reason: str, failures: int) -> str:
    """A source failed at its last visits."""
    return f"{reason} ({failures} kali berturut-turut)"
