"""Tests of retrieval/language/regions: names in articles and questions, what lies in what, misspelt names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.regions import correct_region, find_regions, is_within, parts, region
from retrieval.language.tables import read_table


def found(text: str) -> list[tuple[str, ...]]:
    return [mention.codes for mention in find_regions(text)]


NAMED = [
    # Official names, with and without level words.
    ("Kabupaten Situbondo", "3512"),
    ("Kab. Situbondo", "3512"),
    ("Kab.Situbondo", "3512"),
    ("kabupaten situbondo", "3512"),
    ("SITUBONDO", "3512"),
    ("se-Jawa Timur", "35"),
    ("Provinsi Kalimantan Utara", "65"),
    ("Kota Tarakan", "6571"),
    ("Kepulauan Siau Tagulandang Biaro", "7108"),
    ("Kabupaten Lima Puluh Kota", "1308"),
    ("Kabupaten 50 Kota", "1308"),
    ("Pangkajene dan Kepulauan", "7309"),
    ("Tojo Una-Una", "7209"),
    ("Merauke", "9401"),
    ("Provinsi Papua Selatan", "95"),
    ("Papua Barat Daya", "92"),
    # Joined, divided and varied spelling.
    ("Batanghari", "1504"),
    ("Batang Hari", "1504"),
    ("Muara Jambi", "1505"),
    ("Gunung Kidul", "3403"),
    ("Kulonprogo", "3401"),
    ("Tulangbawang Barat", "1812"),
    ("Toli-Toli", "7206"),
    ("Kota Pare-Pare", "7372"),
    ("Sumatra Selatan", "16"),
    ("Kep. Riau", "21"),
    ("Palangkaraya", "6271"),
    # Short forms.
    ("Kalteng", "62"),
    ("Pemprov Sultra", "74"),
    ("NTB", "52"),
    ("Gubernur DIY", "34"),
    ("Babel", "19"),
    ("Tanjabtim", "1506"),
    ("Tanjab Barat", "1507"),
    ("Tubaba", "1812"),
    ("Lamteng", "1805"),
    ("Muba", "1606"),
    ("OKU Timur", "1609"),
    ("Bupati OKI", "1602"),
    ("bupati oki", "1602"),
    ("PALI", "1612"),
    ("Pangkep", "7309"),
    ("Sidrap", "7314"),
    ("Kukar", "6403"),
    ("Kutim", "6404"),
    ("PPU", "6409"),
    ("Kobar", "6201"),
    ("Kotim", "6202"),
    ("Bolmong Utara", "7107"),
    ("Pemkab Mitra", "7109"),
    ("Sitaro", "7108"),
    # Old and English names.
    ("Ujung Pandang", "7371"),
    ("Toba Samosir", "1206"),
    ("Mamuju Utara", "7605"),
    ("Maluku Tenggara Barat", "8101"),
    ("Kabupaten Pontianak", "6104"),
    ("Irian Jaya", "94"),
    ("Kabupaten Dati II Bone", "7311"),
    ("West Java", "32"),
    # Seats of regencies.
    ("Muarasabak", "1506"),
    ("Muara Bulian", "1504"),
    ("Tenggarong", "6403"),
    ("Purwokerto", "3302"),
    # The word before decides.
    ("Wali Kota Semarang", "3374"),
    ("Bupati Semarang", "3322"),
    ("Kota Serang", "3673"),
    ("Pemkab Serang", "3604"),
    ("Pemkot Bogor", "3271"),
    ("Kapolresta Bandung", "3273"),
    ("Polres Madiun Kota", "3577"),
    ("Gubernur Jambi", "15"),
    ("Polda Metro Jaya", "31"),
    ("Kota Jambi", "1571"),
    ("Gubernur DI Yogyakarta", "34"),
    ("D.I. Yogyakarta", "34"),
    # Doubtful names with a capital or a cue.
    ("Wali Kota Batu", "3579"),
    ("Bupati Batang", "3325"),
    ("rapat di Batu, kemarin", "3579"),
    ("warga Lebak", "3602"),
    ("Bupati Pati", "3318"),
    ("Polres Metro Kota", "1872"),
    # Districts.
    ("Kecamatan Balikpapan Utara", "6471030"),
    ("Camat Panarukan", "3512090"),
    ("Bondowoso", "3511"),
]


@pytest.mark.parametrize(("text", "code"), NAMED)
def test_a_name_means_one_region(text: str, code: str):
    """Official, short, old and joined names are found; offices and level words decide between regions of one name."""
    assert found(text) == [(code,)]


AMBIGUOUS = [
    ("Semarang", ("3374", "3322")),
    ("di Bandung", ("3273", "3204")),
    ("Jambi", ("15", "1571")),
    ("Gorontalo", ("75", "7571", "7502")),
    ("Polres Kediri", ("3506", "3571")),
    ("Yogyakarta", ("34", "3471")),
    ("Martapura", ("6303", "1609")),
]


@pytest.mark.parametrize(("text", "codes"), AMBIGUOUS)
def test_an_ambiguous_name_gives_all_its_regions(text: str, codes: tuple[str, ...]):
    """Where nothing decides, every region of the name is given, the likeliest first."""
    assert found(text) == [codes]


NO_REGIONS = [
    "peletakan batu pertama",
    "Peletakan batu pertama gedung itu berlangsung lancar.",
    "siapa yang membuka puncak acara",
    "bersama mitra kerja",
    "tambang Batu Bara Utama",
    "perwira tinggi (pati) Polri",
    "Desa Batang",
    "Jalan Semarang No. 5",
    "Kelurahan Padang Panjang",
    "Danau Toba",
    "Sungai Batang Hari",
    "Organisasi Kerja Sama Islam (OKI)",
    "harga di kisaran lima ribu",
    "Bima Arya menyampaikan sambutan",
    "Bapak Banjar Setiawan hadir.",
    "se-Indonesia",
    "Kalimantan dan Sulawesi",
    "",
]


@pytest.mark.parametrize("text", NO_REGIONS)
def test_words_and_people_are_no_regions(text: str):
    """Common words, people, streets, villages, lakes and rivers named like a region are none."""
    assert found(text) == []


QUESTIONS = [
    ("rapat forkopimda kudus siapa yg buka", "3319"),
    ("bupati pati hadir ga", "3318"),
    ("musrenbang lebak 2020", "3602"),
    ("rakor linmas di batu 2019", "3579"),
    ("rakor ppu kapan", "6409"),
    ("siapa yg hadir di rakor demak", "3321"),
]


@pytest.mark.parametrize(("question", "code"), QUESTIONS)
def test_doubtful_names_are_read_in_questions_without_capitals(question: str, code: str):
    """In a short text that names no other region a small letter will do."""
    assert found(question) == [(code,)]


def test_a_surer_region_keeps_doubtful_words_out():
    """ "batu" is a stone where the question names its region."""
    assert found("peletakan batu di demak 2019") == [("3321",)]


def test_a_name_announced_once_is_believed_again():
    """ "Kabupaten Banjar" makes the bare name that region's in the rest of the text."""
    text = "Kabupaten Banjar menggelar rakor. Menurut tokoh Banjar itu, rapat berguna."
    assert [codes[0] for codes in found(text)] == ["6303", "6303"]


