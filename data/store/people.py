"""People across articles: who is mentioned where and in which office; joined and parted by administrators."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, case, delete, exists, func, insert, select, update

from data.store.mentions import Called, Held, How, KnownPerson, Mention, PersonLink
from data.store.tables.archive import ReadingRow
from data.store.tables.people import LinkingRow, PersonLinkRow, PersonRow, PersonWordRow
from data.store.transactions import Transactions, portions, upsert

NameWords = Mapping[tuple[str, str], Collection[tuple[str, str]]]
"""For each (folded name, region): the keys and words that its person is found by."""

_MENTION = tuple(field.name for field in fields(Mention))
_COLUMNS = tuple(getattr(PersonLinkRow, name) for name in ("id", "person_id", "how", "active", *_MENTION))


class People:
    """The people of the store."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def of_articles(self, article_ids: Iterable[str]) -> list[PersonLink]:
        """The links of these articles, active or not."""
        with self._transactions.reading() as connection:
            return _links(connection, PersonLinkRow.article_id, article_ids)

    def of_people(self, people: Iterable[int]) -> dict[int, list[PersonLink]]:
        """The active links of these people, the newest first."""
        found: dict[int, list[PersonLink]] = {}
        with self._transactions.reading() as connection:
            for link in _links(connection, PersonLinkRow.person_id, people):
                if link.active:
                    found.setdefault(link.person, []).append(link)
        for links in found.values():
            links.sort(key=lambda link: link.mention.date or date.min, reverse=True)
        return found

    def all_links(self, person: int) -> list[PersonLink]:
        """The links of a person, active or not, in the order they were made."""
        with self._transactions.reading() as connection:
            return _links(connection, PersonLinkRow.person_id, [person])

    def known(self, people: Iterable[int]) -> list[KnownPerson]:
        """Those of these people who have links in force, by number."""
        with self._transactions.reading() as connection:
            return _summarise(connection, sorted(set(people)))

    def get_links(self, link_ids: Iterable[int]) -> list[PersonLink]:
        """Links by their numbers; unknown ones are not in it."""
        with self._transactions.reading() as connection:
            return _links(connection, PersonLinkRow.id, link_ids)

    def sharing(self, keys: Iterable[str]) -> list[KnownPerson]:
        """The people with a name word of one of these keys, by number."""
        people: set[int] = set()
        with self._transactions.reading() as connection:
            for portion in portions(sorted(set(keys))):
                people.update(
                    connection.scalars(select(PersonWordRow.person_id).where(PersonWordRow.key.in_(portion)).distinct())
                )
            return _summarise(connection, sorted(people))

    def with_words(self, words: Iterable[str]) -> dict[str, set[int]]:
        """For each of these name words that somebody bears, who does."""
        found: dict[str, set[int]] = {}
        query = select(PersonWordRow.word, PersonWordRow.person_id)
        with self._transactions.reading() as connection:
            for portion in portions(sorted(set(words))):
                for word, person in connection.execute(query.where(PersonWordRow.word.in_(portion))):
                    found.setdefault(word, set()).add(person)
        return found

    def holding(self, office: str, region: str) -> list[PersonLink]:
        """The active links to an office (the part of its key before the bar) of a region, the newest first."""
        # The words of names begin with the region of who bears them: so only its people are looked up.
        here = (PersonWordRow.key >= f"{region} ") & (PersonWordRow.key < f"{region}!")
        of_region = select(PersonWordRow.person_id).where(here)
        query = (
            select(*_COLUMNS)
            .where(PersonLinkRow.person_id.in_(of_region), PersonLinkRow.active, PersonLinkRow.region == region)
            .where(PersonLinkRow.office_key.startswith(f"{office}|", autoescape=True))
            .order_by(PersonLinkRow.date.desc().nulls_last(), PersonLinkRow.id)
        )
        with self._transactions.reading() as connection:
            return [_link(row) for row in connection.execute(query)]

    def words_like(self, beginning: str) -> list[str]:
        """All name words that begin so."""
        begins = (PersonWordRow.word >= beginning) & (PersonWordRow.word < beginning + "\U0010ffff")
        with self._transactions.reading() as connection:
            return sorted(connection.scalars(select(PersonWordRow.word).where(begins).distinct()))

    def most_mentioned(self, *, limit: int) -> list[int]:
        """The people with most mentions."""
        query = (
            select(PersonLinkRow.person_id)
            .where(PersonLinkRow.active)
            .group_by(PersonLinkRow.person_id)
            .order_by(func.count().desc(), PersonLinkRow.person_id)
            .limit(limit)
        )
        with self._transactions.reading() as connection:
            return list(connection.scalars(query))

    def called(self, people: Iterable[int]) -> dict[int, list[Called]]:
        """How these people are called where articles still mention them, what was mentioned last first."""
        found: dict[int, list[Called]] = {}
        key = (PersonLinkRow.person_id, PersonLinkRow.name, PersonLinkRow.office, PersonLinkRow.region)
        last = func.max(PersonLinkRow.date)
        query = select(*key, last).where(PersonLinkRow.active, PersonLinkRow.end > 0).group_by(*key)
        with self._transactions.reading() as connection:
            for portion in portions(people):
                of_these = query.where(PersonLinkRow.person_id.in_(portion)).order_by(last.desc().nulls_last(), *key)
                for person, name, office, region, day in connection.execute(of_these):
                    found.setdefault(person, []).append(Called(name, office, region, day))
        return found

    def unlinked(self, version: str) -> list[str]:
        """Ids of the articles that were read, and whose people this version of the linking has not looked at."""
        current = exists().where(LinkingRow.article_id == ReadingRow.article_id, LinkingRow.version == version)
        query = select(ReadingRow.article_id).where(~current)
        with self._transactions.reading() as connection:
            return list(connection.scalars(query.order_by(ReadingRow.article_id)))

    def relink(self, article_ids: Iterable[str]) -> None:
        """Let the people of articles that were read again be looked at again; their links stay until then."""
        with self._transactions.writing() as connection:
            for portion in portions(article_ids):
                connection.execute(delete(LinkingRow).where(LinkingRow.article_id.in_(portion)))

    def drop(self, link_ids: Iterable[int]) -> None:
        """Forget links that do not hold any more, with the people who have no others."""
        with self._transactions.writing() as connection:
            for portion in portions(link_ids):
                of_these = PersonLinkRow.id.in_(portion)
                people = list(connection.scalars(select(PersonLinkRow.person_id).where(of_these).distinct()))
                connection.execute(delete(PersonLinkRow).where(of_these))
                _prune(connection, people)

    def put(
        self, links: Sequence[PersonLink], *, words: NameWords, article_ids: Iterable[str] = (), version: str = ""
    ) -> dict[int, int]:
        """Store links, and that this version of the linking has looked at the articles; numbers of new people by the
        negative ones that stood for them."""
        with self._transactions.writing() as connection:
            people = {new: _make_person(connection) for new in sorted({x.person for x in links if x.person < 0})[::-1]}
            rows = [_row(link, people.get(link.person, link.person)) for link in links]
            if new := [{name: row[name] for name in row if name != "id"} for row in rows if row["id"] is None]:
                connection.execute(insert(PersonLinkRow), new)
            if old := [row for row in rows if row["id"] is not None]:
                upsert(connection, PersonLinkRow, old)
            named = ((row["person_id"], words.get((row["folded"], row["region"]), ())) for row in rows if row["active"])
            _put_words(connection, ((person, pair) for person, pairs in named for pair in pairs))
            looked_at = [{"article_id": article_id, "version": version} for article_id in article_ids]
            upsert(connection, LinkingRow, looked_at)
        return people

    def join(self, person: int, other: int) -> int:
        """Make everything of `other` the first person's, by an administrator's word; how many links that were."""
        with self._transactions.writing() as connection:
            moved = PersonLinkRow.person_id == other
            taken = select(PersonLinkRow.article_id, PersonLinkRow.folded).where(moved, PersonLinkRow.active)
            for article_id, folded in connection.execute(taken).all():
                undone = (PersonLinkRow.article_id == article_id, PersonLinkRow.folded == folded)
                connection.execute(
                    delete(PersonLinkRow).where(PersonLinkRow.person_id == person, *undone, ~PersonLinkRow.active)
                )
            count = connection.execute(
                update(PersonLinkRow).where(moved, PersonLinkRow.active).values(person_id=person)
            ).rowcount
            connection.execute(update(PersonLinkRow).where(moved).values(person_id=person))
            # The first one's links are decided with it: decided again by themselves they might find nobody.
            theirs = (PersonLinkRow.person_id == person) & PersonLinkRow.active
            connection.execute(update(PersonLinkRow).where(theirs).values(how=How.ADMIN.value))
            _move_words(connection, other, person)
            connection.execute(delete(PersonRow).where(PersonRow.id == other))
        return count

    def part(self, links: Sequence[PersonLink], *, words: NameWords) -> int:
        """Take active links away from their person, for good: they become a person apart, whose number is given."""
        with self._transactions.writing() as connection:
            apart = _make_person(connection, is_apart=True)
            undone = [link.id for link in links]
            connection.execute(update(PersonLinkRow).where(PersonLinkRow.id.in_(undone)).values(active=False))
            self.put([PersonLink(None, apart, link.mention, How.ADMIN) for link in links], words=words)
        return apart


