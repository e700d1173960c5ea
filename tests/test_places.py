"""Places: where the noun phrase behind "di" begins and ends, and which ones are venues."""

import pytest

from retrieval.facts.page import open_page
from retrieval.facts.places import AREA, NAMED, VENUE, VIRTUAL, find_places


def places(text):
    return [(text[place.start : place.end], place.sort, place.held) for place in find_places(open_page(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rakor digelar di Aula Lantai III Kantor Bupati Soppeng, Senin (3/2).",
            "Aula Lantai III Kantor Bupati Soppeng",
        ),
        ("FGD bertempat di Ruang Pola Bappeda pada Selasa (4/2/2020).", "Ruang Pola Bappeda"),
        ("Kegiatan tersebut bertempat Aula Badan Kesbangpol dan dihadiri para lurah.", "Aula Badan Kesbangpol"),
        ("Rapat berlangsung diaula Kantor Camat Lilirilau.", "aula Kantor Camat Lilirilau"),
        ("Upacara dipusatkan di halaman Pendopo Wakil Bupati yang baru.", "halaman Pendopo Wakil Bupati"),
        (
            "Bimtek digelar di Hotel Grand Nusa, Jalan Melati No. 5 Ende, Rabu (5/2).",
            "Hotel Grand Nusa, Jalan Melati No. 5 Ende",
        ),
        ("Rapat digelar di Ruang Rapat Utama, Gedung Sasana Tirta.", "Ruang Rapat Utama, Gedung Sasana Tirta"),
        ("Temu warga digelar di Balai Ladang, Waeapo Kecamatan Namlea.", "Balai Ladang, Waeapo Kecamatan Namlea"),
        ("Rakor di Gedung Olahraga (GOR) Desa Tana Beru ini rampung.", "Gedung Olahraga (GOR) Desa Tana Beru"),
        ("Seminar di Ballroom Hotel Cendana Kendari,(14/6).", "Ballroom Hotel Cendana Kendari"),
        (
            "Rakor digelar di Aula Dinas Komunikasi dan Informatika Buton, Kamis (6/2).",
            "Aula Dinas Komunikasi dan Informatika Buton",
        ),
    ],
)
def test_a_venue_is_read_to_the_letter(text, expected):
    """Floor, building, owner and street belong to the place; date, verb and what follows do not."""
    assert [(place, sort) for place, sort, _ in places(text)] == [(expected, VENUE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peserta dilatih di Rumbia Indah Cottage, Ende.", [("Rumbia Indah Cottage", NAMED, False)]),
        ("Acara digelar di Desa Bonto, Kecamatan Sinoa, Kamis (6/2).", [("Desa Bonto, Kecamatan Sinoa", AREA, True)]),
        ("Sosialisasi disampaikan secara virtual.", [("secara virtual", VIRTUAL, False)]),
        ("Rapat melalui Zoom Meeting itu diikuti camat.", [("melalui Zoom Meeting", VIRTUAL, False)]),
        ("Di tengah pandemi, warga di era digital tetap di rumah.", []),
        ("Hal itu terjadi di lapangan dan di luar dugaan.", []),
    ],
)
def test_other_places_and_no_places(text, expected):
    """Named spots, villages and video meetings are told apart; "di tengah" and "di lapangan" name nothing."""
    assert places(text) == expected
