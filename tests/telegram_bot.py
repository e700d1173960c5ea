"""A real bot process over the sample archive, and the archive's home for tests, made once."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from data.settings import PROJECT, SAMPLE_ARCHIVE, Settings
from tests.telegram_server import TOKEN, TelegramServer
from tests.waiting import LONGEST

ADMIN = 77


@cache
def sample_home() -> Path:
    """A home with the sample archive, embedded; to be copied."""
    from retrieval.ingest import add_sources

    folder = Path(tempfile.mkdtemp(prefix="notula-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    add_sources(Settings(home=folder, _env_file=None), [str(SAMPLE_ARCHIVE)])
    return folder


def copy_home(folder: Path) -> Path:
    """The sample archive's home, copied to a folder."""
    return Path(shutil.copytree(sample_home(), folder / "home"))


class BotProcess:
    """`python -m bot` against a server; `log` holds what it wrote to standard error, in a file of that name."""

    def __init__(self, server: TelegramServer, home: Path, *, name: str = "bot", **environment: str) -> None:
        self._environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith(("NOTULA", "TELEGRAM"))},
            "NOTULA_HOME": str(home),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE_URL": server.base_url,
            "NOTULA_ADMINS": str(ADMIN),
            "NOTULA_HEALTH_LISTEN": "127.0.0.1:0",
            **environment,
        }
        self.home = home
        self._log = home.parent / f"{name}.log"
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", cwd=PROJECT, env=self._environment, stderr=log, stdout=log
            )

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; the exit status."""
        if self._process is None or self._process.returncode is not None:
            return self._process.returncode if self._process else 0
        self._process.send_signal(number)
        return await self.wait_end()

    async def wait_end(self) -> int:
        async with asyncio.timeout(LONGEST):
            return await self._process.wait()

    @property
    def cpu_seconds(self) -> float:
        """What the running process has used; its children's time is not counted."""
        after_name = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")


class ForkedBot(BotProcess):
    """The same, of a process that has loaded already what every start would load: it starts in a tenth of the time."""

    async def start(self) -> None:
        self._log.touch()
        self._process = await _Forked.begin({"environment": self._environment, "log": str(self._log)})


class _Forked:
    """A process of the server's, as asyncio's own: `pid`, `returncode`, `send_signal` and `wait`."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._reader, self._writer = reader, writer
        self._ending = asyncio.create_task(self._end())

    @classmethod
    async def begin(cls, order: dict[str, object]) -> _Forked:
        reader, writer = await asyncio.open_connection(*_fork_server())
        writer.write(json.dumps(order).encode() + b"\n")
        return cls(int(await reader.readline()), reader, writer)

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    async def wait(self) -> int:
        return await asyncio.shield(self._ending)

    async def _end(self) -> int:
        self.returncode = int(await self._reader.readline())
        self._writer.close()
        return self.returncode


@cache
def _fork_server() -> tuple[str, int]:
    """Where the server listens that forks bots; it ends with this process."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        number = listening.fileno()
        command = [sys.executable, str(PROJECT / "tests" / "fork_server.py"), str(number), str(sample_home())]
        # A library that has computed on several cores cannot be forked.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        server = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[number], env=environment)
        atexit.register(_end_server, server)
        return listening.getsockname()[:2]


def _end_server(server: subprocess.Popen[bytes]) -> None:
    server.stdin.close()
    server.wait(LONGEST)


class Gate:
    """Where the processes wait that do a bot's long work, each until it is let through."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()
        self._come: list[asyncio.StreamWriter] = []
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Gate:
        self._server = await asyncio.start_server(self._take_in, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for writer in self._come:
            writer.close()

    async def _take_in(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._come.append(writer)
        await self._waiting.put(writer)

    @property
    def environment(self) -> dict[str, str]:
        """What sends a bot's work here."""
        path = [str(Path(__file__).parent / "held_work"), os.environ.get("PYTHONPATH")]
        return {
            "PYTHONPATH": os.pathsep.join(filter(None, path)),
            "WORK_GATE": str(self._server.sockets[0].getsockname()[1]),
        }

    async def wait(self) -> asyncio.StreamWriter:
        """The next one that has come; closed, it goes on."""
        async with asyncio.timeout(LONGEST):
            return await self._waiting.get()


@asynccontextmanager
async def running_server(**fields):
    server = TelegramServer(**fields)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


@asynccontextmanager
async def running_bot(folder: Path, *, make: type[BotProcess] = ForkedBot, **environment: str):
    """A server and a bot that polls it."""
    async with running_server() as server:
        bot = make(server, copy_home(folder), **environment)
        await bot.start()
        try:
            yield server, bot
        finally:
            await bot.stop(signal.SIGKILL)
