# ruff: noqa: E501 - messages stand here to the letter
"""Keeping the archive from the chat: what an administrator writes or presses, beside the exact message."""

from __future__ import annotations

import json
from threading import Event
from unittest.mock import Mock

import pytest
from inline_snapshot import snapshot

from bot.telegram.upkeep.jobs import EDIT_SECONDS
from data.errors import StoreError
from tests.telegram_bot import ADMIN
from tests.telegram_server import person_message
from tests.telegram_talk import ARTICLE, upload
from tests.waiting import LONGEST

TEXT = "Walikota Lubuk Linggau memimpin rapat koordinasi panen tahap {day} di Aula Kota Lubuk Linggau, ({day}/3/2024)."


@pytest.mark.parametrize(
    "command", ["/tambah x", "/status", "/perbarui", "/hapus x", "/sumber", "/pertanyaan", "/umpanbalik"]
)
def test_strangers_are_refused(talk, command):
    """Commands of administrators are refused politely to everyone else."""
    assert talk.write(command, user=4) == snapshot("Maaf, perintah ini hanya untuk pengelola arsip.")


def test_files_of_strangers_are_not_fetched(talk):
    """A stranger's file is declined and never fetched, whatever it says."""
    assert upload(talk, ARTICLE, user=4) == snapshot(
        "Maaf, saya tidak membaca berkas kiriman. Tulis saja pertanyaannya."
    )
    assert upload(talk, ARTICLE, user=4, caption="/tambah") == snapshot(
        "Maaf, saya tidak membaca berkas kiriman. Tulis saja pertanyaannya."
    )
    assert talk.fetched == []


@pytest.mark.parametrize("data", ["t:0123456789ab:yes", "u:rebuild", "u:stop", "d:yes:rakor", "s:remove:1"])
def test_strangers_cannot_press_for_administrators(talk, data):
    """Forged buttons of administrators are refused."""
    assert talk.press_data(data, user=4) == snapshot("(Maaf, perintah ini hanya untuk pengelola arsip.)")


def test_help_for_administrators(talk):
    """Administrators see their commands as well."""
    assert talk.write("/bantuan", user=ADMIN) == snapshot("""\
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
/bantuan – bantuan

<b>Untuk pengelola arsip:</b>
/tambah – menambah artikel: berkas, tautan, atau terusan
/model – model bahasa: /model mati, /model hidup
/status – keadaan arsip dan bot
/perbarui – membaca ulang atau membuat ulang indeks
/hapus – menghapus artikel: /hapus ID
/sumber – sumber yang diikuti: /sumber ALAMAT menambahnya
/pertanyaan – yang ditanyakan dan tidak terjawab
/umpanbalik – penilaian jawaban
/koreksi – laporan kesalahan; /koreksi riwayat: koreksi
/alias – nama yang mungkin orang yang sama
/undang – membuat undangan; /undang daftar: siapa yang diundang\
""")


def test_administrators_work_in_private(talk):
    """In a group even an administrator is sent to the private chat."""
    assert talk.write("/status", user=ADMIN, chat=-100555) == snapshot(
        "(balasan) Kirim perintah ini di percakapan pribadi."
    )


