"""Links from a quotation to its place on the publisher's page, and to a web archive's copy. Pure.

Text fragments are those of https://wicg.github.io/scroll-to-text-fragment/: `#:~:text=[prefix-,]start[,end][,-suffix]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlsplit

_FEW_WORDS = 5
"""Words at each end of a quotation that is too long to stand in an address whole."""

_CONTEXT_WORDS = 3
"""Words before or behind it that tell it from its like."""

_AROUND = 300
"""Characters around it in which these words stand."""

_LONGEST_WHOLE = 90
"""Characters of a quotation that is given whole."""

_LONGEST_PART = 300
"""Characters of one part once encoded: what is longer helps no browser."""

_DIRECTIVE = ":~:"
_PLACES = frozenset({"{url}", "{day}"})


def link_to_span(url: str | None, text: str, start: int, end: int) -> str | None:
    """The address that opens a page at `text[start:end]`; None where the address is none of the web.

    The words stand in it as browsers compare them: on one line with single blanks. A quotation that is long or of
    several lines is given by its first and last words, one that has its like before it with the words around it.
    Where nothing can be found so, it is the page's own address.
    """
    return link_to_spans(url, text, [(start, end)])[0]


def link_to_spans(url: str | None, text: str, spans: Sequence[tuple[int, int]]) -> list[str | None]:
    """The same for several spans, given in order: what stands before them is read once for all."""
    if not url or not is_web_page(url):
        return [None] * len(spans)
    links: list[str | None] = []
    before, read = "", 0
    for span in spans:
        start, end = _widen(text, *span)
        before, read = before + _fold(_words(text[read:start])), max(read, start)
        lines = [line for line in (_words(line) for line in text[start:end].split("\n")) if line]
        around = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        parts = _parts(lines, before=before, around=around) if lines else []
        links.append(_add_directive(url, parts))
    return links


def _add_directive(url: str, parts: list[str]) -> str:
    if not parts or any(len(part) > _LONGEST_PART for part in parts):
        return url
    page, _, fragment = url.partition("#")
    return f"{page}#{fragment.partition(_DIRECTIVE)[0]}{_DIRECTIVE}text={','.join(parts)}"


def is_web_page(url: str) -> bool:
    """Whether an address is http or https, with a host, and has no blanks or signs that cannot be shown."""
    if any(not letter.isprintable() or letter.isspace() for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_archive_template(template: str) -> bool:
    """Whether a setting says how a web archive is asked: an address with {url} once, perhaps {day}, no other braces."""
    places = re.findall(r"\{[^{}]*\}", template)
    is_whole = not re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", template))
    known = set(places) <= _PLACES and len(places) == len(set(places)) and "{url}" in places
    return known and is_whole and is_web_page(template) and not _PLACES & {urlsplit(template).netloc}


def link_to_copy(template: str, url: str | None, day: date | None) -> str | None:
    """The address of a page's copy in a web archive, as of a day; None where there is no archive, page or needed day.

    `template` is one that `is_archive_template` accepts, or empty. {day} becomes YYYYMMDD; {url} stays as it is in a
    path and is encoded in a query.
    """
    if not template or not url or not is_web_page(url) or ("{day}" in template and day is None):
        return None
    page = url.partition("#")[0]
    before, _, after = template.partition("{url}")
    told = quote(page, safe="") if "?" in before else page
    when = f"{day:%Y%m%d}" if day else ""
    return before.replace("{day}", when) + told + after.replace("{day}", when)


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the whole of the words that it begins and ends in: browsers find whole words alone."""
    while 0 < start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _words(text: str) -> list[str]:
    """The words of a text, without signs that take no room (soft hyphens, zero-width blanks)."""
    dropped = {ord(sign): None for sign in set(text) if not (sign.isprintable() or sign.isspace())}
    return (text.translate(dropped) if dropped else text).split()


def _parts(lines: list[list[str]], *, before: str, around: tuple[str, str]) -> list[str]:
    """The encoded parts of a directive for a quotation of some lines, each a list of words.

    before: all words before it, folded; around: what stands right before and behind it.
    """
    whole = [word for line in lines for word in line]
    if len(lines) == 1 and (len(" ".join(whole)) <= _LONGEST_WHOLE or len(whole) <= 2 * _FEW_WORDS):
        first, last = whole, []
    else:
        # Neither of them may reach into another paragraph, only the stretch between them.
        first, last = lines[0][:_FEW_WORDS], lines[-1][-_FEW_WORDS:]
    parts = [_encode(first)] + ([_encode(last)] if last else [])
    if _has(before, first):
        parts = [*_context(_words(around[0].rsplit("\n", maxsplit=1)[-1])[-_CONTEXT_WORDS:], "{}-"), *parts]
    if last and _has(_fold(whole[len(first) : -1]), last):
        parts += _context(_words(around[1].split("\n", maxsplit=1)[0])[:_CONTEXT_WORDS], "-{}")
    return parts


def _context(words: list[str], form: str) -> list[str]:
    return [form.format(_encode(words))] if words else []


def _has(folded: str, sought: list[str]) -> bool:
    """Whether words stand among those that are folded."""
    return f" {' '.join(sought)} ".casefold() in f"{folded} "


def _fold(words: list[str]) -> str:
    """Words in any case alike, a blank before each."""
    return "".join(f" {word}" for word in words).casefold()


def _encode(words: list[str]) -> str:
    """Words for a directive, in which hyphen, comma and ampersand have a meaning of their own."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
