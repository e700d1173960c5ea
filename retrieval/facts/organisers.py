"""Who held a meeting: "X menggelar ...", "X melalui Y mengadakan ...", "... digelar oleh X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from retrieval.facts.page import Page, dated, phrase_end
from retrieval.facts.phrases import alternation, read_cues

# How far before the verb the name of an organisation may begin: two ministries and a bureau fit.
_REACH = 400
# Letters before it that tell a post.
_BEFORE = 20


@dataclass(frozen=True, slots=True)
class OrganiserMention:
    """An organisation, `text[start:end]`; `verb` is the offset of "menggelar" or its like."""

    start: int
    end: int
    verb: int
    passive: bool


@cache
def _roles(role: str) -> str:
    return alternation(read_cues("organiser_cues", role))


@cache
def _active() -> re.Pattern[str]:
    # "Pemkab Anu, Kamis (25/4), menggelar": a date may stand between the name and the verb.
    between = rf"(?:{dated()}[^.,;“”\n]{{0,25}})?,?\s+(?:{_roles('adverb')}\s+)*"
    return re.compile(rf"{between}(?P<verb>{_roles('active')})(?!\w)", re.IGNORECASE)


@cache
def _passive() -> re.Pattern[str]:
    label = rf"{_roles('label')}(?:nya)?(?:\s+[a-z]+){{0,2}}\s*(?:adalah|yakni|yaitu|ialah|:)"
    by = r"\s+(?:langsung\s+)?oleh"
    named = rf"(?:{by}\s+(?=(?-i:[A-Z]))|(?:{by})?\s+(?={_roles('organisation')}(?!\w)))"
    return re.compile(rf"(?<!\w)(?P<verb>{_roles('passive')}|{label}){named}", re.IGNORECASE)


@cache
def _organisation() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\-]){_roles('organisation')}(?!\w)", re.IGNORECASE)


@cache
def _not_acting() -> re.Pattern[str]:
    """What stands before an institution that is only somebody's post ("Kaban Kesbangpol ...") or a place."""
    return re.compile(rf"(?<!\w)(?:{_roles('officer')}|{_roles('seat')})\s+$", re.IGNORECASE)


@cache
def _bridge() -> re.Pattern[str]:
    """What joins organisations, or the parts of a name: "Badan Pendapatan, Keuangan, dan Aset Daerah"."""
    listed = r",\s+(?=(?:[A-Z]\w*[\s,]+){0,10}(?:dan|&)\s+[A-Z])(?:(?:dan|&)\s+)?"
    joined = rf"\s*,?\s+{_roles('bridge')}\s+(?={_roles('organisation')}(?!\w))"
    return re.compile(rf"(?-i:{listed})|{joined}", re.IGNORECASE)


def find_organisers(page: Page) -> Iterator[OrganiserMention]:
    """Organisations that a verb of holding makes organisers, sentence by sentence; direct speech left out."""
    for sentence in page.sentences:
        for match in _active().finditer(page.text, sentence.start, sentence.end):
            yield from _before_verb(page, match, start=max(sentence.start, match.start() - _REACH))
        for match in _passive().finditer(page.text, sentence.start, sentence.end):
            end = _chain_end(page.text, match.end(), limit=sentence.end)
            yield from _named(page, match.end(), end, verb=match.start("verb"), passive=True)


def _before_verb(page: Page, match: re.Match[str], *, start: int) -> Iterator[OrganiserMention]:
    """The organisation that ends where the verb begins: the first head from which names run up to the verb."""
    for head in _organisation().finditer(page.text, start, match.start()):
        is_post = _not_acting().search(page.text, max(start, head.start() - _BEFORE), head.start())
        if not is_post and _chain_end(page.text, head.start(), limit=match.start()) == match.start():
            yield from _named(page, head.start(), match.start(), verb=match.start("verb"), passive=False)
            return


def _named(page: Page, start: int, end: int, *, verb: int, passive: bool) -> Iterator[OrganiserMention]:
    """The organisation at `start:end` if it has a name, outside direct speech."""
    if any(letter.isupper() for letter in page.text[start:end]) and not page.is_speech(verb):
        yield OrganiserMention(start, end, verb, passive)


def _chain_end(text: str, start: int, *, limit: int) -> int:
    """The end of a run of organisations joined by "melalui", "bersama" and the like, or of a name with commas."""
    end = phrase_end(text, start, limit=limit)
    while joint := _bridge().match(text, end, limit):
        end = phrase_end(text, joint.end(), limit=limit)
    return end
