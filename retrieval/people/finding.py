"""Finding people by a name as somebody types it: spelling variants, slips, parts of names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.store import PersonLink, Store
from retrieval.language.names import same_person, spell_name
from retrieval.people.profile import Profile, describe

_SHORTEST_MISSPELT = 5
"""Letters of a word that may be misspelt; shorter names have too many neighbours."""


def find_bearers(store: Store, words: Sequence[str]) -> dict[str, set[int]]:
    """For each word of a name, who bears it in this or a near spelling; Muhammad and initials are left out."""
    spelled = {word: spell_name(word)[0] for word in words if spell_name(word)}
    near = {word: {one, *_neighbours(store, one)} for word, one in spelled.items()}
    found = store.people.with_words({one for ones in near.values() for one in ones})
    return {word: set().union(*(found.get(one, ()) for one in ones)) for word, ones in near.items()}


def find_named(store: Store, words: Sequence[str]) -> list[Profile]:
    """The people who bear every word of a name, those whom most articles mention first."""
    bearers = find_bearers(store, words).values()
    found = store.people.of_people(sorted(set.intersection(*bearers))) if bearers else {}
    name = " ".join(words)
    told = {person: [link for link in links if link.mention.end] for person, links in found.items()}
    fitting = {
        person: links for person, links in told.items() if any(same_person(name, link.mention.folded) for link in links)
    }
    profiles = describe_all(store, fitting)
    return sorted(profiles, key=lambda profile: (-profile.articles, profile.person))


def describe_all(store: Store, links: Mapping[int, Sequence[PersonLink]]) -> list[Profile]:
    """The profiles of people, by their links."""
    leaders = store.versions.leaders({link.mention.article_id for of_one in links.values() for link in of_one})
    return [describe(person, of_one, leaders=leaders) for person, of_one in links.items()]


def _neighbours(store: Store, word: str) -> list[str]:
    if len(word) < _SHORTEST_MISSPELT:
        return []
    return [other for other in store.people.words_like(word[0]) if same_person(word, other)]
