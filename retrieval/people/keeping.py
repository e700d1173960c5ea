"""Linking what articles say of people to the people whom the store knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.article import Article
from data.errors import StoreError
from data.facts import Reading
from data.store import Store
from data.wording import people as wording
from retrieval.people.candidates import find_mentions, name_words, spread_keys
from retrieval.people.linking import LINKING_VERSION, link, settle


def link_articles(
    store: Store, articles: Iterable[Article], readings: Mapping[str, Reading], *, anew: bool = False
) -> None:
    """Link the people of articles that were just read, in one transaction; `anew` decides all links again but an
    administrator's."""
    mentions = {article.id: find_mentions(article, readings[article.id]) for article in articles}
    with store.transaction():
        before = store.people.of_articles(mentions)
        settled = settle([mention for named in mentions.values() for mention in named], before, anew=anew)
        store.people.drop(settled.dropped)
        keys = (key for mention in settled.left for key, _ in spread_keys(mention.folded, mention.region))
        links = link(settled, store.people.sharing(keys))
        words = name_words(one.mention for one in links)
        store.people.put(links, words=words, article_ids=mentions, version=LINKING_VERSION)


def join_people(store: Store, person: int, other: int) -> int:
    """Make two people one by an administrator's word; how many links moved to the first. StoreError if they cannot."""
    if person == other:
        raise StoreError(wording.SAME_PERSON)
    known = store.people.of_people([person, other])
    for number in (person, other):
        if number not in known:
            raise StoreError(wording.unknown_person(number))
    return store.people.join(person, other)


def part_link(store: Store, number: int) -> int:
    """Undo a link by an administrator's word; the number of the person that it is now. StoreError if it cannot be."""
    links = [link for link in store.people.get_links([number]) if link.active]
    if not links:
        raise StoreError(wording.unknown_link(number))
    if len(store.people.of_people([links[0].person])[links[0].person]) == 1:
        raise StoreError(wording.NOTHING_TO_PART)
    return store.people.part(links, words=name_words(link.mention for link in links))
