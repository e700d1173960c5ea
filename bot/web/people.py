"""Which person a name in an article is: where people have pages, names lead to them."""

from __future__ import annotations

from collections.abc import Collection

from bot.web.visits import Visit
from retrieval.language.names import fold_name

_LONGEST_FOLDED = 200  # characters of a name that the store keeps


class People:
    """The people whom some articles name; nobody where people's pages are closed."""

    def __init__(self, visit: Visit, article_ids: Collection[str]) -> None:
        is_open = visit.app.settings.web_people
        links = visit.app.store.people.of_articles(article_ids) if is_open else []
        self._people: dict[tuple[str, str], int] = {}
        for link in links:
            if link.active and link.mention.end:
                self._people.setdefault((link.mention.article_id, link.mention.folded), link.person)

    def find(self, article_id: str, name: str | None) -> int | None:
        """The person that an article calls so."""
        return self._people.get((article_id, fold_name(name)[:_LONGEST_FOLDED])) if name else None
