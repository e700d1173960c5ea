"""A shared place behind an URL, by fsspec: S3, Google Cloud Storage, SFTP and whatever else has a library for it.

Credentials and endpoints are the libraries' own settings, such as AWS_ACCESS_KEY_ID and AWS_ENDPOINT_URL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from data.errors import GenerationError, SettingError
from data.wording import index as wording
from data.wording.archive import SETTING_REASONS, setting_wrong

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

EXTRA = "shared"


class UrlPlace:
    """Objects of a file system of fsspec below a path."""

    def __init__(self, files: AbstractFileSystem, path: str) -> None:
        self._files = files
        self._path = path.rstrip("/")
        self._made: set[str] = set()

    def sizes(self, folder: str) -> dict[str, int]:
        """The objects of a folder with their sizes, never from a cache."""
        with _wrap_errors():
            self._files.invalidate_cache()
            try:
                found = self._files.ls(f"{self._path}/{folder}", detail=True)
            except FileNotFoundError:
                return {}
            return {each["name"].rpartition("/")[2]: each["size"] for each in found if each["type"] == "file"}

    def read(self, name: str) -> bytes | None:
        """A small object."""
        with _wrap_errors():
            try:
                return bytes(self._files.cat_file(f"{self._path}/{name}"))
            except FileNotFoundError:
                return None

    def get(self, name: str, target: Path) -> bool:
        """Copy an object into a file."""
        with _wrap_errors():
            try:
                self._files.get_file(f"{self._path}/{name}", str(target))
            except FileNotFoundError:
                return False
        return True

    def send(self, source: Path, name: str) -> None:
        """Copy a file into an object: in one step on object stores; elsewhere half an object may be left."""
        with _wrap_errors():
            self._files.put_file(str(source), self._make_way(name))

    def create(self, name: str, content: bytes) -> None:
        """Write a small object, unless it is there; of two at once only one does, where the store sees to that."""
        if self.read(name) is not None:
            return
        try:
            with _wrap_errors():
                self._files.pipe_file(self._make_way(name), content, mode="create")
        except GenerationError:
            if self.read(name) is None:  # that it is there by now is said in many ways
                raise

    def remove(self, name: str) -> None:
        """Remove an object."""
        with _wrap_errors():
            try:
                self._files.rm_file(f"{self._path}/{name}")
            except FileNotFoundError:
                return

    def _make_way(self, name: str) -> str:
        path = f"{self._path}/{name}"
        folder = path.rpartition("/")[0]
        if folder not in self._made:  # an object store knows no folders, and asks a server all the same
            self._files.makedirs(folder, exist_ok=True)
            self._made.add(folder)
        return path


def open_url(url: str) -> UrlPlace:
    """The place that an URL names; SettingError where fsspec, or what it needs for this URL, is not installed."""
    try:
        from fsspec.core import url_to_fs

        return UrlPlace(*url_to_fs(url, use_listings_cache=False))
    except ImportError as error:
        raise SettingError(wording.extra_missing(EXTRA)) from error
    except ValueError as error:
        raise SettingError(setting_wrong("NOTULA_INDEX_URL", SETTING_REASONS["index_url"])) from error


@contextmanager
def _wrap_errors() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # each library has its own
        raise GenerationError(wording.PLACE_AWAY) from error
