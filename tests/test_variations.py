"""Questions and articles varied for fitting: halves of an archive, and copies of the next year."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from retrieval.evaluation.answering.gold import read_gold
from retrieval.evaluation.answering.variations import app, move_years, take_half

SENTENCES = [f"Kalimat {number} tentang rakor 5 Mei 2022." for number in range(10)]


def an_article(name, text="Rakor digelar 5 Mei 2022.", **fields):
    return {"id": name, "title": f"Rakor {name} 2022", "text": text, "published": "2022-05-06"} | fields


def a_question(name, *article_ids, text="kapan rakor 2022?", **fields):
    asked = {"id": name, "question": text, "type": "when", "article_ids": list(article_ids)}
    return asked | {"answer": {"date": "2022-05-05"}} | fields


ARTICLES = [an_article(f"a{number}") for number in range(8)]


def test_each_article_is_in_one_half():
    """None is lost, and neither half is empty."""
    halves = [{one["id"] for one in take_half(ARTICLES, [], half).articles} for half in (0, 1)]
    assert all(halves)
    assert halves[0].isdisjoint(halves[1])
    assert halves[0] | halves[1] == {one["id"] for one in ARTICLES}


def test_what_only_the_other_half_answers_has_no_answer():
    """What both answer is asked of neither."""
    first, second = (take_half(ARTICLES, [], half).articles[0]["id"] for half in (0, 1))
    gold = [a_question("own", first), a_question("theirs", second), a_question("both", first, second)]
    asked = {one["id"]: one for one in take_half(ARTICLES, gold, 0).gold}
    assert set(asked) == {"own", "theirs"}
    assert asked["own"] == gold[0]
    assert (asked["theirs"]["type"], asked["theirs"]["article_ids"]) == ("unanswerable", [])


def test_the_year_after_has_an_article_and_a_question_of_its_own():
    """The article is shorter, and every year in it another."""
    varied = move_years([an_article("a", " ".join(SENTENCES), url="https://anu.test/a")], [a_question("q", "a")])
    own, copy = varied.articles
    assert own["text"] == " ".join(SENTENCES)
    assert copy["text"] == " ".join(SENTENCES[:6]).replace("2022", "2023")
    assert (copy["title"], copy["published"]) == ("Rakor a 2023", "2023-05-06")
    assert copy["url"] != own["url"]
    assert [(one["question"], one["article_ids"]) for one in varied.gold] == [
        ("kapan rakor 2022?", ["a"]),
        ("kapan rakor 2023?", [copy["id"]]),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"text": "kapan rakor?"}, {"text": "kapan rakor 2019?"}, {"history": ["rakor"]}, {"type": "unanswerable"}],
)
def test_a_question_without_the_year_of_its_article_has_no_year_after(changes):
    """Neither is a copy made for it."""
    varied = move_years(ARTICLES[:1], [a_question("q", "a0", **changes)])
    assert not varied.gold
    assert varied.articles == ARTICLES[:1]


def test_the_command_writes_what_can_be_added_and_asked(tmp_path):
    """Articles and questions of each variation, as JSON lines."""
    for name, records in (("articles", ARTICLES), ("gold", [a_question("q", "a0")])):
        (tmp_path / name).write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    told = CliRunner().invoke(app, [str(tmp_path / "articles"), str(tmp_path / "gold"), str(tmp_path / "out")])
    assert "next-year: 9 articles, 2 questions" in told.output
    assert len(read_gold(tmp_path / "out" / "next-year.gold.jsonl")) == 2
    articles = [(tmp_path / "out" / f"half-{half}.articles.jsonl").read_text("utf-8") for half in (0, 1)]
    assert sum(text.count("\n") for text in articles) == len(ARTICLES)
