"""Measuring retrieval: figures, test sets, rankings, calibration and the command."""

from __future__ import annotations

import gzip
import io
import itertools
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from question_sets import PASSAGES, QUESTIONS, write_question_sets
from rich.console import Console
from small_models import WordEncoder
from typer.testing import CliRunner

from data.article import Article
from data.command_line import run_command_line
from retrieval.evaluation.__main__ import TABLE_WIDTH, app, measure_bm25
from retrieval.evaluation.calibration import WEIGHTS, choose_weight
from retrieval.evaluation.measures import Figure, first_right, gain, measure
from retrieval.evaluation.questions import (
    Asked,
    QuestionSet,
    read_gold,
    read_meetings,
    read_question_sets,
    read_validation_sets,
)
from retrieval.evaluation.rankings import (
    as_searched,
    best_of_articles,
    cut,
    fuse_all,
    meaning_of_articles,
    rank,
    score_densely,
    score_lexically,
)
from retrieval.evaluation.report import plot, quality_table, short_name, with_interval
from retrieval.evaluation.results import judge, judge_bm25
from retrieval.evaluation.speed import chunks_in_thousand, time_bm25, time_encoder, time_model
from retrieval.index.chunker import embedding_text
from retrieval.index.fusion import UNCALIBRATED_DENSE_WEIGHT, read_calibration
from retrieval.index.generation import Generations

PROJECT = Path(__file__).parents[1]
SHIPPED = PROJECT / "data" / "model"

