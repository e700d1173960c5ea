"""People in article text: names with their titles, ranks and degrees, found by what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.names import fold_name, same_person, titles
from retrieval.language.naming import Run, find_runs, is_telling_name, looks_like_name
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.placing import is_given_name
from retrieval.language.tables import read_words
from retrieval.language.words import Words, fold_word, read_text_words

__all__ = ["PersonMention", "find_people", "fold_name", "looks_like_name", "same_person"]

EVIDENCE_NEEDED = 2
"""What a run of capitalised words must gather to be a person: see `_weigh`."""

HEADLINE_LENGTH = 160
"""Longest headline or subheading, in characters; a longer line is a paragraph."""

HEADLINE_CAPITALS = 0.7
"""Share of a headline's longer words that begin with a capital; a list of names in a sentence stays below."""

HEADLINE_COMMAS = 2
"""Most commas of a headline; a line with more is an enumeration."""

PRESENTING = frozenset({"menyampaikan", "membawakan", "memaparkan", "menyajikan", "mengisi", "mengulas"})
"""What somebody does who is named between a title and a relative clause: "Pelatih Anu, Budi, yang membawakan ..."."""

BEFORE_A_NAME = frozenset({"oleh", "bernama", "yakni", "yaitu", "adalah", "saudara", "bersama"})


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person in a text: `start:end` covers titles and degrees, `name` is without them, `folded` for comparing."""

    start: int
    end: int
    name: str
    folded: str


def find_people(text: str) -> list[PersonMention]:
    """The people that a text names, in order: full names, and short forms of names that it gives in full elsewhere."""
    words = read_text_words(text)
    offices = find_offices(text)
    blocked = _block(words, offices)
    runs = list(find_runs(words, blocked))
    edges = _edges(words, offices)
    places = _places(words, runs)
    sure = {run for run in runs if run not in places and _weigh(words, run, offices=edges) >= EVIDENCE_NEEDED}
    known = {word for run in sure for word in words.low[run.first : run.last] if len(word) > 2}
    starts, ends = {run.title for run in sure}, {run.end for run in sure}
    accepted = [
        run
        for run in runs
        if run in sure
        or (run not in places and (_is_short_form(words, run, known) or _is_listed(words, run, starts, ends=ends)))
    ]
    return [_mention(words, run) for run in accepted]


def _places(words: Words, runs: list[Run]) -> set[Run]:
    """The bare words right before somebody's rank or title: "Dandim 0419 Anu Letkol Inf Budi" names a place first."""
    titled = {run.title for run in runs if run.title < run.first}
    bare = (run for run in runs if run.title == run.first and run.end == run.last and run.end in titled)
    return {run for run in bare if not any(is_given_name(word) for word in words.low[run.first : run.last])}


def _block(words: Words, offices: list[OfficeMention]) -> list[bool]:
    """For each token whether an office or a region has it, so that no name may use it."""
    blocked = [False] * len(words)
    spans = [(office.start, office.end) for office in offices]
    at = 0
    for start, end in spans:
        while at < len(words) and words.tokens[at].start < start:
            at += 1
        while at < len(words) and words.tokens[at].start < end:
            blocked[at] = True
            at += 1
    ends = {end for _, end in spans}
    for first, last in words.regions.items():
        after_office = first > 0 and words.tokens[first - 1].end in ends
        bears = last == first + 1 and is_given_name(words.low[first])
        if not (bears and (after_office or _joins_name(words, first))):
            blocked[first:last] = [True] * (last - first)
    return blocked


def _joins_name(words: Words, index: int) -> bool:
    """Whether a region's name beside a given name is rather part of a person's name ("Sahat Samosir")."""
    return (index > 0 and is_given_name(words.low[index - 1])) or (
        index + 1 < len(words) and is_given_name(words.low[index + 1])
    )


@dataclass(frozen=True, slots=True)
class _Edges:
    """Character offsets where offices begin and end; `lone_ends` of those that a region has once."""

    starts: frozenset[int]
    ends: frozenset[int]
    lone_ends: frozenset[int]


def _edges(words: Words, offices: list[OfficeMention]) -> _Edges:
    single = [office for office in offices if not office.group and office.office != "ketua_panitia"]
    lone = [office for office in single if office.office in read_words("single_offices")]
    starts, ends = (frozenset(office.start for office in single), frozenset(office.end for office in single))
    return _Edges(starts, ends, frozenset(office.end for office in lone))


def _weigh(words: Words, run: Run, *, offices: _Edges) -> int:
    """How much speaks for a person: 2 and more is enough.

    A title or a degree 2; an office right before the name 2, after a comma or bracket 1; a known given name 1 and
    2 where most words are known; two words or more 1; a verb of speaking beside it 1.
    """
    name = words.low[run.first : run.last]
    known = sum(is_telling_name(_own_part(words, at)) for at in range(run.first, run.last))
    long_words = sum(len(word) > 1 for word in name)
    weight = 2 * (run.title < run.first) + 2 * (run.end > run.last)
    weight += _weigh_neighbours(words, run, offices=offices)
    weight += (known > 0) + (known >= 2 or (known == 1 and run.last - run.first >= 2))
    weight += long_words >= 2 and known > 0
    if known == 0 and (_begins_sentence(words, run.title) or _in_headline(words, run.first)):
        weight -= 2
    in_office = run.title > 0 and words.tokens[run.title - 1].end in offices.ends
    if run.title > 0 and words.low[run.title - 1] in read_words("venues") and not in_office:
        weight -= 4
    if run.title > 0 and words.low[run.title - 1] in _companies() and not in_office:
        weight -= 4
    # "Bupati Darmono" needs nothing else; after a unit an unknown word may still be the unit's.
    lone = run.title > 0 and words.tokens[run.title - 1].end in offices.lone_ends
    bare = run.title == run.first and run.end == run.last and not lone
    return weight - (bare and long_words == 1 and known == 0 and weight < 3)


