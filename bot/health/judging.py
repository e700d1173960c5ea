"""From what was observed of a serving process to its health: what is well, what not, what to keep an eye on. Pure."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from data.wording import health as wording
from retrieval.llm.describing import ModelState

# A look that does not end waits for a database that is held or a disk that hangs; a batch holds it for less.
MOST_PROBE_SECONDS = 60.0
# Nearly full: less than this share is free, or less than so many bytes where the share is more.
LEAST_FREE_SHARE = 0.05
LEAST_FREE_BYTES = 500 * 2**20


@dataclass(frozen=True, slots=True)
class Probed:
    """What a look at database, disk and index found, at a moment of the clock; a fault is a sentence, or empty.

    queue: messages that wait for their answer, where any are taken. model: the language model, where one is used.
    """

    at: float
    database_fault: str = ""
    free_bytes: int = 0
    total_bytes: int = 0
    index_fault: str = ""
    generation: str = ""
    queue: int = 0
    warnings: tuple[str, ...] = ()
    model: ModelState | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that must be well; `fault` is the sentence that says why it is not."""

    name: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Health:
    """Every check, and what is no fault yet."""

    checks: tuple[Check, ...]
    warnings: tuple[str, ...] = ()
    queue: int = 0
    generation: str = ""
    model: ModelState | None = None

    @property
    def is_well(self) -> bool:
        """Whether nothing is at fault."""
        return not any(check.fault for check in self.checks)

    def to_json(self) -> dict[str, Any]:
        """The object that /health gives."""
        return {
            "ok": self.is_well,
            "checks": {check.name: {"ok": not check.fault, "fault": check.fault or None} for check in self.checks},
            "warnings": list(self.warnings),
            "queue": self.queue,
            "generation": self.generation or None,
        }


Judge = Callable[[], Awaitable[Health]]


def judge_archive(probed: Probed, *, now: float) -> Health:
    """Judge what was observed of the archive."""
    is_late = now - probed.at >= MOST_PROBE_SECONDS
    checks = (
        Check("database", wording.no_answer(now - probed.at) if is_late else probed.database_fault),
        Check("disk", _judge_disk(probed.free_bytes, probed.total_bytes)),
        Check("index", probed.index_fault),
    )
    return Health(checks, probed.warnings, probed.queue, probed.generation, probed.model)


def _judge_disk(free: int, total: int) -> str:
    is_full = free <= min(total * LEAST_FREE_SHARE, LEAST_FREE_BYTES)
    return wording.disk_full(free) if is_full else ""
