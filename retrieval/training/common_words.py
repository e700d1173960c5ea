"""Write the words that running text does not capitalise: what no person's name is read from.

python -m retrieval.training.common_words FOLDER [--out data/language/common_words.tsv]

FOLDER holds the training passages of TyDi QA, IDK-MRC (SQuAD-like JSON) and FacQA (CSV).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from retrieval.language.tables import TABLES, read_words
from retrieval.training.sources import SQUAD_SETS, read_facqa, read_squad

FEWEST = 3
"""How often a word must stand in small letters."""

SHARE_IN_SMALL_LETTERS = 0.55
"""How much of its uses, the first words of sentences aside; names stay below."""

_WORD = re.compile(r"(?<![\w.])[A-Za-z][a-z]+(?!\w)")
_OPENING = frozenset('.!?"“\n:')

app = typer.Typer(add_completion=False)


def read_passages(folder: Path) -> list[str]:
    """Every training passage once."""
    passages = [passage for name in SQUAD_SETS for passage in read_squad(folder / f"{name}_train.json")[1]]
    return list(dict.fromkeys([*passages, *read_facqa(folder / "facqa_train.csv")[1]]))


def count_words(passages: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in small letters, and how often capitalised inside a sentence."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for passage in passages:
        for match in _WORD.finditer(passage):
            word = match.group()
            before = passage[max(0, match.start() - 2) : match.start()]
            if word[0].islower():
                small[word] += 1
            elif before and before[0] not in _OPENING:
                capital[word.lower()] += 1
    return small, capital


def choose_words(small: Counter[str], capital: Counter[str]) -> list[str]:
    """The words that are common nouns, verbs and the like, sorted; given names are left out."""
    names = read_words("given_names")
    return sorted(
        word
        for word, count in small.items()
        if len(word) > 2
        and count >= FEWEST
        and count / (count + capital[word]) >= SHARE_IN_SMALL_LETTERS
        and word not in names
    )


@app.command(help=__doc__)
def write_common_words(
    folder: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="The question sets.")],
    out: Annotated[Path, typer.Option(help="The table to write.")] = TABLES / "common_words.tsv",
) -> None:
    """Count, choose and write."""
    words = choose_words(*count_words(read_passages(folder)))
    out.write_text("".join(f"{word}\n" for word in ["word", *words]), encoding="utf-8")
    print(f"{len(words)} words in {out}")


if __name__ == "__main__":
    app()
