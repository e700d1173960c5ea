"""What is said of corrections where there is no Telegram, and where one cannot be made."""

from __future__ import annotations

ARTICLE_GONE = "Artikelnya sudah tidak ada di arsip."
NO_LINK = "Orang itu tidak tertaut ke siapa pun dari artikel ini."
CANNOT_UNDO = "Koreksi itu tidak berlaku lagi, atau koreksi sesudahnya harus dibatalkan dulu."
NOTHING = "Belum ada koreksi."
TITLE = "Koreksi"
COLUMNS = ("ID", "hari", "oleh", "artikel", "apa", "semula", "menjadi", "keadaan")
ACTIONS = {
    "change": "diubah",
    "remove": "dihapus",
    "unlink": "orang dilepas",
    "hide": "artikel disembunyikan",
}
STATES = {"active": "berlaku", "aside": "dikesampingkan: kalimatnya sudah tidak ada", "undone": "dibatalkan"}


def undone(number: int) -> str:
    """That a correction was undone."""
    return f"Koreksi {number} dibatalkan."
