"""Results as HTML. Templates escape whatever they are given: texts are data."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path

from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.web.addresses import address, span_id
from data.article import indonesian_day
from data.wording.telegram import Phrase

_FOLDER = Path(__file__).parent
STATIC = _FOLDER / "static"
_ISO = re.compile(r"\d{4}-\d\d-\d\d(T|\Z)", re.ASCII)


@cache
def environment() -> Environment:
    """The templates, each compiled once."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(static=static, span_id=span_id)
    made.filters["as_data"] = as_data
    return made


def render(name: str, language: str, **values: object) -> str:
    """A template filled in, in a language.

    Beside `values` it has say("page.PHRASE", …), link("page", …), day(date), iso_day(text), month(date), number(int),
    weekdays(), static(name).
    """
    spoken: dict[str, Callable[..., object]] = {
        "say": partial(say, language),
        "link": partial(_link, language),
        "day": partial(format_day, language),
        "iso_day": partial(format_iso_day, language),
        "month": partial(format_month, language),
        "number": partial(format_number, language),
        "weekdays": partial(name_weekdays, language),
    }
    return environment().get_template(f"{name}.html").render(language=language, **spoken, **values)


def say(language: str, name: str, **values: object) -> str:
    """A phrase of data/wording/web/, by module and name (of one in a dictionary "module.NAME.key"), in a language."""
    return _phrase(name).say(language, **values)


@cache
def _phrase(name: str) -> Phrase:
    module, name, *key = name.split(".", maxsplit=2)
    found = getattr(import_module(f"data.wording.web.{module}"), name)
    phrase: Phrase = found[key[0]] if key else found
    return phrase


def _link(language: str, name: str, **values: object) -> str:
    return address(name, language, **values)  # type: ignore[arg-type]  # templates give names and texts


def format_day(language: str, value: date) -> str:
    """A day with its month in words."""
    return format_date(value, "d MMMM y", locale=language)


def format_iso_day(language: str, text: str | None) -> str:
    """A day or moment in ISO 8601 as its day in Indonesia, with its month in words; any other text as it is."""
    if not text or not _ISO.match(text):
        return text or ""
    try:
        return format_day(language, indonesian_day(datetime.fromisoformat(text)))
    except ValueError:
        return text


def format_month(language: str, value: date) -> str:
    """The month of a day in words, with its year."""
    return format_date(value, "MMMM y", locale=language)


@cache
def name_weekdays(language: str) -> list[str]:
    """The days of the week from Monday on, shortened."""
    names = get_day_names("abbreviated", locale=language)
    return [names[day] for day in range(len(names))]


def format_number(language: str, value: int) -> str:
    """A number with its thousands apart."""
    return format_decimal(value, locale=language)


def as_data(value: object) -> Markup:
    """A value as JSON inside a <script> of data: nothing in it can end that element."""
    written = json.dumps(value, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)


def static(name: str) -> str:
    """The address of a file that styles or moves pages; another one whenever any of these files changes."""
    return f"/statis/{static_version()}/{name}"


@cache
def static_version() -> str:
    """A digest of the files in static/."""
    digest = hashlib.sha256()
    for file in sorted(STATIC.iterdir()):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]
