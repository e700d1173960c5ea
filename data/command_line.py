"""How every command line of the project ends: an error is one line on standard error, and exit status 1."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from data.errors import NotulaError


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
