"""People who may be one, though nothing joined them: names and offices of one region nearly agree."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from data.store import KnownPerson, Store
from retrieval.language.names import same_person, spell_name
from retrieval.people.candidates import name_words
from retrieval.people.linking import is_alike_office

_AT_ONCE = 200
"""People who are compared with others at once."""

_LETTERS_PER_SLIP = 4
"""One slip of the pen for so many letters of a word; less likeness is chance."""


def next_suspects(store: Store, *, after: tuple[int, int] = (0, 0)) -> tuple[int, int] | None:
    """The next pair, by number, of people who may be one and of whom nothing was decided; None where there is none."""
    return next((pair for pair in _pairs(store, after[0] - 1) if pair > after), None)


def _pairs(store: Store, after: int) -> Iterator[tuple[int, int]]:
    while people := store.aliases.numbers(after=after, limit=_AT_ONCE):
        after = people[-1]
        pairs = store.aliases.pairs(people)
        known = store.aliases.known({person for pair in pairs for person in pair})
        parted = store.aliases.parted(people)
        for one, other in pairs:
            is_open = (one, other) not in parted and one in known and other in known
            if is_open and is_suspect(known[one], known[other]):
                yield one, other


def is_suspect(one: KnownPerson, other: KnownPerson) -> bool:
    """Whether two may be one person: every name of the one is nearly one of the other, and so is an office of a region,
    or one of them has none there."""
    here = [(a, b) for a in one.held for b in other.held if a.region == b.region]
    names = {(a.folded, b.folded) for a in one.held for b in other.held}
    return all(is_nearly(*pair) for pair in names) and any(
        not a.office_key or not b.office_key or is_alike_office(a.office_key, b.office_key) for a, b in here
    )


def is_nearly(name: str, other: str) -> bool:
    """Whether two names may be one but for slips: each word of the shorter is nearly a word of the longer, in order."""
    if same_person(name, other):
        return True
    shorter, longer = sorted((spell_name(name), spell_name(other)), key=len)
    rest = iter(longer)
    return bool(shorter) and all(any(_are_near(word, candidate) for candidate in rest) for word in shorter)


def _are_near(word: str, other: str) -> bool:
    return OSA.distance(word, other) <= min(len(word), len(other)) // _LETTERS_PER_SLIP


def join_suspects(store: Store, one: int, other: int) -> bool:
    """Make two people one, to be undone by `undo_joining`; False where they changed meanwhile."""
    with store.transaction():
        if are_two := _are_two(store, one, other):
            store.aliases.join(one, other)
    return are_two


def keep_suspects_apart(store: Store, one: int, other: int) -> bool:
    """Remember that two are two people; False where they changed meanwhile."""
    with store.transaction():
        if are_two := _are_two(store, one, other):
            store.aliases.keep_apart(one, other)
    return are_two


def undo_joining(store: Store, one: int, other: int) -> bool:
    """Make two people again of those who were joined; False where they are not one any more."""
    with store.transaction():
        words = name_words(link.mention for link in store.people.all_links(other))
        return store.aliases.undo_join(one, other, words=words) > 0


def undo_parting(store: Store, one: int, other: int) -> bool:
    """Let two people be suspected again; False where nothing keeps them apart any more."""
    return store.aliases.undo_apart(one, other) > 0


def _are_two(store: Store, one: int, other: int) -> bool:
    return one != other and len(store.aliases.known([one, other])) > 1
