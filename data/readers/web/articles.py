"""From a fetched page to the article it holds."""

from __future__ import annotations

from data.readers.decoding import decode_text
from data.readers.documents.office import parse_pdf
from data.readers.fields import build_article, note_flaws
from data.readers.ids import id_from_url
from data.readers.record import Record
from data.readers.texts import parse_text
from data.readers.web.fetching import Page
from data.readers.web.pages import parse_page


def read_page(page: Page, *, max_characters: int) -> Record:
    """The article of a page, whose id is the page's address; ReadError if it holds none."""
    fields = _parse_fetched(page, max_characters)
    article = build_article(fields, fallback_id=id_from_url(page.url), max_characters=max_characters)
    return Record(article, page.url, note_flaws(fields, page.url))


def _parse_fetched(page: Page, max_characters: int) -> dict[str, object]:
    """The fields of a fetched page, without an id of its own: a site could replace any article by naming it."""
    match page.content_type:
        case "application/pdf":
            return {**parse_pdf(page.data, max_characters=max_characters), "url": page.url}
        case "text/plain" | "text/markdown":
            return {**parse_text(decode_text(page.data, declared=page.charset)), "url": page.url, "id": None}
        case _:
            return parse_page(page.data, url=page.url, charset=page.charset)
