"""Text into words, paragraphs and sentences, with character offsets; and the folded form for comparing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from retrieval.language.tables import read_table, read_words


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into a text."""

    start: int
    end: int


class Stretch(Protocol):
    """Anything with half-open character offsets into a text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """The character after its last."""


def meet(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches of a text share a character."""
    return one.start < other.end and other.start < one.end


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
        | (?i:\b(?:{abbreviation})\.)                   # Drs.  No.  Kec.
        | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_]{{1,5}}\b\.?)?   # S.H.  a.n.  S.H.I
        | [A-Z][a-z]{{0,3}}(?:\.[A-Z][A-Za-z]{{0,4}})+\b\.?  # S.Sos.  M.Si  Sp.OG  A.Md.Keb
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
_OPENING = re.compile(r"(?<=\s)(?:[\"“„‟«]|''|‘‘|``)(?=\w)")
_QUOTE_MARKS = frozenset("\"”“″’‘»'")
_WEEKDAYS = "|".join(row["form"] for row in read_table("weekdays"))
_GOES_ON = re.compile(
    rf"(?-i:[a-z])|[,;:)%/]|(?:(?:{_WEEKDAYS})\s*(?:pagi|siang|sore|petang|malam)?,?\s*)?\(\d[^()\n]*\)",
    re.IGNORECASE,
)
"""What follows a full stop and still belongs to its sentence: a small letter, a mark, or a date in brackets."""

_WORD = re.compile(r"\w+")
_NEW_START = re.compile(r"[A-Z][a-z]{2,}|[\"“‘«„]")
_WHOLE = re.compile(r"[^\W\d_](?:[^\W\d_A-Z]|-[^\W\d_]){3,}|[A-Z]{3,}|\S{3,}\d|.*[])]")
"""What a sentence may end with where the space behind it is forgotten: a word that is no abbreviation, a short form
in capitals, a number, a bracket."""

_DEGREE = re.compile(r"(?:[A-Z][a-z]{0,2}[.,])+[A-Z]\w{0,4}|[SM][A-Z]{1,2}|[SM]\.?[A-Z][a-z]{1,4}|MBA|Ak|Apt|Ns")
_DEGREE_AHEAD = re.compile(r"(?:[SMABD]|Sp|Ph|Dr)\.\s?[A-Z]|[SM][A-Z]{1,2}\b[.,)]|[SM][A-Z][a-z]{1,3}\b[.,)]")
_DOTTED_INITIALS = re.compile(r"(?![SMBD]\.)(?:[A-Z]\.)*[A-Z]")
_ENUMERATOR = re.compile(r"(?:\A|[:;,.(])\s*(?:\d{1,2}|[a-z])\Z")
_NEVER_ENDING = frozenset(
    row["abbreviation"].casefold() for row in read_table("abbreviations") if row["ends_sentence"] == "no"
)


_SITE_PHRASES = {
    glued: "|".join(re.escape(row["form"]) for row in read_table("site_phrases") if row["glued"] == glued)
    for glued in ("yes", "no")
}
_SITE_PHRASE = re.compile(rf"\b(?:(?i:{_SITE_PHRASES['no']})\b|(?i:{_SITE_PHRASES['yes']})(?=[A-Z“\"]))")
"""What a site sets among an article's sentences, some of it only where the blank behind it is lost."""


def split_sentences(text: str) -> list[Span]:
    """The sentences of a text in order, trimmed, never across a line break; together they hold all its non-space text.

    A quotation stays whole, and with the attribution behind it ("...," ujarnya.). A full stop in a degree, title,
    initial, number or enumeration ends nothing. A site's call to read on is a sentence of its own.
    """
    parts = (part for paragraph in split_paragraphs(text) for part in _part_at_site_phrases(text, paragraph))
    return [sentence for part in parts for sentence in _split_paragraph(text, part)]


def _part_at_site_phrases(text: str, paragraph: Span) -> Iterator[Span]:
    cuts = [cut for phrase in _SITE_PHRASE.finditer(text, paragraph.start, paragraph.end) for cut in phrase.span()]
    for start, end in pairwise([paragraph.start, *cuts, paragraph.end]):
        words = text[start:end]
        if words.strip():
            yield Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def _split_paragraph(text: str, paragraph: Span) -> list[Span]:
    quotes = _pair_quotes(text, paragraph)
    openings = {quote.start for quote in quotes}
    whole = [quote for quote in quotes if quote.end - quote.start <= LONGEST_WHOLE_QUOTE]
    sentences: list[Span] = []
    start = paragraph.start
    for ending in _ENDING.finditer(text, paragraph.start, paragraph.end):
        cut = _close_ending(ending, openings)
        is_quoted = any(quote.start < ending.start() and ending.end("close") < quote.end for quote in whole)
        if not is_quoted and _ends_sentence(text, start, ending=ending, cut=cut):
            sentences.append(Span(start, cut))
            start = ending.end() if cut == ending.end("close") else cut
    sentences.append(Span(start, paragraph.end))
    return sentences


def _pair_quotes(text: str, paragraph: Span) -> list[Span]:
    """The quotations of a paragraph, marks included; mixed and mirrored marks are paired by their turn and place."""
    quotes: list[Span] = []
    opened: int | None = None
    for mark in _QUOTE.finditer(text, paragraph.start, paragraph.end):
        if opened is None or _OPENING.match(text, mark.start()):
            opened = mark.start()
        else:
            quotes.append(Span(opened, mark.end()))
            opened = None
    return quotes


def _close_ending(ending: re.Match[str], openings: set[int]) -> int:
    """Where a sentence would end: after the closing marks, but before a quotation that opens without a space."""
    start, end = ending.span("close")
    return min(openings.intersection(range(start, end)), default=end)


def _ends_sentence(text: str, start: int, *, ending: re.Match[str], cut: int) -> bool:
    before = text[start : ending.start()]
    word = before.rsplit(None, 1)[-1].lstrip("(\"“”‘'«/") if before else ""
    if ending["mark"] == "." and _is_abbreviation(before, word, text=text, after=ending.end()):
        return False
    if cut < ending.end("close"):
        return True
    if not ending["gap"]:
        # A sentence may start right behind the mark, its space forgotten ("tersebut.Bupati").
        may_end = _WHOLE.fullmatch(word) or word in read_words("stopwords") or ending["mark"] + ending["close"] != "."
        goes_on = len(word) > 1 and _is_word(text, ending.end(), "stopwords")
        return bool((may_end or goes_on) and _NEW_START.match(text, ending.end()))
    is_quote = (before + ending["close"]).rstrip(" )]")[-1:] in _QUOTE_MARKS
    is_attributed = is_quote and _is_word(text, ending.end(), "attribution_words")
    return not (is_attributed or _GOES_ON.match(text, ending.end()))


def _is_abbreviation(before: str, word: str, *, text: str, after: int) -> bool:
    if word.casefold() in _NEVER_ENDING or (len(word) <= 2 and _ENUMERATOR.search(before)):
        return True
    if _DOTTED_INITIALS.fullmatch(word):
        return not _is_word(text, after, "stopwords")
    return bool(_DEGREE.fullmatch(word) and _DEGREE_AHEAD.match(text, after))


def _is_word(text: str, position: int, table: str) -> bool:
    following = _WORD.match(text, position)
    return following is not None and following.group().casefold() in read_words(table)
