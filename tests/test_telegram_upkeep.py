# ruff: noqa: E501 - messages stand here to the letter
"""Looking after the archive from the chat: its state, renewing it, removing from it, what people asked."""

from __future__ import annotations

import re

from inline_snapshot import snapshot

from tests.telegram_bot import ADMIN
from tests.telegram_talk import ARTICLE, upload


def test_status(own):
    """/status: archive, generation, model, queue, faults, last deeds."""
    assert own.write("/status", user=ADMIN) == snapshot("""\
<b>Keadaan arsip</b>
Artikel: 5
Rapat: 5
Potongan: 21
Terbit: 2022-08-10 sampai 2025-12-03
Indeks: 000001 (sesuai arsip)
Model: model
Pertanyaan tersimpan: 0
Antrean: 0

Tidak ada gangguan sejak bot dijalankan.\
""")


def test_status_tells_what_was_added(own):
    """A deed is told once something is done, by the article or by how many."""
    upload(own, ARTICLE)
    assert "tambah" not in own.write("/status", user=ADMIN)
    own.press("Tambahkan", user=ADMIN)
    own.finish_job()

    deeds = own.write("/status", user=ADMIN).partition("Tindakan pengelola terakhir:\n")[2]
    assert re.sub(r"^[-0-9: ]+ UTC", "kini", deeds) == snapshot("kini · 77 · tambah panen.md")


def test_renewing(own):
    """/perbarui reads again or rebuilds, told in place."""
    assert own.write("/perbarui", user=ADMIN) == snapshot("""\
Baca ulang: rapat dan fakta dibaca lagi. Buat ulang: seluruh indeks dibuat baru di samping yang lama.
[Baca ulang]  [Buat ulang indeks]\
""")
    assert own.press("Baca ulang", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Sedang dikerjakan…
[■ Hentikan]\
""")
    assert own.finish_job() == snapshot("(diubah) 5 artikel dibaca ulang.")
    own.write("/perbarui", user=ADMIN)
    assert own.press("Buat ulang", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Sedang dikerjakan…
[■ Hentikan]\
""")
    assert own.finish_job() == snapshot("(diubah) Indeks 000002 selesai dan dipakai.")
    assert own.press_data("u:stop", user=ADMIN) == snapshot("(Tidak ada pekerjaan yang berjalan.)")


def test_leaving_an_article(own):
    """/hapus that is not confirmed leaves the article."""
    own.write("/hapus sosialisasi", user=ADMIN)

    assert own.press("Batal", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Dibatalkan.\
""")
    assert "Ogan Ilir" in own.write("/artikel sosialisasi", user=ADMIN)


def test_removing(own):
    """/hapus shows the article, asks, and removes it."""
    assert own.write("/hapus", user=ADMIN) == snapshot("Tulis id artikelnya: /hapus ID")
    assert own.write("/hapus rakor", user=ADMIN) == snapshot("""\
Beberapa artikel berawalan itu:
rakor-forkopimda-batang-hari-2023
rakor-kesbangpol-kalteng-2025
rakorda-fpk-jambi-2025\
""")
    assert own.write("/hapus sosialisasi", user=ADMIN) == snapshot("""\
<b>Ogan Ilir Terima Nilai Indeks Harmoni Indonesia, Ormas Diajak Menjaga Kerukunan</b>
sosialisasi-indeks-harmoni-ogan-ilir, tanpa tanggal
id: sosialisasi-indeks-harmoni-ogan-ilir

<b>sosialisasi dan penyampaian nilai Indeks Harmoni Indonesia</b>
• Tujuan: memperkuat ketahanan sosial dan menjaga kehidupan masyarakat tetap stabil
• Penyelenggara: Pemerintah Kabupaten Ogan Ilir
• Agenda: sosialisasi dan penyampaian nilai Indeks Harmoni Indonesia
• Tidak hadir: Bupati Ogan Ilir
• Hadir: Asisten Bidang Pemerintahan dan Kesra Setda Ogan Ilir Dicky Syailendra, S.Sos., M.Si. (mewakili Bupati Ogan Ilir)
• Hadir: Kepala Kesbangpol Ogan Ilir Dra. Kessy Herdiana, MM
• Hadir: para camat se-Kabupaten Ogan Ilir
• Hadir: perwakilan Organisasi Perangkat Daerah (OPD)
• Hadir: Forum Organisasi Kemasyarakatan (Ormas)
• Hadir: undangan
———
Hapus artikel ini dari arsip?
[Hapus artikel]  [Batal]\
""")
    assert own.press("Hapus artikel", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Sedang dikerjakan…
[■ Hentikan]\
""")
    assert own.finish_job() == snapshot("(diubah) Artikel dihapus.")
    assert own.write("/artikel sosialisasi", user=ADMIN) == snapshot("Tidak ada artikel dengan id itu.")


def test_what_people_asked_and_thought(own):
    """/pertanyaan and /umpanbalik; greetings and thanks are no questions."""
    assert own.write("/pertanyaan", user=ADMIN) == snapshot("Semua pertanyaan yang tersimpan terjawab.")
    assert own.write("/umpanbalik", user=ADMIN) == snapshot("Belum ada penilaian.")
    for text in (
        "halo kak",
        "?",
        "makasih",
        "rakor papua",
        "rakor papua",
        "rakor aceh",
        "kapan rakor batang hari 2023?",
    ):
        own.write(text, user=6)
    own.press("👎", user=6)
    assert own.write("/pertanyaan", user=ADMIN) == snapshot("""\
<b>Ditanyakan dan tidak terjawab, yang paling sering dulu:</b>
2× rakor papua
1× rakor aceh\
""")
    assert own.write("/umpanbalik", user=ADMIN) == snapshot("""\
<b>Penilaian: 👍 0, 👎 1</b>
👎 kapan rakor batang hari 2023? (terjawab)\
""")
