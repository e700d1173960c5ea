"""Adding by several workers, on one machine or many: each takes a few articles, derives what they lack, and stores it.

    deriving.py    derive(store, encoder, articles) -> Derived; put_derived(store, derived, ...): what is lacking alone
    worker.py      Worker(store, encoder).step(): take, derive and store in one transaction
    crew.py        Crew(count, target): processes that are replaced when one is ended from outside
    working.py     work(settings, ...) -> Worked: fill the queue, let a crew work it off, build the index

What waits stands in SQL (data/store/waiting.py). Whom articles are about, which are versions of one text, and the index
are one writer's work, when all is read and now and then before.
"""

from __future__ import annotations

from retrieval.ingest.bulk.working import Worked, work

__all__ = ["Worked", "work"]
