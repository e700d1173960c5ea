# ruff: noqa: E501 - messages stand here to the letter
"""Groups and topics: what is meant for the bot, and whose conversation it is."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.telegram_server import ME, person_message
from tests.telegram_talk import GROUP, media


def test_group_is_left_alone(talk):
    """In a group nothing is said to what is not meant for the bot."""
    for text in ("kapan rakor batang hari?", "/start@bot_lain", "/entah", "@orang_lain kapan rakor?"):
        assert talk.write(text, user=11, chat=GROUP) == "(diam)"
    assert talk.write(user=11, chat=GROUP, sticker=media(width=1, height=1, type="regular")) == "(diam)"


def test_group_command(talk):
    """/tanya in a group is answered as a reply."""
    assert talk.write("/tanya@notula_bot kapan rakor batang hari 2023?", user=11, chat=GROUP) == snapshot("""\
(balasan) 25 Mei 2023, pagi.
“JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi.”

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]
[✉ Selengkapnya secara pribadi]\
""")


def test_group_mention(talk):
    """A mention anywhere in the message addresses the bot."""
    said = talk.write("kapan rakor batang hari 2023 @Notula_Bot ?", user=12, chat=GROUP)

    assert said == talk.write("/tanya kapan rakor batang hari 2023?", user=12, chat=GROUP)


def test_group_reply(talk):
    """A reply to the bot's message is a question; one in somebody else's thread is not."""
    talk.write("/tanya siapa yang hadir di rakor batang hari 2023?", user=13, chat=GROUP)
    own = talk.server.sent(GROUP)[-1]

    assert talk.write("kapan?", user=13, chat=GROUP, reply_to_message=own) == snapshot("""\
(balasan) 25 Mei 2023, pagi.

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]
[✉ Selengkapnya secara pribadi]\
""")
    other = person_message(5, 99, "halo", chat=GROUP)
    assert talk.write("kapan?", user=13, chat=GROUP, reply_to_message=other) == "(diam)"


def test_reply_to_an_answer_goes_on_from_it(talk):
    """Whoever had asked, and whatever else they asked meanwhile; with buttons of another chat nothing is learnt."""
    talk.write("/tanya siapa yang hadir di rakor batang hari 2023?", user=24, chat=GROUP)
    talk.write("/tanya di mana?", user=24, chat=GROUP)
    answer = talk.server.sent(GROUP)[-1]
    talk.write("/tanya kapan rakorda FPK Jambi 2025?", user=24, chat=GROUP)
    reply = {"reply_to_message": {**answer, "from": ME}}

    assert talk.write("jam berapa?", user=25, chat=GROUP, **reply) == snapshot("""\
(balasan) 25 Mei 2023, pagi.
“JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi.”

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]
[✉ Selengkapnya secara pribadi]\
""")
    assert talk.write("kapan?", user=24, chat=GROUP, **reply) == snapshot("""\
(balasan) 25 Mei 2023, pagi.

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]
[✉ Selengkapnya secara pribadi]\
""")
    assert talk.write("kapan?", user=26, chat=GROUP - 1, **reply) == snapshot(
        "(balasan) Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
    )


def link_under(talk, chat=GROUP):
    """What the button of the last message to a group starts the bot with."""
    rows = talk.server.sent(chat)[-1]["reply_markup"]["inline_keyboard"]
    return rows[-1][-1]["url"].removeprefix(f"https://t.me/{ME['username']}?start=")


def test_a_group_reads_the_whole_in_private(talk):
    """The link under an answer opens it with quotes and people; what is asked next goes on from it."""
    talk.write("/tanya kapan rakor batang hari 2023?", user=31, chat=GROUP)
    code = link_under(talk)

    assert talk.write(f"/start {code}", user=32) == snapshot("""\
<i>kapan rakor batang hari 2023?</i>

25 Mei 2023, pagi.
“JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi.”

<i>Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari</i>

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023

<b>Kutipan di balik jawaban ini</b>

• 25 Mei 2023
<blockquote>JTIZEN – Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari diadakan pemerintah kabupaten pada (25/05/2023) pagi.</blockquote>
— JTIZEN

