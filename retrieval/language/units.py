"""The institution or unit that an office belongs to: "Dinas PPPA", "Bidang Litbang Bappeda", "Polres Wonosobo"."""

from __future__ import annotations

import re
from functools import lru_cache

from retrieval.language.placing import is_given_name, is_number, is_title, read_place, read_region
from retrieval.language.tables import read_table, read_words
from retrieval.language.words import Phrases, Words

CONNECTORS = frozenset({"dan", "&", ",", "serta", "/"})
INTERCHANGEABLE = frozenset({"dinas", "badan", "kantor"})
"""What a regional unit is: regions differ in whether a task is given to an agency, a board or an office."""

LONGEST_UNKNOWN = 4
"""Words of a unit that no table knows."""

# Abstract nouns by shape: "Penempatan", "Kesempatan", "Digitalisasi". Names are asked about first.
_ABSTRACT = re.compile(r"^(?:(?:ke|pe|per)\w{4,}an|\w{3,}(?:asi|isasi|itas|ologi|isme))$")


@lru_cache(maxsize=1)
def unit_forms() -> Phrases[str]:
    """The forms of known units (`data/language/units.tsv`) and the canonical unit of each."""
    return Phrases((row["form"], row["unit"]) for row in read_table("units"))


@lru_cache(maxsize=1)
def _institution_forms() -> Phrases[str]:
    return Phrases((row["form"], row["unit"]) for row in read_table("units") if row["kind"] == "institution")


@lru_cache(maxsize=1)
def _topic_forms() -> Phrases[str]:
    """Those forms that name a field of work and no institution of their own: "kesra", "SDM"."""
    return Phrases((row["form"], row["unit"]) for row in read_table("units") if row["kind"] == "topic")


@lru_cache(maxsize=1)
def unit_words() -> dict[str, str]:
    """The words that units' names are made of, each with its kind: type ("dinas"), topic ("kesehatan") or both."""
    return {row["word"]: row["kind"] for row in read_table("unit_words")}


def is_topic(words: Words, index: int, *, abstract: bool = True) -> bool:
    """Whether the word at `index` names what a unit deals with; `abstract`: also a noun that only looks like it."""
    if index >= len(words):
        return False
    low = words.low[index]
    if unit_words().get(low) in {"topic", "both"}:
        # "Dalam Negeri" names what a unit deals with; in "Kepala Dinas Pendidikan dalam rapat" the name has ended.
        return low not in read_words("stopwords") or is_topic(words, index + 1, abstract=False)
    return abstract and words.is_capital(index) and bool(_ABSTRACT.match(low)) and not is_given_name(low)


def _skip_connector(words: Words, index: int) -> int:
    """The index after "dan", "," or ", dan" where a topic follows, or `index` itself."""
    after = index
    while after < index + 2 and words.has(after, CONNECTORS):
        after += 1
    if after == index or after >= len(words):
        return index
    if not _topic_forms().find(words.low, after) and (
        not is_topic(words, after) or unit_forms().find(words.low, after)
    ):
        return index
    if words.low[index] == "," and not words.is_capital(after):
        return index
    return after


def _read_topics(words: Words, index: int, *, started: bool = False) -> tuple[int, list[str]]:
    """Topic words and numbers from `index` on: "Perdagangan, Koperasi dan UKM" -> the index after, the words.

    `started` says that topics stand right before, so that "dan" may come first.
    """
    topics: list[str] = []
    at = index
    while at < len(words) and words.same_line(at):
        if at in words.regions:
            break
        start = _skip_connector(words, at) if topics or started else at
        known = _topic_forms().find(words.low, start)
        if known:
            at = known[0]
            topics += known[1].split()
        elif _institution_forms().find(words.low, start):
            break
        elif is_topic(words, start, abstract=bool(topics) or started) or (start == at and is_number(words, start)):
            topics.append(words.low[start])
            at = start + 1
        else:
            break
    return at, topics


def _read_proper(words: Words, index: int) -> int:
    """The index after the proper name of an association: "Gaung Demokrasi"; stops before a person's name."""
    at = index
    while at < index + 4 and words.is_capital(at) and words.same_line(at):
        word = words.tokens[at].text
        given = is_given_name(words.low[at]) and not _ends_before_title(words, at)
        if (len(word.rstrip(".")) < 2 or word.endswith(".") or given) and at > index:
            break
        if is_title(words.low[at]):
            break
        if unit_words().get(words.low[at]) == "type" or _institution_forms().find(words.low, at):
            break
        at += 1
    return at


def _ends_before_title(words: Words, index: int) -> bool:
    """Whether a comma and a title follow the word: "RSUD Tripat Lestari, dr. Siti Rahma"."""
    titled = words.is_capital(index + 2) or words.has(index + 2, {"dr", "drg", "drh", "ir"})
    return words.has(index + 1, {","}) and titled and is_title(words.low[index + 2])


