"""The tagger that ships, on articles of our own: pieces, spans, participants and what is missing."""

import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from data.errors import ModelError
from data.settings import SHIPPED_MODEL
from retrieval.reading.judge import read_judge
from retrieval.reading.mentions import GROUP, PERSON, find_mentions
from retrieval.reading.participants import gather
from retrieval.reading.tagging.labels import CLASSES, HEADS, columns
from retrieval.reading.tagging.spans import find_spans, trim
from retrieval.reading.tagging.tagger import TAGGER, Tagger, Tags, shipped_tagger
from retrieval.reading.tagging.windows import MOST_PIECES, cut_windows

TITLE = "Rembuk Stunting Kecamatan Randualas"
TEXT = (
    "RANDUALAS – Pemerintah Kecamatan Randualas menggelar rembuk stunting di Balai Desa Sidomukti, Selasa (4/6/2024). "
    "Camat Randualas, Drs. Wibisono Hartadi, bersama Kapolsek Iptu Galih Prakoso serta para kepala desa dan bidan desa "
    "duduk melingkar sejak pagi.\n"
    "Dalam arahannya, Wibisono meminta setiap desa menyisihkan anggaran. Hingga acara usai tampak pula Danramil "
    "Kapten Inf Suparlan dan kader posyandu."
)


@pytest.fixture(scope="module")
def tags():
    return shipped_tagger().tag(title=TITLE, text=TEXT)


def test_every_piece_has_a_chance_for_every_class(tags):
    """Offsets are in the order of the text, and the chances of each head sum to 1."""
    assert set(tags.chances) == set(HEADS)
    assert (np.diff(tags.offsets[:, 0]) >= 0).all()
    for head, classes in HEADS.items():
        assert tags.chances[head].shape == (len(tags.offsets), len(classes))
        assert np.allclose(tags.chances[head].sum(axis=1), 1, atol=1e-4)


def test_an_empty_article_has_no_pieces():
    """Nothing to read is nothing read, not an error."""
    empty = shipped_tagger().tag(title="", text="")
    assert len(empty.offsets) == 0
    assert find_spans("", empty, "named", least=0.5) == []


def test_people_offices_and_groups_are_found_together(tags):
    """A list told in words that no table has: every person once, with the office beside the name."""
    mentions = find_mentions(TEXT, tags)
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    people = {one.name: one.role for one in gather(TEXT, mentions) if one.kind == PERSON}
    assert people["Wibisono Hartadi"] == "Camat Randualas"
    assert {"Galih Prakoso", "Suparlan"} <= set(people)
    groups = [TEXT[one.start : one.end] for one in mentions if one.kind == GROUP]
    assert any("kepala desa" in group for group in groups)


def test_a_long_article_is_cut_between_sentences():
    """No window is longer than the encoder reads, and together they hold every letter."""
    tokenizer = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json"))
    text = "\n".join([TEXT] * 8)
    windows = list(cut_windows(tokenizer, title=TITLE, text=text))
    assert len(windows) > 1
    assert max(len(window.ids) for window in windows) <= MOST_PIECES + 2
    offsets = [offset for window in windows for offset in window.offsets]
    assert offsets == [(start, end) for start, end in offsets if 0 <= start <= end <= len(text)]
    covered = {place for start, end in offsets for place in range(start, end)}
    assert covered == {place for place, sign in enumerate(text) if not sign.isspace()}
    assert all(text[window.offsets[0][0] - 1] in " \n" for window in windows[1:])


def test_a_sentence_longer_than_a_window_is_cut_within():
    """A text without a full stop is read too."""
    tokenizer = Tokenizer.from_file(str(SHIPPED_MODEL / "tokenizer.json"))
    windows = list(cut_windows(tokenizer, title="", text="dan bidan desa " * 700))
    assert max(len(window.ids) for window in windows) <= MOST_PIECES + 2


def test_columns_part_the_output():
    """Heads lie side by side, in order, without a gap."""
    edges = [columns(head) for head in HEADS]
    assert edges[0].start == 0
    assert edges[-1].stop == CLASSES
    assert all(one.stop == other.start for one, other in pairwise(edges))
    with pytest.raises(KeyError):
        columns("nothing")


def test_words_are_of_one_kind():
    """A word whose pieces disagree goes with most of their chance; a new beginning parts two names."""
    classes = HEADS["named"]
    rows = [("B-PERSON", 0.9), ("O", 0.6), ("B-PERSON", 0.9), ("O", 0.9)]
    chances = np.full((4, len(classes)), 0.0, np.float32)
    for row, (name, chance) in enumerate(rows):
        chances[row, classes.index(name)] = chance
        chances[row, classes.index("I-PERSON")] += 1 - chance
    tags = Tags(np.array([(0, 4), (4, 8), (9, 13), (14, 18)]), {"named": chances})
    spans = find_spans("Wibisono Anto lalu", tags, "named", least=0.5)
    assert [(one.start, one.end, one.kind) for one in spans] == [(0, 8, "PERSON"), (9, 13, "PERSON")]


@pytest.mark.parametrize(("text", "expected"), [(", Anto, ", "Anto"), ("“Anto S.”", "Anto S."), (" , ", "")])
def test_signs_at_the_ends_belong_to_no_name(text, expected):
    """The full stop of an initial stays."""
    start, end = trim(text, 0, len(text))
    assert text[start:end] == expected
    start, end = trim(text, 0, len(text), is_name=False)
    assert text[start:end] == expected.rstrip(".")


@pytest.mark.parametrize("damage", ["model.safetensors", "graph.onnx", "shared.txt"])
def test_a_damaged_tagger_is_one_clear_error(tmp_path, damage):
    """A missing or broken file is said in one sentence, without what the libraries raise."""
    folder = Path(shutil.copytree(TAGGER, tmp_path / "tagger"))
    (folder / damage).write_bytes(b"")
    with pytest.raises(ModelError, match="Pembaca artikel"):
        Tagger(folder)


@pytest.mark.parametrize("content", [None, "", "[]", '{"weights": {}}'])
def test_a_damaged_judge_is_one_clear_error(tmp_path, content):
    """The weights of the judge too."""
    if content is not None:
        (tmp_path / "judge.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="Pembaca artikel"):
        read_judge(tmp_path / "judge.json")
