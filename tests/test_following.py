"""Sources that are followed, over real HTTP from sites on this machine: the archive is right after each update."""

from __future__ import annotations

import json
import threading
import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
import stamina
from small_models import make_static_model

from data.errors import NotulaError, StoreError
from data.following.visiting import Pace, Visitor
from data.readers.web import fetching, transport
from data.readers.web.fetching import ATTEMPTS, Limits
from data.settings import Settings
from data.source import SourceKind
from data.store import open_store
from data.store.lock import hold_update_lock, hold_writer_lock
from data.wording import following as wording
from data.wording import reading
from retrieval.following import updating
from retrieval.following.keeping import describe_sources, follow_all, unfollow_sources
from retrieval.following.updating import update_sources
from tests.builders import moment
from tests.news_site import HTML, Answer, article_page, open_site, send
from tests.waiting import LONGEST

NOW = moment(2024, 2, 7, 8)
MONDAY, TUESDAY = "Mon, 05 Feb 2024 10:00:00 +0700", "Tue, 06 Feb 2024 10:00:00 +0700"


class Archive:
    """An archive that follows sites on this machine, without gaps between requests; the time is what a test says."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = open_store(settings.database)
        self.now = NOW
        self.pace = Pace(Limits(seconds=LONGEST, idle_seconds=LONGEST, max_bytes=2**16), 0, LONGEST, LONGEST)

    def visitor(self) -> Visitor:
        return Visitor(self.pace, allow_private=True)

    def follow(self, *sources: str):
        """What became of each."""
        followed, failures = follow_all(self.store, sources, self.visitor(), now=self.now)
        return [(one.kind.value, one.url, one.entries, one.is_new) for one in followed] + [
            (failure.source, failure.reason) for failure in failures
        ]

    def update(self, **options):
        """New, changed, unchanged, gone, failed."""
        self.told = update_sources(self.settings, visitor=self.visitor(), clock=lambda: self.now, **options).to_json()
        return tuple(self.told[name] for name in ("new", "changed", "unchanged", "gone", "failed"))

    def failures(self):
        return [(failure["url"], failure["reason"]) for failure in self.told["failures"]]

    def titles(self):
        return sorted(record.title for record in self.store.articles.latest())


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return make_static_model(tmp_path_factory.mktemp("model") / "statis")


@pytest.fixture
def archive(tmp_path, migrated_file, model):
    home = tmp_path / "rumah"
    home.mkdir()
    (home / "notula.db").write_bytes(migrated_file.read_bytes())
    opened = Archive(Settings(home=home, model=str(model), _env_file=None))
    with stamina.set_testing(True, attempts=ATTEMPTS, cap=True):
        yield opened
    opened.store.close()


@pytest.fixture
def site():
    with open_site() as opened:
        yield opened


@pytest.fixture
def other():
    with open_site() as opened:
        yield opened


def a_feed(site, path="/feed", *names):
    """A feed with its articles."""
    for name in names:
        site.put_article(f"/berita/{name}", f"rakor {name}")
    return site.put_feed(path, *((f"/berita/{name}", MONDAY) for name in names))


def test_a_feed_is_taken_once(archive, site):
    """The first update takes its articles; the second asks for the feed alone, which has not changed."""
    assert archive.follow(a_feed(site, "/feed", "panen", "banjir")) == [("feed", site.url("/feed"), 2, True)]
    site.asked()
    assert archive.update() == (2, 0, 0, 0, 0)
    assert archive.titles() == ["rakor banjir", "rakor panen"]
    assert site.asked() == [("/feed", 200), ("/berita/panen", 200), ("/berita/banjir", 200)]

    assert archive.update() == (0, 0, 2, 0, 0)
    assert site.asked() == [("/feed", 304)]


def test_known_entries_of_a_changed_feed_cost_nothing(archive, site):
    """A feed that lists old items beside a new one has only the new one fetched."""
    archive.follow(a_feed(site, "/feed", "panen", "banjir"))
    archive.update()
    site.asked()
    a_feed(site, "/feed", "jalan", "panen", "banjir")

    assert archive.update() == (1, 0, 2, 0, 0)
    assert site.asked() == [("/feed", 200), ("/berita/jalan", 200)]


def test_a_changed_article_replaces_its_old_self(archive, site):
    """Where an entry says that it changed its page is asked for by version, and read if it is another one."""
    archive.follow(a_feed(site, "/feed", "panen", "banjir"))
    archive.update()
    site.asked()
    site.put_article("/berita/panen", "rakor panen", "Pendopo Kabupaten")
    site.put_feed("/feed", ("/berita/panen", TUESDAY), ("/berita/banjir", TUESDAY))

    assert archive.update() == (0, 1, 1, 0, 0)
    assert site.asked() == [("/feed", 200), ("/berita/panen", 200), ("/berita/banjir", 304)]
    assert "Pendopo Kabupaten" in archive.store.articles.get(f"127.0.0.1:{site.port}/berita/panen").text
    assert archive.store.articles.count() == 2


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_stays_in_the_archive(archive, site, status):
    """An article that its site has no more is counted as gone, and kept."""
    archive.follow(a_feed(site, "/feed", "panen", "banjir"))
    archive.update()
    site.answers["/berita/panen"] = Answer(status=status)
    site.put_feed("/feed", ("/berita/panen", TUESDAY), ("/berita/banjir", MONDAY))

    assert archive.update() == (0, 0, 1, 1, 0)
    assert archive.titles() == ["rakor banjir", "rakor panen"]
    [state] = describe_sources(archive.store)
    assert (state.taken, state.gone, state.failed, state.waiting) == (1, 1, 0, 0)


def test_what_leads_to_the_front_page_is_gone(archive, site):
    """As many sites do with what they have taken down; the front page is no article."""
    archive.follow(a_feed(site, "/feed", "panen"))
    site.put("/berita/panen", "", status=302, location="/")
    site.put_article("/", "halaman depan")
    assert archive.update() == (0, 0, 0, 1, 0)
    assert archive.titles() == []


def test_a_page_without_an_article_is_kept_as_failed(archive, site):
    """It is told with its reason, and tried five times in all, until somebody asks for more or its entry changes."""
    archive.follow(a_feed(site, "/feed", "panen"))
    site.put("/berita/panen", "<html><body></body></html>")
    for _ in range(5):
        assert archive.update() == (0, 0, 0, 0, 1)
        assert archive.failures() == [(site.url("/berita/panen"), reading.NO_ARTICLE_ON_PAGE)]
    assert archive.update() == (0, 0, 0, 0, 0)
    assert archive.update(retry=True) == (0, 0, 0, 0, 1)
    site.put_article("/berita/panen", "rakor panen")
    assert archive.update() == (0, 0, 0, 0, 0)
    site.put_feed("/feed", ("/berita/panen", TUESDAY))
    assert archive.update() == (1, 0, 0, 0, 0)


def test_each_kind_of_source(archive, site):
    """Two feeds, a sitemap and WordPress' JSON: all is taken once, and then nothing but lists is asked for."""
    for name in ("satu", "dua", "tiga", "empat", "lima"):
        site.put_article(f"/berita/{name}", f"rakor {name}")
    sources = (
        site.put_feed("/feed", ("/berita/satu", MONDAY), ("/berita/dua", MONDAY)),
        site.put_feed("/daerah/feed", ("/berita/dua", MONDAY), ("/berita/tiga", MONDAY)),
        site.put_sitemap("/sitemap.xml", ("/berita/empat", "2024-02-05"), ("/", "2024-02-05"), ("/tag/rapat", "")),
        site.put_posts("/wp-json/wp/v2/posts", ("/berita/lima", "2024-02-05T10:00:00"), ("/berita/satu", "2024-02-01")),
    )
    assert [one[0] for one in archive.follow(*sources)] == ["feed", "feed", "sitemap", "posts"]
    site.asked()

    assert archive.update() == (5, 0, 2, 0, 0)
    assert archive.titles() == ["rakor dua", "rakor empat", "rakor lima", "rakor satu", "rakor tiga"]
    fetched = [path for path, _ in site.asked() if path.startswith("/berita")]
    assert sorted(fetched) == ["/berita/dua", "/berita/empat", "/berita/lima", "/berita/satu", "/berita/tiga"]
    assert archive.update() == (0, 0, 7, 0, 0)
    assert [(path.partition("?")[0], status) for path, status in site.asked()] == [
        ("/feed", 304),
        ("/daerah/feed", 304),
        ("/sitemap.xml", 304),
        ("/wp-json/wp/v2/posts", 200),
    ]