<b>Semua yang disebut dalam Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari</b>
• Bupati Batang Hari (tidak hadir)
• Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari; membuka acara)
• Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Ketua DPRD Batang Hari Anita Yasmi
• Kajari Batang Hari M. Zubair
• Kapolres Batang Hari (tidak hadir)
• KBO Intelkam Polres Batang Hari Iptu Saryono (mewakili Kapolres Batang Hari)
• perwakilan Kodim 045/BH
• para kepala OPD
• para kapolsek, danramil
• para camat se-Kabupaten Batang Hari\
""")
    assert "Gazebo" in talk.write("di mana?", user=32)
    english = {"from": {"id": 33, "is_bot": False, "first_name": "Ann", "language_code": "en"}}
    assert "<b>Quotes behind this answer</b>" in talk.write(f"/start {code}", user=33, **english)
    assert "[✉ All of it in private]" in talk.write("/tanya kapan rakor batang hari 2023?", chat=GROUP, **english)


def test_a_long_answer_is_short_in_a_group(talk):
    """Cut between lines, in one message; the private chat has every line."""
    said = talk.write("/tanya siapa yang hadir di rakor batang hari 2023?", user=34, chat=GROUP)
    assert said == snapshot("""\
(balasan) Yang disebut hadir di Rapat Koordinasi (Rakor) Forum Koordinasi Pimpinan Daerah (Forkopimda) Kabupaten Batang Hari · 25 Mei 2023 · Gazebo Kolam Rumah Dinas Bupati Batang Hari:
• Sekretaris Daerah Muhamad Azan (mewakili Bupati Batang Hari; membuka acara)
• Asisten 1 Pemerintah dan Kesra Muhammad Rifai
• Ketua DPRD Batang Hari Anita Yasmi
• Kajari Batang Hari M. Zubair
…

<b>Sumber</b>
1. JTIZEN, 25 Mei 2023
[💬 Kutipan]  [👥 Semua yang hadir]
[📄 Bacaan lain]  [⬇ Laporan]
[👍]  [👎]  [⚠ Ada yang salah?]
[✉ Selengkapnya secara pribadi]\
""")
    whole = talk.write(f"/start {link_under(talk)}", user=34)
    assert "• para camat se-Kabupaten Batang Hari\n" in whole


def test_only_answers_of_groups_are_opened_by_a_link(talk):
    """Codes can be tried: one of a private chat, of nothing, or gone, says that the answer is not kept."""
    talk.write("kapan rakor batang hari 2023?", user=35)
    questions = talk.app.store.questions
    own = questions.recent(limit=1)[0].asked.answer["receipt"]
    talk.write("/tanya kapan rakor batang hari 2023?", user=35, chat=GROUP)
    code = link_under(talk)
    questions.forget(questions.recent(limit=1)[0].asked.conversation)

    for tried in (f"j_{own}", "j_ZZZZZZ", code):
        assert talk.write(f"/start {tried}", user=36) == snapshot(
            "Jawaban itu tidak disimpan lagi. Silakan tanyakan lagi di sini."
        )
    assert talk.write("/start j_", user=36).startswith("Halo!")
    assert talk.write("/start@notula_bot j_ZZZZZZ", user=36, chat=GROUP).startswith("(balasan) Halo!")


def test_data_is_deleted_in_private(talk):
    """In a group nobody is offered a button that would do nothing there."""
    assert talk.write("/hapusdata", user=24, chat=GROUP) == snapshot(
        "(balasan) Kirim perintah ini di percakapan pribadi."
    )


def test_topics(talk):
    """The message that made a topic is no message of the bot's; each topic has its own history."""
    made = {
        **person_message(30, ME["id"], None, chat=GROUP),
        "from": ME,
        "forum_topic_created": {"name": "Rapat", "icon_color": 1},
    }
    thread = {"message_thread_id": 30, "is_topic_message": True, "reply_to_message": made}

    assert talk.write("kapan?", user=14, chat=GROUP, **thread) == "(diam)"
    talk.write("/tanya siapa yang hadir di rakor batang hari 2023?", user=14, chat=GROUP)
    assert talk.write("/tanya kapan?", user=14, chat=GROUP, **thread) == snapshot(
        "(balasan) Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
    )


def test_each_person_in_a_group_has_their_own_history(talk):
    """A follow-up leans on what the same person asked."""
    talk.write("/tanya siapa yang hadir di rakor batang hari 2023?", user=15, chat=GROUP)

    assert talk.write("/tanya kapan?", user=16, chat=GROUP) == snapshot(
        "(balasan) Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
    )


def test_removed_from_a_chat(talk):
    """Being blocked or removed is met with silence, and the conversation is forgotten."""
    talk.write("siapa yang hadir di rakor batang hari 2023?", user=22)
    member = {"user": ME, "status": "member"}
    gone = {"user": ME, "status": "kicked", "until_date": 0}
    chat = {"id": 22, "type": "private", "first_name": "W"}
    change = {"chat": chat, "from": {"id": 22, "is_bot": False, "first_name": "W"}, "date": 1}

    assert talk.push({"my_chat_member": {**change, "old_chat_member": member, "new_chat_member": gone}}) == "(diam)"
    assert talk.write("kapan?", user=22) == snapshot(
        "Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, misalnya: kapan rakor Lebaran Wonosobo 2021?"
    )
