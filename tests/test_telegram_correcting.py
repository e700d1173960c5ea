# ruff: noqa: E501 - messages stand here to the letter
"""“Ada yang salah?” and /koreksi: from a report to an answer that is corrected, and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from inline_snapshot import snapshot

from bot.telegram.topics.admins import correcting
from data.store import CorrectionState
from data.store.lock import hold_writer_lock
from retrieval.ingest import open_writing
from tests.telegram_bot import ADMIN
from tests.telegram_talk import GROUP

PLACE = "di mana rakor kesbangpol kalteng 2025?"
ENGLISH = {"from": {"id": 2, "is_bot": False, "first_name": "Ann", "language_code": "en"}}


@pytest.fixture
def dated(own):
    """A conversation on a day that is known."""
    object.__setattr__(own.desk, "clock", lambda: datetime(2025, 5, 3, 9, 0, tzinfo=UTC))
    return own


def report_place(talk, sentence="lewati", **who):
    talk.write(PLACE, **who)
    talk.press("Ada yang salah?", **who)
    talk.press("Tempat", **who)
    return talk.write(sentence, **who)


def correct_place(talk, value="Aula Melati", **who):
    talk.write("/koreksi", user=ADMIN)
    talk.press("Ubah isi", user=ADMIN)
    return talk.write(value, user=ADMIN)


def test_reporting(dated):
    """What is wrong, which of the claims, a sentence; then thanks."""
    dated.write("siapa yang hadir di Rakor Batang Hari?")
    assert dated.press("Ada yang salah?") == snapshot("""\
(ditekan)
———
Apa yang salah pada jawaban ini?
[Orang]  [Jabatan]  [Tanggal]
[Tempat]  [Sumber]  [Lainnya]\
""")
    assert dated.press("Jabatan") == snapshot("""\
(ditekan)
———
(diubah) Yang mana?
1. Sekretaris Daerah Muhamad Azan
2. Asisten 1 Pemerintah dan Kesra Muhammad Rifai
3. Ketua DPRD Batang Hari Anita Yasmi
4. Kajari Batang Hari M. Zubair
5. KBO Intelkam Polres Batang Hari Iptu Saryono
6. perwakilan Kodim 045/BH
7. para kepala OPD
8. para kapolsek, danramil
[1]  [2]  [3]
[4]  [5]  [6]
[7]  [8]
[Tidak tahu]\
""")
    assert dated.press("2") == snapshot("""\
(ditekan)
———
(diubah) Dicatat. Kalau mau, tulis satu kalimat: apa yang seharusnya? Atau tulis “lewati”.
[Lewati]\
""")
    assert dated.write("Beliau <b>Pj</b> Sekda & bukan Sekda.") == snapshot(
        "Terima kasih! Pengelola arsip akan memeriksanya, dan hasilnya saya kabarkan di sini."
    )
    assert dated.write("/koreksi", user=ADMIN) == snapshot("""\
<b>Laporan 1: jabatan (1 menunggu)</b>
Pertanyaan: siapa yang hadir di Rakor Batang Hari?
Jawaban: Yang disebut hadir di Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari:
• Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari; membuka acara)
• Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Ketua DPRD Batang Hari Anita Yasmi
• Kajari Batang Hari M. Zubair
• KBO Intelkam Polres Batang Hari Iptu Saryono (mewakili Kapolres Batang Hari)
• perwakilan Kodim 045/BH
• para kepala OPD
• para kapolsek, danramil
• para camat se-Kabupaten Batang Hari
Yang dilaporkan: Asisten 1 Pemerintah dan Kesra Muhammad Rifai
<blockquote>Rakor dihadiri Asisten 1 Pemerintah dan Kesra Muhammad Rifai, Ketua DPRD Batang Hari, Anita Yasmi, M. Zubair, Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.</blockquote>
— JTIZEN, 25 Mei 2023
Kata pelapor: Beliau &lt;b&gt;Pj&lt;/b&gt; Sekda &amp; bukan Sekda.
Fakta yang terbaca:
1. Hadir: Asisten 1 Pemerintah dan Kesra Muhammad Rifai
[Terima]  [Tolak]
[Ubah nama]  [Ubah jabatan]
[Hapus fakta]  [Lepas orang]
[Sembunyikan artikel]  [Berikut]\
""")


def test_reporting_in_english(dated):
    """For a client in English."""
    dated.write(PLACE, user=2, **ENGLISH)
    dated.desk.set_preference(2, "language", "en")
    assert dated.press("Something wrong?", user=2) == snapshot("""\
