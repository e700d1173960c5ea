# ruff: noqa: E501 - messages stand here to the letter
"""Following: what is written or pressed, beside the exact message, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from inline_snapshot import snapshot

from bot.telegram.intake.incoming import ANONYMOUS_ADMIN
from data.subscription import Aim
from tests.telegram_talk import GROUP, Talk


@pytest.fixture
def administers(talk: Talk):
    """Who administers which chat, in place of Telegram; a @name stands for a channel's number."""
    chats = {(GROUP, 5): GROUP, ("@kabar_desa", 5): -1009}
    before, talk.desk = talk.desk, replace(talk.desk, administers=lambda chat, user: chats.get((chat, user), 0))
    yield
    talk.desk = before


def test_a_region_is_followed_and_set(talk):
    """How often, zone and quiet hours by buttons, each in place."""
    assert talk.write("/ikuti batang hari", user=1) == snapshot("""\
<b>Diikuti: Batang Hari (daerah)</b>
Dikabarkan setiap hari pukul 07.00 WIB, bila ada yang baru.
Jam tenang: 21.00–06.00.
[Seketika]  [✓ Harian]  [Mingguan]
[Zona: WIB]  [Jam tenang]  [Berhenti]\
""")
    assert talk.press("Seketika", user=1) == snapshot("""\
(ditekan)
———
(diubah) <b>Diikuti: Batang Hari (daerah)</b>
Dikabarkan begitu ada yang baru (WIB).
Jam tenang: 21.00–06.00.
[✓ Seketika]  [Harian]  [Mingguan]
[Zona: WIB]  [Jam tenang]  [Berhenti]\
""")
    assert talk.press("Zona", user=1) == snapshot("""\
(ditekan)
———
(diubah) <b>Diikuti: Batang Hari (daerah)</b>
Dikabarkan begitu ada yang baru (WITA).
Jam tenang: 21.00–06.00.
[✓ Seketika]  [Harian]  [Mingguan]
[Zona: WITA]  [Jam tenang]  [Berhenti]\
""")
    assert talk.press("Jam tenang", user=1) == snapshot("""\
(ditekan)
———
(diubah) <b>Diikuti: Batang Hari (daerah)</b>
Dikabarkan begitu ada yang baru (WITA).
Jam tenang: 22.00–05.00.
[✓ Seketika]  [Harian]  [Mingguan]
[Zona: WITA]  [Jam tenang]  [Berhenti]\
""")
    talk.press("Jam tenang", user=1)
    assert talk.press("Jam tenang", user=1) == snapshot("""\
(ditekan)
———
(diubah) <b>Diikuti: Batang Hari (daerah)</b>
Dikabarkan begitu ada yang baru (WITA).
Tanpa jam tenang.
[✓ Seketika]  [Harian]  [Mingguan]
[Zona: WITA]  [Jam tenang]  [Berhenti]\
""")
    assert talk.press("Berhenti", user=1) == snapshot("""\
(ditekan)
———
(diubah) Batang Hari tidak diikuti lagi.\
""")


@pytest.mark.parametrize(
    ("words", "aim"),
    [
        ("batang hari", Aim.REGION),
        ("Kabupaten Kerinci", Aim.REGION),
        ("bupati tebo", Aim.OFFICE),
        ("kapolres batang hari", Aim.OFFICE),
        ("kepala dinas sosial demak", Aim.OFFICE),
        ("musrenbang kerinci", Aim.KIND),
        ("rakor", Aim.KIND),
        ("rapat paripurna di tebo", Aim.KIND),
        ("Muhammad Rifai", Aim.PERSON),
        ("anita yasmi", Aim.PERSON),
        ("Budi Santoso", Aim.PERSON),
        ("siapa yang hadir di rapat RTRW?", Aim.QUESTION),
        ("rapat RTRW", Aim.QUESTION),
        ("penanganan stunting di kerinci", Aim.QUESTION),
    ],
)
def test_words_are_understood(talk, words, aim):
    """As a region, an office, a kind of meeting, somebody, or a question."""
    talk.write(f"/ikuti {words}", user=100)
    (followed,) = talk.app.store.subscriptions.made_by(100)
    talk.app.store.subscriptions.forget_user(100)
    assert (followed.target.aim, followed.target.words) == (aim, words)


