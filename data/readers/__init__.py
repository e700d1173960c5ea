"""Readers: files, folders and URLs in, articles out.

    for item in read_sources(["berita/", "arsip.jsonl", "https://contoh.go.id/rakor"], origin_of=store.origin_of):
        match item:
            case Record(article, origin, note): ...  # origin: absolute path of the file, or URL after redirects
            case Failure(source, reason): ...    # one Indonesian sentence; nothing else was skipped

Formats, by suffix: .jsonl .ndjson (one article a line), .json (an array, an object that holds one, or one record),
.csv .tsv .xlsx (one article a row), .xml (RSS, Atom, WordPress' export), .txt .md .markdown (with or without front
matter), .html .htm .xhtml, .pdf, .docx, and .zip of any of these. Folders are walked in sorted order, hidden files
passed over. A file named twice is read once. Everything is lazy: a JSON lines file of any size is read line by line.
Nothing a source holds raises: a bad record is a `Failure`, and the next one is read. What of a record could not be
taken as it stood, such as an impossible date, is told in its `note`.

Fields may have the names that people give them (`data/language/field_names.tsv`: judul, isi, tanggal, link ...); our
own names (id, title, publisher, url, published, text) win over those, and `mapping` wins over both.

Ids. A given `id` is kept as given (as a string). Otherwise a page has its URL without scheme, "www.", tracking
parameters and fragment (`contoh.go.id/berita/rakor`), a line with a `url` the same, a line without one its file's
name and line (`arsip.jsonl#12`; the row of a sheet, the number of a record of a JSON array or a feed), an entry of an
archive both names (`arsip.zip/rakor.txt`), and a file its name (`rakor.txt`), through whatever relative path it was
added. Two files of one name are two articles: a name that already belongs to another path gets eight hexadecimal
digits of the hash of its absolute path (`rakor.txt~3f2a91c0`). To know that across runs, pass `origin_of`, which says
the origin stored under an id, or None; without it only files of the same call are held apart.
"""

from __future__ import annotations

from data.readers.names import read_mapping
from data.readers.record import MAX_CHARACTERS, Failure, Note, Record
from data.readers.sources import read_sources

__all__ = ["MAX_CHARACTERS", "Failure", "Note", "Record", "read_mapping", "read_sources"]
