"""People in article text: names with their titles, ranks and degrees, and names compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from retrieval.language.names import fold_name, same_person, short_muhammad, titles
from retrieval.language.offices import OfficeMention, find_offices
from retrieval.language.tables import read_table, read_words
from retrieval.language.units import is_given_name, unit_forms, unit_words
from retrieval.language.words import Words, fold_word, read_text_words

__all__ = ["PersonMention", "find_people", "fold_name", "looks_like_name", "same_person"]

MAX_NAME_WORDS = 6
EVIDENCE_NEEDED = 2
"""What a run of capitalised words must gather to be a person: see `_weigh`."""

HEADLINE_LENGTH = 160
"""Longest headline or subheading, in characters; a longer line is a paragraph."""

PARTICLES = frozenset({"bin", "binti", "van", "von", "de", "der", "dos", "da", "el", "al"})
BEFORE_A_NAME = frozenset({"oleh", "bernama", "yakni", "yaitu", "adalah", "saudara", "bersama"})
SMALL_TITLES = frozenset({"dr", "drg", "drh", "apt", "ir"})
RETIRED = frozenset({"purn", "p", "k", "e", "t"})
_VERB_SHAPE = re.compile(r"^(?:me(?:m|n|ng|ny|l|r)\w{3,}|di\w{5,}|ber\w{4,}|ter\w{4,}|se\w{2,} \w+|\w+nya)$")


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person in a text: `start:end` covers titles and degrees, `name` is without them, `folded` for comparing."""

    start: int
    end: int
    name: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Run:
    """A candidate: token indexes of titles, name and degrees (title <= first < last <= end)."""

    title: int
    first: int
    last: int
    end: int


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return read_words("not_names") | read_words("quantifiers")


def find_people(text: str) -> list[PersonMention]:
    """The people that a text names, in order: full names, and short forms of names that it gives in full elsewhere."""
    words = read_text_words(text)
    offices = find_offices(text)
    blocked = _block(words, offices)
    runs = list(_find_runs(words, blocked))
    edges = _edges(words, offices)
    sure = {run for run in runs if _weigh(words, run, offices=edges) >= EVIDENCE_NEEDED}
    known = {word for run in sure for word in words.low[run.first : run.last] if len(word) > 2}
    starts, ends = {run.title for run in sure}, {run.end for run in sure}
    accepted = [
        run
        for run in runs
        if run in sure or _is_short_form(words, run, known) or _is_listed(words, run, starts, ends=ends)
    ]
    return [_mention(words, run) for run in accepted]


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
    for first, last in words.regions.items():
        if not (last == first + 1 and is_given_name(words.low[first]) and _joins_name(words, first)):
            blocked[first:last] = [True] * (last - first)
    return blocked


def _joins_name(words: Words, index: int) -> bool:
    """Whether a region's name beside a given name is rather part of a person's name ("Sahat Samosir")."""
    return (index > 0 and is_given_name(words.low[index - 1])) or (
        index + 1 < len(words) and is_given_name(words.low[index + 1])
    )


def _find_runs(words: Words, blocked: list[bool]) -> Iterator[_Run]:
    reached = 0
    for index, token in enumerate(words.tokens):
        if index < reached or blocked[index] or not (token.text[0].isupper() or words.low[index] in SMALL_TITLES):
            continue
        first = _skip_titles(words, index, blocked)
        last = _read_name(words, first, blocked)
        reached = first
        if last > first:
            reached = _skip_degrees(words, last)
            yield _Run(index, first, last, reached)


def _skip_titles(words: Words, index: int, blocked: list[bool]) -> int:
    """The index after honorifics and ranks ("Letkol Czi", "Drs.", "H.", "Mayjen TNI (Purn)")."""
    at = index
    if words.low[index] in _corps():
        return index
    while at < len(words) and not blocked[at] and is_title(words, at):
        after = at + 1
        if words.has(after, {"."}):
            after += 1
        if words.has(after, {"("}) and words.has(after + 1, RETIRED) and words.has(after + 2, {")"}):
            after += 3
        if after >= len(words) or not words.same_line(after):
            return index
        at = after
    return at


@lru_cache(maxsize=1)
def _corps() -> frozenset[str]:
    """What follows a rank and never begins a title: "Inf", "Pol", "TNI"."""
    return frozenset(row["form"] for row in read_table("ranks") if row["kind"] == "corps")