(ditekan)
———
What is wrong with this answer?
[Person]  [Office]  [Date]
[Place]  [Source]  [Something else]\
""")
    assert dated.press("Place", user=2) == snapshot("""\
(ditekan)
———
(diubah) Noted. If you like, write one sentence: what should it be? Or write “lewati”.
[Skip]\
""")
    assert dated.press("Skip", user=2) == snapshot("""\
(ditekan)
———
(diubah) Thank you! Those who keep the archive will look into it, and I shall tell you here what came of it.\
""")


def test_a_correction_from_the_report_to_the_answer_and_back(dated):
    """It shows in the answer, says who corrected it when, and is told to who reported it; undone, it is as before."""
    before = dated.write(PLACE)
    report_place(dated, "Bukan di lantai III")

    assert dated.write("/koreksi", user=ADMIN) == snapshot("""\
<b>Laporan 1: tempat (1 menunggu)</b>
Pertanyaan: di mana rakor kesbangpol kalteng 2025?
Jawaban: Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng.
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng
“Rapat bertempat di Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng, Palangka Raya.”
Yang dilaporkan: Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng
<blockquote>Rapat bertempat di Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng, Palangka Raya.</blockquote>
— KHABAR, 24 Juli 2025
Kata pelapor: Bukan di lantai III
Fakta yang terbaca:
1. Tempat: Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng
[Terima]  [Tolak]
[Ubah isi]
[Hapus fakta]
[Sembunyikan artikel]  [Berikut]\
""")
    assert dated.press("Ubah isi", user=ADMIN) == snapshot("""\
(ditekan)
———
Tulis isi yang benar, atau “batal”.\
""")
    assert dated.write("123", user=ADMIN) == snapshot("Itu tidak terbaca; tulis dengan kata-kata.")
    assert dated.write("Aula Melati", user=ADMIN) == snapshot("Laporan 1 selesai: diterima, dan faktanya dikoreksi.")
    assert dated.finish_job() == snapshot(
        "Laporan Anda tentang “di mana rakor kesbangpol kalteng 2025?”: diterima, dan faktanya dikoreksi. Terima kasih!"
    )
    assert dated.write(PLACE) == snapshot("""\
Aula Melati.
“Rapat bertempat di Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng, Palangka Raya.”
“Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng” dikoreksi pengelola pada 3 Mei 2025 menjadi “Aula Melati”.

<i>Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Melati</i>

<b>Sumber</b>
1. KHABAR, 24 Juli 2025
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert dated.write("rapat apa saja di Kalteng?") == snapshot("""\
1 kegiatan di arsip:
1. Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Melati
“Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng” dikoreksi pengelola pada 3 Mei 2025 menjadi “Aula Melati”.

<b>Sumber</b>
1. KHABAR, 24 Juli 2025
[💬 Kutipan]  [📄 Bacaan lain]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert dated.write("/artikel rakor-kesbangpol") == snapshot("""\
<b>Rakor Tahunan Kesbangpol se-Kalteng Serukan Sinergi Tanpa Ego Sektoral</b>
KHABAR, 24 Juli 2025
id: rakor-kesbangpol-kalteng-2025

<b>Rapat Koordinasi Tahunan</b>
24 Juli 2025 · Aula Melati
• Tempat: Aula Melati (dikoreksi pengelola pada 3 Mei 2025)
• Penyelenggara: Badan Kesatuan Bangsa dan Politik (Kesbangpol) Provinsi Kalimantan Tengah
• Tujuan: agar kerja antardaerah selaras dalam merawat keutuhan dan kedamaian Bumi Tambun Bungai
• Hadir: Jajaran Kesbangpol dari seluruh kabupaten dan kota di Kalimantan Tengah
• Hadir: Staf Ahli Gubernur Kalteng Bidang Pemerintahan, Hukum, dan Politik Darliansjah (mewakili Gubernur Kalimantan Tengah)
• Tidak hadir: Gubernur Kalimantan Tengah
[Pilih daerah]\
""")
    assert dated.write("/koreksi riwayat", user=ADMIN) == snapshot("""\
<b>Riwayat koreksi</b>
1. 3 Mei 2025, 77: diubah, rakor-kesbangpol-kalteng-2025
“Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng” → “Aula Melati”, berlaku
[Batalkan 1]\
""")
    assert dated.press("Batalkan 1", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Koreksi 1 dibatalkan.\
""")
    assert dated.write(PLACE) == before


