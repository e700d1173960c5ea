"""Fetching pages over real HTTP from servers on this machine."""

from __future__ import annotations

import itertools
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
import stamina
import trustme

from data.errors import FetchError
from data.readers import Failure, Record, read_sources
from data.readers.web import addresses as address_rules
from data.readers.web import fetching, transport
from data.readers.web.addresses import is_public
from data.readers.web.fetching import ATTEMPTS, USER_AGENT, Limits, fetch_page
from data.wording import reading

PAGE = """<!doctype html><html lang="id"><head><title>Bupati Buka Rakor Pangan - Kabar Seruni</title>
<meta property="og:title" content="Bupati Buka Rakor Pangan">
<meta property="og:site_name" content="Kabar Seruni">
<meta property="article:published_time" content="2024-02-06T09:30:00+07:00">
<link rel="canonical" href="/berita/rakor-pangan"></head><body><nav><a href="/">Beranda</a></nav><article>
<h1>Bupati Buka Rakor Pangan</h1>
<p>Bupati Seruni Rahmat Basuki membuka rapat koordinasi pangan di Pendopo Kabupaten, Selasa (6/2/2024).</p>
<p>Rapat itu dihadiri Kepala Dinas Pertanian Wulan Sari, para camat, dan penyuluh dari dua belas kecamatan.</p>
<p>Menurut Rahmat, stok beras di gudang cukup sampai panen raya pada bulan April mendatang.</p>
</article></body></html>"""

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A site on 127.0.0.1 whose answers a test sets; it counts the requests and keeps their headers."""

    answers: dict[str, Answer] = field(default_factory=dict)
    requests: Counter[str] = field(default_factory=Counter)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """A page is asked for as often as always, without a wait before the next attempt."""
    with stamina.set_testing(True, attempts=ATTEMPTS, cap=True):
        yield


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Limits:
    """Ten minutes for the whole, by a clock that is a minute on whenever it is looked at."""
    minutes = itertools.count()
    clock = SimpleNamespace(monotonic=lambda: 60.0 * next(minutes))
    for module in (fetching, transport):
        monkeypatch.setattr(module, "time", clock)
    return Limits(seconds=600, idle_seconds=600)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    with ThreadingHTTPServer(("0.0.0.0", 0), _handler_of(site)) as server:
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def _handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.requests[self.path] += 1
            site.headers.append(dict(self.headers))
            site.answers[self.path](self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def answer(body: bytes | str, *, status: int = 200, content_type: str = "text/html; charset=utf-8", **headers: str):
    data = body.encode() if isinstance(body, str) else body

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(data)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)

    return send


def redirect(location: str) -> Answer:
    return answer("", status=302, Location=location)


def drip(seconds: float, *, part: bytes = b"<p>") -> Answer:
    """Send an endless body, one part every so many seconds, until the other side hangs up."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(part)
                time.sleep(seconds)
        except OSError:
            handler.close_connection = True

    return send


def test_a_page_is_fetched_with_its_type_and_charset(site: Site):
    """A page comes back to the byte, with its address, its type without parameters, and its charset."""
    site.answers["/a"] = answer("<p>é</p>".encode("cp1252"), content_type="Text/HTML; charset=windows-1252")
    page = fetch_page(site.url("/a"), allow_private=True)
    assert (page.url, page.content_type, page.charset) == (site.url("/a"), "text/html", "windows-1252")
    assert page.data == "<p>é</p>".encode("cp1252")


def test_the_user_agent_names_the_project(site: Site):
    """A site's owner can tell who asks."""
    site.answers["/a"] = answer("x")
    fetch_page(site.url("/a"), allow_private=True)
    assert site.headers[0]["User-Agent"] == USER_AGENT


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1", "0"])
def test_this_machine_is_refused_however_it_is_written(site: Site, host: str):
    """No spelling of the loopback address leads to a request."""
    site.answers["/a"] = answer("rahasia")
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a", host=host))
    assert str(caught.value) == reading.PRIVATE_ADDRESS
    assert not site.requests


