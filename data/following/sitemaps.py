"""Sitemaps, and sitemaps of sitemaps: XML without entities, packed or not."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from data.errors import ReadError
from data.following.addresses import join_address, may_be_article
from data.source import Entry
from data.wording import following as wording

MAX_BYTES = 20 * 2**20
"""Of a sitemap when it is unpacked: 50,000 URLs, as many as one may list, are a third of that."""

_GZIP = b"\x1f\x8b"
_HEAD_BYTES = 4096
_NUMBER = re.compile(r"\d{1,18}")
_ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")
# Sitemaps of what holds no article, as the usual programs name them.
_OTHER = re.compile(r"(?:categor|kategori|tag|author|page|image|video|user)[\w-]*\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Articles, or other sitemaps (`parts`), the newest first; a mark is the lastmod, in its own words."""

    entries: list[Entry]
    parts: list[Entry]


def parse_sitemap(data: bytes, *, url: str) -> Sitemap | None:
    """The sitemap; None if it is none, ReadError if it is broken or unpacks to too much."""
    if data.startswith(_GZIP):
        data = _unpack(data)
    root_name = _ROOT.search(data[:_HEAD_BYTES])
    if root_name is None:
        return None
    try:
        found = sorted(_read_locations(fromstring(data), url), key=_age, reverse=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ReadError(wording.BROKEN_SITEMAP) from error
    if root_name[1] == b"sitemapindex":
        return Sitemap([], [part for part in found if not _OTHER.search(part.url)])
    return Sitemap([entry for entry in found if may_be_article(entry.url)], [])


def _read_locations(root: Element, url: str) -> Iterator[Entry]:
    for node in root:
        # Pictures and news stand deeper, with names of their own.
        said = {_local(child.tag): (child.text or "").strip() for child in (*list(node.iter())[::-1], *node)}
        if said.get("loc"):
            yield Entry(join_address(url, said["loc"]), said.get("lastmod") or said.get("publication_date", ""))


def _age(entry: Entry) -> tuple[str, list[int]]:
    """The greater, the newer: by lastmod, and without one by the numbers in the address, which count up."""
    return entry.mark, list(map(int, _NUMBER.findall(entry.url)))


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _unpack(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(data, MAX_BYTES)
    except zlib.error as error:
        raise ReadError(wording.BROKEN_SITEMAP) from error
    if unpacker.unconsumed_tail:
        raise ReadError(wording.sitemap_too_big(MAX_BYTES))
    return unpacked
