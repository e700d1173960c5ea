"""The language model that the settings name."""

from __future__ import annotations

from data.settings import Settings
from data.store import Store
from retrieval.llm.asking import Model, Use
from retrieval.llm.endpoint import Endpoint
from retrieval.llm.reading.reader import ModelReader
from retrieval.llm.trusting import read_trusted


def open_model(settings: Settings, store: Store, *uses: Use) -> Model | None:
    """The model for some uses; None where none of them is wanted. Nothing is asked yet."""
    if not settings.llm_url or not settings.llm_model or not settings.llm_uses & set(uses):
        return None
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    return Model(
        Endpoint(settings.llm_url, settings.llm_model, key),
        store.llm,
        name=settings.llm_model,
        parallel=settings.llm_parallel,
        tokens_a_day=settings.llm_tokens_a_day,
    )


def open_model_reader(settings: Settings, store: Store) -> ModelReader | None:
    """What reads articles besides; None where no model is to read."""
    model = open_model(settings, store, Use.READ)
    if model is None:
        return None
    trusted = read_trusted(settings.home, model.name)
    return ModelReader(model, store.llm, trusted=trusted, parallel=settings.llm_parallel)
