"""Who an article may say took part: the mentions of one person, office or group together, with the office held."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from retrieval.language.names import fold_name, is_called, same_person, titles
from retrieval.language.offices import OfficeMention, find_offices, offices_match
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import Span
from retrieval.language.words import Words, read_text_words
from retrieval.reading.aliases import Full, find_full
from retrieval.reading.mentions import GROUP, OFFICE, PERSON, Mention

LONGEST_GAP = 40
"""Characters between an office and the name beside it, titles included."""

_ENDING = ("\n", ". ", '"', "”")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_JOINING = frozenset(',(:-–."“/')
_SHORT_TITLE = 4


@dataclass(slots=True)
class Participant:
    """A person under the fullest name, an office that nobody is named for, or a group, and where it is mentioned.

    `role` is the office as written; `beside` are the mentions of a person's office next to the name; `aliases` are
    names that the article gives for the same person: "Saifullah Yusuf (Gus Ipul)".
    """

    kind: str
    mentions: list[Mention]
    name: str | None = None
    role: str | None = None
    beside: list[Mention] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Where the name stands for the last time so far."""
        return max((one.start for one in self.mentions), default=0)

    @property
    def everywhere(self) -> list[Mention]:
        """All mentions, those of the office beside the name included."""
        return [*self.mentions, *self.beside]


def gather(text: str, mentions: Sequence[Mention]) -> list[Participant]:
    """The participants that some mentions are of, people first in the order of their names."""
    offices = _pair(text, mentions)
    people: list[Participant] = []
    for number, mention in enumerate(mentions):
        if mention.kind == PERSON:
            last = mentions[number - 1] if number else None
            known = _find_alias(text, people, last, mention) or _find_person(people, text[mention.start : mention.end])
            known.mentions.append(mention)
            known.beside += [offices[number]] if number in offices else []
    for person in people:
        person.role = max((text[office.start : office.end] for office in person.beside), key=len, default=None)
    taken = {id(office) for office in offices.values()}
    others = _add_offices(text, [one for one in mentions if one.kind == OFFICE and id(one) not in taken], people)
    groups = [Participant(GROUP, [mention]) for mention in mentions if mention.kind == GROUP]
    return [*people, *others, *groups]


def _pair(text: str, mentions: Sequence[Mention]) -> dict[int, Mention]:
    """The office beside each name, by the number of the name's mention: the one before it, else the one behind."""
    pairs: dict[int, Mention] = {}
    taken: set[int] = set()
    for number, mention in enumerate(mentions):
        if mention.kind != PERSON:
            continue
        for beside in (number - 1, number + 1):
            if 0 <= beside < len(mentions) and beside not in taken and _is_beside(text, mentions, number, beside):
                taken.add(beside)
                pairs[number] = mentions[beside]
                break
    return pairs


def _is_beside(text: str, mentions: Sequence[Mention], number: int, beside: int) -> bool:
    if mentions[beside].kind != OFFICE:
        return False
    first, second = sorted((mentions[number], mentions[beside]), key=lambda mention: mention.start)
    gap = text[first.end : second.start]
    if not _joins(gap) or ("," in gap and is_stood_in_for(text, first.start)):
        return False
    after = mentions[beside + 1] if number < beside < len(mentions) - 1 else None
    return not (after and after.kind == PERSON and not text[mentions[beside].end : after.start].strip())


def is_stood_in_for(text: str, start: int) -> bool:
    """Whether a sentence opens with standing in for the office at `start`: "Mewakili Bupati, Budi membuka rapat"."""
    before = text[:start]
    opening = before[max(before.rfind(sign) + 1 for sign in _ENDING) :].strip().casefold()
    return opening in _standing_in()


@cache
def _standing_in() -> frozenset[str]:
    rows = read_table("predicates")
    return frozenset(row["phrase"] for row in rows if (row["role"], row["voice"]) == ("stands_in", "active"))


def _joins(gap: str) -> bool:
    """Whether nothing parts an office from a name: signs, titles, "selaku", "yang juga"."""
    tokens = [token.casefold() for token in _TOKEN.findall(gap)]
    passable = _JOINING | titles() | read_words("apposition_words")
    short = {token for token, dot in pairwise(tokens) if dot == "." and len(token) <= _SHORT_TITLE}
    return len(gap) <= LONGEST_GAP and "\n" not in gap and all(token in passable or token in short for token in tokens)


def _find_person(people: list[Participant], name: str) -> Participant:
    """Whoever is known by a name, under the fullest, or somebody new."""
    known = _find_known(people, name)
    if known is None:
        known = Participant(PERSON, [], name=name)
        people.append(known)
    if name not in known.aliases:
        known.name = max(known.name or "", name, key=lambda one: len(one.split()))
    return known


