"""Sources from the chat: what an administrator writes or presses, beside the exact message; and the daily digest."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
import stamina
from inline_snapshot import snapshot

from bot.telegram.topics.admins import sources as topic
from bot.telegram.upkeep.following.digest import tell_digest
from data.article import Article
from data.following.visiting import Pace, Visitor
from data.readers.web import addresses
from data.readers.web.fetching import ATTEMPTS
from data.source import Entry, Found, SourceKind
from data.store import open_store
from retrieval.following import updating
from tests.news_site import Answer, open_site
from tests.store_builders import NOW
from tests.telegram_bot import ADMIN


@pytest.fixture
def site(monkeypatch):
    """A site on this machine that counts as public, and is asked without gaps."""
    pace = Pace(gap_seconds=0)
    monkeypatch.setattr(addresses, "is_public", lambda address: True)
    monkeypatch.setattr(topic, "_PACE", pace)
    monkeypatch.setattr(updating, "Visitor", partial(Visitor, pace))
    with stamina.set_testing(True, attempts=ATTEMPTS, cap=True), open_site() as opened:
        yield opened


@pytest.fixture
def write(own, site):
    """What the bot answers, the site's port left out."""

    def write_text(text):
        return own.write(text, user=ADMIN).replace(str(site.port), "80")

    return write_text


@pytest.fixture
def press(own, site):
    def press_button(label):
        return own.press(label, user=ADMIN).replace(str(site.port), "80")

    return press_button


def a_feed(site):
    site.put_article("/panen", "rakor panen")
    site.put("/galeri", "<p></p>")
    return site.put_feed("/feed", ("/panen", ""), ("/galeri", ""), title="Kabar Seruni")


def test_following_fetching_and_deciding(own, site, write, press):
    """Followed, fetched now, what failed retried and dropped, paused, removed: each is said."""
    assert write("/sumber") == snapshot(
        "Belum ada sumber yang diikuti. Tulis /sumber ALAMAT untuk mengikuti umpan, peta situs, atau daftar berita."
    )
    assert write(f"/sumber {a_feed(site)}") == snapshot("Mengikuti Kabar Seruni (umpan, kini 2 artikel).")
    assert write(f"/sumber {site.url('/feed')}") == snapshot("Kabar Seruni sudah diikuti.")
    assert write("/sumber") == snapshot("""\
<b>Sumber yang diikuti: 1</b>

1. Kabar Seruni
http://127.0.0.1:80/feed
umpan · 0 diambil, 0 hilang di situs, 0 gagal, 0 menunggu
[⏸ 1]  [✖ 1]
[Ambil sekarang]\
""")
    assert press("Ambil sekarang") == snapshot("""\
(ditekan)
———
(diubah) Sedang dikerjakan…
[■ Hentikan]\
""")
    assert own.finish_job() == snapshot("(diubah) Selesai mengambil: 1 artikel baru, 1 gagal.")
    assert write("/sumber") == snapshot("""\
<b>Sumber yang diikuti: 1</b>

1. Kabar Seruni
http://127.0.0.1:80/feed
umpan · 1 diambil, 0 hilang di situs, 1 gagal, 0 menunggu
[⏸ 1]  [✖ 1]
[Ambil sekarang]  [Yang gagal]\
""")
    assert press("Yang gagal") == snapshot("""\
(ditekan)
———
<b>Gagal diambil:</b>
1. http://127.0.0.1:80/galeri: Halaman ini tidak memuat teks berita
↻ mencoba lagi, ✖ mengabaikan.
[↻ 1]  [✖ 1]\
""")
    assert press("↻ 1") == snapshot("(Dicoba lagi pada pengambilan berikutnya.)")
    assert press("✖ 1") == snapshot("(Diabaikan.)")
    assert write("/sumber") == snapshot("""\
<b>Sumber yang diikuti: 1</b>

1. Kabar Seruni
http://127.0.0.1:80/feed
umpan · 1 diambil, 0 hilang di situs, 0 gagal, 0 menunggu
[⏸ 1]  [✖ 1]
[Ambil sekarang]\
""")
    assert press("⏸ 1") == snapshot("""\
(ditekan)
———
(diubah) <b>Sumber yang diikuti: 1</b>

1. Kabar Seruni
http://127.0.0.1:80/feed
umpan · 1 diambil, 0 hilang di situs, 0 gagal, 0 menunggu
⏸ dijeda
[▶ 1]  [✖ 1]
[Ambil sekarang]\
""")
    assert press("✖ 1") == snapshot("""\
(ditekan)
———
(diubah) Belum ada sumber yang diikuti. Tulis /sumber ALAMAT untuk mengikuti umpan, peta situs, atau daftar berita.\
""")
    assert [deed.action for deed in own.app.store.actions.recent()] == snapshot(
        ["sumber remove", "sumber pause", "sumber ambil", "sumber"]
    )


