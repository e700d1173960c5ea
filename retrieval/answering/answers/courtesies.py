"""Texts that ask nothing of the archive: greetings, thanks, and what Notula is or can do. Pure."""

from __future__ import annotations

import re
from functools import cache

from data.wording import answers as wording
from retrieval.answering.asking.cues import question_words
from retrieval.answering.asking.questions import formalise
from retrieval.facts.phrases import alternation, read_cues
from retrieval.language.tables import read_words

_WORD = re.compile(r"[^\W\d_]+")


def is_greeting(text: str) -> bool:
    """Whether a text that asks nothing greets: "hai kak, ini bot apa ya?"."""
    return bool(_words(text) & read_words("greetings"))


def is_courtesy(text: str) -> bool:
    """Whether a text only greets, thanks or agrees: "makasih infonya ya"."""
    words = _words(text)
    thanked = read_cues("thanks_cues", "thanked") if words & set(read_cues("thanks_cues", "thanks")) else ()
    says_so = bool(words & (read_words("courtesies") | read_words("greetings")))
    return says_so and not question_words(list(words)) and words <= _idle() | set(thanked)


def asks_help(text: str) -> bool:
    """Whether a text asks for nothing but what Notula is or can do: "bisa apa aja?"."""
    rest, found = _help().subn(" ", formalise(text).casefold())
    return bool(found) and _words(rest) <= _idle()


def asks_nothing(text: str) -> bool:
    """Whether a text asks nothing of the archive."""
    return is_courtesy(text) or asks_help(text)


def reply(text: str) -> str | None:
    """A friendly word to a text that only greets, thanks or asks what can be asked; None to any other."""
    if asks_help(text) or (is_courtesy(text) and is_greeting(text)):
        return wording.INTRODUCTION
    return wording.WELCOME if is_courtesy(text) else None


@cache
def _help() -> re.Pattern[str]:
    phrases = {formalise(phrase).casefold() for phrase in read_words("help_phrases", "phrase")}
    return re.compile(rf"\b{alternation(sorted(phrases))}\b")


def _idle() -> frozenset[str]:
    courtesies = read_words("courtesies") | read_words("greetings") | set(read_cues("thanks_cues", "thanks"))
    return courtesies | read_words("question_fillers") | read_words("stopwords")


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