def test_a_changed_post_is_read_again(archive, site):
    """WordPress is asked for what was modified after the last that is known."""
    site.put_article("/panen", "rakor panen")
    archive.follow(site.put_posts("/wp-json/wp/v2/posts", ("/panen", "2024-02-05T10:00:00")))
    archive.update()
    site.asked()
    site.put_article("/panen", "rakor panen raya")
    site.put_posts("/wp-json/wp/v2/posts", ("/panen", "2024-02-06T10:00:00"), ("/lama", "2020-01-01T00:00:00"))

    assert archive.update() == (0, 1, 0, 0, 0)
    [listed, page] = site.asked()
    assert "modified_after=2024-02-05T10%3A00%3A00" in listed[0]
    assert page == ("/panen", 200)


def test_only_changed_parts_of_a_sitemap_are_fetched(archive, site):
    """Of a sitemap of sitemaps, those with another date; those of tags are never fetched."""
    for name in ("satu", "dua", "tiga"):
        site.put_article(f"/berita/{name}", f"rakor {name}")
    site.put_sitemap("/januari.xml", ("/berita/satu", "2024-01-05"))
    site.put_sitemap("/februari.xml", ("/berita/dua", "2024-02-05"))
    months = [("/januari.xml", "2024-01-05"), ("/post_tag-sitemap.xml", "2024-02-05")]
    archive.follow(site.put_index("/sitemap.xml", ("/februari.xml", "2024-02-05"), *months))
    assert archive.update() == (2, 0, 0, 0, 0)
    site.asked()
    site.put_sitemap("/februari.xml", ("/berita/tiga", "2024-02-06"), ("/berita/dua", "2024-02-05"))
    site.put_index("/sitemap.xml", ("/februari.xml", "2024-02-06"), *months)

    assert archive.update() == (1, 0, 2, 0, 0)
    assert site.asked() == [("/sitemap.xml", 200), ("/februari.xml", 200), ("/berita/tiga", 200)]


