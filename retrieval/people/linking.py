"""Which mentions are one person's: decided by name, office, region and dates alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from data.store import Held, How, KnownPerson, Mention, PersonLink
from retrieval.language.names import same_person, spell_name
from retrieval.language.offices import OfficeMention, offices_match
from retrieval.language.tables import read_table, read_words
from retrieval.people.candidates import spread_keys

LINKING_VERSION = "1"

_FULL_NAME = 2
"""Words that a name must have to tell somebody without an exact office."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands of earlier links, which are to be dropped, and the mentions left to be decided.

    barred: for (article id, folded name) the people who an administrator said it is not.
    """

    kept: tuple[PersonLink, ...]
    dropped: tuple[int, ...]
    left: tuple[Mention, ...]
    barred: dict[tuple[str, str], set[int]]


def settle(mentions: Sequence[Mention], before: Sequence[PersonLink], *, anew: bool = False) -> Settled:
    """Hold what articles say now against their links of before.

    A mention that is as it was stays whose it was; an administrator's decisions stay in any case, without evidence
    where the mention is gone. With `anew` all that no administrator decided is decided again.
    """
    fresh = {_identity(mention): mention for mention in mentions}
    kept, dropped, barred = [], [], dict[tuple[str, str], set[int]]()
    decided = set()
    for link in before:
        is_firm = link.how is How.ADMIN or not link.active
        mention = fresh.get(_identity(link.mention))
        if not is_firm and (anew or mention is None):
            dropped += [link.id] if link.id is not None else []
            continue
        kept.append(PersonLink(link.id, link.person, mention or _without_evidence(link.mention), link.how, link.active))
        if not link.active:
            barred.setdefault((link.mention.article_id, link.mention.folded), set()).add(link.person)
        elif mention:
            decided.add(_identity(mention))
    left = tuple(mention for identity, mention in fresh.items() if identity not in decided)
    return Settled(tuple(kept), tuple(dropped), left, barred)


def link(settled: Settled, known: Iterable[KnownPerson]) -> list[PersonLink]:
    """Every link of the articles: those kept, and a person, known or new (numbers below 0), for each mention left."""
    register = _Register(known)
    for one in settled.kept:
        if one.active:
            register.add(one.person, one.mention, is_inferred=one.how is How.INFERRED)
    admins = {_named(one.mention): one.person for one in settled.kept if one.active and one.how is How.ADMIN}
    links = list(settled.kept)
    # In the order of time, so that offices follow each other; within an article the fullest name first.
    for mention in sorted(settled.left, key=_turn):
        name = _named(mention)
        chosen = register.choose(mention, settled.barred.get(name, set()))
        person, how = (admins[name], How.ADMIN) if name in admins else chosen
        register.add(person, mention, is_inferred=how is How.INFERRED)
        links.append(PersonLink(None, person, mention, how))
    return links


def _identity(mention: Mention) -> tuple[str, str, str, str]:
    return mention.article_id, mention.folded, mention.office_key, mention.region


def _named(mention: Mention) -> tuple[str, str]:
    return mention.article_id, mention.folded


def _turn(mention: Mention) -> tuple[date, str, int, int]:
    return mention.date or date.max, mention.article_id, -len(spell_name(mention.folded)), mention.start


def _without_evidence(mention: Mention) -> Mention:
    return Mention(mention.article_id, *_names(mention), mention.date, 0, 0)


def _names(mention: Mention) -> tuple[str, str, str, str, str]:
    return mention.name, mention.folded, mention.office, mention.office_key, mention.region


@dataclass(slots=True)
class _Person:
    id: int
    is_apart: bool
    held: dict[tuple[str, str, str], Held]
    articles: set[str] = field(default_factory=set)


class _Register:
    """The people met so far, found by the keys of their names."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        self._people: dict[int, _Person] = {}
        self._by_key: dict[str, set[int]] = {}
        for one in known:
            held = {(each.folded, each.office_key, each.region): each for each in one.held}
            self._people[one.id] = _Person(one.id, one.is_apart, held)
            for each in one.held:
                self._index(one.id, each.folded, each.region)

    def add(self, person_id: int, mention: Mention, *, is_inferred: bool) -> None:
        """Note a mention as a person's."""
        person = self._people.setdefault(person_id, _Person(person_id, is_apart=False, held={}))
        person.articles.add(mention.article_id)
        key = (mention.folded, mention.office_key, mention.region)
        person.held[key] = _extend(person.held.get(key), mention, is_inferred=is_inferred)
        self._index(person_id, mention.folded, mention.region)

    def choose(self, mention: Mention, barred: set[int]) -> tuple[int, How]:
        """The one person whom the mention fits best, or a new one; people whom it fits alike are left alone."""
        ids = set[int]().union(*(self._by_key.get(key, ()) for key, _ in spread_keys(mention.folded, mention.region)))
        people = [self._people[number] for number in sorted(ids - barred)]
        ranked = [(_fit(mention, person), person.id) for person in people if not person.is_apart]
        best = max((fit for fit, _ in ranked), default=_NO_FIT)
        fitting = [number for fit, number in ranked if fit == best]
        if best == _NO_FIT or (len(fitting) > 1 and best < _SAME_OFFICE):
            return -len(self._people) - 1, How.READ
        return fitting[0], How.INFERRED if best == _SUCCESSION else How.READ

    def _index(self, person_id: int, folded: str, region: str) -> None:
        for key, _ in spread_keys(folded, region):
            self._by_key.setdefault(key, set()).add(person_id)


