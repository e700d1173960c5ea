"""/statistik: what is written beside the exact message, and the picture that comes with it."""

from __future__ import annotations

import io

import pytest
from inline_snapshot import snapshot
from PIL import Image

from tests.telegram_talk import GROUP


def test_a_chart_comes_with_its_numbers(talk):
    """A picture of the months of a region and year, its numbers in the caption."""
    assert talk.write("/statistik batang hari 2023", user=41) == snapshot("""\
[[statistik.png]]
<b>Kegiatan di Kabupaten Batang Hari: 2023</b>
1 kegiatan, per bulan dan jenis
rakor 1
Mei 1
Dari 1 artikel, 1 penerbit.\
""")
    name, picture = talk.server.sent(41)[-1]["file"]
    assert name == "statistik.png"
    assert Image.open(io.BytesIO(picture)).format == "PNG"


def test_an_office_is_told_with_three_values(talk):
    """Represented is not absent, and not mentioned is nothing."""
    assert talk.write("/statistik bupati batang hari", user=42) == snapshot("""\
[[statistik.png]]
<b>Kehadiran Bupati Batang Hari: 2022–2025</b>
disebut di 2 dari 3 kegiatan
diwakili 2
2023 1 · 2025 1
Kegiatan di Kabupaten Batang Hari: 3 kegiatan, per tahun dan jenis
rakor 1 · rakorda 1 · rapat forkopimda 1
2022 1 · 2023 1 · 2025 1
Di 1 kegiatan lain tidak disebut; bukan berarti tidak hadir.
Dari 3 artikel, 3 penerbit.\
""")


def test_everything_is_drawn_where_nothing_is_given(talk):
    """By years, since there are several."""
    assert talk.write("/statistik", user=43) == snapshot("""\
[[statistik.png]]
<b>Kegiatan di semua daerah: 2022–2025</b>
4 kegiatan, per tahun dan jenis
rakor 2 · rakorda 1 · rapat forkopimda 1
2022 1 · 2023 1 · 2025 2
1 kegiatan tanpa tanggal sama sekali tidak digambar.
Dari 5 artikel, 4 penerbit.\
""")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "/statistik demak 2019",
            snapshot("Arsip belum memuat kegiatan di Kabupaten Demak (2019), jadi belum ada yang dapat digambar."),
        ),
        (
            "/statistik blablabla",
            snapshot("Bagian “blablabla” tidak saya pahami. Tulis misalnya: batang hari 2021, atau bupati tebo 2020."),
        ),
        (
            "/statistik <b>kapolres</b> {0} ' OR 1=1",
            snapshot(
                "Bagian “b b 0 OR 1 1” tidak saya pahami. Tulis misalnya: batang hari 2021, atau bupati tebo 2020."
            ),
        ),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(talk, text, sentence):
    """An empty period, and words that are nothing known."""
    assert talk.write(text, user=44) == sentence


def test_in_a_group_the_picture_replies(talk):
    """Several people ask there."""
    assert talk.write("/statistik jambi", user=45, chat=GROUP).startswith("(balasan) [[statistik.png]]")
