"""Text and Markdown files: with front matter, or as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from data.errors import ReadError
from data.readers.masthead import read_masthead
from data.readers.names import NO_MAPPING, OWN, name_fields
from data.wording import reading

_RULE = re.compile(r"(-{3,}|\+{3,})[ \t]*\r?\n")
# What Jekyll, Hugo, Grav and Ghost write into front matter beside our own fields.
_GENERATORS = ("author", "categories", "date", "draft", "judul", "layout", "permalink", "slug", "tags", "taxonomy")
_KEY = re.compile(r"[A-Za-z_][\w-]*(?=\s*[:=])")
_PLAIN_KEY = re.compile(r"[a-z_][\w.-]*")
# A tag such as `!!bool maybe` lets a bare KeyError or AttributeError out of the parser.
_ERRORS = (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, OverflowError, RecursionError)


class _Loader(yaml.SafeLoader):
    """YAML whose dates stay as they are written: one that no calendar has is no reason to refuse a file."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the library declares it
        first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def parse_text(text: str, mapping: Mapping[str, str] = NO_MAPPING) -> dict[str, object]:
    """The fields of one article: its front matter, and what the head of the text states where that leaves it open.

    Without front matter the whole file is the text, to the letter. ReadError if the front matter is broken.
    """
    fields, body = split_front_matter(text)
    return {**state_fields(body), **name_fields(fields, mapping), "text": body}


def state_fields(text: str) -> dict[str, object]:
    """Title, publisher and date as far as the head of a text states them."""
    masthead = read_masthead(text)
    stated = {"title": masthead.title, "publisher": masthead.publisher, "published": masthead.published}
    return {name: value for name, value in stated.items() if value}


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """The fields between two lines `---` (YAML) or `+++` (TOML) at the start, and the text below them.

    Rules of dashes may stand in any text: what does not look like fields is text. ReadError if fields are broken.
    """
    rule = _RULE.match(text)
    if not rule:
        return {}, text
    end = re.compile(rf"^{re.escape(rule[1][0])}{{3,}}[ \t\r]*$", re.MULTILINE).search(text, rule.end())
    block = text[rule.end() : end.start()] if end else text[rule.end() :].split("\n\n", maxsplit=1)[0]
    try:
        fields = _load(block, is_toml=rule[1][0] == "+") if end else None
    except _ERRORS as error:
        if _looks_like_fields(block):
            raise ReadError(reading.BROKEN_FRONT_MATTER) from error
        return {}, text
    if not end and _looks_like_fields(block):
        raise ReadError(reading.BROKEN_FRONT_MATTER)
    if end is None or not isinstance(fields, dict) or not _are_fields(fields):
        return {}, text
    return {str(name).casefold(): value for name, value in fields.items()}, text[end.end() :].strip("\r\n")


def _load(block: str, *, is_toml: bool) -> Any:  # noqa: ANN401 - whatever the block holds
    return tomllib.loads(block.replace("\r\n", "\n")) if is_toml else yaml.load(block, _Loader)


def _are_fields(fields: dict[object, object]) -> bool:
    """Whether keys are those of front matter; labels in a text ("Tempat: …") begin with capitals."""
    names = {str(name).casefold() for name in fields}
    is_known = not names.isdisjoint((*OWN, *_GENERATORS))
    return is_known or all(_PLAIN_KEY.fullmatch(str(name)) for name in fields)


def _looks_like_fields(block: str) -> bool:
    """Whether a block that cannot be parsed is meant as fields: it begins with one, and one that is known is in it."""
    lines = [line for line in block.splitlines() if line.strip()]
    names = [found[0].casefold() for line in lines if (found := _KEY.match(line))]
    return bool(lines and _KEY.match(lines[0])) and not {*OWN, *_GENERATORS}.isdisjoint(names)