def _links(connection: Connection, column: Any, values: Iterable[Any]) -> list[PersonLink]:  # noqa: ANN401
    query = select(*_COLUMNS).order_by(PersonLinkRow.id)
    return [_link(row) for portion in portions(values) for row in connection.execute(query.where(column.in_(portion)))]


def _link(row: Sequence[Any]) -> PersonLink:
    return PersonLink(row[0], row[1], Mention(*row[4:]), How(row[2]), row[3])


def _summarise(connection: Connection, people: Sequence[int]) -> list[KnownPerson]:
    key = (PersonLinkRow.person_id, PersonLinkRow.folded, PersonLinkRow.office_key, PersonLinkRow.region)
    is_inferred = case((PersonLinkRow.how == How.INFERRED.value, 1), else_=0)
    query = (
        select(*key, func.min(PersonLinkRow.date), func.max(PersonLinkRow.date), func.min(is_inferred))
        .where(PersonLinkRow.active)
        .group_by(*key)
        .order_by(*key)
    )
    held: dict[int, list[Held]] = {}
    apart: set[int] = set()
    for portion in portions(people):
        apart.update(connection.scalars(select(PersonRow.id).where(PersonRow.id.in_(portion), PersonRow.is_apart)))
        for row in connection.execute(query.where(PersonLinkRow.person_id.in_(portion))):
            held.setdefault(row[0], []).append(_held(*row[1:]))
    return [KnownPerson(person, person in apart, tuple(held[person])) for person in people if person in held]


