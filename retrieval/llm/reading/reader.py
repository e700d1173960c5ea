"""Articles that were read, read by a language model as well; what it fails at stays as it was read without it."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

from data.article import Article
from data.errors import LanguageModelError
from data.facts import Fact, FactKind, Reading
from data.store.llm import ModelLog
from retrieval.facts.page import Page, open_page
from retrieval.llm.asking import Model, Use
from retrieval.llm.prompts import Prompt
from retrieval.llm.reading.claims import VERSION, Claims, ask_claims
from retrieval.llm.reading.merging import merge
from retrieval.llm.reading.verifying import Fault, verify

SECONDS = 120.0
"""For one article: nobody waits for an answer."""

_LONGEST_NAME = 40

_LOG = logging.getLogger(__name__)


class ModelReader:
    """Reads what reports a meeting. What a model wrote of an article is kept, so that it is asked once.

    dropped: what claims were dropped for, by how often; failed: ids of the articles that the model did not read.
    """

    def __init__(self, model: Model, log: ModelLog, *, trusted: Collection[FactKind] = (), parallel: int = 4) -> None:
        self.dropped: Counter[Fault] = Counter()
        self.failed: list[str] = []
        self._model = model
        self._log = log
        self._trusted = frozenset(trusted)
        self._threads = ThreadPoolExecutor(parallel, thread_name_prefix="read")

    @property
    def mark(self) -> str:
        """What a reading's version has besides: prompt and model, and what of it is trusted."""
        trusted = "".join(f"+{kind.value}" for kind in sorted(self._trusted))
        return f"{VERSION}:{self._model.name[-_LONGEST_NAME:]}{trusted}"

    def version(self, of_reader: str) -> str:
        """The version of readings that the model took part in."""
        return f"{of_reader}+{self.mark}"

    def improve(self, articles: Iterable[Article], readings: Mapping[str, Reading]) -> dict[str, Reading]:
        """The readings, those of articles on meetings with what the model read.

        One that it could not read keeps the reader's own version, so that it is read again some day.
        """
        told = [article for article in articles if article.id in readings]
        kept = self._log.kept(article.id for article in told if readings[article.id].meetings)
        improved = self._threads.map(lambda article: self._improve(article, readings[article.id], kept), told)
        return {**readings, **{reading.article_id: reading for reading in improved}}

    def close(self) -> None:
        """Read no more; what an interrupted run left is forgotten."""
        self._threads.shutdown(cancel_futures=True)
        self._log.tidy()
        self._model.close()

    def _improve(self, article: Article, reading: Reading, kept: Mapping[str, tuple[str, str]]) -> Reading:
        version = self.version(reading.version)
        if not reading.meetings:
            return replace(reading, version=version)
        page = open_page(article.text)
        try:
            claims = self._claims(article, ask_claims(article, page), kept.get(article.id))
        except LanguageModelError as error:
            _LOG.warning("the language model did not read article %s: %s", article.id, error)
            self.failed.append(article.id)
            return reading
        facts = self._verify(claims, page)
        return replace(merge(reading, facts, trusted=self._trusted), version=version)

    def _claims(self, article: Article, prompt: Prompt[Claims], kept: tuple[str, str] | None) -> Claims:
        key = hashlib.sha256(f"{self._model.name}\n{prompt.key}".encode()).hexdigest()
        if kept and kept[0] == key:
            return prompt.parse(kept[1])
        claims = self._model.ask(prompt, Use.READ, seconds=SECONDS)
        self._log.keep(article.id, key, claims.model_dump_json(), now=datetime.now(UTC))
        return claims

    def _verify(self, claims: Claims, page: Page) -> Sequence[Fact]:
        held = [verify(claim, page, rule=f"llm.{self.mark}"[:200]) for claim in claims.claims]
        faults = [one for one in held if isinstance(one, Fault)]
        self.dropped.update(faults)
        self._model.count_claims(len(held), len(faults))
        return [one for one in held if isinstance(one, Fact)]
