"""Fitting the weights of sentences to questions with known answers, and the command that does it."""

from __future__ import annotations

import io
import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from builders import HARGA_CABAI, MUSRENBANG, RAKOR_BANJIR, RAKOR_BANJIR_AGAIN, an_article, moment, open_archive
from rich.console import Console
from typer.testing import CliRunner

from data.errors import ReadError
from retrieval.answering.evidence.ranking import MEASURES
from retrieval.answering.weighing import Weights
from retrieval.evaluation.answering.__main__ import app, name_files
from retrieval.evaluation.answering.examples import Example
from retrieval.evaluation.answering.fitting import fit_certainty, fit_ranking, fit_weights, order
from retrieval.evaluation.answering.gold import Gold, held_by, read_gold
from retrieval.evaluation.answering.judging import judge, judge_held_out
from retrieval.evaluation.answering.report import certainty_table, sentences_table, write_weights


def asked(**fields):
    plain = {"question": "siapa?", "type": "attendees", "history": (), "articles": frozenset({"a"})}
    return Gold(**{**plain, "must": (), "any_of": (), "day": None, **fields})


def an_example(held, *, fact, article="a", **fields):
    """Sentences of which only `fact` was measured."""
    measures = np.full((len(held), len(MEASURES)), np.nan)
    measures[:, MEASURES.index("fact")] = fact
    plain = {"source": "gold.jsonl", "type": "where", "is_answerable": True, **fields}
    return Example(article=article, measures=measures, held=np.array(held, dtype=float), **plain)


@cache
def weights_of_examples():
    return fit_weights(EXAMPLES)


# Questions with answers


@pytest.mark.parametrize(
    ("gold", "sentence", "expected"),
    [
        (asked(must=("Surya Mahendra", "Larasati")), "Hadir SURYA, Mahendra.", 0.5),
        (asked(must=("Surya Mahendra", "Larasati")), "Larasati dan Surya-Mahendra.", 1.0),
        (asked(any_of=("aula", "pendopo")), "Rapat di Pendopo.", 1.0),
        (asked(any_of=("aula", "pendopo")), "Rapat di gedung.", 0.0),
        (asked(day=date(2024, 3, 12)), "Rapat digelar Selasa (12/3/2024).", 1.0),
        (asked(day=date(2024, 3, 12)), "Rapat digelar Selasa (12/3).", 0.5),
        (asked(day=date(2024, 3, 12)), "Rapat digelar 13 Maret 2024.", 0.0),
        (asked(type="unanswerable"), "Rapat di gedung.", 0.0),
    ],
)
def test_how_much_of_an_answer_a_sentence_holds(gold, sentence, expected):
    """A share of all that must be said, or any of the wordings, or the day; case and punctuation do not count."""
    assert held_by(gold, [sentence], an_article(published=moment(2024, 3, 13))) == [expected]


