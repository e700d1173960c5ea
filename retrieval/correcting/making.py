"""Making a correction and undoing it: kept, put over the reading, people linked again, noted; in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from data.errors import StoreError
from data.facts import Fact
from data.store import Action, AdminAction, Correction, Store
from data.wording import correcting as wording
from retrieval.correcting.values import Part, value_of
from retrieval.language.names import fold_name
from retrieval.people.keeping import join_people, link_articles, part_link
from retrieval.people.tallying import tally_articles


def change_fact(correction: Correction, fact: Fact, part: Part, changes: dict[str, str]) -> Correction:
    """The correction that gives a fact another value."""
    after = next(iter(changes.values()))
    return replace(
        correction, action=Action.CHANGE, target=fact, changes=changes, before=value_of(fact, part), after=after
    )


def remove_fact(correction: Correction, fact: Fact) -> Correction:
    """The correction that takes a fact away."""
    return replace(correction, action=Action.REMOVE, target=fact, before=fact.person or fact.value)


def make_correction(store: Store, made: Correction) -> int:
    """Correct something, for whoever holds the writer's lock; the number of it.

    StoreError where the article or the person's link is not there (any more).
    """
    article = store.articles.get(made.article_id)
    if article is None:
        raise StoreError(wording.ARTICLE_GONE)
    with store.transaction():
        if made.action is Action.UNLINK:
            made = _unlink(store, made)
        if made.target:
            made = replace(made, quote=article.text[made.target.start : made.target.end])
        number = store.corrections.put(made)
        if made.action is not Action.UNLINK:
            _read_again(store, made.article_id, made.made_at)
        _note(store, made.made_by, made.made_at, "koreksi", number)
    return number


def undo_correction(store: Store, number: int, *, by: int, now: datetime) -> Correction:
    """Undo one, for whoever holds the writer's lock; StoreError where it does not stand, or a later one rests on it."""
    made = store.corrections.get(number)
    with store.transaction():
        if made is None or _later(store, made) or not store.corrections.undo(number, by=by, now=now):
            raise StoreError(wording.CANNOT_UNDO)
        if made.action is Action.UNLINK:
            join_people(store, int(made.before), int(made.after))
        else:
            _read_again(store, made.article_id, now)
        _note(store, by, now, "batal koreksi", number)
    return made


def _unlink(store: Store, made: Correction) -> Correction:
    """Part the person from the mention in this article."""
    folded = fold_name(made.target.person or "") if made.target else ""
    links = store.people.of_articles([made.article_id])
    link = next((one for one in links if one.active and one.mention.folded == folded), None)
    if link is None or link.id is None:
        raise StoreError(wording.NO_LINK)
    return replace(made, before=str(link.person), after=str(part_link(store, link.id)))


def _read_again(store: Store, article_id: str, now: datetime) -> None:
    """Correct what was read of an article anew; one that is gone has nothing to correct."""
    kept = store.readings.correct([article_id], now=now)
    if kept:
        link_articles(store, store.articles.get_many(kept).values(), kept)
        tally_articles(store, kept)


def _later(store: Store, made: Correction) -> bool:
    """Whether a correction that stands corrects what this one made."""
    others = store.corrections.standing([made.article_id])
    return made.target is not None and any(
        one.id > made.id and one.target is not None and one.target.kind is made.target.kind and one.before == made.after
        for one in others
    )


def _note(store: Store, by: int, now: datetime, action: str, number: int) -> None:
    store.actions.put(AdminAction(now, by, action, str(number)))
