"""Visiting sites with manners."""

from __future__ import annotations

from dataclasses import replace

import pytest
import stamina

from data.errors import FetchError, ReadError
from data.following.listing import list_source
from data.following.posts import PER_PAGE
from data.following.recognising import find_source
from data.following.visiting import MOST_DELAY_SECONDS, Pace, TimeUpError, Visitor
from data.readers.web.fetching import ATTEMPTS, USER_AGENT
from data.source import NO_STAMP, Source, SourceKind
from data.wording import following as wording
from data.wording import reading
from tests.news_site import Answer, open_site
from tests.store_builders import NOW


@pytest.fixture(autouse=True)
def _no_waiting():
    with stamina.set_testing(True, attempts=ATTEMPTS, cap=True):
        yield


@pytest.fixture
def site():
    with open_site() as opened:
        yield opened


class Sleeper:
    """A clock that stands still but for what is slept."""

    def __init__(self):
        self.now = 0.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def a_visitor(sleeper, **pace):
    return Visitor(Pace(**pace), allow_private=True, clock=lambda: sleeper.now, sleep=sleeper.sleep)


def test_there_is_a_gap_between_requests_to_a_host(site):
    """After robots.txt, between pages, and before a redirect is followed."""
    site.put("/a", "x")
    site.put("/b", "", status=302, location="/a")
    sleeper = Sleeper()
    visit = a_visitor(sleeper, gap_seconds=2.0).visit()
    visit.get(site.url("/a"))
    assert sleeper.slept == [2.0]
    visit.get(site.url("/b"))
    assert sleeper.slept == [2.0, 2.0, 2.0]
    assert site.agents == {USER_AGENT}


@pytest.mark.parametrize(("asked", "expected"), [("5", 5.0), ("3600", MOST_DELAY_SECONDS), ("0.1", 2.0)])
def test_crawl_delay_is_honoured_up_to_a_cap(site, asked, expected):
    """A site may ask for a longer gap, not for a shorter one or for hours."""
    site.put("/robots.txt", f"User-agent: *\nCrawl-delay: {asked}", "text/plain")
    site.put("/a", "x")
    sleeper = Sleeper()
    a_visitor(sleeper, gap_seconds=2.0).visit().get(site.url("/a"))
    assert sleeper.slept == [expected]


