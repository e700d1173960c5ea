"""What is counted while the bot serves, as Prometheus reads it."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.health.figures import HealthFigures
from bot.health.judging import Health

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
        self.health = HealthFigures(self.registry)

    def count_answer(self, status: str) -> None:
        """Count one answer."""
        self.answers.labels(status).inc()

    def tell(self, health: Health) -> bytes:
        """All figures as Prometheus reads them, with what /health says."""
        self.queue.set(health.queue)
        self.health.take(health)
        return generate_latest(self.registry)