def test_questions_that_no_sentence_answers_are_left_out(tmp_path):
    """A list of articles; what nothing answers stays."""
    lines = [
        {"question": "ada FGD apa?", "type": "count_or_list", "article_ids": ["a"], "answer": {"article_ids": ["a"]}},
        {"question": "siapa?", "type": "unanswerable", "article_ids": [], "answer": {"why": "no meeting"}},
        {
            "question": "kapan?",
            "type": "when",
            "article_ids": ["a"],
            "answer": {"date": "2024-03-12"},
            "history": ["x"],
        },
        {
            "question": "di mana?",
            "type": "where",
            "article_ids": ["a"],
            "answer": {"place": "Aula", "any_of": ["aula"]},
        },
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert read_gold(tmp_path / "gold.jsonl") == [
        asked(question="siapa?", type="unanswerable", articles=frozenset()),
        asked(question="kapan?", type="when", day=date(2024, 3, 12), history=("x",), meant=frozenset({"a"})),
        asked(question="di mana?", type="where", any_of=("aula",), meant=frozenset({"a"})),
    ]


# Fitting


EXAMPLES = [
    *(an_example([0, 1, 0], fact=[0, 1, 0], article=f"a{number}") for number in range(6)),
    *(
        an_example([0, 0], fact=[0, 0], article=f"b{number}", type="unanswerable", is_answerable=False)
        for number in range(6)
    ),
]


def test_what_right_sentences_have_counts():
    """And nothing else; twice fitted, the weights are the same."""
    weights = fit_ranking(EXAMPLES[:6])
    fact = MEASURES.index("fact")
    assert weights[fact] > 1.0
    assert np.abs(np.delete(weights, fact)).max() == 0.0
    assert np.array_equal(weights, fit_ranking(EXAMPLES[:6]))


def test_of_equal_sentences_the_earlier_is_first():
    """Then the others in the order of their scores."""
    weights = fit_ranking(EXAMPLES[:6])
    assert order(an_example([0, 0, 0, 0], fact=[0, 1, 0, 1]), weights).tolist() == [1, 3, 0, 2]


def test_certainty_is_fitted_to_having_and_lacking():
    """What right best sentences have, and what wrong ones lack."""
    having, lacking, _, _ = fit_certainty(EXAMPLES, fit_ranking(EXAMPLES[:6]))
    fact = MEASURES.index("fact")
    assert having[fact] > 1.0 > -1.0 > lacking[fact]


def test_the_best_sentences_are_judged():
    """The share of the answer in the best one and in the better of the best two; sure of the right one alone."""
    right, wrong = judge([EXAMPLES[0], EXAMPLES[-1]], weights_of_examples())
    assert (right.best, right.best_two, wrong.best) == (1.0, 1.0, 0.0)
    assert right.certainty > 0.9
    assert wrong.certainty < 0.1
    (second,) = judge([an_example([0.5, 0, 1], fact=[0.4, 1, 0])], weights_of_examples())
    assert (second.best, second.best_two) == (0.0, 0.5)


def test_every_example_is_held_out_once():
    """Too few articles cannot be parted."""
    assert sorted(one.example.article for one in judge_held_out(EXAMPLES)) == sorted(one.article for one in EXAMPLES)
    with pytest.raises(ReadError, match="hanya menyangkut 4 artikel"):
        judge_held_out(EXAMPLES[:4])


def test_without_a_right_sentence_nothing_is_fitted():
    """Questions that no sentence answers teach no ranking."""
    with pytest.raises(ReadError, match="Tidak ada cukup pertanyaan"):
        fit_weights(EXAMPLES[6:])


# What is said and written


def text_of(table):
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(table)
    return [line.split() for line in console.export_text().replace("│", " ").splitlines()]


def test_the_tables_say_how_often_the_best_sentence_is_right():
    """By file, by type and of all; unanswerable questions count for refusing alone."""
    judged = judge(EXAMPLES, weights_of_examples())
    lines = text_of(sentences_table(judged, judged[:3]))
    for name in ("gold.jsonl", "where", "all"):
        assert [name, "6", "100.0", "100.0", "100.0", "100.0"] in lines
    assert ["0.50", "100.0", "100.0", "–", "–", "100.0", "–"] in text_of(certainty_table(judged, judged[:3]))


def test_written_weights_are_read_again(tmp_path):
    """To three decimals, in the place of the old ones, under a line that says what they were made from."""
    path = tmp_path / "weights.toml"
    path.write_text("old", encoding="utf-8")
    write_weights(path, Weights({"fact": 1.23456}, {"fact": -0.0001}, {"fact": -2.0}, 0.5), {"gold.jsonl": 12})
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Made by `python -m retrieval.evaluation.answering` from gold.jsonl (12 questions).\nbias")
    assert Weights(**tomllib.loads(text)) == Weights({"fact": 1.235}, {"fact": 0.0}, {"fact": -2.0}, 0.5)
    assert [file.name for file in tmp_path.iterdir()] == ["weights.toml"]


def test_files_of_one_name_are_told_apart_by_their_folders():
    """Others go by their own names."""
    paths = [Path("/x/a/gold.jsonl"), Path("/x/b/gold.jsonl"), Path("/x/more.jsonl")]
    assert name_files(paths) == ["a/gold.jsonl", "b/gold.jsonl", "more.jsonl"]


# The command


QUESTIONS = [
    ("siapa yang membuka rakor banjir Demak?", RAKOR_BANJIR, {"names": ["Wiraguna Sastra"]}),
    ("apa tema rakor penanggulangan banjir Demak?", RAKOR_BANJIR_AGAIN, {"key": ["Demak Siaga"]}),
    ("siapa yang membuka musrenbang Demak?", MUSRENBANG, {"names": ["Surya Mahendra"]}),
    ("berapa harga cabai di Rembang?", HARGA_CABAI, {"any_of": ["85.000"]}),
    ("siapa yang hadir di rakorda FPK Papua?", None, {"why": "no such meeting"}),
]


def write_questions(path):
    records = [
        {
            "question": question,
            "type": "statement" if article else "unanswerable",
            "article_ids": [article.id] if article else [],
            "answer": answer,
        }
        for question, article, answer in QUESTIONS
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_the_command_fits_and_writes_weights(tmp_path):
    """From an archive and questions about it; the shipped weights stay as they are."""
    gold, out = write_questions(tmp_path / "gold.jsonl"), tmp_path / "weights.toml"
    home = open_archive().settings.home
    result = CliRunner().invoke(app, ["--gold", str(gold), "--home", str(home), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "best two, held out" in result.output
    weights = Weights(**tomllib.loads(out.read_text(encoding="utf-8")))
    assert list(weights.ranking) == list(weights.having) == list(weights.lacking) == list(MEASURES)


def test_each_file_needs_its_archive(tmp_path):
    """One archive for two files is an error of usage."""
    gold = str(write_questions(tmp_path / "gold.jsonl"))
    result = CliRunner().invoke(app, ["--gold", gold, "--gold", gold, "--home", str(tmp_path)])
    assert result.exit_code == 2
    assert "one --home for each --gold" in " ".join(result.output.split())
