"""PDF and Word documents: their text in paragraphs, and the title their metadata state."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from data.errors import ReadError
from data.readers.documents.paragraphs import join_lines
from data.readers.texts import state_fields
from data.wording import reading

if TYPE_CHECKING:
    from docx.document import Document

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 100 * 2**20
MAX_RATIO = 200  # text in XML packs 10 to 30 times; an archive bomb 1,000 times
_SMALL_ENTRY_BYTES = 2**20
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
        pages = _take((page.extract_text() for page in reader.pages), max_characters)
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
        text = "\n".join(_take(_read_blocks(document), max_characters))
        title = document.core_properties.title
    except ReadError:
        raise
    except Exception as error:  # as above
        raise ReadError(reading.BROKEN_DOCX) from error
    if not text.strip():
        raise ReadError(reading.NO_TEXT)
    return _add_title(text, title)


def _check_archive(data: bytes) -> None:
    """Refuse an archive by what it declares: zipfile reads no entry beyond its declared size."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    is_swollen = any(
        entry.file_size > _SMALL_ENTRY_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if is_swollen or len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise ReadError(reading.SWOLLEN_DOCX)


def _read_blocks(document: Document) -> Iterator[str]:
    """Paragraphs and table rows in the order of the page, blank ones left out."""
    for block in document.iter_inner_content():
        rows = [block.text] if not hasattr(block, "rows") else (_read_row(row.cells) for row in block.rows)
        yield from (row.strip() for row in rows if row.strip())


def _read_row(cells: Iterable[Any]) -> str:
    """The cells of a row, each once: a merged cell comes back for every column it covers."""
    return " | ".join(dict.fromkeys(cell.text.strip().replace("\n", " ") for cell in cells if cell.text.strip()))


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
