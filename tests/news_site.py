"""A news site on this machine: feeds, sitemaps, JSON and pages with versions, and a log of what was asked for."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Answer:
    """What stands at a path: a body with its type, another status, or a way of answering of its own."""

    body: bytes = b""
    content_type: str = HTML
    status: int = 200
    location: str = ""
    act: Callable[[BaseHTTPRequestHandler], None] | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:12]}"'


@dataclass
class NewsSite:
    """What a test puts there is there; everything else, robots.txt too, is not."""

    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    log: list[tuple[str, int]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, body: str | bytes, content_type: str = HTML, **fields) -> str:
        data = body.encode() if isinstance(body, str) else body
        self.answers[path] = Answer(data, content_type, **fields)
        return self.url(path)

    def put_article(self, path: str, title: str, place: str = "Aula Kecamatan", **fields) -> str:
        """A page with a whole article on a meeting."""
        return self.put(path, article_page(title, place), **fields)

    def put_feed(self, path: str, *entries: tuple[str, str], title: str = "Kabar Seruni") -> str:
        """An RSS feed of (path, when it was updated)."""
        items = "".join(
            f"<item><title>Rakor {link}</title><link>{self.url(link)}</link><description>Rapat.</description>"
            f"<pubDate>{updated}</pubDate></item>"
            for link, updated in entries
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
        return self.put(path, feed, "application/rss+xml")

    def put_sitemap(self, path: str, *entries: tuple[str, str]) -> str:
        """A sitemap of (path, lastmod)."""
        urls = "".join(f"<url><loc>{self.url(link)}</loc><lastmod>{date}</lastmod></url>" for link, date in entries)
        namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return self.put(path, f'<?xml version="1.0"?><urlset xmlns="{namespace}">{urls}</urlset>', "application/xml")

    def put_index(self, path: str, *parts: tuple[str, str]) -> str:
        """A sitemap of sitemaps."""
        maps = "".join(
            f"<sitemap><loc>{self.url(link)}</loc><lastmod>{date}</lastmod></sitemap>" for link, date in parts
        )
        return self.put(path, f"<sitemapindex>{maps}</sitemapindex>", "application/xml")

    def put_posts(self, path: str, *posts: tuple[str, str]) -> str:
        """WordPress' JSON of (path, when it was modified), which knows pages and `modified_after`."""

        def answer(handler: BaseHTTPRequestHandler) -> None:
            _, _, query = handler.path.partition("?")
            asked = dict(part.split("=", 1) for part in query.split("&") if "=" in part)
            after = asked.get("modified_after", "").replace("%3A", ":")
            wanted = [post for post in sorted(posts, key=lambda post: post[1], reverse=True) if post[1] > after]
            begin = (int(asked.get("page", "1")) - 1) * int(asked.get("per_page", "10"))
            page = wanted[begin : begin + int(asked.get("per_page", "10"))]
            body = [
                {"id": 1, "link": self.url(link), "modified": date, "title": {"rendered": link}} for link, date in page
            ]
            is_there = bool(page) or begin == 0
            send(handler, 200 if is_there else 400, json.dumps(body).encode(), "application/json")

        self.answers[path] = Answer(act=answer)
        return self.url(path)

    def asked(self, *, clear: bool = True) -> list[tuple[str, int]]:
        """What was asked for since the last time, without robots.txt, with the status of each answer."""
        found = [(path, status) for path, status in self.log if path != "/robots.txt"]
        if clear:
            self.log.clear()
        return found


def article_page(title: str, place: str) -> str:
    """A page as small news sites have them."""
    return f"""<!doctype html><html lang="id"><head><title>{title} - Kabar Seruni</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Kabar Seruni">
<meta property="article:published_time" content="2024-02-06T09:30:00+07:00"></head>
<body><nav><a href="/">Beranda</a></nav><article><h1>{title}</h1>
<p>Camat Seruni Rahmat Basuki membuka rapat koordinasi tentang {title} di {place}, Selasa (6/2/2024).</p>
<p>Rapat tentang {title} itu dihadiri Kepala Dinas Pertanian Wulan Sari, para lurah, dan penyuluh dari desa.</p>
<p>Menurut Rahmat, hasil rapat tentang {title} akan disampaikan kepada bupati pada akhir bulan mendatang.</p>
</article></body></html>"""


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, content_type: str, **headers: str) -> None:
    """Answer a request."""
    # Noted first: whoever has the answer may look at once.
    handler.server.site.log.append((handler.path, status))
    handler.send_response(status)
    for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site: NewsSite = self.server.site
        site.agents.add(self.headers["User-Agent"])
        found = site.answers.get(self.path.partition("?")[0]) or Answer(status=404)
        if found.act:
            found.act(self)
        elif found.status == 200 and self.headers["If-None-Match"] == found.etag:
            send(self, 304, b"", found.content_type)
        else:
            headers = {"ETag": found.etag} if found.status == 200 else {}
            headers |= {"Location": found.location} if found.location else {}
            send(self, found.status, found.body, found.content_type, **headers)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def open_site() -> Iterator[NewsSite]:
    """A site that answers inside the block."""
    site = NewsSite()
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        server.site, site.port = site, server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
