"""`/alias`: people who may be one, decided pair by pair by administrators, and taken back."""

from __future__ import annotations

import json

import pytest
from inline_snapshot import snapshot
from test_telegram_people import opened_by

from data.store.lock import hold_writer_lock
from tests.telegram_bot import ADMIN
from tests.telegram_talk import upload

ENGLISH = {"from": {"id": ADMIN, "is_bot": False, "first_name": "Ann", "language_code": "en"}}


@pytest.fixture
def bot(own):
    """An archive that names somebody in two ways."""
    records = [
        {"id": "b1", "text": opened_by("Bupati Demak", "M. Fadhil Arief"), "publisher": "Kabar Desa"},
        {"id": "b2", "text": opened_by("Bupati Demak", "Fadil Arif", year=2022), "publisher": "Warta <Kota>"},
    ]
    upload(own, "\n".join(map(json.dumps, records)), "banyak.jsonl")
    own.press("Tambahkan", user=ADMIN)
    own.finish_job()
    return own


def test_two_are_one(bot):
    """Shown with offices, meetings and quotes; joined, and taken back."""
    assert bot.write("/alias", user=ADMIN) == snapshot("""\
<b>Apakah keduanya orang yang sama?</b>

<b>1. M. Fadhil Arief (Demak)</b>
• Bupati Demak (15 Maret 2021)
Rapat (1)
• Rapat koordinasi pangan (15 Maret 2021)
<blockquote>Rapat koordinasi itu dibuka secara resmi oleh Bupati Demak, M. Fadhil Arief.</blockquote>
— Kabar Desa

<b>2. Fadil Arif (Demak)</b>
• Bupati Demak (15 Maret 2022)
Rapat (1)
• Rapat koordinasi pangan (15 Maret 2022)
<blockquote>Rapat koordinasi itu dibuka secara resmi oleh Bupati Demak, Fadil Arif.</blockquote>
— Warta &lt;Kota&gt;
[Sama]  [Beda]  [Lewati]\
""")
    assert bot.press("Sama", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) “M. Fadhil Arief” dan “Fadil Arif” kini satu orang.
[Batalkan]  [Berikutnya]\
""")
    assert bot.write("/alias", user=ADMIN) == snapshot("Tidak ada nama yang perlu diputuskan.")
    assert "Juga ditulis: Fadil Arif." in bot.write("/orang fadhil arief")
    assert bot.press("Batalkan", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Keputusan itu dibatalkan.
[Berikutnya]\
""")
    assert "Fadil Arif" not in bot.write("/orang fadhil arief")
    assert bot.press("Berikutnya", user=ADMIN).startswith("(ditekan)\n———\nTidak ada nama")
    assert bot.write("/alias", user=ADMIN).startswith("<b>Apakah keduanya")


def test_two_are_two(bot):
    """Remembered, noted among the deeds, and taken back; in English too."""
    bot.write("/alias", user=ADMIN)
    assert bot.press("Beda", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) “M. Fadhil Arief” dan “Fadil Arif” tetap dua orang; ini diingat.
[Batalkan]  [Berikutnya]\
""")
    assert bot.write("/alias", user=ADMIN, **ENGLISH) == snapshot("No names are left to decide on.")
    assert bot.app.store.actions.recent(limit=1)[0].detail == "apart " + " ".join(bot_pair(bot))
    bot.press("Batalkan", user=ADMIN)
    assert bot.write("/alias", user=ADMIN, **ENGLISH).endswith("[Same]  [Different]  [Skip]")
    assert bot.press("Skip", user=ADMIN) == snapshot("""\
(ditekan)
———
Tidak ada nama yang perlu diputuskan.\
""")


def bot_pair(bot):
    """The numbers of the two, as the store has them."""
    links = bot.app.store.people.of_articles(["b1", "b2"])
    return sorted({str(link.person) for link in links if link.active})


def test_what_cannot_be_decided_is_said(bot):
    """Two presses, another writer, invented buttons: one sentence each."""
    one, other = bot_pair(bot)
    with hold_writer_lock(bot.app.settings):
        assert bot.press_data(f"al:same:{one}:{other}", user=ADMIN) == snapshot(
            "(Pekerjaan lain di arsip masih berjalan; tunggu sampai selesai.)"
        )
    bot.press_data(f"al:same:{one}:{other}", user=ADMIN)
    assert bot.press_data(f"al:same:{one}:{other}", user=ADMIN) == snapshot(
        "(Itu sudah diputuskan atau berubah; lihat /alias.)"
    )
    for data in ("al:", "al:same:1", "al:drop:1:2"):
        assert "Tombol ini sudah tidak berlaku" in bot.press_data(data, user=ADMIN)


def test_only_administrators_decide(bot):
    """Others are refused."""
    assert bot.write("/alias") == snapshot("Maaf, perintah ini hanya untuk pengelola arsip.")
    assert bot.press_data("al:same:1:2") == snapshot("(Maaf, perintah ini hanya untuk pengelola arsip.)")
