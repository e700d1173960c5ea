"""What the page on sources says."""

from __future__ import annotations

from data.wording.telegram import Phrase

TITLE = Phrase("Sumber", "Sources")
HELD = Phrase(
    "{articles} artikel, tentang rapat dari {first} sampai {last}.",
    "{articles} articles, on meetings from {first} to {last}.",
)
HELD_UNDATED = Phrase("{articles} artikel.", "{articles} articles.")
ARRIVED = Phrase("Artikel terakhir masuk pada {day}.", "The last article came in on {day}.")
FOLLOWED = Phrase("Sumber yang diikuti", "Sources that are followed")
NONE_FOLLOWED = Phrase(
    "Tidak ada sumber yang diikuti; artikel dimasukkan pengelola arsip.",
    "No source is followed; those who keep the archive put articles in.",
)
NAME = Phrase("Nama", "Name")
KIND = Phrase("Jenis", "Kind")
STATE = Phrase("Keadaan", "State")
ARTICLES = Phrase("Artikel", "Articles")
READ = Phrase("Terakhir dibaca", "Last read")
KIND_FEED = Phrase("umpan", "feed")
KIND_SITEMAP = Phrase("peta situs", "sitemap")
KIND_POSTS = Phrase("JSON WordPress", "WordPress JSON")
KIND_PAGE = Phrase("halaman daftar", "list page")
KIND_FOLDER = Phrase("folder", "folder")
STATE_WELL = Phrase("terbaca", "read")
STATE_FAILING = Phrase("sedang gagal dibaca", "failing just now")
STATE_PAUSED = Phrase("dijeda", "paused")
STATE_NEW = Phrase("belum dibaca", "not read yet")
UNNAMED_FOLDER = Phrase("folder pengelola", "a folder of those who keep the archive")
NEVER = Phrase("belum pernah", "never")
PUBLISHERS = Phrase("Penerbit", "Publishers")
PUBLISHER = Phrase("Penerbit", "Publisher")
UNNAMED = Phrase("(tanpa nama penerbit)", "(no publisher named)")
FIRST = Phrase("Artikel tertua", "First article")
LAST = Phrase("Artikel terbaru", "Last article")
CAME = Phrase("Terakhir masuk", "Last came in")
PAGES = Phrase("Halaman penerbit", "Pages of publishers")
PAGE = Phrase("Halaman {page} dari {pages}", "Page {page} of {pages}")
PREVIOUS = Phrase("← Sebelumnya", "← Previous")
NEXT = Phrase("Berikutnya →", "Next →")
NO_PAGE = Phrase("Daftar penerbit hanya {pages} halaman.", "The list of publishers has only {pages} pages.")
ARRIVALS = Phrase("Yang terakhir masuk", "What came in last")
UNTITLED = Phrase("(tanpa judul)", "(untitled)")