def test_a_redirect_cannot_lead_to_what_robots_forbid(site):
    """Each hop is checked."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /dalam", "text/plain")
    site.put("/a", "", status=302, location="/dalam")
    with pytest.raises(FetchError) as caught:
        a_visitor(Sleeper()).visit().get(site.url("/a"))
    assert str(caught.value) == wording.FORBIDDEN_BY_ROBOTS
    assert site.asked() == [("/a", 302)]


def test_while_robots_cannot_be_had_nothing_is_fetched(site):
    """A site that fails there is asked for nothing else in the run; one that has none is open."""
    site.put("/robots.txt", "", status=503)
    visit = a_visitor(Sleeper()).visit()
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            visit.get(site.url("/a"))
        assert str(caught.value) == reading.refused_status(503)
    assert [path for path, _ in site.log] == ["/robots.txt"] * ATTEMPTS


def test_two_hosts_may_lead_to_each_other():
    """A redirect gives one host's turn up before it takes the other's."""
    with open_site() as one, open_site() as other:
        other.put("/b", "ada")
        one.put("/a", "", status=302, location=other.url("/b"))
        visit = a_visitor(Sleeper(), gap_seconds=0).visit()
        assert visit.get(one.url("/a")).data == b"ada"
        assert visit.get(one.url("/a")).url == other.url("/b")
        assert other.log == [("/robots.txt", 404), ("/b", 200), ("/b", 200)]


def test_nothing_is_fetched_when_the_time_is_over(site):
    """Neither the source's nor the run's."""
    site.put("/a", "x")
    sleeper = Sleeper()
    visit = a_visitor(sleeper, gap_seconds=0, source_seconds=10).visit()
    visit.get(site.url("/a"))
    sleeper.now = 10.0
    with pytest.raises(TimeUpError):
        visit.get(site.url("/a"))
    visitor = a_visitor(sleeper, gap_seconds=0)
    visitor.stop()
    assert visitor.visit().is_over


@pytest.mark.parametrize(
    ("url", "reason"), [("http://[::1", reading.NOT_A_URL), ("ftp://a.example/", reading.WRONG_SCHEME)]
)
def test_addresses_that_cannot_be_visited(url, reason):
    """Said as everywhere."""
    with pytest.raises(FetchError) as caught:
        a_visitor(Sleeper()).visit().get(url)
    assert str(caught.value) == reason


def test_what_a_front_page_stands_for(site):
    """The feed it points to; a section's own feed; else the list that it is; else WordPress' JSON."""
    headlines = "".join(f'<a href="/berita/{n}">Camat Seruni pimpin rakor {n}</a>' for n in range(3))
    feeds = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{path}feed">' for path in ("/", "/daerah/")
    )
    for path in ("/feed", "/daerah/feed"):
        site.put_feed(path, ("/berita/1", ""))
    site.put_posts("/wp-json/wp/v2/posts", ("/berita/1", "2024-02-05"))
    site.put("/", feeds + headlines)
    site.put("/daerah", feeds + headlines)
    site.put("/kota", feeds + headlines)
    site.put("/profil", feeds + "<p>Tentang kami</p>")
    site.put("/wp", '<link rel="https://api.w.org/" href="/wp-json/"><p>Kabar</p>')
    site.answers["/hilang"] = Answer(status=404)
    visit = a_visitor(Sleeper(), gap_seconds=0).visit()
    found = [find_source(site.url(path), visit) for path in ("/", "/daerah", "/kota", "/profil", "/wp")]
    assert [(one.kind.value, one.url.removeprefix(site.url())) for one in found] == [
        ("feed", "/feed"),
        ("feed", "/daerah/feed"),
        ("page", "/kota"),
        ("feed", "/feed"),
        ("posts", "/wp-json/wp/v2/posts"),
    ]


def a_source(kind, url, **fields):
    return Source(1, kind, url, url, "", NOW, **fields)


@pytest.mark.parametrize(("count", "expected"), [(PER_PAGE, [200, 400]), (PER_PAGE + 1, [200, 200])])
def test_all_pages_of_posts_are_read(site, count, expected):
    """Also where the site refuses the page behind the last."""
    url = site.put_posts("/posts", *((f"/{number}", f"2024-02-05T10:00:{number:02}") for number in range(count)))
    listed = list_source(a_source(SourceKind.POSTS, url), a_visitor(Sleeper(), gap_seconds=0).visit())
    assert len(listed.entries) == count
    assert [status for _, status in site.asked()] == expected


def test_many_changed_parts_of_a_sitemap_are_read_over_several_runs(site):
    """Five in a run, the newest first; those that were old at the first look are left until they change."""

    def put(day):
        parts = [(f"/{number}.xml", f"2024-{day}-{number:02}") for number in range(1, 8)]
        for path, date in parts:
            site.put_sitemap(path, (f"/berita{path}", date))
        return site.put_index("/sitemap.xml", *parts)

    def look(source):
        listed = list_source(source, a_visitor(Sleeper(), gap_seconds=0).visit())
        paths = [path for path, status in site.asked() if status == 200 and path != "/sitemap.xml"]
        return paths, replace(source, stamp=listed.stamp, parts=listed.parts)

    first, source = look(a_source(SourceKind.SITEMAP, put("01")))
    assert first == ["/7.xml", "/6.xml", "/5.xml", "/4.xml", "/3.xml"]
    assert look(source)[0] == []
    put("02")
    second, source = look(source)
    assert second == first
    third, source = look(source)
    assert third == ["/2.xml", "/1.xml"]
    assert look(source)[0] == []


def test_a_part_that_is_missing_is_asked_for_again(site):
    """The other parts are read all the same."""
    site.put_sitemap("/1.xml", ("/berita/1", "2024-02-01"))
    index = site.put_index("/sitemap.xml", ("/2.xml", "2024-02-02"), ("/1.xml", "2024-02-01"))
    listed = list_source(a_source(SourceKind.SITEMAP, index), a_visitor(Sleeper(), gap_seconds=0).visit())
    assert [entry.url for entry in listed.entries] == [site.url("/berita/1")]
    assert listed.stamp == NO_STAMP
    assert site.url("/2.xml") not in listed.parts


@pytest.mark.parametrize("kind", [SourceKind.FEED, SourceKind.SITEMAP, SourceKind.POSTS, SourceKind.PAGE])
def test_what_is_no_such_source_any_more_is_said(site, kind):
    """Where a site has put something else there."""
    url = site.put("/x", "<p>Situs ini sedang diperbaiki.</p>")
    said = {
        SourceKind.FEED: wording.NO_FEED,
        SourceKind.SITEMAP: wording.NO_SITEMAP,
        SourceKind.POSTS: wording.NO_POSTS,
        SourceKind.PAGE: wording.NO_LINKS,
    }
    with pytest.raises(ReadError) as caught:
        list_source(a_source(kind, url), a_visitor(Sleeper(), gap_seconds=0).visit())
    assert str(caught.value) == said[kind]


def test_a_folder_that_is_gone_is_said(tmp_path):
    """It may be a disk that is not there just now: its files are not counted as gone."""
    with pytest.raises(ReadError) as caught:
        list_source(a_source(SourceKind.FOLDER, str(tmp_path / "x")), a_visitor(Sleeper()).visit())
    assert str(caught.value) == wording.FOLDER_GONE
