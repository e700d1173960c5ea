"""Who holds which office in one article, so that "Wabup" and "Azan" lead to "Muhamad Azan, Wakil Bupati Anu"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

from retrieval.facts.cast import Cast, read_cast
from retrieval.language.offices import OfficeMention, offices_match
from retrieval.language.people import fold_name, same_person
from retrieval.language.tables import read_table, read_words

# What stands before the head of a sentence, where no enumeration goes on.
_SENTENCE_MARKS = frozenset({"", ".", "”", '"', "“", "—", "–", "-", ")", "itu", "sementara", "sedangkan"})
_ENDING = ("\n", ". ", '"', "”")
_INTRODUCING = frozenset({"(", "selaku", "sebagai"})
_BESIDE, _IN_BRACKETS, _AFTER_COMMA, _BEFORE_COMMA = 4, 4, 2, 1


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the article with the fullest form of the name, and the office that the article gives, if any."""

    name: str
    position: int
    office: OfficeMention | None = None
    role: str | None = None
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of one article."""

    text: str
    members: tuple[Member, ...]

    def find_person(self, name: str, position: int) -> Member | None:
        """The member that a name, short or full, stands for; the one named last before where several fit."""
        first = fold_name(name).split()[:1]
        fitting = [member for member in self.members if same_person(member.name, name)]
        exact = [member for member in fitting if member.name == name]
        alike = [member for member in fitting if fold_name(member.name).split()[:1] == first]
        chosen = exact or alike or fitting
        before = [member for member in chosen if member.position <= position]
        return max(before, key=lambda member: member.position) if before else next(iter(chosen), None)

    def find_holder(self, office: OfficeMention) -> Member | None:
        """The one member who holds an office; None where nobody or several people do.

        Of offices that a region has once, a short mention is enough; of others the unit must be named and the same.
        """
        if office.group:
            return None
        written = self.text[office.start : office.end]
        holders = [member for member in self.members if member.office and self._fits(office, member.office)]
        exact = [member for member in holders if member.role == written]
        chosen = exact or holders
        return chosen[0] if len({member.name for member in chosen}) == 1 else None

    def _fits(self, asked: OfficeMention, held: OfficeMention) -> bool:
        if not offices_match(asked, held):
            return False
        places = [_place(self.text, office) for office in (asked, held)]
        if places[0] and places[1]:
            return places[0] == places[1] and offices_match(held, asked)
        if asked.office in read_words("single_offices"):
            return True
        return bool(asked.unit) and offices_match(held, asked)


def _place(text: str, office: OfficeMention) -> str:
    """The place that ends an office as written, folded, without the kind of region ("Kabupaten", "Kota")."""
    words = read_cast(text).words
    tokens = range(bisect_left(words.tokens, office.start, key=lambda token: token.start), len(words))
    inside = takewhile(lambda index: words.tokens[index].start < office.end, tokens)
    begins = next((index for index in inside if index in words.regions), len(words))
    named = words.low[begins : words.regions.get(begins, begins)]
    return " ".join(word for word in named if word not in {"kabupaten", "kab", "."})


@lru_cache(maxsize=4)
def read_roster(text: str) -> Roster:
    """The people of a text with their offices, each person once, under the fullest name."""
    cast = read_cast(text)
    pairs: list[Member] = []
    for index, element in enumerate(cast.elements):
        if element.person:
            office, weight = _find_office(cast, index)
            role = text[office.start : office.end] if office else None
            pairs.append(Member(element.person.name, element.start, office, role, weight))
    return Roster(text, tuple(_merge(pairs)))


def _find_office(cast: Cast, index: int) -> tuple[OfficeMention | None, int]:
    """The office beside the person at `index` and how surely it is this person's."""
    before, after = cast.low(index - 1), cast.low(index + 1)
    candidates = [
        (index - 1, _BESIDE),
        (index - 2, _AFTER_COMMA * (before == "," and not _is_anothers(cast, index - 2))),
        (index + 2, _IN_BRACKETS * (after in _INTRODUCING)),
        (index + 2, _BEFORE_COMMA * (after == "," and _begins_clause(cast, index))),
    ]
    best: tuple[OfficeMention | None, int] = (None, 0)
    for at, weight in candidates:
        office = cast.at(at).office
        # The office behind a person may have its own holder right after it.
        is_taken = at > index and cast.at(at + 1).person is not None
        if office and not office.group and not is_taken and weight > best[1]:
            best = (office, weight)
    return best


def _is_anothers(cast: Cast, index: int) -> bool:
    return is_stood_in_for(cast.words.text, cast.elements[index].start)


def is_stood_in_for(text: str, start: int) -> bool:
    """Whether a sentence opens with standing in for the office at `start`: "Mewakili Bupati, Budi membuka rapat"."""
    before = text[:start]
    opening = before[max(before.rfind(sign) + 1 for sign in _ENDING) :].strip().casefold()
    return opening in _standing_in()


@cache
def _standing_in() -> frozenset[str]:
    rows = read_table("predicates")
    return frozenset(row["phrase"] for row in rows if (row["role"], row["voice"]) == ("stands_in", "active"))


def _begins_clause(cast: Cast, index: int) -> bool:
    """Whether the person stands at the head of a sentence or after a verb of speaking, not inside an enumeration."""
    before = cast.low(index - 1) if cast.words.same_line(cast.elements[index].first) else ""
    return before in _SENTENCE_MARKS | read_words("speech_verbs")


def _merge(pairs: list[Member]) -> list[Member]:
    """One member for each person: the longest name, the surest office."""
    merged: list[Member] = []
    for pair in sorted(pairs, key=lambda member: (-len(member.name.split()), member.position)):
        at = next((number for number, member in enumerate(merged) if same_person(member.name, pair.name)), None)
        if at is None:
            merged.append(pair)
            continue
        known = merged[at]
        better = pair if pair.weight > known.weight else known
        first = min(known.position, pair.position)
        merged[at] = Member(known.name, first, better.office, better.role, better.weight)
    return sorted(merged, key=lambda member: member.position)
