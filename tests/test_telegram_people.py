# ruff: noqa: E501 - messages stand here to the letter
"""`/orang`: who somebody is and what they did, whom a name may mean, pages and choices by buttons."""

from __future__ import annotations

import json

from inline_snapshot import snapshot

from tests.telegram_bot import ADMIN
from tests.telegram_talk import upload

ENGLISH = {"from": {"id": 2, "is_bot": False, "first_name": "Ann", "language_code": "en"}}


def an_article(number, text, *, day):
    """An article of a file of JSON lines."""
    return {
        "id": f"k{number}",
        "text": text,
        "publisher": "Kabar Desa",
        "url": f"https://kabar.example/{number}",
        "published": day,
    }


def add(talk, *articles):
    """Add articles as an administrator does."""
    upload(talk, "\n".join(map(json.dumps, articles)), "berita.jsonl")
    talk.press("Tambahkan", user=ADMIN)
    talk.finish_job()


def opened_by(office, name, *, region="Demak", year=2021):
    return (
        f"{region.upper()} - Rapat koordinasi pangan digelar di Pendopo Kabupaten {region}, (15/3/{year}).\n"
        f"Rapat koordinasi itu dibuka secara resmi oleh {office}, {name}.\n"
    )


def test_a_person_with_what_they_did(talk):
    """Offices, meetings, whom they stood in for, statements; each with its day and source."""
    assert talk.write("/orang muhamad azan") == snapshot("""\
<b>Muhamad Azan (Batang Hari)</b>

<b>Jabatan</b>
• Sekretaris Daerah (Batang Hari) (25 Mei 2023) – JTIZEN

<b>Rapat (1)</b>
• Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari (25 Mei 2023; membuka acara) – JTIZEN

<b>Mewakili (1)</b>
• Bupati Batang Hari (25 Mei 2023) – JTIZEN

<b>Pernyataan (4)</b>
• Dalam sambutannya, Sekda Batang Hari Muhammad Azan berharap rapat Forkopimda itu menyatukan lagi cara pandang dan strategi para pimpinan daerah demi kemajuan Batang Hari. (25 Mei 2023) – JTIZEN
• Azan meminta forum menjaring dan menampung setiap potensi ancaman keamanan di kabupaten itu, lebih-lebih menjelang Pemilu 2024. (25 Mei 2023) – JTIZEN
• Azan juga mengatakan bahwa keterlibatan warga tetap dibutuhkan. (25 Mei 2023) – JTIZEN
• Masyarakat, menurut dia, adalah perpanjangan tangan pemerintah daerah sekaligus mitranya bersama para pemangku kepentingan lain. (25 Mei 2023) – JTIZEN\
""")


def test_an_office_leads_to_who_holds_it(talk):
    """And a name with a slip is asked about."""
    assert talk.write("/orang sekda batang hari").startswith("<b>Muhamad Azan")
    assert talk.write("/orang Muhammat Rifay") == snapshot("""\
Arsip tidak menyebut “Muhammat Rifay”. Maksud Anda …?
[Muhammad Rifa'i SP (Batang Hari) · Asisten 1 Pemerintah dan…]\
""")
    assert talk.press("Rifa").startswith("(ditekan)\n———\n(diubah) <b>Muhammad Rifa")


def test_nobody(talk):
    """Without a name, and with one that is nobody's; what people write is no markup."""
    assert talk.write("/orang") == snapshot(
        "Tulis nama atau jabatannya: /orang Muhamad Azan, /orang bupati Batang Hari"
    )
    assert talk.write("/orang <b>Gunawan") == snapshot("Arsip tidak menyebut orang itu: “&lt;b&gt;Gunawan”.")
    assert talk.write("/orang", user=2, **ENGLISH) == snapshot(
        "Write a name or an office: /orang Muhamad Azan, /orang bupati Batang Hari"
    )
    for data in ("or:999999:0", "or:1:x", "or:", "or:1:99999"):
        assert "Tombol ini sudah tidak berlaku" in talk.press_data(data)


