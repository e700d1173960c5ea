"""Long work for anybody, beside that on the archive: it only reads, and never waits for another person's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.telegram.upkeep.jobs import Job, Jobs

MOST_PEOPLE = 2
"""People whose jobs run at a time: each takes a processor and some hundred megabytes."""


@dataclass(slots=True)
class PersonalJobs:
    """Jobs of people, each at most one, few in all; make: jobs that go by a lease of this name."""

    make: Callable[[str], Jobs]
    _of: dict[int, Jobs] = field(default_factory=dict)
    _changing: threading.Lock = field(default_factory=threading.Lock)

    def start(self, job: Job) -> bool:
        """Start a job; False where its person has one, or too many others have."""
        with self._changing:
            self._of = {user: jobs for user, jobs in self._of.items() if jobs.is_running}
            if job.user in self._of or len(self._of) >= MOST_PEOPLE:
                return False
            jobs = self._of[job.user] = self.make(f"job-of-{job.user}")
            return jobs.start(job)

    def stop(self, user: int) -> bool:
        """Ask a person's job to stop; False where none runs."""
        jobs = self._of.get(user)
        return jobs is not None and jobs.is_running and jobs.stop()

    def is_told_at(self, chat: int, message: int) -> bool:
        """Whether a running job is told in this message."""
        return any(jobs.is_told_at(chat, message) for jobs in list(self._of.values()))

    def abandon(self) -> None:
        """The bot goes: end them all, and leave it to the next run to say so."""
        for jobs in list(self._of.values()):
            jobs.abandon()

    def kill(self) -> None:
        """End them all at once."""
        for jobs in list(self._of.values()):
            jobs.kill()

    def join(self, timeout_seconds: float) -> None:
        """Wait for those that run."""
        for jobs in list(self._of.values()):
            jobs.join(timeout_seconds)
