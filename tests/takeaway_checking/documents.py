"""Clippings and reports, checked line by line and page by page."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from pypdf import PdfReader

from data.facts import FactKind
from data.wording import takeaway as wording
from tests.takeaway_checking.archive import Archive, page_of, plain

Block = dict[str, Any]
TO_THE_LETTER = {"Maksud dan tujuan", "Tindak lanjut", "Pokok bahasan", "Tempat", "Penyelenggara"}


def read_document(file: Path) -> dict[str, Any]:
    """A JSON export of a document."""
    return json.loads(file.read_text("utf-8"))


def check_clipping(document: Mapping[str, Any], archive: Archive) -> Iterator[str]:
    """Each article once, with lines of its own, its outlet and link, in the order of days; outlets counted again."""
    texts, outlets = archive.texts, Counter()
    for entry in _entries(document["blocks"]):
        title, outlet = entry[0]["text"], entry[1]["text"].partition(" · ")[0]
        outlets[outlet] += 1
        link = page_of(next((block["link"] for block in entry if block["link"]), ""))
        quoted = [block["text"] for block in entry if block["style"] == "quote"]
        of_entry = [
            one
            for one in archive.articles.values()
            if plain(one.url) == link and all(q in texts[one.id] for q in quoted)
        ]
        if not of_entry:
            yield f"{title}: no article with this link has these lines"
        elif not any(title == plain(one.title) or title.startswith("(tanpa judul)") for one in of_entry):
            yield f"{title}: the article is called {of_entry[0].title}"
        elif not any(outlet == (plain(one.publisher) or wording.NO_OUTLET) for one in of_entry):
            yield f"{title}: {outlet} has not published it"
    told = {one.article_id for one in archive.readings.values() if one.meetings}
    if outlets.total() != len(told):
        yield f"{outlets.total()} entries for {len(told)} articles on meetings"
    table = next(block["rows"] for block in document["blocks"] if "rows" in block)
    if {outlet: int(count) for outlet, count in table[1:]} != outlets:
        yield "the outlets are counted otherwise"


def _entries(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    starts = [at for at, block in enumerate(blocks) if block.get("style") == "entry"]
    for first, last in zip(starts, [*starts[1:], len(blocks)], strict=True):
        yield [*blocks[first:last]]


def check_report(document: Mapping[str, Any], archive: Archive) -> Iterator[str]:
    """Each line has notes of articles that say so, to the letter where it is a quotation."""
    links = {plain(one.url): one for one in archive.articles.values() if one.url}
    section = ""
    for block in document["blocks"]:
        section = block["text"] if block["style"] == "heading" else section
        noted = [document["sources"][note - 1]["link"] for note in block["notes"]]
        sources = [links[page_of(link)] for link in noted if link]
        for article in sources:
            if section in TO_THE_LETTER and block["text"] not in archive.texts[article.id]:
                yield f"{article.id}: {section} “{block['text']}” is not in the article"
            if section == "Pernyataan" and not _is_statement(block["text"], article.id, archive):
                yield f"{article.id}: nobody says “{block['text']}”"
        if block["style"] == "text" and section != wording.SECTIONS["basis"] and not block["notes"]:
            yield f"{section} “{block['text']}” has no source"


def _is_statement(line: str, article_id: str, archive: Archive) -> bool:
    facts = [fact for fact in archive.readings[article_id].facts if fact.kind is FactKind.STATEMENT]
    return any(plain(fact.value) in line for fact in facts)


def check_word(file: Path, document: Mapping[str, Any]) -> Iterator[str]:
    """Line for line what JSON has, tables too; contents lead to bookmarks that are there, links where they say."""
    word = docx.Document(str(file))
    written = [text for one in word.paragraphs if (text := one.text.strip())]
    expected = [_with_notes(block) for block in document["blocks"] if block.get("text")]
    expected += [wording.SOURCES] * bool(document["sources"])
    expected += [f"[{number}] {one['text']}" for number, one in enumerate(document["sources"], start=1)]
    entries = [block["text"] for block in document["blocks"] if block.get("style") == "entry"]
    missing = Counter([*expected, *(entries if _has_contents(document) else [])]) - Counter(written)
    yield from (f"{file.name}: “{line[:200]}” is missing" for line in missing)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables]
    if tables != [block["rows"] for block in document["blocks"] if "rows" in block]:
        yield f"{file.name}: a table differs"
    xml = word.element.xml
    marks = set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    yield from (f"{file.name}: {one} leads nowhere" for one in set(re.findall(r'w:anchor="([^"]+)"', xml)) - marks)
    targets = {one.target_ref for one in word.part.rels.values() if "hyperlink" in one.reltype}
    wanted = {one["link"] for one in [*document["blocks"], *document["sources"]] if one.get("link")}
    yield from (f"{file.name}: no link to {link}" for link in wanted - targets)


def _with_notes(block: Block) -> str:
    return block["text"] + "".join(f"[{note}]" for note in block["notes"])


def _has_contents(document: Mapping[str, Any]) -> bool:
    return any(not block for block in document["blocks"])


def check_pdf(file: Path, document: Mapping[str, Any]) -> Iterator[str]:
    """Line for line what JSON has, each entry on the page that the contents and the page itself name."""
    reader = PdfReader(file)
    pages = [_letters(page.extract_text()) for page in reader.pages]
    numbers = [_letters(wording.PAGE_OF.format(page=number + 1, pages=len(pages))) for number in range(len(pages))]
    for number, page in zip(numbers, pages, strict=True):
        if number not in page:
            yield f"{file.name}: “{number}” is not on its page"
    whole = "".join(page.replace(number, "") for number, page in zip(numbers, pages, strict=True))
    lines = [one["text"] for one in [*document["blocks"], *document["sources"]] if one.get("text")]
    yield from (f"{file.name}: “{line[:200]}” is missing" for line in lines if _letters(line) not in whole)
    marked = [_letters(re.sub(r"(\d)(\n|$)", r"\1|", page.extract_text())) for page in reader.pages]
    contents = "".join(page.replace(f"{number}|", "") for number, page in zip(numbers, marked, strict=True))
    for entry in reader.outline:
        title, page = _letters(entry.title), reader.get_destination_page_number(entry)
        broken = r"\|?".join(map(re.escape, title))
        if title not in pages[page]:
            yield f"{file.name}: “{entry.title}” is not on page {page + 1}"
        if _has_contents(document) and not re.search(rf"{broken}\.*{page + 1}\|", contents):
            yield f"{file.name}: the contents do not send “{entry.title}” to page {page + 1}"


def _letters(text: str) -> str:
    """A text without the spaces at which lines may be broken."""
    return "".join(text.split())