def test_a_redirect_into_the_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch):
    """Each redirect is checked like the first address: here one loopback address counts as public, one does not."""
    monkeypatch.setattr(address_rules, "is_public", lambda address: address == "127.0.0.1")
    site.answers["/a"] = redirect(site.url("/rahasia", host="127.0.0.2"))
    site.answers["/rahasia"] = answer("rahasia")
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"))
    assert str(caught.value) == reading.PRIVATE_ADDRESS
    assert site.requests == {"/a": 1}


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch):
    """A name cannot hide an inner address behind an outer one."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.5")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError) as caught:
        fetch_page("http://situs.example/")
    assert str(caught.value) == reading.PRIVATE_ADDRESS


def test_the_name_is_resolved_once_and_stays_in_the_host_header(site: Site, monkeypatch: pytest.MonkeyPatch):
    """The connection goes to the address that was checked: a second answer of the name server is never asked for."""
    asked = _answer_names(monkeypatch)
    site.answers["/a"] = answer("x")
    fetch_page(site.url("/a", host="situs.example"), allow_private=True)
    assert asked == ["situs.example"]
    assert site.headers[0]["Host"] == f"situs.example:{site.port}"


def test_the_name_is_kept_for_the_certificate(monkeypatch: pytest.MonkeyPatch):
    """Over TLS the site is asked for by its name, and its certificate is checked against that name."""
    authority, names = trustme.CA(), []
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("situs.example").configure_cert(context)
    context.sni_callback = lambda _, name, __: names.append(name)
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    monkeypatch.setattr(transport, "_ssl_context", lambda: trusted)
    _answer_names(monkeypatch)
    site = Site({"/a": answer("aman")})
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(site)) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        page = fetch_page(f"https://situs.example:{server.server_port}/a", allow_private=True)
        with pytest.raises(FetchError):
            fetch_page(f"https://lain.example:{server.server_port}/a", allow_private=True)
        server.shutdown()
        thread.join()
    assert page.data == b"aman"
    assert names[0] == "situs.example"


def _answer_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let every name lead to 127.0.0.1, and keep the names that were asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, *args: object, **options: object):
        if host != "127.0.0.1":
            asked.append(host)
        return real("127.0.0.1", *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("224.0.1.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff0e::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, expected: bool):
    """Private, loopback, link-local, multicast, reserved and translated addresses are not public."""
    assert is_public(address) is expected


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://situs.example/a", reading.WRONG_SCHEME),
        ("file:///etc/passwd", reading.WRONG_SCHEME),
        ("gopher://situs.example/", reading.WRONG_SCHEME),
        ("http://", reading.NOT_A_URL),
        ("http://[::1", reading.NOT_A_URL),
        ("http://situs.example:99999/", reading.NOT_A_URL),
        ("http://ani:rahasia@situs.example/", reading.URL_WITH_PASSWORD),
        ("http://tidak-ada.invalid/", reading.UNKNOWN_HOST),
        ("http://a..b/", reading.UNKNOWN_HOST),
        (f"http://{'a' * 80}.example/", reading.UNKNOWN_HOST),
    ],
)
def test_addresses_that_cannot_be_fetched_are_refused(url: str, reason: str):
    """Only http and https, with a host and without a password."""
    with pytest.raises(FetchError) as caught:
        fetch_page(url)
    assert str(caught.value) == reason


def test_redirects_are_followed(site: Site):
    """The page's address is the last one."""
    site.answers |= {"/a": redirect("/b"), "/b": redirect(site.url("/c")), "/c": answer("x")}
    assert fetch_page(site.url("/a"), allow_private=True).url == site.url("/c")


def test_five_redirects_are_enough(site: Site):
    """A sixth redirect ends the fetch."""
    site.answers |= {f"/{number}": redirect(f"/{number + 1}") for number in range(6)} | {"/6": answer("x")}
    assert fetch_page(site.url("/1"), allow_private=True).url == site.url("/6")
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/0"), allow_private=True)
    assert str(caught.value) == reading.TOO_MANY_REDIRECTS


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, location: str):
    """A redirect stays on http and https."""
    site.answers["/a"] = redirect(location)
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"), allow_private=True)
    assert str(caught.value) == reading.WRONG_SCHEME


def test_an_endless_body_is_stopped(site: Site):
    """What does not end is cut off at the limit."""
    site.answers["/a"] = drip(0, part=b"x" * 65536)
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"), limits=Limits(max_bytes=2**20), allow_private=True)
    assert str(caught.value) == "Ukurannya melebihi batas 1 MB"


def test_a_packed_body_is_counted_unpacked(site: Site):
    """A small answer that unpacks to a large one is refused as well."""
    import gzip

    packed = gzip.compress(b"x" * 2**21)
    site.answers["/a"] = answer(packed, **{"Content-Encoding": "gzip"})
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"), limits=Limits(max_bytes=2**20), allow_private=True)
    assert str(caught.value) == reading.too_big(2**20)


def test_a_slow_body_is_stopped(site: Site, hasty: Limits):
    """A body that always sends a little more does not outlast the time for the whole."""
    site.answers["/a"] = drip(0.01)
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"), limits=hasty, allow_private=True)
    assert str(caught.value) == "Situs ini tidak selesai menjawab dalam 600 detik"
    assert site.requests["/a"] == 1


