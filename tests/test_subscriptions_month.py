# ruff: noqa: E501 - messages stand here to the letter
"""A month of digests: articles arrive, each is told once, where and when it shall be, whatever is killed or closed."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from inline_snapshot import snapshot

from bot.app import App
from bot.telegram.calls import SEND
from bot.telegram.delivery.limits import ALL_CHATS_SECONDS, SendLimits
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Me
from bot.telegram.subscriptions import telling
from bot.telegram.subscriptions.telling import look
from data.article import Article
from data.settings import Settings
from data.store import open_store
from data.subscription import Aim, Follower, Rhythm, Target
from retrieval.reading.reader import read_article
from tests.telegram_server import parse_html

RAKOR = (
    "MUARA BULIAN - Bupati Batang Hari Wira Kusuma memimpin rapat koordinasi {about} di {place}, "
    "{day}. Rapat itu dihadiri Kapolres Batang Hari AKBP Seno Aji.\n"
)
MUSRENBANG = "SUNGAI PENUH - Musrenbang RKPD Kabupaten Kerinci digelar di Aula Bappeda Kerinci, {day}.\n"
BATANG_HARI = Target(Aim.REGION, "batang hari", ("1504",))
BUPATI = Target(Aim.OFFICE, "bupati batang hari", ("1504",))
KERINCI = Target(Aim.KIND, "musrenbang kerinci", ("1501",), ("musrenbang",))


NO_QUESTIONS = SimpleNamespace(find_among=None)


class KilledError(BaseException):
    """The process ended here."""


class Month:
    """A store, a clock that goes by hours, and chats that hold what they were sent, when."""

    def __init__(self, url, home):
        self.url, self.now = url, datetime(2026, 3, 1, tzinfo=UTC)
        self.settings = Settings(home=home, _env_file=None)
        self.sent, self.closed = [], set()
        self.restart()

    def restart(self):
        """The next run of the bot."""
        if hasattr(self, "store"):
            self.store.close()
        self.store = open_store(self.url)
        self.desk = Desk(App(self.settings, self.store, NO_QUESTIONS, None, None), Me(1, "bot"), None)

    def follow(self, chat, target, rhythm, **fields):
        follower = Follower(chat, **fields)
        return self.store.subscriptions.follow(follower, target, user=abs(chat), rhythm=rhythm, most=20)

    def add(self, article_id, text, publisher="Kabar Desa", **values):
        """An article arrives, or comes again."""
        article = Article(article_id, text.format(**values), title="Berita", publisher=publisher, published=self.now)
        with self.store.transaction():
            self.store.articles.put([article], sources={article_id: "umpan"}, now=self.now)
            self.store.readings.put([read_article(article)], now=self.now)
            self.store.chunks.put({article_id: []}, chunker="1")

    def deliver(self):
        """What was planned is sent, as the service sends it; of a closed chat nothing stays."""
        for update in self.store.updates.undone():
            for call in self.store.updates.unsent(update.update_id):
                if update.chat in self.closed:
                    self.store.updates.mark_failed(call)
                    self.store.subscriptions.forget_chat(update.chat)
                    continue
                self.sent.append((f"{self.now:%d %H:%M}", update.chat, parse_html(call.params["text"])))
                self.store.updates.mark_sent(call, 1)
            self.store.updates.finish(update.update_id, now=self.now)

    def run(self, until_day, hour=0, *, step=1, killed=False):
        """Look every hour, or every few, up to a moment; `killed`: each time between planning and sending, the next run sends."""
        until = datetime(2026, 3, until_day, hour, tzinfo=UTC)
        while self.now < until:
            self.now += timedelta(hours=step)
            planned = look(self.desk, now=self.now)
            if killed and planned:
                self.restart()
                assert look(self.desk, now=self.now) == []
            self.deliver()

    def told(self):
        """What was sent since this was asked: when (UTC), where, what; without the frame of a digest."""
        sent, self.sent = sorted(self.sent), []
        return "\n".join("\n".join([f"{at} to {chat}", *text.splitlines()[2:-2]]) for at, chat, text in sent)


@pytest.fixture
def month(migrated, tmp_path):
    """A month on every kind of database."""
    made = Month(migrated, tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def few(migrated_file, tmp_path):
    """Some days on a file."""
    made = Month(f"sqlite:///{shutil.copy(migrated_file, tmp_path / 'arsip.db')}", tmp_path)
    yield made
    made.store.close()


def test_a_month_of_digests(month, monkeypatch):
    """At once, daily, weekly, each in its zone outside quiet hours, and each event once in each."""
    month.follow(7, BATANG_HARI, Rhythm.DAILY)
    month.follow(8, BUPATI, Rhythm.NOW, zone="WIT")
    month.follow(9, KERINCI, Rhythm.WEEKLY, zone="WITA")
    month.follow(-5, BATANG_HARI, Rhythm.NOW, topic=3)
    month.follow(10, BATANG_HARI, Rhythm.NOW)

    # Two outlets on one event, an hour apart; the second one is no news where the first was told.
    month.run(2, 3)
    month.add("pangan", RAKOR, about="ketahanan pangan", place="Aula Kantor Bupati", day="Senin (2/3/2026)")
    month.run(2, 5)
    month.add("pangan-lain", RAKOR, "Suara Hulu", about="ketahanan pangan", place="Aula", day="Senin (2/3/2026)")
    month.run(3, 2)
    assert month.told() == snapshot("""\
