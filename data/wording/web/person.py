"""What the page of one person says."""

from __future__ import annotations

from data.wording.telegram import Phrase

UNKNOWN = Phrase(
    "Tidak ada orang dengan nomor ini di arsip; mungkin ia sudah digabung dengan orang lain. Cari namanya.",
    "The archive has no person of this number; they may have been joined with another. Look for the name.",
)
ALIASES = Phrase("Juga ditulis {names}.", "Also written {names}.")
ARTICLES = Phrase("Disebut dalam {count} artikel.", "Named in {count} articles.")
ONE_ARTICLE = Phrase("Disebut dalam 1 artikel.", "Named in 1 article.")
OFFICES = Phrase("Jabatan", "Offices")
NO_OFFICE = Phrase("disebut tanpa jabatan", "named without an office")
UNDATED = Phrase("tanpa tanggal", "undated")
INFERRED = Phrase("disimpulkan", "inferred")
CONTRADICTED = Phrase("belum tentu orang yang sama", "perhaps another person")
INFERRED_NOTE = Phrase(
    "“Disimpulkan”: program menautkan penyebutan itu dengan orang ini menurut jabatan dan waktunya.",
    "“Inferred”: the program linked that mention to this person by their offices and the dates.",
)
MEETINGS = Phrase("Rapat", "Meetings")
STOOD_IN = Phrase("Mewakili", "Stood in for")
DEPUTIES = Phrase("Diwakili oleh", "Who stood in for them")
STATEMENTS = Phrase("Pernyataan", "Statements")
OPENED = Phrase("membuka", "opened it")
LED = Phrase("memimpin", "led it")
CLOSED = Phrase("menutup", "closed it")
SPOKE = Phrase("berbicara", "spoke")
ACCOMPANIED = Phrase("mendampingi", "accompanied")
MORE = Phrase("Pernyataan sebelumnya", "Earlier statements")
NO_DEEDS = Phrase("Tidak ada rapat dan pernyataan yang terbaca.", "No meetings and statements were read.")
ALL_MEETINGS = Phrase("Semua rapatnya", "All their meetings")
PAGES = Phrase("Halaman", "Pages")
PAGE_OF = Phrase("Halaman {page} dari {pages}", "Page {page} of {pages}")
NEWER = Phrase("Lebih baru", "Newer")
OLDER = Phrase("Lebih lama", "Older")
