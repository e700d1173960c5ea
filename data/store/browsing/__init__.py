"""What pages show of the archive without asking a question: numbers by region, period, kind, publisher and person,
meetings page by page and day by day, and what the archive covers.

    accounts.py    which meetings are counted and shown: decision 27
    facets.py      Facets      how many there are of each value
    shelves.py     Shelves     meetings a page at a time, from a place on
    days.py        Days        meetings on each day of a period
    coverage.py    Holdings    how much there is, from whom, and what came last
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from data.store.browsing.coverage import Arrival, HeldNumbers, HeldPublisher, Holdings
from data.store.browsing.days import DayOfMeetings, Days
from data.store.browsing.facets import MONTH, YEAR, Facets
from data.store.browsing.shelves import Shelf, Shelves, Spot
from data.store.transactions import Transactions

__all__ = [
    "MONTH",
    "YEAR",
    "Arrival",
    "Browsing",
    "DayOfMeetings",
    "HeldNumbers",
    "HeldPublisher",
    "Shelf",
    "Spot",
]


class Browsing:
    """The archive for leafing through."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self.facets = Facets(transactions)
        self.shelves = Shelves(transactions)
        self.days = Days(transactions)
        self.holdings = Holdings(transactions)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Whatever this thread reads inside is of one moment: numbers and lists agree."""
        with self._transactions.reading():
            yield