ARTICLES = (
    Article(id="a", title="Rapat banjir Karangjati", text="Camat Karangjati memimpin rapat banjir.\nAula penuh."),
    Article(id="b", title="Panen raya", text="Bupati menghadiri panen raya di desa Sidomakmur."),
    Article(id="c", title="Jalan desa", text="Warga memperbaiki jalan desa bersama."),
)
MEETINGS = QuestionSet(
    "meetings",
    ARTICLES,
    (
        Asked("siapa memimpin rapat banjir Karangjati", frozenset({"a"})),
        Asked("bupati hadir di panen mana", frozenset({"b"}), paraphrased=True),
    ),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """Question sets, and a dev folder with the articles above among another one."""
    base = tmp_path_factory.mktemp("evaluation")
    dev = base / "dev"
    dev.mkdir()
    records = [{"id": article.id, "title": article.title, "text": article.text} for article in ARTICLES]
    gold = [
        {"question": "siapa memimpin rapat banjir Karangjati", "article_ids": ["a"]},
        {"question": "bupati hadir di panen mana", "article_ids": ["b"], "hard": True},
        {"question": "siapa yang buka?", "article_ids": ["a"], "history": ["kapan rapat banjir?"]},
        {"question": "rapat di bulan?", "article_ids": []},
    ]
    for name, lines in (("articles", records[:2]), ("other", records[2:]), ("gold", gold)):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (dev / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return write_question_sets(base / "training"), dev


@pytest.mark.parametrize(
    ("scores", "right", "expected"),
    [
        ([0.9, 0.5, 0.1], [0], 0),
        ([0.9, 0.5, 0.1], [2], 2),
        ([0.9, 0.5, 0.1], [2, 1], 1),
        ([0.5, 0.5, 0.5], [1], 2),
        ([0.5, 0.5, 0.1], [0, 1], 0),
        ([-np.inf, -np.inf, 0.1], [0], 2),
    ],
)
def test_a_rank_counts_what_stands_before(scores, right, expected):
    """Wrong articles that tie with the best right one count as before it."""
    assert first_right(np.array(scores, dtype=np.float32), right) == expected


def test_measures_of_known_ranks():
    """Ranks 0, 1, 9 and 10: hit@1 a quarter, hit@5 a half, nothing for rank 10."""
    measures = measure(np.array([0, 1, 9, 10]))
    assert (measures.questions, measures.hit1.value, measures.hit5.value) == (4, 25.0, 50.0)
    assert measures.mrr10.value == 40.0


@given(st.lists(st.integers(0, 20), min_size=1, max_size=40))
def test_an_interval_holds_its_mean(ranks):
    """A bootstrap interval lies within 0 and 100 and round its figure; the seed makes it repeatable."""
    figure = measure(np.array(ranks)).mrr10
    assert 0 <= figure.low <= figure.value + 0.01
    assert figure.value - 0.01 <= figure.high <= 100
    assert figure == measure(np.array(ranks)).mrr10


def test_gain_is_paired():
    """The same ranks gain nothing, with an interval of no width."""
    ranks = np.array([0, 3, 7])
    assert gain(ranks, ranks) == Figure(0.0, 0.0, 0.0)
    assert gain(np.array([0, 0]), np.array([1, 1])) == Figure(50.0, 50.0, 50.0)


def test_question_sets_are_the_published_tests(folders):
    """Each test question points at its passage, the pool holds validation and training passages too."""
    tydi, facqa, every = read_question_sets(folders[0])
    assert [(one.name, len(one.questions), len(one.articles)) for one in (tydi, facqa, every)] == [
        ("tydi", 8, 48),
        ("facqa", 8, 48),
        ("tydi_all", 8, 48),
    ]
    text = {article.id: article.text for article in tydi.articles}
    name = {question: name for name, question in QUESTIONS.items()}
    assert all(text[next(iter(asked.right))] == PASSAGES[name[asked.text]] for asked in tydi.questions)


def test_validation_questions_are_others(folders):
    """What a weight is chosen by is not what it is reported on."""
    reported = {asked.text for one in read_question_sets(folders[0]) for asked in one.questions}
    chosen_by = {asked.text for one in read_validation_sets(folders[0]) for asked in one.questions}
    assert len(chosen_by) == 8
    assert not reported & chosen_by


def test_dev_leaves_out_follow_ups_and_unanswerable_questions(folders):
    """Only questions that stand alone and have an article count."""
    dev = read_meetings([folders[1]], [])
    assert [asked.text for asked in dev.questions] == [asked.text for asked in MEETINGS.questions]
    assert [asked.paraphrased for asked in dev.questions] == [False, True]
    assert [article.id for article in dev.articles] == ["a", "b", "c"]


def test_gold_without_its_article_is_left_out(folders):
    """A question whose article is not among those given cannot be found."""
    assert [asked.text for asked in read_gold(folders[1] / "gold.jsonl", ARTICLES[1:])] == [
        "bupati hadir di panen mana"
    ]


def test_bm25_finds_the_right_articles():
    """Shared stems rank the right article first; an article that shares no term has no score."""
    pool = cut(MEETINGS)
    scores = score_lexically(pool)
    assert rank(pool, best_of_articles(pool, scores)).tolist() == [0, 0]
    rows = {
        article.id: np.isnan(scores[:, pool.owner == number]).all(axis=1) for number, article in enumerate(ARTICLES)
    }
    assert rows["c"].tolist() == [True, True]


def test_dense_ranks_come_from_the_best_and_the_first_chunk_of_an_article():
    """An article is as good as the mean of both."""
    pool = cut(MEETINGS)
    scores = score_densely(pool, WordEncoder())
    chunks = [scores[0][pool.owner == number] for number in range(len(ARTICLES))]
    means = [(np.nanmax(found) + found[0]) / 2 for found in chunks]
    meaning = meaning_of_articles(pool, scores)
    np.testing.assert_allclose(meaning[0], means)
    assert rank(pool, meaning)[0] == sum(score > means[0] for score in means)


def test_questions_about_meetings_are_searched_for_as_notula_understands_them():
    """Chat spelling becomes formal words and a region gets its name for BM25; the model gets what was typed."""
    typed = Asked("kapan rakor bnjir tanjabtim yg dipimpin camat dan dprd", frozenset({"a"}), paraphrased=True)
    pool = as_searched(cut(replace(MEETINGS, questions=(typed,))))
    (searched,) = pool.question_set.questions
    words, also = searched.words
    assert "yang dipimpin camat" in words
    assert "Tanjung Jabung Timur" in words
    assert {"wakil", "rakyat"} <= set(also)
    assert replace(searched, words=None) == typed


@pytest.mark.parametrize(("whole", "ways"), [(False, {"bm25": 3, "understood": 1}), (True, {"bm25": 3})])
def test_the_baseline_is_given_what_was_typed(whole, ways):
    """Questions about meetings are also searched for as understood, and compared; those of passages only as written."""
    typed = Asked("dmn jln", frozenset({"c"}))
    measured = measure_bm25(replace(MEETINGS, questions=(typed,), whole=whole), lambda: None)
    assert {result.way: round(100 / result.measures.mrr10.value) for result in judge_bm25(measured)} == ways


def test_fusion_without_weight_is_bm25():
    """Weight 0 orders what BM25 found as BM25 does."""
    pool = cut(MEETINGS)
    lexical, dense = score_lexically(pool), score_densely(pool, WordEncoder())
    fused = fuse_all(pool, lexical, dense, dense_weight=0.0)
    assert rank(pool, fused).tolist() == rank(pool, best_of_articles(pool, lexical)).tolist()
    assert np.nanmax(fused) == 1.0


def test_fusion_is_what_the_index_does(tmp_path):
    """Scores of the evaluation are those of `Index.search` over the same chunks, other news included."""
    encoder = WordEncoder()
    pool = cut(MEETINGS)
    vectors = score_vectors(pool, encoder)
    generations = Generations(tmp_path)
    generations.build(dict.fromkeys(vectors, ""), lambda ids: (vectors[number] for number in ids), encoder=encoder)
    index = generations.open_current(encoder)
    fused = fuse_all(pool, score_lexically(pool), score_densely(pool, encoder), dense_weight=UNCALIBRATED_DENSE_WEIGHT)
    for asked, row in zip(MEETINGS.questions, fused, strict=True):
        best = {hit.article_id: hit.score for hit in reversed(index.search(asked.text))}
        assert best == pytest.approx(dict(zip("abc", row.tolist(), strict=True)), abs=1e-3)


def score_vectors(pool, encoder):
    """Each chunk with its vector, as an index is given them."""
    texts = [embedding_text(chunk) for chunk in pool.chunks]
    vectors = encoder.encode_passages(texts)
    rows = zip(pool.chunks, vectors, pool.embedded.tolist(), strict=True)
    return {chunk.id: (chunk, vector if embedded else None) for chunk, vector, embedded in rows}


def test_a_question_in_other_words_is_told_by_the_words_it_does_not_share(folders, tmp_path):
    """A third of its words missing from the article makes a question paraphrased; other news may be packed."""
    with gzip.open(tmp_path / "others.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": "x", "title": "Cuaca", "text": "Hujan turun di pesisir."}) + "\n")
    record = {"question": "siapa menggelar musyawarah banjir Karangjati", "article_ids": ["a"]}
    folder = tmp_path / "dev"
    folder.mkdir()
    (folder / "articles.jsonl").write_text((folders[1] / "articles.jsonl").read_text())
    (folder / "gold.jsonl").write_text(json.dumps(record))
    asked = read_meetings([folder], [tmp_path / "others.jsonl.gz"])
    assert [one.paraphrased for one in asked.questions] == [True]
    assert [article.id for article in asked.articles] == ["a", "b", "x"]


