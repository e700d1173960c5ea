"""Trains the selector: the upper layers of the encoder and a head, on questions with the stretches that answer them.

What is learnt of each question: which sentence answers, or that none does (a conditional logit over the marks before
the sentences and the beginning), and which pieces the answer is made of.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, normalize
from transformers import BertModel

from retrieval.answering.evidence.lexicon import stems_of
from retrieval.answering.evidence.selector import (
    BEGIN,
    MARK,
    MOST_QUESTION,
    MOST_SENTENCE,
    MOST_TITLE,
    OF_NONE,
    OF_PIECE,
    OF_SENTENCE,
    PROMPT,
    SCALES,
    TITLE_CHARACTERS,
)
from retrieval.index.trunk import SHARED
from retrieval.index.weights import HEAD, write_prepared
from retrieval.language.stems import analyse, stem
from retrieval.language.text import split_sentences
from retrieval.training.annotations import UNKNOWN
from retrieval.training.learner import StepLearner, hold_still
from retrieval.training.problems import Problem
from retrieval.training.restored import read_restored
from retrieval.training.tagging import PADDING

PIECES_COUNT = 0.5
"""How much the loss of pieces counts beside the loss of sentences."""

EACH = 0.3
"""How much it counts that each of the sentences that answer is found, where several do, and not one of them."""

RARE = 4.0
"""Pieces of an answer are rare: each counts as so many others."""

SHORTEST, LONGEST = 5 / 8, 9 / 8
"""Room for an article's sentences in training, as shares of the usual, so that the selector meets all lengths."""

SOUGHT = 3
"""Sentences that answer which are surely among those read, where the article has more."""

NEAR_START, NEXT, CHANCE = 0.15, 0.5, 0.8
"""What a sentence gains by being one of the first two, by the words of the one before it, and by chance."""


LIKE_LENGTH = 20
"""Of so many batches the problems are put side by side by the length of their texts."""


@dataclass(frozen=True, slots=True)
class SelectorSchedule:
    """How the selector is trained. Layers below `still` stay as they are, and are shared with the encoder."""

    still: int = 6
    batch: int = 16
    pieces: int = 256
    rate: float = 2e-4
    head_rate: float = 2e-3
    warm_up: float = 0.06
    checkpoint_steps: int = 50
    seed: int = 0
    half: bool = False


@dataclass(frozen=True, slots=True)
class Posed:
    """A problem as pieces: `marks`, where sentences begin; `right`, which of them answer; `piece`, whether each piece
    is of the answer, UNKNOWN outside of sentences."""

    ids: tuple[int, ...]
    question: tuple[int, int]
    marks: tuple[int, ...]
    right: tuple[int, ...]
    piece: tuple[int, ...]


