"""A real bot process over the sample archive, and the archive's home for tests, made once."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import signal
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
        async with asyncio.timeout(LONGEST):
            return await self._process.wait()

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
async def running_bot(folder: Path, **environment: str):
    """A server and a bot that polls it."""
    async with running_server() as server:
        bot = BotProcess(server, copy_home(folder), **environment)
        await bot.start()
        try:
            yield server, bot
        finally:
            await bot.stop(signal.SIGKILL)
