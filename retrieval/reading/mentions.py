"""Who is named where: what tables and grammar take for offices and people, weighed by the tagger, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrieval.facts.cast import Cast, Element
from retrieval.facts.quotes import is_in_link
from retrieval.language.names import titles
from retrieval.language.placing import is_given_name
from retrieval.language.tables import read_words
from retrieval.language.text import Span, fold
from retrieval.reading.labels import HEADS
from retrieval.reading.predicates import argument_words
from retrieval.reading.spans import TaggedSpan, find_spans, rows_of, trim
from retrieval.reading.tagger import Chances, Tags

PERSON, OFFICE, GROUP = "PERSON", "OFFICE", "GROUP"

LEAST_NAMED = 0.35
"""A word below this chance belongs to no name; what the judge needs for a claim is more."""

LEAST_OF_TABLES = 0.03
"""What tables and grammar take for a name needs less."""

LEAST_BESIDE = 0.05
"""And a capitalised word beside a name, which a tagger of pieces easily loses."""

SHORTEST = 3
LONGEST_BRACKET = 30
WORDS_BESIDE = 3

_WORD = re.compile(r"\w+")
_GLUED = re.compile(r"(\w{4,})\.(?=[A-Z][a-z])")
_BLANK_LOST = re.compile(r"\w*?[a-z]{3}(?=[A-Z][a-z]{2})")
_OPENING = re.compile(r"(?:\b\w+ )?\(\w*$")
_CLOSING = re.compile(r"[^()\n]{0,30}\)")
_BEFORE = re.compile(r"([A-Z][\w'’.]*) $")
_BEHIND = re.compile(r" ([A-Z][\w'’]+)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, office or group at `start:end`, and the chances that it may have taken part (`named`), did so
    (`took_part`), that this is said here (`stated`), and in which capacity (9,)."""

    start: int
    end: int
    kind: str
    named: float
    took_part: float
    stated: float
    capacity: Chances
    element: Element | None = None


def find_mentions(cast: Cast, tags: Tags) -> list[Mention]:
    """The mentions of an article in order; none reaches into another."""
    text = cast.words.text
    spans = _whole(text, find_spans(text, tags, "named", least=LEAST_NAMED))
    names = {word for span in spans if span.kind == PERSON for word in _low_words(text[span.start : span.end])}
    known = [
        mention
        for element in cast.elements
        if element.is_named and (mention := _weigh(text, tags, element, spans, names)) is not None
    ]
    people = [mention for mention in known if mention.kind == PERSON]
    known = [mention if mention.kind == PERSON else _cut(text, mention, people) for mention in known]
    taken: list[Mention | TaggedSpan] = [*known, *(span for span in spans if span.kind != PERSON)]
    found = [_besides(text, tags, span, taken) for span in spans if not _touches(span, known)]
    parted = (_part_glued(text, mention) for mention in (*known, *found))
    tidy = (mention if mention.kind == PERSON else _tidy(text, mention) for mention in parted)
    whole = [mention for mention in tidy if _names_somebody(text, mention)]
    return _without_suffixes(text, _apart(sorted(whole, key=lambda mention: mention.start)))


def _names_somebody(text: str, mention: Mention) -> bool:
    """Whether a mention is of some length, no mere "Provinsi", and in no line that advertises another article."""
    words = _low_words(text[mention.start : mention.end])
    is_whole = mention.end - mention.start >= SHORTEST and not read_words("region_levels").issuperset(words)
    return is_whole and not is_in_link(text, mention.start)


