"""What the archive does not say, and what is no question: each beside the exact refusal."""

# ruff: noqa: E501 - answers stand here as users read them
from __future__ import annotations

import pytest
from builders import ask, talk
from inline_snapshot import snapshot

from retrieval.answering.answer import Status


def test_a_year_without_such_a_meeting():
    """What there is instead."""
    assert talk("kapan rakor Batang Hari 2021?") == snapshot("""\
not_covered: Arsip belum memuat kegiatan yang cocok dengan “kapan rakor Batang Hari 2021?”.
Yang ada: 3 artikel tentang Batang Hari, terakhir 3 Desember 2025.
Yang paling dekat: Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023); rapat forum komunikasi pimpinan daerah Tahun 2022 (10 September 2022); Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 (3 Desember 2025).\
""")


def test_a_region_that_the_archive_lacks():
    """Named, and nothing guessed."""
    assert talk("siapa yang hadir di rakor Sumatera Barat?") == snapshot(
        "not_covered: Arsip belum memuat artikel tentang Sumatera Barat."
    )


def test_another_kind_of_meeting():
    """A focus group is no coordination meeting."""
    assert talk("siapa yang hadir di FGD tambang Batang Hari 2023?") == snapshot("""\
answered: Saya kira yang dimaksud Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah…; arsip tidak memuat kata “tambang” di situ; jenis kegiatannya lain.
Yang disebut hadir di Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari:
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


def test_a_detail_that_the_article_does_not_give():
    """The meeting is there."""
    assert talk("kapan sosialisasi indeks harmoni Ogan Ilir?") == snapshot(
        """\
not_stated: Artikel tentang sosialisasi dan penyampaian nilai Indeks Harmoni Indonesia tidak menyebut tanggal pelaksanaannya.
Kalimat yang paling dekat: Penilaian itu, lanjutnya, sejalan dengan Asta Cita 2025.\
"""
    )


@pytest.mark.parametrize("question", ["kapan beras?", "siapa beras?", "di mana beras?"])
def test_one_word_names_no_meeting(question):
    """Nor anybody: many articles have the word, and none is the one meant."""
    assert ask(question).status is Status.NOT_COVERED


UNCLEAR = snapshot(
    "unclear: Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
)


@pytest.mark.parametrize("question", ["bagaimana", "siapa?", "😀😀😀", "谁参加了会议？", "؟؟", "<br>"])
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
    assert talk("siapa presiden Indonesia?") == "not_stated: Arsip tidak menyebut nama presiden Indonesia."
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
Yang paling dekat: rapat forum komunikasi pimpinan daerah Tahun 2022 (10 September 2022); Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023); Rapat Koordinasi Daerah (Rakorda) Forum Pembauran Kebangsaan (FPK) se-Provinsi Jambi Tahun 2025 (3 Desember 2025).\
""")


def test_a_phrase_of_common_words_is_nobody():
    """ "siapa yang menyerahkan dokumen itu" asks for no person of that name."""
    assert "orang bernama" not in talk("dokumen perda banjir dikasih ke siapa?")
    assert "orang bernama" in talk("siapa Wiraguna Prabaswara?")


def test_a_sentence_that_surely_answers_is_shown_instead_of_a_denial():
    """Whatever words it has; a question that no sentence answers is still not stated."""
    assert "25 ton" in ask("rakor banjir demak, banyaknya sembako yang dikirim ke desa berapa?").text
    assert talk("rakor banjir demak, siapa yang baca doa penutup?").startswith(
        "not_stated: Artikel tentang Rapat Koordinasi Penanggulangan Banjir (12 Februari 2024) tidak menyebut"
    )