def test_a_page_that_lists_articles(archive, site):
    """Its headlines are taken; each is asked for by version once a day for as long as it is listed."""
    names = ("satu", "dua", "tiga")
    for name in names:
        site.put_article(f"/berita/{name}", f"rakor {name}")
    links = "".join(f'<a href="/berita/{name}">Camat Seruni pimpin rakor {name}</a>' for name in names)
    page = site.put(
        "/berita", f'<a href="/">Beranda</a>{links}<a href="https://lain.example/a">Baca juga di situs lain</a>'
    )
    assert archive.follow(page) == [("page", page, 3, True)]
    assert archive.update() == (3, 0, 0, 0, 0)
    site.asked()
    site.put_article("/berita/dua", "rakor dua", "Pendopo")
    site.put("/berita", f"<p>Hari ini</p>{links}")

    assert archive.update() == (0, 0, 3, 0, 0)
    assert site.asked() == [("/berita", 200)]
    archive.now += timedelta(days=1)
    assert archive.update() == (0, 1, 2, 0, 0)
    assert site.asked() == [("/berita", 304), ("/berita/satu", 304), ("/berita/dua", 200), ("/berita/tiga", 304)]


def test_a_folder_is_followed(archive, tmp_path):
    """New and changed files are taken; a file that is gone leaves its articles."""
    folder = tmp_path / "berita"
    folder.mkdir()
    assert archive.follow(str(folder)) == [("folder", str(folder), 0, True)]
    lines = [
        json.dumps({"id": f"a{number}", "title": f"Rakor {number}", "text": "Rapat." * number}) for number in (1, 2)
    ]
    (folder / "arsip.jsonl").write_text("\n".join(lines))
    (folder / "rakor.txt").write_text("Rapat koordinasi panen digelar di aula.")
    (folder / "gambar.png").write_bytes(b"\x89PNG")
    assert archive.update() == (3, 0, 0, 0, 0)
    assert archive.update() == (0, 0, 2, 0, 0)
    (folder / "arsip.jsonl").write_text("\n".join([lines[0], lines[1].replace("Rakor 2", "Rakor dua"), "rusak"]))
    (folder / "rakor.txt").unlink()

    assert archive.update() == (0, 1, 1, 1, 1)
    assert archive.failures() == [(f"{folder}/arsip.jsonl:3", reading.NOT_JSON)]
    assert archive.store.articles.count() == 3


def test_following_twice_is_no_error(archive, site):
    """By the same address, or by another one that leads to the same source."""
    feed = a_feed(site, "/feed", "panen")
    front = site.put("/", '<link rel="alternate" type="application/rss+xml" href="/feed"><p>Kabar</p>')
    assert archive.follow(front) == [("feed", feed, 1, True)]
    assert archive.follow(front, feed) == [("feed", feed, None, False), ("feed", feed, None, False)]


