"""Text into words, paragraphs and sentences, with character offsets; and the folded form for comparing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from retrieval.language.tables import read_table, read_words


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, abbreviation with its dots, or punctuation mark; `text` is the slice `start:end`."""

    text: str
    start: int
    end: int


_APOSTROPHES = re.compile("['‘’‛`´ʼʻʹ′\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_FOLDED_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + bytes(128)


def _compile_tokens() -> re.Pattern[str]:
    # Longest first, so that "Drs" is tried before "dr".
    listed = sorted({row["abbreviation"] for row in read_table("abbreviations")}, key=lambda word: (-len(word), word))
    abbreviation = "|".join(re.escape(word) for word in listed)
    return re.compile(
        rf"""
        [^\W\d_]+(?![\w.@'’`–/:-])                    # a plain word, the common case
        | https?://\S+ | www\.\S+ | [\w.+-]+@\w+(?:\.\w+)+ | \w+(?:[.-]\w+)*\.(?:com|net|org|id)\b
        | \d+(?:[.,:/]\d+)*(?!\w)                      # 2.918  1.465,6  09.00  27/4/2021
        | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_]{{1,5}}\b\.?)?   # S.H.  a.n.  S.H.I
        | [A-Z][a-z]{{0,3}}(?:\.[A-Z][A-Za-z]{{0,4}})+\b\.?  # S.Sos.  M.Si  Sp.OG  A.Md.Keb
        | (?i:\b(?:{abbreviation})\.)                   # Drs.  No.  Kec.
        | s/d\b | \b[A-Z]\.(?!\w)                       # the initial of "M. Zubair"
        | \w+(?:[-–'’`]\w+)*                            # Rifa'i  se-Kabupaten  Covid-19
        | ''|[‘’]{{2}}|``|\.{{2,}} | \S
        """,
        re.VERBOSE,
    )


_TOKEN = _compile_tokens()


def tokenize(text: str) -> list[Token]:
    """The words, numbers, abbreviations with dots ("S.Sos.", "Drs.") and single punctuation marks of a text."""
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def split_paragraphs(text: str) -> list[Span]:
    """The non-blank lines of a text, without the space around them."""
    return [Span(match.start(), match.end()) for match in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def fold(text: str) -> str:
    """A text for comparing: no case, accents, apostrophes; other marks become spaces ("Rifa'i, SP" -> "rifai sp")."""
    if not text.isascii():
        text = _NOT_ASCII.sub(_fold_match, text)
    if text.isascii():  # nearly always by now, and many times as fast
        return " ".join(text.encode().translate(_FOLDED_ASCII, b"'`").decode().split())
    return _fold_letters(text).strip()


def _fold_match(match: re.Match[str]) -> str:
    return _fold_letters(unicodedata.normalize("NFKD", _APOSTROPHES.sub("", match.group()).casefold()))


def _fold_letters(text: str) -> str:
    return _NOT_WORD.sub(" ", _APOSTROPHES.sub("", text.casefold()))


LONGEST_WHOLE_QUOTE = 600
"""Characters: a quotation up to this length is never cut; a longer pair is mostly one that was never closed."""

_ENDING = re.compile(r"(?P<mark>[.!?…]+)(?P<close>[\"'”“″’»)\]]*)(?P<gap>\s*)(?=(?P<next>\S))")
_QUOTE = re.compile(r"[\"“”„‟″«»]|''|[‘’]{2}|``")
_OPENING_SHAPES = frozenset({"“", "„", "«", "‘‘", "``"})
_CLOSING_SHAPES = frozenset({"”", "»", "’’", "″"})
_QUOTE_MARKS = frozenset("\"”“″’‘»'")
_ASIDE_OPEN = re.compile(r"\([^()]{0,60}\Z")
_ASIDE_CLOSE = re.compile(r"[^()\n]{0,80}\)")
_WEEKDAYS = "|".join(row["form"] for row in read_table("weekdays"))
_DATE_AHEAD = re.compile(rf"(?:(?:{_WEEKDAYS})\s*(?:pagi|siang|sore|petang|malam)?,?\s*)?\(\d[^()\n]*\)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_NEW_START = re.compile(r"[A-Z][a-z]{2,}|[\"“‘«„]")
_DEGREE = re.compile(r"(?:[A-Z][a-z]{0,2}[.,])+[A-Z]\w{0,4}|[SM][A-Z]{1,2}|[SM]\.?[A-Z][a-z]{1,4}|MBA|Ak|Apt|Ns")
_DEGREE_AHEAD = re.compile(r"(?:[SMABD]|Sp|Ph|Dr)\.\s?[A-Z]|[SM][A-Z]{1,2}\b[.,)]|[SM][A-Z][a-z]{1,3}\b[.,)]")
_DOTTED_INITIALS = re.compile(r"(?![SMBD]\.)(?:[A-Z]\.)*[A-Z]")
_ENUMERATOR = re.compile(r"(?:\A|[:;,.(])\s*(?:\d{1,2}|[a-z])\Z")
_ROMAN_AFTER = re.compile(r"(?i:\b(?:asisten|kelas|bab|tahap|tingkat|wilayah|komisi|triwulan|angkatan)) [IVX]\Z")
_NEVER_ENDING = frozenset(
    row["abbreviation"].casefold() for row in read_table("abbreviations") if row["ends_sentence"] == "no"
)


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text in order, trimmed, never across a line break; together they hold all its non-space text.

    A quotation stays whole, and with the attribution behind it ("...," ujarnya.). A full stop in a degree, title,
    initial, number or enumeration ends nothing.
    """
    return [sentence for paragraph in split_paragraphs(text) for sentence in _split_paragraph(text, paragraph)]


def _split_paragraph(text: str, paragraph: Span) -> list[Span]:
    quotes = _pair_quotes(text, paragraph)
    openings = {quote.start for quote in quotes}
    whole = [quote for quote in quotes if quote.end - quote.start <= LONGEST_WHOLE_QUOTE]
    sentences: list[Span] = []
    start = paragraph.start
    for ending in _ENDING.finditer(text, paragraph.start, paragraph.end):
        while whole and whole[0].end <= ending.end("close"):
            whole.pop(0)
        if whole and whole[0].start < ending.start():
            continue
        cut = _close_ending(ending, openings)
        if _ends_sentence(text, start, ending=ending, cut=cut):
            sentences.append(Span(start, cut))
            start = ending.end() if cut == ending.end("close") else cut
    sentences.append(Span(start, paragraph.end))
    return sentences


def _pair_quotes(text: str, paragraph: Span) -> list[Span]:
    """The quotations of a paragraph, marks included; mixed and mirrored marks are paired by their turn and place."""
    quotes: list[Span] = []
    opened: int | None = None
    for mark in _QUOTE.finditer(text, paragraph.start, paragraph.end):
        shape, (start, end) = mark.group(), mark.span()
        after_gap = start == paragraph.start or text[start - 1].isspace() or text[start - 1] in "(.,:"
        looks_opening = after_gap and end < paragraph.end and text[end].isalnum()
        if opened is None:
            if shape not in _CLOSING_SHAPES or after_gap:
                opened = start
        elif looks_opening and shape not in _CLOSING_SHAPES and text[start - 1].isspace():
            opened = start
        elif shape not in _OPENING_SHAPES or not looks_opening:
            quotes.append(Span(opened, end))
            opened = None
    return quotes


def _close_ending(ending: re.Match[str], openings: set[int]) -> int:
    """Where a sentence would end: after the closing marks, but before a quotation that opens without a space."""
    start, end = ending.span("close")
    return next((position for position in range(start, end) if position in openings), end)


def _ends_sentence(text: str, start: int, *, ending: re.Match[str], cut: int) -> bool:
    mark, closers = ending["mark"], text[ending.start("close") : cut]
    before = text[start : ending.start()]
    word = before.rsplit(None, 1)[-1].lstrip("(\"“”‘'«/") if before else ""
    if mark == "." and _is_abbreviation(before, word, text=text, after=ending.end()):
        return False
    if cut < ending.end("close"):
        return True
    if not ending["gap"]:
        return _starts_without_space(text, word, ending=ending)
    if ending["next"].islower():
        # A careless writer starts a sentence small; an attribution behind a quotation also starts small.
        is_careless = mark == "." and closers in {"", ")"} and len(word) > 3
        return is_careless and word[-1] not in _QUOTE_MARKS and (word.islower() or word[-1].isdigit())
    return not _belongs_to_sentence(text, before, word, ending=ending)


def _belongs_to_sentence(text: str, before: str, word: str, *, ending: re.Match[str]) -> bool:
    """Whether what follows a full stop still belongs to its sentence: an attribution, an aside's end, a date."""
    following, after = ending["next"], ending.end()
    if (before + ending["close"]).rstrip(" )]")[-1:] in _QUOTE_MARKS and _is_attribution(text, after):
        return True
    is_aside = ")" not in ending["close"] and _ASIDE_OPEN.search(before) and _ASIDE_CLOSE.match(text, after)
    is_number = following.isdigit() and word.isdigit() and len(word) < 4
    return bool(is_aside or is_number or following in ",;:)%/" or _DATE_AHEAD.match(text, after))


def _is_abbreviation(before: str, word: str, *, text: str, after: int) -> bool:
    if word.casefold() in _NEVER_ENDING or (len(word) <= 2 and _ENUMERATOR.search(before)):
        return True
    if _DOTTED_INITIALS.fullmatch(word):
        following = _WORD.match(text, after)
        starts_anew = following is not None and following.group().casefold() in read_words("stopwords")
        return not starts_anew and not _ROMAN_AFTER.search(before)
    return bool(_DEGREE.fullmatch(word) and _DEGREE_AHEAD.match(text, after))


def _starts_without_space(text: str, word: str, *, ending: re.Match[str]) -> bool:
    """Whether a sentence starts right behind the mark, its space forgotten ("tersebut.Bupati")."""
    if not _NEW_START.match(text, ending.end()):
        return False
    if ending["close"] or ending["mark"] != ".":
        return True
    if word.isalpha() and word[1:].islower():
        return len(word) > 3 or word in read_words("stopwords")
    return len(word) > 3 and word[-1].isdigit()


def _is_attribution(text: str, position: int) -> bool:
    following = _WORD.match(text, position)
    return following is not None and following.group().casefold() in read_words("attribution_words")
