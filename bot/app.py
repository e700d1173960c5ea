"""The composition root of the doors: settings in, an engine over the archive out."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from data.receipts import make_code
from data.settings import Settings
from data.store import Access, AskedQuestion, Channel, Store, open_store, read_again
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Status
from retrieval.answering.asking.query import Kind
from retrieval.answering.engine import Engine
from retrieval.index.encoder import Encoder
from retrieval.index.engines import ArchiveIndex
from retrieval.index.live import LiveIndex
from retrieval.llm.deadline import within
from retrieval.receipts.understanding import note_understood

if TYPE_CHECKING:
    from retrieval.llm.opening import Helper
    from retrieval.takeaway.writing import SumUp

_WARM_UP = "siapa yang hadir dan kapan rapat koordinasi kabupaten itu?"

_SHOWN_DIGITS = 8  # of a fingerprint: enough to tell one model from another


@dataclass(frozen=True, slots=True)
class App:
    """What every door needs: the settings, the archive, the engine that answers from it, and the index it uses.

    model: the embedding model, as receipts name it; helper: the language model that helps to answer, where one does.
    """

    settings: Settings
    store: Store
    engine: Engine
    index: ArchiveIndex
    live: LiveIndex
    model: str = ""
    helper: Helper | None = None

    def ask(self, question: str, *, history: Sequence[str] = (), conversation: str = "") -> tuple[Answer, int]:
        """The answer with its receipt, and its number in the question log."""
        asked_at = datetime.now(UTC)
        answer, versions = read_again(lambda: self._answer(question, history))
        answer = answer.with_(receipt=make_code())
        asked = AskedQuestion(
            question=question,
            answer=answer.to_json(),
            status=answer.status.value,
            kind=answer.kind.value,
            milliseconds=answer.milliseconds,
            asked_at=asked_at,
            conversation=conversation,
            generation=answer.generation,
            article_ids=[source.article_id for source in answer.sources],
            receipt=answer.receipt,
            history=history,
            understood=note_understood(answer.understood),
            model=self.model,
            reader=", ".join(sorted(versions)) or None,
        )
        return answer, self.store.questions.put(asked)

    def _answer(self, question: str, history: Sequence[str]) -> tuple[Answer, set[str]]:
        """The answer, and the versions of the reader that read what it stands on."""
        with within(self.settings.llm_timeout):
            answer = self.engine.ask(question, history=history)
            if self.helper and self.helper.sayer:
                answer = self.helper.sayer.say(answer)
        return answer, self.store.readings.versions(source.article_id for source in answer.sources)

    @property
    def sum_up(self) -> SumUp | None:
        """What sums up a meeting for a report, where a language model says things."""
        return self.helper.sum_up if self.helper and self.helper.sayer else None

    def keeps_since(self) -> datetime:
        """The moment from which on questions are kept: the retention that is set."""
        return datetime.now(UTC) - timedelta(days=self.settings.retention_days)

    def purge(self) -> int:
        """Forget questions older than the retention that is set, with what was reported of answers; how many."""
        before = self.keeps_since()
        self.store.reports.purge(before)
        return self.store.questions.purge(before)

    def close(self) -> None:
        """Close the archive."""
        if self.helper:
            self.helper.close()
        self.live.close()
        self.store.close()


def open_app(settings: Settings, *, warm: bool = True) -> App:
    """Open archive, model and current generation; NotulaError in one sentence where one of them cannot be opened.

    `warm`: load what the first question needs as well, so that nobody waits for that.
    """
    from retrieval.index.engines import open_index
    from retrieval.index.models import load_encoder

    store = open_store(settings.database, _access(settings))
    encoder = load_encoder(settings.model)
    index = open_index(settings)
    live = LiveIndex(index, encoder)
    if index.is_remote:
        store.listen(Channel.GENERATIONS, live.wake)
    helper = _open_helper(settings, store) if settings.llm_url else None
    engine = Engine(store, live, chooser=helper.choose if helper else None)
    # Libraries and tables stay as long as the process: collecting garbage need not walk through them (0.3 s each time).
    gc.freeze()
    if warm:
        engine.ask(_WARM_UP)
        gc.freeze()
        gc.enable()  # who asks once ends before there is garbage
    return App(settings, store, engine, index, live, _name_model(encoder), helper)


def _open_helper(settings: Settings, store: Store) -> Helper | None:
    # Most have no language model, and what asks one takes a while to load.
    from retrieval.llm.opening import open_helper

    return open_helper(settings, store)


def _access(settings: Settings) -> Access:
    return Access(settings.database_connections, seconds=settings.database_seconds, read_url=settings.database_read_url)


def _name_model(encoder: Encoder) -> str:
    """By its fingerprint, and by its name where that is none of a folder: no path is told."""
    fingerprint = encoder.fingerprint()[:_SHOWN_DIGITS]
    return fingerprint if Path(encoder.name).is_absolute() else f"{encoder.name} {fingerprint}"


def failed_answer(question: str) -> Answer:
    """What is answered where answering itself failed."""
    return Answer(question=question, status=Status.ERROR, kind=Kind.PASSAGE, text=wording.FAILED)
