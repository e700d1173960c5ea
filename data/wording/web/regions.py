"""How regions are called on pages, in both languages."""

from __future__ import annotations

COUNTRY = "Indonesia"


def city(name: str) -> str:
    """A city, whose name a regency or province may have as well."""
    return f"Kota {name}"
