"""What RFC 4287 asks of a feed, as far as a feed without foreign elements can break it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

NAMESPACE = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.ASCII | re.IGNORECASE)
_TEXTS, _MOMENTS = {"title", "summary", "rights", "subtitle"}, {"updated", "published"}
_ONCE = {"id", "title", "updated"}
_AT_MOST_ONCE = {"published", "summary", "rights", "subtitle", "generator", "icon", "logo"}
_HELD = {
    "feed": _ONCE | {"author", "category", "contributor", "link", "subtitle", "rights", "generator", "entry"},
    "entry": _ONCE | {"author", "category", "contributor", "link", "published", "summary", "rights"},
    "author": {"name", "uri", "email"},
}


def find_faults(document: bytes) -> list[str]:
    """What is wrong, each in a line."""
    feed = etree.fromstring(document)
    faults = [] if feed.tag == f"{NAMESPACE}feed" else [f"root is {feed.tag}"]
    faults += [fault for element in feed.iter() for fault in _element(element)]
    entries = feed.findall(f"{NAMESPACE}entry")
    has_author = feed.find(f"{NAMESPACE}author") is not None
    faults += ["entry without an author" for one in entries if not has_author and not one.findall(f"{NAMESPACE}author")]
    ids = Counter(one.findtext(f"{NAMESPACE}id") for one in entries)
    return faults + [f"{count} entries are {one}" for one, count in ids.items() if count > 1]


def _element(element: etree._Element) -> Iterator[str]:
    name = element.tag.removeprefix(NAMESPACE)
    if name in {"feed", "entry"}:
        yield from _container(element, name)
    if name in _HELD:
        held = {one.tag.removeprefix(NAMESPACE) for one in element}
        yield from (f"{name} holds {one}" for one in held - _HELD[name])
    if name in _TEXTS and element.get("type", "text") not in {"text", "html", "xhtml"}:
        yield f"{name}: type {element.get('type')}"
    if name in _MOMENTS and not _MOMENT.fullmatch(element.text or ""):
        yield f"{name}: no moment: {element.text}"
    if name == "id" and not _ADDRESS.fullmatch(element.text or ""):
        yield f"id: no address: {element.text}"
    if name == "link":
        yield from _link(element)
    if name == "category" and not element.get("term"):
        yield "category without a term"


def _container(element: etree._Element, name: str) -> Iterator[str]:
    counts = Counter(one.tag.removeprefix(NAMESPACE) for one in element)
    yield from (f"{name} has {counts[one]} {one}" for one in _ONCE if counts[one] != 1)
    yield from (f"{name} has {counts[one]} {one}" for one in _AT_MOST_ONCE if counts[one] > 1)
    alternates = Counter(
        (one.get("type"), one.get("hreflang"))
        for one in element.findall(f"{NAMESPACE}link")
        if one.get("rel", "alternate") == "alternate"
    )
    if not alternates:
        yield f"{name} leads nowhere"
    yield from (f"{name} leads to {count} pages of one type" for count in alternates.values() if count > 1)


def _link(element: etree._Element) -> Iterator[str]:
    if not _ADDRESS.fullmatch(element.get("href", "")):
        yield f"link: no address: {element.get('href')}"
    if element.get("hreflang") == "":
        yield "link: hreflang of nothing"
    if element.text or len(element):
        yield "link holds something"