class Poser:
    """Cuts problems into pieces; safe to use again and again, each text is cut once."""

    def __init__(self, tokenizer: Tokenizer, schedule: SelectorSchedule) -> None:
        self._tokenizer, self._schedule = tokenizer, schedule
        self._texts: dict[str, list[_Sentence]] = {}

    def pose(self, problem: Problem, luck: random.Random) -> Posed:
        """The question, the title and as many sentences as there is room for, drawn by `luck` among the likely ones."""
        asked = self._ids(PROMPT + problem.question)[:MOST_QUESTION]
        ids = [BEGIN, *asked, MARK, *self._ids(problem.title[:TITLE_CHARACTERS])[:MOST_TITLE]]
        room = int(self._schedule.pieces * luck.uniform(SHORTEST, LONGEST)) - len(ids) - 1
        piece = [UNKNOWN] * len(ids)
        marks: list[int] = []
        right: list[int] = []
        for sentence in self._choose(problem, room, luck):
            if any(sentence.meets(*answer) for answer in problem.answers):
                right.append(len(marks))
            marks.append(len(ids))
            ids += [MARK, *sentence.ids]
            answered = (any(a < end and start < b for a, b in problem.answers) for start, end in sentence.offsets)
            piece += [UNKNOWN, *map(int, answered)]
        return Posed((*ids, MARK), (1, 1 + len(asked)), tuple(marks), tuple(right), (*piece, UNKNOWN))

    def _choose(self, problem: Problem, room: int, luck: random.Random) -> list[_Sentence]:
        """The sentences that are read, in the order of the text."""
        sentences = self._sentences(problem.text)
        if sum(len(sentence.ids) + 1 for sentence in sentences) <= room:
            return sentences
        likely = self._likely(problem, sentences, luck)
        chosen = []
        for at in sorted(range(len(sentences)), key=lambda at: -likely[at]):
            if len(sentences[at].ids) < room:
                chosen.append(at)
                room -= len(sentences[at].ids) + 1
        return [sentences[at] for at in sorted(chosen)]

    def _likely(self, problem: Problem, sentences: Sequence[_Sentence], luck: random.Random) -> list[float]:
        words = {stem(word) for word in analyse(problem.question)}
        shared = [
            len(words & sentence.words) / math.sqrt(4 + len(sentence.words)) + CHANCE * luck.random()
            for sentence in sentences
        ]
        likely = [
            own + NEXT * before + NEAR_START * (at < 2)
            for at, (own, before) in enumerate(zip(shared, [0.0, *shared], strict=False))
        ]
        answering = [at for at, one in enumerate(sentences) if any(one.meets(*answer) for answer in problem.answers)]
        for at in answering[:SOUGHT]:
            likely[at] = math.inf
        return likely

    def _sentences(self, text: str) -> list[_Sentence]:
        if text not in self._texts:
            self._texts[text] = [self._cut(text, span.start, span.end) for span in split_sentences(text)]
        return self._texts[text]

    def _cut(self, text: str, start: int, end: int) -> _Sentence:
        encoded = self._tokenizer.encode(text[start:end], add_special_tokens=False)
        offsets = [(start + first, start + last) for first, last in encoded.offsets[:MOST_SENTENCE]]
        return _Sentence(start, end, encoded.ids[:MOST_SENTENCE], offsets, stems_of(text[start:end]).all)

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    ids: list[int]
    offsets: list[tuple[int, int]]
    words: frozenset[str]

    def meets(self, start: int, end: int) -> bool:
        return start < self.end and self.start < end


