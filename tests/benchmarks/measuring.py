"""Clocks and scales: what some work took, by stage, and how much memory this process holds."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """Seconds that some work took, and what it gave."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def timed_cpu(work: Callable[[], Result]) -> tuple[float, Result]:
    """CPU seconds of this process, all threads, that some work took, and what it gave."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def measure_memory(part: str = "VmRSS") -> float:
    """Resident mebibytes of this process (Linux); RssAnon is what is its own, RssFile what lies in files as well."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(part))
    return int(line.split()[1]) / 1024


class Stopwatch:
    """CPU seconds by stage. What a stage calls of another stage counts for the other one only."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inner: list[float] = []

    def watch(self, owner: Any, name: str, stage: str) -> None:
        """Let every call of a module's function, or a class's method, count for a stage."""
        original = getattr(owner, name)

        def run(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0.0)
            start = time.process_time()
            try:
                return original(*args, **kwargs)
            finally:
                whole = time.process_time() - start
                self.seconds[stage] += whole - self._inner.pop()
                if self._inner:
                    self._inner[-1] += whole

        setattr(owner, name, run)


def note_memory(owner: Any, name: str, *, step: str, into: dict[str, float]) -> None:
    """Let the first call of a function note how much memory the process holds after it."""
    original = getattr(owner, name)

    def run(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        into.setdefault(step, measure_memory())
        return result

    setattr(owner, name, run)
