# ruff: noqa: E501 - messages stand here to the letter
"""Browsing and settings: what is written or pressed, beside the exact message."""

from __future__ import annotations

from inline_snapshot import snapshot


def test_meetings_by_region(talk):
    """/rapat: regions, their meetings, their months, an article and its facts."""
    assert talk.write("/rapat", user=1) == snapshot("""\
Pilih daerah, atau tulis namanya: /rapat Batang Hari, /rapat Jambi Mei 2023
[Semua daerah]  [Jambi (3)]
[Kalimantan Tengah (1)]  [Sumatera Selatan (1)]\
""")
    assert talk.press("Jambi", user=1) == snapshot("""\
(ditekan)
———
(diubah) <b>3 rapat di Jambi</b>

1. Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi

2. Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari

3. rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari
[1]  [2]  [3]
[Bulan]  [Pilih daerah]
[⬇ Rekap]  [⬇ Kliping]\
""")
    assert talk.press("Bulan", user=1) == snapshot("""\
(ditekan)
———
(diubah) <b>Bulan: Jambi</b>
[Semua bulan]  [Desember 2025 (1)]
[Mei 2023 (1)]  [September 2022 (1)]\
""")
    assert talk.press("Mei 2023", user=1) == snapshot("""\
(ditekan)
———
(diubah) <b>1 rapat di Jambi Mei 2023</b>

1. Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
[1]
[Bulan]  [Pilih daerah]
[⬇ Rekap]  [⬇ Kliping]\
""")
    assert talk.press("1", user=1) == snapshot("""\
(ditekan)
———
<b>Sekda Buka Rakor Forkopimda Batang Hari, Bahas Isu Aktual dan Pemilu 2024</b>
JTIZEN, 25 Mei 2023
id: rakor-forkopimda-batang-hari-2023

<b>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari</b>
25 Mei 2023 · pagi · Gazebo Kolam Rumah Dinas Bupati Batang Hari
• Tema: Sinergitas Peran Forkopimda Dalam Penanganan Isu-Isu Aktual di Batang Hari
• Tujuan: memaksimalkan unsur koordinasi di antara anggota Forkopimda, baik dalam membangun daerah maupun dalam menyelesaikan persoalan yang sedang hangat
• Tujuan: mempercepat penyampaian kabar
• Penyelenggara: pemerintah kabupaten
• Tidak hadir: Bupati Batang Hari
• Hadir: Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari)
• Hadir: Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Hadir: Ketua DPRD Batang Hari Anita Yasmi
• Hadir: Kajari Batang Hari M. Zubair
• Tidak hadir: Kapolres Batang Hari
• Hadir: KBO Intelkam Polres Batang Hari Iptu Saryono (mewakili Kapolres Batang Hari)
• Hadir: perwakilan Kodim 045/BH
• Hadir: para kepala OPD
• Hadir: para kapolsek, danramil
• Hadir: para camat se-Kabupaten Batang Hari
[Pilih daerah]\
""")


def test_turning_back_to_all_regions(talk):
    """From a region to all months, to all regions, to the choice of regions."""
    talk.write("/rapat kalteng", user=8)
    talk.press("Bulan", user=8)
    assert talk.press("Semua bulan", user=8).startswith("(ditekan)\n———\n(diubah) <b>1 rapat di Kalimantan Tengah</b>")
    assert talk.press("Pilih daerah", user=8) == snapshot("""\
(ditekan)
———
(diubah) Pilih daerah, atau tulis namanya: /rapat Batang Hari, /rapat Jambi Mei 2023
[Semua daerah]  [Jambi (3)]
[Kalimantan Tengah (1)]  [Sumatera Selatan (1)]\
""")
    assert talk.press("Semua daerah", user=8).startswith("(ditekan)\n———\n(diubah) <b>5 rapat di semua daerah</b>")


