# ruff: noqa: E501 - messages stand here to the letter
"""The buttons under answers: what is pressed, beside what changes."""

from __future__ import annotations

import re

from builders import a_reading, an_article, moment, present
from inline_snapshot import snapshot


def test_quotes(talk):
    """The quotes behind an answer, in its place, and back."""
    answer = talk.write("kapan rapat forkopimda batang hari 2022?", user=5)

    assert talk.press("Kutipan", user=5) == snapshot("""\
(ditekan)
———
(diubah) <b>Kutipan di balik jawaban ini</b>

• 10 September 2022
<blockquote>Batang Hari, Jambi - Kantor Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Batang Hari menyelenggarakan rapat forum komunikasi pimpinan daerah Tahun 2022 di pendopo Rumah Dinas Bupati Batang Hari, Rabu (10/09/2022).</blockquote>
— RANDY.JURNALIS.ID

<i>Kode bukti </i><i><a href="https://t.me/notula_bot?start=bukti_KODE">KODE</a></i>
[↩ Jawaban]
[💬 Kutipan]  [👥 Semua yang hadir]
[📅 Rapat lain]  [📄 Bacaan lain]
[⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert talk.press("Jawaban", user=5) == f"(ditekan)\n———\n(diubah) {answer}"


def test_everyone_present(talk):
    """Everyone whom the article mentions, whom they stood in for, and who was absent."""
    talk.write("kapan rakorda FPK Jambi 2025?", user=5)

    assert talk.press("Semua yang hadir", user=5) == snapshot("""\
(ditekan)
———
(diubah) <b>Semua yang disebut dalam Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025</b>
• Pemerintah Kabupaten Batang Hari
• Bupati Batang Hari (tidak hadir)
• Asisten II Sekretariat Daerah (Setda) Kabupaten Batang Hari H. Isah, S.Sos.I, M.Ag. (mewakili Bupati Batang Hari)
• Kepala Kesbangpol Provinsi Jambi
• Staf Ahli Gubernur Jambi
• Kepala Kesbangpol Kabupaten Batang Hari
• sejumlah tokoh masyarakat
• pengurus paguyuban dari seluruh Provinsi Jambi
[↩ Jawaban]
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_everyone_by_every_outlet(own):
    """Each person once, with every outlet on the event that names them; absent by one, present by another: both."""
    own.write("kapan rakorda FPK Jambi 2025?", user=5)
    store, article = own.app.store, an_article(id="kabar-fpk", publisher="Kabar Jambi", url="https://kabar.example/fpk")
    [first] = store.readings.get_many(one for one in store.articles.hashes() if "fpk" in one).values()
    store.articles.put([article], sources={article.id: "/arsip"}, now=moment(2025, 8, 1))
    people = present("H. Isah", person="Isah"), present("Bupati Batang Hari", person=None), present("Larasati Wening")
    reading = a_reading(*people, meetings=first.meetings[:1], regions=first.regions, article_id=article.id)
    store.readings.put([reading], now=moment(2025, 8, 1))

    assert own.press("Semua yang hadir", user=5) == snapshot("""\
(ditekan)
———
(diubah) <b>Semua yang disebut dalam Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025</b>
• Pemerintah Kabupaten Batang Hari — batangharipedia.com
• Bupati Batang Hari (tidak hadir) — batangharipedia.com
• Asisten II Sekretariat Daerah (Setda) Kabupaten Batang Hari H. Isah, S.Sos.I, M.Ag. (mewakili Bupati Batang Hari) — batangharipedia.com, <a href="https://kabar.example/fpk">Kabar Jambi</a>
• Kepala Kesbangpol Provinsi Jambi — batangharipedia.com
• Staf Ahli Gubernur Jambi — batangharipedia.com
• Kepala Kesbangpol Kabupaten Batang Hari — batangharipedia.com
• sejumlah tokoh masyarakat — batangharipedia.com
• pengurus paguyuban dari seluruh Provinsi Jambi — batangharipedia.com
• Bupati Batang Hari — <a href="https://kabar.example/fpk">Kabar Jambi</a>
• Larasati Wening — <a href="https://kabar.example/fpk">Kabar Jambi</a>
[↩ Jawaban]
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_other_meetings(talk):
    """Other meetings that fit are listed in the answer's place; a number asks the same about one of them."""
    talk.write("kapan rapat di batang hari?", user=31)

    assert talk.press("Rapat lain", user=31) == snapshot("""\
(ditekan)
———
(diubah) <b>Rapat lain yang cocok; pilih untuk menanyakannya</b>
1. Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi
2. Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
[1]  [2]
[↩ Jawaban]
[💬 Kutipan]  [👥 Semua yang hadir]
[📅 Rapat lain]  [📄 Bacaan lain]
[⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert talk.press("1", user=31) == snapshot("""\
(ditekan)
———
3 Desember 2025.
“Rapat itu digelar pada Rabu (03/12/25) di Auditorium Rumah Dinas Gubernur Jambi.”

<i>Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi</i>

<b>Sumber</b>
1. batangharipedia.com, 3 Desember 2025
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert talk.press("Jawaban", user=31).startswith("(ditekan)\n———\n(diubah) 10 September 2022.")


def test_more_passages_have_pages(talk):
    """Passages are turned page by page."""
    talk.write("kapan rakor batang hari 2023?", user=6)

    first = talk.press("Bacaan lain", user=6)
    assert first.partition("\n\n2. ")[0] == snapshot("""\
(ditekan)
———
(diubah) <b>Bagian artikel yang ditemukan</b>

1. JTIZEN, 25 Mei 2023
<blockquote>JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi. Tempatnya di Gazebo Kolam Rumah Dinas Bupati Batang Hari. Mewakili Bupati Batang Hari, Sekretaris Daerah Muhamad Azan membuka Rakor yang bertema “Sinergitas Peran Forkopimda Dalam Penanganan Isu-Isu Aktual di Batang Hari” itu.</blockquote>\
""")
    assert re.search(r"\[▶ 2/\d\]\n\[↩ Jawaban\]\n\[💬 Kutipan\]", first)
    assert talk.press("▶", user=6).startswith("(ditekan)\n———\n(diubah) ")
    assert talk.press("◀", user=6) == first


def test_thumbs(talk):
    """A thumb is thanked for once, and can be turned."""
    talk.write("kapan rakor batang hari 2023?", user=7)

    assert talk.press("👍", user=7) == snapshot("(Terima kasih atas penilaiannya.)")
    assert talk.press("👍", user=7) == snapshot("(Penilaian ini sudah dicatat.)")
    assert talk.press("👎", user=7) == snapshot("(Terima kasih atas penilaiannya.)")


def test_forged_and_old_buttons(talk):
    """Data of another chat, of answers that are gone, or made up, are answered politely."""
    talk.write("kapan rakor batang hari 2023?", user=8)
    data = talk.server.sent(8)[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    assert talk.press_data(data, user=9) == snapshot("(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)")
    forged = [
        "v:999999:k:0",
        "v:1:z:0",
        "v:-1:k:0",
        "v:1:k:x",
        "f:1:7",
        "o:1:99",
        "m:99999:1:0",
        "",
        "x",
        "v" * 64,
        "v:²:k:0",
    ]
    assert {talk.press_data(data, user=8) for data in forged} == {talk.press_data("v:999999:k:0", user=8)}


def test_edited_question(talk):
    """An edited question is answered where its first answer stands."""
    talk.write("kapan rakor batang hari 2023?", user=10)

    assert talk.edit("di mana rakor batang hari 2023?", user=10) == snapshot("""\
(diubah) Gazebo Kolam Rumah Dinas Bupati Batang Hari.

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert len(talk.server.sent(10)) == 1
