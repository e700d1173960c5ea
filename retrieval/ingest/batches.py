"""Many values a batch at a time, with some batches under way while one is stored."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")


def in_batches(values: Iterable[Value], size: int) -> Iterator[list[Value]]:
    """The values in order, `size` at a time; the last batch may be smaller."""
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch


def ahead(values: Iterable[Value], count: int) -> Iterator[Value]:
    """The values in order, each when `count` values behind it have been taken: what taking one begins is under way."""
    rest = iter(values)
    taken = deque(islice(rest, count))
    for value in rest:
        taken.append(value)
        yield taken.popleft()
    yield from taken