def test_adding_a_file(own):
    """An uploaded file is read, shown, corrected, confirmed; then it answers."""
    assert upload(own, ARTICLE) == snapshot("""\
<b>Akan ditambahkan: 1 artikel</b>

<b>Camat Sukamaju Pimpin Rapat Panen</b>
Kabar Desa, 5 Maret 2024
• rapat koordinasi persiapan panen raya · 4 Maret 2024 · Aula Kantor Camat Sukamaju
Orang: Budi Hartono, Rahmat Hidayat
[Tambahkan]  [Batal]
[Ubah judul]  [Ubah penerbit]
[Ubah tanggal]\
""")
    assert own.press("Ubah penerbit", user=ADMIN) == snapshot("""\
(ditekan)
———
Tulis penerbit yang benar.\
""")
    assert own.write("Kabar <Desa>", user=ADMIN) == snapshot("""\
<b>Akan ditambahkan: 1 artikel</b>

<b>Camat Sukamaju Pimpin Rapat Panen</b>
Kabar &lt;Desa&gt;, 5 Maret 2024
• rapat koordinasi persiapan panen raya · 4 Maret 2024 · Aula Kantor Camat Sukamaju
Orang: Budi Hartono, Rahmat Hidayat
[Tambahkan]  [Batal]
[Ubah judul]  [Ubah penerbit]
[Ubah tanggal]\
""")
    assert own.press("Ubah tanggal", user=ADMIN) == snapshot("""\
(ditekan)
———
Tulis tanggal terbit yang benar, misalnya 2023-05-25.\
""")
    assert own.write("kemarin", user=ADMIN) == snapshot("Tanggalnya tidak terbaca; tulis seperti 2023-05-25.")
    assert own.write("2024-03-06", user=ADMIN) == snapshot("""\
<b>Akan ditambahkan: 1 artikel</b>

<b>Camat Sukamaju Pimpin Rapat Panen</b>
Kabar &lt;Desa&gt;, 6 Maret 2024
• rapat koordinasi persiapan panen raya · 4 Maret 2024 · Aula Kantor Camat Sukamaju
Orang: Budi Hartono, Rahmat Hidayat
[Tambahkan]  [Batal]
[Ubah judul]  [Ubah penerbit]
[Ubah tanggal]\
""")
    assert own.press("Tambahkan", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Sedang dikerjakan…
[■ Hentikan]\
""")
    assert own.finish_job() == snapshot("(diubah) Selesai: 1 artikel baru.")
    assert own.press("Tambahkan", user=ADMIN) == snapshot("(Kiriman ini sudah selesai atau dibatalkan.)")
    assert own.write("siapa yang hadir di rapat panen raya Sukamaju?", user=5) == snapshot("""\
Yang disebut hadir di rapat koordinasi persiapan panen raya · 4 Maret 2024 · Aula Kantor Camat Sukamaju:
• Camat Sukamaju Budi Hartono (memimpin)
• Kapolsek Sukamaju Iptu Rahmat Hidayat
• para kepala desa

<b>Sumber</b>
1. Kabar &lt;Desa&gt;, 6 Maret 2024
[💬 Kutipan]  [📄 Bacaan lain]
[⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]\
""")
    assert upload(own, ARTICLE, "lain.md") == snapshot("Semuanya sudah ada di arsip.")


def test_correcting_the_title(own):
    """The title that is written next becomes the draft's."""
    upload(own, ARTICLE)

    assert own.press("Ubah judul", user=ADMIN) == snapshot("""\
(ditekan)
———
Tulis judul yang benar.\
""")
    assert own.write("Rapat Panen Raya", user=ADMIN) == snapshot("""\
<b>Akan ditambahkan: 1 artikel</b>

<b>Rapat Panen Raya</b>
Kabar Desa, 5 Maret 2024
• rapat koordinasi persiapan panen raya · 4 Maret 2024 · Aula Kantor Camat Sukamaju
Orang: Budi Hartono, Rahmat Hidayat
[Tambahkan]  [Batal]
[Ubah judul]  [Ubah penerbit]
[Ubah tanggal]\
""")


def test_adding_several_articles(own):
    """A file of many articles is shown by its first ones; their meetings are turned page by page."""
    lines = [
        json.dumps({"id": f"panen-{day}", "title": f"Panen Raya {day}", "text": TEXT.format(day=day)})
        for day in range(1, 8)
    ]
    assert upload(own, "\n".join([*lines, "{rusak"]), "panen.jsonl") == snapshot("""\
<b>Akan ditambahkan: 7 artikel</b>

<b>Panen Raya 1</b>
(tanpa penerbit), tanpa tanggal
• rapat koordinasi panen tahap 1 · 1 Maret 2024 · Aula Kota Lubuk Linggau

<b>Panen Raya 2</b>
(tanpa penerbit), tanpa tanggal
• rapat koordinasi panen tahap 2 · 2 Maret 2024 · Aula Kota Lubuk Linggau

<b>Panen Raya 3</b>
(tanpa penerbit), tanpa tanggal
• rapat koordinasi panen tahap 3 · 3 Maret 2024 · Aula Kota Lubuk Linggau

<b>Panen Raya 4</b>
(tanpa penerbit), tanpa tanggal
• rapat koordinasi panen tahap 4 · 4 Maret 2024 · Aula Kota Lubuk Linggau

<b>Panen Raya 5</b>
(tanpa penerbit), tanpa tanggal
• rapat koordinasi panen tahap 5 · 5 Maret 2024 · Aula Kota Lubuk Linggau
… dan 2 artikel lagi.

Gagal dibaca: 1
• panen.jsonl:8: Baris ini bukan JSON yang utuh
[Tambahkan]  [Batal]\
""")
    own.press("Tambahkan", user=ADMIN)
    assert own.finish_job() == snapshot("(diubah) Selesai: 7 artikel baru.")
    first = own.write("/rapat Lubuk Linggau", user=ADMIN)
    assert first == snapshot("""\
<b>7 rapat di Lubuklinggau</b>

1. rapat koordinasi panen tahap 7 · 7 Maret 2024 · Aula Kota Lubuk Linggau

2. rapat koordinasi panen tahap 6 · 6 Maret 2024 · Aula Kota Lubuk Linggau

3. rapat koordinasi panen tahap 5 · 5 Maret 2024 · Aula Kota Lubuk Linggau

4. rapat koordinasi panen tahap 4 · 4 Maret 2024 · Aula Kota Lubuk Linggau

5. rapat koordinasi panen tahap 3 · 3 Maret 2024 · Aula Kota Lubuk Linggau
[1]  [2]  [3]  [4]  [5]
[▶ 2/2]
[Bulan]  [Pilih daerah]
[⬇ Rekap]  [⬇ Kliping]\
""")
    assert own.press("▶", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) <b>7 rapat di Lubuklinggau</b>

6. rapat koordinasi panen tahap 2 · 2 Maret 2024 · Aula Kota Lubuk Linggau

7. rapat koordinasi panen tahap 1 · 1 Maret 2024 · Aula Kota Lubuk Linggau
[6]  [7]
[◀]
[Bulan]  [Pilih daerah]
[⬇ Rekap]  [⬇ Kliping]\
""")
    assert own.press("◀", user=ADMIN) == f"(ditekan)\n———\n(diubah) {first}"


def test_cancelling(own):
    """A draft that is cancelled is gone."""
    upload(own, ARTICLE)
    data = own.server.sent(ADMIN)[-1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]

    assert own.press("Batal", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Dibatalkan.\
""")
    assert own.press_data(data, user=ADMIN) == snapshot("(Kiriman ini sudah selesai atau dibatalkan.)")


