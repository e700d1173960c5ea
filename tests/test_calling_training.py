"""Teaching a tagger how people and offices are called: labels, public sets, what is kept of the other heads."""

import json

import pytest
import torch
from test_tagger_training import NAMES, annotated, encoder  # noqa: F401 - a fixture
from typer.testing import CliRunner

from retrieval.reading.calling import CLASSES, read_calling
from retrieval.reading.labels import HEADS, columns
from retrieval.reading.tagger import Tagger
from retrieval.training.__main__ import app
from retrieval.training.called import UNTOLD, mark, read_called, read_public
from retrieval.training.calling import called_loss, open_tagger
from retrieval.training.graph import write_tagger_graph
from retrieval.training.offsets import called_with_text, called_without_text
from retrieval.training.tagging import TaggerLearner, TaggerModel, TaggerSchedule, make_lessons

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


def test_the_command_teaches_a_head_and_keeps_the_others(encoder, data, tmp_path):  # noqa: F811
    """Names are called names; who took part is said as before."""
    schedule = TaggerSchedule(layers=2, still=1, epochs=1, batch=2)
    from tokenizers import Tokenizer

    lessons = make_lessons([annotated(name) for name in NAMES], Tokenizer.from_file(str(encoder / "tokenizer.json")))
    learner = TaggerLearner(TaggerModel(encoder, layers=2), lessons, schedule, tmp_path / "first.checkpoint")
    list(learner.learn())
    learner.write(tmp_path / "first")
    write_tagger_graph(tmp_path / "first", encoder)

    articles = [{"id": str(at), "title": "", "text": annotated(name).text} for at, name in enumerate(NAMES * 6)]
    records = [
        {"article_id": str(at), "names": [name, "Joko Susilo"], "offices": ["Camat Melati", "Kades"]}
        for at, name in enumerate(NAMES * 6)
    ]
    for name, lines in (("articles", articles), ("called", records)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert len(read_called(tmp_path)) == len(articles)
    arguments = ("--data", data, "--model", encoder, "--annotated", tmp_path, "--onwards", tmp_path / "first")
    more = ("--out", tmp_path / "second", "--epochs", "4", "--layers", "2")
    outcome = CliRunner().invoke(app, ["calling", *map(str, (*arguments, *more))])
    assert outcome.exit_code == 0, outcome.output

    text = annotated(NAMES[0]).text
    before, after = (Tagger(tmp_path / name, encoder).tag(title="", text=text) for name in ("first", "second"))
    assert abs(before.chances["took_part"] - after.chances["took_part"]).max() < 0.1
    called = after.chances["called"]
    assert called[:, 1:].max() > called.shape[1] ** -1
    assert read_calling(tmp_path / "second" / "calling.json").bias.shape == (CLASSES,)
    assert open_tagger(tmp_path / "second", encoder, layers=2).head.weight.shape[0] == columns("called").stop
