"""How the latest meetings get into another site: the code to copy."""

from __future__ import annotations

from bot.web.addresses import address
from bot.web.filtering import FilterQuery, read_choice
from bot.web.machines.naming import name_choice
from bot.web.page import Page, Result
from bot.web.visits import Visit


class EmbeddingQuery(FilterQuery):
    """Which meetings the other site shows."""


class Embedding(Result):
    """address: what the frame shows, with scheme and host; asked: by what its meetings were chosen."""

    title: str
    address: str
    asked: dict[str, str]


def read_embedding(visit: Visit, query: EmbeddingQuery) -> Embedding:
    """Say where the frame's page is."""
    choice = read_choice(visit, query)
    path = address("widget", visit.language, **choice.values)
    return Embedding(title=name_choice(visit, choice), address=visit.origin + path, asked=choice.values)


EMBEDDING = Page("embedding", EmbeddingQuery, Embedding, read_embedding, is_indexed=False)
