"""What an archive says, looked up without the code that is checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from data.article import Article
from data.facts import Capacity, Fact, FactKind, Meeting, Reading
from data.store import Store


def plain(text: str | None) -> str:
    """A text on one line, without signs that cannot be printed."""
    return " ".join("".join(sign for sign in text or "" if sign.isprintable() or sign.isspace()).split())


def page_of(link: str) -> str:
    """The address of a page from one that leads to a place on it."""
    return link.partition(":~:")[0].removesuffix("#") if ":~:" in link else link


@dataclass(frozen=True)
class Archive:
    """Every article with its reading."""

    articles: dict[str, Article]
    readings: dict[str, Reading]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Each article's text on one line."""
        return {article.id: plain(article.text) for article in self.articles.values()}

    def meeting(self, place: str) -> Meeting:
        """The meeting of "ARTICLE_ID:ORDINAL"."""
        article_id, _, ordinal = place.rpartition(":")
        return next(one for one in self.readings[article_id].meetings if one.ordinal == int(ordinal))

    def article(self, place: str) -> Article:
        """The article of "ARTICLE_ID:ORDINAL"."""
        return self.articles[place.rpartition(":")[0]]

    def attended(self, place: str) -> list[Fact]:
        """What the article says of who was there, invitations left out."""
        facts = self.facts(place, FactKind.ATTENDANCE)
        return [fact for fact in facts if fact.capacity is not Capacity.INVITED]

    def facts(self, place: str, kind: FactKind) -> list[Fact]:
        """The facts of a kind about one meeting."""
        article_id, _, ordinal = place.rpartition(":")
        facts = self.readings[article_id].facts
        return [fact for fact in facts if fact.kind is kind and (fact.meeting or 0) == int(ordinal)]

    def quoting(self, place: str, quotation: str) -> list[Fact]:
        """The facts of attendance whose slice of the article is a quotation."""
        text = self.article(place).text
        return [fact for fact in self.attended(place) if plain(text[fact.start : fact.end]) == quotation]

    @property
    def places(self) -> set[str]:
        """Every meeting."""
        return {f"{one.article_id}:{meeting.ordinal}" for one in self.readings.values() for meeting in one.meetings}


def read_archive(store: Store) -> Archive:
    """Everything that is in a store."""
    articles = {article.id: article for batch in store.articles.iterate() for article in batch}
    return Archive(articles, store.readings.get_many(articles))
