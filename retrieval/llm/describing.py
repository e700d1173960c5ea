"""How the language model stands: which, for what, whether it is on, and what it took today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from data.settings import Settings
from data.store import Store
from data.store.llm import Spent

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class ModelState:
    """The model that is set, and what all processes spent on it on a day (UTC); cost: in the owner's money, None where
    no prices are set; host: of its server, the rest of the address may hold a secret."""

    name: str
    host: str
    uses: tuple[str, ...]
    is_on: bool
    spent: Spent
    cost: float | None


def describe_model(settings: Settings, store: Store, *, day: date) -> ModelState | None:
    """How it stands; None where none is used."""
    if not settings.llm_uses or not settings.llm_model:
        return None
    spent = sum(store.llm.spent(day).values(), Spent())
    return ModelState(
        settings.llm_model,
        model_host(settings),
        tuple(sorted(settings.llm_uses)),
        store.llm.is_on(),
        spent,
        _price(settings, spent),
    )


def model_host(settings: Settings) -> str:
    """Whom texts are sent to."""
    return urlsplit(settings.llm_url or "").hostname or ""


def sends_questions(settings: Settings, store: Store) -> bool:
    """Whether questions are sent to a language model."""
    return bool(settings.llm_uses & {"choose", "say"}) and store.llm.is_on()


def _price(settings: Settings, spent: Spent) -> float | None:
    prices = settings.llm_prices
    if prices is None:
        return None
    return (spent.prompt_tokens * prices[0] + spent.reply_tokens * prices[1]) / _MILLION
