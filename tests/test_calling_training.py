"""Teaching a tagger how people and offices are called: labels, public sets, what is held of the other heads."""

import json

import numpy as np
import pytest
import torch
from test_tagger_training import NAMES, annotated, encoder  # noqa: F401 - a fixture
from tokenizers import Tokenizer
from typer.testing import CliRunner

from retrieval.reading.tagging.calling import CLASSES, read_calling
from retrieval.reading.tagging.labels import HEADS, columns
from retrieval.reading.tagging.tagger import Tagger
from retrieval.training.__main__ import app
from retrieval.training.annotations import UNKNOWN
from retrieval.training.called import UNTOLD, Called, mark, read_called, read_public
from retrieval.training.graph import write_tagger_graph
from retrieval.training.heads import called_loss
from retrieval.training.offsets import called_with_text, called_without_text
from retrieval.training.tagging import (
    TaggerLearner,
    TaggerModel,
    TaggerSchedule,
    gather_lessons,
    make_called_lessons,
    make_lessons,
    open_tagger,
)

CALLED = HEADS["called"]
TEXT = "Kata Camat Melati Sekar Lestari, warga Melati gembira. Sekar pulang."
RECORD = {
    "article_id": "a",
    "names": ["Sekar Lestari", "Sekar"],
    "offices": ["Camat Melati"],
    "bodies": [],
    "places": ["Melati"],
    "groups": ["warga"],
}


def kinds(text, classes):
    """The words of a text with their kinds, those of none left out."""
    starts = [at for at, one in enumerate(classes) if one > 0 and CALLED[one].startswith("B-")]
    ends = [
        next((at for at in range(start + 1, len(text)) if classes[at] != classes[start] + 1), len(text))
        for start in starts
    ]
    return [(text[start:end], CALLED[classes[start]][2:]) for start, end in zip(starts, ends, strict=True)]


def test_a_longer_string_is_marked_before_a_shorter():
    """A region inside an office is the office's; a short name is one where it stands alone."""
    assert kinds(TEXT, mark(TEXT, RECORD)) == [
        ("Camat Melati", "OFFICE"),
        ("Sekar Lestari", "NAME"),
        ("warga", "GROUP"),
        ("Melati", "PLACE"),
        ("Sekar", "NAME"),
    ]


def test_what_is_called_how_is_kept_without_the_text():
    """Whoever has the text gets the strings back."""
    kept = called_without_text(TEXT, RECORD)
    assert "Sekar" not in json.dumps(kept)
    assert called_with_text(TEXT, kept | {"id": "a"}) == RECORD


@pytest.fixture
def data(tmp_path):
    """Public sets of a sentence each."""
    folder = tmp_path / "data" / "ner"
    folder.mkdir(parents=True)
    (folder / "idner_train.txt").write_text(
        "Kata VERB O\nSekar PROPN B-PER\nLestari PROPN I-PER\n. PUNCT O\n\n", "utf-8"
    )
    (folder / "nergrit_train.txt").write_text("Pasar\tB-PLACE\nMelati\tI-PLACE\nramai\tO\n", "utf-8")
    return folder.parent


def test_public_sets_pass_over_offices(data):
    """What they give no label may be an office or a group, or nothing."""
    first, second = read_public(data)
    assert (first.text, kinds(first.text, first.classes)) == ("Kata Sekar Lestari.", [("Sekar Lestari", "NAME")])
    assert kinds(second.text, second.classes) == [("Pasar Melati", "PLACE")]
    assert first.classes[0] == second.classes[-1] == UNTOLD


def test_untold_may_be_an_office_but_no_name():
    """The loss of a piece that nobody labelled is that of being told apart."""
    told = torch.full((2, len(CALLED)), -9.0)
    told[0, CALLED.index("B-OFFICE")] = told[1, CALLED.index("B-NAME")] = 9.0
    untold = torch.tensor([UNTOLD])
    assert float(called_loss(told[:1], untold)) < 0.01
    assert float(called_loss(told[1:], untold)) > 1
    assert float(called_loss(told[1:], torch.tensor([CALLED.index("B-NAME")]))) < 0.01


@pytest.fixture
def first(encoder, tmp_path):  # noqa: F811
    """A tagger as it is before it learns how people are called."""
    schedule = TaggerSchedule(layers=2, still=1, epochs=1, batch=2)
    lessons = make_lessons([annotated(name) for name in NAMES], tokenizer_of(encoder))
    learner = TaggerLearner(TaggerModel(encoder, layers=2), lessons, schedule, tmp_path / "first.checkpoint")
    list(learner.learn())
    learner.write(tmp_path / "first")
    write_tagger_graph(tmp_path / "first", encoder)
    return tmp_path / "first"


def tokenizer_of(encoder):  # noqa: F811
    return Tokenizer.from_file(str(encoder / "tokenizer.json"))


def record(number, name):
    """What is called how in the annotated article of a name."""
    return {"article_id": str(number), "names": [name, "Joko Susilo"], "offices": ["Camat Melati", "Kades"]}