def is_title(words: Words, index: int) -> bool:
    """Whether the token at `index` is an honorific, a rank or several joined by dots ("Drs.H.M.")."""
    token = words.tokens[index].text
    low = words.low[index]
    if low in titles():
        return token[0].isupper() or low in SMALL_TITLES
    parts = [fold_word(part) for part in token.split(".") if part]
    return len(parts) > 1 and parts[0] in titles() and all(part in titles() or len(part) == 1 for part in parts)


def _read_name(words: Words, index: int, blocked: list[bool]) -> int:
    """The index after the longest run of name words from `index` on, or `index`."""
    at = index
    while at < len(words) and at - index < MAX_NAME_WORDS and (at == index or words.same_line(at)) and not blocked[at]:
        if not _is_name_word(words, at, begins=at == index) or (at > index and not _touches(words, at)):
            break
        # "Muh. Zainuddin": the full stop belongs to the short form.
        dotted = words.low[at] in short_muhammad() and words.has(at + 1, {"."}) and words.is_capital(at + 2)
        at += 1 + (dotted and _touches(words, at + 1))
    while at > index and words.low[at - 1] in PARTICLES:
        at -= 1
    return at if any(len(word) > 1 for word in words.low[index:at]) else index


def _touches(words: Words, index: int) -> bool:
    """Whether a token follows the one before it without anything but spaces, and no sentence ended in between."""
    before = words.tokens[index - 1]
    short = before.text == "." and index > 1 and words.low[index - 2] in short_muhammad()
    return not words.text[before.end : words.tokens[index].start].strip() and (short or before.text not in {".", ","})


def _is_name_word(words: Words, index: int, *, begins: bool) -> bool:
    token, low = words.tokens[index].text, words.low[index]
    if not begins and low in PARTICLES:
        return True
    if (
        not token[0].isupper()
        or not token.replace(".", "").replace("-", "").replace("'", "").replace("’", "").isalpha()
    ):
        return False
    if not begins and low in read_words("ranks", "form"):
        return False
    if is_given_name(low) or len(low) == 1:
        return True
    # "KIM" is an institution, "Kim" a name.
    institution = (token.isupper() or len(low) > 4) and unit_forms().find((low,), 0)
    if institution or _is_ordinary(low) or is_degree(words, index):
        return False
    # Short unknown words all in capitals are abbreviations; after a name, two or three of them are initials.
    initials = not begins and len(token) <= 3 and is_given_name(words.low[index - 1])
    return initials or not (token.isupper() and len(token) <= 5)


def looks_like_name(words: Words, index: int) -> bool:
    """Whether the word at `index` might be a person's, known or not: capitalised and nothing else that is known."""
    return index < len(words) and index not in words.regions and _is_name_word(words, index, begins=True)


@lru_cache(maxsize=65_536)
def _is_ordinary(low: str) -> bool:
    """Whether a word is known as something else than a name."""
    if low in _never() or low in unit_words() or low in read_words("common_words"):
        return True
    return bool(_VERB_SHAPE.match(low))


def _skip_degrees(words: Words, index: int) -> int:
    """The index after degrees, each after a comma or a space: ", S.Sos., M.Si", " SE. MM"."""
    end = at = index
    while at < len(words) and words.same_line(at):
        if words.low[at] in {",", "."} and at + 1 < len(words):
            at += 1
            if words.low[at] in {",", "."}:
                at += 1
        width = degree_width(words, at) or _unknown_degree(words, at)
        if not width:
            break
        at += width
        end = at
    return end


def _unknown_degree(words: Words, index: int) -> int:
    """1 where a short abbreviation in capitals stands before a comma and a known degree ("AB, MM")."""
    if index + 2 >= len(words) or words.low[index - 1] != "," or words.low[index + 1] != ",":
        return 0
    token = words.tokens[index].text.replace(".", "")
    short = token.isupper() and 2 <= len(token) <= 3 and not unit_forms().find(words.low, index)
    return int(short and degree_width(words, index + 2) > 0)


def degree_width(words: Words, index: int) -> int:
    """How many tokens the degree at `index` takes ("S. IK" two, "S.Sos." one), 0 where none stands there."""
    if index >= len(words) or not words.tokens[index].text[0].isupper():
        return 0
    if is_degree(words, index):
        return 1
    if len(words.low[index]) <= 2 and index + 1 < len(words) and words.is_capital(index + 1):
        if words.low[index] + words.low[index + 1] in read_words("degrees", "form"):
            return 2
        if words.has(index + 1, {"."}) and index + 2 < len(words):
            return 3 if words.low[index] + words.low[index + 2] in read_words("degrees", "form") else 0
    return 0


