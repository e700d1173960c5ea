"""What the Telegram bot says to administrators about sources that are followed, in Indonesian and in English."""

from __future__ import annotations

from data.source import SourceKind
from data.wording.telegram import Phrase

SOURCES = Phrase("Sumber yang diikuti: {count}", "Sources that are followed: {count}")
NO_SOURCES = Phrase(
    "Belum ada sumber yang diikuti. Tulis /sumber ALAMAT untuk mengikuti umpan, peta situs, atau daftar berita.",
    "No source is followed yet. Write /sumber ADDRESS to follow a feed, a sitemap or a page that lists news.",
)
KINDS = {
    SourceKind.FEED: Phrase("umpan", "feed"),
    SourceKind.SITEMAP: Phrase("peta situs", "sitemap"),
    SourceKind.POSTS: Phrase("JSON WordPress", "WordPress JSON"),
    SourceKind.PAGE: Phrase("halaman daftar", "list page"),
    SourceKind.FOLDER: Phrase("folder", "folder"),
}
COUNTS = Phrase(
    "{kind} · {taken} diambil, {gone} hilang di situs, {failed} gagal, {waiting} menunggu",
    "{kind} · {taken} taken, {gone} gone from the site, {failed} failed, {waiting} waiting",
)
PAUSED = Phrase("dijeda", "paused")
FAILING = Phrase("{reason} ({failures} kali berturut-turut)", "{reason} ({failures} times in a row)")
MORE = Phrase("… dan {count} lagi.", "… and {count} more.")
FETCH_NOW = Phrase("Ambil sekarang", "Fetch now")
SHOW_FAILED = Phrase("Yang gagal", "What failed")
FOLLOWED = Phrase(
    "Mengikuti {name} ({kind}, kini {entries} artikel).", "Following {name} ({kind}, {entries} articles now)."
)
FOLLOWED_ALREADY = Phrase("{name} sudah diikuti.", "{name} is followed already.")
NOT_FOLLOWED = Phrase("Tidak dapat diikuti: {reason}.", "It cannot be followed: {reason}.")
ONLY_ADDRESSES = Phrase(
    "Di sini hanya alamat http:// atau https:// yang dapat diikuti.", "Only http:// or https:// addresses, please."
)
FETCHED = Phrase("Selesai mengambil: {counts}.", "Fetched: {counts}.")
BROUGHT = {
    "new": Phrase("{count} artikel baru", "{count} new"),
    "changed": Phrase("{count} berubah", "{count} changed"),
    "unchanged": Phrase("{count} tidak berubah", "{count} unchanged"),
    "gone": Phrase("{count} hilang di situs", "{count} gone from their site"),
    "failed": Phrase("{count} gagal", "{count} failed"),
}
NOTHING = Phrase("tidak ada yang baru", "nothing new")
FAILED = Phrase("Gagal diambil:", "Could not be fetched:")
NONE_FAILED = Phrase("Tidak ada yang gagal.", "Nothing failed.")
HOW_TO_DECIDE = Phrase("↻ mencoba lagi, ✖ mengabaikan.", "↻ tries again, ✖ drops it.")
WILL_RETRY = Phrase("Dicoba lagi pada pengambilan berikutnya.", "It is tried again with the next fetch.")
DROPPED = Phrase("Diabaikan.", "Dropped.")
DIGEST = Phrase("Dari sumber yang diikuti: {counts}.", "From the sources that are followed: {counts}.")
