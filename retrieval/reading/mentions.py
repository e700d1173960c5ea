"""Who is named where: people, offices and groups as the tagger sees them, and those that tables know where it sees
none, with the chances that they took part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from retrieval.facts.quotes import is_in_link
from retrieval.language.names import titles
from retrieval.language.offices import find_offices_held
from retrieval.language.people import find_people
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold
from retrieval.language.words import read_text_words
from retrieval.reading.predicates import NOUN, argument_words, predicate_at
from retrieval.reading.tagging import labels
from retrieval.reading.tagging.calling import call, shipped_calling
from retrieval.reading.tagging.labels import HEADS
from retrieval.reading.tagging.spans import TaggedSpan, find_spans, rows_of, trim
from retrieval.reading.tagging.tagger import Chances, Tags

PERSON, OFFICE, GROUP = "PERSON", "OFFICE", "GROUP"

LEAST_CALLED = 0.5
"""A word below this chance belongs to no name and no office."""

LEAST_BESIDE = 0.2
"""And one below this to none beside it."""

LEAST_NAMED = 0.35
"""A word below this chance belongs to no group that may have taken part; what the judge needs for a claim is more."""

UNCALLED = 0.05
"""Chance of being one, of a group that is not called so, and of an office or a name that tables alone know."""

MOSTLY = 0.5
"""Chance from which what is called an office is a group: "Kepala OPD"."""

SHORTEST = 3

SHORTEST_FORM = 4
"""Letters of a word by which somebody may be called."""

LONGEST_BRACKET = 30

_KINDS = {labels.NAME: PERSON, labels.OFFICE: OFFICE}
_GROUPS = frozenset({labels.GROUP, labels.BODY})
_OF_OFFICES = frozenset({labels.BODY, labels.PLACE, labels.GROUP})
_AS_GROUP = HEADS["named"].index("B-GROUP")
_WORD = re.compile(r"\w+")
_GLUED = re.compile(r"(\w{4,})\.(?=[A-Z][a-z])")
_BLANK_LOST = re.compile(r"\w*?[a-z]{3}(?=[A-Z][a-z]{2})")
_OPENING = re.compile(r"(?:\b\w+ )?\(\w*$")
_BRACKET = re.compile(r"\s*[()]")
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})\.(?=[A-Z][a-z])|(?<=[A-Z]{2})\.\Z")
_WORD_BEFORE = re.compile(r"\b(\w+) \Z")
_CLOSING = re.compile(r"[^()\n]{0,30}\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, office or group at `start:end`, and the chances that it is one (`called`), that it may have taken part
    (`named`), did so (`took_part`), that this is said here (`stated`), and in which capacity (9,)."""

    start: int
    end: int
    kind: str
    called: float
    named: float
    took_part: float
    stated: float
    capacity: Chances


def find_mentions(text: str, tags: Tags) -> list[Mention]:
    """The mentions of an article in order; none reaches into another."""
    likely = call(text, tags, shipped_calling())
    spans = find_spans(text, tags, "called", least=LEAST_CALLED, beside=LEAST_BESIDE, likely=likely)
    called = _joined(text, spans)
    named = [span for span in called if span.kind in _KINDS]
    found = list(_find_groups(text, tags, called))
    known = [span for span in _known(text) if not _touches(span, [*named, *found])]
    somebody = [_weigh(tags, span) for span in (*named, *known, *_short_forms(text, [*called, *known]))]
    groups = [_weigh(tags, span) for span in found if not _touches(span, somebody)]
    parted = [_bare(text, mention) for mention in [*somebody, *groups]]
    tidy = (mention if mention.kind == PERSON else _tidy(text, mention) for mention in parted)
    return sorted((one for one in tidy if _names_somebody(text, one)), key=lambda one: one.start)


def _weigh(tags: Tags, span: TaggedSpan) -> Mention:
    rows = rows_of(tags, span.start, span.end)
    chances = {head: values[rows] for head, values in tags.chances.items()}
    kind = _KINDS.get(span.kind, GROUP)
    if kind == OFFICE and chances["named"][:, _AS_GROUP : _AS_GROUP + 2].sum(axis=1).mean() > MOSTLY:
        kind = GROUP
    return Mention(
        span.start,
        span.end,
        kind,
        called=span.chance,
        named=float(chances["named"][:, 1:].sum(axis=1).mean()),
        took_part=float(chances["took_part"][:, 1].mean()),
        stated=float(chances["stated"][:, 1].mean()),
        capacity=np.asarray(chances["capacity"].mean(axis=0), dtype=np.float32),
    )


def _joined(text: str, spans: Sequence[TaggedSpan]) -> list[TaggedSpan]:
    """Spans that nothing but a blank parts as one: those of a kind, and an office with its body or region behind it,
    which may look like a group."""
    joined: list[TaggedSpan] = []
    for span in spans:
        last = joined[-1] if joined else None
        of_office = last and last.kind == labels.OFFICE and span.kind in _OF_OFFICES
        if last and (last.kind == span.kind or of_office) and not text[last.end : span.start].strip(" "):
            joined[-1] = replace(last, end=span.end, chance=min(last.chance, span.chance))
        else:
            joined.append(span)
    return joined


def _known(text: str) -> Iterator[TaggedSpan]:
    """Offices that tables know, and names behind an office, a title or a rank, for where nothing is called one."""
    offices = [office for office in find_offices_held(text) if not office.group]
    for office in offices:
        yield TaggedSpan(office.start, office.end, labels.OFFICE, UNCALLED)
    held = {office.end for office in offices}
    for person in find_people(text):
        start = text.index(person.name, person.start)
        if start > person.start or len(text[: person.start].rstrip(" ,(")) in held:
            yield TaggedSpan(start, start + len(person.name), labels.NAME, UNCALLED)