def test_words_at_the_end_say_how_often_and_the_region_which_zone(talk):
    """Weekly, in the zone of the followed region; in English for who reads that."""
    talk.write("/bahasa", user=2)
    talk.press("English", user=2)
    assert talk.write("/ikuti musrenbang makassar mingguan", user=2) == snapshot("""\
<b>Following: musrenbang makassar (kind of meeting)</b>
Told every Monday at 07.00 WITA, where there is news.
Quiet hours: 21.00–06.00.
[At once]  [Daily]  [✓ Weekly]
[Zone: WITA]  [Quiet hours]  [Stop]\
""")
    assert talk.write("/ikuti siapa yang hadir di rapat RTRW? at once", user=2) == snapshot("""\
<b>Following: siapa yang hadir di rapat RTRW? (question)</b>
Told as soon as there is news (WITA).
Quiet hours: 21.00–06.00.
[✓ At once]  [Daily]  [Weekly]
[Zone: WITA]  [Quiet hours]  [Stop]\
""")
    assert talk.write("/ikuti", user=2) == snapshot(
        "Write what to follow: a region, a person, an office, a kind of meeting, or a question. For example: /ikuti batang hari, /ikuti bupati tebo, /ikuti musrenbang kerinci weekly, /ikuti batang hari to @channel_name. The list: /ikutan"
    )
    assert talk.write("/ikuti ?!", user=2) == talk.write("/ikuti", user=2)


def test_the_list_shows_and_ends(talk):
    """Empty, then each with its buttons; what is shown leads back to its settings."""
    assert talk.write("/ikutan", user=3) == snapshot("Belum ada yang diikuti. Tulis misalnya: /ikuti batang hari")
    talk.write("/ikuti bupati tebo", user=3)
    talk.write("/ikuti anita yasmi harian", user=3)
    assert talk.write("/ikutan", user=3) == snapshot("""\
<b>Yang diikuti; pilih untuk mengatur, ✖ untuk menghentikan:</b>
1. bupati tebo (jabatan, siapa pun pemegangnya), harian
2. anita yasmi (orang), harian
[1. bupati tebo]  [✖ 1]
[2. anita yasmi]  [✖ 2]\
""")
    assert talk.press("✖ 1", user=3) == snapshot("""\
(ditekan)
———
(diubah) <b>Yang diikuti; pilih untuk mengatur, ✖ untuk menghentikan:</b>
1. anita yasmi (orang), harian
[1. anita yasmi]  [✖ 1]\
""")
    assert talk.press("1. anita yasmi", user=3) == snapshot("""\
(ditekan)
———
(diubah) <b>Diikuti: anita yasmi (orang)</b>
Dikabarkan setiap hari pukul 07.00 WIB, bila ada yang baru.
Jam tenang: 21.00–06.00.
[Seketika]  [✓ Harian]  [Mingguan]
[Zona: WIB]  [Jam tenang]  [Berhenti]\
""")


def test_nobody_follows_more_than_twenty_things(talk):
    """And following the same again is one thing."""
    for number in range(20):
        talk.write(f"/ikuti rapat nomor{number}", user=4)
    assert talk.write("/ikuti rapat tambahan", user=4) == snapshot(
        "Sudah 20 hal yang diikuti, tidak bisa lebih. Hentikan salah satunya di /ikutan."
    )
    assert "Diikuti: rapat nomor3" in talk.write("/ikuti rapat nomor3 mingguan", user=4)
    assert len(talk.app.store.subscriptions.made_by(4)) == 20


