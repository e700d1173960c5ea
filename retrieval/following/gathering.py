"""The first half of an update: sources are listed, what is new is fetched, and what was read is spooled."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from data.errors import NotulaError, ReadError, RefusedError
from data.following.addresses import is_front_page
from data.following.listing import Listed, list_source
from data.following.visiting import TimeUpError, Visit, Visitor
from data.readers.web.articles import read_page
from data.readers.web.fetching import Manner
from data.source import Item, Source, SourceKind
from data.store import Store
from data.wording import following as wording
from retrieval.following.failing import fail_item, fail_source
from retrieval.following.report import SourceReport
from retrieval.following.spooling import to_spool

_GONE = frozenset({404, 410})
_LOG = logging.getLogger(__name__)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Gathering:
    """One run over sources, from several threads, each source in one of them.

    `every`: the time until a source that was read is due again; `only_due`: leave failed items until they are;
    `retry`: fetch also what failed too often.
    """

    store: Store
    visitor: Visitor
    max_characters: int
    every: timedelta
    clock: Callable[[], datetime]
    only_due: bool = False
    retry: bool = False

    def gather(self, source: Source, told: SourceReport) -> None:
        """List a source and spool what is new; one that cannot be read is noted with its reason."""
        visit = self.visitor.visit()
        if visit.is_over:
            return
        listed = self._list(source, visit)
        if isinstance(listed, str):
            fail_source(self.store, told, listed, now=self.clock())
            return
        self._note(source, listed, told)
        due = self.clock() if self.only_due else None
        for item in self.store.source_items.waiting(source.id, due=due, retry=self.retry):
            if visit.is_over or not self._bring_in(source, item, visit, told):
                return

    def _list(self, source: Source, visit: Visit) -> Listed | str:
        """What a source lists, or why it cannot be read."""
        newest = self.store.source_items.newest_mark(source.id) if source.kind is SourceKind.POSTS else ""
        try:
            return _attempt(lambda: list_source(source, visit, newest=newest))
        except TimeUpError as error:
            return str(error)

    def _note(self, source: Source, listed: Listed, told: SourceReport) -> None:
        """Keep what was listed together with the version of the list, which is not sent again."""
        now = self.clock()
        with self.store.transaction():
            unmarked = source.kind is SourceKind.PAGE
            self.store.source_items.note(source.id, listed.entries, now=now, look_again=unmarked)
            if source.kind is SourceKind.FOLDER:
                there = [entry.url for entry in listed.entries]
                told.gone += self.store.source_items.lose_missing(source.id, there, now=now)
            read = replace(source, stamp=listed.stamp, parts=listed.parts)
            self.store.sources.note_success(read, now=now, due=now + self.every)

    def _bring_in(self, source: Source, item: Item, visit: Visit, told: SourceReport) -> bool:
        """Spool one item; False where the time is up, and the item goes on waiting."""
        if source.kind is SourceKind.FOLDER:
            # A file is at hand: it is read when it is taken.
            self.store.source_items.spool(item.id, {}, now=self.clock(), article_id=item.article_id, stamp=item.stamp)
            return True
        try:
            reason = _attempt(lambda: self._fetch(item, visit, told))
        except TimeUpError:
            return False
        if reason is not None:
            fail_item(self.store, told, item, reason, now=self.clock())
        return True

    def _fetch(self, item: Item, visit: Visit, told: SourceReport) -> None:
        items, now = self.store.source_items, self.clock()
        if item.article_id is None and (twin := items.find_twin(item)):
            items.take(item.id, twin.article_id, now=now, stamp=twin.stamp)
            return
        try:
            page = visit.get(item.url, Manner(stamp=item.stamp))
        except RefusedError as error:
            if error.status not in _GONE:
                raise
            self._lose(item, told)
            return
        if page is None:
            items.take(item.id, item.article_id, now=now)
            return
        if is_front_page(page.url) and not is_front_page(item.url):
            # Some sites lead there from whatever they have no more.
            self._lose(item, told)
            return
        record = read_page(page, max_characters=self.max_characters)
        items.spool(item.id, to_spool(record), now=now, article_id=record.article.id, stamp=page.stamp)

    def _lose(self, item: Item, told: SourceReport) -> None:
        self.store.source_items.lose(item.id, now=self.clock())
        told.gone += 1


def _attempt(work: Callable[[], Value]) -> Value | str:
    """What it gives, or why it cannot be done. Whatever a site sends must cost that site's source alone."""
    try:
        return work()
    except TimeUpError:
        raise
    except ReadError as error:
        return str(error)
    except NotulaError:  # the archive's own
        raise
    except Exception as error:
        _LOG.warning("A source could not be read: %r", error)
        return wording.unexpected(type(error).__name__)