def test_adding_a_forwarded_article(own):
    """A long forwarded text is an article; its first line is the title."""
    text = "Rapat Panen Raya Sukamaju\n" + ARTICLE.partition("---\n")[2].partition("---\n")[2]
    channel = {"id": -100999, "type": "channel", "title": "Kabar Desa"}
    origin = {"type": "channel", "chat": channel, "message_id": 5, "date": 1709600000}

    assert own.write(text, user=ADMIN, forward_origin=origin) == snapshot("""\
<b>Akan ditambahkan: 1 artikel</b>

<b>Rapat Panen Raya Sukamaju</b>
Kabar Desa, 5 Maret 2024
• Rapat Panen Raya Sukamaju · 4 Maret 2024 · Aula Kantor Camat Sukamaju
Orang: Budi Hartono, Rahmat Hidayat
[Tambahkan]  [Batal]
[Ubah judul]  [Ubah penerbit]
[Ubah tanggal]\
""")
    quoted = person_message(3, ADMIN, text) | {"forward_origin": origin}
    assert own.write("/tambah", user=ADMIN, reply_to_message=quoted) == snapshot("""\
<b>Akan ditambahkan: 1 artikel</b>

<b>Rapat Panen Raya Sukamaju</b>
Kabar Desa, 5 Maret 2024
• Rapat Panen Raya Sukamaju · 4 Maret 2024 · Aula Kantor Camat Sukamaju
Orang: Budi Hartono, Rahmat Hidayat
[Tambahkan]  [Batal]
[Ubah judul]  [Ubah penerbit]
[Ubah tanggal]\
""")


