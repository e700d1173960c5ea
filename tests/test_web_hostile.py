"""Whatever archives and visitors write stays text, and no address leads where it should not."""

from __future__ import annotations

import pytest
from telegram_bot import sample_home
from web_crawler import crawl, is_html
from web_faults import faults_of
from web_hostile import MARKUP, hostile_home
from web_visitor import visiting

from bot.web.addresses import PATHS, address
from bot.web.pages import PAGES
from bot.web.rendering import render
from tests.web_server import connected, read_all, served

LONG = "rapat " * 2000
TRICKS = (
    "/statis/../../../../etc/passwd",
    "/statis/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/statis/..%2f..%2f..%2f..%2fetc%2fpasswd",
    "/statis/..%5c..%5cetc%5cpasswd",
    "/../../etc/passwd",
    "/en/../../etc/passwd",
    "/artikel/../../etc/passwd",
    "/artikel/%2fetc%2fpasswd",
    "/kartu/../../../../etc/passwd.png",
    "//jahat.example/rapat",
    "/\\jahat.example/rapat",
    "/en//jahat.example",
    "/%00",
    "/artikel/%00",
    "/artikel/%ff%fe",
    "/artikel/%ed%a0%80",
    "/rapat/a:-1",
    "/rapat/a:99999999999999999999",
    "/rapat/:0",
    "/rapat/a:0x1",
    "/rapat/a:٣",
    "/orang/-1",
    "/orang/99999999999999999999999",
    "/bukti/'%20OR%201=1--",
    f"/artikel/{'a' * 60_000}",
    f"/{'en/' * 5_000}",
    "/rapat/%0d%0aX-Jahat:%201",
)


@pytest.fixture(scope="module")
def client():
    with visiting(sample_home()) as opened:
        yield opened


@pytest.fixture(scope="module")
def hostile():
    with visiting(hostile_home()) as opened:
        yield opened


@pytest.fixture(scope="module")
def public():
    with visiting(sample_home(), public_url="https://notula.example") as opened:
        yield opened


def parts_asked():
    """Each page with each part of its address that can be filled in."""
    for page in PAGES:
        for name in page.query.model_fields:
            yield page.name, name


def asking(value):
    """Every page asked with this, in each part of its address in turn."""
    for page, part in parts_asked():
        filled = {"id": "entah", "code": "entah"} if "{" in PATHS[page] else {}
        yield address(page, **{**filled, part: value})


def test_markup_of_articles_stays_text(hostile):
    found = crawl(hostile, "/", "/en")
    assert {where: faults for where, answer in found.pages.items() if (faults := faults_of(answer))} == {}
    assert not {link for link in found.outside if not link.startswith("https://baik.example/")}


def test_markup_that_visitors_send_stays_text(client):
    answers = {where: client.get(where) for where in asking(MARKUP)}
    assert {where: faults for where, answer in answers.items() if (faults := faults_of(answer))} == {}
    assert {answer.status_code for answer in answers.values()} <= {200, 400, 404}


@pytest.mark.parametrize(
    "value", [LONG, "\x00", "\ud800", "\r\nX-Jahat: 1", "٣", "-1", "9" * 400, "2023-13", "%", "\\"]
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(client, value):
    """Or found to be nothing: it never is a failure, and no header grows out of it."""
    for where in asking(value.encode("utf-8", "surrogatepass") if value == "\ud800" else value):
        answer = client.get(where)
        assert answer.status_code in {200, 400, 404, 414}, where
        assert "X-Jahat" not in answer.headers
        assert not is_html(answer) or faults_of(answer) == []


@pytest.mark.asyncio(loop_scope="module")
async def test_no_path_leads_out(client):
    """As bytes on a connection, that no client has put in order before."""
    async with served(client.app) as server:
        for path in TRICKS:
            asked = f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
            async with connected(server, asked) as reader:
                head, _, body = (await read_all(reader)).partition(b"\r\n\r\n")
            assert head.split()[1] in {b"400", b"404", b"414"}, path[:80]
            assert b"root:" not in body
            assert b"\r\nLocation" not in head
            assert b"\r\nX-Jahat" not in head


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "JAHAT"])
def test_pages_can_only_be_read(client, method):
    for page in PAGES:
        answer = client.request(method, address(page.name, id="entah", code="entah"))
        assert answer.status_code == 405, page.name
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


def test_heads_are_those_of_whole_answers(client):
    for page in PAGES:
        where = address(page.name, id="entah", code="entah")
        whole, head = client.get(where), client.head(where)
        assert head.content == b""
        assert (head.status_code, head.headers) == (whole.status_code, whole.headers)


@pytest.mark.parametrize("given", ["bytes=0-1", "bytes=-1", "bytes=5-2", "bytes=0-0,2-3", "rapat=1"])
def test_pages_come_whole(client, given):
    assert client.get("/", headers={"Range": given}).content == client.get("/").content


@pytest.mark.parametrize("form", ["{}", '"lain", {}', "{},"])
def test_a_page_that_is_known_is_known_in_any_list(client, form):
    tag = client.get("/").headers["ETag"]
    assert client.get("/", headers={"If-None-Match": form.format(tag)}).status_code == 304


@pytest.mark.parametrize(
    ("accepted", "told"),
    [
        ("*/*", "text/html"),
        ("", "text/html"),
        (";;q=,/", "text/html"),
        ("image/png", "text/html"),
        ("text/html;q=0.1, application/json;q=0.9", "application/json"),
        ("application/json;q=0", "text/html"),
        ("APPLICATION/JSON", "application/json"),
        ("application/jsonx", "text/html"),
        ("a" * 50_000, "text/html"),
    ],
)
def test_what_is_accepted_is_weighed(client, accepted, told):
    assert client.get("/", headers={"Accept": accepted}).headers["Content-Type"].partition(";")[0] == told


@pytest.mark.parametrize(
    "host", ["jahat.example", 'a"><script>jahat()</script>', "a b", "[::1", "a:b:c", "@jahat.example", ""]
)
def test_pages_of_a_public_address_name_no_other(public, host):
    """A cache in front keeps what everybody gets."""
    for where in ("/", "/en/", "/kalender/", "/rapat/", "/entah"):
        answer = public.get(where, headers={"Host": host, "X-Forwarded-Host": host}, follow_redirects=False)
        assert answer.status_code in {200, 307, 308, 404}
        assert not host or host not in answer.text + str(answer.headers)


def test_what_fails_is_told_like_any_page(client, monkeypatch):
    """In the reader's language, with the headers of all pages, and without a word of what went wrong."""
    monkeypatch.setattr("bot.web.endpoints.render", _fail_first(render))
    answer = client.get("/en")
    assert answer.status_code == 503
    assert '<html lang="en">' in answer.text
    assert "rahasia" not in answer.text
    assert answer.headers["Content-Security-Policy"] == client.get("/").headers["Content-Security-Policy"]


def _fail_first(render):
    """What fails once, and renders from then on."""
    failures = iter([ZeroDivisionError("rahasia")])

    def fail(*args, **values):
        for failure in failures:
            raise failure
        return render(*args, **values)

    return fail