def test_the_province_of_a_text_decides_between_regions():
    """Of two regions of one name the one in a province that the text names comes first."""
    assert found("Martapura, Kalimantan Selatan")[0][0] == "6303"


def test_a_district_is_the_one_in_the_regency_named():
    """ "Kecamatan Sukamaju" exists often; the regency beside it decides."""
    codes = found("Kecamatan Banyuputih, Kabupaten Situbondo")[0]
    assert [is_within(code, "3512") for code in codes] == [True]


def test_a_person_behind_an_office_is_no_listed_district():
    """ "Camat Panarukan, Bambang" does not name the district Bambang far away."""
    assert found("Camat Panarukan, Bambang Sutejo") == [("3512090",)]


def test_the_mention_takes_in_its_level_word():
    """The span holds "Kab.", but not the "Kota" of "Wali Kota"."""
    text = "Pemerintah Kab. Situbondo dan Wali Kota Blitar"
    assert [text[mention.start : mention.end] for mention in find_regions(text)] == ["Kab. Situbondo", "Blitar"]


def test_a_name_does_not_cross_lines_or_sentences():
    """Words of a name stand together."""
    assert found("Tanjung Jabung\nTimur") == []


WITHIN = [
    ("3512", "35", True),
    ("3512100", "35", True),
    ("35", "35", True),
    ("35", "3512", False),
    ("3512", "33", False),
    ("9401", "95", True),
    ("9401", "94", True),
    ("9171", "91", True),
    ("nowhere", "35", False),
]


