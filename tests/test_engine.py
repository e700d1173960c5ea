"""Whole conversations with a real archive: each question beside the exact answer."""

# ruff: noqa: E501 - answers stand here as users read them
from __future__ import annotations

import pytest
from builders import open_archive
from hypothesis import given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from retrieval.answering.answer import Status


def ask(*questions):
    """The answer to the last question, after the earlier ones."""
    *history, question = questions
    return open_archive().engine.ask(question, history=history)


def talk(*questions):
    """Status and text of the answer to the last question."""
    answer = ask(*questions)
    return f"{answer.status.value}: {answer.text}"


# Who


def test_who_attended():
    """Offices, names, groups, deputies and what they did."""
    assert talk("siapa yang hadir di Rakor Batang Hari 2023?") == snapshot("""\
answered: Yang disebut hadir di Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari:
• Sekretaris Daerah Muhammad Azan (mewakili Bupati Batang Hari; membuka acara)
• Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Ketua DPRD Batang Hari Anita Yasmi
• M. Zubair
• Kajari Batang Hari
• KBO Intelkam Polres Batang Hari Iptu Saryono (mewakili Kapolres Batang Hari)
• perwakilan Kodim 045/BH
• para kepala OPD
• para kapolsek
• danramil
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
answered: Ya, disebut hadir: Kajari Batang Hari.
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
        "not_stated: Artikel tentang Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023) tidak menyebut Ketua KPU di antara yang hadir."
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
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")


def test_who_came_for_somebody():
    """The principal asked for."""
    assert talk("Kapolres Batang Hari diwakili siapa di rakor forkopimda?") == snapshot("""\
answered: Kapolres Batang Hari diwakili KBO Intelkam Polres Batang Hari Iptu Saryono.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
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
answered: Yang disebut hadir di sosialisasi dan penyampaian nilai Indeks Harmoni Indonesia:
• Kepala Kesbangpol Ogan Ilir Dra. Kessy Herdiana, MM (mendampingi)\
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
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng\
""")


def test_when_with_the_time_of_day():
    """As far as the article tells it."""
    assert talk("kapan rakor Batang Hari 2023?") == snapshot("""\
answered: 25 Mei 2023, pagi.
Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari\
""")


def test_where():
    """The venue."""
    assert talk("dimana rakorda FPK Jambi?") == snapshot("""\
answered: Auditorium Rumah Dinas Gubernur Jambi.
Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi\
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
Pembangunan daerah, tegasnya, tidak boleh ego sektoral dan harus dikerjakan bersama-sama.
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng\
""")


def test_a_detail_that_only_another_article_on_the_event_gives():
    """Two articles report the flood meeting; only one tells its theme."""
    assert talk("apa tema rakor banjir Demak 2024?") == snapshot("""\
answered: Tema: Demak Siaga, Warga Selamat
Rapat Koordinasi Penanggulangan Banjir · 12 Februari 2024 · Pendopo\
""")


def test_a_number():
    """The sentence that gives it."""
    assert talk("berapa harga cabai di Rembang?") == snapshot(
        "answered: REMBANG - Harga cabai rawit di Pasar Kota Rembang naik menjadi Rp 85.000 per kilogram pada akhir pekan."
    )


def test_two_questions_in_one():
    """Both are answered, in the order of asking."""
    first, second = ask("siapa yang hadir di Musrenbang Demak?"), ask("kapan Musrenbang Demak?")
    answer = ask("siapa yang hadir di Musrenbang Demak dan kapan?")
    assert answer.facts == first.facts + second.facts
    assert answer.text.startswith(first.text)
    assert second.text.split("\n")[0] in answer.text


# Lists


def test_list():
    """Newest first."""
    assert talk("rakor apa saja di Batang Hari?") == snapshot("""\
answered: 3 kegiatan di arsip:
• Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi
• Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari
• rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


def test_list_of_a_year():
    """Only that year's."""
    assert talk("rapat apa saja di tahun 2025?") == snapshot("""\
answered: 2 kegiatan di arsip:
• Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 · 3 Desember 2025 · Auditorium Rumah Dinas Gubernur Jambi
• Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng\
""")


def test_count():
    """How many, and which."""
    assert talk("berapa kegiatan di Batang Hari tahun 2022?") == snapshot("""\
answered: 1 kegiatan di arsip:
• rapat forum komunikasi pimpinan daerah Tahun 2022 · 10 September 2022 · pendopo Rumah Dinas Bupati Batang Hari\
""")


# Follow-ups


def test_a_follow_up_asks_another_detail():
    """Of the same meeting."""
    assert talk("siapa yang hadir di rakor kesbangpol Kalteng?", "di mana?") == snapshot("""\
answered: Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng.
Rapat Koordinasi Tahunan · 24 Juli 2025 · Aula Eka Hapakat Lantai III Kantor Gubernur Kalteng\
""")


def test_a_follow_up_asks_the_same_of_another_year():
    """The opener of 2023 was asked for, so the opener of 2022 is."""
    assert talk("siapa yang membuka rakor forkopimda Batang Hari 2023?", "kalau tahun 2022?") == snapshot(
        "not_stated: Artikel tentang rapat forum komunikasi pimpinan daerah Tahun 2022 (10 September 2022) tidak menyebut siapa yang membuka."
    )


def test_a_chain_of_follow_ups():
    """The meeting is carried along."""
    assert talk("siapa yang hadir di Musrenbang Demak?", "kapan?", "terus siapa yang membuka?") == snapshot("""\
answered: Bupati Demak Surya Mahendra (membuka acara).
Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja\
""")


# No


def test_a_year_without_such_a_meeting():
    """What there is instead."""
    assert talk("kapan rakor Batang Hari 2021?") == snapshot("""\
not_covered: Arsip belum memuat kegiatan yang cocok dengan “kapan rakor Batang Hari 2021?”.
Yang ada: 3 artikel tentang Batang Hari, terakhir 3 Desember 2025.
Yang paling dekat: Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023).\
""")


def test_a_region_that_the_archive_lacks():
    """Named, and nothing guessed."""
    assert talk("siapa yang hadir di rakor Sumatera Barat?") == snapshot(
        "not_covered: Arsip belum memuat artikel tentang Sumatera Barat."
    )


def test_another_kind_of_meeting():
    """A focus group is no coordination meeting."""
    assert talk("siapa yang hadir di FGD tambang Batang Hari 2023?") == snapshot("""\
not_covered: Arsip belum memuat kegiatan yang cocok dengan “siapa yang hadir di FGD tambang Batang Hari 2023?”.
Yang ada: 3 artikel tentang Batang Hari, terakhir 3 Desember 2025.
Tidak dikenal arsip: tambang.
Yang paling dekat: Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023).\
""")


def test_a_detail_that_the_article_does_not_give():
    """The meeting is there."""
    assert talk("kapan sosialisasi indeks harmoni Ogan Ilir?") == snapshot(
        "not_stated: Artikel tentang sosialisasi dan penyampaian nilai Indeks Harmoni Indonesia tidak menyebut tanggal pelaksanaannya."
    )


UNCLEAR = snapshot(
    "unclear: Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
)


@pytest.mark.parametrize(
    "question", ["bagaimana", "halo", "siapa?", "terima kasih", "😀😀😀", "谁参加了会议？", "؟؟", "<br>"]
)
def test_what_is_no_question_about_the_archive_is_unclear(question):
    """An example shows how to ask."""
    assert talk(question) == UNCLEAR


@pytest.mark.parametrize("question", ["", "  \n", "\x00\x01\u200b"])
def test_an_empty_question(question):
    """Also one of hidden characters only."""
    assert talk(question) == snapshot(
        "unclear: Pertanyaannya kosong. Tulis misalnya: siapa yang hadir di Rakor Batang Hari?"
    )


def test_a_question_of_ten_thousand_characters():
    """It is not cut silently."""
    assert talk("siapa yang hadir di rakor " + "Demak " * 1700) == snapshot(
        "unclear: Pertanyaannya terlalu panjang; paling banyak 1000 karakter."
    )


def test_control_characters_change_nothing():
    """Nobody sees them."""
    question = "dimana rakorda FPK Jambi?"
    assert ask("\u202e" + question.replace("a", "a\u200b\x07")).text == ask(question).text


def test_an_office_alone_names_no_meeting():
    """No article is passed off as the one that was meant."""
    assert ask("siapa presiden Indonesia?").status is Status.NOT_COVERED
    assert ask("siapa narasumber FGD?").status is Status.NOT_COVERED


@pytest.mark.parametrize("courtesy", ["makasih ya", "halo", "oke sip"])
def test_a_courtesy_asks_nothing(courtesy):
    """Also after a question it is not answered as if it went on."""
    assert ask("kapan rakor Batang Hari 2023?", courtesy).status is Status.UNCLEAR


def test_markup_in_a_question_is_text():
    """It is repeated as it was typed, not interpreted."""
    assert talk("siapa yang hadir di rakor <b>gempa</b> [red]Batang Hari[/red]?") == snapshot("""\
not_covered: Arsip belum memuat kegiatan yang cocok dengan “siapa yang hadir di rakor <b>gempa</b> [red]Batang Hari[/red]?”.
Yang ada: 3 artikel tentang Batang Hari, terakhir 3 Desember 2025.
Tidak dikenal arsip: gempa.
Yang paling dekat: rapat forum komunikasi pimpinan daerah Tahun 2022 (10 September 2022).\
""")


# What stands beside the text

QUESTIONS = [
    "siapa yang hadir di Rakor Batang Hari 2023?",
    "siapa mewakili siapa di rakor forkopimda Batang Hari 2023?",
    "siapa yang membuka Musrenbang Demak?",
    "Bupati hadir tidak di rakorda FPK Jambi?",
    "kapan rapat forkopimda Batang Hari 2022?",
    "di mana rakor banjir Demak?",
    "apa tema rakor banjir Demak?",
    "apa tujuan rakor banjir Demak?",
    "siapa penyelenggara rakor banjir Demak?",
    "apa kata Ratih Kusumadewi soal beras?",
    "berapa harga cabai di Rembang?",
    "apa kegunaan Indeks Harmoni Indonesia?",
    "kegiatan apa saja di Demak?",
    "berapa rapat di Batang Hari?",
    "siapa Darliansjah?",
]


def text_of(article_id):
    return open_archive().store.articles.get(article_id).text


def assert_grounded(answer):
    """Quotes and passages are slices of stored articles, and every article quoted is among the sources."""
    for evidence in answer.facts:
        assert evidence.quote == text_of(evidence.article_id)[evidence.start : evidence.end]
    for passage in answer.passages:
        assert passage.text == text_of(passage.article_id)[passage.start : passage.end]
    assert {evidence.article_id for evidence in answer.facts} == {source.article_id for source in answer.sources}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_stands_on_quotes(question):
    """To the letter, from the articles named as sources."""
    answer = ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.facts
    assert_grounded(answer)


WORDS = ["siapa", "yang", "hadir", "membuka", "mewakili", "kapan", "di mana", "apa", "kata", "tema", "tujuan", "berapa"]
WORDS += [
    "rakor",
    "rapat",
    "musrenbang",
    "banjir",
    "Demak",
    "Batang Hari",
    "Kalteng",
    "Jambi",
    "Ogan Ilir",
    "2022",
    "2023",
]
WORDS += [
    "bupati",
    "kapolres",
    "sekda",
    "tidak",
    "saja",
    "terus",
    "kalau",
    "Ansori",
    "Larasati",
    "harga",
    "cabai",
    "<b>",
]
TYPED = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join) | st.text(max_size=60)