def _without_suffixes(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Without what stands behind a name and a comma, begins with an abbreviation, and is thus a degree or a title of
    that name: "Slamet Riyadi, Dt. Rajo"."""
    return [
        mention
        for before, mention in zip([None, *mentions], mentions, strict=False)
        if not (before and before.kind == mention.kind == PERSON and _is_suffix(text, before.end, mention))
    ]


def _is_suffix(text: str, end: int, mention: Mention) -> bool:
    first = text[mention.start : mention.end].split(maxsplit=1)[0]
    is_short = "." in first and any(map(str.islower, first)) and fold(first.replace(".", "")) not in titles()
    return text[end : mention.start] == ", " and is_short


def _whole(text: str, spans: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Spans of one kind that nothing parts as one, without the words that only join, and none of such words alone."""
    joined: list[TaggedSpan] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.kind == span.kind != PERSON and not text[last.end : span.start].strip(" "):
            joined[-1] = replace(last, end=span.end, chance=min(last.chance, span.chance))
        else:
            joined.append(span)
    cut = (replace(span, start=_behind_joints(text, span), end=_before_joints(text, span)) for span in joined)
    return [span for span in cut if _says_something(text[span.start : span.end])]


def _behind_joints(text: str, span: TaggedSpan) -> int:
    start = span.start
    for word in _WORD.finditer(text, span.start, span.end):
        if word.group().casefold() not in argument_words("edge"):
            break
        start = word.end() + 1
    return start


def _before_joints(text: str, span: TaggedSpan) -> int:
    words = list(_WORD.finditer(text, span.start, span.end))
    telling = [word for word in words if word.group().casefold() not in argument_words("edge")]
    return telling[-1].end() if telling and telling[-1] is not words[-1] else span.end


def _says_something(words: str) -> bool:
    return any(word.casefold() not in argument_words("bare") for word in _WORD.findall(words))


def _weigh(
    text: str, tags: Tags, element: Element, spans: Sequence[TaggedSpan], names: Collection[str]
) -> Mention | None:
    """A person or an office of the tables, as far as the tagger says that it reaches; `names` are words of people."""
    rows = rows_of(tags, element.start, element.end)
    if not len(rows):
        return None
    grouped = element.office is not None and element.office.group
    kind = PERSON if element.person else GROUP if grouped else OFFICE
    offices = [span for span in spans if span.kind != PERSON] if kind == PERSON else []
    left = _left(text, element, offices, names)
    if left.end <= left.start:
        return None
    mention = _at(tags, left.start, left.end, kind)
    if mention.named < LEAST_OF_TABLES:
        return None
    as_group = HEADS["named"].index("B-GROUP")
    if kind == OFFICE and tags.chances["named"][rows, as_group : as_group + 2].sum(axis=1).mean() > 0.5:
        kind = GROUP
    reach = [span for span in spans if span.kind == kind and _touches(span, [mention])]
    start = min([left.start, *(span.start for span in reach if kind != PERSON)])
    end = max([left.end, *(span.end for span in reach if kind != PERSON or _goes_on(text, left.end, span.end))])
    is_whole = left == Span(element.start, element.end)
    return replace(mention, start=start, end=end, kind=kind, element=element if is_whole else None)


def _left(text: str, element: Element, offices: Sequence[TaggedSpan], names: Collection[str]) -> Span:
    """What the tagger's offices and groups leave of a name of the tables: what one has in it is none, nor is an office
    that begins with the name."""
    start, end = element.start, element.end
    for span in offices:
        words = _low_words(text[max(start, span.start) : min(end, span.end)]) if _overlap(start, end, span) else []
        if all(word in titles() for word in words) or any(word in names or is_given_name(word) for word in words):
            continue
        if span.start == start or (span.start < start and span.end >= end):
            start = min(end, span.end)
    return Span(*trim(text, start, end))


def _low_words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _goes_on(text: str, end: int, further: int) -> bool:
    """Whether a name goes on in nothing but words with capitals: "I Gusti Ngurah Jaya | Negara"."""
    words = text[end:further].split(" ")
    return not words[0] and len(words) > 1 and all(word[:1].isupper() and word.isalpha() for word in words[1:])


def _at(tags: Tags, start: int, end: int, kind: str) -> Mention:
    rows = rows_of(tags, start, end)
    chances = {head: values[rows] for head, values in tags.chances.items()}
    return Mention(
        start,
        end,
        kind,
        named=float(chances["named"][:, 1:].sum(axis=1).mean()),
        took_part=float(chances["took_part"][:, 1].mean()),
        stated=float(chances["stated"][:, 1].mean()),
        capacity=np.asarray(chances["capacity"].mean(axis=0), dtype=np.float32),
    )


def _besides(text: str, tags: Tags, span: TaggedSpan, known: Sequence[Mention | TaggedSpan]) -> Mention:
    """What the tagger alone has found; a person's name with the capitalised words beside it."""
    start, end = span.start, span.end
    if span.kind == PERSON:
        start, end = _whole_name(text, tags, start, end, known=known)
    return _at(tags, start, end, span.kind)


def _whole_name(
    text: str, tags: Tags, start: int, end: int, *, known: Sequence[Mention | TaggedSpan]
) -> tuple[int, int]:
    for _ in range(WORDS_BESIDE):
        before = _BEFORE.search(text, max(0, start - 25), start)
        if before is None or not _is_of_name(tags, before, known):
            break
        start = before.start(1)
    for _ in range(WORDS_BESIDE):
        behind = _BEHIND.match(text, end)
        if behind is None or not _is_of_name(tags, behind, known):
            break
        end = behind.end(1)
    return start, end


def _is_of_name(tags: Tags, word: re.Match[str], known: Sequence[Mention | TaggedSpan]) -> bool:
    rows = rows_of(tags, word.start(1), word.end(1))
    plain = word.group(1).rstrip(".").casefold()
    if plain in read_words("beside_names") or any(_overlap(word.start(1), word.end(1), one) for one in known):
        return False
    return bool(len(rows)) and float(tags.chances["named"][rows, 1:].sum(axis=1).mean()) >= LEAST_BESIDE


def _cut(text: str, mention: Mention, people: Sequence[Mention]) -> Mention:
    """An office without the name that it runs into."""
    start, end = mention.start, mention.end
    for person in people:
        if start < person.start < end:
            end = person.start
        elif start < person.end < end:
            start = person.end
    start, end = trim(text, start, end)
    return replace(mention, start=start, end=end)


def _part_glued(text: str, mention: Mention) -> Mention:
    """A mention without the word that a lost blank glued before it ("Gubernur Jakarta|Anies Anu"), a name without the
    sentence behind it ("Budi Utomo.|Ia")."""
    glued = _BLANK_LOST.match(text, mention.start, mention.end)
    mention = replace(mention, start=glued.end(), element=None) if glued else mention
    ended = _GLUED.search(text, mention.start, mention.end) if mention.kind == PERSON else None
    if ended and ended.group(1) not in read_words("abbreviations", "abbreviation"):
        return replace(mention, end=ended.end(1), element=None)
    return mention


def _tidy(text: str, mention: Mention) -> Mention:
    """An office or group with both its brackets or none, and without what a lost blank glued before it ("Nino.Kepala
    Desa")."""
    start, end = mention.start, mention.end
    glued = _GLUED.match(text, start, end)
    if glued and glued.group(1) not in read_words("abbreviations", "abbreviation"):
        start = glued.end()
    if text.count("(", start, end) > text.count(")", start, end):
        closing = _CLOSING.match(text, end)
        end = closing.end() if closing else text.rindex("(", start, end)
    elif text.count(")", start, end) > text.count("(", start, end):
        opening = _OPENING.search(text, max(0, start - LONGEST_BRACKET), start)
        start = opening.start() if opening else text.index(")", start, end) + 1
    start, end = trim(text, start, end)
    return replace(mention, start=start, end=end)


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that reach into each other as one where they are of a kind; else the first one."""
    apart: list[Mention] = []
    for mention in mentions:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
        elif mention.kind == apart[-1].kind:
            apart[-1] = replace(apart[-1], end=max(apart[-1].end, mention.end))
    return apart


def _touches(span: TaggedSpan, mentions: Sequence[Mention]) -> bool:
    return any(_overlap(span.start, span.end, mention) for mention in mentions)


def _overlap(start: int, end: int, mention: Mention | TaggedSpan) -> bool:
    return mention.start < end and start < mention.end
