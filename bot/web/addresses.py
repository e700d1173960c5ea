"""Where the pages are. Addresses are Indonesian words; those of the English pages begin with /en."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

PATHS = {
    "home": "/",
    "meetings": "/rapat",
    "meeting": "/rapat/{id}",
    "people": "/orang",
    "person": "/orang/{id}",
    "article": "/artikel/{id}",
    "search": "/cari",
    "calendar": "/kalender",
    "receipt": "/bukti/{code}",
    "sources": "/sumber",
    "schedule": "/jadwal.ics",
    "meeting_schedule": "/rapat/{id}.ics",
    "feed": "/umpan.atom",
    "card": "/kartu/{id}.png",
    "widget": "/sematkan",
    "embedding": "/sematkan/kode",
    "openapi": "/openapi.json",
    "sitemap": "/sitemap.xml",
    "robots": "/robots.txt",
}
"""By the name of what is there; {…} is filled in."""

ENGLISH = "/en"

_PLACE = re.compile(r"\{(\w+)\}")


def address(name: str, language: str = "id", *, fragment: str = "", **values: object) -> str:
    """The path of a page, with its query; values that are None or empty are left out.

    Ids are any text: each is encoded whole, slashes included.
    """
    in_path = set(_PLACE.findall(PATHS[name]))
    path = _PLACE.sub(lambda place: quote(str(values[place[1]]), safe=""), PATHS[name])
    query = [(key, value) for key, value in values.items() if key not in in_path and value not in (None, "", ())]
    asked = f"?{urlencode(query, doseq=True)}" if query else ""
    return in_language(path, language) + asked + (f"#{fragment}" if fragment else "")


def in_language(path: str, language: str) -> str:
    """The address in a language of what Indonesian readers find under a path."""
    if language != "en":
        return path
    return ENGLISH if path == "/" else ENGLISH + path


def span_id(start: int, end: int) -> str:
    """The name of the place on an article's page where a span of its text stands."""
    return f"s{start}-{end}"
