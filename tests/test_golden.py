"""Questions with marked answers as a gold file: names, days and wordings of the articles that have them."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from retrieval.evaluation.answering.gold import read_gold
from retrieval.training.__main__ import app
from retrieval.training.asked import Asked
from retrieval.training.golden import as_gold
from retrieval.training.offsets import digest

TEXT = "Rapat desa dibuka Camat Melati pada Senin (5/2/2024). Hadir Joko Susilo dan Sekar Ayu. Anggaran empat miliar."
ARTICLE = {"id": "rapat-desa", "text": TEXT, "published": "2024-02-06T08:00:00"}


def marked(question, kind, *answers, history=()):
    spans = tuple((TEXT.index(answer), TEXT.index(answer) + len(answer)) for answer in answers)
    return Asked(digest(TEXT), question, kind, history, spans)


def test_answers_are_the_marked_words(tmp_path):
    """All names, a day, or one wording; what the article does not say is meant of it all the same."""
    asked = [
        marked("siapa saja yang hadir", "attendees", "Joko Susilo", "Sekar Ayu"),
        marked("kapan rapatnya", "when", "Senin (5/2/2024)", history=("rapat desa apa",)),
        marked("anggarannya berapa", "other", "empat miliar"),
        Asked(digest(TEXT), "siapa moderatornya", "attendees", (), None),
        Asked(digest(TEXT), "apa lagi", "other", (), ()),
        Asked("another text", "di mana", "where", (), ((1, 2),)),
    ]
    lines = list(as_gold(asked, {digest(TEXT): ARTICLE}))
    assert [line["answer"] for line in lines] == [
        {"must": ["Joko Susilo", "Sekar Ayu"]},
        {"date": "2024-02-05"},
        {"any_of": ["empat miliar"]},
        {"of": "rapat-desa"},
    ]
    assert [line["type"] for line in lines] == ["attendees", "when", "statement", "unanswerable"]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert [gold.meant for gold in read_gold(path)] == [frozenset({"rapat-desa"})] * 4
    assert read_gold(path)[1].history == ("rapat desa apa",)


def test_the_command_takes_the_articles_that_are_given(tmp_path):
    """None of the questions that come with Notula is about an article of ours."""
    articles, out = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl"
    articles.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    outcome = CliRunner().invoke(app, ["gold", "--texts", str(articles), "--out", str(out)])
    assert outcome.exit_code == 0, outcome.output
    assert not out.read_text(encoding="utf-8")
