"""`python -m bot`: the Telegram bot, and answers in the terminal."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from rich.console import Console
from rich.text import Text

from bot.logs import configure_logs
from bot.statistics import statistics
from data.command_line import run_command_line, to_json_line
from data.errors import NotulaError
from data.settings import PROJECT, SAMPLE_ARCHIVE, Settings, load_settings
from data.wording import receipts
from data.wording import terminal as wording

if TYPE_CHECKING:
    from bot.app import App
    from retrieval.receipts.receipt import Receipt

app = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)
app.command()(statistics)
out, err = Console(), Console(stderr=True)


@contextmanager
def _opened(*, warm: bool = True) -> Iterator[App]:
    from bot.app import open_app

    opened = open_app(load_settings(), warm=warm)
    try:
        opened.purge()
        yield opened
    finally:
        opened.close()


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Answer questions about Indonesian regional meetings; without a command, on Telegram."""
    if context.invoked_subcommand is None:
        _run_telegram(load_settings())


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    batch: Annotated[str | None, typer.Option(help="JSON lines with questions; - is standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer came about.")] = False,
) -> None:
    """Answer one question, or a batch of them."""
    if (question is None) == (batch is None):
        raise typer.BadParameter(wording.ask_or_batch())
    with _opened(warm=batch is not None) as opened:
        if batch is not None:
            _answer_batch(opened, batch)
        elif question is not None:
            _answer_one(opened, question, as_json=as_json, explain=explain)


def _answer_one(opened: App, question: str, *, as_json: bool, explain: bool) -> None:
    from bot.show import show_answer, show_explanation

    answer, _ = opened.ask(question, conversation="terminal")
    if as_json:
        print(to_json_line(answer.to_json()))
        return
    if explain:
        query = opened.engine.understand(question)
        show_explanation(out, query, opened.engine.candidates(query)[0], answer)
    show_answer(out, answer)


def _answer_batch(opened: App, name: str) -> None:
    from bot.batch import answer_batch

    with _open_batch(name) as lines:
        for answer in answer_batch(opened, lines):
            print(to_json_line(answer), flush=True)


def _open_batch(name: str) -> TextIO:
    """The lines of a file or of standard input. What is not UTF-8 spoils its own line, not the batch."""
    if name == "-":
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        return sys.stdin
    try:
        return open(name, encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise NotulaError(wording.cannot_open(name)) from error


@app.command()
def receipt(
    code: Annotated[str, typer.Argument(help="The code of an answer.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the receipt as one JSON object.")] = False,
) -> None:
    """Tell what an answer stood on, and whether the archive still answers the same."""
    from bot.receipts import look_up

    with _opened(warm=False) as opened:
        found = look_up(opened, code)
        if found is None:
            raise NotulaError(receipts.LEADS_NOWHERE.say("id", days=opened.settings.retention_days))
        if as_json:
            print(to_json_line(found.to_json()))
        else:
            _show_receipt(found)


def _show_receipt(found: Receipt) -> None:
    from bot.show import show_blocks
    from bot.telegram.views.receipts import show_receipt

    show_blocks(out, show_receipt(found, "id"))


@app.command()
def chat() -> None:
    """Hold a conversation in the terminal."""
    with _opened() as opened:
        _converse(opened, lambda: out.input("[bold]›[/bold] "))


def _converse(opened: App, read: Callable[[], str]) -> None:
    from bot.show import show_answer

    out.print(Text(f"{wording.WELCOME}\n{wording.CHAT_HINT}"))
    history: list[str] = []
    while question := _read(read):
        if question == "/ulang":
            history.clear()
            out.print(Text(wording.FORGOTTEN))
            continue
        answer, _ = opened.ask(question, history=history, conversation="terminal")
        history.append(question)
        show_answer(out, answer)
    out.print(Text(wording.GOODBYE))


def _read(read: Callable[[], str]) -> str | None:
    try:
        return read().strip() or None
    except (EOFError, KeyboardInterrupt):
        return None


@app.command()
def person(
    name: Annotated[str, typer.Argument(help="A name, perhaps with an office or a region, or an office with both.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print what is known as one JSON object.")] = False,
) -> None:
    """Show who somebody is: offices, meetings, who stood in for whom, statements."""
    from bot.person import find_person, found_json, show_found

    with _opened(warm=False) as opened:
        found = find_person(opened, name)
        if as_json:
            print(to_json_line(found_json(opened, found)))
        else:
            show_found(out, opened, found)


@app.command()
def web(
    beside: Annotated[int | None, typer.Option(hidden=True, help="The socket that a bot listens on for it.")] = None,
) -> None:
    """Show the archive as pages, until Ctrl-C."""
    from bot.serving.server import address_of
    from bot.web.service.main import be_beside, listen_for_pages, serve_pages

    settings = load_settings()
    if beside is not None:
        be_beside(settings)
    with listen_for_pages(settings, beside) as listening, _opened() as opened:
        if beside is None:
            err.print(Text(wording.pages_at(address_of(listening))), soft_wrap=True)
        serve_pages(opened, listening, is_beside=beside is not None)


@app.command()
def run() -> None:
    """Embed the sample archive if nothing is embedded yet, then answer: on Telegram where a token is set.

    Where NOTULA_WEB_LISTEN is set, pages are served beside; alone where nobody can be answered.
    """
    settings = load_settings()
    _embed_sample_if_empty(settings)
    if settings.telegram_bot_token:
        _run_telegram(settings)
    elif sys.stdin is not None and sys.stdin.isatty():
        _chat_beside_pages(settings)
    elif settings.web:
        web()
    else:
        out.print(Text(wording.NOT_INTERACTIVE))


def _chat_beside_pages(settings: Settings) -> None:
    from bot.web.service.companion import pages_beside

    with pages_beside(settings.web, lambda address: err.print(Text(wording.pages_at(address)), soft_wrap=True)):
        chat()


def _embed_sample_if_empty(settings: Settings) -> None:
    from retrieval.index.engines import open_index

    index = open_index(settings)
    if index.current() is None:
        index.catch_up()
    if index.current():
        return
    err.print(Text(wording.EMBEDDING_SAMPLE))
    done = subprocess.run([sys.executable, str(PROJECT / "embed_corpus.py"), "add", str(SAMPLE_ARCHIVE)], check=False)
    if done.returncode:
        raise NotulaError(wording.SAMPLE_FAILED)


def _run_telegram(settings: Settings) -> None:
    if settings.telegram_bot_token is None:
        raise NotulaError(wording.NO_TOKEN)
    from bot.telegram.main import run_telegram

    run_telegram(settings)


def entry() -> None:
    """Run a command."""
    gc.disable()  # until everything is open (`open_app`)
    configure_logs()
    run_command_line(app)


if __name__ == "__main__":
    entry()