def _skip_abbreviation(words: Words, index: int) -> int:
    """The index after "(Kesbangpol)" where a bracketed abbreviation of one or two words repeats the unit."""
    for width in (1, 2):
        close = index + 1 + width
        if words.has(index, {"("}) and words.has(close, {")"}):
            inside = words.low[index + 1 : close]
            if all(word.isalnum() for word in inside) and not any(map(is_given_name, inside)):
                return close + 1
    return index


def _read_segment(words: Words, index: int) -> tuple[int, str]:
    """One unit without what it is part of: the index after it and its canonical name ("" where there is none)."""
    low = words.low[index]
    kind = unit_words().get(low)
    known = unit_forms().find(words.low, index)
    if known:
        at, topics = _read_topics(words, known[0], started=True)
        topics = [*known[1].split(), *topics]
    elif low in read_words("schools"):
        at, topics = _read_school(words, index)
    elif kind in {"type", "both"}:
        at, topics = _read_typed(words, index)
    elif is_topic(words, index, abstract=False):
        at, topics = _read_topics(words, index)
    else:
        return index, ""
    if known and known[1] == "pdam" and at < len(words) and words.low[at].startswith("tirta"):
        at += 1 + (words.low[at] == "tirta" and words.is_capital(at + 1))
    if low in read_words("proper_units") and at == (known[0] if known else index + 1) and at not in words.regions:
        end = _read_proper(words, at)
        topics += words.low[at:end]
        at = end
    return _skip_abbreviation(words, at), " ".join(dict.fromkeys(topic for topic in topics if topic != "dan"))


def _read_typed(words: Words, index: int) -> tuple[int, list[str]]:
    """A kind of unit and its topics: "Dinas Kominfo", "Kantor Pengadilan Agama", "Komisi B"."""
    kind = words.low[index]
    known = _institution_forms().find(words.low, index + 1) if index + 1 < len(words) else None
    if known and kind in INTERCHANGEABLE:
        at, topics = _read_topics(words, known[0], started=True)
        return at, [kind, *known[1].split(), *topics]
    if kind == "komisi" and words.has(index + 1, frozenset("abcde")):
        return index + 2, [kind, words.low[index + 1]]
    at, topics = _read_topics(words, index + 1)
    if not topics and kind in INTERCHANGEABLE and _is_abbreviation(words, at):
        return at + 1, [kind, words.low[at]]
    return at, [kind, *topics]


def _is_abbreviation(words: Words, index: int) -> bool:
    """Whether a word in capitals stands at `index` that no table knows: "Dinas PUPKP"."""
    token = words.tokens[index].text if index < len(words) else ""
    known = token and (is_given_name(words.low[index]) or words.low[index] in read_words("degrees", "form"))
    return token.isupper() and token.isalnum() and 2 < len(token) < 9 and not known


def _read_school(words: Words, index: int) -> tuple[int, list[str]]:
    """A school with its number and its place: "SMAN 1 Mojotengah"."""
    level = words.low[index]
    at, topics = index + 1, [level if level in {"man", "min"} else level.removesuffix("n")]
    if is_number(words, at):
        topics.append(words.low[at])
        at += 1
    return (at if at in words.regions else read_place(words, at)), topics


def _skip_unknown(words: Words, index: int) -> int:
    """The index after one or two unknown words before an institution: "Kesehatan Reproduksi BKKBN"."""
    for width in (1, 2):
        skipped = range(index, index + width)
        if any(not words.is_capital(at) or is_given_name(words.low[at]) or is_title(words.low[at]) for at in skipped):
            break
        if index + width < len(words) and _institution_forms().find(words.low, index + width):
            return index + width
    return index


def read_unit(words: Words, index: int) -> tuple[int, str | None]:
    """The index after the unit that begins at `index`, and the unit from its smallest part on ("litbang / bappeda")."""
    segments: list[str] = []
    at = index
    while at < len(words) and words.same_line(at):
        after, segment = _read_segment(words, at)
        if not segment:
            after = read_region(words, at)
            if after == at:
                after = _skip_unknown(words, at) if segments else at
            if after == at or not (segments or words.has(after, unit_words())):
                break
        else:
            segments.append(segment)
        at = after
    return at, " / ".join(segments) or None


def read_unknown_unit(words: Words, index: int) -> tuple[int, str]:
    """Up to four capitalised words that no table knows, where a person follows: "Kasi Penetapan Hak, Siti Rahma".

    The index after them and the words; `index` and "" where no person follows, or where they may be one themselves.
    """
    at, named = index, False
    while at < index + LONGEST_UNKNOWN and words.is_capital(at) and words.same_line(at) and at not in words.regions:
        given = is_given_name(words.low[at]) and not named
        if given or is_title(words.low[at]) or words.tokens[at].text.endswith("."):
            break
        named = named or words.low[at] in read_words("proper_units")
        at += 1
    after = read_region(words, at)
    parted = words.has(after, {",", "("})
    low = words.low[after + parted] if words.is_capital(after + parted) else ""
    person = is_title(low) or (parted and is_given_name(low))
    shouted = words.tokens[index - 1].text.isupper()
    if at == index or not person or shouted or not words.is_capital(index - 1):
        return index, ""
    return after, " ".join(words.low[index:at])
