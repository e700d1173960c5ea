"""Tests of retrieval/evaluation/claims: claims about people drawn for judging."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from builders import RAKOR_BANJIR
from typer.testing import CliRunner

from data.article import Article
from data.errors import ReadError
from retrieval.evaluation.claims import Claim, app, describe, list_claims, read_articles, sample_claims

OWN = Path(__file__).parent / "quality" / "articles.jsonl"
SOME = 6


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Some of our own articles."""
    return read_articles(OWN)[:SOME]


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    """The same as a file."""
    path = tmp_path_factory.mktemp("claims") / "articles.jsonl"
    path.write_text("\n".join(OWN.read_text(encoding="utf-8").splitlines()[:SOME]), encoding="utf-8")
    return path


def test_a_claim_says_who_did_what_for_whom() -> None:
    """The opener who stood in for the Bupati is one claim, with the sentence that says so."""
    claim = next(claim for claim in list_claims(RAKOR_BANJIR) if claim.represents == "Bupati Demak")
    assert (claim.form, claim.person) == ("represented", "Wiraguna Sastra")
    assert claim.evidence == RAKOR_BANJIR.text[claim.start : claim.end]


def test_the_same_seed_draws_the_same_claims(articles: list[Article]) -> None:
    """A judged sample can be drawn again; another seed draws another one."""
    first = sample_claims(articles, claims=20, seed=7)
    assert sample_claims(articles, claims=20, seed=7) == first
    assert sample_claims(articles, claims=20, seed=8) != first


def test_claims_are_spread_over_the_articles(articles: list[Article]) -> None:
    """Where every article has enough to give, none gives two more than another."""
    rich = [article for article in articles if len(list_claims(article)) >= 3]
    counts = Counter(claim.article_id for claim in sample_claims(rich, claims=2 * len(rich) + 1, seed=3))
    assert sorted(set(counts.values())) == [2, 3]


def test_no_claim_is_drawn_twice_and_none_invented(articles: list[Article]) -> None:
    """Asking for more than there is gives all there is."""
    every = [claim for article in articles for claim in list_claims(article)]
    drawn = sample_claims(articles, claims=10_000, seed=1)
    assert Counter(drawn) == Counter(every)


def test_a_statement_is_shown_with_its_words() -> None:
    """The description names article, span, speaker and what was said."""
    claim = Claim(
        "a", "said", "Siti Rahma", "Camat Palolo", None, "Sungai naik", 3, 40, "“Sungai naik,” kata Siti Rahma."
    )
    assert describe(claim) == (
        "a 3:40  SAID  Siti Rahma, Camat Palolo\n    said: Sungai naik\n    text: “Sungai naik,” kata Siti Rahma."
    )


def test_the_command_prints_json_lines(file: Path) -> None:
    """One object for each claim, with the span that it stands on."""
    result = CliRunner().invoke(app, [str(file), "--claims", "5", "--seed", "2", "--json"])
    claims = [json.loads(line) for line in result.output.splitlines()]
    texts = {article.id: article.text for article in read_articles(OWN)}
    assert len(claims) == 5
    assert all(texts[claim["article_id"]][claim["start"] : claim["end"]] == claim["evidence"] for claim in claims)


def test_the_command_numbers_what_it_prints(file: Path) -> None:
    """Without --json each claim is numbered and stands above its text."""
    result = CliRunner().invoke(app, [str(file), "--claims", "2"])
    assert [line.split(".")[0] for line in result.output.splitlines() if line[:1].isdigit()] == ["1", "2"]


def test_a_record_that_is_no_article_is_an_error(tmp_path: Path) -> None:
    """Nothing is sampled from half a file."""
    (tmp_path / "rusak.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"rusak\.jsonl:1"):
        read_articles(tmp_path / "rusak.jsonl")
