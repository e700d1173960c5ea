"""An article's text as the readers of facts see it: sentences, quotations and the ends of noun phrases."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from retrieval.facts.phrases import cue_words, read_cues
from retrieval.facts.quotes import find_quotes
from retrieval.language.text import Span, split_sentences

_VERB = re.compile(r"(?:di|me|ber|ter)[a-z]{4,}", re.ASCII)
_MARKS = "([“\"'‘)]”’.,;:!?-–—"
_MOST_WORDS = 24
QUOTES = "“”\"„‟«»‘’'`"


@dataclass(frozen=True, slots=True)
class Page:
    """A text with its sentences and the stretches of it that are direct speech."""

    text: str
    sentences: tuple[Span, ...]
    speech: tuple[Span, ...]

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that holds an offset (the one before it, where it falls between two)."""
        return max(0, bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1)

    def is_speech(self, offset: int) -> bool:
        """Whether an offset lies in direct speech."""
        return any(span.start <= offset < span.end for span in self.speech)

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]


def open_page(text: str) -> Page:
    """Split a text into sentences and mark its direct speech."""
    speech = tuple(Span(quote.start, quote.end) for quote in find_quotes(text))
    return Page(text, tuple(split_sentences(text)), speech)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a text says of a meeting, `text[start:end]`.

    `sort`: which of its kind it is, a venue or an area, an agenda or an outcome; `cue`: where the word stands that
    announces it; `held`: a verb of holding leads to it ("digelar di ...").
    """

    start: int
    end: int
    sort: str = ""
    cue: int = 0
    held: bool = False


@cache
def cue_set(role: str) -> frozenset[str]:
    """The words of a role of the table of noun-phrase cues, folded."""
    return frozenset(read_cues("phrase_cues", role))


@cache
def dated() -> str:
    """A pattern of what begins a date: "pada hari Selasa", "tanggal", "(12/3" and the like."""
    days = cue_words("phrase_cues", "weekday")
    return rf"(?:,?\s+(?:pada\s+)?(?:(?:hari\s+)?{days}|tanggal)\b|\s*\((?:{days}\W|\d{{1,2}}\s*[/-]))"


@cache
def clause_end() -> re.Pattern[str]:
    """Where a theme or a purpose ends before its sentence does: a date, how it was held, the speaker's attribution."""
    return re.compile(
        rf"{dated()}|,?\s+{cue_words('phrase_cues', 'end')}(?!\w)|[,.]?[”\"]|;\s|[.;]?\s*$", re.IGNORECASE
    )


def read_clause(text: str, start: int, *, limit: int, lengths: range) -> int | None:
    """Where the clause that begins at `start` ends, at `limit` the latest; None for one word or another length."""
    ending = clause_end().search(text, start, limit)
    value = text[start : ending.start() if ending else limit].rstrip(" ,.;:" + QUOTES)
    return start + len(value) if len(value) in lengths and len(value.split()) > 1 else None


def is_verb(word: str) -> bool:
    """Whether a lower-case word looks like a verb by its prefix ("digelar", "menghadiri"), table of nouns excepted."""
    return bool(_VERB.match(word)) and word not in cue_set("noun")


@cache
def _word() -> re.Pattern[str]:
    """A word and the marks behind it; a short name in brackets is one, but not a date in brackets."""
    days, dotted = (cue_words("phrase_cues", role) for role in ("weekday", "dotted"))
    bracketed = rf"\((?!\s*(?:\d|{days}\b))[^()]{{1,58}}[()]"
    word = rf"{bracketed}|{dotted}\.|[^\s(,;]*[^\s(,;.:!?](?:,\d+)*"
    return re.compile(rf"[ \t\u00a0]*(?P<word>{word})(?P<marks>[.,;:!?]*)", re.IGNORECASE)


def phrase_end(text: str, start: int, *, limit: int, passable: frozenset[str] = frozenset()) -> int:
    """Where the noun phrase that begins at `start` ends, at `limit` the latest.

    It ends before a stop word, a verb or a date, and behind a word that carries a comma, a full stop or a semicolon;
    "dan" or a `passable` word is part of it where it goes on behind. Brackets round a short name are passed over.
    """
    passable = passable | cue_set("joiner")
    end = position = start
    for _ in range(_MOST_WORDS):
        word = _word().match(text, position, limit)
        if word is None or _is_stop(word["word"].strip(_MARKS), passable=passable):
            break
        position = word.end()
        if word["word"].casefold() not in passable:
            end = word.end("word")
        if word["marks"]:
            break
    return end


def _is_stop(word: str, *, passable: frozenset[str]) -> bool:
    folded = word.casefold()
    if not word or folded in cue_set("weekday"):
        return True
    return word.islower() and folded not in passable and (folded in cue_set("stop") or is_verb(folded))