def is_degree(words: Words, index: int) -> bool:
    """Whether the token at `index` is written like an academic degree that the table knows."""
    token = words.tokens[index].text
    if words.low[index] not in read_words("degrees", "form"):
        return False
    return (
        "." in token
        or token.isupper()
        or (len(token) > 2 and token[1].isupper())
        or token in {"Akt", "Ak", "Lc", "Mec", "Apt", "Ners"}
    )


@dataclass(frozen=True, slots=True)
class _Edges:
    """Character offsets where offices begin and end."""

    starts: frozenset[int]
    ends: frozenset[int]


def _edges(words: Words, offices: list[OfficeMention]) -> _Edges:
    single = [office for office in offices if not office.group and office.office != "ketua_panitia"]
    return _Edges(frozenset(office.start for office in single), frozenset(office.end for office in single))


def _weigh(words: Words, run: _Run, *, offices: _Edges) -> int:
    """How much speaks for a person: 2 and more is enough.

    A title or a degree 2; an office right before the name 2, after a comma or bracket 1; a known given name 1 and
    2 where most words are known; two words or more 1; a verb of speaking beside it 1.
    """
    name = words.low[run.first : run.last]
    known = sum(map(_is_telling_name, name))
    long_words = sum(len(word) > 1 for word in name)
    weight = 2 * (run.title < run.first) + 2 * (run.end > run.last)
    weight += _weigh_neighbours(words, run, offices=offices)
    weight += (known > 0) + (known >= 2 or (known == 1 and run.last - run.first >= 2))
    weight += long_words >= 2 and known > 0
    if known == 0 and (_begins_sentence(words, run.title) or _in_headline(words, run.first)):
        weight -= 2
    if run.title > 0 and words.low[run.title - 1] in read_words("venues"):
        weight -= 4
    bare = run.title == run.first and run.end == run.last
    return weight - (bare and long_words == 1 and known == 0 and weight < 3)


def _is_telling_name(word: str) -> bool:
    """Whether a word is a name and hardly anything else (unlike "Dini", "Utama")."""
    return is_given_name(word) and word not in _names_that_are_words()


@lru_cache(maxsize=1)
def _names_that_are_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("given_names") if row["kind"] == "word")


def _in_headline(words: Words, index: int) -> bool:
    """Whether the token stands in a line without a full stop, where every word may be capitalised."""
    start = words.text.rfind("\n", 0, words.tokens[index].start) + 1
    end = words.text.find("\n", start)
    line = words.text[start : end if end >= 0 else len(words.text)].rstrip()
    return len(line) < HEADLINE_LENGTH and not line.endswith((".", "”", '"', "!", "?", ")"))


def _begins_sentence(words: Words, index: int) -> bool:
    return index == 0 or words.low[index - 1] in {".", "“", '"', "!", "?", ":"} or not words.same_line(index)


def _weigh_neighbours(words: Words, run: _Run, *, offices: _Edges) -> int:
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
            weight += 1
        if words.low[before - (low == ",")] in read_words("roles_before_names"):
            weight += 2
    after = run.end + words.has(run.end, {",", "("})
    if after < len(words) and words.tokens[after].start in offices.starts:
        weight += 1 + (after > run.end and run.last - run.first > 1)
    if words.has(after, {"selaku", "sebagai", "mewakili"}) or words.has(after, read_words("speech_verbs")):
        weight += 1 + (weight > 0 and after > run.end)
    if weight > 0 and after > run.end and words.has(after, {"yang"}):
        weight += 2
    return weight


def _is_short_form(words: Words, run: _Run, known: set[str]) -> bool:
    """Whether every word of a candidate belongs to a full name of the same text ("Azan" for "Muhamad Azan")."""
    name = [word for word in words.low[run.first : run.last] if len(word) > 1]
    return bool(name) and all(word in known for word in name)


def _is_listed(words: Words, run: _Run, accepted: set[int], *, ends: set[int]) -> bool:
    """Whether two words or more stand between commas or "dan" next to an accepted person: a list of names."""
    if run.last - run.first < 2 or _begins_sentence(words, run.title):
        return False
    before = words.low[run.title - 1] in {",", "dan"} and run.title - 1 in ends
    return before or (words.has(run.end, {",", "dan"}) and run.end + 1 in accepted)


def _mention(words: Words, run: _Run) -> PersonMention:
    start = words.tokens[run.title].start
    end = words.tokens[run.end - 1].end
    name = words.text[words.tokens[run.first].start : words.tokens[run.last - 1].end]
    glued = name.split(".")
    while len(glued) > 1 and fold_word(glued[0]) in titles():
        glued = glued[1:]
    name = ".".join(glued)
    return PersonMention(start, end, name, fold_name(name))
