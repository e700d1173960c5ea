"""Many readers at once, in a process of their own: `python -m tests.benchmarks.crowd ADDRESS PAGES READERS PAUSE`.

Each asks for pages of a file's list, every page over a connection of its own, as another visitor each, until standard
input ends. As soon as all have read one it says "reading"; at the end, of each page its status and the seconds it took.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

_GIVES_WAY = 19
_LONGEST = 120.0


async def read(address: str, pages: Sequence[str], readers: int, pause: float) -> list[tuple[int, float]]:
    """The status of each page that was read, and the seconds it took; `pause`: how long readers look at one."""
    told: list[tuple[int, float]] = []
    begun = asyncio.Barrier(readers + 1)
    crowd = [asyncio.create_task(_leaf(address, pages, number, pause, begun, told)) for number in range(readers)]
    await begun.wait()
    told.clear()
    print("reading", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for one in crowd:
        one.cancel()
    await asyncio.gather(*crowd, return_exceptions=True)
    return told


async def _leaf(
    address: str,
    pages: Sequence[str],
    number: int,
    pause: float,
    begun: asyncio.Barrier,
    told: list[tuple[int, float]],
) -> None:
    chance = random.Random(number)
    # They have not all come at the same moment.
    await asyncio.sleep(chance.random() * pause)
    is_first = True
    while True:
        began = time.perf_counter()
        status = await get(address, chance.choice(pages), f"198.18.{number // 250}.{number % 250}")
        told.append((status, time.perf_counter() - began))
        if is_first:
            await begun.wait()
            is_first = False
        await asyncio.sleep(chance.expovariate(1 / pause) if pause else 0)


async def get(address: str, page: str, visitor: str) -> int:
    """The status of a page; 0 where none came."""
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    head = f"GET {page} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"
    writer.write(f"{head}X-Forwarded-For: {visitor}\r\nConnection: close\r\n\r\n".encode())
    try:
        async with asyncio.timeout(_LONGEST):
            taken = await reader.read()
    except (OSError, TimeoutError):
        return 0
    finally:
        writer.close()
    return int(taken[9:12]) if taken else 0


def main() -> None:
    """Read until standard input ends."""
    os.nice(_GIVES_WAY)
    address, pages, readers, pause = sys.argv[1:]
    for status, seconds in asyncio.run(read(address, Path(pages).read_text().splitlines(), int(readers), float(pause))):
        print(status, seconds)


if __name__ == "__main__":
    main()
