"""HTML of an article's body, as sites' exports and feeds hold it, as text: a paragraph a line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import fragment_fromstring

from data.readers.web.site_lines import LINK, drop_site_lines

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|h[1-6]|[ou]l|li|table|t[rdh]|blockquote|figure|img|a|b|i|u|em|strong|article|section)"
    r"(?:\s[^<>]*)?/?>|<!--",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"<(?:p|br|div|li|td)\b", re.IGNORECASE)
_SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist)\b[^\]]*\]")
_CAPTION = re.compile(r"\[caption\b[^\]]*\].*?\[/caption\]", re.DOTALL)
_BLOCK = re.compile(
    r"address|article|aside|blockquote|br|d[dlt]|div|fig(?:ure|caption)|footer|h[1-6]|header|hr|li|main|[ou]l|p|pre"
    r"|section|table|tbody|tfoot|thead|tr"
)
_CELLS = ("td", "th")
_UNSEEN = ("button", "figcaption", "form", "iframe", "noscript", "object", "script", "style", "svg", "template")
_CELL_END = " | "


def is_markup(text: str) -> bool:
    """Whether a text has tags that part or mark its paragraphs; a lone "<" is none."""
    return _MARKUP.search(text) is not None


def one_line(text: str) -> str:
    """A title without tags and entities."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", "", text)).split())


def markup_text(body: str) -> str:
    """The paragraphs of a body that a reader sees, parted by line ends, without what a site writes among them.

    Unlike of a page (`web.pages`), all of a body is the article's but captions of pictures and lines to read on.
    Blank lines part paragraphs too, and so does every line end where no tag does: that is how WordPress keeps texts.
    """
    body = _SHORTCODE.sub("", _CAPTION.sub("", body.replace("\x00", "").replace("\r\n", "\n")))
    body = re.sub(r"\n\s*\n" if _PARAGRAPHS.search(body) else r"\n", "<br>", body)
    if not body.strip():
        return ""
    try:
        tree = fragment_fromstring(body, create_parent="div")
    except (etree.LxmlError, ValueError):  # what no parser takes has no tags worth a reader's while
        return body
    lines = (" ".join(line.split()).removesuffix(_CELL_END.strip()) for line in "".join(_pieces(tree)).split("\n"))
    return drop_site_lines("\n".join(lines))


def _pieces(tree: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """The texts of a tree in order, with a line end at the edges of every block."""
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        edge = "\n" if _BLOCK.fullmatch(str(element.tag)) else ""
        if event == "start":
            is_seen = element.tag not in _UNSEEN
            if not is_seen:
                walk.skip_subtree()
            mark = LINK if element.tag == "a" and _fills_parent(element) else ""
            yield edge + (mark + _squeeze(element.text) if is_seen else "")
        else:
            yield (_CELL_END if element.tag in _CELLS else "") + edge + _squeeze(element.tail)


def _fills_parent(element: Any) -> bool:  # noqa: ANN401
    """Whether a link is all that the element around it holds."""
    around = element.getparent()
    return (
        around is not None
        and len(around) == 1
        and "".join(around.itertext()).strip() == "".join(element.itertext()).strip()
    )


def _squeeze(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