def _held(folded: str, office_key: str, region: str, first: date | None, last: date | None, is_inferred: int) -> Held:
    return Held(folded, office_key, region, first, last, is_inferred=bool(is_inferred))


def _make_person(connection: Connection, *, is_apart: bool = False) -> int:
    return int(connection.execute(insert(PersonRow).values(is_apart=is_apart).returning(PersonRow.id)).scalar_one())


def _row(link: PersonLink, person: int) -> dict[str, Any]:
    mention = {name: getattr(link.mention, name) for name in _MENTION}
    return mention | {"id": link.id, "person_id": person, "how": link.how.value, "active": link.active}


def _put_words(connection: Connection, named: Iterable[tuple[int, tuple[str, str]]]) -> None:
    rows = [{"key": key, "word": word, "person_id": person} for person, (key, word) in dict.fromkeys(named)]
    upsert(connection, PersonWordRow, rows)


def _move_words(connection: Connection, source: int, target: int) -> None:
    words = select(PersonWordRow.key, PersonWordRow.word).where(PersonWordRow.person_id == source)
    _put_words(connection, ((target, (key, word)) for key, word in connection.execute(words).all()))


def _prune(connection: Connection, people: Sequence[int]) -> None:
    used = exists().where(PersonLinkRow.person_id == PersonRow.id)
    for portion in portions(people):
        connection.execute(delete(PersonRow).where(PersonRow.id.in_(portion), ~used))