02 04:00 to -5
Batang Hari
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
02 04:00 to 8
bupati batang hari
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma: hadir
  Kabar Desa
02 04:00 to 10
Batang Hari
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
03 00:00 to 7
Batang Hari
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa, Suara Hulu\
""")

    # In everybody's quiet hours but those of the group, which has none; every process is killed before it sends.
    group = month.store.subscriptions.follower(-5, 3)
    month.store.subscriptions.set_follower(Follower(-5, 3, quiet_from=0, quiet_until=0, told_at=group.told_at))
    month.run(3, 15)
    month.add("banjir", RAKOR, about="penanganan banjir", place="Pendopo", day="Selasa (3/3/2026)")
    month.run(4, 2, killed=True)
    assert month.told() == snapshot("""\
03 16:00 to -5
Batang Hari
• rapat koordinasi penanganan banjir · 3 Maret 2026 · Pendopo · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
03 21:00 to 8
bupati batang hari
• rapat koordinasi penanganan banjir · 3 Maret 2026 · Pendopo · Bupati Batang Hari Wira Kusuma: hadir
  Kabar Desa
03 23:00 to 10
Batang Hari
• rapat koordinasi penanganan banjir · 3 Maret 2026 · Pendopo · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
04 00:00 to 7
Batang Hari
• rapat koordinasi penanganan banjir · 3 Maret 2026 · Pendopo · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa\
""")

    # What comes on a Thursday is told on Monday; read again unchanged it is not news, changed it is a correction.
    month.run(5, 4)
    month.add("musrenbang", MUSRENBANG, day="Kamis (5/3/2026)")
    month.add("pangan", RAKOR, about="ketahanan pangan", place="Aula Kantor Bupati", day="Senin (2/3/2026)")
    month.run(8, 20, step=4)
    month.run(9, 4)
    assert month.told() == snapshot("""\
08 23:00 to 9
musrenbang kerinci
• Musrenbang RKPD Kabupaten Kerinci · 5 Maret 2026 · Aula Bappeda Kerinci
  Kabar Desa\
""")
    month.add("pangan", RAKOR, about="ketahanan pangan", place="Rumah Dinas Bupati", day="Senin (2/3/2026)")
    month.run(10, 2)
    assert month.told() == snapshot("""\
09 05:00 to -5
Batang Hari
Berubah sejak dikabarkan:
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Rumah Dinas Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
sebelumnya: rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
09 05:00 to 8
bupati batang hari
Berubah sejak dikabarkan:
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Rumah Dinas Bupati · Bupati Batang Hari Wira Kusuma: hadir
sebelumnya: rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma: hadir
  Kabar Desa
09 05:00 to 10
Batang Hari
Berubah sejak dikabarkan:
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Rumah Dinas Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
sebelumnya: rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
10 00:00 to 7
Batang Hari
Berubah sejak dikabarkan:
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Rumah Dinas Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
sebelumnya: rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula Kantor Bupati · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa\
""")

    # A person blocks the bot, another one follows later; the process is killed while it plans.
    month.closed.add(10)
    month.follow(11, BATANG_HARI, Rhythm.NOW)
    month.add("jalan", RAKOR, about="perbaikan jalan", place="Aula Dinas PU", day="Selasa (10/3/2026)")
    plan = telling._plan
    monkeypatch.setattr(telling, "_plan", _killing)
    for _ in range(3):
        with pytest.raises(KilledError):
            look(month.desk, now=month.now)
        month.restart()
    monkeypatch.setattr(telling, "_plan", plan)
    month.run(11, 2)
    assert month.told() == snapshot("""\
