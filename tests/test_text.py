"""Tests of retrieval/language/text.py and its tables: words, paragraphs, sentences, folding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.tables import read_table, read_words
from retrieval.language.text import Span, fold, meet, split_paragraphs, split_sentences, tokenize

# News-like fragments, so that the laws are tried on titles, quotes and dates and not on noise alone.
FRAGMENTS = (
    "Bupati|Drs. H.|M.Si.|S.Sos.|“|”|\"|’’|''|(27/4/2021)|. |? |...|…|\n| |ujarnya"
    "|No. 23|2.918|rapat|Lima|.|!|,|«|»|\r\n|dll."
)
PIECES = st.sampled_from(FRAGMENTS.split("|"))
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))

SENTENCES = [
    # Degrees, titles, ranks and initials.
    ("Acara dibuka Drs. H. Burhan Nasution, M.Si. Kegiatan diikuti camat.", 2),
    ("Hadir Ir. Sutan Palindih, M.T., dan dr. Rukmini, Sp.OG. Keduanya memberi sambutan.", 2),
    ("Sekda M. Yusran menyampaikan laporan.", 1),
    ("Ketua DPRD A.A. Ngurah Wiguna menutup rapat.", 1),
    ("Dandim Letkol Inf. Harsono dan Letkol Czi. Bramantyo hadir.", 1),
    ("Hadir pula AKBP Darma Putra, S.I.K., M.H. Rapat berakhir sore.", 2),
    ("Laporan dibacakan Hj. Salmah Rauf, S.Pd., M.Pd. Sementara itu peserta makan siang.", 2),
    ("Turut hadir Ny. Endang Kurniasih dan Sdr. Togar.", 1),
    ("Kepala dinas dijabat Gunadi, S. Sos., sejak lama.", 1),
    ("Sambutan disampaikan Plt. Kepala Dinas Sosial.", 1),
    ("Ketua TP. PKK menyerahkan hadiah.", 1),
    ("Rapat dipimpin K.H. Mahfudz dan Prof. Dr. Lasmini.", 1),
    ("Laporan disusun oleh Rahmat S. Kegiatan selesai.", 1),
    ("Laporan disusun oleh Rahmat S. Dalam rapat itu ia diam.", 2),
    # Abbreviations of places, numbers, bodies and phrases.
    ("Rapat di Jl. Merdeka No. 23 berlangsung lancar.", 1),
    ("Warga Kec. Arjasa, Kab. Situbondo, menerima bantuan.", 1),
    ("Ditandatangani a.n. Bupati oleh Sekda.", 1),
    ("Undangan dialamatkan d.a. Kantor Camat.", 1),
    ("Peserta terdiri atas lurah, camat, dll. Rapat selesai.", 2),
    ("PT. Sumber Tirta dan CV. Maju hadir.", 1),
    ("Anggaran sebesar Rp. 2.918.000,- disetujui.", 1),
    # Numbers, dates, enumerations, ellipses.
    ("Sebanyak 2.918 warga hadir. Mereka pulang sore.", 2),
    ("Rapat digelar Selasa (27/4/2021). Hadir semua camat.", 2),
    ("Rapat dimulai pukul 09.00 WIB. Sekda membuka acara.", 2),
    ("1. Pembukaan oleh Sekda", 1),
    ("Agenda rapat: 1. Laporan panitia, 2. Diskusi.", 1),
    ("Warga menunggu... lalu pulang.", 1),
    ("Kita tunggu… Nanti diumumkan.", 2),
    ("Pendaftaran ditutup. (10/6)", 1),
    ("Peserta berkumpul di lapangan. Rabu malam (3/6). Acara pun dimulai.", 2),
    ("Pemilu digelar tahun 2019. 25 partai ikut.", 2),
    # Quotations and their attributions.
    ("“Mari kita jaga. Semua harus ikut,” ujarnya.", 1),
    ('"Kita siap. Tidak ada kendala," kata Kapolres. Ia pun pamit.', 2),
    ("‘’Jalan itu rusak. Akan diperbaiki,’’ tegasnya. Rapat lanjut.", 2),
    ("''Kami setuju. Lanjutkan,'' tutur Kades.", 1),
    ("«Kami setuju. Lanjutkan,» tutur Kades.", 1),
    ("“Mari jaga kerukunan.” Ujar Bupati.", 1),
    ("“Mari jaga kerukunan.” Bupati lalu menutup rapat.", 2),
    ("“Mari jaga kerukunan”. Tambahnya lagi.", 1),
    ("“Apakah siap?” tanya Dandim.", 1),
    ("” Tujuannya jelas. Mari bekerja″ kata Camat. Hadirin bertepuk tangan.", 2),
    # Marks without a space, questions, small beginnings, asides.
    ("Rapat membahas aset tersebut.Bupati hadir.", 2),
    ("Rapat digelar Senin (5/2/2024).Bupati hadir.", 2),
    ("Rapat dihadiri anggota DPRD.Bupati hadir.", 2),
    ("Kerugian meliputi sawah dan lain-lain.Bupati hadir.", 2),
    ("“Siap,” kata Ani.Dia lalu pamit.", 2),
    ("Hadir Kab.Batang dan Dr.H.Anu, M.Kes di balai desa.", 1),
    ("Bupati hadir. ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT Ia membuka rapat.", 3),
    ("Rapat di DPRD.Baca JugaBupati hadir.", 3),
    ("Warga baca juga Alquran di sana.", 1),
    ("Apa yang dibahas? Banyak hal.", 2),
    ("Data dimuat di situs kabarlamongan.com setiap hari.", 1),
    ("Baris pertama.\nBaris kedua", 2),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int):
    """Full stops in titles, numbers, quotations and abbreviations end nothing; a forgotten space hides no end."""
    assert len(split_sentences(text)) == count


def test_a_sentence_is_the_slice_of_its_text():
    """Sentences come trimmed, with the attribution behind the quotation."""
    text = "Rapat dibuka.  “Mari jaga. Ayo,” ujar Ny. Sri. \n Selesai"
    found = [text[sentence.start : sentence.end] for sentence in split_sentences(text)]
    assert found == ["Rapat dibuka.", "“Mari jaga. Ayo,” ujar Ny. Sri.", "Selesai"]


def test_an_unclosed_quotation_does_not_swallow_the_paragraph():
    """A mark that is never closed leaves the sentences behind it apart."""
    assert len(split_sentences("“Kita mulai. Semua siap. Rapat dibuka.")) == 3


def test_a_very_long_quotation_is_cut():
    """Beyond the longest whole quotation sentences end inside it, too."""
    text = "“" + "Kita jaga kerukunan bersama. " * 30 + "”"
    assert len(split_sentences(text)) > 20


@given(TEXTS)
def test_sentences_cover_a_text_in_order(text: str):
    """Sentences do not overlap, never cross a line break and hold all that is not space."""
    sentences = split_sentences(text)
    places = [place for sentence in sentences for place in range(sentence.start, sentence.end)]
    assert places == sorted(set(places))
    assert {place for place, letter in enumerate(text) if not letter.isspace()} <= set(places)
    for sentence in sentences:
        inside = text[sentence.start : sentence.end]
        assert inside == inside.strip()
        assert inside
        assert "\n" not in inside


@given(TEXTS)
def test_tokens_are_slices_that_hold_all_but_space(text: str):
    """Tokens stand in order, each is its slice, and nothing but space lies between them."""
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert not text[end : token.start].strip()
        end = token.end
    assert not text[end:].strip()


@given(TEXTS)
def test_paragraphs_are_the_trimmed_lines(text: str):
    """Paragraphs are the non-blank lines of a text without the space around them."""
    found = [text[paragraph.start : paragraph.end] for paragraph in split_paragraphs(text)]
    assert found == [line.strip() for line in text.split("\n") if line.strip()]


TOKENS = [
    ("Drs. H. Burhan, M.Si.", ["Drs.", "H.", "Burhan", ",", "M.Si."]),
    ("S.Sos.I, S.H., Sp.OG", ["S.Sos.I", ",", "S.H.", ",", "Sp.OG"]),
    ("a.n. Bupati", ["a.n.", "Bupati"]),
    ("No. 23 Tahun 2019", ["No.", "23", "Tahun", "2019"]),
    ("2.918 orang (27/4/2021).", ["2.918", "orang", "(", "27/4/2021", ")", "."]),
    ("pukul 09.00 s/d 11:30", ["pukul", "09.00", "s/d", "11:30"]),
    ("Ma'arif se-Kabupaten Covid-19", ["Ma'arif", "se-Kabupaten", "Covid-19"]),
    ("TNI/Polri 0812/Lamongan", ["TNI", "/", "Polri", "0812", "/", "Lamongan"]),
    ("10km", ["10km"]),
    ("“Ya…” ''x''", ["“", "Ya", "…", "”", "''", "x", "''"]),
    ("kabarlamongan.com", ["kabarlamongan.com"]),
    ("tersebut.Bupati", ["tersebut", ".", "Bupati"]),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_abbreviations_and_numbers_are_one_token(text: str, tokens: list[str]):
    """Degrees, initials, numbers, dates and hyphenated words stay whole; punctuation stands singly."""
    assert [token.text for token in tokenize(text)] == tokens


FOLDED = [
    ("Rifa'i, S.P.", "rifai s p"),
    ("Qur’an", "quran"),
    ("Café  Ñandú", "cafe nandu"),
    ("se-Jawa\tTimur\n", "se jawa timur"),
    ("A_B", "a b"),
    ("", ""),
    ("ＡＢＣ", "abc"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_folding_drops_what_writers_vary(text: str, folded: str):
    """Case, accents, apostrophes and punctuation make no difference between folded texts."""
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=80))
def test_folding_twice_changes_nothing(text: str):
    """A folded text is its own folded form."""
    assert fold(fold(text)) == fold(text)


def test_a_table_is_read_as_rows_by_column():
    """Each row maps the header's columns to its cells, in file order."""
    assert read_table("weekdays")[0] == {"form": "Senin", "day": "1"}


def test_a_column_is_read_as_a_set():
    """One column of a table gives its words."""
    assert {"yang", "siapa", "yg"} <= read_words("stopwords")


def test_an_unknown_table_is_an_error():
    """A misspelt table name is noticed at once."""
    with pytest.raises(FileNotFoundError):
        read_table("no_such_table")


@pytest.mark.parametrize(("other", "expected"), [(Span(0, 3), True), (Span(4, 9), True), (Span(5, 9), False)])
def test_stretches_meet_where_they_share_a_character(other, expected):
    """One begins where the other ends: they share none."""
    assert meet(Span(2, 5), other) is expected
    assert meet(other, Span(2, 5)) is expected
