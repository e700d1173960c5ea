"""What a reader hands over: a record that was read, or why something could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from data.article import Article

# A long news article has 10,000 characters; a book has a million.
MAX_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class Note:
    """What of a record could not be taken as it stood, though the article was.

    `source` names the record as in a `Failure`; `reason` is one Indonesian sentence without the full stop.
    """

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Record:
    """One article and where it came from: `origin` is the absolute path of its file, or its URL after redirects.

    Of an entry of an archive it is the archive's path, a slash, and the entry's name.
    """

    article: Article
    origin: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One file, line or page that gave no article.

    `source` is the path or URL as given, with `/ENTRY` behind it for an entry of an archive and `:LINE` for a line of
    JSON lines or CSV, a row of a sheet, or the number of a record in a JSON array or a feed; `reason` is one Indonesian
    sentence without the full stop.
    """

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a caller of the readers sets: how long a text may be, which ids are taken, what fields are called.

    `origin_of` says which origin an id is stored under, or None; `mapping` is our name of a field → the files' name.
    """

    max_characters: int
    origin_of: Callable[[str], str | None]
    mapping: Mapping[str, str] = field(default_factory=dict)
