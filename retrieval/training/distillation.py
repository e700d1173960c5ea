"""Teach a model of fewer layers to answer as its longer sibling does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import kl_div, log_softmax

from retrieval.index.encoder import Encoder
from retrieval.training.contrastive import Learner
from retrieval.training.negatives import Batches

# How much it counts to lie where the teacher's vector lies, beside ranking passages as the teacher ranks them.
NEARNESS = 5.0


@dataclass(frozen=True, slots=True)
class Lessons:
    """The teacher's unit vectors of every question and passage of the examples."""

    questions: Tensor
    passages: Tensor


def prepare(teacher: Encoder, examples: Batches) -> Lessons:
    """Encode everything once with the teacher: of all the work this takes the longest."""
    asked = [teacher.encode_query(pair.question) for pair in examples.pairs]
    shown = teacher.encode_passages(examples.passages)
    return Lessons(torch.from_numpy(np.stack(asked)), torch.from_numpy(shown))


class Student(Learner):
    """A learner whose loss is its distance from the teacher."""

    lessons: Lessons

    def loss(self, examples: Batches, step: int) -> Tensor:
        """Divergence of rankings plus distance of vectors."""
        schedule = self.schedule
        asked, shown, _ = examples.choose(step, size=schedule.batch, negatives=schedule.negatives)
        questions = self.encode("query", [examples.pairs[number].question for number in asked])
        passages = self.encode("document", [examples.passages[number] for number in shown])
        right_questions, right_passages = self.lessons.questions[asked], self.lessons.passages[shown]
        given = log_softmax(schedule.scale * questions @ passages.T, dim=-1)
        wanted = log_softmax(schedule.scale * right_questions @ right_passages.T, dim=-1)
        apart = 1 - torch.cat([questions * right_questions, passages * right_passages]).sum(dim=-1)
        return kl_div(given, wanted, log_target=True, reduction="batchmean") + NEARNESS * apart.mean()
