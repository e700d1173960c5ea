# ruff: noqa: E501 - messages stand here to the letter
"""/bukti: what a person writes or presses, beside the exact message that answers."""

from __future__ import annotations

import re

from inline_snapshot import snapshot

from retrieval.ingest import open_writing
from tests.telegram_talk import GROUP

QUESTION = "kapan rapat forkopimda batang hari 2022?"
ENGLISH = {"from": {"id": 2, "is_bot": False, "first_name": "Ann", "language_code": "en"}}


def code_of(talk):
    """The receipt of the last answer."""
    (last,) = talk.app.store.questions.recent(limit=1)
    return last.asked.receipt


def steady(text, code):
    """A receipt's message without what chance, the clock and the model make of it."""
    text = re.sub(r"\d+ \w+ \d{4} \d\d\.\d\d WIB(, \D+)[\d.,]+", r"MASA WIB\1N", text.replace(code, "KODE"))
    return re.sub(r"model \w+, (\w+ \w+) \d+", r"model M, \1 N", text)


def test_a_receipt_to_anybody(talk):
    """Whoever has the code is told, and not who asked."""
    talk.write(QUESTION, user=41)
    code = code_of(talk)

    assert steady(talk.write(f"/bukti {code.lower()}", user=42), code) == snapshot("""\
<b>Bukti KODE</b>

<b>Ditanyakan</b>
“kapan rapat forkopimda batang hari 2022?”
MASA WIB, dijawab dalam N detik

<b>Dipahami sebagai</b>
• Yang dicari: kapan
• Daerah: Kabupaten Batang Hari
• Waktu: 2022
• Jenis kegiatan: rapat forkopimda

<b>Jawaban waktu itu</b>
10 September 2022.
Perhatian: artikel menulis “Rabu (10/09/2022)”, padahal 10 September 2022 jatuh pada hari Sabtu. Kemungkinan yang dimaksud 10 Agustus 2022.
rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari

<b>Ditanyakan lagi sekarang</b>
Jawabannya tetap sama.

<b>Kutipan di balik jawaban ini</b>

• 10 September 2022
<blockquote>Batang Hari, Jambi - Kantor Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Batang Hari menyelenggarakan rapat forum komunikasi pimpinan daerah Tahun 2022 di pendopo Rumah Dinas Bupati Batang Hari, Rabu (10/09/2022).</blockquote>
— RANDY.JURNALIS.ID

<b>Artikel yang dipakai</b>
• RANDY.JURNALIS.ID – Wabup Batang Hari Minta ASN, TNI, dan Polri Netral pada Pemilu 2024 (10 Agustus 2022, kutipannya masih sama)

<b>Bagian artikel yang ditemukan</b>

1. RANDY.JURNALIS.ID, 10 Agustus 2022
<blockquote>Dalam sambutannya, Wakil Bupati Batang Hari Bakhtiar mengatakan bahwa rapat diadakan supaya fungsi koordinasi di antara unsur Forkopimda berjalan maksimal, baik untuk pembangunan maupun untuk mengatasi masalah yang sedang dihadapi daerah.…</blockquote>

2. JTIZEN, 25 Mei 2023
<blockquote>JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi. Tempatnya di Gazebo Kolam Rumah Dinas Bupati Batang Hari. Mewakili Bupati Batang…</blockquote>

3. batangharipedia.com, 3 Desember 2025
<blockquote>BATANGHARI, batangharipedia.com - Pemerintah Kabupaten Batang Hari ikut serta dalam Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025. Rapat itu digelar pada Rabu (03/12/25) di Auditorium…</blockquote>

<b>Yang menjawab</b>
Indeks 000001, model M, pembaca versi N\
""")