def _touches(span: TaggedSpan, others: Sequence[TaggedSpan | Mention]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _short_forms(text: str, called: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Words of a name of several that stand alone elsewhere, and nobody says what they are: "Wibisono" of "Wibisono
    Hartadi"."""
    names = [span for span in called if span.kind == labels.NAME and " " in text[span.start : span.end]]
    words = {
        word for name in names for word in _WORD.findall(text[name.start : name.end]) if len(word) >= SHORTEST_FORM
    }
    for word in _WORD.finditer(text) if words else ():
        form = TaggedSpan(*word.span(), labels.NAME, LEAST_CALLED)
        if word.group() in words and not _touches(form, called):
            yield form


def _find_groups(text: str, tags: Tags, called: Sequence[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Groups and bodies that may have taken part, as far as they are called so, without the words that only join, and
    none of such words alone."""
    named = [span for span in find_spans(text, tags, "named", least=LEAST_NAMED) if span.kind == GROUP]
    for span in _joined(text, named):
        same = [one for one in called if one.kind in _GROUPS and _touches(span, [one])]
        start, end = min(one.start for one in (span, *same)), max(one.end for one in (span, *same))
        start = _behind_joints(text, start, end)
        end = _before_joints(text, start, end)
        if _says_something(text[start:end]):
            yield TaggedSpan(start, end, GROUP, max((one.chance for one in same), default=UNCALLED))


def _names_somebody(text: str, mention: Mention) -> bool:
    """Whether a mention is of some length, no mere "Provinsi", and in no line that advertises another article."""
    words = [fold(word) for word in _WORD.findall(text[mention.start : mention.end])]
    is_whole = mention.end - mention.start >= SHORTEST and not read_words("region_levels").issuperset(words)
    return is_whole and not is_in_link(text, mention.start)


def _behind_joints(text: str, start: int, end: int) -> int:
    for word in _WORD.finditer(text, start, end):
        if word.group().casefold() not in argument_words("edge"):
            break
        start = word.end() + 1
    return min(start, end)


def _behind_verb(text: str, start: int) -> int:
    """Where an office begins: behind the verb of whoever holds it ("dipimpin Kepala Dinas")."""
    words = read_text_words(text)
    first = bisect_left(words.tokens, start, key=lambda token: token.start)
    verb = predicate_at(words, first)
    is_verb = verb and verb.voice != NOUN and verb.last < len(words)
    return words.tokens[verb.last].start if verb and is_verb else start


def _before_joints(text: str, start: int, end: int) -> int:
    words = list(_WORD.finditer(text, start, end))
    telling = [word for word in words if word.group().casefold() not in argument_words("edge")]
    return telling[-1].end() if telling and telling[-1] is not words[-1] else end


def _says_something(words: str) -> bool:
    empty = argument_words("bare") | read_words("quantifiers")
    return any(word.casefold() not in empty and not word.isdigit() for word in _WORD.findall(words))


def _bare(text: str, mention: Mention) -> Mention:
    """A mention without the word that a lost blank glued before it ("Gubernur Jakarta|Anies Anu"); a name without
    titles before it and brackets or a sentence behind it ("Budi Utomo.|Ia"); an office without the rank of who holds
    it, and with the word that makes it another's: "istri Bupati"."""
    glued = _BLANK_LOST.match(text, mention.start, mention.end)
    start, end = glued.end() if glued else mention.start, mention.end
    if mention.kind == PERSON:
        closing = _BRACKET.search(text, start, end) or _SENTENCE_END.search(text, start, end)
        end = closing.start() if closing else end
        start, end = _behind_titles(text, start, end), _before_degrees(text, start, end)
    elif mention.kind == OFFICE:
        start, end = _behind_verb(text, _behind_joints(text, start, end)), _before_ranks(text, start, end)
        before = _WORD_BEFORE.search(text, max(0, start - LONGEST_BRACKET), start)
        start = before.start() if before and fold(before.group(1)) in read_words("office_genitives") else start
    return replace(mention, start=start, end=end)


def _behind_titles(text: str, start: int, end: int) -> int:
    """Where a name begins: behind its titles and numbers, and behind a rank wherever it stands."""
    words = list(_WORD.finditer(text, start, end))
    ranks = [at for at, word in enumerate(words) if fold(word.group()) in read_words("ranks", "form")]
    first = ranks[-1] + 1 if ranks else 0
    while first < len(words) and (fold(words[first].group()) in titles() or words[first].group().isdigit()):
        first += 1
    return words[first].start() if first < len(words) else end


def _before_degrees(text: str, start: int, end: int) -> int:
    """Where a name ends: before a degree that follows it without a comma."""
    words = list(_WORD.finditer(text, start, end))
    while len(words) > 1 and words[-1].group().isupper() and fold(words[-1].group()) in read_words("degrees", "form"):
        end = words.pop().start() - 1
    return end


def _before_ranks(text: str, start: int, end: int) -> int:
    """Where an office ends: before the words that join it to something, and the rank of who holds it; behind a corps
    that no rank is before ("Panglima TNI")."""
    words = list(_WORD.finditer(text, start, end))
    last = len(words)
    while last and fold(words[last - 1].group()) in read_words("ranks", "form") | argument_words("edge"):
        last -= 1
    while 0 < last < len(words) and fold(words[last].group()) in _corps():
        last += 1
    if not last:
        return start
    closed = words[last - 1].end()
    return max(closed, end if text[closed:end] == ")" else 0)


@cache
def _corps() -> frozenset[str]:
    return frozenset(row["form"] for row in read_table("ranks") if row["kind"] == "corps")


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
