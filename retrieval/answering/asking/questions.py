"""From what people type to formal Indonesian: slang, abbreviations, stray English, hidden characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.answering.asking.parting import part
from retrieval.language.tables import read_table, read_words

MAX_CHARACTERS = 1000
# A question with this many English function words is read as English; with fewer, "place" or "event" stay as typed.
_MIN_ENGLISH_CUES = 2
_WORD = re.compile(r"[^\W_]+(?:['’‘.\-&][^\W_]+|/\d+)*", re.UNICODE)
_REPEATED = re.compile(r"([a-z])\1{2,}")
_DOUBLED_BY_TWO = re.compile(r"\b([a-z]{3,})2(nya)?\b", re.IGNORECASE)
# An English "when" after another question word asks for no date: "what did he say when ...".
_CLAUSE = re.compile(r"\b((?:who|where|what|why|which|how)\b.* )when\b", re.IGNORECASE)
# "YG" and "TGL" are shortened words in capitals or not; from three letters on, capitals name something.
_ACRONYM = re.compile(r"[^\W\d_a-z]{3,}")
# Control, format, surrogate, private and unassigned characters carry nothing a reader sees.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_question(text: str) -> str:
    """The question as a person would read it out: hidden characters gone, white space squeezed, "dan" for "&"."""
    spaced = re.sub(r"[\n\r\t]", " ", text)
    visible = (character for character in spaced if unicodedata.category(character) not in _INVISIBLE)
    words = unicodedata.normalize("NFKC", "".join(visible)).split()
    return " ".join("dan" if word == "&" else word for word in words)


def is_english(words: Sequence[str]) -> bool:
    """Whether a question is English rather than Indonesian with an English word in it."""
    return sum(word in read_words("english_function_words") for word in words) >= _MIN_ENGLISH_CUES


def formalise(question: str) -> str:
    """The question in formal spelling, word by word; names, numbers and capitals stay as they are.

    "kpn rakor lebaran wonosobo thn 2021 dan sapa yg buka" -> "kapan rakor lebaran wonosobo tahun 2021 dan siapa ..."
    """
    formal = " ".join(_WORD.findall(_REPEATED.sub(r"\1", _DOUBLED_BY_TWO.sub(r"\1 \1\2", question))))
    if is_english(formal.casefold().split()):
        formal = _replace(_CLAUSE.sub(r"\1during", formal), "english")
    return _replace(formal, "informal")


@cache
def _meanings(table: str) -> dict[tuple[str, ...], str]:
    return {tuple(row["written"].split()): row["means"] or "" for row in read_table(table)}


def _replace(text: str, table: str) -> str:
    """The text with the words of a table replaced by what they mean."""
    return " ".join(" ".join(_replaced(text.split(), _meanings(table))).split())


def _replaced(words: Sequence[str], meanings: dict[tuple[str, ...], str]) -> Iterator[str]:
    lowered = [word.casefold() for word in words]
    is_shouted = not any(map(str.islower, words))
    for start, end in part(lowered, meanings):
        written = " ".join(words[start:end])
        meaning = meanings.get(tuple(lowered[start:end]), written)
        # Capitals among small letters name something: "BKN" is no "bkn" for "bukan", "KAB" is "kabupaten".
        is_name = not is_shouted and _ACRONYM.fullmatch(written) and not meaning.startswith(written.casefold())
        yield written if is_name else meaning
