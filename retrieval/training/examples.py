"""Training examples: question and passage, sentence and the passage it was cut from."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from retrieval.training.overlap import Overlap, drop_repeated
from retrieval.training.sources import SPLITS, SQUAD_SETS, Pair, distinct, read_facqa, read_squad

# Shorter stretches say too little to point at one passage.
CLOZE_WORDS = 6


@dataclass(frozen=True, slots=True)
class Collection:
    """The question sets split as they were published, training examples that repeat a test left out."""

    train: list[Pair]
    tests: dict[str, list[Pair]]
    validation: dict[str, list[Pair]]
    pools: dict[str, list[str]]
    dropped: Overlap


def read_collection(folder: Path) -> Collection:
    """TyDiQA and IDK-MRC (one Wikipedia pool) and FacQA (a news pool) from `folder`/qa."""
    squad = {
        (name, split): read_squad(folder / "qa" / f"{name}_{split}.json") for name in SQUAD_SETS for split in SPLITS
    }
    facqa = {split: read_facqa(folder / "qa" / f"facqa_{split}.csv") for split in SPLITS}
    tests = {"tydi": squad["idkmrc", "test"][0], "facqa": facqa["test"][0]}
    validation = {"tydi": squad["idkmrc", "valid"][0], "facqa": facqa["valid"][0]}
    held_out = [pair for name in SQUAD_SETS for pair in squad[name, "test"][0]] + facqa["test"][0]
    held_passages = {passage for name in SQUAD_SETS for passage in squad[name, "test"][1]} | set(facqa["test"][1])
    pairs = distinct([pair for name in SQUAD_SETS for pair in squad[name, "train"][0]] + facqa["train"][0])
    dropped = drop_repeated(pairs, tests=held_out, test_passages=held_passages)
    order = ("test", "valid", "train")
    pools = {
        "tydi": list(dict.fromkeys(passage for split in order for passage in squad["idkmrc", split][1])),
        "facqa": list(dict.fromkeys(passage for split in order for passage in facqa[split][1])),
    }
    return Collection(train=dropped.kept, tests=tests, validation=validation, pools=pools, dropped=dropped)


def cut_cloze(passages: list[str], *, per_passage: int, seed: int) -> list[Pair]:
    """A sentence taken out of a passage asks for the rest of it (inverse cloze)."""
    chance = random.Random(seed)
    pairs = []
    for passage in passages:
        sentences = [part for part in re.split(r"(?<=[.!?]) +(?=[A-Z])", passage) if part]
        long = [part for part in sentences if len(part.split()) >= CLOZE_WORDS]
        if len(sentences) < 2:
            continue
        for sentence in chance.sample(long, min(per_passage, len(long))):
            pairs.append(Pair(sentence, " ".join(part for part in sentences if part is not sentence)))
    return pairs
