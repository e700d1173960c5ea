"""From the lines of a file that holds many articles to articles: what JSON lines and CSV have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from data.article import Article
from data.errors import ReadError
from data.readers.fields import build_article
from data.readers.ids import clean_name, id_from_url
from data.wording import reading


def build_rows(
    rows: Iterable[tuple[int, Mapping[str, object] | ReadError]], *, path: Path, max_characters: int
) -> Iterator[tuple[int, Article | ReadError]]:
    """Yield line number and article, or why the line gave none; an id that stood in the file before is refused."""
    seen: set[str] = set()
    for number, fields in rows:
        if isinstance(fields, ReadError):
            yield number, fields
            continue
        try:
            article = _build_row(fields, name=f"{clean_name(path)}#{number}", max_characters=max_characters)
        except ReadError as error:
            yield number, error
            continue
        yield number, ReadError(reading.repeated_id(article.id)) if article.id in seen else article
        seen.add(article.id)


def _build_row(fields: Mapping[str, object], *, name: str, max_characters: int) -> Article:
    url = fields.get("url")
    fallback_id = id_from_url(url) if isinstance(url, str) else ""
    return build_article(fields, fallback_id=fallback_id or name, max_characters=max_characters)