def test_what_is_no_source_is_refused(archive, site, tmp_path):
    """Each in one sentence; the others are followed."""
    article = site.put("/a", '<meta property="og:type" content="article">' + article_page("rakor", "aula"))
    empty = site.put("/b", "<p>Halo</p>")
    assert archive.follow(article, empty, site.url("/c"), str(tmp_path / "x"), "", a_feed(site, "/feed", "d")) == [
        ("feed", site.url("/feed"), 1, True),
        (article, wording.ONE_ARTICLE),
        (empty, wording.NOT_A_SOURCE),
        (site.url("/c"), reading.refused_status(404)),
        (str(tmp_path / "x"), wording.NO_FOLDER),
        ("", wording.NO_FOLDER),
    ]


def test_unfollowing_keeps_the_articles(archive, site):
    """All that are named, or none."""
    feed = a_feed(site, "/feed", "panen")
    archive.follow(feed)
    archive.update()
    with pytest.raises(NotulaError, match="Sumber ini tidak diikuti"):
        unfollow_sources(archive.store, [feed, "http://lain.example/"])
    assert [source.url for source in unfollow_sources(archive.store, [feed])] == [feed]
    assert archive.update() == (0, 0, 0, 0, 0)
    assert archive.titles() == ["rakor panen"]


def test_a_broken_source_costs_only_itself(archive, site, other):
    """A feed that fails, one that is none any more, one without end: each with its reason, the others are taken."""
    good, endless = a_feed(site, "/feed", "panen"), a_feed(other, "/feed", "a")
    failing, wrong = a_feed(other, "/gagal", "b"), a_feed(other, "/bukan", "c")
    archive.follow(good, endless, failing, wrong)
    other.answers["/feed"] = Answer(act=_pour)
    other.answers["/gagal"] = Answer(status=500)
    other.put("/bukan", "<p>Sedang diperbaiki</p>")

    assert archive.update() == (1, 0, 0, 0, 3)
    assert archive.failures() == [
        (endless, reading.too_big(2**16)),
        (failing, reading.refused_status(500)),
        (wrong, wording.NO_FEED),
    ]
    assert [one["new"] for one in archive.told["sources"]] == [1, 0, 0, 0]


