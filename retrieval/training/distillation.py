"""Teach a model of fewer layers to answer as its longer sibling does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax

from retrieval.training.contrastive import Learner, encode
from retrieval.training.negatives import Batches

# How much it counts to lie where the teacher's vector lies, beside ranking passages as the teacher ranks them.
NEARNESS = 5.0


def drop_layers(model: SentenceTransformer, keep: Sequence[int]) -> SentenceTransformer:
    """The same model with only the transformer layers `keep` (from 0), changed in place."""
    body: Any = model[0].model
    body.encoder.layer = torch.nn.ModuleList([body.encoder.layer[number] for number in keep])
    body.config.num_hidden_layers = len(keep)
    return model


@dataclass(frozen=True, slots=True)
class Lessons:
    """The teacher's unit vectors of every question and passage of the examples."""

    questions: Tensor
    passages: Tensor


def prepare(teacher: SentenceTransformer, examples: Batches) -> Lessons:
    """Encode everything once with the teacher; of all the work this takes the longest, so it shows its progress."""
    asked = [pair.question for pair in examples.pairs]
    encoded = [
        teacher.encode(
            list(texts), batch_size=16, normalize_embeddings=True, convert_to_tensor=True, show_progress_bar=True
        )
        for texts in (asked, examples.passages)
    ]
    return Lessons(*(vectors.clone() for vectors in encoded))


class Student(Learner):
    """A learner whose loss is its distance from the teacher."""

    lessons: Lessons

    def loss(self, examples: Batches, step: int) -> Tensor:
        """Divergence of rankings plus distance of vectors."""
        schedule = self.schedule
        asked, shown, _ = examples.choose(step, size=schedule.batch, negatives=schedule.negatives)
        questions = encode(self.model, [examples.pairs[number].question for number in asked])
        passages = encode(self.model, [examples.passages[number] for number in shown])
        right_questions, right_passages = self.lessons.questions[asked], self.lessons.passages[shown]
        given = log_softmax(schedule.scale * questions @ passages.T, dim=-1)
        wanted = log_softmax(schedule.scale * right_questions @ right_passages.T, dim=-1)
        apart = 1 - torch.cat([questions * right_questions, passages * right_passages]).sum(dim=-1)
        return kl_div(given, wanted, log_target=True, reduction="batchmean") + NEARNESS * apart.mean()
