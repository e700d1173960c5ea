"""What the page of people says."""

from __future__ import annotations

from data.wording.telegram import Phrase

TITLE = Phrase("Orang", "People")
CLOSED = Phrase(
    "Halaman orang tidak dibuka oleh pengelola arsip ini.", "Those who keep this archive have closed people's pages."
)
WHO = Phrase("Nama atau jabatan", "A name, or an office in Indonesian")
EXAMPLE = Phrase("bupati Batang Hari", "bupati Batang Hari")
FIND = Phrase("Cari", "Find")
OFTEN = Phrase("Paling sering disebut", "Mentioned most")
NAMED = Phrase("Yang bernama “{typed}”", "Named “{typed}”")
HOLDERS = Phrase("Yang disebut sebagai {typed}, yang terbaru dulu", "Named as {typed}, the latest first")
RESEMBLING = Phrase(
    "Arsip tidak menyebut “{typed}”. Maksud Anda …?", "The archive does not name “{typed}”. Did you mean …?"
)
NOBODY = Phrase("Arsip tidak menyebut orang itu.", "The archive does not name that person.")
ALIASES = Phrase("juga ditulis {names}", "also written {names}")