def test_a_corrected_answer_in_english(dated):
    """What is said of the correction is English, the rest stays Indonesian."""
    report_place(dated)
    correct_place(dated)
    dated.desk.set_preference(2, "language", "en")

    assert [line for line in dated.write(PLACE, user=2).split("\n") if "keep the archive" in line] == snapshot(
        [
            "“Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng” was corrected to “Aula Melati” by those who keep the archive on 3 Mei 2025."
        ]
    )
    assert "Place: Aula Melati (corrected by those who keep the archive on 3 Mei 2025)" in dated.write(
        "/artikel rakor-kesbangpol", user=2
    )


def test_a_correction_outlives_reading_again_and_rebuilding(dated):
    """Answers are the same after both."""
    report_place(dated)
    correct_place(dated)
    corrected = dated.write(PLACE)
    with open_writing(dated.app.settings) as pipeline:
        pipeline.reread(everything=True)
        pipeline.rebuild()

    assert "Aula Melati" in corrected
    assert dated.write(PLACE) == corrected


def test_a_rejection_is_told_with_its_word(dated):
    """And the answer stays."""
    before = dated.write(PLACE)
    report_place(dated)
    dated.write("/koreksi", user=ADMIN)
    assert dated.press("Tolak", user=ADMIN) == snapshot("""\
(ditekan)
———
Tulis alasannya untuk pelapor, atau “lewati”; “batal” untuk tidak menolak.\
""")
    assert dated.write("<i>Artikelnya</i> menulis begitu.", user=ADMIN) == snapshot(
        "Laporan 1 selesai: sudah diperiksa, dan jawabannya tidak diubah."
    )
    assert dated.finish_job() == snapshot(
        "Laporan Anda tentang “di mana rakor kesbangpol kalteng 2025?”: sudah diperiksa, dan jawabannya tidak diubah. Kata pengelola: &lt;i&gt;Artikelnya&lt;/i&gt; menulis begitu."
    )
    assert dated.write(PLACE) == before
    assert dated.write("/koreksi", user=ADMIN) == snapshot("Tidak ada laporan yang menunggu.")


def test_a_report_is_accepted_without_a_correction(dated):
    """Thanks are enough where nothing has to change."""
    report_place(dated)
    dated.write("/koreksi", user=ADMIN)

    assert dated.press("Terima", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Laporan 1 selesai: diterima.\
""")
    assert dated.finish_job() == snapshot(
        "Laporan Anda tentang “di mana rakor kesbangpol kalteng 2025?”: diterima. Terima kasih!"
    )
    assert dated.app.store.corrections.recent() == []


def test_a_hidden_article_no_longer_answers(dated):
    """Nor is it quoted; it can be taken back."""
    before = dated.write(PLACE)
    report_place(dated)
    dated.write("/koreksi", user=ADMIN)
    dated.press("Sembunyikan artikel", user=ADMIN)

    assert "KHABAR" not in dated.write(PLACE)
    assert dated.write("/koreksi riwayat", user=ADMIN) == snapshot("""\
<b>Riwayat koreksi</b>
1. 3 Mei 2025, 77: artikel disembunyikan, rakor-kesbangpol-kalteng-2025
berlaku
[Batalkan 1]\
""")
    dated.press("Batalkan 1", user=ADMIN)
    assert dated.write(PLACE) == before


def test_a_removed_fact_is_told_no_more(dated):
    """Somebody who was not there is on no list."""
    dated.write("siapa yang hadir di Rakor Batang Hari?")
    dated.press("Ada yang salah?")
    dated.press("Orang")
    dated.press("3")
    dated.write("lewati")
    dated.write("/koreksi", user=ADMIN)
    dated.press("Hapus fakta", user=ADMIN)

    assert dated.write("siapa yang hadir di Rakor Batang Hari?") == snapshot("""\
Yang disebut hadir di Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari:
• Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari; membuka acara)
• Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Kajari Batang Hari M. Zubair
• KBO Intelkam Polres Batang Hari Iptu Saryono (mewakili Kapolres Batang Hari)
• perwakilan Kodim 045/BH
• para kepala OPD
• para kapolsek, danramil
• para camat se-Kabupaten Batang Hari
“Rakor dihadiri Asisten 1 Pemerintah dan Kesra Muhammad Rifai, Ketua DPRD Batang Hari, Anita Yasmi, M. Zubair, Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.”
“Anita Yasmi” dinyatakan keliru oleh pengelola pada 3 Mei 2025.

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")


