"""What is measured of a person of an article with regard to a question: figures from 0 to 1, each by a name. Pure.

None stands for what the question does not ask for, 0 for what it asks for and the person does not have.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from data.facts import Capacity, Fact, FactKind
from retrieval.answering.answers.holders import names_office
from retrieval.answering.asking.query import Kind
from retrieval.answering.evidence.lexicon import overlap
from retrieval.answering.evidence.signs import sign
from retrieval.answering.ranking.presence import Words
from retrieval.answering.who.profiles import Mention, Profile
from retrieval.answering.who.seeking import Sought, roles
from retrieval.language.offices import offices_match
from retrieval.language.stems import analyse, stem

_THERE = frozenset(
    {Capacity.PRESENT, Capacity.OPENED, Capacity.LED, Capacity.CLOSED, Capacity.SPOKE, Capacity.ACCOMPANIED}
)
_COMPANY = frozenset({Capacity.SPOKE, Capacity.ACCOMPANIED})
_MANY, _INITIALS = 5, 2


def _share(weights: Mapping[str, float], words: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in words) / total if total else 0.0


Feature = Callable[[Sought, Profile], float | None]


def _most(measure: Callable[[Sought, Mention], float]) -> Feature:
    """The most that any mention of a person has."""
    return lambda sought, profile: max(measure(sought, mention) for mention in profile.mentions)


def _where_described(feature: Feature) -> Feature:
    return lambda sought, profile: feature(sought, profile) if sought.described else None


def _where_office(feature: Feature) -> Feature:
    return lambda sought, profile: feature(sought, profile) if sought.query.asked_offices else None


def _holds(sought: Sought, mention: Mention) -> float:
    asked = sought.query.asked_offices
    return float(any(offices_match(office, given) for office in asked for given in mention.offices))


def _office_words(sought: Sought, mention: Mention) -> float:
    """The words of an office asked for, beside a person who holds one of that name or none that is known."""
    if not mention.offices:
        return _share(sought.office_stems, mention.before.all)
    heads = {office.office for office in sought.query.asked_offices}
    alike = any(office.office in heads for office in mention.offices)
    return _share(sought.office_stems, mention.titled.all) if alike else 0.0


def _holds_another(sought: Sought, profile: Profile) -> float | None:
    """An office that the question names without seeking its holder: "yang mendampingi bupati"."""
    if not sought.others:
        return None
    given = [office for mention in profile.mentions for office in mention.offices]
    return float(any(offices_match(other, office) for other in sought.others for office in given))


def _fact_of_office(sought: Sought, profile: Profile) -> float | None:
    roles = [fact.role for fact in profile.facts if fact.role]
    return float(any(names_office(role, office) for role in roles for office in sought.query.asked_offices))


def _has_fact(*capacities: Capacity) -> Callable[[Profile], bool]:
    return lambda profile: any(fact.capacity in capacities for fact in profile.facts)


def _is_named(sought: Sought, profile: Profile) -> float:
    """A name that the question itself has is not asked for."""
    return float(any(stem(word) in sought.stems for word in analyse(profile.name) if len(word) > _INITIALS))


def _capacity(sought: Sought, profile: Profile) -> float | None:
    """The capacity asked for; "who was at the opening" asks for nobody who opened."""
    asked = sought.query.capacity
    if asked is None or (asked not in _COMPANY and sought.query.kind is Kind.ATTENDEES):
        return None
    return float(any(fact.capacity is asked for fact in profile.facts))


def _deed(side: Callable[[Mention], Words]) -> Feature:
    """A verb of the question beside the name."""

    def feature(sought: Sought, profile: Profile) -> float | None:
        if not sought.deeds:
            return None
        return float(any(not sought.deeds.isdisjoint(side(mention).all) for mention in profile.mentions))

    return feature


def _has_role(*, sought_one: bool) -> Feature:
    """Whether a person is to the verbs of the question what those sought are, or the other way round."""

    def feature(sought: Sought, profile: Profile) -> float | None:
        if not sought.deeds:
            return None
        found = {role for m in profile.mentions for role in roles(sought, left=m.left, right=m.right)}
        return float(any((role is sought.role) == sought_one for role in found))

    return feature


def _is_agent(sought: Sought, profile: Profile) -> float | None:
    """A name after "oleh", with a verb of the question before."""
    if not sought.deeds:
        return None
    return float(any(m.by and not sought.deeds.isdisjoint(m.before.all) for m in profile.mentions))


def _stood_in(sought: Sought, profile: Profile) -> float | None:
    """Whether somebody stood in, for the very one whom the question names where it names one: half otherwise."""
    if Kind.REPRESENTING not in sought.query.wanted:
        return None
    principals = [fact.represents for fact in profile.facts if fact.represents]
    if not principals:
        return 0.0
    offices = sought.query.asked_offices
    return 1.0 if any(names_office(one, office) for one in principals for office in offices) else 0.5


def _for_kind(kind: Kind, measure: Callable[[Profile], bool]) -> Feature:
    return lambda sought, profile: float(measure(profile)) if kind in sought.query.wanted else None


def _states(fact: Fact) -> bool:
    return fact.kind is FactKind.STATEMENT or fact.capacity is Capacity.SPOKE


def _asks_sign(name: str) -> Feature:
    """A sign in the words beside the name that counts where the question has such a sign."""

    def feature(sought: Sought, profile: Profile) -> float | None:
        if not sign(name).search(sought.query.formal):
            return None
        return float(any(sign(name).search(mention.around) for mention in profile.mentions))

    return feature


def _speaks(sought: Sought, profile: Profile) -> float | None:
    if not sign("speaker").search(sought.query.formal):
        return None
    return float(any(map(_states, profile.facts)))


def _gap(sought: Sought, profile: Profile) -> float:
    return max(math.exp(-sought.gaps.get(mention.number, 9.0)) for mention in profile.mentions)


FEATURES: dict[str, Feature] = {
    "before": _where_described(_most(lambda sought, m: overlap(m.before, sought.described))),
    "after": _where_described(_most(lambda sought, m: overlap(m.after, sought.described))),
    "words_before": _most(lambda sought, m: _share(sought.stems, m.before.all)),
    "words_after": _most(lambda sought, m: _share(sought.stems, m.after.all)),
    "office": _where_office(_most(_holds)),
    "office_words": _where_office(_most(_office_words)),
    "office_fact": _where_office(_fact_of_office),
    "another_office": _holds_another,
    "any_office": lambda _, profile: float(any(mention.offices for mention in profile.mentions)),
    "deed_before": _deed(lambda mention: mention.before),
    "deed_after": _deed(lambda mention: mention.after),
    "agent": _is_agent,
    "role": _has_role(sought_one=True),
    "other_role": _has_role(sought_one=False),
    "named": _is_named,
    "present": lambda _, profile: float(_has_fact(*_THERE)(profile)),
    "present_asked": _for_kind(Kind.ATTENDEES, _has_fact(*_THERE)),
    "capacity": _capacity,
    "led": _for_kind(Kind.OPENER_OR_LEADER, _has_fact(Capacity.OPENED, Capacity.LED)),
    "stood_in": _stood_in,
    "absent": lambda _, profile: float(_has_fact(Capacity.ABSENT)(profile)),
    "speaks": _speaks,
    "sign_speaker": _asks_sign("speaker"),
    "sign_company": _asks_sign("company"),
    "sign_opener": _asks_sign("opener"),
    "sign_deputy": _asks_sign("deputy"),
    "sentence": _gap,
    "mentions": lambda _, profile: min(len(profile.mentions), _MANY) / _MANY,
}
"""Name -> measure; `weights.toml` says how much each counts."""


def measure(sought: Sought, profiles: Sequence[Profile]) -> NDArray[np.float64]:
    """(people, features) figures in the order of FEATURES; NaN where the question does not ask for a thing."""
    rows = [[feature(sought, profile) for feature in FEATURES.values()] for profile in profiles]
    return np.array(rows, dtype=np.float64).reshape(len(profiles), len(FEATURES))
