"""On the path of a bot that is tested, this lets its long work wait at `tests.telegram_bot.Gate`: Python imports it.

The work waits where it has read its task and listens for its end, and has touched nothing yet.
"""

import os
import sys


def _wait_at_gate(_: int) -> None:
    import socket

    with socket.create_connection(("127.0.0.1", int(os.environ["WORK_GATE"]))) as gate:
        gate.recv(1)


if "bot.telegram.upkeep.work" in sys.orig_argv:
    os.nice = _wait_at_gate
