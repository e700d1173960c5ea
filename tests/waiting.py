"""How long tests wait for what must come: for an event, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST = 600.0
"""Seconds after which a test gives up. What comes at all comes far sooner, on a busy machine too."""


def wait_until(condition: Callable[[], object]) -> None:
    """Wait until a condition holds that nothing tells of."""
    until = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)
