"""`embed_corpus.py follow`, `unfollow`, `update`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from data.command_line import AsJson, say, to_json_line
from data.errors import NotulaError
from data.settings import load_settings
from data.wording import following as wording

out, err = Console(), Console(stderr=True)


def follow(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Feeds, sitemaps, WordPress JSON, pages that list articles, folders."),
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help="Show what is followed.")] = False,
    as_json: AsJson = False,
) -> None:
    """Follow sources: `update` takes from them what is new."""
    if bool(sources) == list_them:
        raise typer.BadParameter(wording.FOLLOW_WHAT)
    if sources:
        _follow(sources, as_json=as_json)
    else:
        _list_sources(as_json=as_json)


def _follow(sources: list[str], *, as_json: bool) -> None:
    from data.following.visiting import Visitor
    from retrieval.following.keeping import follow_all
    from retrieval.following.show import followed_json, say_followed
    from retrieval.ingest import open_reading

    with open_reading(load_settings()) as store:
        followed, failures = follow_all(store, sources, Visitor(), now=datetime.now(UTC))
    if followed or as_json:
        say(followed_json(followed, failures), say_followed(followed), as_json=as_json)
    if failures:
        raise NotulaError(wording.not_sources([(failure.source, failure.reason) for failure in failures]))


def _list_sources(*, as_json: bool) -> None:
    from retrieval.following.keeping import describe_sources
    from retrieval.following.show import show_sources, state_json
    from retrieval.ingest import open_reading

    with open_reading(load_settings()) as store:
        states = describe_sources(store)
    if as_json:
        print(to_json_line({"sources": [state_json(state) for state in states]}))
    else:
        show_sources(out, states)


def unfollow(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="As `follow --list` shows them.")],
    as_json: AsJson = False,
) -> None:
    """Follow sources no more; the articles that came from them stay."""
    from retrieval.following.keeping import unfollow_sources
    from retrieval.ingest import open_reading

    with open_reading(load_settings()) as store:
        urls = [source.url for source in unfollow_sources(store, sources)]
    say({"unfollowed": urls}, "\n".join(map(wording.unfollowed, urls)), as_json=as_json)


def update(
    only_due: Annotated[
        bool, typer.Option("--due", help="Leave out what was fetched or failed only lately: for a timer.")
    ] = False,
    retry: Annotated[bool, typer.Option("--retry", help="Try again also what failed five times.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch what is new from everything that is followed, once, and add it."""
    from retrieval.following.show import show_report
    from retrieval.following.updating import update_sources
    from retrieval.ingest.show import show_progress

    with show_progress(err) as progress:
        report = update_sources(load_settings(), only_due=only_due, retry=retry, progress=progress)
    if as_json:
        print(to_json_line(report.to_json()))
    else:
        show_report(out, report)
