"""What is counted while the bot serves, as Prometheus reads it."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.telegram.health.judging import Health

_SECONDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)


class Figures:
    """What is counted while the bot serves."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter("notula_updates", "Updates taken, by what they ask", ["what"], registry=self.registry)
        self.answers = Counter("notula_answers", "Questions answered, by status", ["status"], registry=self.registry)
        self.faults = Counter("notula_faults", "Failed calls to Telegram", registry=self.registry)
        self.latency = Histogram(
            "notula_seconds", "From taking an update to its stage", ["stage"], buckets=_SECONDS, registry=self.registry
        )
        self.queue = Gauge("notula_queue", "Updates that wait for their answer", registry=self.registry)
        self.generation = Gauge("notula_generation", "Number of the index generation in use", registry=self.registry)
        self.checks = Gauge("notula_check", "1 where a check of /health is well", ["check"], registry=self.registry)
        self.warnings = Gauge("notula_warnings", "Warnings of /health", registry=self.registry)

    def count_answer(self, status: str) -> None:
        """Count one answer."""
        self.answers.labels(status).inc()

    def take(self, health: Health) -> None:
        """Take over what /health says."""
        self.queue.set(health.queue)
        self.generation.set(int("".join(filter(str.isdigit, health.generation)) or 0))
        self.warnings.set(len(health.warnings))
        for check in health.checks:
            self.checks.labels(check.name).set(not check.fault)

    def text(self) -> bytes:
        """All figures as Prometheus reads them."""
        return generate_latest(self.registry)
