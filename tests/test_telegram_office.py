# ruff: noqa: E501 - messages stand here to the letter
"""What an office takes home from Telegram: the conversation, and the files opened again."""

from __future__ import annotations

import io
import threading
from dataclasses import replace
from unittest.mock import Mock

import pytest
from docx import Document
from inline_snapshot import snapshot
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.telegram.topics.office import orders, taking
from bot.telegram.upkeep.jobs import BrokenOffError, Jobs
from bot.telegram.upkeep.personal import PersonalJobs
from retrieval.takeaway.choices import What
from tests.telegram_talk import GROUP
from tests.waiting import LONGEST


def last_file(talk, chat=7):
    """Name and bytes of the last file in a chat."""
    return next(message["file"] for message in reversed(talk.server.sent(chat)) if "file" in message)


def sheet_rows(content):
    """The rows of a recapitulation, its sheets of months one after the other."""
    book = load_workbook(io.BytesIO(content))
    return [row for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_recapitulation_in_free_words(talk):
    """Region, period and office are found wherever they stand; the workbook has a line for the meeting."""
    assert talk.write("/rekap 2023 batang hari bupati") == snapshot("""\
Batang Hari · 2023 · bupati: disebut di 1 dari 1 kegiatan; 1 media. Yang tidak disebut belum tentu tidak hadir.
———
[[rekap-batang-hari-2023-bupati.xlsx]]
Rekap kehadiran · Batang Hari · 2023 · bupati\
""")
    name, content = last_file(talk)
    rows = sheet_rows(content)

    assert name == "rekap-batang-hari-2023-bupati.xlsx"
    assert [(row[3], row[5]) for row in rows] == snapshot([("Bupati Batang Hari", "diwakili")])


def test_recapitulation_of_a_person(talk):
    """A name that the archive has is a person; a word that says nothing is named, and no file is made."""
    assert talk.write("/rekap Muhamad Azan") == snapshot("""\
Muhamad Azan: disebut di 1 dari 5 kegiatan; 5 media. Yang tidak disebut belum tentu tidak hadir.
———
[[rekap-muhamad-azan.xlsx]]
Rekap kehadiran · Muhamad Azan\
""")
    assert talk.write("/rekap batang hari blablabla") == snapshot(
        "Bagian “blablabla” tidak saya pahami: bukan daerah, waktu (dengan tahun), jenis rapat, jabatan, atau nama yang ada di arsip. Tidak ada berkas yang dibuat."
    )


def test_clipping_by_buttons(talk):
    """Kinds of files are offered under what was found; each comes as it was asked for."""
    assert talk.write("/kliping Batang Hari 2023") == snapshot("""\
Batang Hari · 2023: 1 berita tentang 1 kegiatan, dari 1 media. Pilih bentuk berkasnya:
[PDF]  [Word]\
""")
    assert talk.press("PDF") == snapshot("""\
(ditekan)
———
[[kliping-batang-hari-2023.pdf]]
Kliping berita · Batang Hari · 2023\
""")
    pages = PdfReader(io.BytesIO(last_file(talk)[1])).pages
    assert "Sekda Buka Rakor Forkopimda Batang Hari" in " ".join(pages[-1].extract_text().split())
    assert talk.press("Word") == snapshot("""\
(ditekan)
———
[[kliping-batang-hari-2023.docx]]
Kliping berita · Batang Hari · 2023\
""")
    name, content = last_file(talk)

    assert name == "kliping-batang-hari-2023.docx"
    assert any("Sekda Buka Rakor" in paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def test_report_under_an_answer(talk):
    """The button under an answer leads to a report on its meeting."""
    talk.write("siapa yang hadir di Rakor Batang Hari 2023?")
    assert talk.press("Laporan") == snapshot("""\
(ditekan)
———
Laporan kegiatan: Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari. Pilih bentuk berkasnya:
[PDF]  [Word]\
""")
    assert talk.press("Word") == snapshot("""\
(ditekan)
———
[[laporan-rapat-koordinasi-rakor-forum-koordinasi-pimpinan-daerah-fork.docx]]
Laporan kegiatan · Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari\
""")
    texts = [paragraph.text for paragraph in Document(io.BytesIO(last_file(talk)[1])).paragraphs]

    assert any("Forkopimda" in text for text in texts)


def test_report_by_words(talk):
    """A meeting is named, or the command says how; a meeting that is not there is said so."""
    assert talk.write("/laporan") == snapshot(
        "Laporan satu kegiatan sebagai PDF atau Word. Tulis kegiatannya (/laporan rakor Batang Hari 2023), atau tekan “Laporan” di bawah jawaban tentang kegiatan itu."
    )
    assert talk.write("/laporan rakor Batang Hari 2023") == snapshot(
        """\
Laporan kegiatan: Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari. Pilih bentuk berkasnya:
[PDF]  [Word]\
"""
    )
    assert talk.write("/laporan sidang paripurna Merauke 1999") == snapshot(
        "Kegiatan itu tidak saya temukan di arsip. Sebutkan jenis, daerah, dan waktunya."
    )


def test_what_a_list_shows(talk):
    """Under /rapat both are made of the meetings of that region and month."""
    talk.write("/rapat Batang Hari Mei 2023")
    assert talk.press("Rekap") == snapshot("""\
(ditekan)
———
Batang Hari · Mei 2023: 1 kegiatan, 11 orang atau unsur, 1 media.
———
[[rekap-batang-hari-mei-2023.xlsx]]
Rekap kehadiran · Batang Hari · Mei 2023\
""")
    assert talk.press("Kliping") == snapshot("""\
(ditekan)
———
Batang Hari · Mei 2023: 1 berita tentang 1 kegiatan, dari 1 media. Pilih bentuk berkasnya:
[PDF]  [Word]\
""")


def test_in_english(talk):
    """Sentences are English for whoever reads it; files stay Indonesian."""
    talk.press_data("l:en", user=8)
    assert talk.write("/rekap", user=8) == snapshot(
        "Attendance as an Excel file. Write a region, a period and, if you like, an office or a person's name: /rekap Batang Hari 2023 bupati"
    )
    assert talk.write("/kliping batang hari 2023", user=8) == snapshot("""\
Batang Hari · 2023: articles 1, meetings 1, outlets 1. Choose a kind of file:
[PDF]  [Word]\
""")
    assert talk.write("/kliping batang hari 1999", user=8) == snapshot(
        "The archive has no meetings that fit (Batang Hari · 1999); no file was made."
    )
    assert talk.write("/rekap 2023", user=8) == snapshot("""\
2023: meetings 1, people or groups 11, outlets 1.
———
[[rekap-2023.xlsx]]
Attendance · 2023\
""")


def test_nothing_and_too_much(talk, monkeypatch):
    """No empty file is made, and no endless one; what helps is said."""
    assert talk.write("/rekap Merauke 1999") == snapshot(
        "Tidak ada kegiatan di arsip yang cocok dengan pilihan itu (Merauke · 1999); tidak ada berkas yang dibuat."
    )
    for most in (taking.MOST_REPORTS, taking.MOST_LONGER):
        monkeypatch.setitem(most, What.ATTENDANCE, 1)
    assert talk.write("/rekap jambi") == snapshot(
        "Terlalu banyak untuk satu berkas: 3 laporan rapat, paling banyak 1. Persempit dengan daerah atau waktu, misalnya: /rekap Batang Hari 2023"
    )
    monkeypatch.setattr(taking, "MOST_BYTES", 10)
    assert talk.write("/rekap batang hari 2023") == snapshot("""\
Batang Hari · 2023: 1 kegiatan, 11 orang atau unsur, 1 media.
———
Berkasnya terlalu besar untuk dikirim. Persempit dengan daerah atau waktu.\
""")


def test_so_many_files_a_day(talk, monkeypatch):
    """One more than a person may have is refused in a sentence; somebody else goes on."""
    monkeypatch.setattr(orders, "MOST_A_DAY", 1)
    monkeypatch.setattr(taking, "MOST_A_DAY", 1)
    talk.write("/rekap batang hari 2023", user=9)
    assert talk.write("/rekap batang hari 2023", user=9) == snapshot("""\
Batang Hari · 2023: 1 kegiatan, 11 orang atau unsur, 1 media.
———
Hari ini sudah 1 berkas untuk Anda. Silakan lanjutkan besok.\
""")
    assert "[[rekap-" in talk.write("/rekap batang hari 2023", user=10)


def test_in_a_group_anybody_may_press(talk):
    """The file answers in the group; a button of another chat does nothing there."""
    assert talk.write("/kliping Batang Hari 2023", user=11, chat=GROUP) == snapshot("""\
(balasan) Batang Hari · 2023: 1 berita tentang 1 kegiatan, dari 1 media. Pilih bentuk berkasnya:
[PDF]  [Word]\
""")
    assert "[[kliping-batang-hari-2023.pdf]]" in talk.press("PDF", user=12, chat=GROUP)
    data = talk.server.sent(GROUP)[0]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    assert talk.press_data(data, user=13) == snapshot("(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)")


@pytest.mark.parametrize("data", ["k:", "k:p:", "k:r:9999", "k:a:99:1:1", "k:w:-1", "k:x:1", "k:p:%s", "k:c:::x"])
def test_forged_buttons_do_nothing(talk, data):
    """What no button of the bot holds is no longer valid."""
    assert talk.press_data(data) == "(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)"


def test_strangers_of_a_closed_bot_get_no_file(talk):
    """Whoever was not invited hears so, by command and by button."""
    talk.write("/undang", user=77)
    try:
        assert talk.write("/rekap batang hari 2023", user=14) == snapshot(
            "Maaf, saya hanya menjawab orang yang diundang. Silakan minta undangan kepada pengelola arsip."
        )
        assert talk.press_data("k:a::2023:0", user=14) == snapshot("(ditekan)")
    finally:
        talk.app.store.guests.open()


@pytest.fixture
def long(talk, monkeypatch):
    """A bot for which whatever is taken home takes long."""
    for what in (What.ATTENDANCE, What.CLIPPING):
        monkeypatch.setitem(taking.MOST_REPORTS, what, 0)
    return talk


def test_what_takes_long_is_made_beside(long):
    """It is begun by a button, told in its place, and the file comes when it is made."""
    assert long.write("/rekap batang hari 2023", user=20) == snapshot("""\
Batang Hari · 2023: 1 laporan rapat. Membuat berkasnya perlu beberapa saat; pilih bentuknya untuk memulai:
[Excel]\
""")
    assert long.press("Excel", user=20) == snapshot("""\
(ditekan)
———
(diubah) Sedang dikerjakan…
[■ Hentikan]\
""")
    assert long.finish_job() == snapshot("""\
(diubah) Selesai: Batang Hari · 2023.
———
[[rekap-batang-hari-2023.xlsx]]
Rekap kehadiran · Batang Hari · 2023\
""")
    assert len(sheet_rows(last_file(long, 20)[1])) == 11


def test_progress_is_told(long):
    """Every few seconds the message says how far it is."""
    long.write("/kliping jambi", user=21)
    long.desk.personal.make, make = (lambda lease: replace(make(lease), clock=_Ticking())), long.desk.personal.make
    try:
        long.press("Word", user=21)
        assert long.finish_job() == snapshot("""\
(diubah) Membaca arsip: 1 kegiatan…
[■ Hentikan]
———
(diubah) Membaca arsip: 2 kegiatan…
[■ Hentikan]
———
(diubah) Membaca arsip: 3 kegiatan…
[■ Hentikan]
———
(diubah) Selesai: Jambi.
———
[[kliping-jambi.docx]]
Kliping berita · Jambi\
""")
    finally:
        long.desk.personal.make = make


class _Ticking:
    """A clock on which each look takes long."""

    seconds = 0.0

    def __call__(self):
        self.seconds += 10.0
        return self.seconds


@pytest.fixture
def held(long):
    """Long work that goes on until it is stopped."""
    stopped = threading.Event()

    def perform(task, progress):
        stopped.wait(LONGEST)
        raise BrokenOffError

    desk = long.desk
    jobs = lambda _: Jobs(long.app.store, Mock(), perform, stopped.set, hand_over=long._take_up)  # noqa: E731
    long.desk = replace(desk, personal=PersonalJobs(jobs))
    yield long
    stopped.set()
    long.desk = desk


def test_one_at_a_time_and_stopped(held):
    """A second file of the same person waits for a press after the first; stopping says that none was made."""
    held.write("/kliping jambi", user=22)
    held.press("PDF", user=22)
    assert held.write("/rekap jambi", user=22) == snapshot("""\
Jambi: 3 laporan rapat. Membuat berkasnya perlu beberapa saat; pilih bentuknya untuk memulai:
[Excel]\
""")
    assert held.press("Excel", user=22) == snapshot(
        "(Berkas lain masih dibuat. Tunggu sampai selesai, lalu coba lagi.)"
    )
    assert held.press_data("k:s:", user=23) == snapshot("(Tidak ada pekerjaan yang berjalan.)")
    assert held.press_data("k:s:", user=22) == snapshot("(Menghentikan…)")
    assert held.finish_job() == snapshot("""\
(diubah) Dihentikan; tidak ada berkas yang dibuat.
[↻ Ulangi]\
""")


def test_what_was_cut_short_is_told(held):
    """The bot goes while a file is made: its update stays, for the next run to say so with a button to try again."""
    held.write("/kliping jambi", user=24)
    held.press("PDF", user=24)
    held.desk.personal.abandon()
    (left,) = [update for update in held.app.store.updates.undone() if update.chat == 24]
    held.app.store.updates.finish(left.update_id, now=left.received_at)

    assert left.payload["job"] | {"message": 0, "again": left.payload["job"]["again"][:4]} == snapshot(
        {"chat": 24, "message": 0, "language": "id", "again": "k:P:"}
    )


def test_what_is_typed_is_only_text(talk):
    """Markup and patterns come back as they were typed."""
    assert talk.write("/rekap <b>zzqq</b> {chosen} %s", user=25) == snapshot(
        "Bagian “b zzqq b chosen s” tidak saya pahami: bukan daerah, waktu (dengan tahun), jenis rapat, jabatan, atau nama yang ada di arsip. Tidak ada berkas yang dibuat."
    )
    assert talk.write("/kliping batang hari bupati", user=25) == snapshot(
        "Bagian “bupati” tidak saya pahami: bukan daerah, waktu (dengan tahun), jenis rapat, jabatan, atau nama yang ada di arsip. Tidak ada berkas yang dibuat."
    )
