"""Text and Markdown files: with front matter, or as they are."""

from __future__ import annotations

import re

import yaml
from frontmatter.default_handlers import YAMLHandler

from data.errors import ReadError
from data.readers.masthead import read_masthead
from data.wording import reading

_FIELD = re.compile(r"\s*(?:id|title|publisher|url|published)\s*:", re.IGNORECASE)
# A tag such as `!!bool maybe` lets a bare KeyError or AttributeError out of the parser.
_YAML_ERRORS = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError)


def parse_text(text: str) -> dict[str, object]:
    """The fields of one article: its front matter, and what the head of the text states where that leaves it open.

    Without front matter the whole file is the text, to the letter. ReadError if the front matter is broken.
    """
    fields, body = split_front_matter(text)
    return {**state_fields(body), **fields, "text": body}


def state_fields(text: str) -> dict[str, object]:
    """Title, publisher and date as far as the head of a text states them."""
    masthead = read_masthead(text)
    stated = {"title": masthead.title, "publisher": masthead.publisher, "published": masthead.published}
    return {name: value for name, value in stated.items() if value}


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields between two lines `---` at the start, and the text below them; no fields if there are none."""
    handler = YAMLHandler()
    if not handler.detect(text):
        return {}, text
    try:
        block, body = handler.split(text)
        fields = handler.load(block)
    except _YAML_ERRORS as error:
        # Two rules may stand in any text: only what looks like our fields is broken front matter.
        if any(map(_FIELD.match, text.splitlines()[1:2])):
            raise ReadError(reading.BROKEN_FRONT_MATTER) from error
        return {}, text
    if not isinstance(fields, dict):
        return {}, text
    return {str(name).casefold(): value for name, value in fields.items()}, body.strip("\r\n")
