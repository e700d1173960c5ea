"""What readers are told about dates that contradict themselves. Indonesian."""

from __future__ import annotations


def falls_on(day: str, weekday: str) -> str:
    """A written date is another weekday than the article says."""
    return f"{day} jatuh pada hari {weekday}"


def after_publication(day: str, published: str) -> str:
    """A written date lies well behind the publication of the article."""
    return f"{day} jauh sesudah artikel terbit pada {published}"
