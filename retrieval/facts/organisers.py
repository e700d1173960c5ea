"""Who held a meeting: "X menggelar ...", "X melalui Y mengadakan ...", "... digelar oleh X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from retrieval.facts.occasions import Occasion, mentions_meeting, report
from retrieval.facts.page import Mention, Page, dated, phrase_end
from retrieval.facts.phrases import cue_words

ACTIVE, PASSIVE = "active", "passive"
# How far before the verb the name of an organisation may begin: two ministries and a bureau fit.
_REACH = 400
# Letters before it that tell a post.
_BEFORE = 20
# How far before "digelar oleh" and behind "menggelar" the meeting is named.
_NAMED_BEFORE, _NAMED_BEHIND = 260, 60


def _roles(role: str) -> str:
    return cue_words("organiser_cues", role)


@cache
def _active() -> re.Pattern[str]:
    # "Pemkab Anu, Kamis (25/4), menggelar": a date may stand between the name and the verb.
    between = rf"(?:{dated()}[^.,;“”\n]{{0,25}})?,?\s+(?:{_roles('adverb')}\s+)*"
    return re.compile(rf"{between}(?P<verb>{_roles(ACTIVE)})(?!\w)", re.IGNORECASE)


@cache
def _passive() -> re.Pattern[str]:
    label = rf"{_roles('label')}(?:nya)?(?:\s+[a-z]+){{0,2}}\s*(?:adalah|yakni|yaitu|ialah|:)"
    by = r"\s+(?:langsung\s+)?oleh"
    named = rf"(?:{by}\s+(?=(?-i:[A-Z]))|(?:{by})?\s+(?={_roles('organisation')}(?!\w)))"
    return re.compile(rf"(?<!\w)(?P<verb>{_roles(PASSIVE)}|{label}){named}", re.IGNORECASE)


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


def find_organisers(page: Page) -> Iterator[Mention]:
    """Organisations with a name that a verb of holding makes organisers, by sentence; direct speech left out."""
    for sentence in page.sentences:
        for host in _find_in(page.text, sentence.start, sentence.end):
            is_named = any(letter.isupper() for letter in page.text[host.start : host.end])
            if is_named and not page.is_speech(host.cue):
                yield host


def _find_in(text: str, start: int, end: int) -> Iterator[Mention]:
    for match in _active().finditer(text, start, end):
        head = _find_head(text, max(start, match.start() - _REACH), match.start())
        if head is not None:
            yield Mention(head, match.start(), ACTIVE, match.start("verb"))
    for match in _passive().finditer(text, start, end):
        yield Mention(match.end(), _chain_end(text, match.end(), limit=end), PASSIVE, match.start("verb"))


def _find_head(text: str, start: int, end: int) -> int | None:
    """Where the organisation begins that ends where the verb does: the first from which names run up to it."""
    heads = (head.start() for head in _organisation().finditer(text, start, end))
    acting = (head for head in heads if not _not_acting().search(text, max(start, head - _BEFORE), head))
    return next((head for head in acting if _chain_end(text, head, limit=end) == end), None)


def _chain_end(text: str, start: int, *, limit: int) -> int:
    """The end of a run of organisations joined by "melalui", "bersama" and the like, or of a name with commas."""
    end = phrase_end(text, start, limit=limit)
    while joint := _bridge().match(text, end, limit):
        end = phrase_end(text, joint.end(), limit=limit)
    return end


def choose_organisers(page: Page, occasion: Occasion, *, organisers: Sequence[Mention]) -> list[Mention]:
    """The organisers of a meeting, in order; more than one only where several sentences name one."""
    named: dict[str, Mention] = {}
    for host in organisers:
        if _holds(page, host, occasion=occasion):
            named.setdefault(page.text[host.start : host.end].casefold(), host)
    return list(named.values())[:2]


def _holds(page: Page, host: Mention, *, occasion: Occasion) -> bool:
    """Whether the meeting is what is held: named before "digelar oleh", behind "menggelar" or in the next sentence."""
    sentence, reported = page.sentence_at(host.cue), occasion.event.sentence
    span = page.sentences[sentence]
    start, end = max(span.start, host.cue - _NAMED_BEFORE), host.cue
    if host.sort == ACTIVE:
        start, end = host.cue + 1, min(span.end, host.cue + _NAMED_BEHIND)
    return sentence in report(page, reported) - {reported} or mentions_meeting(page, occasion, start, end)
