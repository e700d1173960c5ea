"""Pages: which feeds one points to, and which articles one lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urlsplit

from lxml import etree, html

from data.errors import ReadError
from data.following.addresses import join_address, may_be_article
from data.readers.decoding import decode_text
from data.readers.web.fetching import Page
from data.source import Entry
from data.wording import following as wording

FEED_TYPES = ("application/rss+xml", "application/atom+xml")
LEAST_ARTICLES = 3
"""Links to articles that make a page a list of them."""

_HEADLINE_WORDS = 4  # menus have one to three: "Berita Daerah", "Hubungi Kami"


class ParsedPage:
    """An HTML page that was fetched from `url`; `root` is lxml's tree of it."""

    def __init__(self, root: Any, url: str) -> None:  # noqa: ANN401 - lxml has no types
        self._root = root
        self._url = url

    @property
    def title(self) -> str:
        """What the page calls itself."""
        return " ".join(str(self._root.findtext(".//title") or "").split())

    @property
    def is_article(self) -> bool:
        """Whether the page says of itself that it is one article."""
        return bool(self._root.xpath('//meta[@property="og:type"][@content="article"]'))

    def feeds(self) -> list[str]:
        """The feeds that the page points to, without those of comments."""
        links = self._root.xpath('//link[contains(concat(" ", @rel, " "), " alternate ")][@href]')
        found = [link for link in links if str(link.get("type", "")).strip().casefold() in FEED_TYPES]
        told = [(self._address(link.get("href")), str(link.get("title", ""))) for link in found]
        return [url for url, title in told if "comment" not in f"{url} {title}".casefold()]

    def posts(self) -> str | None:
        """Where WordPress says that its JSON stands, if the page is one of its."""
        links = self._root.xpath('//link[@rel="https://api.w.org/"]/@href')
        return f"{self._address(links[0]).rstrip('/')}/wp/v2/posts" if links else None

    def articles(self) -> list[Entry]:
        """Links on the same site whose words are a headline's, each once, in the page's order."""
        found = dict.fromkeys(self._headlines())
        found.pop(urldefrag(self._url)[0], None)
        return [Entry(url) for url in found]

    def _headlines(self) -> Iterator[str]:
        host = urlsplit(self._url).netloc
        for link in self._root.iter("a"):
            words = max((link.text_content(), link.get("title") or ""), key=len).split()
            url = self._address(link.get("href") or "")
            if len(words) >= _HEADLINE_WORDS and urlsplit(url).netloc == host and may_be_article(url):
                yield url

    def _address(self, link: str) -> str:
        return join_address(self._url, link)


def parse_html(page: Page) -> ParsedPage:
    """The page, parsed; ReadError if there is nothing to parse."""
    try:
        text = decode_text(page.data, declared=page.charset)
        # As bytes: lxml refuses text that declares an encoding.
        root = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(wording.NOT_A_SOURCE) from error
    return ParsedPage(root, page.url)
