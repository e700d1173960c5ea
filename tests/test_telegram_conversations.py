# ruff: noqa: E501 - messages stand here to the letter
"""Conversations: what a person writes, beside the exact message that answers."""

from __future__ import annotations

import pytest
from inline_snapshot import snapshot

from bot.telegram.delivery.limits import Verdict
from tests.telegram_server import person_message
from tests.telegram_talk import GROUP, media


def test_greeting(talk):
    """/start says what the bot is for, with questions to try."""
    assert talk.write("/start", user=1) == snapshot("""\
Halo! Saya Notula. Saya menjawab pertanyaan tentang rapat daerah dari arsip berita, selalu dengan kutipan dan sumbernya. Bila arsip tidak menyebutnya, saya bilang begitu.

Coba tanyakan:
• siapa yang hadir di Rakor Batang Hari?
• kapan rapat koordinasi Kesbangpol Kalteng 2025?
• rapat apa saja di Jambi tahun 2025?

/bantuan\
""")


@pytest.mark.parametrize("text", ["halo", "hai kak, ini bot apa ya?", "selamat pagi 🙏", "assalamualaikum min"])
def test_who_greets_is_greeted(talk, text):
    """As by /start, in the person's language."""
    assert talk.write(text, user=1) == talk.write("/start", user=1)


@pytest.mark.parametrize("text", ["makasih ya", "oke sip", "terima kasih banyak kak", "Thank you!"])
def test_who_thanks_is_welcome(talk, text):
    """A short word, and nothing that looks like an answer."""
    assert talk.write(text, user=1) == snapshot("Sama-sama! Silakan tanya lagi kapan saja.")


def test_examples_are_of_this_archive(own):
    """Questions that it cannot answer are not proposed; of an empty archive there are none."""
    store = own.app.store
    store.articles.remove([article_id for article_id in store.articles.hashes() if "ogan-ilir" not in article_id])

    assert own.write("/start").partition("\n\n")[2] == snapshot("""\
Coba tanyakan:
• rapat apa saja di Ogan Ilir?
• rapat apa saja di Sumatera Selatan?

/bantuan\
""")
    store.articles.remove(store.articles.hashes())
    assert own.write("/start").partition("\n\n")[2] == "/bantuan"


def test_help(talk):
    """/bantuan and /help list the commands."""
    assert talk.write("/bantuan", user=1) == snapshot("""\
<b>Yang bisa dilakukan di sini:</b>
Tulis saja pertanyaannya. Pertanyaan berikutnya boleh singkat (“kapan?”), karena saya ingat yang sebelumnya.

/tanya – bertanya: /tanya siapa yang hadir di …
/rapat – menelusuri rapat menurut daerah dan bulan
/statistik – grafik rapat: /statistik batang hari 2023
/rekap – berkas rekap kehadiran; juga /kliping, /laporan
/orang – profil seseorang: /orang NAMA, /orang bupati …
/artikel – fakta dan sumber sebuah artikel
/bukti – dasar sebuah jawaban, dan apakah masih sama
/ikuti – dikabari yang baru: /ikuti batang hari; daftarnya /ikutan
/ulang – melupakan percakapan ini
/bahasa – mengganti bahasa antarmuka
/privasi – apa yang disimpan, dan berapa lama
/hapusdata – menghapus data saya
/bantuan – bantuan\
""")
    assert talk.write("/help", user=1) == talk.write("/bantuan", user=1)


def test_help_in_english(talk):
    """A client set to English gets an English interface."""
    english = {"from": {"id": 2, "is_bot": False, "first_name": "Ann", "language_code": "en"}}

    assert talk.write("/help", user=2, **english) == snapshot("""\
<b>What you can do here:</b>
Just write your question. The next one may be short (“kapan?”), since I remember the one before.

/tanya – ask: /tanya siapa yang hadir di …
/rapat – browse meetings by region and month
/statistik – a chart of meetings: /statistik batang hari 2023
/rekap – attendance as a file; also /kliping, /laporan
/orang – a person: /orang NAME, /orang bupati …
/artikel – facts and source of an article
/bukti – what an answer stood on, and whether it still holds
/ikuti – be told news; the list: /ikutan
/ulang – forget this conversation
/bahasa – change the language of the interface
/privasi – what is kept, and for how long
/hapusdata – delete my data
/bantuan – help\
""")


