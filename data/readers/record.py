"""What a reader hands over: a record that was read, or why something could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from data.article import Article

# A long news article has 10,000 characters; a book has a million.
MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Record:
    """One article and where it came from: `origin` is the absolute path of its file, or its URL after redirects."""

    article: Article
    origin: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One file, line or page that gave no article.

    `source` is the path or URL as given, with `:LINE` behind it for a line of a JSON lines or CSV file; `reason` is
    one Indonesian sentence without the full stop.
    """

    source: str
    reason: str
