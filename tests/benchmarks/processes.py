"""Many bot processes on one PostgreSQL: `python -m tests.benchmarks.processes`. Everything stays on this machine.

300 people each write three times at once, to one process and to three; then to three of which two are killed and one
is cut off from the database for a while, which a fourth question of everybody follows. An AssertionError says what was
lost, doubled or out of order. Telegram's flood limits are kept, so that a crowd waits for them above all.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

# The tests' own modules find each other without their folder's name.
sys.path.append(str(Path(__file__).resolve().parent.parent))

from tests.many_processes import Crowd, run_calm, run_trouble

PEOPLE, ROUNDS, SEED = 300, 3, 20


def tell(what: str, crowd: Crowd) -> str:
    """How long people waited, and what Telegram refused."""
    waits = crowd.waits()
    p50, p95 = waits[len(waits) // 2], waits[int(0.95 * len(waits))]
    refused = sum(call["status"] == 429 for call in crowd.server.calls)
    rate = len(waits) / crowd.seconds()
    told = f"{what}: {len(waits)} answers, p50 {p50:.1f} s, p95 {p95:.1f} s, {rate:.1f} a second, {refused}x 429"
    cpu = f", {1000 * crowd.cpu_seconds / len(waits):.0f} ms of CPU each" if crowd.cpu_seconds else ""
    return told + cpu


async def main() -> None:
    """Run everything at full size."""
    given = {"people": PEOPLE, "rounds": ROUNDS, "seed": SEED, "flood": True}
    with tempfile.TemporaryDirectory(prefix="notula-") as root:

        async def run(what: str, running: Coroutine[Any, Any, Crowd]) -> None:
            print(tell(what, await running), flush=True)

        folders = [Path(root) / name for name in ("one", "three", "trouble")]
        for folder in folders:
            folder.mkdir()
        await run("one process", run_calm(folders[0], 1, **given))
        await run("three processes", run_calm(folders[1], 3, **given))
        await run("three, killed and cut off", run_trouble(folders[2], **given))


if __name__ == "__main__":
    asyncio.run(main())
