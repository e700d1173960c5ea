"""What every command line of the project shares: how it ends, a sentence, and a line of JSON.

An error is one line on standard error, and exit status 1.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from data.errors import NotulaError

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


def run_command_line(command: Callable[[], object]) -> None:
    """Run it; SystemExit with status 1 where it failed."""
    try:
        command()
    except NotulaError as error:
        Console(stderr=True).print(Text(str(error)), soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        # The reader went away (`| head`): nothing to say, and nothing to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def to_json_line(content: object) -> str:
    """Content as JSON that is one line to every reader.

    All but ASCII is escaped where the texts hold a lone surrogate, which no encoding takes, or a character that some
    take for the end of a line (U+0085, U+2028).
    """
    line = json.dumps(content, ensure_ascii=False, default=str)
    is_plain = len(line.splitlines()) == 1 and line.encode("utf-8", "ignore").decode() == line
    return line if is_plain else json.dumps(content, default=str)


def say(content: Mapping[str, object], sentence: str, *, as_json: bool) -> None:
    """Tell a command's end: the content as a line of JSON, or the sentence."""
    if as_json:
        print(to_json_line(content))
    else:
        Console().print(Text(sentence), soft_wrap=True)