def test_who_attended(talk):
    """A question as free text: those present, the meeting, the source, and what can be pressed."""
    assert talk.write("siapa yang hadir di Rakor Batang Hari?", user=3) == snapshot("""\
Yang disebut hadir di Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari:
• Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari; membuka acara)
• Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Ketua DPRD Batang Hari Anita Yasmi
• Kajari Batang Hari M. Zubair
• KBO Intelkam Polres Batang Hari Iptu Saryono (mewakili Kapolres Batang Hari)
• perwakilan Kodim 045/BH
• para kepala OPD
• para kapolsek, danramil
• para camat se-Kabupaten Batang Hari

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_when(talk):
    """A date that contradicts its weekday is told with the contradiction."""
    assert talk.write("/tanya kapan rapat forkopimda batang hari 2022?", user=3) == snapshot("""\
10 September 2022.
Perhatian: artikel menulis “Rabu (10/09/2022)”, padahal 10 September 2022 jatuh pada hari Sabtu. Kemungkinan yang dimaksud 10 Agustus 2022.

<i>rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. RANDY.JURNALIS.ID, 10 Agustus 2022
[💬 Kutipan]  [👥 Semua yang hadir]
[📅 Rapat lain]  [📄 Bacaan lain]
[⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_where(talk):
    """The place comes first, then the meeting."""
    assert talk.write("di mana rakor kesbangpol kalteng 2025?", user=3) == snapshot("""\
Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng.
“Rapat bertempat di Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng, Palangka Raya.”

<i>Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng</i>

<b>Sumber</b>
1. KHABAR, 24 Juli 2025
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_several_meetings(talk):
    """A list of meetings."""
    assert talk.write("rapat apa saja di Jambi?", user=3) == snapshot("""\
3 kegiatan di arsip:
1. Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi
2. Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
3. rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari

<b>Sumber</b>
1. batangharipedia.com, 3 Desember 2025
2. JTIZEN, 25 Mei 2023
3. RANDY.JURNALIS.ID, 10 Agustus 2022
[💬 Kutipan]  [📄 Bacaan lain]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_region_that_is_not_covered(talk):
    """What the archive does not have is said."""
    assert talk.write("siapa yang hadir di rakor Papua?", user=3) == snapshot("""\
Arsip belum memuat artikel tentang Papua.
[📄 Bacaan lain]
[👍]  [👎]\
""")


def test_detail_that_is_not_stated(talk):
    """A meeting that is there without the detail."""
    assert talk.write("jam berapa rakorda FPK Jambi 2025?", user=3) == snapshot("""\
Artikel tentang Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 (3 Desember 2025) tidak menyebut jamnya.
Kalimat yang paling dekat: Rapat itu digelar pada Rabu (03/12/25) di Auditorium Rumah Dinas Gubernur Jambi.

<b>Sumber</b>
1. batangharipedia.com, 3 Desember 2025
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_question_that_is_none(talk):
    """A greeting is not a question about meetings."""
    assert talk.write("😀😀", user=30) == snapshot(
        "Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
    )


def test_tanya_without_a_question(talk):
    """/tanya alone asks what to ask."""
    assert talk.write("/tanya", user=3) == snapshot(
        "Apa yang ingin ditanyakan? Tulis misalnya: /tanya siapa yang hadir di Rakor Batang Hari?"
    )


def test_tanya_as_a_reply_asks_what_was_said(talk):
    """/tanya as a reply takes the other message as the question."""
    other = person_message(9, 44, "di mana rakor batang hari 2023?", chat=GROUP)

    assert talk.write("/tanya", user=3, chat=GROUP, reply_to_message=other) == snapshot("""\
(balasan) Gazebo Kolam Rumah Dinas Bupati Batang Hari.

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]
[✉ Selengkapnya secara pribadi]\
""")


def test_follow_up(talk):
    """A short question leans on the one before; /ulang forgets it."""
    talk.write("siapa yang hadir di Rakor Batang Hari 2023?", user=4)

    assert talk.write("kapan?", user=4) == snapshot("""\
25 Mei 2023, pagi.

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert talk.write("/ulang", user=4) == snapshot("Percakapan dimulai lagi dari awal.")
    assert talk.write("di mana?", user=4) == snapshot(
        "Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"photo": [media(width=1, height=1)], "caption": "lihat"},
        {"sticker": media(width=1, height=1, type="regular")},
        {"voice": media(duration=3)},
        {"location": {"latitude": 1.5, "longitude": 103.5}},
        {"contact": {"phone_number": "1", "first_name": "a"}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
)
def test_other_content_is_declined(talk, fields):
    """Photos, stickers, voice, places: a short decline in private."""
    assert talk.write(user=17, **fields) == snapshot(
        "Saya hanya bisa membaca teks. Tulis pertanyaannya, misalnya: kapan rakor Batang Hari?"
    )


def test_service_messages_and_bots_are_met_with_silence(talk):
    """Nobody wrote a service message; other bots and channels are not answered."""
    bot = {"from": {"id": 9, "is_bot": True, "first_name": "bot"}}

    assert talk.write(user=18, pinned_message=person_message(1, 18, "x")) == "(diam)"
    assert talk.write("/tanya kapan rakor batang hari?", user=9, chat=GROUP, **bot) == "(diam)"
    assert talk.push({"channel_post": person_message(1, 1, "/tanya x", chat=-100777)}) == "(diam)"


def test_unknown_command(talk):
    """In private an unknown command is answered with where to look."""
    assert talk.write("/resep", user=19) == snapshot("Perintah itu tidak saya kenal. Lihat /bantuan.")


def test_too_many_messages(talk):
    """Beyond the limit there is one notice, then silence."""
    message = {"message": person_message(1, 20, "halo")}

    assert talk.push(message, Verdict.NOTICE) == snapshot(
        "Pesannya terlalu banyak dalam waktu singkat. Saya berhenti menjawab sebentar; coba lagi satu menit lagi."
    )
    assert talk.push(message, Verdict.SILENCE) == "(diam)"


def test_failure_is_one_polite_sentence(talk, monkeypatch):
    """Whatever goes wrong, people read one sentence and never a traceback."""
    monkeypatch.setattr(type(talk.app.engine), "ask", lambda *_, **__: 1 / 0)

    assert talk.write("kapan rakor batang hari?", user=21) == snapshot(
        "Maaf, ada gangguan di sistem sehingga permintaan ini gagal. Silakan coba lagi."
    )


def test_inline(talk):
    """An inline query is offered the answer and the meetings that fit."""
    offered = talk.inline("kapan rakor batang hari 2023").split("\n")
    assert offered[:2] == snapshot(
        [
            "Jawaban | 25 Mei 2023, pagi.",
            "Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari | 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari",
        ]
    )
    assert talk.inline("") == snapshot("[Tulis misalnya: rakor batang hari]")
    assert talk.inline("zzqqxx") == snapshot("[Tidak ada yang cocok]")


def test_counts_and_rankings(talk):
    """What is counted is told with its sources, and the next question may only say another time."""
    assert talk.write("siapa paling sering hadir di batang hari?", user=91) == snapshot("""\
Paling sering disebut hadir di arsip (Batang Hari):
1. Anita Yasmin SE (Ketua DPRD Kabupaten Batang Hari); Muhammad Rifa'i SP (Asisten 1 Pemerintah dan Kesra): masing-masing 2 kegiatan
3. Ansori (Kaban Kesbangpol Batang Hari); Bakhtiar (Wakil Bupati Batang Hari); Muhamad Azan (Sekretaris Daerah); M. Zubair (Kajari Batang Hari); Iptu Saryono (KBO Intelkam Polres Batang Hari); H. Isah, S.Sos.I, M.Ag. (Asisten II Sekretariat Daerah (Setda) Kabupaten Batang Hari): masing-masing 1 kegiatan
Yang disebut jabatannya saja, tanpa nama, tidak ikut dihitung.

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
2. RANDY.JURNALIS.ID, 10 Agustus 2022
3. batangharipedia.com, 3 Desember 2025
[💬 Kutipan]  [📄 Bacaan lain]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert talk.write("kalau tahun 2022?", user=91) == snapshot("""\
Paling sering disebut hadir di arsip (Batang Hari, 2022):
1. Anita Yasmin SE (Ketua DPRD Kabupaten Batang Hari); Ansori (Kaban Kesbangpol Batang Hari); Muhammad Rifa'i SP (Asisten 1 Pemerintah dan Kesra); Bakhtiar (Wakil Bupati Batang Hari): masing-masing 1 kegiatan
Yang disebut jabatannya saja, tanpa nama, tidak ikut dihitung.

<b>Sumber</b>
1. RANDY.JURNALIS.ID, 10 Agustus 2022
[💬 Kutipan]  [📄 Bacaan lain]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert talk.write("berapa persen kehadiran bupati batang hari?", user=92) == snapshot("""\
Bupati Batang Hari: disebut hadir di 0 kegiatan, diwakili di 2, disebut tidak hadir di 0.
Persentase tidak bisa dihitung: artikel tidak memuat siapa saja yang diundang, dan yang tidak disebut belum tentu tidak hadir.
• Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi – Bupati Batang Hari diwakili H. Isah, S.Sos.I, M.Ag.
• Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari – Bupati Batang Hari diwakili Muhamad Azan.

<b>Sumber</b>
1. batangharipedia.com, 3 Desember 2025
2. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [📄 Bacaan lain]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def test_counts_in_english(talk):
    """Asked in English, told in Indonesian like every answer."""
    assert talk.write("which region had the most meetings?", user=93) == snapshot("""\
Daerah dengan kegiatan terbanyak di arsip:
1. Kabupaten Batang Hari: 3 kegiatan
2. Kota Jambi: 2 kegiatan
3. Kabupaten Ogan Ilir; Kota Palangka Raya: masing-masing 1 kegiatan

<b>Sumber</b>
1. batangharipedia.com, 3 Desember 2025
2. JTIZEN, 25 Mei 2023
3. RANDY.JURNALIS.ID, 10 Agustus 2022
4. Ogan Ilir Terima Nilai Indeks Harmoni Indonesia, Ormas Diajak Menjaga Kerukunan, tanpa tanggal
5. KHABAR, 24 Juli 2025
[💬 Kutipan]  [📄 Bacaan lain]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