def test_in_a_group_only_administrators_decide(talk, administers):
    """Who asks Telegram says so each time; others see the list, and their presses change nothing."""
    assert talk.write("/ikuti batang hari", user=6, chat=GROUP) == snapshot(
        "(balasan) Hanya admin percakapan itu yang dapat mengatur kabar di sana, dan saya harus menjadi anggotanya."
    )
    assert talk.write("/ikuti batang hari", user=5, chat=GROUP).startswith(
        "(balasan) <b>Diikuti: Batang Hari (daerah)</b>"
    )
    assert talk.press("Berhenti", user=6, chat=GROUP) == snapshot(
        "(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)"
    )
    assert "Batang Hari (daerah), harian" in talk.write("/ikutan", user=6, chat=GROUP)
    assert talk.press("Berhenti", user=5, chat=GROUP) == snapshot("""\
(ditekan)
———
(diubah) Batang Hari tidak diikuti lagi.\
""")


def test_an_anonymous_administrator_speaks_for_the_group(talk):
    """Only administrators can write in its name: nobody need be asked."""
    person = {"id": ANONYMOUS_ADMIN, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    chat = {"id": GROUP, "type": "supergroup", "title": "Grup"}
    talk.write("/ikuti tebo", user=ANONYMOUS_ADMIN, chat=GROUP, sender_chat=chat, **{"from": person})
    (followed,) = talk.app.store.subscriptions.made_by(GROUP)
    talk.app.store.subscriptions.forget_chat(GROUP)
    assert (followed.chat, followed.target.words) == (GROUP, "tebo")


def test_a_channel_is_told_where_its_administrator_asks(talk, administers):
    """From the private chat, which lists and ends it; nobody else may."""
    assert talk.write("/ikuti batang hari mingguan ke @kabar_desa", user=6) == snapshot(
        "Hanya admin percakapan itu yang dapat mengatur kabar di sana, dan saya harus menjadi anggotanya."
    )
    assert talk.write("/ikuti batang hari mingguan ke @kabar_desa", user=5) == snapshot("""\
<b>Diikuti: Batang Hari (daerah)</b>
Dikabarkan di -1009.
Dikabarkan setiap Senin pukul 07.00 WIB, bila ada yang baru.
Jam tenang: 21.00–06.00.
[Seketika]  [Harian]  [✓ Mingguan]
[Lampirkan Excel]
[Zona: WIB]  [Jam tenang]  [Berhenti]\
""")
    assert talk.write("/ikutan", user=5) == snapshot("""\
<b>Yang diikuti; pilih untuk mengatur, ✖ untuk menghentikan:</b>
1. Batang Hari (daerah), mingguan, di percakapan -1009
[1. Batang Hari]  [✖ 1]\
""")
    assert talk.press("✖ 1", user=5) == snapshot("""\
(ditekan)
———
(diubah) Belum ada yang diikuti. Tulis misalnya: /ikuti batang hari\
""")


def test_a_forged_button_changes_nothing(talk):
    """Another person's number, none, an unknown deed."""
    talk.write("/ikuti tebo", user=12)
    (one,) = talk.app.store.subscriptions.made_by(12)
    for data in (f"ik:end:{one.id}", f"ik:drop:{one.id}", "ik:end:99999", "ik:end:x", "ik:end:"):
        assert talk.press_data(data, user=13) == "(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)"
    assert talk.press_data(f"ik:apa:{one.id}", user=12).startswith("(Tombol")
    assert talk.app.store.subscriptions.made_by(12) == [one]


def test_what_is_followed_is_forgotten_with_everything_else(talk):
    """/hapusdata, and a chat that the bot was removed from."""
    talk.write("/ikuti tebo", user=14)
    talk.write("/hapusdata", user=14)
    talk.press("Ya, hapus", user=14)
    talk.write("/ikuti tebo", user=15)
    member = {"user": {"id": 4242, "is_bot": True, "first_name": "Notula"}, "status": "kicked", "until_date": 0}
    chat = {"id": 15, "type": "private"}
    old = {**member, "status": "member"}
    talk.push(
        {
            "my_chat_member": {
                "chat": chat,
                "from": {"id": 15, "is_bot": False, "first_name": "W"},
                "date": 0,
                "old_chat_member": old,
                "new_chat_member": member,
            }
        }
    )
    assert [talk.app.store.subscriptions.made_by(user) for user in (14, 15)] == [[], []]
