"""From the records of a file that holds many articles to articles: what all such formats have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from data.errors import ReadError
from data.readers.fields import build_article, note_flaws
from data.readers.ids import id_from_url
from data.readers.names import missing_names, name_fields, unwrap
from data.readers.place import Place
from data.readers.record import Failure, Record, Terms
from data.wording import reading

Row = tuple[int, Mapping[str, object] | ReadError]
"""The number of a line, row or record, and its fields or what is wrong with it."""


def build_rows(rows: Iterable[Row], *, place: Place, terms: Terms) -> Iterator[Record | Failure]:
    """Yield a record for each row, or why it gave none; an id that stood in the file before is refused.

    A name of the mapping that no row has is the last failure.
    """
    seen: set[str] = set()
    missing = list(terms.mapping.values())
    for number, fields in rows:
        if missing and isinstance(fields, Mapping):
            missing = missing_names(unwrap(fields), missing)
        item = _build_row(fields, number, place=place, terms=terms)
        if isinstance(item, Record):
            if item.article.id in seen:
                item = Failure(f"{place.shown}:{number}", reading.repeated_id(item.article.id))
            else:
                seen.add(item.article.id)
        yield item
    if seen and missing:
        yield Failure(place.shown, reading.missing_names(missing))


def _build_row(
    fields: Mapping[str, object] | ReadError, number: int, *, place: Place, terms: Terms
) -> Record | Failure:
    source = f"{place.shown}:{number}"
    if isinstance(fields, ReadError):
        return Failure(source, str(fields))
    named = name_fields(fields, terms.mapping)
    url = named.get("url")
    fallback_id = id_from_url(url) if isinstance(url, str) else ""
    try:
        article = build_article(
            named, fallback_id=fallback_id or f"{place.name}#{number}", max_characters=terms.max_characters
        )
    except ReadError as error:
        return Failure(source, str(error))
    return Record(article, place.origin, note_flaws(named, source))