def _pour(handler):
    """Send a body without end until the other side hangs up."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"<rss>" * 2**12)
    except OSError:
        handler.close_connection = True


def test_a_slow_page_is_given_up(archive, site, monkeypatch):
    """One that drips for longer than a fetch may take fails; what comes behind it, and another feed, are taken."""
    archive.follow(a_feed(site, "/feed", "satu", "dua"), a_feed(site, "/lain", "panen"))
    is_late = threading.Event()

    def drip(handler):
        is_late.set()
        handler.send_response(200)
        handler.send_header("Content-Type", HTML)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"<p>")
                time.sleep(0.01)
        except OSError:
            handler.close_connection = True

    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + (2 * LONGEST if is_late.is_set() else 0))
    for module in (fetching, transport):
        monkeypatch.setattr(module, "time", clock)
    quick = site.answers["/berita/satu"]
    site.answers["/berita/satu"] = Answer(act=drip)
    assert archive.update() == (2, 0, 0, 0, 1)
    assert archive.failures() == [(site.url("/berita/satu"), reading.too_slow(LONGEST))]
    site.answers["/berita/satu"] = quick
    assert archive.update() == (1, 0, 2, 0, 0)


def test_what_time_does_not_suffice_for_waits(archive, site):
    """A source stops when its time is over; the rest of its list is taken by the next run."""
    archive.follow(a_feed(site, "/feed", "satu", "dua", "tiga"))
    seconds = 0.0

    def answer_late(handler):
        nonlocal seconds
        seconds += LONGEST
        send(handler, 200, article_page("rakor dua", "aula").encode(), HTML)

    site.answers["/berita/dua"] = Answer(act=answer_late)
    late = Visitor(archive.pace, allow_private=True, clock=lambda: seconds)
    assert update_sources(archive.settings, visitor=late, clock=lambda: NOW).to_json()["new"] == 2
    [state] = describe_sources(archive.store)
    assert (state.taken, state.waiting, state.failed) == (2, 1, 0)
    assert archive.update() == (1, 0, 2, 0, 0)


def test_a_list_that_takes_too_long_is_a_failure(archive, site):
    """Of a sitemap whose parts are slow, no more are asked for when its time is over."""
    site.put_article("/berita/satu", "rakor satu")
    site.put_sitemap("/dua.xml", ("/berita/satu", "2024-02-05"))
    index = site.put_index("/sitemap.xml", ("/satu.xml", "2024-02-06"), ("/dua.xml", "2024-02-05"))
    archive.follow(index)
    archive.pace = Pace(Limits(seconds=LONGEST, idle_seconds=LONGEST), 0, LONGEST, 3 * LONGEST)
    is_late = threading.Event()

    def answer_late(handler):
        is_late.set()
        send(handler, 200, b"<urlset></urlset>", "application/xml")

    site.answers["/satu.xml"] = Answer(act=answer_late)
    late = Visitor(archive.pace, allow_private=True, clock=lambda: LONGEST if is_late.is_set() else 0.0)
    told = update_sources(archive.settings, visitor=late, clock=lambda: NOW).to_json()
    assert told["failures"] == [{"source": index, "url": index, "reason": wording.TIME_UP}]
    assert site.asked()[-1] == ("/satu.xml", 200)


def test_failing_sources_are_due_later_each_time(archive, site):
    """Twice as long, to a day; a command asks them all the same."""
    archive.follow(a_feed(site, "/feed", "panen"))
    site.answers["/feed"] = Answer(status=503)
    pauses = []
    for _ in range(9):
        archive.update()
        [source] = archive.store.sources.all()
        pauses.append(source.due_at - archive.now)
    assert [pause / timedelta(minutes=15) for pause in pauses] == [1, 2, 4, 8, 16, 32, 64, 96, 96]
    assert source.reason == reading.refused_status(503)

    a_feed(site, "/feed", "panen")
    assert archive.update(only_due=True) == (0, 0, 0, 0, 0)
    archive.now += timedelta(days=1)
    assert archive.update(only_due=True) == (1, 0, 0, 0, 0)
    assert archive.store.sources.all()[0].failures == 0


def test_robots_are_kept_to(archive, site):
    """What robots.txt forbids is not asked for; it is read once in a run."""
    archive.follow(a_feed(site, "/feed", "panen", "banjir"))
    site.put("/robots.txt", "User-agent: Notula\nDisallow: /berita/banjir\n", "text/plain")
    site.log.clear()
    assert archive.update() == (1, 0, 0, 0, 1)
    assert archive.failures() == [(site.url("/berita/banjir"), wording.FORBIDDEN_BY_ROBOTS)]
    assert [path for path, _ in site.log] == ["/robots.txt", "/feed", "/berita/panen"]


def test_inner_addresses_are_refused(archive, site):
    """A feed cannot lead the fetcher into the private network, nor be there."""
    feed = a_feed(site, "/feed", "panen")
    archive.follow(feed)
    told = update_sources(archive.settings, visitor=Visitor(archive.pace), clock=lambda: NOW).to_json()
    assert told["failures"] == [{"source": feed, "url": feed, "reason": reading.PRIVATE_ADDRESS}]


def test_only_one_update_at_a_time(archive):
    """A second one says so at once."""
    with hold_update_lock(archive.settings), pytest.raises(StoreError, match="sedang berjalan di proses lain"):
        archive.update()


def test_what_was_fetched_waits_for_another_writer(archive, site, monkeypatch):
    """While somebody else changes the archive pages are fetched and kept; the next run adds them without asking."""
    archive.follow(a_feed(site, "/feed", "panen"))
    monkeypatch.setattr(updating, "WAIT_SECONDS", 0)
    with hold_writer_lock(archive.settings), pytest.raises(StoreError, match="Perintah lain"):
        archive.update()
    site.asked()

    assert archive.update() == (1, 0, 0, 0, 0)
    assert site.asked() == [("/feed", 304)]


def test_portions_are_added_one_after_the_other(archive, site, monkeypatch):
    """The archive is locked for some items at a time; all are added."""
    monkeypatch.setattr(updating, "PORTION", 2)
    monkeypatch.setattr(updating, "_GIVE_WAY_SECONDS", 0)
    archive.follow(a_feed(site, "/feed", "satu", "dua", "tiga"))
    assert archive.update() == (3, 0, 0, 0, 0)


def test_a_paused_source_is_left_out(archive, site):
    """Until it goes on."""
    archive.follow(a_feed(site, "/feed", "panen"))
    [source] = archive.store.sources.all()
    archive.store.sources.set_paused(source.id, True)
    assert archive.update() == (0, 0, 0, 0, 0)
    archive.store.sources.set_paused(source.id, False)
    assert archive.update() == (1, 0, 0, 0, 0)
    assert source.kind is SourceKind.FEED
