"""Tests of retrieval/facts/attendance: who took part, in which capacity, for whom; and what is never claimed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.facts import Fact, FactKind
from retrieval.facts.attendance import read_attendance
from retrieval.language.text import split_sentences


def read(text: str) -> list[Fact]:
    """The facts of attendance of a text."""
    return read_attendance(text, sentences=split_sentences(text))


def claims(text: str) -> list[tuple[str, str]]:
    """What is claimed of whom: (capacity, value), in order."""
    return [(str(fact.capacity), fact.value) for fact in read(text)]


def roles(text: str) -> dict[str, str | None]:
    """The office of each value."""
    return {fact.value: fact.role for fact in read(text)}


def represented(text: str) -> dict[str, str | None]:
    """Whom each value stands in for."""
    return {fact.value: fact.represents for fact in read(text)}


CAPACITIES = [
    (
        "Rakor dihadiri Bupati Sigi Mardan Lasoso dan Dandim 1306/Kota.",
        [("present", "Mardan Lasoso"), ("present", "Dandim 1306/Kota")],
    ),
    ("Rapat dibuka secara resmi oleh Sekda Alor, Yusak Maniyeni.", [("opened", "Yusak Maniyeni")]),
    ("Sekda Alor Yusak Maniyeni membuka rapat koordinasi itu.", [("opened", "Yusak Maniyeni")]),
    ("Rapat dipimpin langsung Kapolres Ende AKBP Rudi Hartono.", [("led", "AKBP Rudi Hartono")]),
    ("Kapolres Ende AKBP Rudi Hartono memimpin apel pagi.", [("led", "AKBP Rudi Hartono")]),
    ("Kegiatan ditutup oleh Camat Palolo, Siti Rahma.", [("closed", "Siti Rahma")]),
    ("Wakil Bupati Buru Ali Umasugi menghadiri pelantikan itu.", [("present", "Ali Umasugi")]),
    ("Dalam sambutannya, Wabup Ali Umasugi mengajak warga hidup rukun.", [("spoke", "Ali Umasugi")]),
    (
        "Narasumber pada rakor ini adalah Kajari Sigi dan Kepala BPS Sigi.",
        [("spoke", "Kajari Sigi"), ("spoke", "Kepala BPS Sigi")],
    ),
    (
        "Bupati Sigi Mardan Lasoso meninjau pasar didampingi Kadis Perindag Siti Rosmini.",
        [("accompanied", "Siti Rosmini")],
    ),
    (
        "Panitia mengundang seluruh camat dan unsur Forkopimda.",
        [("invited", "seluruh camat"), ("invited", "unsur Forkopimda")],
    ),
    ("Acara yang akan dihadiri Gubernur Maluku itu digelar besok.", [("invited", "Gubernur Maluku")]),
    ("Dandim 1306 berhalangan hadir karena bertugas.", [("absent", "Dandim 1306")]),
    ("Sekda menyampaikan maaf Bupati Sigi yang belum dapat bergabung.", [("absent", "Bupati Sigi")]),
    (
        "Kepala BPS Sigi, Mardan Lasoso, tidak dapat hadir dan diwakili Kasi Distribusi, Siti Rahma.",
        [("absent", "Mardan Lasoso"), ("present", "Siti Rahma")],
    ),
    (
        "Kapolres Ende diundang, namun hingga usai tidak terlihat.",
        [("invited", "Kapolres Ende"), ("absent", "Kapolres Ende")],
    ),
    ("Wakil Bupati Alor yang namanya tercantum tidak tampak di lokasi.", [("absent", "Wakil Bupati Alor")]),
    ("Camat Palolo dihubungi, tetapi sampai sore tidak ada yang mewakili.", [("absent", "Camat Palolo")]),
    ("Rapat berjalan tanpa kehadiran Kadis PUPR Alor.", [("absent", "Kadis PUPR Alor")]),
    (
        "Rapat dipimpin Sekda Alor Yusak Maniyeni karena Bupati Alor sedang menjalani perawatan.",
        [("led", "Yusak Maniyeni"), ("absent", "Bupati Alor")],
    ),
    (
        "Wakil Bupati Sigi Mardan Lasoso yang dijadwalkan membuka acara berhalangan dan digantikan Sekda Hasan Pakaya.",
        [("absent", "Mardan Lasoso"), ("present", "Hasan Pakaya")],
    ),
    (
        "Kadis PUPR Alor tak kunjung datang. Ia hanya mengutus Kabid Bina Marga, Siti Rahma.",
        [("absent", "Kadis PUPR Alor"), ("present", "Siti Rahma")],
    ),
    (
        "Narasumber yang diundang antara lain Kajari Sigi dan Kepala BPS Sigi.",
        [("spoke", "Kajari Sigi"), ("spoke", "Kepala BPS Sigi")],
    ),
    (
        "Peserta pelatihan meliputi unsur PKK, karang taruna dan penyuluh.",
        [("present", "unsur PKK"), ("present", "karang taruna"), ("present", "penyuluh")],
    ),
    ("Bupati Sigi Mardan Lasoso, Senin (2/3/2021), membuka rapat.", [("opened", "Mardan Lasoso")]),
    (
        "Apel diikuti instansi terkait seperti Kodim 1306, Satpol PP dan Banser.",
        [("present", "instansi terkait"), ("present", "Kodim 1306"), ("present", "Satpol PP"), ("present", "Banser")],
    ),
    (
        "Selain Bupati Alor Yusak Maniyeni, hadir sebagai pembicara antara lain Kajari Alor dan Kepala BPS Alor.",
        [
            ("present", "Yusak Maniyeni"),
            ("present", "Kajari Alor"),
            ("present", "Kepala BPS Alor"),
            ("spoke", "Yusak Maniyeni"),
            ("spoke", "Kajari Alor"),
            ("spoke", "Kepala BPS Alor"),
        ],
    ),
    ("Kita harus siaga, kata Sekda Alor, Yusak Maniyeni dalam sambutannya.", [("spoke", "Yusak Maniyeni")]),
    ("Ditemui seusai memimpin apel, Bupati Alor meminta warga waspada.", [("led", "Bupati Alor")]),
    ("LARANTUKA – Para petani dari enam desa mengikuti rapat adat.", [("present", "Para petani dari enam desa")]),
    (
        "Sekda Alor Yusak Maniyeni membuka rakor mewakili Bupati Alor.",
        [("opened", "Yusak Maniyeni"), ("absent", "Bupati Alor")],
    ),
    ("Camat Palolo Siti Rahma selaku ketua panitia melaporkan persiapan.", [("present", "Siti Rahma")]),
    (
        "Hadir PT Sinar Anu (Rudi Hartono) dan perwakilan warga.",
        [("present", "Rudi Hartono"), ("present", "perwakilan warga")],
    ),
    ("Dari jajaran TNI tampak Dandim 1306 Letkol Inf Rudi Hartono.", [("present", "Letkol Inf Rudi Hartono")]),
    ("Dalam sambutan pembukaan rakor, Sekda Yusak Maniyeni meminta camat bersiap.", [("spoke", "Yusak Maniyeni")]),
    ("Moderator diskusi itu adalah wartawan senior Hasan Pakaya.", [("led", "Hasan Pakaya")]),
    (
        "Sekda Alor Yusak Maniyeni, didampingi para camat, membuka rapat koordinasi.",
        [("accompanied", "para camat"), ("opened", "Yusak Maniyeni")],
    ),
    (
        "Hadir mendampingi Bupati Sigi Mardan Lasoso yakni Sekda Hasan Pakaya.",
        [("present", "Mardan Lasoso"), ("present", "Hasan Pakaya")],
    ),
    ("Sebanyak 45 guru dari tiga distrik mengikuti pelatihan.", [("present", "Sebanyak 45 guru dari tiga distrik")]),
    (
        "Rapat diikuti 60 peserta yang terdiri dari camat, ninik mamak, dan penyuluh.",
        [("present", "camat"), ("present", "ninik mamak"), ("present", "penyuluh")],
    ),
    (
        "Bupati Sigi Mardan Lasoso mengumpulkan para camat dan kepala desa dalam rapat darurat.",
        [("present", "Mardan Lasoso"), ("present", "para camat"), ("present", "kepala desa")],
    ),
    ("Dalam membuka acara, Hasan Basri sebagai Kabag Umum meminta peserta tekun.", [("opened", "Hasan Basri")]),
    ("Kadis Sosial, Hasan Pakaya, saat dijumpai usai memimpin rapat menjelaskan itu.", [("led", "Hasan Pakaya")]),
    (
        "Sejalan dengan Yusak, Ketua KNPI Sigi Siti Rahma yang memimpin rakor berharap semua bersiap.",
        [("led", "Siti Rahma")],
    ),
    (
        "Bupati Sigi Mardan Lasoso menerima audiensi Majelis Ulama Indonesia (MUI) dan PHDI Sigi.",
        [("present", "Mardan Lasoso"), ("present", "Majelis Ulama Indonesia (MUI)"), ("present", "PHDI Sigi")],
    ),
    ("Bertindak selaku inspektur upacara Bupati Sigi Mardan Lasoso.", [("led", "Mardan Lasoso")]),
    ("Sambutan Gubernur dibacakan Sekda Alor, Yusak Maniyeni.", [("spoke", "Yusak Maniyeni")]),
    (
        "Hadir sebagai pembicara dalam acara itu, Rektor Universitas Andaya, Prof. Lukman Hadi.",
        [("present", "Prof. Lukman Hadi"), ("spoke", "Prof. Lukman Hadi")],
    ),
    (
        "Bupati Sigi Mardan Lasoso menyambut kedatangan Wakil Gubernur Hasan Pakaya.",
        [("present", "Mardan Lasoso"), ("present", "Hasan Pakaya")],
    ),
]

NOTHING = [
    "Kegiatan ini membuka peluang kerja bagi warga.",
    "Menurut Bupati Sigi, Mardan Lasoso, panen tahun ini baik.",
    '"Rapat harus dihadiri semua kepala desa dan para camat di wilayah ini," kata Bupati Sigi.',
    "Resepsi maksimal dihadiri 30 orang undangan.",
    "Camat wajib hadir pada setiap musrenbang desa.",
    "Baca juga: Rakor Bencana Dipimpin Langsung Bupati Alor",
    "Sedianya Bupati Alor menjadi pembicara, tetapi batal.",
    "Rapat ditutup dengan doa oleh Ustadz Karim Lahay.",
    "Rapat digelar di Pendopo Bupati Alor dan dihadiri.",
    "Bupati Alor mengatakan, di pasar tidak terlihat sampah lagi.",
    "Bupati Alor tidak terlihat lelah setelah berkeliling.",
    "Jika Camat Palolo berhalangan, undangan dapat diteruskan.",
    "Panitia berupaya menghadirkan Gubernur Maluku.",
    "Diikuti Sekretariat Daerah dengan nilai 71,22 di tempat kedua.",
    "Para peserta mengikuti pelatihan dengan tertib.",
    "Toko itu dibuka Bupati Alor tahun lalu bagi umum.",
    "Dinas Sosial Sigi menyerahkan bantuan kepada warga.",
]

LIST = (
    "Turut hadir Ketua DPRD Buru, Rustam Tuharea, S.E., Kapolres Buru AKBP Egia Febri, S.I.K., "
    "Kepala Dinas Perikanan (Hasan Wael), Amran Wally selaku Kepala BPBD, para camat se-Kabupaten Buru, "
    "perwakilan BMKG serta tamu undangan lainnya."
)


@pytest.mark.parametrize(("text", "expected"), CAPACITIES)
def test_capacities(text: str, expected: list[tuple[str, str]]) -> None:
    """Each cue tells of those beside it, in its own capacity and of nobody else."""
    assert claims(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_claimed(text: str) -> None:
    """Quotations, rules, plans that failed, advertisements and other openings are no attendance."""
    assert read(text) == []


def test_an_enumeration_pairs_offices_with_names() -> None:
    """Degrees never split an item; names after commas, in brackets and before "selaku" find their offices."""
    assert roles(LIST) == {
        "Rustam Tuharea, S.E.": "Ketua DPRD Buru",
        "AKBP Egia Febri, S.I.K.": "Kapolres Buru",
        "Hasan Wael": "Kepala Dinas Perikanan",
        "Amran Wally": "Kepala BPBD",
        "para camat se-Kabupaten Buru": "para camat se-Kabupaten Buru",
        "perwakilan BMKG": None,
        "tamu undangan lainnya": None,
    }


def test_an_ambiguous_apposition_stays_uncertain() -> None:
    """Between two offices a second name cannot be told to whom it belongs: it gets neither and is not certain."""
    text = "Hadir Ketua DPRD Buru, Rustam Tuharea, M. Zain Latuconsina, Kajari Buru, dan para camat."
    facts = {fact.value: (fact.role, fact.certain) for fact in read(text)}
    assert facts["Rustam Tuharea"] == ("Ketua DPRD Buru", True)
    assert facts["M. Zain Latuconsina"] == (None, False)
    assert facts["Kajari Buru"] == ("Kajari Buru", True)


@pytest.mark.parametrize(
    ("text", "who", "for_whom"),
    [
        ("Rakor dihadiri Kapolres Alor yang diwakili Iptu Saleh Kase.", "Iptu Saleh Kase", "Kapolres Alor"),
        ("Rapat dibuka Sekda Alor Yusak Maniyeni mewakili Bupati Alor.", "Yusak Maniyeni", "Bupati Alor"),
        ("Mewakili Bupati Alor, Asisten I Setda Yusak Maniyeni membuka rapat.", "Yusak Maniyeni", "Bupati Alor"),
        ("Asisten I Setda Yusak Maniyeni membuka rapat mewakili Bupati Alor.", "Yusak Maniyeni", "Bupati Alor"),
        ("Hadir mewakili Gubernur Bali Kepala Dinas Sosial Made Rentin.", "Made Rentin", "Gubernur Bali"),
        ("Petani diwakili Ketua KTNA Alor, Marten Lau.", "Marten Lau", "Petani"),
        (
            "Danrem 161 melalui Kasrem, Letkol Inf Doni Saputra, menyatakan siap.",
            "Letkol Inf Doni Saputra",
            "Danrem 161",
        ),
        ("Kapolres Alor (diwakili Iptu Saleh Kase) hadir dalam rapat itu.", "Iptu Saleh Kase", "Kapolres Alor"),
    ],
)
def test_representation(text: str, who: str, for_whom: str) -> None:
    """However it is told, the one who came stands for the one who did not."""
    assert represented(text)[who] == for_whom


def test_the_represented_is_absent_and_takes_no_part() -> None:
    """After "Bupati yang diwakili Sekda", the Bupati is named as absent, and his address was read by the Sekda."""
    text = (
        "Acara dibuka Bupati Alor, Amon Djobo, yang diwakili Sekda Yusak Maniyeni. "
        "Dalam sambutannya, Bupati mengajak warga hidup rukun."
    )
    assert claims(text)[:2] == [("absent", "Amon Djobo"), ("opened", "Yusak Maniyeni")]
    assert ("spoke", "Bupati") not in claims(text)


def test_either_the_holder_or_somebody_for_him_is_uncertain() -> None:
    """ "Kepala Kesbangpol/mewakili" says that one of two was there."""
    (first, second) = read("Rakor dihadiri Kepala Kesbangpol Sigi/mewakili, dan Camat Palolo.")
    assert (first.represents, first.certain) == ("Kepala Kesbangpol Sigi", False)
    assert (second.value, second.certain) == ("Camat Palolo", True)


def test_a_numbered_list_runs_over_lines_without_mixing_them() -> None:
    """Items of a list on lines of their own are read, and no name crosses a line."""
    text = "Hadir dalam mediasi itu:\n1. Camat Jenu, Hasan Basri\n2. Danramil Jenu\n3. Perwakilan warga, Siti Aminah\n"
    assert [(fact.value, fact.role) for fact in read(text)] == [
        ("Hasan Basri", "Camat Jenu"),
        ("Danramil Jenu", "Danramil Jenu"),
        ("Siti Aminah", "Perwakilan warga"),
    ]


def test_an_office_alone_leads_to_the_name_that_the_article_gives() -> None:
    """ "Wabup" is Ali Umasugi where the article says so elsewhere; the value stays as written."""
    text = "Wakil Bupati Buru, Ali Umasugi, meninjau pasar. Rapat kemudian dipimpin Wabup."
    (fact,) = read(text)
    assert (fact.value, fact.person, fact.role) == ("Wabup", "Ali Umasugi", "Wabup")


def test_an_office_elsewhere_is_nobody_here() -> None:
    """The head of a provincial board is not the head of the regency's board of the same name."""
    text = (
        "Kepala Badan Kesbangpol Sigi, Andi Ilham, membuka bimtek. "
        "Narasumber adalah Kepala Badan Kesbangpol Provinsi Sulawesi Tengah dan Kajari Sigi."
    )
    spoke = next(fact for fact in read(text) if fact.value == "Kepala Badan Kesbangpol Provinsi Sulawesi Tengah")
    assert spoke.person is None


