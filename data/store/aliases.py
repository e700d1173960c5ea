"""People who may be one, and what administrators decided of them.

No table of its own: a link that is not active says that a mention is not a person's. Of two who are kept apart, each
has the other's mentions so; of two who were joined, the one that gave its mentions away has them so, to get them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import aliased

from data.store.mentions import How, KnownPerson, PersonLink
from data.store.people import NameWords, People
from data.store.tables.people import PersonLinkRow, PersonRow, PersonWordRow
from data.store.transactions import Transactions, portions

Pair = tuple[int, int]
"""Two people, the lower number first."""


class Aliases:
    """What the store knows of people who may be one."""

    def __init__(self, transactions: Transactions, people: People) -> None:
        self._transactions = transactions
        self._people = people

    def numbers(self, *, after: int, limit: int) -> list[int]:
        """The numbers of people with links in force, from behind one on."""
        query = select(PersonLinkRow.person_id).where(PersonLinkRow.person_id > after, PersonLinkRow.active).distinct()
        with self._transactions.reading() as connection:
            return list(connection.scalars(query.order_by(PersonLinkRow.person_id).limit(limit)))

    def pairs(self, people: Iterable[int]) -> list[Pair]:
        """Each of these people with those of higher numbers, of one region, a word of whose names begins alike."""
        one, other = aliased(PersonWordRow), aliased(PersonWordRow)
        query = select(one.person_id, other.person_id).distinct()
        query = query.join(other, (one.key == other.key) & (one.person_id < other.person_id))
        found: list[Pair] = []
        with self._transactions.reading() as connection:
            for portion in portions(people):
                found += [(row[0], row[1]) for row in connection.execute(query.where(one.person_id.in_(portion)))]
        return sorted(found)

    def known(self, people: Iterable[int]) -> dict[int, KnownPerson]:
        """Names and offices of these people, as far as they have any."""
        return {person.id: person for person in self._people.known(people)}

    def parted(self, people: Iterable[int]) -> set[Pair]:
        """Pairs with one of these people of whom the one was told not to be the other."""
        undone, active = aliased(PersonLinkRow), aliased(PersonLinkRow)
        same = (undone.article_id == active.article_id) & (undone.folded == active.folded) & active.active
        query = select(undone.person_id, active.person_id).distinct().join(active, same).where(~undone.active)
        found: set[Pair] = set()
        with self._transactions.reading() as connection:
            for portion in portions(people):
                either = undone.person_id.in_(portion) | active.person_id.in_(portion)
                found |= {(min(a, b), max(a, b)) for a, b in connection.execute(query.where(either))}
        return found

    def join(self, person: int, other: int) -> None:
        """Make everything of `other` the first person's, and keep what that was."""
        with self._transactions.writing() as connection:
            links = self._people.of_people([other])[other]
            is_apart = connection.scalar(select(PersonRow.is_apart).where(PersonRow.id == other))
            self._people.join(person, other)
            connection.execute(insert(PersonRow).values(id=other, is_apart=bool(is_apart)))
            self._people.put([replace(link, id=None, active=False) for link in links], words={})

    def undo_join(self, person: int, other: int, *, words: NameWords) -> int:
        """Give back what was `other`'s and still is the first person's; how many links. Its own stay decided."""
        with self._transactions.writing() as connection:
            given = _inactive(self._people.all_links(other))
            theirs = {_identity(link): link for link in self._people.all_links(person) if link.active}
            back = [(trace, theirs[_identity(trace)]) for trace in given if _identity(trace) in theirs]
            moved = [replace(link, person=other, how=trace.how) for trace, link in back]
            connection.execute(delete(PersonLinkRow).where(PersonLinkRow.id.in_([trace.id for trace, _ in back])))
            self._people.put(moved, words=words)
        return len(moved)

    def keep_apart(self, one: int, other: int) -> None:
        """Remember that two are not one person: no mention of theirs becomes the other's by itself."""
        with self._transactions.writing() as connection:
            found = self._people.of_people([one, other])
            for person, stranger in ((one, other), (other, one)):
                barred = [replace(link, id=None, person=person, active=False) for link in found[stranger]]
                self._people.put(barred, words={})
                # One link each is decided for good, so that both still are there when all is linked again.
                firm = next((link for link in found[person] if link.how is How.READ), found[person][0])
                connection.execute(update(PersonLinkRow).where(PersonLinkRow.id == firm.id).values(how=How.ADMIN.value))

    def undo_apart(self, one: int, other: int) -> int:
        """Forget that two are not one person; how many links that were."""
        with self._transactions.writing() as connection:
            found = self._people.of_people([one, other])
            bars: list[PersonLink] = []
            for person, stranger in ((one, other), (other, one)):
                named = {(link.mention.article_id, link.mention.folded) for link in found.get(stranger, [])}
                bars += [
                    link
                    for link in _inactive(self._people.all_links(person))
                    if (link.mention.article_id, link.mention.folded) in named
                ]
            connection.execute(delete(PersonLinkRow).where(PersonLinkRow.id.in_([link.id for link in bars])))
        return len(bars)


def _inactive(links: Sequence[PersonLink]) -> list[PersonLink]:
    return [link for link in links if not link.active]


def _identity(link: PersonLink) -> tuple[str, str, str, str]:
    mention = link.mention
    return mention.article_id, mention.folded, mention.office_key, mention.region
