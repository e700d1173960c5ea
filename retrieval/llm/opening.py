"""The language model that the settings name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from data.settings import Settings
from data.store import Store
from retrieval.answering.telling import Choose
from retrieval.llm.asking import Model, Use
from retrieval.llm.choosing import Chooser
from retrieval.llm.reading.reader import ModelReader
from retrieval.llm.saying.sayer import Sayer
from retrieval.llm.saying.summing import Summariser
from retrieval.llm.trusting import read_trusted
from retrieval.takeaway.writing import SumUp


def open_model(settings: Settings, store: Store, *uses: Use) -> Model | None:
    """The model for some uses; None where none of them is wanted. Nothing is asked yet."""
    if not settings.llm_url or not settings.llm_model or not settings.llm_uses & set(uses):
        return None
    from retrieval.llm.endpoint import Endpoint

    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    return Model(
        Endpoint(settings.llm_url, settings.llm_model, key),
        store.llm,
        name=settings.llm_model,
        parallel=settings.llm_parallel,
        tokens_a_day=settings.llm_tokens_a_day,
    )


@dataclass(frozen=True, slots=True)
class Helper:
    """The model as it helps to answer: `choose` and `sayer`, where these are wanted; `sum_up` for reports."""

    model: Model
    choose: Choose | None
    sayer: Sayer | None
    sum_up: SumUp

    def close(self) -> None:
        """Ask nothing more."""
        self.model.close()


def open_helper(settings: Settings, store: Store) -> Helper | None:
    """What helps to answer; None where no model is to."""
    model = open_model(settings, store, Use.CHOOSE, Use.SAY)
    if model is None:
        return None
    seconds = settings.llm_timeout
    chooser = Chooser(model, seconds=seconds) if Use.CHOOSE in settings.llm_uses else None
    sayer = Sayer(model, seconds) if Use.SAY in settings.llm_uses else None
    return Helper(model, chooser.choose if chooser else None, sayer, Summariser(model, seconds).sum_up)


def open_model_reader(settings: Settings, store: Store) -> ModelReader | None:
    """What reads articles besides; None where no model is to read."""
    model = open_model(settings, store, Use.READ)
    if model is None:
        return None
    trusted = read_trusted(settings.home, model.name)
    return ModelReader(model, store.llm, trusted=trusted, parallel=settings.llm_parallel)


@contextmanager
def summing_up(settings: Settings, store: Store) -> Iterator[SumUp | None]:
    """What sums up a meeting for a report; None where no model is to say anything."""
    helper = open_helper(settings, store)
    try:
        yield helper.sum_up if helper and helper.sayer else None
    finally:
        if helper:
            helper.close()