def test_what_the_other_heads_said_is_held(encoder, first, tmp_path):  # noqa: F811
    """A model that says something else of who took part loses by it, whatever it learns."""
    text = annotated(NAMES[0]).text
    lessons = make_called_lessons([Called("", text, mark(text, record(0, NAMES[0])))], tokenizer_of(encoder))
    learner = TaggerLearner(
        open_tagger(first, encoder, layers=2), lessons, TaggerSchedule(epochs=1), tmp_path / "second", keeps=True
    )
    learner.model.eval()
    before = float(learner.loss(0).detach())
    with torch.no_grad():
        learner.model.head.bias[columns("took_part")] += torch.tensor([0.0, 5.0])
    assert float(learner.loss(0).detach()) > before + 0.5


def test_a_text_is_learnt_from_once_with_all_that_is_known_of_it(encoder):  # noqa: F811
    """Who took part and what is called how of one, what is called how of the other, and a part of the public sets."""
    article, other = annotated(NAMES[0]), annotated(NAMES[1])
    called = [Called("", one.text, mark(one.text, {"offices": ["Camat Melati"]})) for one in (article, other)]
    both, alone, *public = gather_lessons([article], called, called[:1] * 10, tokenizer_of(encoder))
    assert {head for head, classes in both.classes.items() if max(classes) > 0} >= {"named", "took_part", "called"}
    assert [head for head, classes in alone.classes.items() if max(classes) > UNKNOWN] == ["called"]
    assert len(public) == 3


def test_the_average_of_the_last_steps_is_kept(encoder, first, tmp_path):  # noqa: F811
    """Not the last step's weights; a stop loses nothing of it."""
    lessons = make_lessons([annotated(name) for name in NAMES], tokenizer_of(encoder))
    schedule = TaggerSchedule(layers=2, epochs=20, batch=2, rate=1e-3, checkpoint_steps=1)

    def open_learner():
        return TaggerLearner(open_tagger(first, encoder, layers=2), lessons, schedule, tmp_path / "checkpoint")

    stopped = open_learner()
    steps = stopped.learn()
    for _ in range(35):
        next(steps)
    steps.close()
    learner = open_learner()
    assert int(learner._average.n_averaged) == 1
    assert torch.equal(learner.averaged.head.bias, stopped.averaged.head.bias)
    list(learner.learn())
    assert int(learner._average.n_averaged) == 2
    averaged = learner.averaged.head.bias
    assert not torch.allclose(averaged, learner.model.head.bias, atol=1e-6)
    learner.write(tmp_path / "written")
    assert torch.allclose(open_tagger(tmp_path / "written", encoder, layers=2).head.bias, averaged, atol=1e-3)


def test_a_head_more_is_learnt(encoder, first, tmp_path):  # noqa: F811
    """Names are likelier called names than before, and than other words."""
    texts = [Called("", annotated(name).text, mark(annotated(name).text, record(0, name))) for name in NAMES]
    schedule = TaggerSchedule(layers=2, epochs=80, batch=4, rate=2e-3)
    lessons = make_called_lessons(texts, tokenizer_of(encoder))
    learner = TaggerLearner(
        open_tagger(first, encoder, layers=2), lessons, schedule, tmp_path / "second.checkpoint", keeps=True
    )
    losses = list(learner.learn())
    assert losses[-1] < losses[0] / 2
    learner.write(tmp_path / "second")
    write_tagger_graph(tmp_path / "second", encoder)
    tags = Tagger(tmp_path / "second", encoder).tag(title="", text=texts[0].text)
    is_name = [CALLED[texts[0].classes[start]].endswith("NAME") for start, _ in tags.offsets]
    named = tags.chances["called"][:, [CALLED.index("B-NAME"), CALLED.index("I-NAME")]].sum(axis=1)
    assert named[np.array(is_name)].mean() > 2 * named[~np.array(is_name)].mean()


def test_the_command_makes_a_tagger_with_its_weights(encoder, data, first, tmp_path):  # noqa: F811
    """From strings that readers wrote down to what the reader opens; who took part is said as before."""
    articles = [{"id": str(at), "title": "", "text": annotated(name).text} for at, name in enumerate(NAMES * 6)]
    records = [record(at, name) for at, name in enumerate(NAMES * 6)]
    for name, lines in (("articles", articles), ("called", records)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert len(read_called([tmp_path])) == len(articles)
    arguments = ("--data", data, "--model", encoder, "--annotated", tmp_path, "--onwards", first)
    more = ("--out", tmp_path / "second", "--epochs", "1", "--layers", "2")
    outcome = CliRunner().invoke(app, ["tagger", *map(str, (*arguments, *more))])
    assert outcome.exit_code == 0, outcome.output

    text = annotated(NAMES[0]).text
    before, after = (Tagger(folder, encoder).tag(title="", text=text) for folder in (first, tmp_path / "second"))
    assert abs(before.chances["took_part"] - after.chances["took_part"]).max() < 0.1
    assert read_calling(tmp_path / "second" / "calling.json").bias.shape == (CLASSES,)
