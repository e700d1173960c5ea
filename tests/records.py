"""Records of made-up articles on meetings, as the readers of files give them."""

from __future__ import annotations

from datetime import UTC, datetime

from data.article import Article
from data.readers import Record

NOW = datetime(2024, 5, 1, tzinfo=UTC)
PLACES = ("Sukamaju", "Mekarsari", "Tanjungrejo", "Wanasari", "Karanganyar")
SUBJECTS = ("stok pangan", "banjir", "pilkada", "posyandu", "jalan rusak")


def a_record(number=0, **fields):
    place, subject = PLACES[number % 5], SUBJECTS[number // 5 % 5]
    text = (
        f"Rapat koordinasi {subject} nomor {number} digelar di Aula Kecamatan {place}, Rabu (3/5/2023).\n"
        f"Camat {place} memimpin rapat itu dan mengajak semua desa menjaga {subject} bersama-sama.\n"
        f"Hadir dalam rapat tersebut Kepala Desa {place} dan tokoh masyarakat."
    )
    default = {"text": text, "title": f"Rakor {subject} {place}", "publisher": "Kabar Kita", "published": NOW}
    return Record(Article(fields.pop("id", f"a{number}"), **{**default, **fields}), f"/arsip/{number}.txt")


def records(number):
    return [a_record(n) for n in range(number)]