@pytest.mark.parametrize(("code", "ancestor", "expected"), WITHIN)
def test_regions_lie_in_one_another(code: str, ancestor: str, expected: bool):
    """A region lies in its parents, and in the province it belonged to before Papua was divided."""
    assert is_within(code, ancestor) is expected


def test_every_region_has_its_parent():
    """The table is whole: 38 provinces, 416 regencies, 98 cities, and each parent exists."""
    levels = [row["level"] for row in read_table("regions")]
    assert [levels.count(level) for level in ("province", "regency", "city", "district")] == [38, 416, 98, 7215]
    for row in read_table("regions"):
        parent = region(row["parent"])
        assert (parent is None) == (row["level"] == "province")


def test_every_alias_names_known_regions():
    """No short form points to a code that is not in the table."""
    assert all(region(code) for row in read_table("region_aliases") for code in row["codes"].split(","))


def test_an_unknown_code_is_no_region():
    """A code that the table does not have gives None."""
    assert region("0000") is None


CORRECTED = [
    ("wonsobo", "wonosobo"),
    ("tanjabtimm", "tanjabtim"),
    ("kalteg", "kalteng"),
    ("banjarngara", "banjarnegara"),
    ("situbndo", "situbondo"),
    ("situbonddo", "situbondo"),
    ("jmeber", "jember"),
    ("surbaya", "surabaya"),
    ("tangerng", "tangerang"),
    ("jabugn", "jabung"),
    ("disitubondo", "situbondo"),
    ("kabsitubondo", "situbondo"),
]


@pytest.mark.parametrize(("word", "expected"), CORRECTED)
def test_a_slip_in_a_name_is_corrected(word: str, expected: str):
    """Lost, doubled and swapped letters and stuck prepositions are put right."""
    assert correct_region(word) == expected


ORDINARY = """
siapa hadir rakor rapat kapan bekas tahun kabar kenal kamar tanggung karyawan
mangga langka bantu pasar merah penawaran bilangan kandungan serbu sembarang median kapas
diserang pengamanan pelayanan pengawasan pembangunan ketua kepala bagian daerah lebaran pemilu sawit
aset hibah dana sosialisasi narasumber peserta kegiatan tema tujuan bupati dandim kapolres
situbondo makasar isah ansori darma halim suharjo rani
"""


@pytest.mark.parametrize("word", ORDINARY.split())
def test_ordinary_words_stay_what_they_are(word: str):
    """Words of questions, people's names and right spellings are not corrected into a region."""
    assert correct_region(word) is None


@given(st.text(max_size=120))
def test_mentions_are_slices_in_order(text: str):
    """Finding never raises; mentions do not overlap and every code is known."""
    end = 0
    for mention in find_regions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert all(region(code) for code in mention.codes)
        end = mention.end


def test_a_district_word_of_papua_names_a_regency() -> None:
    """A "distrik" lies in Papua: the regency of its name is meant, and no district elsewhere."""
    (mention,) = find_regions("Raker Kepala Distrik Jayapura digelar.")
    assert mention.codes[0] == "9403"


def test_a_province_has_the_parts_that_were_cut_off_later():
    """Merauke lies in Papua Selatan, and lay in Papua; districts are no parts."""
    assert "9401" in {place.code for place in parts("95")} & {place.code for place in parts("94")}
    assert {place.level for place in parts("34")} == {"city", "regency"}
    assert {len(place.code) for place in parts()} == {2}
    assert parts("3401") == (region("3401"),)