@settings(max_examples=150, deadline=None)
@given(TYPED, st.lists(TYPED, max_size=2))
def test_whatever_is_asked_is_answered_with_grounds_or_refused_without(question, history):
    """Nothing raises, nothing is claimed without a quote, and no answer is longer than a message."""
    answer = ask(*history, question)
    assert_grounded(answer)
    assert bool(answer.facts) == (answer.status in {Status.ANSWERED, Status.CONFLICTING})
    assert answer.question == question
    assert 0 < len(answer.text.encode("utf-16-le")) // 2 <= 4096


def test_an_answer_as_json():
    """The fields that scripts rely on."""
    given = ask("di mana Musrenbang Demak?").to_json(7)
    assert given.pop("milliseconds") > 0
    assert given.pop("passages")[0]["article_id"] == "musrenbang-demak"
    assert given == snapshot(
        {
            "id": 7,
            "question": "di mana Musrenbang Demak?",
            "status": "answered",
            "kind": "where",
            "text": """\
Gedung Grhadika Bina Praja.
Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung Grhadika Bina Praja\
""",
            "facts": [
                {
                    "value": "Gedung Grhadika Bina Praja",
                    "role": None,
                    "represents": None,
                    "quote": "DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung Grhadika Bina Praja, Rabu (15/3/2023).",
                    "article_id": "musrenbang-demak",
                    "start": 0,
                    "end": 133,
                }
            ],
            "sources": [
                {
                    "article_id": "musrenbang-demak",
                    "title": "Bupati Demak Buka Musrenbang RKPD",
                    "publisher": "Kabar Demak",
                    "url": None,
                    "published": "2023-03-16T00:00:00+00:00",
                }
            ],
            "meeting": {
                "name": "Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak",
                "date": "2023-03-15",
                "place": "Gedung Grhadika Bina Praja",
                "region": "Demak",
            },
            "others": [],
            "generation": "000001",
        }
    )


def test_a_refusal_as_json():
    """It has passages, and neither facts nor sources nor a meeting."""
    given = ask("kapan rakor Batang Hari 2021?").to_json("a")
    assert (given["id"], given["status"], given["kind"]) == ("a", "not_covered", "when")
    assert (given["facts"], given["sources"], given["meeting"]) == ([], [], None)
    assert set(given["passages"][0]) == {"article_id", "start", "end", "text", "score"}


def test_another_meeting_that_fits_is_offered_and_not_mixed_in():
    """Of two meetings in Batang Hari that are asked for without a year, one answers."""
    answer = ask("kapan rakor Batang Hari?")
    assert {source.article_id for source in answer.sources} == {"rakor-forkopimda-batang-hari-2023"}
    assert [other.date for other in answer.others] == ["2022-09-10"]


def test_passages_begin_with_the_article_that_answers():
    """Best first."""
    answer = ask("apa tujuan rakor forkopimda Batang Hari 2023?")
    assert answer.passages[0].article_id == "rakor-forkopimda-batang-hari-2023"


def test_an_answer_names_the_generation_it_comes_from():
    """The one in use."""
    assert ask("di mana Musrenbang Demak?").generation == "000001"