def test_several_people_links_and_inferred_offices(own):
    """Namesakes and successive holders are chosen by buttons; what the program linked is marked; sources are linked."""
    add(
        own,
        an_article(1, opened_by("Wakil Bupati Demak", "Bakhtiar Sanjaya", year=2018), day="2018-03-16"),
        an_article(2, opened_by("Bupati Demak", "Bakhtiar Sanjaya"), day="2021-03-16"),
        an_article(3, opened_by("Bupati Demak", "Surya Mahendra", year=2015), day="2015-03-16"),
        an_article(4, opened_by("Kapolres Rembang", "AKBP Surya Wicaksana", region="Rembang"), day="2021-03-16"),
    )

    assert own.write("/orang surya") == snapshot("""\
2 orang yang cocok dengan “surya”; pilih:
[Surya Mahendra (Demak) · Bupati Demak]
[AKBP Surya Wicaksana (Rembang) · Kapolres Rembang]\
""")
    assert own.write("/orang bupati demak") == snapshot("""\
Yang disebut sebagai bupati demak, yang terbaru dulu; pilih:
[Bakhtiar Sanjaya (Demak) · Bupati Demak]
[Surya Mahendra (Demak) · Bupati Demak]\
""")
    assert own.press("Bakhtiar") == snapshot("""\
(ditekan)
———
(diubah) <b>Bakhtiar Sanjaya (Demak)</b>

<b>Jabatan</b>
• Bupati Demak (Demak) (15 Maret 2021) – <a href="https://kabar.example/2#:~:text=Rapat%20koordinasi%20itu%20dibuka%20secara%20resmi%20oleh%20Bupati%20Demak%2C%20Bakhtiar%20Sanjaya.">Kabar Desa</a>
• Wakil Bupati Demak (Demak) (15 Maret 2018) (disimpulkan) – <a href="https://kabar.example/1#:~:text=Rapat%20koordinasi%20itu%20dibuka%20secara%20resmi%20oleh%20Wakil%20Bupati%20Demak%2C%20Bakhtiar%20Sanjaya.">Kabar Desa</a>

<b>Rapat (2)</b>
• Rapat koordinasi pangan (15 Maret 2021; membuka acara; disimpulkan) – <a href="https://kabar.example/2#:~:text=Rapat%20koordinasi%20itu%20dibuka%20secara%20resmi%20oleh%20Bupati%20Demak%2C%20Bakhtiar%20Sanjaya.">Kabar Desa</a>
• Rapat koordinasi pangan (15 Maret 2018; membuka acara) – <a href="https://kabar.example/1#:~:text=Rapat%20koordinasi%20itu%20dibuka%20secara%20resmi%20oleh%20Wakil%20Bupati%20Demak%2C%20Bakhtiar%20Sanjaya.">Kabar Desa</a>

<i>“disimpulkan”: program menautkan penyebutan itu dengan orang ini menurut jabatan dan waktunya.</i>\
""")
    assert own.write("/orang bakhtiar", user=2, **ENGLISH) == snapshot("""\
2 people fit “bakhtiar”; choose one:
[Bakhtiar Sanjaya (Demak) · Bupati Demak]
[Bakhtiar (Batang Hari) · Wakil Bupati Batang Hari]\
""")


def test_a_long_profile_is_turned(own):
    """Page by page, where it stands."""
    years = range(1995, 2025)
    add(
        own,
        *(an_article(year, opened_by("Bupati Demak", "Surya Mahendra", year=year), day=str(year)) for year in years),
    )

    first, second = own.write("/orang surya mahendra"), own.press("▶")
    assert first.endswith("[▶ 2/2]")
    assert second.endswith("[◀]")
    assert (first + second).count("Rapat koordinasi pangan") == 30
    assert own.press("◀").endswith("[▶ 2/2]")