class SelectorModel(torch.nn.Module):
    """An encoder with a head on every token, and how much nearness to the question counts."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            dtype=torch.float32,
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
        )
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, 3)
        # The encoder's own nearness is a good beginning; the head has to earn its say.
        torch.nn.init.zeros_(self.head.weight)
        torch.nn.init.zeros_(self.head.bias)
        self.scale = torch.nn.Parameter(torch.tensor(3.0))
        self.none = torch.nn.Parameter(torch.tensor(0.0))

    def go_on_from(self, folder: Path) -> None:
        """Take what a kept selector of the same encoder has learnt, as near as eight bits keep it."""
        tensors = {name: torch.from_numpy(value.copy()) for name, value in read_restored(folder).items()}
        with torch.no_grad():
            self.head.weight.copy_(tensors.pop(f"{HEAD}weight").T)
            self.head.bias.copy_(tensors.pop(f"{HEAD}bias"))
            scales = json.loads((folder / SCALES).read_text(encoding="utf-8"))
            self.scale.fill_(math.log(scales["scale"]))
            self.none.fill_(scales["none"])
        self.encoder.load_state_dict(tensors, strict=False)

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """(texts, tokens, 3) what the head says and (texts, tokens, hidden) states, of ids padded with PADDING."""
        states = self.encoder(input_ids=ids, attention_mask=(ids != PADDING).long()).last_hidden_state
        return self.head(self.drop(states)).float(), states.float()

    def chances(self, posed: Posed, told: Tensor, states: Tensor) -> Tensor:
        """Logarithms of the chance of no sentence and of each."""
        begin, end = posed.question
        asked = normalize(states[begin:end].mean(dim=0), dim=0)
        ends = [*posed.marks[1:], len(posed.ids) - 1]
        middles = [
            states[mark + 1 : max(last, mark + 2)].mean(dim=0) for mark, last in zip(posed.marks, ends, strict=True)
        ]
        near = normalize(torch.stack(middles), dim=1) @ asked
        sums = told[list(posed.marks), OF_SENTENCE] + self.scale.exp() * (near - near.mean())
        return log_softmax(torch.cat([told[:1, OF_NONE] + self.none, sums]), dim=0)


class SelectorLearner(StepLearner):
    """A selector in training."""

    def __init__(
        self,
        model: SelectorModel,
        problems: Sequence[Problem],
        poser: Poser,
        schedule: SelectorSchedule,
        checkpoint: Path,
    ) -> None:
        self.model, self.poser, self.schedule = model, poser, schedule
        self.still = hold_still(model.encoder, layers=schedule.still)
        body = [weight for weight in model.encoder.parameters() if weight.requires_grad]
        head = [*model.head.parameters(), model.scale, model.none]
        self._batches = mix(problems, schedule)
        super().__init__(
            model,
            [{"params": body, "lr": schedule.rate}, {"params": head, "lr": schedule.head_rate}],
            steps=len(self._batches),
            warm_up=schedule.warm_up,
            checkpoint=checkpoint,
            checkpoint_steps=schedule.checkpoint_steps,
        )

    def loss(self, step: int) -> Tensor:
        """See StepLearner."""
        return self._loss(self._batch(step))

    def write(self, folder: Path) -> None:
        """Keep what was trained in eight bits, and the names of what is shared with the encoder."""
        folder.mkdir(parents=True, exist_ok=True)
        model = cast("SelectorModel", self.averaged)
        state = model.encoder.state_dict()
        tensors = {name: weight for name, weight in state.items() if name not in self.still}
        # The graph multiplies states with the head: (hidden, classes).
        tensors |= {f"{HEAD}weight": model.head.weight.T, f"{HEAD}bias": model.head.bias}
        write_prepared({name: weight.detach().float().numpy() for name, weight in tensors.items()}, folder)
        (folder / SHARED).write_text("\n".join(sorted(self.still)) + "\n", encoding="utf-8")
        scale, none = model.scale.detach().exp(), model.none.detach()
        scales = {"scale": round(float(scale), 4), "none": round(float(none), 4)}
        (folder / SCALES).write_text(json.dumps(scales) + "\n", encoding="utf-8")

    def _batch(self, step: int) -> list[Posed]:
        """The problems of a step, posed as its number decides."""
        luck = random.Random(f"{self.schedule.seed} {step}")
        posed = [self.poser.pose(problem, luck) for problem in self._batches[step]]
        return [one for one in posed if one.marks]

    def _loss(self, posed: Sequence[Posed]) -> Tensor:
        longest = max(len(one.ids) for one in posed)
        ids = torch.tensor([[*one.ids, *[PADDING] * (longest - len(one.ids))] for one in posed])
        piece = torch.tensor([[*one.piece, *[UNKNOWN] * (longest - len(one.piece))] for one in posed])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.schedule.half):
            told, states = self.model(ids)
        losses = [miss(self.model.chances(one, told[at], states[at]), one.right) for at, one in enumerate(posed)]
        known = piece != UNKNOWN
        pieces = binary_cross_entropy_with_logits(
            told[..., OF_PIECE][known], piece[known].float(), pos_weight=torch.tensor(RARE)
        )
        return torch.stack(losses).mean() + PIECES_COUNT * pieces


def miss(chances: Tensor, right: Sequence[int]) -> Tensor:
    """How unlikely the sentences that answer are found, or that none does: of (1 + sentences,) logarithms, none first.
    One of several being found counts, and each of them."""
    if not right:
        return -chances[0]
    found = chances[[at + 1 for at in right]]
    return -(1 - EACH) * torch.logsumexp(found, dim=0) - EACH * found.mean()


def mix(problems: Sequence[Problem], schedule: SelectorSchedule) -> list[list[Problem]]:
    """The problems in batches, each of texts of like length, in an order that the seed decides."""
    luck = random.Random(schedule.seed)
    mixed = luck.sample(list(problems), len(problems))
    near = schedule.batch * LIKE_LENGTH
    alike = [
        problem
        for start in range(0, len(mixed), near)
        for problem in sorted(mixed[start : start + near], key=lambda one: len(one.text))
    ]
    batches = [alike[start : start + schedule.batch] for start in range(0, len(alike), schedule.batch)]
    luck.shuffle(batches)
    return batches
