"""Fields under the names that people, tables and web sites give them, as the fields of an article.

    {"judul": …, "konten": "<p>…</p>", "tgl": …, "title": {"rendered": …}}  →  {"title": …, "text": …, "published": …}

Our own names win over the table's (`data/language/field_names.tsv`, the first rows before the later ones), and a given
mapping wins over both where a record has the name. A text under our own name stays to the letter; under any other it
may be HTML.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from data.errors import NotulaError, ReadError
from data.readers.dates import read_published
from data.readers.markup import is_markup, markup_text, one_line
from data.wording import reading

OWN = ("id", "title", "publisher", "url", "published", "text")
NO_MAPPING: Mapping[str, str] = MappingProxyType({})
_AUTHOR = "author"  # who stands in for a publisher that nobody names
_TABLE = Path(__file__).resolve().parent.parent / "language" / "field_names.tsv"

_WRAPPINGS = ("attributes", "_source")  # what exports put a record's fields into
_MARKED_UP = ("rendered", "processed")
_INNER = (*_MARKED_UP, "plain", "value", "name", "$oid", "$date")  # what holds the value where it is an object
_FLAGS = ("0", "1", "true", "false", "yes", "no", "ya", "tidak")


def read_mapping(pairs: Iterable[str]) -> dict[str, str]:
    """Our name → a name in the files, from "text=isi"; NotulaError where it is none of ours or the form is wrong."""
    mapping = {}
    for pair in pairs:
        field, _, name = (part.strip() for part in pair.partition("="))
        if field not in OWN or not name:
            raise NotulaError(reading.wrong_mapping(pair, OWN))
        mapping[field] = name
    return mapping


def name_fields(fields: Mapping[str, object], mapping: Mapping[str, str] = NO_MAPPING) -> dict[str, object]:
    """The fields of an article under our own names, and its author; what stands for none of them is left out."""
    fields = unwrap(fields)
    squeezed: dict[str, object] = {}
    for name, value in fields.items():
        squeezed.setdefault(_squeeze(name), value)
    named: dict[str, object] = {}
    for field in (*OWN, _AUTHOR):
        values = list(_find_values(field, fields, squeezed, mapping))
        if values:
            named[field] = next((value for value in values if _is_usable(field, value)), values[0])
    if named.get("url") and "id" not in squeezed and "id" not in mapping:
        named.pop("id", None)  # numbers of one site are another's too: its address is the better id
    return named


def unwrap(fields: Mapping[str, object]) -> Mapping[str, object]:
    """A record's fields, also where an export puts them into one more object."""
    inner = next((fields[name] for name in _WRAPPINGS if isinstance(fields.get(name), dict)), None)
    return {**inner, **fields} if isinstance(inner, dict) else fields


def count_fields(names: Iterable[str], mapping: Mapping[str, str]) -> int:
    """How many of our fields the names of a table's columns stand for; 0 where no column holds texts."""
    squeezed = set(map(_squeeze, names))
    known = {field: {_squeeze(mapping[field])} if field in mapping else {field, *_table()[field]} for field in OWN}
    found = [field for field in OWN if not squeezed.isdisjoint(known[field])]
    return len(found) if "text" in found else 0


def missing_names(names: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Those of the wanted names that a table or a record does not have."""
    known = set(map(_squeeze, names))
    return [name for name in wanted if _squeeze(name) not in known]


def _find_values(
    field: str, fields: Mapping[str, object], squeezed: Mapping[str, object], mapping: Mapping[str, str]
) -> Iterator[object]:
    """What may be a field's value, the likeliest first; our own name counts even where it holds nothing."""
    name = mapping.get(field, "")
    if _squeeze(name) in squeezed:
        yield _open(field, fields.get(name, squeezed[_squeeze(name)]))
        return
    if field in squeezed and field in OWN:
        value = _open_object(field, fields.get(field, squeezed[field]))
        if field != "published" or not _is_flag(value):
            yield value
    for name in _table()[field]:
        if name in squeezed:
            value = _open(field, squeezed[name])
            if _is_fitting(field, value):
                yield value


def _open(field: str, value: object) -> object:
    """The value as a reader sees it: a text under a name that is not ours may be HTML."""
    value = _open_object(field, value)
    return markup_text(value) if field == "text" and isinstance(value, str) and is_markup(value) else value


def _open_object(field: str, value: object) -> object:
    """The value inside {"rendered": …}, {"name": …} and the like, and the first of several names."""
    if isinstance(value, list) and value and field in {"publisher", _AUTHOR}:
        value = value[0]
    key = next((key for key in _INNER if key in value), None) if isinstance(value, dict) else None
    if key is None or not isinstance(value, dict):
        return value
    inner = value[key]
    if key not in _MARKED_UP or not isinstance(inner, str):
        return inner
    return markup_text(inner) if field == "text" else one_line(inner)


def _is_fitting(field: str, value: object) -> bool:
    """Whether a value under a name of the table can be what the field holds at all."""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return False
    text = str(value).strip()
    is_url = text.casefold().startswith(("http://", "https://"))
    match field:
        case "url":
            return is_url
        case "publisher" | "author":
            return isinstance(value, str) and not is_url and re.search(r"[^\W\d_]", text) is not None
        case "published":
            return bool(text) and not _is_flag(value)
        case _:
            return bool(text)


def _is_usable(field: str, value: object) -> bool:
    """Whether nothing better is to be looked for: a date that can be read, else anything."""
    if field != "published":
        return value is not None and value != ""
    try:
        return read_published(value) is not None
    except ReadError:
        return False


def _is_flag(value: object) -> bool:
    """Whether a date's field says that something is published, not when."""
    return isinstance(value, bool | int | str) and str(value).strip().casefold() in _FLAGS


def _squeeze(name: str) -> str:
    return re.sub(r"[\W_]+", "", str(name).casefold())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            names[row["field"]] = (*names.get(row["field"], ()), _squeeze(row["name"]))
    return names