def test_what_cannot_be_added(own):
    """Nothing given, an unknown format, too large, unreadable, not there, an address inside."""
    assert own.write("/tambah", user=ADMIN) == snapshot(
        "Kirim berkas dengan keterangan /tambah, tulis /tambah ALAMAT, atau teruskan artikelnya lalu balas dengan /tambah. Format: .jsonl .ndjson .json .csv .tsv .xlsx .xml .txt .md .markdown .html .htm .xhtml .pdf .docx .zip; paling besar 20 MB."
    )
    assert upload(own, "x", "film.mp4") == snapshot(
        "Format berkas itu tidak dikenal; yang bisa: .jsonl .ndjson .json .csv .tsv .xlsx .xml .txt .md .markdown .html .htm .xhtml .pdf .docx .zip."
    )
    assert upload(own, "x", "besar.pdf", size=30 * 2**20) == snapshot("Berkas itu lebih besar dari 20 MB.")
    assert upload(own, b"\x00\x01\x02", "rusak.pdf") == snapshot("""\
Tidak ada artikel yang terbaca.

Gagal dibaca: 1
• rusak.pdf: PDF ini rusak\
""")
    assert own.write("/tambah http://127.0.0.1:9/rahasia", user=ADMIN) == snapshot("""\
Tidak ada artikel yang terbaca.

Gagal dibaca: 1
• Alamat ini menuju jaringan dalam dan tidak diambil\
""")


def test_stopping(own):
    """A job that takes long tells how far it is, can be stopped, and begun again; no other begins meanwhile."""
    is_told, is_stopped = Event(), Event()

    def work_on(task, progress):
        own.seconds += EDIT_SECONDS
        progress("reread", 3_200, 20_000)
        progress("reread", 3_210, 20_000)
        is_told.set()
        assert is_stopped.wait(LONGEST)
        progress("reread", 3_220, 20_000)
        return {"count": 3_220}

    own.desk.jobs.perform = work_on
    own.write("/perbarui", user=ADMIN)
    data = own.server.sent(ADMIN)[-1]["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    own.press("Baca ulang", user=ADMIN)
    assert is_told.wait(LONGEST)

    assert own.press_data(data, user=ADMIN) == snapshot(
        "(Pekerjaan lain di arsip masih berjalan; tunggu sampai selesai.)"
    )
    assert own.press("Hentikan", user=ADMIN) == snapshot("(Menghentikan…)")
    is_stopped.set()
    assert own.finish_job() == snapshot("""\
(diubah) Membaca ulang: 3.200 dari 20.000
[■ Hentikan]
———
(diubah) Pekerjaan dihentikan; yang sudah selesai tetap tersimpan.
[↻ Ulangi]\
""")
    own.desk.jobs.perform = lambda task, progress: {"count": 5}
    own.press("Ulangi", user=ADMIN)
    assert own.finish_job() == "(diubah) 5 artikel dibaca ulang."


def test_job_that_fails(own):
    """What went wrong is said in one sentence."""
    own.write("/perbarui", user=ADMIN)
    own.desk.jobs.perform = Mock(side_effect=StoreError("Arsip terkunci."))
    own.press("Baca ulang", user=ADMIN)

    assert own.finish_job() == snapshot("""\
(diubah) Pekerjaan gagal: Arsip terkunci.
[↻ Ulangi]\
""")


def test_job_that_breaks(own):
    """Why a job broke off is for the log: the person reads that it did."""
    own.write("/perbarui", user=ADMIN)
    own.desk.jobs.perform = Mock(side_effect=RuntimeError("rahasia"))
    own.press("Baca ulang", user=ADMIN)

    assert own.finish_job() == snapshot("""\
(diubah) Maaf, ada gangguan di sistem sehingga permintaan ini gagal. Silakan coba lagi.
[↻ Ulangi]\
""")
