"""What each kind of page takes of the processor, over an archive of made-up news.

    python -m tests.benchmarks.web [--home FOLDER] [--articles 20000]

Every address is asked for once, in a fresh process, through the whole application, compressed as browsers want it;
before that one other address of each kind, so that templates and tables are there. CPU time of all threads: a busy
machine changes little. Prints tables; asserts nothing.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.console import Console
from rich.table import Table
from starlette.types import ASGIApp, Message, Scope

from data.settings import Settings
from retrieval.ingest import open_reading
from tests.benchmarks.growing import grow
from tests.benchmarks.leafing import RECEIPTS, WHOLE, Addresses, draw_addresses, read_codes
from tests.benchmarks.running import in_fresh_process

GOAL_MILLISECONDS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """An address, what was answered, how many bytes of it, and the milliseconds of CPU it took."""

    address: str
    status: int
    size: int
    cpu: float


def main(
    articles: Annotated[int, typer.Option(help="How many articles to make up.")] = 20_000,
    home: Annotated[Path | None, typer.Option(help="Keep the archive here; one that is there grows no more.")] = None,
    seed: Annotated[int, typer.Option(help="Another seed makes up another archive.")] = 1,
    slowest: Annotated[int, typer.Option(help="Show so many of the slowest addresses.")] = 10,
) -> None:
    """Ask for some hundred pages, and print what each kind takes."""
    console = Console(width=140)
    with tempfile.TemporaryDirectory() as scratch, console.status("Growing …") as status:
        folder = prepare(home or Path(scratch), articles, seed)
        status.update("Asking …")
        warm_up, addresses = draw_addresses(folder, seed)
        asked = in_fresh_process(ask_all, folder, warm_up, addresses)
    console.print(show(asked))
    console.print(show_slowest(asked, slowest))


def prepare(home: Path, articles: int, seed: int) -> Path:
    """The folder of an archive of at least so many articles, grown where it has less."""
    home.mkdir(parents=True, exist_ok=True)
    with open_reading(Settings(home=home, _env_file=None)) as store:
        is_grown = store.articles.count() >= articles
    if not is_grown:
        in_fresh_process(grow, home, articles, seed)
    return home


def ask_all(home: Path, warm_up: Addresses, addresses: Addresses) -> dict[str, list[Asked]]:
    """What every address took, by kind; receipts are those of the questions that were asked."""
    from bot.app import open_app
    from bot.web.application import make_application

    app = open_app(Settings(home=home, _env_file=None))
    application = make_application(app)
    try:
        _ask_each(application, warm_up)
        asked = _ask_each(application, addresses)
        return asked | _ask_each(application, {RECEIPTS: read_codes(app.store, len(asked))})
    finally:
        app.close()


def _ask_each(application: ASGIApp, addresses: Addresses) -> dict[str, list[Asked]]:
    async def ask_in_turn() -> dict[str, list[Asked]]:
        return {kind: [await ask(application, one) for one in some] for kind, some in addresses.items()}

    return asyncio.run(ask_in_turn())


async def ask(application: ASGIApp, address: str) -> Asked:
    """Ask for one address; JSON where it ends so."""
    status, size = 0, 0
    received = iter([{"type": "http.request"}])

    async def receive() -> Message:
        for message in received:
            return message
        # The client stays until all is there.
        return await asyncio.Future()

    async def send(message: Message) -> None:
        nonlocal status, size
        status = message.get("status", status)
        size += len(message.get("body", b""))

    before = time.process_time()
    await application(make_scope(address), receive, send)
    return Asked(address, status, size, 1000 * (time.process_time() - before))


def make_scope(address: str) -> Scope:
    """A browser's request."""
    from urllib.parse import unquote

    path, _, query = address.partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "server": ("notula.example.org", 443),
        "client": ("192.0.2.1", 1),
        "root_path": "",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"notula.example.org"), (b"accept", b"text/html"), (b"accept-encoding", b"gzip")],
    }


def show(asked: Mapping[str, Sequence[Asked]]) -> Table:
    """Milliseconds of CPU by kind of page; whole streams stand apart."""
    table = Table("pages", "addresses", "p50 ms", "p95 ms", "max ms", "KB", "not 200", title="CPU of pages")
    for kind in sorted(asked, key=lambda kind: kind in WHOLE):
        table.add_row(kind, *_figures(asked[kind]), end_section=kind == _last(asked))
    parts = [one for kind, some in asked.items() if kind not in WHOLE for one in some]
    table.add_row("all but the last", *_figures(parts))
    return table


def _last(asked: Iterable[str]) -> str:
    return [kind for kind in asked if kind not in WHOLE][-1]


def _figures(asked: Sequence[Asked]) -> list[str]:
    spread = [f"{value:.1f}" for value in np.percentile([one.cpu for one in asked], [50, 95, 100])]
    size = np.median([one.size for one in asked]) / 1000
    return [str(len(asked)), *spread, f"{size:,.1f}", str(sum(one.status != 200 for one in asked) or "")]


def show_slowest(asked: Mapping[str, Sequence[Asked]], count: int) -> Table:
    """The addresses that took longest, and what was not answered well."""
    table = Table("slowest", "ms", "status")
    every = [one for kind, some in asked.items() if kind not in WHOLE for one in some]
    failed = [one for one in every if one.status != 200]
    for one in [*sorted(every, key=lambda one: -one.cpu)[:count], *failed[:count]]:
        table.add_row(one.address, f"{one.cpu:.1f}", str(one.status))
    return table


if __name__ == "__main__":
    typer.run(main)