@pytest.mark.parametrize("data", ["s:pause:9", "s:retry:9", "s:", "s:pause:x", "s:rusak:1", "s:drop:" + "9" * 30])
def test_buttons_of_what_is_gone(own, data):
    """Numbers that nothing has, and data that nobody sent."""
    assert own.press_data(data, user=ADMIN) == snapshot("(Tombol ini sudah tidak berlaku. Silakan tanyakan lagi.)")


def test_what_cannot_be_followed(own, site, write):
    """In one sentence, without a path of the machine."""
    site.answers["/hilang"] = Answer(status=404)
    assert write(f"/sumber {site.url('/hilang')}") == snapshot(
        "Tidak dapat diikuti: Situs ini menjawab dengan status 404."
    )
    assert write("/sumber /etc") == snapshot("Di sini hanya alamat http:// atau https:// yang dapat diikuti.")


def test_inner_addresses_are_refused(own):
    """As everywhere."""
    assert own.write("/sumber http://127.0.0.1:9/rahasia", user=ADMIN) == snapshot(
        "Tidak dapat diikuti: Alamat ini menuju jaringan dalam dan tidak diambil."
    )


@pytest.fixture
def archive(tmp_path, migrated_file):
    """A store with a source that brought one article, and a page and itself that failed."""
    (tmp_path / "notula.db").write_bytes(migrated_file.read_bytes())
    store = open_store(f"sqlite:///{tmp_path / 'notula.db'}")
    store.sources.put(Found(SourceKind.FEED, "https://kabar.example/feed", "", "Kabar", 2), now=NOW)
    [source] = store.sources.all()
    store.source_items.note(source.id, [Entry("https://kabar.example/a"), Entry("https://kabar.example/b")], now=NOW)
    good, bad = store.source_items.waiting(source.id)
    store.articles.put(
        [Article("a", "Rapat.", title="Rakor <Panen>")], sources={"a": "https://kabar.example/a"}, now=NOW
    )
    store.source_items.take(good.id, "a", now=NOW)
    store.source_items.fail(bad, "Tidak ada teks beritanya", now=NOW, due=NOW)
    store.sources.note_failure(source, "Situs ini menjawab dengan status 500", now=NOW, due=NOW)
    yield store
    store.close()


def digest(store, now):
    """The updates that were handed over, and the texts that are planned for them."""
    handed = []
    tell_digest(store, [7, 8], handed.append, now=now)
    return [
        (update.chat, call.params["text"], call.params["reply_markup"]["inline_keyboard"])
        for update in handed
        for call in store.updates.unsent(update.update_id)
    ]


def test_the_digest_is_told_once_a_day(archive):
    """To each administrator: what came in, what failed, with buttons; nothing where nothing happened."""
    hour = timedelta(hours=1)
    told = digest(archive, NOW + hour)
    assert [chat for chat, *_ in told] == [7, 8]
    assert told[0][1] == snapshot("""\
<b>Dari sumber yang diikuti: 1 artikel baru, 1 gagal.</b>
• Rakor &lt;Panen&gt;
⚠ Kabar: Situs ini menjawab dengan status 500 (1 kali berturut-turut)

<b>Gagal diambil:</b>
1. https://kabar.example/b: Tidak ada teks beritanya
↻ mencoba lagi, ✖ mengabaikan.\
""")
    assert told[0][2] == snapshot(
        [[{"text": "↻ 1", "callback_data": "s:retry:2"}, {"text": "✖ 1", "callback_data": "s:drop:2"}]]
    )
    assert digest(archive, NOW + 2 * hour) == []
    archive.sources.note_success(archive.sources.all()[0], now=NOW, due=NOW)
    assert digest(archive, NOW + timedelta(days=2)) == []
