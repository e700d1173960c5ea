"""What somebody wants to follow, from the words that they type. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from data.subscription import Aim, Rhythm, Target
from retrieval.answering.asking.cues import question_words
from retrieval.answering.slots.lists import kinds_within
from retrieval.facts.kinds import find_meeting_kinds
from retrieval.facts.phrases import cue_pattern
from retrieval.language.offices import find_offices
from retrieval.language.people import find_people
from retrieval.language.regions import find_regions
from retrieval.language.tables import read_words

LONGEST = 200
"""Characters of what can be followed."""
_WORD = re.compile(r"[^\W_]+")
_MOST_NAMES = 5
_Span = tuple[int, int]


def split_rhythm(text: str) -> tuple[str, Rhythm | None]:
    """The text without the words at its end that say how often, and what they say."""
    text = " ".join(text.split())
    for rhythm in Rhythm:
        for found in cue_pattern("rhythm_cues", rhythm).finditer(text):
            if found.end() == len(text):
                return text[: found.start()].rstrip(" ,"), rhythm
    return text, None


def read_target(text: str, *, is_person: Callable[[str], bool]) -> Target | None:
    """What the words name: an office, a kind of meeting, a region, somebody, or a question; None where there are none.

    `is_person`: whether the archive knows somebody by these words.
    """
    text = " ".join(text.split())[:LONGEST]
    if not _WORD.search(text):
        return None
    mentions, named = find_regions(text) or find_regions(text.title()), find_meeting_kinds(text)
    kinds = kinds_within(tuple(dict.fromkeys(mention.kind for mention in named)))
    aim = _find_aim(text, [(one.start, one.end) for one in mentions], [(one.start, one.end) for one in named])
    if aim is Aim.QUESTION and not named and _may_be_name(text, is_person):
        return Target(Aim.PERSON, text)
    regions = tuple(dict.fromkeys(mention.codes[0] for mention in mentions))
    return Target(aim, text, regions, kinds if aim is Aim.KIND else ())


def _find_aim(text: str, places: list[_Span], kinds: list[_Span]) -> Aim:
    """What the words name besides people; a question where they ask, or name more."""
    offices = [(one.start, one.end) for one in find_offices(text)]
    if _is_question(text):
        return Aim.QUESTION
    aims = {Aim.OFFICE: offices, Aim.REGION: places, Aim.KIND: [*places, *kinds] if kinds else []}
    return next((aim for aim, spans in aims.items() if _is_all(text, spans)), Aim.QUESTION)


def _may_be_name(text: str, is_person: Callable[[str], bool]) -> bool:
    is_short = len(text.split()) <= _MOST_NAMES and not _is_question(text)
    return is_short and (is_person(text) or bool(find_people(text)))


def _is_question(text: str) -> bool:
    return text.endswith("?") or bool(question_words(text.casefold().split()))


def _is_all(text: str, spans: list[_Span]) -> bool:
    """Whether nothing but words of no weight stands outside of some spans, of which there is one."""
    rest = "".join(letter for at, letter in enumerate(text) if not any(start <= at < end for start, end in spans))
    left = {word.casefold() for word in _WORD.findall(rest)}
    return bool(spans) and left <= read_words("stopwords")