@pytest.mark.parametrize(
    ("table", "chosen"),
    [
        ({"a": {0.0: 80.0, 5.0: 85.0, 9.0: 70.0}}, 5.0),
        ({"a": {0.0: 80.0, 5.0: 85.0}, "b": {0.0: 60.0, 5.0: 59.0}}, 0.0),
        ({"a": {0.0: 80.0, 4.0: 84.95, 5.0: 85.0}}, 5.0),
        ({"a": {0.0: 80.0, 1.0: 80.0}}, 0.0),
    ],
)
def test_the_weight_that_gains_and_harms_no_set_is_chosen(table, chosen):
    """The best mean wins, no set may lose against BM25 alone, and of equals the smaller one is taken."""
    assert choose_weight(table) == chosen


def test_judging_reports_paraphrased_questions_apart():
    """The whole set and its paraphrased questions are rows of their own; gains are over BM25 on the same questions."""
    measured = measure_bm25(MEETINGS, lambda: None)
    results = [*judge_bm25(measured), *judge(measured, WordEncoder(), dense_weight=0.0)]
    assert [(result.question_set, result.way, result.measures.questions) for result in results] == [
        ("meetings", "bm25", 2),
        ("meetings, paraphrased", "bm25", 1),
        ("meetings", "understood", 2),
        ("meetings, paraphrased", "understood", 1),
        ("meetings", "dense", 2),
        ("meetings, paraphrased", "dense", 1),
        ("meetings", "hybrid", 2),
        ("meetings, paraphrased", "hybrid", 1),
    ]
    assert results[4].gain == Figure(0.0, 0.0, 0.0)


def test_speed_counts_work_done(monkeypatch):
    """By a clock that is half a second on at each look: the rates, and the forecast for 1,000 articles that follows."""
    looks = itertools.count()
    clock = SimpleNamespace(process_time=lambda: next(looks) / 2)
    monkeypatch.setattr("retrieval.evaluation.speed.time", clock)
    pool = cut(MEETINGS)
    texts = [embedding_text(chunk) for chunk in pool.chunks]
    questions = [asked.text for asked in MEETINGS.questions]
    assert chunks_in_thousand(pool.chunks) == 1000 * len(pool.chunks) / 3
    speeds = (
        time_encoder(WordEncoder(), texts, questions, chunks=chunks_in_thousand(pool.chunks), start_seconds=0.5),
        time_bm25(pool.chunks, questions),
    )
    for speed in speeds:
        assert (speed.chunks_per_second, speed.question_milliseconds) == (2 * len(pool.chunks), 500.0)
        assert speed.question_p95_milliseconds == 500.0
        assert speed.thousand_articles_seconds == pytest.approx(500 / 3, abs=0.1)
    assert speeds[0].memory_megabytes > 10


