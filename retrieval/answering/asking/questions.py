"""From what people type to formal Indonesian: slang, abbreviations, stray English, hidden characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from retrieval.language.tables import read_table, read_words

MAX_CHARACTERS = 1000
# A question with this many English function words is read as English; with fewer, "place" or "event" stay as typed.
_MIN_ENGLISH_CUES = 2
# "YG" and "TGL" are shortened words in capitals or not; from three letters on, capitals name something.
_MIN_ACRONYM = 3
_ENGLISH_ASKS = frozenset({"who", "where", "what", "why", "which", "how"})
_WORD = re.compile(r"[^\W_]+(?:['’‘.\-&][^\W_]+|/\d+)*|&", re.UNICODE)
_REPEATED = re.compile(r"([a-z])\1{2,}")
_DOUBLED_BY_TWO = re.compile(r"^([a-z]{3,})2(nya)?$")
# Control, format, surrogate, private and unassigned characters carry nothing a reader sees.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_question(text: str) -> str:
    """The question as a person would read it: hidden characters gone, white space squeezed."""
    visible = (
        " " if character in "\n\r\t" else "" if unicodedata.category(character) in _INVISIBLE else character
        for character in text
    )
    return " ".join(unicodedata.normalize("NFKC", "".join(visible)).split())


@cache
def _meanings(table: str) -> dict[str, str]:
    return {row["written"]: row["means"] or "" for row in read_table(table)}


@cache
def _longest(table: str) -> int:
    return max(len(written.split()) for written in _meanings(table))


def is_english(words: list[str]) -> bool:
    """Whether a question is English rather than Indonesian with an English word in it."""
    return sum(word in read_words("english_function_words") for word in words) >= _MIN_ENGLISH_CUES


def _join_clauses(words: list[str]) -> list[str]:
    """An English "when" after another question word asks for no date: "what did he say when ..."."""
    first = next((place for place, word in enumerate(words) if word.casefold() in _ENGLISH_ASKS), len(words))
    return ["during" if word == "when" and place > first else word for place, word in enumerate(words)]


def _is_acronym(word: str, meaning: str) -> bool:
    """Whether capitals among small letters name something: "BKN" is no "bkn" for "bukan", "KAB" is "kabupaten"."""
    return len(word) >= _MIN_ACRONYM and word.isupper() and not meaning.startswith(word.casefold())


def _replace(words: list[str], table: str) -> list[str]:
    meanings, longest, out, position = _meanings(table), _longest(table), [], 0
    is_shouted = not any(word.islower() for word in words)
    while position < len(words):
        for length in range(min(longest, len(words) - position), 0, -1):
            phrase = " ".join(words[position : position + length])
            meaning = meanings.get(phrase.casefold())
            if meaning is not None and (is_shouted or not _is_acronym(phrase, meaning)):
                out.extend(meaning.split())
                position += length
                break
        else:
            out.append(words[position])
            position += 1
    return out


def _spell(word: str) -> list[str]:
    if word.casefold() in _meanings("informal"):
        return [word]
    doubled = _DOUBLED_BY_TWO.match(word.casefold())
    if doubled:
        return [doubled[1], doubled[1] + (doubled[2] or "")]
    return [_REPEATED.sub(r"\1", word)]


def formalise(question: str) -> str:
    """The question in formal spelling, word by word; names, numbers and capitals stay as they are.

    "kpn rakor lebaran wonosobo thn 2021 & sapa yg buka" -> "kapan rakor lebaran wonosobo tahun 2021 dan siapa ..."
    """
    words = [spelled for match in _WORD.finditer(question) for spelled in _spell(match.group())]
    words = ["dan" if word == "&" else word for word in words]
    if is_english([word.casefold() for word in words]):
        words = _replace(_join_clauses(words), "english")
    return " ".join(_replace(words, "informal"))
