"""Tests of retrieval/reading/statements: who said what, and whose words stay without a speaker."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tagged import tag_known

from data.facts import Fact
from retrieval.facts.page import open_page
from retrieval.reading.attendance import gather_company
from retrieval.reading.deeds.roles import shipped_roles
from retrieval.reading.statements import read_statements

HOLDER = "Bupati Sigi, Mardan Lasoso, meninjau tanggul pada Senin. "


def read(text: str) -> list[Fact]:
    """The statements of a text."""
    company = gather_company(open_page(text), tag_known(text), shipped_roles())
    return read_statements(company)


def said(text: str) -> list[tuple[str | None, str]]:
    """(speaker, what was said), in order."""
    return [(fact.person or fact.role, fact.value) for fact in read(text)]


SPEAKERS = [
    ("“Tanggul ini selesai bulan depan,” kata Bupati Sigi, Mardan Lasoso.", "Mardan Lasoso"),
    (HOLDER + "“Tanggul ini selesai bulan depan,” ujar Lasoso.", "Mardan Lasoso"),
    (HOLDER + "“Tanggul ini selesai bulan depan,” tegas Bupati.", "Mardan Lasoso"),
    (HOLDER + "“Tanggul ini selesai bulan depan,” ujarnya.", "Mardan Lasoso"),
    ("Kapolres Sigi AKBP Reja Simanjuntak menegaskan jalan itu rawan longsor.", "Reja Simanjuntak"),
    ("Kajari Ende, Dra. Maria Lusia, dalam sambutannya menyampaikan bahwa aset harus dicatat.", "Maria Lusia"),
    ("Menurut Kepala BPS Alor, Darius Wera, harga beras turun dua persen.", "Darius Wera"),
    ("Harga beras, dikatakan Darius Wera, S.E., turun dua persen.", "Darius Wera"),
    ("Dijelaskan Kepala BPS Alor Darius Wera, harga beras turun.", "Darius Wera"),
    ("Wabup berpesan agar warga menjaga kerukunan.", "Wabup"),
    (HOLDER + "“Tanggul ini selesai bulan depan,” ujar dia.", "Mardan Lasoso"),
    (HOLDER + "“Tanggul ini selesai bulan depan,” ujar pria kelahiran Palu itu.", "Mardan Lasoso"),
    ("Camat Palolo, Siti Rahma, ketika ditemui usai rapat di aula, Senin (4/3), mengaku siap.", "Siti Rahma"),
    ("Kajari Ende, Maria Lusia yang turut hadir dalam rapat itu berharap aset dicatat.", "Maria Lusia"),
    ("Dalam rapat itu, Darius Wera selaku ketua panitia melaporkan persiapan sudah rampung.", "Darius Wera"),
    ("Perwakilan petani garam, Bu Siti Rahma, meminta harga dijaga.", "Siti Rahma"),
    (HOLDER + "Lanjut Lasoso, tanggul itu rampung bulan depan.", "Mardan Lasoso"),
    (
        HOLDER + "Dari Kodim Sigi, Kapten Inf Bonar Pasaribu menyambut baik. “Ini kerja bersama kita semua,” ujarnya.",
        "Bonar Pasaribu",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS)
def test_speakers(text: str, speaker: str) -> None:
    """Direct or reported, before or after the words, by name, surname, office or pronoun."""
    assert said(text)[-1][0] == speaker


def test_a_quotation_is_given_without_its_marks() -> None:
    """The value is what was said to the letter, the evidence holds the attribution as well."""
    text = 'Rapat usai pukul dua. "Kita semua harus siap menghadapi musim hujan," pungkas Bupati Sigi.'
    (fact,) = read(text)
    assert fact.value == "Kita semua harus siap menghadapi musim hujan,"
    assert text[fact.start : fact.end] == '"Kita semua harus siap menghadapi musim hujan," pungkas Bupati Sigi.'


def test_reported_speech_is_the_whole_sentence() -> None:
    """A reporting sentence is its own value."""
    text = "Camat Palolo, Siti Rahma, meminta kepala desa segera melapor."
    assert said(text) == [("Siti Rahma", text)]


def test_pronouns_follow_the_last_speaker() -> None:
    """ "Ia menambahkan" and "menurutnya" are the one who spoke last."""
    text = (
        "Kajari Ende, Maria Lusia, mengatakan aset harus dicatat. Ia menambahkan batas waktunya bulan ini. "
        "Menurutnya, sebagian dinas sudah siap."
    )
    assert [fact.person for fact in read(text)] == ["Maria Lusia"] * 3


def test_a_pronoun_after_a_stranger_is_nobody() -> None:
    """Where somebody without a known name has acted in between, "katanya" is not given to the one before."""
    text = (
        "Bupati Sigi, Mardan Lasoso, mengatakan tanggul segera dibangun. "
        "Lolo Ngguwa dari Lembah Bada menjadi pembicara kehormatan. “Hutan itu bapak dan tanah itu ibu,” pesannya."
    )
    assert [fact.person for fact in read(text)] == ["Mardan Lasoso"]


def test_a_stranger_who_is_quoted_in_between_ends_the_line() -> None:
    """After "dikatakan Dwiraga" whose office nobody tells, "menurutnya" is not the speaker before."""
    text = (
        "Kajari Ende, Maria Lusia, mengatakan aset harus dicatat.\n"
        "Belum lama ini tiga desa dikatakan Dwiraga bahkan telah dinilai. Hal itu, menurutnya menunjukkan keseriusan."
    )
    assert [fact.person for fact in read(text)] == ["Maria Lusia"]


def test_who_acts_between_is_who_speaks_next() -> None:
    """ "Wabup menyambut baik. '...,' ujarnya." is the Wabup's."""
    text = (
        "Ketua Pansus, Hj. Siti Rahma, melaporkan hasil kerja timnya. Wabup Ali Umasugi menyambut baik. "
        "“Perda ini pagar bagi para petani,” ujarnya."
    )
    assert read(text)[-1].person == "Ali Umasugi"