def test_a_model_is_timed_in_a_process_of_its_own():
    """What was loaded before does not count: the start holds imports and weights of this model alone."""
    pool = cut(MEETINGS)
    speed = time_model(str(SHIPPED), pool.chunks, [asked.text for asked in MEETINGS.questions])
    assert (speed.model, speed.memory_megabytes > 10, speed.chunks_per_second > 0) == (str(SHIPPED), True, True)


def test_figures_are_shown_with_their_interval():
    """A gain carries its sign; a model folder is named by its last two parts."""
    assert with_interval(Figure(84.21, 80.9, 87.34)) == "84.2 [80.9, 87.3]"
    assert with_interval(Figure(1.0, -0.5, 2.5), sign=True) == "+1.0 [-0.5, +2.5]"
    assert short_name("/srv/notula/data/model") == "data/model"
    assert short_name("intfloat/multilingual-e5-small") == "intfloat/multilingual-e5-small"


def test_results_become_a_table_and_a_plot(tmp_path):
    """One row for each result, and one image with every model in it."""
    measured = measure_bm25(MEETINGS, lambda: None)
    results = [*judge_bm25(measured), *judge(measured, WordEncoder(), dense_weight=1.0)]
    speed = time_encoder(WordEncoder(), ["rapat"], ["rapat"], chunks=1, start_seconds=0)
    assert quality_table(results).row_count == len(results)
    plot(results, [speed], tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


def test_the_command_measures_everything_in_one_run(folders):
    """BM25, dense and hybrid on every set, and the speed of each model, as JSON."""
    training, dev = (str(folder) for folder in folders)
    outcome = CliRunner().invoke(app, ["--training", training, "--dev", dev, "--model", str(SHIPPED), "--json"])
    assert outcome.exit_code == 0, outcome.output
    given = json.loads(outcome.stdout)
    ways = {(result["question_set"], result["way"]) for result in given["results"]}
    assert ways == {
        (name, way)
        for name in ("tydi", "facqa", "tydi_all", "meetings", "meetings, paraphrased")
        for way in ("bm25", "dense", "hybrid", *(["understood"] if "meetings" in name else []))
    }
    assert [speed["model"] for speed in given["speeds"]] == ["BM25", str(SHIPPED)]


def test_the_command_prints_tables(folders):
    """Without --json people read tables."""
    outcome = CliRunner().invoke(app, ["--dev", str(folders[1]), "--model", str(SHIPPED)])
    assert outcome.exit_code == 0, outcome.output
    assert "MRR@10" in outcome.stdout
    assert "chunks per" in outcome.stdout


@pytest.mark.parametrize("given", [[], ["--weight", "0.85"]])
def test_calibration_is_kept_with_the_fingerprint(folders, tmp_path, given):
    """The weight that the questions ask for, or the one that is wanted instead, is written with what was measured."""
    arguments = ["--model", str(SHIPPED), "--dev", str(folders[1]), "--out", str(tmp_path), *given]
    outcome = CliRunner().invoke(app, ["calibrate", *arguments])
    assert outcome.exit_code == 0, outcome.output
    calibration = read_calibration(tmp_path / "fusion.json")
    assert calibration is not None
    assert calibration.dense_weight == (0.85 if given else 0.0)
    assert set(calibration.measured["meetings"]) == {str(weight) for weight in WEIGHTS}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--dev", "DEV", "--model", "./tidak-ada"], 1, "Folder model ./tidak-ada tidak ditemukan"),
        ([], 2, "--training"),
        (["--dev", "./tidak-ada"], 2, "tidak-ada"),
    ],
)
def test_wrong_arguments_are_one_clear_line(run_entry, folders, arguments, status, said):
    """A missing model is one line and exit 1; wrong usage is exit 2; neither shows a traceback."""
    given = [str(folders[1]) if argument == "DEV" else argument for argument in arguments]
    ended, output, errors = run_entry(partial(run_command_line, app), *given)
    assert (ended, output) == (status, "")
    assert said in errors
    assert "Traceback" not in errors


def test_a_table_fits_a_file():
    """Figures stay on one line where a console has no width."""
    measured = measure_bm25(MEETINGS, lambda: None)
    console = Console(width=TABLE_WIDTH, file=io.StringIO())
    results = [*judge_bm25(measured), *judge(measured, WordEncoder(), dense_weight=1.0)]
    with console.capture() as printed:
        console.print(quality_table(results))
    compared = [result for result in results if result.gain and result.gain_hit1]
    assert len(compared) == 6
    for result in compared:
        figures = (result.measures.mrr10, False), (result.gain, True), (result.gain_hit1, True)
        assert all(with_interval(figure, sign=sign) in printed.get() for figure, sign in figures)
