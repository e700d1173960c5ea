"""PDF and Word documents: their text in paragraphs, and the title their metadata state."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterable

from data.errors import ReadError
from data.readers.archives import check_swelling
from data.readers.documents.layout import read_page
from data.readers.documents.paragraphs import join_lines
from data.readers.documents.word import read_blocks
from data.readers.texts import state_fields
from data.wording import reading

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 100 * 2**20
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"

_FILE_NAME = re.compile(r"\.(?:docx?|pdf|odt|indd|rtf)\b|^untitled|^document\d*$", re.IGNORECASE)


def parse_pdf(data: bytes, *, max_characters: int) -> dict[str, object]:
    """Text and title of a PDF; ReadError if it is broken, locked, scanned or too long."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports every oddity of a file it can read
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(reading.ENCRYPTED_PDF)
        pages = _take(map(read_page, reader.pages), max_characters)
        text = "\n".join(join_lines(pages))
        title = reader.metadata.title if reader.metadata else None
    except ReadError:
        raise
    except pypdf.errors.DependencyError as error:
        raise ReadError(reading.ENCRYPTED_PDF) from error
    except Exception as error:  # a parser of hostile files fails in endless ways; each means that it cannot be read
        raise ReadError(reading.BROKEN_PDF) from error
    if not text.strip():
        raise ReadError(reading.SCANNED_PDF)
    return _add_title(text, title)


def parse_docx(data: bytes, *, max_characters: int) -> dict[str, object]:
    """Text and title of a Word document; ReadError if it is broken, locked, too long or an archive bomb."""
    if data.startswith(_OLD_OFFICE):
        raise ReadError(reading.OLD_DOCUMENT)
    import docx

    try:
        _check_archive(data)
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_take(read_blocks(document.element.body), max_characters))
        title = document.core_properties.title
    except ReadError:
        raise
    except Exception as error:  # as above
        raise ReadError(reading.BROKEN_DOCX) from error
    if not text.strip():
        raise ReadError(reading.NO_TEXT)
    return _add_title(text, title)


def _check_archive(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_swelling(archive, reading.SWOLLEN_DOCX, most_entries=MAX_ENTRIES, most_bytes=MAX_UNPACKED_BYTES)


def _take(parts: Iterable[str], max_characters: int) -> list[str]:
    """The parts as a list; ReadError as soon as they are longer than an article may be."""
    taken: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > max_characters:
            raise ReadError(reading.too_long(max_characters))
        taken.append(part)
    return taken


def _add_title(text: str, title: object) -> dict[str, object]:
    """What the head of the text states, and the metadata's title where the text has none and it is no file name."""
    given = title.strip() if isinstance(title, str) else ""
    metadata = {"title": given} if given and not _FILE_NAME.search(given) else {}
    return {**metadata, **state_fields(text), "text": text}