def test_a_pronoun_leads_to_the_speaker() -> None:
    """ "Hal itu disampaikannya saat membuka rapat" tells who opened."""
    text = (
        "Sekda Alor, Yusak Maniyeni, meminta semua dinas bersiap. "
        "Hal itu disampaikannya saat membuka rapat koordinasi di Kalabahi."
    )
    assert claims(text) == [("opened", "Yusak Maniyeni")]


@pytest.mark.parametrize(
    ("where", "expected"),
    [("dalam pembukaan rapat koordinasi", [("spoke", "Yusak Maniyeni")]), ("kepada wartawan usai rapat", [])],
)
def test_a_pronoun_tells_where_the_speaker_spoke(where: str, expected: list[tuple[str, str]]) -> None:
    """ "Hal itu dikatakannya dalam rapat" places the last speaker there, "kepada wartawan" does not."""
    text = f"Sekda Alor, Yusak Maniyeni, meminta semua dinas bersiap. Hal itu dikatakannya {where} di Kalabahi."
    assert claims(text) == expected


def test_an_office_that_another_holds_is_an_entry_of_its_own() -> None:
    """ "Sambutan Siti, Bupati Alor": two people where the article has somebody else as Bupati."""
    text = "Acara diawali dengan sambutan Dra. Siti Rahma, Bupati Alor, dan Dandim. Bupati Alor Yusak Maniyeni berdoa."
    assert claims(text)[:3] == [("spoke", "Dra. Siti Rahma"), ("spoke", "Bupati Alor"), ("spoke", "Dandim")]


@given(
    st.lists(st.sampled_from(["dihadiri", "Bupati Alor", ",", "dan", "mewakili", "yang", "(", ")", "Budi", "\n", "."]))
)
@settings(max_examples=200)
def test_every_fact_is_a_slice_of_the_text(words: list[str]) -> None:
    """In any jumble of cues, evidence and value stand at their offsets and the kind is attendance."""
    text = " ".join(words)
    for fact in read(text):
        assert fact.kind is FactKind.ATTENDANCE
        assert text[fact.value_start : fact.value_end] == fact.value
        assert 0 <= fact.start <= fact.end <= len(text)