def _extend(held: Held | None, mention: Mention, *, is_inferred: bool) -> Held:
    known = [held.first, held.last] if held else []
    days = sorted(filter(None, [*known, mention.date]))
    first, last = (days[0], days[-1]) if days else (None, None)
    still = is_inferred and (held is None or held.is_inferred)
    return Held(mention.folded, mention.office_key, mention.region, first, last, still)


_NO_FIT, _SUCCESSION, _NO_OFFICE, _SAME_ARTICLE, _SAME_OFFICE, _SAME_NAME = range(6)


def _fit(mention: Mention, person: _Person) -> int:
    """How well a mention fits a person; every name of theirs must fit, and one region be shared."""
    held = list(person.held.values())
    here = [one for one in held if one.region == mention.region]
    if not here or not all(same_person(mention.folded, name) for name in {one.folded for one in held}):
        return _NO_FIT
    is_full = any(_share_full_name(mention.folded, one.folded) for one in held)
    same = [one for one in here if _is_same_office(mention.office_key, one.office_key)]
    if same and (is_full or (_is_telling(mention.office_key) and mention.region)):
        # Where the office is inferred, so is every further mention in it.
        if all(one.is_inferred for one in same):
            return _SUCCESSION
        return _SAME_NAME if any(one.folded == mention.folded for one in same) else _SAME_OFFICE
    return _fit_by_name(mention, person, here) if is_full and mention.region else _NO_FIT


def _fit_by_name(mention: Mention, person: _Person, here: Sequence[Held]) -> int:
    """How well a mention fits a person who bears the same full name in the same region."""
    key = mention.office_key
    if mention.article_id in person.articles and not any(_clash(key, one.office_key) for one in here):
        return _SAME_ARTICLE
    offices = [one for one in person.held.values() if one.office_key]
    if not key or not offices or any(is_alike_office(key, one.office_key) for one in here):
        return _NO_OFFICE
    return _SUCCESSION if _succeeds(mention, offices) else _NO_FIT


@lru_cache(maxsize=4096)
def _share_full_name(one: str, other: str) -> bool:
    """Whether two fitting names have enough in common to tell somebody; a whole "Muhammad" counts if both have it."""
    shared = min(len(spell_name(one)), len(spell_name(other)))
    return shared >= _FULL_NAME or (one == other and sum(len(word) > 1 for word in one.split()) >= _FULL_NAME)


def _succeeds(mention: Mention, offices: Sequence[Held]) -> bool:
    """Whether an office was held at another time than all others, all of them in the mention's region."""
    if mention.date is None or _office(mention.office_key).office in read_words("place_offices"):
        return False
    return all(one.region == mention.region for one in offices) and not any(
        one.first is None or one.last is None or one.first <= mention.date <= one.last for one in offices
    )


@lru_cache(maxsize=4096)
def _office(key: str) -> OfficeMention:
    office, _, unit = key.partition("|")
    return OfficeMention(0, 0, office, unit or None, None, group=False)


def _is_same_office(one: str, other: str) -> bool:
    """Whether two offices are one: each fits the other."""
    return bool(one) and (one == other or (_may_be(one, other) and _may_be(other, one)))


@lru_cache(maxsize=65_536)
def _may_be(asked: str, given: str) -> bool:
    """Whether the first office, as far as it is told, may be the second: "Kepala Dinas" and "Kepala Dinas Sosial"."""
    return bool(asked and given) and offices_match(_office(asked), _office(given))


@lru_cache(maxsize=65_536)
def is_alike_office(one: str, other: str) -> bool:
    """Whether two offices may be one, told in other words: the same head, and most words of the unit shared."""
    if _may_be(one, other) or _may_be(other, one):
        return True
    words, others = (set((_office(key).unit or "").split()) - {"/"} for key in (one, other))
    same_head = bool(one) and _office(one).office == _office(other).office
    return same_head and 2 * len(words & others) > len(words | others)


def _is_telling(key: str) -> bool:
    """Whether an office says so much that one word of a name is enough beside it: not "Kepala" or "Camat" alone."""
    office = _office(key)
    return bool(office.unit) or ("|" in key and office.office not in _vague_offices())


@lru_cache(maxsize=1)
def _vague_offices() -> frozenset[str]:
    needy = {row["office"] for row in read_table("offices") if row["takes"] == "unit"}
    return read_words("place_offices") | frozenset(needy)


def _clash(one: str, other: str) -> bool:
    """Whether nobody holds both offices: two units' heads, a regent and a governor."""
    heads = {_office(one).office, _office(other).office}
    is_single = len(heads) == 1 or heads <= read_words("single_offices")
    return bool(one and other) and is_single and not is_alike_office(one, other)
