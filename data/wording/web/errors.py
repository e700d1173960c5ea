"""Why a page cannot be shown, each in one sentence."""

from __future__ import annotations

from data.wording.telegram import Phrase

TITLE = Phrase("Tidak dapat ditampilkan", "Cannot be shown")
NO_PAGE = Phrase("Tidak ada halaman di alamat ini.", "There is no page at this address.")
NO_METHOD = Phrase("Halaman ini hanya dapat dibaca.", "This page can only be read.")
FAILED = Phrase(
    "Halaman ini sedang tidak dapat dibuat; coba lagi sebentar lagi.",
    "This page cannot be made just now; please try again in a while.",
)
WRONG_QUERY = Phrase(
    "Bagian “{name}” pada alamat ini tidak dapat dibaca.", "The part “{name}” of this address cannot be read."
)
TOO_LONG = Phrase("Alamat ini terlalu panjang.", "This address is too long.")
TOO_OFTEN = Phrase(
    "Terlalu banyak permintaan dari alamat Anda; coba lagi dalam {seconds} detik.",
    "Too many requests from your address; please try again in {seconds} seconds.",
)
