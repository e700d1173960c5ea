"""Linking articles whose texts are versions of one: the earliest stored leads, the others are versions of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from data.article import Article
from data.store import Store
from data.store.transactions import portions
from retrieval.ingest.sameness import is_version, sketch
from retrieval.ingest.summary import Progress, keep_quiet

COMPARISON = "1"
"""The version of the rules: articles that another one compared are compared again."""

_COMPARED_AT_ONCE = 200  # articles of one transaction where they are compared alone
# Hashes that two sketches of twenty share at least; the versions of all measured pairs share five.
_LEAST_SHARED = 3
# Articles that one is compared with, those that share most, and articles that a hash is kept for: what more have is
# boilerplate, and would cost more the larger the archive is.
_MOST_COMPARED, _MOST_HOLDERS = 8, 40

_Sketches = Mapping[str, frozenset[int]]
_Holders = Mapping[int, Sequence[str]]
_Pair = tuple[str, str]


def link_versions(store: Store, articles: Iterable[Article]) -> None:
    """Link articles that were just stored or changed, in their order, and anew whatever they were linked with."""
    with store.transaction():
        own = {article.id: article for article in articles}
        own |= {article.id: article for article in _find_linked(store, own)}
        sketches, holders = _look_up(store, own.values())
        kept = {one: [x for x in hashes if len(holders[x]) < _MOST_HOLDERS] for one, hashes in sketches.items()}
        store.versions.put(kept, comparison=COMPARISON)
        for pair in _find_pairs(store, own, sketches, holders):
            _join(store, pair, list(own))


def find_versions(store: Store, articles: Iterable[Article]) -> dict[str, str]:
    """Which stored articles are versions, by id, and of which one."""
    return store.versions.leaders(article.id for article in articles)


def foresee_versions(store: Store, articles: Iterable[Article]) -> dict[str, str]:
    """Which articles would be versions, by id, and of which one, if they were stored."""
    own = {article.id: article for article in articles}
    sketches, holders = _look_up(store, own.values())
    pairs = list(_find_pairs(store, own, sketches, holders))
    leaders = store.versions.leaders({other for _, other in pairs} - own.keys())
    for one, other in pairs:
        leaders.setdefault(one, leaders.get(other, other))
    return {one: leader for one, leader in leaders.items() if one in own}


def compare_stored(store: Store, article_ids: Sequence[str], *, progress: Progress = keep_quiet) -> None:
    """Find anew what stored articles are versions of, a portion at a time: a kill costs at most one of them."""
    for number, portion in enumerate(portions(article_ids, _COMPARED_AT_ONCE)):
        progress("compare", number * _COMPARED_AT_ONCE, len(article_ids))
        link_versions(store, _in_order(store, portion))


def remove_articles(store: Store, article_ids: Sequence[str], *, now: datetime) -> int:
    """Remove articles, and link their versions without them; how many there were."""
    with store.transaction():
        store.accounts.touch_beside(article_ids, now=now)
        versions = _find_linked(store, article_ids)
        removed = store.articles.remove(article_ids)
        link_versions(store, versions)
    return removed


def uncompared(store: Store) -> list[str]:
    """Ids of the articles that these rules have not compared, the earliest stored first."""
    return store.versions.uncompared(COMPARISON)


def _find_linked(store: Store, article_ids: Iterable[str]) -> list[Article]:
    """The articles that are versions of these, or that these are versions of, the earliest stored first."""
    article_ids = set(article_ids)
    linked = {other for others in store.versions.beside(article_ids).values() for other in others}
    return _in_order(store, sorted(linked - article_ids))


def _in_order(store: Store, article_ids: Sequence[str]) -> list[Article]:
    articles = store.articles.get_many(article_ids)
    return [articles[article_id] for article_id in store.versions.in_order(article_ids)]


def _look_up(store: Store, articles: Iterable[Article]) -> tuple[_Sketches, _Holders]:
    """The sketches of articles, and which other articles are stored with each of their hashes."""
    sketches = {article.id: sketch(article.text) for article in articles}
    hashes = {one for own in sketches.values() for one in own}
    found = store.versions.holders(hashes)
    return sketches, {one: [held for held in found.get(one, ()) if held not in sketches] for one in hashes}


def _find_pairs(store: Store, own: Mapping[str, Article], sketches: _Sketches, holders: _Holders) -> Iterator[_Pair]:
    """Each of the articles with what it is a version of, among those stored and those before it."""
    alike = list(_find_alike(sketches, holders))
    articles = {**store.articles.get_many({other for _, other in alike} - own.keys()), **own}
    return (pair for pair in alike if is_version(*(articles[one].text for one in pair)))


def _find_alike(sketches: _Sketches, holders: _Holders) -> Iterator[_Pair]:
    """Each of the articles with others whose sketches share enough with its own."""
    held = {one: list(article_ids) for one, article_ids in holders.items()}
    for article_id, hashes in sketches.items():
        shared = Counter(other for one in hashes for other in held[one])
        for other, count in shared.most_common(_MOST_COMPARED):
            if count >= _LEAST_SHARED:
                yield article_id, other
        for one in hashes:
            held[one].append(article_id)


def _join(store: Store, pair: _Pair, arrived: Sequence[str]) -> None:
    """Make both, and what they are versions of, versions of whichever came first; `arrived`: those of one moment."""
    leaders = store.versions.leaders(pair)
    heads = {leaders.get(article_id, article_id) for article_id in pair}
    first, *rest = store.versions.in_order([*sorted(heads - set(arrived)), *(one for one in arrived if one in heads)])
    if rest:
        store.versions.link(first, rest)