def _find_known(people: Sequence[Participant], name: str) -> Participant | None:
    """Whom a name means of those who were named: under that name or one alike in its first word rather than another,
    who was named last rather than before; the only one whom it may call by a short name."""
    alike = [one for one in people if name in one.aliases or _is_same(one.name or "", name)]
    first = fold_name(name).split()[:1]
    if not alike:
        return _find_called(people, name)
    return max(alike, key=lambda one: (one.name == name, fold_name(one.name or "").split()[:1] == first, one.last))


def _find_alias(text: str, people: list[Participant], last: Mention | None, mention: Mention) -> Participant | None:
    """Whom the article says that a name is another one of, or the full one; None where it is nobody's other name."""
    name, full = text[mention.start : mention.end], find_full(text, last, mention)
    named_last = next((one for one in people if any(own is last for own in one.mentions)), None)
    if full is Full.BEHIND and named_last:
        return _call_in_full(people, named_last, name)
    if full is Full.EARLIER and not _find_known(people, name):
        named_last = max(people, key=lambda one: one.last, default=None)
    elif full is not Full.BEFORE:
        return None
    if named_last:
        named_last.aliases.append(name)
    return named_last


def _call_in_full(people: list[Participant], called: Participant, name: str) -> Participant:
    """Whoever was called by another name before the full one: the person known by that, if there is one."""
    if _find_known([called], name):
        return called
    people.remove(called)
    person = _find_person(people, name)
    person.aliases.append(called.name or "")
    person.mentions += called.mentions
    person.beside += called.beside
    return person


def _find_called(people: Sequence[Participant], name: str) -> Participant | None:
    """The only one who may be called by a short name, or whose short name it was that came before the full one."""
    fitting = [one for one in people if is_called(name, one.name or "") or is_called(one.name or "", name)]
    return fitting[0] if len(fitting) == 1 else None


def _is_same(known: str, name: str) -> bool:
    return same_person(known, name) or set(fold_name(name).split()) <= set(fold_name(known).split())


def _add_offices(text: str, offices: Sequence[Mention], people: Sequence[Participant]) -> list[Participant]:
    """Offices without a name beside them: another mention of who holds them, or somebody whom nobody names."""
    unnamed: list[Participant] = []
    for office in offices:
        written = text[office.start : office.end]
        words = _telling_words(written)
        holder = _only(one for one in people if one.role and _may_hold(one.role, written))
        holder = holder or _only(one for one in people if one.role and _holds(one.role, written))
        known = holder or next((one for one in unnamed if _overlaps(words, _telling_words(one.role or ""))), None)
        if known is None:
            unnamed.append(Participant(OFFICE, [office], role=written))
            continue
        known.mentions.append(office)
        if known is not holder:
            known.role = max(known.role or "", written, key=len)
    return unnamed


def _only(people: Iterable[Participant]) -> Participant | None:
    found = list(people)
    return found[0] if len(found) == 1 else None


def with_titles(words: Words, start: int, end: int) -> Span:
    """A name at `start:end` with the titles before it and the degrees behind: "Drs. Budi, M.Si."."""
    first = bisect_left(words.tokens, start, key=lambda token: token.start)
    last = bisect_left(words.tokens, end, key=lambda token: token.start)
    while first and words.low[first - 1] in titles() and words.same_line(first):
        first -= 1
    behind = last
    while behind < len(words) and words.same_line(behind) and (words.low[behind] == "," or _is_degree(words, behind)):
        behind += 1
        last = behind if _is_degree(words, behind - 1) else last
    return Span(min(start, words.tokens[first].start), max(end, words.tokens[last - 1].end))


def _is_degree(words: Words, at: int) -> bool:
    return words.is_capital(at) and words.low[at] in read_words("degrees", "form")


def _telling_words(office: str) -> set[str]:
    return {word for word in re.findall(r"\w+", office.casefold()) if word not in read_words("region_levels")}


def _may_hold(role: str, office: str) -> bool:
    """Whether an office is a shorter form of a role: "Camat" of "Camat Melati", no "Bupati" of "Wakil Bupati"."""
    alike = role.casefold().split()[:1] == office.casefold().split()[:1]
    return alike and _telling_words(office) <= _telling_words(role)


def _holds(role: str, office: str) -> bool:
    """Whether an office is another form of a role: "Wabup" of "Wakil Bupati Anu"; one that a region has many of only
    with its unit."""
    asked, held = _parse(office), _parse(role)
    if asked is None or held is None or asked.group or not offices_match(asked, held) or _elsewhere(role, office):
        return False
    return asked.office in read_words("single_offices") or bool(asked.unit and offices_match(held, asked))


def _parse(office: str) -> OfficeMention | None:
    return next(iter(find_offices(office)), None)


def _elsewhere(role: str, office: str) -> bool:
    """Whether two offices name regions, and not the same."""
    one, other = _regions(role), _regions(office)
    return bool(one and other and one.isdisjoint(other))


def _regions(text: str) -> set[str]:
    words = read_text_words(text)
    return {words.low[at] for first, last in words.regions.items() for at in range(first, last)} - read_words(
        "region_levels"
    )


def _overlaps(some: set[str], others: set[str]) -> bool:
    return some <= others or others <= some