def test_what_was_said_before_is_meant_by_demikian() -> None:
    """ "Demikian disampaikan Bupati saat membuka rapat" gives the sentence before to the Bupati."""
    text = "Pangan cukup sampai akhir tahun. Demikian disampaikan Bupati Sigi, Mardan Lasoso, saat membuka rapat."
    assert said(text) == [("Mardan Lasoso", "Pangan cukup sampai akhir tahun.")]


def test_a_quotation_without_a_verb_is_meant_by_hal_itu() -> None:
    """ "“...” Hal itu disampaikan Bupati" gives the quotation before to the Bupati."""
    text = "“Pangan cukup sampai akhir tahun ini.”\nHal itu disampaikan Bupati Sigi, Mardan Lasoso, saat membuka rapat."
    assert said(text) == [("Mardan Lasoso", "Pangan cukup sampai akhir tahun ini.")]


def test_a_quotation_of_several_sentences_is_one_statement() -> None:
    """Who is named and what is told inside a quotation speaks for nobody."""
    quoted = "Tanggul ini selesai. Camat Palolo mengatakan warga siap. Kita tinggal menunggu air surut,"
    assert said(f"“{quoted}” kata Bupati Sigi, Mardan Lasoso.") == [("Mardan Lasoso", quoted)]


def test_an_object_that_points_back_is_no_statement_of_its_own() -> None:
    """ "menegaskan hal itu saat ..." gives the sentence before, "hal senada dikatakan ..." nothing at all."""
    text = (
        "Stok beras aman. Kepala Bulog Poso, Verna Dalima, menegaskan hal itu saat rapat di aula.\n"
        "Sementara itu hal senada dikatakan Dandim Poso, Letkol Inf Bonar Pasaribu."
    )
    assert said(text) == [("Verna Dalima", "Stok beras aman.")]
    assert said("Hal itu ditegaskan Verna Dalima saat membuka rapat.") == []


def test_like_words_with_content_are_kept() -> None:
    """ "Hal senada disampaikan Dandim bahwa ..." says what it is."""
    text = "Hal senada disampaikan Dandim Poso, Letkol Inf Bonar Pasaribu, bahwa warga harus waspada."
    assert said(text) == [("Bonar Pasaribu", text)]


FULLER = "Dirjen Kebudayaan, Hilman Faris, membuka rapat. "


@pytest.mark.parametrize(
    "text",
    [
        FULLER + "Kepada tokoh adat dan Bupati Sigi Hilman menyampaikan harapannya.",
        FULLER + "Sebagaimana diamanatkan oleh Presiden, Hilman menyebut sungai harus dijaga.",
    ],
)
def test_an_office_that_is_anothers_is_not_the_speakers(text: str) -> None:
    """Before a short name an office of the circumstance leaves the fuller apposition as it is."""
    assert [(fact.person, fact.role) for fact in read(text)] == [("Hilman Faris", "Dirjen Kebudayaan")]


def test_a_wife_does_not_hold_her_husbands_office() -> None:
    """ "istri Bupati Sigi Ratna Wulan" is no Bupati."""
    text = "Sementara itu istri Bupati Sigi Ratna Wulandari mengatakan batik itu laku."
    assert [(fact.person, fact.role) for fact in read(text)] == [("Ratna Wulandari", "istri Bupati Sigi")]


def test_a_quotation_may_close_with_two_apostrophes() -> None:
    """“...’’ is one quotation, and what follows is no part of it."""
    text = HOLDER + "“Tanggul ini selesai bulan depan,’’tambahnya."
    assert read(text)[-1].value == "Tanggul ini selesai bulan depan,"


def test_an_unknown_speaker_leaves_a_quotation_without_one() -> None:
    """ "ujar seorang pedagang" is not the one who spoke before."""
    text = "Wabup berpesan agar warga rukun. “Dagangan kami laku semua hari ini,” ujar seorang pedagang."
    assert said(text) == [("Wabup", "Wabup berpesan agar warga rukun.")]


def test_a_lead_in_is_no_statement_of_its_own() -> None:
    """ "Camat Anu menegaskan," before a quotation on the next line only names its speaker."""
    text = "Camat Palolo, Siti Rahma, menegaskan,\n“Irigasi ini harus selesai sebelum musim tanam”."
    assert said(text) == [("Siti Rahma", "Irigasi ini harus selesai sebelum musim tanam")]


