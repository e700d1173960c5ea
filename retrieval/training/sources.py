"""Public question and text collections, read from the folder that the model card describes."""

from __future__ import annotations

import ast
import csv
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

SPLITS = ("train", "valid", "test")
SQUAD_SETS = ("tydiqa", "idkmrc")
FACQA_COLUMNS = ("question", "passage", "seq_label")


@dataclass(frozen=True, slots=True)
class Pair:
    """A text that asks and a passage that answers it."""

    question: str
    passage: str
    answer: str = ""
    """The words of the passage that answer, where they are marked."""
    source: str = ""
    """The article that the passage was cut from: no other passage of it is a wrong one."""


def squeeze(text: str) -> str:
    """One line, single spaces."""
    return " ".join(text.split())


def read_squad(path: Path) -> tuple[list[Pair], list[str]]:
    """Answerable questions with their passages, and every passage of the file (SQuAD-like JSON)."""
    pairs, passages = [], []
    for entry in json.loads(path.read_text(encoding="utf-8")):
        passage = squeeze(entry["context"])
        passages.append(passage)
        answerable = (item for item in entry["qas"] if item["answers"] and not item.get("is_impossible"))
        pairs += [Pair(squeeze(item["question"]), passage, squeeze(item["answers"][0]["text"])) for item in answerable]
    return distinct(pairs), list(dict.fromkeys(passages))


def read_facqa(path: Path) -> tuple[list[Pair], list[str]]:
    """Questions with their passages, and every passage (IndoNLU FacQA: CSV of Python word lists)."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [[ast.literal_eval(row[name]) for name in FACQA_COLUMNS] for row in csv.DictReader(lines)]
    pairs = [
        Pair(" ".join(question), " ".join(passage), " ".join(compress(passage, (label != "O" for label in labels))))
        for question, passage, labels in rows
    ]
    return distinct(pairs), list(dict.fromkeys(pair.passage for pair in pairs))


def distinct(pairs: list[Pair]) -> list[Pair]:
    """The first pair of each question; later ones would make the first passage a wrong negative."""
    first: dict[str, Pair] = {}
    for pair in pairs:
        first.setdefault(pair.question, pair)
    return list(first.values())


def read_parallel(folder: Path) -> list[tuple[str, str]]:
    """English and Indonesian sentences that translate each other: NTREX, TICO-19, NusaX, Tatoeba, GNOME."""
    pairs = [*_ntrex(folder), *_tico(folder / "tico.tmx"), *_nusax(folder), *_tatoeba(folder), *_gnome(folder)]
    return [(squeeze(english), squeeze(indonesian)) for english, indonesian in pairs if english and indonesian]


def _ntrex(folder: Path) -> Iterator[tuple[str, str]]:
    english = (folder / "ntrex.en").read_text(encoding="utf-8").splitlines()
    indonesian = (folder / "ntrex.id").read_text(encoding="utf-8").splitlines()
    return zip(english, indonesian, strict=True)


def _tico(path: Path) -> Iterator[tuple[str, str]]:
    for unit in re.findall(r"<tu .*?</tu>", path.read_text(encoding="utf-8"), re.S):
        segments = [html.unescape(segment) for segment in re.findall(r"<seg>(.*?)</seg>", unit, re.S)]
        if len(segments) == 2:
            yield segments[0], segments[1]


def _nusax(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("nusax_*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from ((row["english"], row["indonesian"]) for row in csv.DictReader(lines))


def _tatoeba(folder: Path) -> Iterator[tuple[str, str]]:
    for line in (folder / "tatoeba_eng_ind.txt").read_text(encoding="utf-8").splitlines():
        english, indonesian, _ = line.split("\t", 2)
        yield english, indonesian


def _gnome(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("gnome*.po")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            english, _, indonesian = block.partition("\nmsgstr ")
            yield _po_text(english.partition("msgid ")[2]), _po_text(indonesian)


def _po_text(quoted: str) -> str:
    text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', quoted))
    return re.sub(r"<[^>]*>|\\n", " ", text).replace('\\"', '"')


def read_lexicon(path: Path) -> list[tuple[str, str]]:
    """English and Indonesian words of one wordnet synset, every combination."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        _, english, indonesian, *_ = line.split("\t")
        pairs += [(one, other) for one in english.split(", ") for other in indonesian.split(", ")]
    return pairs


def read_names(folder: Path) -> list[str]:
    """Sentences of the training splits of the name-tagging sets (one word and tag a line, blank line between)."""
    texts = []
    for path in sorted(folder.glob("*_train.txt")):
        blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
        texts += [" ".join(line.split()[0] for line in block.splitlines() if line.split()) for block in blocks]
    return texts
