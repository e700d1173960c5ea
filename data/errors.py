"""Errors that a caller can act on.

NotulaError              anything Notula says in one sentence instead of a traceback
├── SettingError         a setting is missing or wrong; the sentence names it
├── ReadError            one file, page or record cannot be read; names it and the reason
│   └── FetchError       a URL cannot or must not be fetched
│       └── RefusedError the site answered with a status instead of a page; `status` is it
├── StoreError           the database cannot be opened, migrated or written
│   ├── ConnectionLostError   the database server cannot be reached just now; what was asked may be asked again
│   ├── ChatBusyError         another message may be on its way to this group; this one has to wait
│   └── ClaimLostError   another process works on this update now; whoever had it leaves it alone
├── ModelError           the embedding model cannot be loaded or gives unusable vectors
├── GenerationError      an index generation is missing, damaged, or does not fit model or database
├── LanguageModelError   a language model gave nothing usable; what it was asked for goes on without it
├── BackupError          a backup cannot be made, read or restored
└── SelectionError       what shall be taken home cannot be understood, or not be written

The message is one Indonesian sentence for the person at the keyboard, without path, token or traceback
unless the person typed that path. Lower errors are wrapped at the edge: `raise ReadError(...) from error`.
"""

from __future__ import annotations


class NotulaError(Exception):
    """Anything Notula says in one sentence instead of a traceback."""


class SettingError(NotulaError):
    """A setting is missing or wrong."""


class ReadError(NotulaError):
    """One file, page or record cannot be read."""


class FetchError(ReadError):
    """A URL cannot or must not be fetched."""


class RefusedError(FetchError):
    """The site answered with an HTTP status instead of a page."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class StoreError(NotulaError):
    """The database cannot be opened, migrated or written."""


class ConnectionLostError(StoreError):
    """The database server cannot be reached just now; what was asked may be asked again."""


class ChatBusyError(StoreError):
    """Another message may be on its way to this group; this one has to wait."""


class ClaimLostError(StoreError):
    """Another process works on this update now; whoever had it leaves it alone."""


class ModelError(NotulaError):
    """The embedding model cannot be loaded or gives unusable vectors."""


class GenerationError(NotulaError):
    """An index generation is missing, damaged, or does not fit the model or the database."""


class BackupError(NotulaError):
    """A backup cannot be made, read or restored."""


class SelectionError(NotulaError):
    """What shall be taken home cannot be understood, or not be written."""


class LanguageModelError(NotulaError):
    """A language model gave nothing usable; `is_passing`: asking again may help, after `wait` seconds if it says so."""

    def __init__(self, reason: str, *, is_passing: bool = False, wait: float | None = None) -> None:
        super().__init__(reason)
        self.is_passing = is_passing
        self.wait = wait