10 03:00 to -5
Batang Hari
• rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
10 03:00 to 8
bupati batang hari
• rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma: hadir
  Kabar Desa
10 03:00 to 11
Batang Hari
• rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa
11 00:00 to 7
Batang Hari
• rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa\
""")
    assert {one.chat for one in month.store.subscriptions.all()} == {7, 8, 9, -5, 11}

    # What is taken out of the archive is said to those who were told.
    month.store.articles.remove(["jalan"])
    month.run(12, 2)
    month.run(31, step=6)
    assert month.told() == snapshot("""\
11 03:00 to -5
Batang Hari
Berubah sejak dikabarkan:
• Tidak ada lagi di arsip: rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma (memimpin)
11 03:00 to 8
bupati batang hari
Berubah sejak dikabarkan:
• Tidak ada lagi di arsip: rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma: hadir
11 03:00 to 11
Batang Hari
Berubah sejak dikabarkan:
• Tidak ada lagi di arsip: rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma (memimpin)
12 00:00 to 7
Batang Hari
Berubah sejak dikabarkan:
• Tidak ada lagi di arsip: rapat koordinasi perbaikan jalan · 10 Maret 2026 · Aula Dinas PU · Bupati Batang Hari Wira Kusuma (memimpin)\
""")
    assert month.store.news.waiting() == []


def _killing(*_, **__):
    raise KilledError


def test_four_hundred_followers_are_told_within_telegrams_limits(few):
    """A hundred at a look; at the pace of the sender never more than 30 in a second, each once."""
    with few.store.transaction():
        for chat in range(1, 401):
            few.follow(chat, BATANG_HARI, Rhythm.NOW)
    few.now = datetime(2026, 3, 2, 3, tzinfo=UTC)
    few.add("pangan", RAKOR, about="ketahanan pangan", place="Aula", day="Senin (2/3/2026)")
    limits, free_at, times, chats = SendLimits(), 0.0, [], Counter()
    for number in range(6):
        looked_at = number * telling.LOOK_SECONDS
        with few.store.transaction():  # once for all, for the disk's sake
            planned = look(few.desk, now=few.now + timedelta(seconds=looked_at))
        assert len(planned) == (100 if number < 4 else 0)
        for update in planned:
            (call,) = few.store.updates.unsent(update.update_id)
            at = max(free_at, looked_at + limits.reserve_chat(update.chat, looked_at))
            free_at = at + ALL_CHATS_SECONDS
            times.append(at)
            chats[call.params["chat_id"]] += call.method == SEND
    assert chats == Counter(range(1, 401))
    assert all(later - earlier >= 1 for earlier, later in zip(times, times[30:], strict=False))
    assert max(times) < 4 * telling.LOOK_SECONDS


def test_much_at_once_is_one_message(few):
    """The newest ten in short, and how many more there are; the rest is told by no later digest."""
    few.follow(7, BATANG_HARI, Rhythm.DAILY)
    few.now = datetime(2026, 3, 14, 3, tzinfo=UTC)
    topics = ["banjir", "jalan", "pasar", "sekolah", "beras", "listrik", "pupuk"]
    topics += ["sampah", "hutan", "jembatan", "terminal", "vaksin", "pajak"]
    for number, about in enumerate(topics, start=1):
        few.add(about, RAKOR, about=about, place="Aula", day=f"{number} Maret 2026")
    few.run(16)
    ((_, chat, text),) = few.sent
    assert (chat, text.count("•"), "… dan 3 rapat lagi, lihat /rapat." in text) == (7, 10, True)


def test_what_two_subscriptions_of_a_chat_are_about_is_told_once(few):
    """Under the first; a guest who is no longer admitted is told nothing."""
    few.follow(7, BATANG_HARI, Rhythm.NOW)
    few.follow(7, BUPATI, Rhythm.NOW)
    few.follow(8, BATANG_HARI, Rhythm.NOW)
    few.store.guests.invite("kode", by=77, expires_at=few.now + timedelta(days=9))
    few.store.guests.admit(7, "kode", now=few.now)
    few.run(2, 3)
    few.add("pangan", RAKOR, about="ketahanan pangan", place="Aula", day="Senin (2/3/2026)")
    few.run(2, 5)
    assert few.told() == snapshot("""\
02 04:00 to 7
Batang Hari
• rapat koordinasi ketahanan pangan · 2 Maret 2026 · Aula · Bupati Batang Hari Wira Kusuma (memimpin)
  Kabar Desa\
""")
