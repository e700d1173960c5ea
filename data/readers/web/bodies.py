"""The article of a page: where sites are known to put it, else where trafilatura finds it."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from html import unescape
from types import ModuleType
from typing import Any

from data.readers.web.site_lines import LINK, drop_site_lines

CONTAINERS = (
    "td-post-content",  # Newspaper by tagDiv
    "entry-content",  # most other themes of WordPress
    "post-body",  # Blogspot
    "amp-wp-article-content",
    "detail__body-text",
    "read__content",
    "txt-article",
    "isiberita",  # systems of regional governments
)
"""Classes of the element that holds an article and little else."""

CAPTIONS = ("wp-caption-text", "tr-caption")
"""Classes of elements inside it that hold the words below a picture, where no element of HTML says so."""

_LEAST_CHARACTERS = 200  # less is a teaser, or an element of another use
_COMPLETE = 0.8  # a stated body of this share of what was found on the page is no teaser,
_MORE = 2  # and one of so many times that stands on a page without its text
_CLASS = "re:test(concat(' ', @class, ' '), ' ({}) ')"
_CONTAINER = f".//*[{_CLASS.format('|'.join(CONTAINERS))}]"
_FOREIGN = f".//*[{_CLASS.format('|'.join(CAPTIONS))}] | .//amp-ad"
_REGULAR = {"re": "http://exslt.org/regular-expressions"}

Element = Any
"""An element of lxml, which has no types."""


def find_body(html: str) -> str:
    """The paragraphs of the article, one a line, without what the site writes around them; empty where there is none.

    Rows of tables have " | " between their cells, items of lists "- " before them.
    """
    is_whole = "<body" in html.casefold()
    tree = load_trafilatura().load_html(html if is_whole else f"<html><body><article>{html}</article></body></html>")
    if tree is None:
        return ""
    stated = _stated_body(tree)
    for element in tree.xpath(_FOREIGN, namespaces=_REGULAR):
        element.drop_tree()
    _open_layout(tree)
    _mark_links(tree)
    container = _find_container(tree)
    text = drop_site_lines(_extract(tree if container is None else _only(container)))
    return stated if container is None and _is_better(stated, than=text) else text


def load_trafilatura() -> ModuleType:
    """The library, which takes a second to load, with its complaints kept quiet: they are told as reasons."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        # Its own downloader, which is not used here, complains that a proxy library is missing.
        warnings.simplefilter("ignore")
        import trafilatura
    return trafilatura


def _extract(tree: Element) -> str:
    document = load_trafilatura().bare_extraction(tree, include_comments=False)
    if document is None:
        return ""
    from trafilatura.xml import xmltotxt

    for row in document.body.iter("row"):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row]
        row.clear()
        row.tag, row.text = "p", " | ".join(filter(None, cells))
    return str(xmltotxt(document.body, False))


def _find_container(tree: Element) -> Element | None:
    """The first one: later ones belong to articles that follow on the same page."""
    found = tree.xpath(_CONTAINER, namespaces=_REGULAR)
    return next((element for element in found if len(element.text_content()) >= _LEAST_CHARACTERS), None)


def _only(container: Element) -> Element:
    page = load_trafilatura().load_html("<html><body><article></article></body></html>")
    container.tag, container.tail = "div", None
    container.attrib.clear()
    page.find(".//article").append(container)
    return page


def _open_layout(tree: Element) -> None:
    """Tables that arrange a page, with tables inside or of one column, become boxes."""
    for table in list(tree.iter("table")):
        rows = table.xpath("./tr | ./tbody/tr | ./thead/tr")
        if table.find(".//table") is not None or all(len(row) < 2 for row in rows):
            for element in (table, *table.xpath("./tbody | ./thead"), *rows, *(cell for row in rows for cell in row)):
                element.tag = "div"


def _mark_links(tree: Element) -> None:
    """Mark those that are all that the element around them holds."""
    for link in tree.iter("a"):
        around = link.getparent()
        if len(around) == 1 and around.text_content().strip() == link.text_content().strip() != "":
            link.text = LINK + (link.text or "")


def _stated_body(tree: Element) -> str:
    """The body that a page states for search engines, where its paragraphs are built by a script."""
    for script in tree.xpath(".//script[@type='application/ld+json']"):
        try:
            content = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for body in _bodies(content):
            return drop_site_lines(unescape(re.sub(r"<[^>]{0,500}>", "\n", body)))
    return ""


def _is_better(stated: str, *, than: str) -> bool:
    """A stated body is free of what a site writes around it; but some are teasers, some have lost their paragraphs."""
    has_paragraphs = 2 * stated.count("\n") >= than.count("\n")
    return len(stated) > _MORE * len(than) or (len(stated) >= _COMPLETE * len(than) and has_paragraphs)


def _bodies(content: object) -> Iterator[str]:
    """Every `articleBody` of an object, a list of objects, or a graph of them."""
    waiting = [content]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict):
            if isinstance(body := item.get("articleBody"), str):
                yield body
            waiting.append(item.get("@graph"))
