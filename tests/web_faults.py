"""What is wrong with a page, as a parser sees it: elements no template makes, links that lead nowhere good."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from urllib.parse import urlsplit

from lxml import html

from bot.web.rendering import STATIC

_TEMPLATES = STATIC.parent / "templates"
_IMPLIED = {"html", "head", "body", "tbody"}
_ADDRESSES = ("href", "src", "action", "formaction", "cite", "data", "poster", "srcset")


@cache
def made_by_templates():
    """The names of elements and of attributes that stand in templates."""
    texts = [file.read_text(encoding="utf-8") for file in _TEMPLATES.rglob("*") if file.is_file()]
    elements = {name.lower() for text in texts for name in re.findall(r"<([a-zA-Z][\w-]*)", text)}
    attributes = {name.lower() for text in texts for name in re.findall(r"\s([a-zA-Z][\w:-]*)(?==|[\s>{])", text)}
    return elements | _IMPLIED, attributes


def faults_of(answer):
    """Each fault of a page in words; none where it is as it should be."""
    page = html.document_fromstring(answer.content)
    return [*_faults_of_frame(page), *_faults_of_markup(page), *_faults_of_links(page), *_faults_of_code(page)]


def _faults_of_frame(page):
    if page.get("lang") not in {"id", "en"}:
        yield f"language {page.get('lang')}"
    if not (page.findtext(".//title") or "").strip():
        yield "no title"
    if [bool(heading.text_content().strip()) for heading in page.iter("h1")] != [True]:
        yield "not one heading"
    yield from (f"twice #{name}" for name, count in Counter(page.xpath("//@id")).items() if count > 1)


def _faults_of_markup(page):
    elements, attributes = made_by_templates()
    for element in page.iter():
        if not isinstance(element.tag, str):
            yield f"a comment: {element}"
            continue
        if element.tag not in elements:
            yield f"<{element.tag}>"
        for name in element.attrib:
            if name not in attributes or name.startswith("on") or name == "style":
                yield f"<{element.tag} {name}>"


def _faults_of_links(page):
    for element in page.iter():
        for name in set(element.attrib) & set(_ADDRESSES):
            parts = urlsplit(element.get(name).strip())
            is_own = not parts.scheme and not parts.netloc
            if not is_own and not (parts.scheme in {"http", "https"} and parts.netloc):
                yield f"{name} to {element.get(name)}"


def _faults_of_code(page):
    for script in page.iter("script"):
        if script.get("type") == "application/ld+json":
            json.loads(script.text)
        elif not (script.get("src") or "").startswith("/statis/") or script.text:
            yield "a script"
    yield from ("a style" for _ in page.iter("style", "base", "iframe", "object", "embed"))
