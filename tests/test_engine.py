"""Whole conversations with a real archive: each question beside the exact answer."""

# ruff: noqa: E501 - answers stand here as users read them
from __future__ import annotations

from builders import ask, talk
from inline_snapshot import snapshot

# Who


def test_who_attended():
    """Offices, names, groups, deputies and what they did."""
    assert talk("siapa yang hadir di Rakor Batang Hari 2023?") == snapshot("""\
answered: Yang disebut hadir di Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari:
• Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari; membuka acara)
• Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Ketua DPRD Batang Hari Anita Yasmi
• Kajari Batang Hari M. Zubair
• KBO Intelkam Polres Batang Hari Iptu Saryono (mewakili Kapolres Batang Hari)
• perwakilan Kodim 045/BH
• para kepala OPD
• para kapolsek, danramil
• para camat se-Kabupaten Batang Hari\
""")


def test_who_attended_in_slang_with_typing_errors():
    """The same answer."""
    expected = ask("siapa yang hadir di Rakor Batang Hari 2023?").text
    assert ask("sapa aja yg hadri di rakro batanghari thn 2023 kak").text == expected


def test_who_holds_an_office():
    """The one person asked for."""
    assert talk("siapa Ketua DPRD yang hadir di rakor Batang Hari 2023?") == snapshot("""\
answered: Ketua DPRD Batang Hari Anita Yasmi.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")


def test_was_somebody_there_yes():
    """Listed among those present, with or without a name."""
    assert talk("Kajari hadir gak di rakor forkopimda Batang Hari 2023?") == snapshot("""\
answered: Ya, disebut hadir: Kajari Batang Hari M. Zubair.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")


def test_was_somebody_there_by_deputy():
    """Sent somebody else, who is named with the reason."""
    assert talk("Kapolres hadir tidak di rakor forkopimda Batang Hari 2023?").startswith(
        "answered: Tidak hadir sendiri: Kapolres Batang Hari diwakili KBO Intelkam Polres Batang Hari Iptu Saryono"
    )


def test_was_somebody_there_unmentioned():
    """Silence is said to be silence."""
    assert talk("Ketua KPU hadir gak di rakor forkopimda Batang Hari 2023?") == snapshot(
        """\
not_stated: Artikel tentang Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023) tidak menyebut Ketua KPU di antara yang hadir.
Kalimat yang paling dekat: Rakor dihadiri Asisten 1 Pemerintah dan Kesra Muhammad Rifai, Ketua DPRD Batang Hari, Anita Yasmi, M. Zubair, Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.\
"""
    )


def test_was_a_person_there_by_name():
    """Yes, in which office."""
    assert talk("Ansori hadir tidak di rapat forkopimda Batang Hari 2022?") == snapshot("""\
answered: Ya, disebut hadir: Kakan Kesbangpol Ansori.
rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


def test_for_whom_somebody_came():
    """The deputy asked for."""
    assert talk("Iptu Saryono mewakili siapa?") == snapshot("""\
answered: Kapolres Batang Hari diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
“Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.”\
""")


def test_who_came_for_somebody():
    """The principal asked for."""
    assert talk("Kapolres Batang Hari diwakili siapa di rakor forkopimda?") == snapshot("""\
answered: Kapolres Batang Hari diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
“Kajari Batang Hari, dan Kapolres Batang Hari yang diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.”\
""")


def test_who_opened():
    """With what is known of the opener."""
    assert talk("siapa yang membuka rakor Batang Hari 2023?") == snapshot("""\
answered: Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari; membuka acara).
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")


def test_who_accompanied():
    """Only those."""
    assert talk("siapa yang mendampingi Dicky Syailendra?") == snapshot("""\
answered: Bupati Ogan Ilir diwakili Asisten Bidang Pemerintahan dan Kesra Setda Ogan Ilir, Dicky Syailendra, S.Sos., M.Si.
Ia didampingi Kepala Kesbangpol Ogan Ilir, Dra. Kessy Herdiana, MM.
sosialisasi dan penyampaian nilai Indeks Harmoni Indonesia\
""")


def test_who_somebody_is():
    """The offices in which the archive mentions them."""
    assert talk("siapa Muhammad Rifa'i?") == snapshot("""\
answered: Muhammad Rifa'i SP (Batang Hari)
• Asisten 1 Pemerintah dan Kesra (10 Agustus 2022 – 25 Mei 2023)\
""")


# When, where, what


def test_when_with_a_clash():
    """Wednesday and 10 September 2022 contradict each other, and the answer says so."""
    assert talk("kapan rapat forkopimda Batang Hari 2022?") == snapshot("""\
answered: 10 September 2022.
Perhatian: artikel menulis “Rabu (10/09/2022)”, padahal 10 September 2022 jatuh pada hari Sabtu. Kemungkinan yang dimaksud 10 Agustus 2022.
rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


def test_when():
    """The day of the meeting, not that of the article."""
    assert talk("kpn rakor kesbangpol kalteng") == snapshot("""\
answered: 24 Juli 2025.
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng
“KHABAR, PALANGKA RAYA – Jajaran Kesbangpol dari seluruh kabupaten dan kota di Kalimantan Tengah berkumpul dalam Rapat Koordinasi Tahunan, Kamis, 24 Juli 2025.”\
""")


def test_when_with_the_time_of_day():
    """As far as the article tells it."""
    assert talk("kapan rakor Batang Hari 2023?") == snapshot("""\
answered: 25 Mei 2023, pagi.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
“JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi.”\
""")


def test_where():
    """The venue."""
    assert talk("dimana rakorda FPK Jambi?") == snapshot("""\
answered: Auditorium Rumah Dinas Gubernur Jambi.
Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi
“Rapat itu digelar pada Rabu (03/12/25) di Auditorium Rumah Dinas Gubernur Jambi.”\
""")


def test_theme():
    """To the letter."""
    assert talk("apa tema rapat forkopimda Batang Hari 2022?") == snapshot("""\
answered: Tema: Peningkatan Deteksi Dini dan Cegah Dini Guna Menjaga Kondusifitas Menjelang Pemilu/Pilkada Serentak Tahun 2024 dalam Wilayah Kabupaten Batang Hari
rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


def test_purpose():
    """In the article's own sentences."""
    assert talk("apa tujuan rakor forkopimda Batang Hari 2023?") == snapshot("""\
answered: Kaban Kesbangpol Batang Hari, Ansori SP, menjelaskan bahwa Rakor bertujuan memaksimalkan unsur koordinasi di antara anggota Forkopimda, baik dalam membangun daerah maupun dalam menyelesaikan persoalan yang sedang hangat.
Ansori menambahkan, Rakor juga dimaksudkan untuk mempercepat penyampaian kabar.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")


def test_organiser():
    """As the article calls it."""
    assert talk("siapa penyelenggara rapat forkopimda Batang Hari 2022?") == snapshot("""\
answered: Penyelenggara: Kantor Kesatuan Bangsa dan Politik (Kesbangpol) Kabupaten Batang Hari.
rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


def test_statement():
    """What one person said, to the letter."""
    assert talk("apa kata Darliansjah di rakor kesbangpol Kalteng?") == snapshot("""\
answered: Staf Ahli Gubernur Kalteng Bidang Pemerintahan, Hukum, dan Politik Darliansjah:
Dalam sambutannya, Darliansjah mengingatkan bahwa Kalteng dihuni masyarakat multikultural, sehingga keharmonisan dan persatuan perlu terus dijaga.
Rapat semacam ini, menurut Darliansjah, penting untuk menyamakan pendapat, mewujudkan koordinasi yang aman dan nyaman, serta membangun semangat Belom Bahadat.
Darliansjah mengatakan, kegiatan itu jangan dianggap rutinitas setiap tahun saja, sebab di situlah pemerintah-pemerintah daerah mempererat kerja sama.
Menutup sambutan, Darliansjah berharap hasil rapat sampai kepada masyarakat sebagai pesan nyata mengenai kerukunan.
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng\
""")


def test_who_closed_is_not_stated_where_only_the_opening_is():
    """Nor are those told whom the selector marks in sentences about something else."""
    assert talk("siapa yg nutup rakor forkopimda batang hari 2023?").startswith("not_stated: ")


def test_a_detail_that_only_another_article_on_the_event_gives():
    """Two articles report the flood meeting; only one tells its theme."""
    assert talk("apa tema rakor banjir Demak 2024?") == snapshot("""\
answered: Tema: Demak Siaga, Warga Selamat
Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo\
""")


def test_a_number():
    """The sentence that gives it."""
    assert talk("berapa harga cabai di Rembang?") == snapshot(
        """\
answered: REMBANG - Harga cabai rawit di Pasar Kota Rembang naik menjadi Rp 85.000 per kilogram pada akhir pekan.
Harga Cabai Rawit di Rembang Naik\
"""
    )


def test_two_questions_in_one():
    """Both are answered, in the order of asking, without the sentence that proves the one."""
    first, second = ask("siapa yang hadir di Musrenbang Demak?"), ask("kapan Musrenbang Demak?")
    answer = ask("siapa yang hadir di Musrenbang Demak dan kapan?")
    assert answer.facts == first.facts + second.facts[:-1]
    assert answer.text.startswith(first.text)
    assert second.text.split("\n")[0] in answer.text


# Lists


def test_list():
    """Newest first."""
    assert talk("rakor apa saja di Batang Hari?") == snapshot("""\
answered: 3 kegiatan di arsip:
1. Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi
2. Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
3. rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


def test_list_of_a_year():
    """Only that year's."""
    assert talk("rapat apa saja di tahun 2025?") == snapshot("""\
answered: 2 kegiatan di arsip:
1. Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi
2. Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng\
""")


def test_count():
    """How many, and which."""
    assert talk("berapa kegiatan di Batang Hari tahun 2022?") == snapshot("""\
answered: 1 kegiatan di arsip:
1. rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


# Follow-ups


def test_a_follow_up_asks_another_detail():
    """Of the same meeting."""
    assert talk("siapa yang hadir di rakor kesbangpol Kalteng?", "di mana?") == snapshot("""\
answered: Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng.
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng
“Rapat bertempat di Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng, Palangka Raya.”\
""")


def test_a_follow_up_asks_the_same_of_another_year():
    """The opener of 2023 was asked for, so the opener of 2022 is."""
    assert talk("siapa yang membuka rakor forkopimda Batang Hari 2023?", "kalau tahun 2022?") == snapshot(
        """\
not_stated: Artikel tentang rapat forum komunikasi pimpinan daerah Tahun 2022 (10 September 2022) tidak menyebut siapa yang membuka.
Kalimat yang paling dekat: Bahktiar menutup sambutan dengan harapan bahwa rapat berjalan lancar dan menghasilkan masukan penting bagi pemilihan serentak yang berkualitas.\
"""
    )


def test_a_chain_of_follow_ups():
    """The meeting is carried along."""
    assert talk("siapa yang hadir di Musrenbang Demak?", "kapan?", "terus siapa yang membuka?") == snapshot("""\
answered: Bupati Demak Surya Mahendra (membuka acara).
Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja
“Musrenbang dibuka Bupati Demak Surya Mahendra dan dihadiri Ketua DPRD Demak Nirmala Hapsari serta Kepala Bappeda Demak Galih Prakosa.”\
""")
