"""From bytes to text, without ever guessing silently over broken UTF-8."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from data.errors import ReadError
from data.wording import reading

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Declared encodings that are believed; anything else is told from the bytes.
_DECLARED = re.compile(r"windows-125\d|cp125\d|iso-8859-\d+|utf-16(?:le|be)?|latin-?1|us-ascii", re.IGNORECASE)
_BINARY_STARTS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"\x7fELF",
)
_REPLACEMENT = "\ufffd"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\udc80-\udcff]")
_STRAY = re.compile(r"[\udc80-\udcff]+")
_NO_LETTERS = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_WINDOWS_MARKS = {chr(0xDC00 + byte): bytes([byte]).decode("cp1252") for byte in (0x85, *range(0x91, 0x98))}
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f]")


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start names, or None."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def decode_text(data: bytes, *, declared: str | None = None) -> str:
    """Decode a text file; ReadError if it is empty, binary or in no encoding that can be told.

    `declared` is what the page or server says; a byte order mark outranks it, and so does UTF-8. Where bytes of UTF-8
    are broken, U+FFFD stands for them.
    """
    text = decode_table(data, declared=declared)
    # One stray control character is a slip; one in a hundred is a program or an image under a text name.
    if "\x00" in text or len(_CONTROLS.findall(text)) * 100 > len(text):
        raise ReadError(reading.BINARY)
    return text


def decode_table(data: bytes, *, declared: str | None = None) -> str:
    """Decode a text in which a stray NUL or control character is the trouble of one row; ReadError as `decode_text`."""
    if not data.strip():
        raise ReadError(reading.EMPTY)
    check_not_binary(data)
    text = _decode(data, declared)
    if not text.strip():
        raise ReadError(reading.EMPTY)
    return text


def check_not_binary(data: bytes) -> None:
    """Raise ReadError if the data begins as an archive, an image, a program or a document of Office does."""
    if data.startswith(_BINARY_STARTS):
        raise ReadError(reading.BINARY)


def _decode(data: bytes, declared: str | None) -> str:
    mark = marked_encoding(data) or _find_utf16(data)
    believed = declared if declared and _DECLARED.fullmatch(declared) else None
    if mark:
        text = _decode_as(data, mark) or _decode_broken(data, mark)
    else:
        # What is not UTF-8 was almost always written by Windows.
        text = _decode_as(data, "utf-8") or _decode_mended(data) or _decode_as(data, believed) or _decode_windows(data)
    if not text:
        raise ReadError(reading.BINARY if b"\x00" in data else reading.UNKNOWN_ENCODING)
    return text


def _decode_mended(data: bytes) -> str | None:
    """UTF-8 with a few stray bytes, or None where its whole letters beyond ASCII are fewer than those.

    A byte alone that is Windows' quotation mark or dash is taken for it.
    """
    text = data.decode("utf-8", "surrogateescape")
    if len(_BEYOND_ASCII.findall(text)) < len(_STRAY.findall(text)):
        return None
    return _STRAY.sub(lambda run: _WINDOWS_MARKS.get(run[0], _REPLACEMENT), text)


def _decode_windows(data: bytes) -> str | None:
    """Windows' letters, told by how they look, with U+FFFD for the bytes that it has none for."""
    if from_bytes(data.translate(None, _NO_LETTERS), cp_isolation=["cp1252"]).best() is None:
        return None
    return _decode_as(data, "cp1252") or _decode_broken(data, "cp1252")


def _decode_broken(data: bytes, name: str) -> str | None:
    """The text with U+FFFD for what is broken, or None where that is more than one letter in a hundred."""
    text = data.decode(name, "replace")
    return text if text.count(_REPLACEMENT) * 100 <= len(text) and "\x00" not in text else None


def _find_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark shows in its zero bytes: Latin letters have one each, always on the same side."""
    low, high = data[::2].count(0), data[1::2].count(0)
    if max(low, high) * 4 < len(data) or min(low, high) * 10 > max(low, high):
        return None
    return "utf-16-be" if low > high else "utf-16-le"


def _decode_as(data: bytes, name: str | None) -> str | None:
    try:
        return data.decode(name) if name else None
    except UnicodeError:
        return None
