"""A bot that is not open to everybody: who is let in, what others hear, and how administrators invite."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from inline_snapshot import snapshot

from tests.telegram_bot import ADMIN
from tests.telegram_server import person_message
from tests.telegram_talk import ARTICLE, GROUP, upload

QUESTION = "di mana rakor batang hari 2023?"
CLOSED = "Maaf, saya hanya menjawab orang yang diundang. Silakan minta undangan kepada pengelola arsip."
NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


class Clock:
    """A clock that is moved by hand."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def bot(talk, clock):
    """Conversations by that clock; who may ask is forgotten afterwards."""
    desk = talk.desk
    talk.desk = replace(desk, clock=clock)
    yield talk
    talk.desk = desk
    talk.app.store.guests.open()
    talk.app.store.conversations.purge(datetime.max.replace(tzinfo=UTC))


@pytest.fixture
def clock():
    """The clock by which the bot tells time."""
    return Clock()


def allow(talk, *ids):
    """Set NOTULA_ALLOWED."""
    settings = talk.app.settings.model_copy(update={"allowed": frozenset(ids)})
    talk.desk = replace(talk.desk, app=replace(talk.app, settings=settings))


def invite(talk):
    """The code of a new invitation."""
    return re.search(r"https://t\.me/notula_bot\?start=([\w-]+)", talk.write("/undang", user=ADMIN))[1]


def test_by_default_anybody_may_ask(bot):
    """Where nothing is set and nobody invited, a stranger is answered."""
    assert "Gazebo" in bot.write(QUESTION, user=5)


def test_named_people_and_groups_are_answered(bot):
    """NOTULA_ALLOWED names people, who are answered anywhere, and groups, in which everybody is; admins always are."""
    allow(bot, 5, GROUP)

    assert "Gazebo" in bot.write(QUESTION, user=5)
    assert "Gazebo" in bot.write(f"/tanya {QUESTION}", user=5, chat=-100777)
    assert "Gazebo" in bot.write(f"/tanya {QUESTION}", user=6, chat=GROUP)
    assert "Gazebo" in bot.write(QUESTION, user=ADMIN)
    assert bot.write(QUESTION, user=6) == CLOSED
    assert bot.write(f"/tanya {QUESTION}", user=8, chat=-100777) == f"(balasan) {CLOSED}"


def test_strangers_are_told_once_an_hour(bot, clock):
    """One sentence for everything a person tries, in every chat, then silence; each person hears it."""
    allow(bot, 5)

    assert bot.write(QUESTION, user=6) == CLOSED
    assert bot.write("/rapat", user=6) == "(diam)"
    assert bot.write(f"/tanya {QUESTION}", user=6, chat=GROUP) == "(diam)"
    assert bot.edit("kapan?", user=6) == "(diam)"
    assert bot.press_data("m:::0", user=6) == "(ditekan)"
    assert bot.press_data("m:::0", user=7) == f"({CLOSED})"
    clock.now += timedelta(minutes=59)
    assert bot.write(QUESTION, user=6) == "(diam)"
    clock.now += timedelta(minutes=1)
    assert bot.write(QUESTION, user=6) == CLOSED


def test_nothing_is_fetched_kept_or_answered_for_strangers(bot):
    """Neither files nor inline queries nor questions of a stranger lead anywhere."""
    allow(bot, 5)
    kept = bot.app.store.questions.count()

    assert upload(bot, ARTICLE, user=6, caption="/tambah") == CLOSED
    assert bot.write(QUESTION, user=6) == "(diam)"
    assert bot.inline(QUESTION, user=6) == snapshot("[Hanya untuk yang diundang]")
    assert bot.fetched == []
    assert bot.app.store.questions.count() == kept


def test_an_invitation_lets_in_who_opens_it(bot):
    """/undang gives a link and closes the bot to others; whoever opens it is greeted, and then answered everywhere."""
    said = bot.write("/undang", user=ADMIN)
    assert re.sub(r"start=[\w-]+", "start=…", said) == snapshot("""\
Undangan, berlaku 7 hari: https://t.me/notula_bot?start=…
Siapa saja yang membukanya boleh bertanya. Orang lain yang tidak diundang tidak dijawab lagi.
[Daftar yang diundang]\
""")
    code = re.search(r"start=([\w-]+)", said)[1]

    assert bot.write(QUESTION, user=6) == CLOSED
    assert bot.write(f"/start {code}", user=6).startswith("Undangan diterima; silakan bertanya.\n———\nHalo!")
    assert "Gazebo" in bot.write(QUESTION, user=6)
    assert "Gazebo" in bot.write(f"/tanya {QUESTION}", user=6, chat=GROUP)
    assert bot.write(f"/tanya {QUESTION}", user=8, chat=GROUP) == f"(balasan) {CLOSED}"
    assert "Rapat Koordinasi" in bot.inline(QUESTION, user=6)