def test_a_passive_without_an_agent_goes_on_with_the_speech() -> None:
    """ "Lebih lanjut disampaikan bahwa" in the next paragraph is the speaker's, not certainly."""
    text = "Camat Palolo, Siti Rahma, meminta desa melapor.\nLebih lanjut disampaikan bahwa batasnya akhir bulan ini."
    facts = read(text)
    assert [(fact.person, fact.certain) for fact in facts] == [("Siti Rahma", True), ("Siti Rahma", False)]


def test_a_report_on_the_meeting_is_no_speech() -> None:
    """ "Rapat itu juga dihadiri ..." goes on with the report, not with the speech before."""
    text = "Camat Palolo, Siti Rahma, meminta desa melapor. Rapat itu juga dihadiri para kepala desa dan pendamping."
    assert len(said(text)) == 1


def test_a_paragraph_between_two_statements_of_one_speaker_is_hers() -> None:
    """What names nobody between two statements of one speaker goes on with the speech, not certainly."""
    text = (
        "Camat Palolo, Siti Rahma, meminta desa melapor.\nIrigasi lama sudah bocor di banyak tempat.\n"
        "Siti Rahma berharap perbaikan selesai tahun ini."
    )
    assert [(fact.person, fact.certain) for fact in read(text)] == [
        ("Siti Rahma", True),
        ("Siti Rahma", False),
        ("Siti Rahma", True),
    ]


def test_a_paragraph_before_another_speaker_is_nobodys() -> None:
    """Where somebody else speaks next, a paragraph that names nobody is left alone."""
    text = (
        "Camat Palolo, Siti Rahma, meminta desa melapor.\nIrigasi lama sudah bocor di banyak tempat.\n"
        "Kajari Ende, Maria Lusia, mengatakan aset harus dicatat."
    )
    assert [fact.person for fact in read(text)] == ["Siti Rahma", "Maria Lusia"]


def test_words_of_a_stranger_are_not_confirmed_into_anothers_mouth() -> None:
    """ "Hal itu dibenarkan Budi" gives him no quotation that somebody else is said to have spoken."""
    text = (
        "“Bantuan ini saya serahkan kepada tetangga,” ucap salah satu warga. "
        "Hal itu dibenarkan Camat Palolo, Siti Rahma."
    )
    assert said(text) == []


def test_a_degree_with_a_full_stop_parts_no_subject_from_its_verb() -> None:
    """ "Siti Rahma, M.M. menyampaikan" has its speaker."""
    text = "Camat Palolo, Siti Rahma SP, MM. menyampaikan bahwa irigasi sudah rampung."
    assert said(text) == [("Siti Rahma", text)]


def test_a_speech_that_runs_on_is_not_certain() -> None:
    """The next sentence of the paragraph may still be the speaker's, the next paragraph is not."""
    text = (
        "Dandim Alor, Letkol Inf Bonar Pasaribu, mengingatkan bahaya longsor. Untuk itu perlu kewaspadaan kita.\n"
        "Cuaca hari itu sangat cerah sampai sore."
    )
    facts = read(text)
    assert [(fact.person, fact.certain) for fact in facts] == [("Bonar Pasaribu", True), ("Bonar Pasaribu", False)]


@pytest.mark.parametrize(
    "text",
    [
        "Rapat bertema “Sinergi Membangun Daerah yang Aman dan Damai” itu digelar di aula.",
        "Tema peringatan tahun ini adalah “Sinergi Membangun Daerah yang Aman dan Damai”.",
        "“Kita harus menjaga kerukunan umat beragama di daerah ini.”",
        "Kegiatan ini diharapkan memperkuat kerja sama antardaerah.",
        "Baca juga: Bupati Sigi Mengatakan Tanggul Segera Dibangun",
    ],
)
def test_nobody_speaks(text: str) -> None:
    """Themes, quotations without a speaker, wishes without a subject and links are no statements."""
    assert read(text) == []


@given(
    st.lists(
        st.sampled_from(["kata", "Bupati Alor", ",", "“", "”", '"', "Budi", "mengatakan", "ia", "\n", ".", "hujan"])
    )
)
@settings(max_examples=200)
def test_every_statement_is_a_slice_of_the_text(words: list[str]) -> None:
    """In any jumble of marks and verbs, values stand at their offsets and every statement has a speaker."""
    text = " ".join(words)
    for fact in read(text):
        assert text[fact.value_start : fact.value_end] == fact.value
        assert fact.person or fact.role


@pytest.mark.parametrize("line", ["SIGI – ", "PALU BARAT-", "Palu (Kabar Sigi) - ", "Kabarsigi.com, PALU — ", ""])
def test_a_dateline_is_nothing_that_was_said(line: str) -> None:
    """Place and paper before the first sentence stand in the evidence alone."""
    (fact,) = read(f"{line}Kapolres Sigi AKBP Reja Simanjuntak menegaskan jalan itu rawan longsor.")
    assert fact.value.startswith("Kapolres Sigi")
    assert fact.start == 0
