"""An article's text as the readers of facts see it: sentences, quotations and the ends of noun phrases."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from retrieval.facts.phrases import read_cues
from retrieval.language.text import Span, split_sentences

# A quotation shorter than this is a name or a theme in quotes, not somebody speaking.
_SHORTEST_SPEECH = 40
_QUOTATION = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|''[^'\n]*''")
_WORD = re.compile(r"\(\S*|[^\s(,;]+(?:,\d+)*[,;]?")
_VERB = re.compile(r"(?:di|me|ber|ter)[a-z]{4,}", re.ASCII)
_DATE_LIKE = re.compile(r"\(?\s*\d{1,2}\s*[/.\-–]\s*\d{1,2}")
_YEAR_OR_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}$")
# Typed in haste, "(Tanjabtim(" closes too.
_BRACKET = re.compile(r"[()]")
_OPENERS, _CLOSERS = "([“\"'‘", ")]”\"'’.,;:!?"


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
    quotations = (Span(match.start(), match.end()) for match in _QUOTATION.finditer(text))
    speech = tuple(span for span in quotations if span.end - span.start >= _SHORTEST_SPEECH)
    return Page(text, tuple(split_sentences(text)), speech)


@cache
def cue_set(role: str) -> frozenset[str]:
    """The words of a role of the table of noun-phrase cues, folded."""
    return frozenset(read_cues("phrase_cues", role))


def is_verb(word: str) -> bool:
    """Whether a lower-case word looks like a verb by its prefix ("digelar", "menghadiri"), table of nouns excepted."""
    return bool(_VERB.match(word)) and word not in cue_set("noun")


def phrase_end(
    text: str, start: int, *, limit: int, passable: frozenset[str] = frozenset(), most_words: int = 16
) -> int:
    """Where the noun phrase that begins at `start` ends, at `limit` the latest.

    It ends before a stop word that is not `passable`, a verb, a date, or a spelled-out weekday, and behind a word
    that carries a comma, a full stop or a semicolon. Brackets round a short name are passed over.
    """
    end, position = start, start
    for _ in range(most_words):
        word = _WORD.match(text, _skip_space(text, position), limit)
        if word is None:
            break
        closing = _bracket_end(text, word.start(), limit=limit)
        if closing:
            end = position = closing
            if text[closing : closing + 1] in {",", ".", ";"}:
                break
            continue
        stripped, stops = _weigh_word(text, word, limit=limit, passable=passable)
        if stops:
            break
        end, position = stripped, word.end()
        if stripped < word.end() and text[stripped : word.end()].strip("\"'”’)]"):
            break
    return end


def _skip_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\u00a0":
        position += 1
    return position


def _bracket_end(text: str, start: int, *, limit: int) -> int | None:
    """The end of a short bracketed name at `start` ("(Rakorda)"), None for a bracketed date or no bracket."""
    if text[start] != "(" or _DATE_LIKE.match(text, start):
        return None
    end = _BRACKET.search(text, start + 1, min(limit, start + 60))
    closing = end.start() if end else -1
    inside = text[start + 1 : closing].strip().casefold() if end else ""
    if not inside or inside[0].isdigit() or inside.split()[0].strip(",.") in cue_set("weekday"):
        return None
    return closing + 1


def _weigh_word(text: str, word: re.Match[str], *, limit: int, passable: frozenset[str]) -> tuple[int, bool]:
    """The end of a word without its closing punctuation, and whether the phrase stops before it."""
    surface = word.group()
    bare = surface.strip(_OPENERS + _CLOSERS)
    stripped = word.start() + len(surface.rstrip(".,;:!?"))
    if bare.casefold() in cue_set("dotted") and surface.endswith("."):
        stripped = word.end()
    if surface.startswith("(") or not bare or surface in {"-", "–", "—"}:
        return stripped, True
    return stripped, _is_stop(bare, text=text, after=word.end(), limit=limit, passable=passable)


def _is_stop(bare: str, *, text: str, after: int, limit: int, passable: frozenset[str]) -> bool:
    folded = bare.casefold()
    if folded in passable:
        return not _goes_on(text, after, limit=limit)
    if folded in cue_set("stop") and (bare.islower() or folded in cue_set("weekday") or folded in _ALWAYS_STOP):
        return True
    if bare[0].isdigit():
        return _begins_date(bare, text=text, after=after, limit=limit)
    return bare.islower() and is_verb(folded)


# Written with a capital in headline style too, these never belong to a name.
_ALWAYS_STOP = frozenset({"yang", "di", "pada", "oleh", "dengan", "tersebut", "ini"})


def _begins_date(bare: str, *, text: str, after: int, limit: int) -> bool:
    following = _WORD.match(text, _skip_space(text, after), limit)
    month = following is not None and following.group().strip(_CLOSERS).casefold() in cue_set("month")
    return month or bool(_YEAR_OR_CLOCK.match(bare)) or bool(_DATE_LIKE.match(bare))


def _goes_on(text: str, after: int, *, limit: int) -> bool:
    """Whether the word after a joining word can continue the phrase: it is no stop word and no verb."""
    following = _WORD.match(text, _skip_space(text, after), limit)
    if following is None:
        return False
    bare = following.group().strip(_OPENERS + _CLOSERS)
    folded = bare.casefold()
    return bool(bare) and folded not in cue_set("stop") and not is_verb(folded)
