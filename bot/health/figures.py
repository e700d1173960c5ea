"""What /health says, as Prometheus reads it."""

from __future__ import annotations

from dataclasses import asdict

from prometheus_client import CollectorRegistry, Gauge

from bot.health.judging import Health


class HealthFigures:
    """The checks, the warnings and the index generation of a process, in a registry with its other figures."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.generation = Gauge("notula_generation", "Number of the index generation in use", registry=registry)
        self.checks = Gauge("notula_check", "1 where a check of /health is well", ["check"], registry=registry)
        self.warnings = Gauge("notula_warnings", "Warnings of /health", registry=registry)
        self.model = Gauge(
            "notula_llm_today", "Language model, all processes, since midnight UTC", ["what"], registry=registry
        )

    def take(self, health: Health) -> None:
        """Take over what /health says."""
        self.generation.set(int("".join(filter(str.isdigit, health.generation)) or 0))
        self.warnings.set(len(health.warnings))
        if health.model:
            for what, value in {**asdict(health.model.spent), "cost": health.model.cost or 0.0}.items():
                self.model.labels(what).set(value)
        for check in health.checks:
            self.checks.labels(check.name).set(not check.fault)