def test_an_invitation_is_opened_in_time_and_in_private(bot, clock):
    """An expired or invented one lets nobody in, nor does one that is opened in a group."""
    code = invite(bot)

    assert bot.write(f"/start@notula_bot {code}", user=6, chat=GROUP) == f"(balasan) {CLOSED}"
    clock.now += timedelta(days=7)
    assert bot.write(f"/start {code}", user=7) == snapshot(
        "Maaf, undangan ini tidak berlaku lagi. Silakan minta yang baru kepada pengelola arsip."
    )
    assert bot.write("/start karangan", user=7) == "(diam)"
    assert bot.write(QUESTION, user=7) == CLOSED


def test_who_is_invited_is_listed_and_withdrawn(bot):
    """/undang daftar: invitations and guests, each with a button that withdraws it; the bot stays closed."""
    assert bot.write("/undang daftar", user=ADMIN) == snapshot("""\
<b>Yang diundang</b>
Tidak ada tamu dan undangan.

Siapa saja boleh bertanya.\
""")
    code = invite(bot)
    bot.write(f"/start {code}", user=6)
    listed = bot.write("/undang daftar", user=ADMIN)
    assert listed.replace(code, "…") == snapshot("""\
<b>Yang diundang</b>
1. Undangan https://t.me/notula_bot?start=…, sampai 2026-05-11 08:00 UTC
2. Tamu 6, sejak 2026-05-04 08:00 UTC

Orang lain tidak dijawab.
[Cabut 1]  [Cabut 2]
[Buka untuk semua]\
""")
    bot.press("Cabut 1", user=ADMIN)
    assert "undangan ini tidak berlaku" in bot.write(f"/start {code}", user=8)
    assert bot.press("Cabut 1", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) <b>Yang diundang</b>
Tidak ada tamu dan undangan.

Orang lain tidak dijawab.
[Buka untuk semua]\
""")
    assert bot.write(QUESTION, user=6) == CLOSED


def test_the_bot_is_opened_to_everybody_again(bot):
    """Asked once more, then every guest and invitation goes, and strangers are answered."""
    invite(bot)
    bot.write("/undang daftar", user=ADMIN)
    assert bot.press("Buka untuk semua", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) Hapus semua tamu dan undangan, sehingga siapa saja boleh bertanya?
[Ya, buka]  [Batal]\
""")
    assert bot.press("Ya, buka", user=ADMIN) == snapshot("""\
(ditekan)
———
(diubah) <b>Yang diundang</b>
Tidak ada tamu dan undangan.

Siapa saja boleh bertanya.\
""")
    assert "Gazebo" in bot.write(QUESTION, user=5)


def test_the_list_of_guests_is_turned(bot):
    """Six on a page; each keeps its number."""
    code = invite(bot)
    for user in range(100, 108):
        bot.write(f"/start {code}", user=user)
    bot.write("/undang daftar", user=ADMIN)

    assert bot.press("▶ 2/2", user=ADMIN).replace(code, "…") == snapshot("""\
(ditekan)
———
(diubah) <b>Yang diundang</b>
7. Tamu 105, sejak 2026-05-04 08:00 UTC
8. Tamu 106, sejak 2026-05-04 08:00 UTC
9. Tamu 107, sejak 2026-05-04 08:00 UTC

Orang lain tidak dijawab.
[Cabut 7]  [Cabut 8]  [Cabut 9]
[◀]
[Buka untuk semua]\
""")
    assert bot.press("◀", user=ADMIN).count("Tamu") == 5


@pytest.mark.parametrize("data", ["list:0", "guest:6", "link:1", "open:0", "sure:0"])
def test_only_administrators_decide_on_guests(bot, data):
    """A guest who forges their buttons is refused."""
    bot.write(f"/start {invite(bot)}", user=6)

    assert bot.press_data(f"g:{data}", user=6) == snapshot("(Maaf, perintah ini hanya untuk pengelola arsip.)")
    assert bot.press_data("g:entah", user=ADMIN).startswith("(Tombol ini sudah tidak berlaku")


def test_leaving_is_heard_from_strangers_too(bot):
    """Whoever takes the bot out of a chat is told nothing."""
    allow(bot, 5)
    member = {"user": {"id": 4242, "is_bot": True, "first_name": "N"}, "status": "left"}
    before = {**member, "status": "member"}
    chat = person_message(1, 6, "x")["chat"]
    changed = {"chat": chat, "from": person_message(1, 6, "x")["from"], "date": 0}

    assert bot.push({"my_chat_member": {**changed, "old_chat_member": before, "new_chat_member": member}}) == "(diam)"