def test_a_receipt_in_english(talk):
    """Of a follow-up, by the link below its quotes."""
    talk.write("siapa yang hadir di Rakor Batang Hari?", user=2)
    talk.write("di mana?", user=2)
    code = code_of(talk)

    assert steady(talk.write(f"/start bukti_{code}", user=2, **ENGLISH), code) == snapshot("""\
<b>Receipt KODE</b>

<b>Asked</b>
“di mana?”
MASA WIB, answered within N seconds
A follow-up to earlier questions.

<b>Understood as</b>
• Wanted: where
• Region: Kabupaten Batang Hari
• Kind of meeting: rakor

<b>The answer then</b>
Tempatnya di Gazebo Kolam Rumah Dinas Bupati Batang Hari.
Rakor dihadiri Asisten 1 Pemerintah dan Kesra Muhammad Rifai, Ketua DPRD Batang Hari, Anita Yasmi, M. Zubair, Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.

<b>Asked again now</b>
The answer is the same.

<b>Quotes behind this answer</b>

<blockquote>Tempatnya di Gazebo Kolam Rumah Dinas Bupati Batang Hari.</blockquote>
— JTIZEN

<blockquote>Rakor dihadiri Asisten 1 Pemerintah dan Kesra Muhammad Rifai, Ketua DPRD Batang Hari, Anita Yasmi, M. Zubair, Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.</blockquote>
— JTIZEN

<b>Articles it stood on</b>
• JTIZEN – Sekda Buka Rakor Forkopimda Batang Hari, Bahas Isu Aktual dan Pemilu 2024 (25 Mei 2023, its quotes still stand)

<b>Passages that were found</b>

1. JTIZEN, 25 Mei 2023
<blockquote>Rakor dihadiri Asisten 1 Pemerintah dan Kesra Muhammad Rifai, Ketua DPRD Batang Hari, Anita Yasmi, M. Zubair, Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono. Hadir pula perwakilan…</blockquote>

2. batangharipedia.com, 3 Desember 2025
<blockquote>BATANGHARI, batangharipedia.com - Pemerintah Kabupaten Batang Hari ikut serta dalam Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025. Rapat itu digelar pada Rabu (03/12/25) di Auditorium…</blockquote>

3. RANDY.JURNALIS.ID, 10 Agustus 2022
<blockquote>Batang Hari, Jambi - Kantor Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Batang Hari menyelenggarakan rapat forum komunikasi pimpinan daerah Tahun 2022 di pendopo Rumah Dinas Bupati Batang Hari, Rabu (10/09/2022). Rapat dihadiri…</blockquote>

<b>What answered</b>
Index 000001, model M, reader version N\
""")


def test_the_code_stands_behind_quotes_and_passages(talk):
    """As a link into the bot."""
    talk.write(QUESTION, user=43)
    line = '<i>Kode bukti </i><i><a href="https://t.me/notula_bot?start=bukti_KODE">KODE</a></i>'

    assert line in talk.press("Kutipan", user=43)
    assert "bukti_" not in talk.press("Jawaban", user=43)


def test_a_refusal_has_its_code_above_its_passages(talk):
    """Since there are no quotes."""
    talk.write("siapa yang hadir di rapat Kabupaten Wonogiri?", user=49)

    assert talk.press("Bacaan lain", user=49).partition("\n\n1.")[0] == snapshot("""\
(ditekan)
———
(diubah) <b>Bagian artikel yang ditemukan</b>

<i>Kode bukti </i><i><a href="https://t.me/notula_bot?start=bukti_KODE">KODE</a></i>\
""")


def test_a_code_as_a_command_and_in_a_group(talk):
    """It leads to the same."""
    talk.write(QUESTION, user=44)
    code = code_of(talk)
    told = talk.write(f"/bukti {code[:4]} {code[4:]}", user=44)

    assert told.startswith(f"<b>Bukti {code}</b>")
    assert talk.write(f"/bukti_{code}", user=44) == told
    assert talk.write(f"/bukti {code}", user=44, chat=GROUP) == f"(balasan) {told}"


def test_codes_that_lead_nowhere(talk):
    """One sentence, and none of it is taken for a text to show."""
    assert talk.write("/bukti", user=45) == snapshot(
        "Tulis kode buktinya: /bukti KODE. Kodenya ada di balik tombol Kutipan atau Bacaan lain."
    )
    assert talk.write("/bukti <b>salah</b>", user=45) == snapshot(
        "Tidak ada jawaban dengan kode itu: kodenya salah ketik, atau pertanyaannya sudah dihapus (oleh penanyanya, atau karena lewat 180 hari)."
    )
    assert talk.write("/start bukti_X", user=2, **ENGLISH) == snapshot(
        "No answer has that code: it was mistyped, or the question is deleted (by who asked, or for being older than 180 days)."
    )


def test_a_deleted_question_has_no_receipt(own):
    """Once who asked has deleted it."""
    own.write(QUESTION, user=46)
    code = code_of(own)
    own.write("/hapusdata", user=46)
    own.press("Ya, hapus", user=46)

    assert own.write(f"/bukti {code}", user=47) == own.write("/bukti KDE23456", user=47)


def test_a_receipt_whose_article_is_gone(own):
    """What it said is still told, and what is answered now."""
    own.write(QUESTION, user=48)
    code = code_of(own)
    (article_id, *_) = own.app.store.questions.find_receipt(code).asked.article_ids
    with open_writing(own.app.settings) as pipeline:
        pipeline.remove([article_id])
    told = own.write(f"/bukti {code}", user=48)

    assert told.partition("<b>Ditanyakan lagi sekarang</b>\n")[2].partition("\n\n<b>Kutipan")[0] == snapshot("""\
Artikel yang dipakai sudah tidak ada di arsip. Jawabannya sekarang:
Arsip belum memuat kegiatan yang cocok dengan “kapan rapat forkopimda batang hari 2022?”.
Yang ada: 2 artikel tentang Batang Hari, terakhir 3 Desember 2025.
Yang paling dekat: Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023); Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 (3 Desember 2025).
Kegiatan yang dimaksud: rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 → tidak ada
Tidak lagi disebut: 10 September 2022\
""")
    assert "sudah tidak ada di arsip)" in told
