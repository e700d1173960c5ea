"""People in article text: names with their titles, ranks and degrees, found by what stands around them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.names import fold_name, same_person, titles
from retrieval.language.naming import Run, find_runs, is_telling_name, looks_like_name
from retrieval.language.offices import find_offices
from retrieval.language.placing import is_given_name
from retrieval.language.tables import read_words
from retrieval.language.words import Words, read_text_words

__all__ = ["PersonMention", "find_people", "fold_name", "looks_like_name", "same_person"]

EVIDENCE_NEEDED = 2
"""What a run of capitalised words must gather to be a person: see `_weigh`."""

HEADLINE_CAPITALS = 0.7
"""Share of a headline's longer words that begin with a capital; a list of names in a sentence stays below."""

BEFORE_A_NAME = frozenset({"oleh", "bernama", "yakni", "yaitu", "adalah", "saudara", "bersama"})
STANDING = frozenset({"selaku", "sebagai", "mewakili"})


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person in a text: `start:end` covers titles and degrees, `name` is without them, `folded` for comparing."""

    start: int
    end: int
    name: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Offices:
    """Indexes of tokens at which offices begin and behind which they end; `lone` of those that a region has once."""

    starts: set[int]
    ends: set[int]
    lone: set[int]


def find_people(text: str) -> list[PersonMention]:
    """The people that a text names, in order: full names, and short forms of names that it gives in full elsewhere."""
    words = read_text_words(text)
    blocked, offices = _read_offices(words)
    runs = list(find_runs(words, blocked))
    sure = {run for run in runs if _weigh(words, run, offices) >= EVIDENCE_NEEDED}
    known = {word for run in sure for word in words.low[run.first : run.last] if len(word) > 2}
    ends = {run.end for run in sure}
    return [
        _mention(words, run)
        for run in runs
        if run in sure or _is_short_form(words, run, known) or _is_listed(words, run, ends)
    ]


def _read_offices(words: Words) -> tuple[list[bool], _Offices]:
    """For each token whether an office or a region has it, so that no name may use it; and where offices stand."""
    blocked = [False] * len(words)
    offices = _Offices(set(), set(), set())
    for office in find_offices(words.text):
        first, last = (
            bisect_left(words.tokens, at, key=lambda token: token.start) for at in (office.start, office.end)
        )
        blocked[first:last] = [True] * (last - first)
        if not office.group:
            offices.starts.add(first)
            offices.ends.add(last)
            offices.lone.update({last} if office.office in read_words("single_offices") else ())
    for first, last in words.regions.items():
        # "Sekda Natuna Bima Wirayuda": right after an office a name that people bear as well is a person's.
        is_name = first in offices.ends and is_given_name(words.low[first])
        blocked[first:last] = [not is_name] * (last - first)
    return blocked, offices


def _weigh(words: Words, run: Run, offices: _Offices) -> int:
    """How much speaks for a person: 2 and more is enough.

    A title or a degree 2; an office right before the name 2, one of a kind 3, after a comma or bracket 1; a known given
    name 1, 3 with another word; a verb of speaking or an office beside it 1, a verb more after a comma.
    """
    several = run.last - run.first > 1
    known = any(map(is_telling_name, words.low[run.first : run.last]))
    low = words.low_at(run.title - 1)
    weight = 2 * (run.title < run.first) + 2 * (run.end > run.last) + known * (1 + 2 * several)
    weight += 2 * (run.title in offices.ends) + (run.title in offices.lone)
    weight += (low in {",", "(", ":", "/"} and run.title - 1 in offices.ends) * (1 + several)
    weight += (low in BEFORE_A_NAME or low in read_words("speech_verbs")) * (
        1 + 2 * (words.low_at(run.title - 2) in {",", "”", '"', "''", "’’"})
    )
    after = run.end + words.has(run.end, {",", "("})
    is_told = (
        after in offices.starts or words.low_at(after) in STANDING or words.low_at(after) in read_words("speech_verbs")
    )
    weight += is_told * (1 + (weight > 0 and after > run.end))
    weight -= 4 * (low in _bearers() and run.title not in offices.ends)
    weight -= run.end - run.title == 1 and not known
    # "Dandim 0419 Anu Letkol Inf Budi" names a place first.
    weight -= 2 * words.has(run.end, titles())
    return weight - 2 * (not known and (_begins_sentence(words, run.title) or _in_headline(words, run.first)))


@lru_cache(maxsize=1)
def _bearers() -> frozenset[str]:
    """What bears a name of its own that may look like a person's: "PT Budi Santoso", "Hotel Sari"."""
    return (read_words("proper_units") - read_words("group_words")) | read_words("venues")


def _begins_sentence(words: Words, index: int) -> bool:
    return words.low_at(index - 1) in {"", ".", "“", '"', "!", "?", ":"}


def _in_headline(words: Words, index: int) -> bool:
    """Whether the token stands in a line without a full stop, where every word may be capitalised."""
    start, end = words.tokens[index].start, words.tokens[index].end
    line = words.text[:start].rpartition("\n")[2] + words.text[start:end] + words.text[end:].partition("\n")[0].rstrip()
    words_told = [word for word in line.split() if len(word) > 3]
    is_capital = sum(word[0].isupper() for word in words_told) > HEADLINE_CAPITALS * len(words_told)
    return is_capital and not line.endswith((".", "”", '"', "!", "?", ")"))


def _is_short_form(words: Words, run: Run, known: set[str]) -> bool:
    """Whether every word of a candidate belongs to a full name of the same text ("Azan" for "Muhamad Azan")."""
    return known.issuperset(words.low[run.first : run.last])


def _is_listed(words: Words, run: Run, ends: set[int]) -> bool:
    """Whether two words or more go on a list of names behind a sure person: "Budi Santoso dan Ismul Rahmadin"."""
    return run.last - run.first > 1 and run.title - 1 in ends and words.low[run.title - 1] in {",", "dan"}


def _mention(words: Words, run: Run) -> PersonMention:
    name = words.text[words.tokens[run.first].start : words.tokens[run.last - 1].end]
    return PersonMention(words.tokens[run.title].start, words.tokens[run.end - 1].end, name, fold_name(name))