def test_meetings_of_a_region_and_month(talk):
    """/rapat with a region, a month, or both."""
    assert talk.write("/rapat Batang Hari Mei 2023", user=1) == snapshot("""\
<b>1 rapat di Batang Hari Mei 2023</b>

1. Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
[1]
[Bulan]  [Pilih daerah]
[⬇ Rekap]  [⬇ Kliping]\
""")
    assert talk.write("/rapat kalteng", user=1) == snapshot("""\
<b>1 rapat di Kalimantan Tengah</b>

1. Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng
[1]
[Bulan]  [Pilih daerah]
[⬇ Rekap]  [⬇ Kliping]\
""")
    assert talk.write("/rapat 2022", user=1) == snapshot("""\
<b>1 rapat di semua daerah 2022</b>

1. rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari
[1]
[Bulan]  [Pilih daerah]
[⬇ Rekap]  [⬇ Kliping]\
""")
    assert talk.write("/rapat Papua", user=1) == snapshot("""\
Arsip belum memuat rapat yang dicari itu.
[Pilih daerah]\
""")
    assert talk.write("/rapat Atlantis", user=1) == snapshot("Daerah “Atlantis” tidak saya kenal.")


def test_article(talk):
    """/artikel with an id, the beginning of one, of several, of none."""
    assert talk.write("/artikel sosialisasi", user=1) == snapshot("""\
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
[Pilih daerah]\
""")
    assert talk.write("/artikel rakor", user=1) == snapshot("""\
Beberapa artikel berawalan itu:
rakor-forkopimda-batang-hari-2023
rakor-kesbangpol-kalteng-2025
rakorda-fpk-jambi-2025\
""")
    assert talk.write("/artikel entah", user=1) == snapshot("Tidak ada artikel dengan id itu.")
    assert talk.write("/artikel", user=1) == snapshot(
        "Tulis id artikelnya: /artikel ID. Tombol bernomor di daftar /rapat membuka artikelnya, beserta idnya."
    )


def test_language(talk):
    """/bahasa changes the interface for the person who pressed, everywhere."""
    assert talk.write("/bahasa", user=2) == snapshot("""\
Pilih bahasa antarmuka:
[Bahasa Indonesia]  [English]\
""")
    assert talk.press("English", user=2) == snapshot(
        "(The interface is in English. Questions and answers stay Indonesian.)"
    )
    assert talk.write("/ulang", user=2) == snapshot("We start over: this conversation is forgotten.")
    assert talk.write("kapan rakor batang hari 2023?", user=2) == snapshot("""\
25 Mei 2023, pagi.
“JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi.”

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sources</b>
1. JTIZEN, 25 Mei 2023
[💬 Quotes]  [👥 Everyone present]
[📄 More passages]  [⬇ Report]
[👍]  [👎]  [⚠ Something wrong?]\
""")


def test_privacy(talk):
    """/privasi says what is kept; /hapusdata deletes it after a yes."""
    talk.write("kapan rakor batang hari 2023?", user=3)

    assert talk.write("/privasi", user=3) == snapshot("""\
Yang disimpan: pertanyaan beserta jawabannya, waktu, dan penilaian Anda, paling lama 180 hari, untuk melihat apa yang belum ada di arsip; beberapa pertanyaan terakhir tiap percakapan, agar pertanyaan lanjutan dipahami; laporan kesalahan, selama itu juga; yang Anda ikuti, sampai dihentikan; dan nomor Telegram Anda, bukan nama. Isi pesan dihapus begitu dijawab. Tidak ada yang dikirim ke pihak lain.
Siapa pun yang memegang kode bukti dapat melihat tanya jawabnya, tetapi tidak penanyanya.

/hapusdata menghapus semuanya sekarang.\
""")
    assert talk.write("/hapusdata", user=3) == snapshot("""\
Hapus semua pertanyaan, penilaian, percakapan, setelan, dan yang Anda ikuti, di semua percakapan?
[Ya, hapus]  [Batal]\
""")
    assert talk.press("Batal", user=3) == snapshot("""\
(ditekan)
———
(diubah) Dibatalkan.\
""")
    talk.write("/hapusdata", user=3)
    assert talk.press("Ya, hapus", user=3) == snapshot("""\
(ditekan)
———
(diubah) Data Anda sudah dihapus (1 pertanyaan).\
""")
    assert talk.press("Kutipan", user=3) == snapshot("(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)")