def _own_part(words: Words, index: int) -> str:
    """The folded word without an initial written together with it: "M.Zuhri"."""
    initial, _, rest = words.tokens[index].text.partition(".")
    return fold_word(rest) if len(initial) == 1 and len(rest) > 2 else words.low[index]


@lru_cache(maxsize=1)
def _companies() -> frozenset[str]:
    """What bears a name of its own that may look like a person's: "PT Budi Santoso"."""
    return read_words("proper_units") - read_words("group_words") | {"pdam"}


def _in_headline(words: Words, index: int) -> bool:
    """Whether the token stands in a line without a full stop, where every word may be capitalised."""
    start = words.text.rfind("\n", 0, words.tokens[index].start) + 1
    end = words.text.find("\n", start)
    line = words.text[start : end if end >= 0 else len(words.text)].rstrip()
    if (
        len(line) >= HEADLINE_LENGTH
        or line.count(",") > HEADLINE_COMMAS
        or line.endswith((".", "”", '"', "!", "?", ")"))
    ):
        return False
    long_words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return sum(word[0].isupper() for word in long_words) > HEADLINE_CAPITALS * len(long_words)


def _begins_sentence(words: Words, index: int) -> bool:
    return index == 0 or words.low[index - 1] in {".", "“", '"', "!", "?", ":"} or not words.same_line(index)


def _weigh_neighbours(words: Words, run: Run, *, offices: _Edges) -> int:
    before = run.title - 1
    weight = 0
    if before >= 0:
        end = words.tokens[before].end
        low = words.low[before]
        if end in offices.ends:
            weight += 2
        elif low in {",", "(", ":", "/"} and before > 0 and words.tokens[before - 1].end in offices.ends:
            weight += 1 + (run.last - run.first > 1)
        if low in BEFORE_A_NAME or low in read_words("speech_verbs"):
            weight += 1 + 2 * _is_attribution(words, before)
        if words.low[before - (low == ",")] in read_words("roles_before_names"):
            weight += 2
    after = run.end + words.has(run.end, {",", "("})
    if after < len(words) and words.tokens[after].start in offices.starts:
        weight += 1 + (after > run.end and run.last - run.first > 1)
    if words.has(after, {"selaku", "sebagai", "mewakili"}) or words.has(after, read_words("speech_verbs")):
        weight += 1 + (weight > 0 and after > run.end)
    if weight > 0 and after > run.end and words.has(after, {"yang"}):
        weight += 2
    return weight + _weigh_apposition(words, run, offices=offices)


def _weigh_apposition(words: Words, run: Run, *, offices: _Edges) -> int:
    """ "Rohmat selaku ketua Anu", "pemateri, Rohmat dari Anu", "Rohmat, salah satu pemateri": only people are so."""
    opens = _begins_sentence(words, run.title) or words.low[run.title - 1] == ","
    if opens and words.has(run.end, {"selaku"}) and words.tokens[run.end].end + 1 in offices.starts:
        return 4
    before = run.title - 2
    if before >= 0 and words.low[before] in read_words("roles_before_names") and words.has(run.end, {"dari"}):
        return 1
    if words.low[before + 1] == "," and words.has(run.end, {","}) and words.has(run.end + 1, {"yang"}):
        return 3 * words.has(run.end + 2, PRESENTING)
    one_of = words.has(run.end, {","}) and words.has(run.end + 1, {"salah"})
    return 5 if one_of and words.has(run.end + 3, read_words("roles_before_names")) else 0


def _is_attribution(words: Words, index: int) -> bool:
    """Whether a verb of speaking stands after direct speech: "...", kata Budi."""
    return index > 0 and words.low[index - 1] in {",", "”", '"', "''", "’’"} and not words.low[index].endswith("nya")


def _is_short_form(words: Words, run: Run, known: set[str]) -> bool:
    """Whether every word of a candidate belongs to a full name of the same text ("Azan" for "Muhamad Azan")."""
    name = [word for word in words.low[run.first : run.last] if len(word) > 1]
    return bool(name) and all(word in known for word in name)


def _is_listed(words: Words, run: Run, accepted: set[int], *, ends: set[int]) -> bool:
    """Whether two words or more stand between commas or "dan" next to an accepted person: a list of names."""
    if run.last - run.first < 2 or _begins_sentence(words, run.title) or words.low[run.title - 1] in _companies():
        return False
    before = words.low[run.title - 1] in {",", "dan"} and run.title - 1 in ends
    return before or (words.has(run.end, {",", "dan"}) and run.end + 1 in accepted)


def _mention(words: Words, run: Run) -> PersonMention:
    start = words.tokens[run.title].start
    end = words.tokens[run.end - 1].end
    name = words.text[words.tokens[run.first].start : words.tokens[run.last - 1].end]
    glued = name.split(".")
    while len(glued) > 1 and fold_word(glued[0]) in titles():
        glued = glued[1:]
    name = ".".join(glued)
    return PersonMention(start, end, name, fold_name(name))