def report_person(talk, place):
    talk.write("siapa yang hadir di Rakor Batang Hari?")
    talk.press("Ada yang salah?")
    talk.press("Orang")
    talk.press(place)
    talk.write("lewati")
    talk.write("/koreksi", user=ADMIN)


def test_a_person_is_unlinked(dated):
    """Who is somebody else becomes a person apart, until that is undone."""
    report_person(dated, "3")

    assert dated.press("Lepas orang", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Laporan 1 selesai: diterima, dan orangnya tidak lagi disamakan.\
""")
    assert dated.write("/koreksi riwayat", user=ADMIN) == snapshot("""\
<b>Riwayat koreksi</b>
1. 3 Mei 2025, 77: orang dilepas, rakor-forkopimda-batang-hari-2023
“Anita Yasmi”, berlaku
[Batalkan 1]\
""")
    assert dated.press("Batalkan 1", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Koreksi 1 dibatalkan.\
""")


def test_a_person_of_one_mention_cannot_be_unlinked(dated):
    """The report waits on."""
    report_person(dated, "4")

    assert dated.press("Lepas orang", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Itu satu-satunya tautan orang tersebut, jadi tidak ada yang dipisahkan.
[Berikut]\
""")
    assert dated.app.store.reports.count_open() == 1
    assert dated.app.store.corrections.recent() == []


def test_nothing_is_corrected_while_the_archive_is_written_to(dated, monkeypatch):
    """The keeper is told to wait, and the report waits as well."""
    monkeypatch.setattr(correcting, "_WAIT_SECONDS", 0.0)
    report_place(dated)
    dated.write("/koreksi", user=ADMIN)
    with hold_writer_lock(dated.app.settings):
        busy = dated.press("Hapus fakta", user=ADMIN)

    assert busy == snapshot("""\
(ditekan)
———
(diubah) Perintah lain sedang mengubah arsip ini; tunggu sampai selesai, lalu coba lagi.
[Berikut]\
""")
    assert dated.app.store.reports.count_open() == 1


def test_a_value_can_be_given_up(dated):
    """“batal” leaves the report waiting."""
    report_place(dated)
    dated.write("/koreksi", user=ADMIN)
    dated.press("Ubah isi", user=ADMIN)

    assert dated.write("batal", user=ADMIN) == "Dibatalkan."
    assert dated.app.store.reports.count_open() == 1


def test_of_two_administrators_the_second_is_told(dated):
    """One decision stands, and the person is told once."""
    object.__setattr__(dated.app.settings, "admins", frozenset({ADMIN, 78}))
    report_place(dated)
    for admin in (ADMIN, 78):
        dated.write("/koreksi", user=admin)
    dated.press("Ubah isi", user=78)
    dated.press("Terima", user=ADMIN)

    assert dated.write("Aula Melati", user=78) == "Laporan ini sudah diputuskan."
    assert dated.press("Tolak", user=78) == "(Laporan ini sudah diputuskan.)"
    assert dated.finish_job().count("Laporan Anda") == 1


def test_a_kill_between_deciding_and_answering_loses_no_word(dated):
    """What is planned for who reported stands with the decision; who decided is told that it is done."""
    report_place(dated)
    dated.write("/koreksi", user=ADMIN)
    dated.press("Terima", user=ADMIN)
    dated.told.clear()

    assert dated.press_data("y:1:a", user=ADMIN) == "(Laporan ini sudah diputuskan.)"
    waiting = [update for update in dated.app.store.updates.undone() if update.update_id < 0]
    calls = dated.app.store.updates.unsent(waiting[0].update_id)
    assert [call.params["text"] for call in calls] == snapshot(
        ["Laporan Anda tentang “di mana rakor kesbangpol kalteng 2025?”: diterima. Terima kasih!"]
    )


@pytest.mark.parametrize(
    "sentence",
    ["<script>alert(1)</script> & {x} %s", "x" * 5000, "a\x00b\u202ec\ud800", "\u200b"],
)
def test_hostile_sentences_are_shown_as_they_are_written(dated, sentence):
    """Never as markup, never longer than a line or two, without what cannot be shown."""
    report_place(dated, sentence)

    shown = dated.write("/koreksi", user=ADMIN)
    note = dated.app.store.reports.next_open().note
    assert len(note) <= 500
    assert note.isprintable()
    assert "<script>" not in shown


def test_reports_of_one_person_and_day_are_limited(dated):
    """The sixth of a day is not kept; on the next day they go on."""
    dated.write(PLACE)
    for what in ("person", "office", "date", "place", "source"):
        dated.press_data(f"w:1:{what}")
    assert "sudah 5" in dated.press_data("w:1:other")
    assert dated.app.store.reports.count_open() == 5
    object.__setattr__(dated.desk, "clock", lambda: datetime(2025, 5, 5, tzinfo=UTC))
    dated.press_data("w:1:other")
    assert dated.app.store.reports.count_open() == 6


def test_an_expired_answer_cannot_be_reported(dated):
    """Nor can one of another chat, or a button that nobody was given."""
    report = "(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)"
    dated.write(PLACE)
    number = dated.app.store.questions.recent(limit=1)[0].id
    assert dated.press_data(f"w:{number}:nonsense") == report
    assert dated.press_data(f"w:{number}", user=8) == report
    dated.app.store.questions.purge(datetime.now(UTC) + timedelta(days=1))
    assert dated.press("Ada yang salah?") == report
    assert dated.press_data("y:x:y", user=ADMIN) == report


def test_only_keepers_decide(dated):
    """Whoever forges a button is refused."""
    report_place(dated)

    assert "hanya untuk pengelola" in dated.write("/koreksi")
    assert "hanya untuk pengelola" in dated.press_data("y:1:a")
    assert dated.app.store.reports.count_open() == 1


def test_an_hour_later_a_message_is_a_question(dated):
    """Nobody's question is taken for a sentence that was asked for long ago."""
    dated.write(PLACE)
    dated.press("Ada yang salah?")
    dated.press("Sumber")
    object.__setattr__(dated.desk, "clock", lambda: datetime(2025, 5, 3, 11, 0, tzinfo=UTC))

    assert "Aula Eka Hapakat" in dated.write(PLACE)


def test_reporting_in_a_group(dated):
    """The sentence is taken of who pressed, from a reply to the bot."""
    dated.write(f"/tanya {PLACE}", user=3, chat=GROUP)
    dated.press("Ada yang salah?", user=4, chat=GROUP)
    dated.press("Sumber", user=4, chat=GROUP)

    assert dated.app.store.reports.next_open().user == 4


def test_what_is_set_aside_is_listed(dated):
    """When an article changes so that the corrected sentence is gone, keepers see it in /koreksi."""
    report_place(dated)
    correct_place(dated)
    store = dated.app.store
    article_id = store.corrections.recent()[0].article_id
    reading = store.readings.get_many([article_id])[article_id]
    article = store.articles.get(article_id)
    changed = type(article)(article.id, "Rapat ditunda.", article.title, article.publisher, article.url)
    store.articles.put([changed], sources={article_id: "x"}, now=dated.desk.clock())
    store.readings.put([type(reading)(article_id, reading.version)], now=dated.desk.clock())

    assert store.corrections.recent()[0].state is CorrectionState.ASIDE
    assert dated.write("/koreksi", user=ADMIN) == snapshot("""\
<b>Dikesampingkan karena kalimatnya sudah tidak ada di artikelnya:</b>
1. 3 Mei 2025, 77: diubah, rakor-kesbangpol-kalteng-2025
“Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng” → “Aula Melati”, dikesampingkan
———
Tidak ada laporan yang menunggu.\
""")