def test_slow_headers_are_stopped(hasty: Limits):
    """Headers that never end do not outlast the time for the whole either."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_drip_headers, args=(server,))
        thread.start()
        with pytest.raises(FetchError) as caught:
            fetch_page(f"http://127.0.0.1:{server.getsockname()[1]}/", limits=hasty, allow_private=True)
        thread.join()
    assert str(caught.value) == reading.too_slow(600)


def _drip_headers(server: socket.socket) -> None:
    connection, _ = server.accept()
    with connection:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        try:
            while True:
                connection.sendall(b"X-Lagi: 1\r\n")
                time.sleep(0.01)
        except OSError:
            return


def test_a_failing_site_is_asked_again(site: Site):
    """An answer in the 500s may be a passing one."""

    def recover(handler: BaseHTTPRequestHandler) -> None:
        answer("x", status=503 if site.requests["/a"] < 3 else 200)(handler)

    site.answers["/a"] = recover
    assert fetch_page(site.url("/a"), allow_private=True).data == b"x"
    assert site.requests["/a"] == 3


def test_a_site_that_keeps_failing_is_given_up(site: Site):
    """After three attempts the status is the reason."""
    site.answers["/a"] = answer("x", status=500)
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"), allow_private=True)
    assert str(caught.value) == "Situs ini menjawab dengan status 500"
    assert site.requests["/a"] == 3


def test_a_reset_is_asked_again(site: Site):
    """A connection cut before the answer is tried anew."""

    def reset(handler: BaseHTTPRequestHandler) -> None:
        if site.requests["/a"] == 1:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            handler.close_connection = True
            handler.connection.close()
        else:
            answer("x")(handler)

    site.answers["/a"] = reset
    assert fetch_page(site.url("/a"), allow_private=True).data == b"x"


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 429])
def test_a_refusal_is_final(site: Site, status: int):
    """A missing or forbidden page is asked for once."""
    site.answers["/a"] = answer("", status=status)
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"), allow_private=True)
    assert str(caught.value) == reading.refused_status(status)
    assert site.requests["/a"] == 1


@pytest.mark.parametrize("content_type", ["image/png", "application/zip", "application/octet-stream", "video/mp4"])
def test_other_kinds_of_content_are_refused(site: Site, content_type: str):
    """A picture under a page's address is named by its type, and its body is not read."""
    site.answers["/a"] = answer("x", content_type=content_type)
    with pytest.raises(FetchError) as caught:
        fetch_page(site.url("/a"), allow_private=True)
    assert str(caught.value) == f"Halaman berjenis {content_type} tidak dibaca; yang dibaca: HTML, teks, dan PDF"


def test_a_closed_port_is_said(site: Site):
    """A site that is not there is reported as one that cannot be reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(FetchError) as caught:
        fetch_page(f"http://127.0.0.1:{port}/", allow_private=True)
    assert str(caught.value) == reading.CONNECTION_FAILED


def test_a_url_becomes_an_article(site: Site):
    """A page gives text, title, publisher and date; its id is its address without scheme and tracking."""
    site.answers["/berita/rakor-pangan?utm_source=fb"] = answer(PAGE)
    [record] = read_sources([site.url("/berita/rakor-pangan?utm_source=fb")], allow_private=True)
    assert isinstance(record, Record)
    article = record.article
    assert article.id == f"127.0.0.1:{site.port}/berita/rakor-pangan"
    assert (article.title, article.publisher) == ("Bupati Buka Rakor Pangan", "Kabar Seruni")
    assert article.published is not None
    assert article.published.date().isoformat() == "2024-02-06"
    assert "dihadiri Kepala Dinas Pertanian Wulan Sari" in article.text
    assert article.url == record.origin == site.url("/berita/rakor-pangan?utm_source=fb")


def test_a_text_page_cannot_choose_its_id(site: Site):
    """A site that names an id in its front matter does not replace another site's article."""
    site.answers["/a.txt"] = answer("---\nid: milik-lain\ntitle: Judul\n---\nRapat selesai.", content_type="text/plain")
    [record] = read_sources([site.url("/a.txt")], allow_private=True)
    assert isinstance(record, Record)
    assert (record.article.id, record.article.title) == (f"127.0.0.1:{site.port}/a.txt", "Judul")


def test_a_page_that_fails_skips_nothing_else(site: Site):
    """Each address is read by itself."""
    site.answers |= {"/a": answer("", status=404), "/b": answer(PAGE)}
    first, second = read_sources([site.url("/a"), site.url("/b")], allow_private=True)
    assert first == Failure(site.url("/a"), "Situs ini menjawab dengan status 404")
    assert isinstance(second, Record)
