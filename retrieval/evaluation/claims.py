"""Draw claims about people out of what the reader says of some articles, to be judged one by one against the text.

python -m retrieval.evaluation.claims ARTICLES.jsonl [--claims 200] [--seed 1] [--json]
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from data.article import Article
from data.errors import ReadError
from data.facts import Fact, FactKind
from data.readers import Failure, read_sources
from retrieval.reading.reader import read_article

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim about somebody: `start:end` is what an article says for it, `evidence` the same in its words.

    `form` is the capacity of an attendance ("present", "opened", "absent", ...), "represented" where somebody took
    part for another, or "said"; `value` is the participant as written, or what was said.
    """

    article_id: str
    form: str
    person: str | None
    role: str | None
    represents: str | None
    value: str
    start: int
    end: int
    evidence: str


def list_claims(article: Article) -> list[Claim]:
    """Every certain claim about people that is read out of an article."""
    people = {FactKind.ATTENDANCE, FactKind.STATEMENT}
    facts = (fact for fact in read_article(article).facts if fact.kind in people and fact.certain)
    return [_claim(article, fact) for fact in facts]


def _claim(article: Article, fact: Fact) -> Claim:
    form = "represented" if fact.represents else fact.capacity.value if fact.capacity else "said"
    return Claim(
        article_id=article.id,
        form=form,
        person=fact.person,
        role=fact.role,
        represents=fact.represents,
        value=fact.value,
        start=fact.start,
        end=fact.end,
        evidence=article.text[fact.start : fact.end],
    )


def sample_claims(articles: Iterable[Article], *, claims: int, seed: int) -> list[Claim]:
    """As many claims as asked for, spread evenly: no article gives one more before every other has given as many."""
    chance = random.Random(seed)
    shelves = [list_claims(article) for article in articles]
    for shelf in shelves:
        chance.shuffle(shelf)
    drawn: list[Claim] = []
    while any(shelves) and len(drawn) < claims:
        chance.shuffle(shelves)
        drawn += [shelf.pop() for shelf in shelves if shelf]
    return drawn[:claims]


def read_articles(path: Path) -> list[Article]:
    """The articles of a file; the first record that is none is an error."""
    articles = []
    for item in read_sources([str(path)]):
        if isinstance(item, Failure):
            raise ReadError(f"{item.source}: {item.reason}.")
        articles.append(item.article)
    return articles


def describe(claim: Claim) -> str:
    """A claim on a line of its own, above the words that it stands on."""
    names = [part for part in (claim.person, claim.role) if part] or [claim.value]
    stood_in = [f"for {claim.represents}"] if claim.represents else []
    head = [f"{claim.article_id} {claim.start}:{claim.end}", claim.form.upper(), ", ".join(names), *stood_in]
    said = [f"    said: {claim.value}"] if claim.form == "said" else []
    return "\n".join(["  ".join(head), *said, f"    text: {claim.evidence}"])


@app.command(help=__doc__)
def print_sample(
    articles: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Articles in any form that is read.")],
    claims: Annotated[int, typer.Option(min=1, help="How many claims to draw.")] = 200,
    seed: Annotated[int, typer.Option(help="The same seed draws the same claims.")] = 1,
    as_lines: Annotated[bool, typer.Option("--json", help="One JSON object for each claim.")] = False,
) -> None:
    """Print a sample of claims."""
    _print_claims(sample_claims(read_articles(articles), claims=claims, seed=seed), as_lines=as_lines)


def _print_claims(claims: Sequence[Claim], *, as_lines: bool) -> None:
    for number, claim in enumerate(claims, start=1):
        print(json.dumps(asdict(claim), ensure_ascii=False) if as_lines else f"{number}. {describe(claim)}")


if __name__ == "__main__":
    app()
