"""The training scripts: sources, held-out questions, hard negatives, alignment, learning that resumes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from question_sets import PASSAGES, QUESTIONS, write_question_sets
from small_models import make_transformer_model
from typer.testing import CliRunner

from retrieval.training.__main__ import app
from retrieval.training.alignment import align, pair_up, translate
from retrieval.training.bm25 import LENGTH_SHARE, SATURATION, Bm25, terms
from retrieval.training.contrastive import TRAINING_WINDOW, Learner, Schedule, encode, short_window
from retrieval.training.distillation import Student, drop_layers, prepare
from retrieval.training.examples import Kind, balance, cut_cloze, read_collection, sort_by_kind
from retrieval.training.negatives import Examples, mine
from retrieval.training.neighbours import CIRCLE, Neighbours, to_share
from retrieval.training.overlap import drop_repeated, shingles
from retrieval.training.sources import Pair, distinct, read_facqa, read_lexicon, read_names, read_parallel, read_squad
from retrieval.training.static import StaticLearner, StaticSchedule, average, start_vectors, tokenise, write_static
from retrieval.training.tokenizer import SPECIAL, frame, indonesian_texts, train_tokenizer
from retrieval.training.transfer import average_weights, save_half, transfer_vectors

SENTENCES = [([1, 2], [11, 12]), ([1, 3], [11, 13]), ([2, 3], [12, 13]), ([1], [11])]


def nothing(*_: object) -> None:
    """Show no progress."""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_question_sets(tmp_path_factory.mktemp("training"))


@pytest.fixture(scope="module")
def collection(data):
    return read_collection(data)


@pytest.fixture(scope="module")
def tokenizer(data, collection):
    return train_tokenizer(indonesian_texts(data, collection), size=400)


@pytest.fixture(scope="module")
def examples(collection):
    return Examples(collection.train, mined=len(collection.train), seed=1)


@pytest.fixture
def transformer(tmp_path):
    from sentence_transformers import SentenceTransformer

    torch.manual_seed(1)
    return SentenceTransformer(str(make_transformer_model(tmp_path / "transformer")), device="cpu")


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


def test_model_one_finds_the_translations():
    """Words that always stand together translate each other; probabilities of a source word sum to one."""
    table = translate(pair_up(SENTENCES), shape=(4, 14), progress=nothing).toarray()
    assert table.argmax(axis=1).tolist() == [0, 11, 12, 13]
    np.testing.assert_allclose(table[1:].sum(axis=1), 1)


def test_alignment_needs_both_directions():
    """Multiplying both directions is surer of the translation than either one."""
    both = align(SENTENCES, shape=(4, 14), progress=nothing).toarray()
    one = translate(pair_up(SENTENCES), shape=(4, 14), progress=nothing).toarray()
    assert both[2, 12] > one[2, 12]
    np.testing.assert_allclose(both[1:].sum(axis=1), 1)


def test_the_vocabulary_folds_case_and_frames_for_a_transformer(tokenizer):
    """One lowercase vocabulary serves both kinds of model; only the transformer's has [CLS] and [SEP]."""
    assert tokenizer.encode("JEMBATAN").tokens == tokenizer.encode("jembatan").tokens == ["jembatan"]
    assert frame(tokenizer).encode("jembatan").tokens == ["[CLS]", "jembatan", "[SEP]"]


def test_transferred_vectors_are_copied_translated_or_spelled(data, tokenizer):
    """Special pieces are copied; a translated piece lies nearest the translation that wordnet and sentences give it."""
    english = train_tokenizer(["the bridge is long new school market span"] * 2, size=100)
    vectors = np.eye(english.get_vocab_size(), dtype=np.float32)
    moved = transfer_vectors(data, indonesian=tokenizer, english=english, vectors=vectors, progress=nothing)
    place = {piece: tokenizer.token_to_id(piece) for piece in (*SPECIAL, "sekolah")}
    for piece in SPECIAL:
        assert moved[place[piece]].argmax() == english.token_to_id(piece)
    assert moved[place["sekolah"]].argmax() == english.token_to_id("school")
    assert np.isfinite(moved).all()


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
    expected = transformer.encode(texts, normalize_embeddings=True, convert_to_tensor=True)
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


@pytest.mark.parametrize(("falling", "last"), [(0, 0.25), (8, 0.625)])
def test_rates_fall_over_all_steps_or_over_more(transformer, examples, tmp_path, falling, last):
    """The rate of the last of four steps is a quarter of the first's, or more where the fall is longer."""
    schedule = replace(Schedule(), steps=4, falling=falling, batch=4, warm_up=1)
    learner = Learner(transformer, schedule, tmp_path / "checkpoint")
    rates = []
    for _ in learner.learn(examples):
        rates.append(learner._optimiser.param_groups[0]["lr"] / schedule.body_rate)
    assert rates[2] == pytest.approx(last)


def test_a_dropped_layer_is_gone(transformer):
    """Only the layers that are kept remain, and the configuration says so."""
    drop_layers(transformer, [0])
    assert transformer[0].model.config.num_hidden_layers == len(transformer[0].model.encoder.layer) == 1


def test_a_student_that_is_its_teacher_has_nothing_to_learn(transformer, examples, tmp_path):
    """The loss of distillation is zero where both models answer alike."""
    transformer.eval()
    student = Student(transformer, replace(Schedule(), batch=4), tmp_path / "checkpoint")
    student.lessons = prepare(transformer, examples)
    assert float(student.loss(examples, 0).detach()) == pytest.approx(0, abs=1e-4)


def test_news_stage_is_half_news(collection):
    """As many encyclopedia as news questions, then sentences cut out of news passages."""
    pairs, questions = balance(collection, seed=1)
    news = set(collection.pools["facqa"])
    assert questions <= len(pairs)
    assert 2 * sum(pair.passage in news for pair in pairs[:questions]) >= questions


def test_kinds_keep_news_and_encyclopedia_apart(collection):
    """Every training question once, then sentences cut out of the news passages; the shares are of all batches."""
    here = [pair for pair in collection.train if "Karangjati" in pair.passage]
    pools = collection.pools | {"facqa": [pair.passage for pair in here]}
    encyclopedia, news, cloze = sort_by_kind(replace(collection, pools=pools), seed=1)
    assert news.pairs == here
    assert encyclopedia.pairs == [pair for pair in collection.train if pair not in here]
    assert [any(pair.question in passage for passage in pools["facqa"]) for pair in cloze.pairs] == [True] * len(here)
    assert encyclopedia.share + news.share + cloze.share == pytest.approx(1)


def test_marked_answers_are_read_from_both_formats(data):
    """The first marked answer of a SQuAD-like question, the tagged words of a FacQA one."""
    name, passage = next(iter(PASSAGES.items()))
    assert read_squad(data / "qa" / "idkmrc_test.json")[0][0] == Pair(QUESTIONS[name], passage, "19")
    assert read_facqa(data / "qa" / "facqa_test.csv")[0][0] == Pair(QUESTIONS[name], passage, "1950.")


SIMILAR = [
    Pair("Kapan pasar Ranupakis dibangun?", "Pasar Ranupakis dibangun 1961.", "1961"),
    Pair("Kapan pasar Ranupakis ditutup?", "Pasar Ranupakis ditutup 1990.", "1990"),
    Pair("Apa yang dibangun pada 1961?", "Pasar lama Ranupakis, dibangun 1961, ramai.", "Pasar lama"),
    Pair("Apa yang meluap?", "Sungai meluap ke jalan.", "Sungai"),
]


def test_neighbours_are_what_a_search_takes_for_the_right_passage(transformer):
    """The right passage is not among them, nor one that holds the marked answer's words."""
    neighbours = Neighbours([Kind(SIMILAR, 1.0)], model=transformer, seed=1)
    mistaken = [{neighbours.passages[number] for number in row} for row in neighbours.mistaken]
    assert mistaken[0] == {SIMILAR[1].passage, SIMILAR[3].passage}
    assert mistaken[1] == {SIMILAR[0].passage, SIMILAR[2].passage, SIMILAR[3].passage}


def test_a_batch_of_neighbours_is_of_one_kind(transformer, collection):
    """No pair stands twice, every pair shows its passage, and kinds do not meet."""
    first = len(collection.train) // 2
    kinds = [Kind(collection.train[:first], 0.5), Kind(collection.train[first:], 0.5), Kind([], 0.5)]
    neighbours = Neighbours(kinds, model=transformer, seed=1)
    for step in range(8):
        asked, shown, masked = neighbours.choose(step, size=2 * CIRCLE)
        assert len(set(asked)) == 2 * CIRCLE
        assert shown == [neighbours.right[pair] for pair in asked]
        assert {pair < first for pair in asked} in ({True}, {False})
        assert not masked.diagonal().any()
        assert (asked, shown) == neighbours.choose(step, size=2 * CIRCLE)[:2]


def test_a_passage_that_may_answer_is_no_negative(transformer):
    """In a batch a passage with the words of another question's answer does not count against that question."""
    neighbours = Neighbours([Kind(SIMILAR, 1.0)], model=transformer, seed=1)
    asked, shown, masked = neighbours.choose(0, size=len(SIMILAR))
    pairs = {
        (neighbours.pairs[pair].question, neighbours.passages[passage])
        for row, pair in enumerate(asked)
        for column, passage in enumerate(shown)
        if masked[row, column]
    }
    assert pairs == {(SIMILAR[0].question, SIMILAR[2].passage)}


def test_shares_span_each_row():
    """Scores of a row become 0..1; a row of equal scores says nothing."""
    assert to_share(np.array([[1, 3, 2], [4, 4, 4]], dtype=np.float32)).tolist() == [[0, 1, 0.5], [0, 0, 0]]


def test_a_short_window_ends(transformer):
    """Training cuts texts shorter than the model does; the model that is kept has its own window."""
    window = transformer.max_seq_length
    with short_window(transformer):
        assert transformer.max_seq_length == TRAINING_WINDOW
    assert transformer.max_seq_length == window


def test_a_transformer_is_kept_small_and_loaded_in_single_precision(transformer, tmp_path):
    """Half the bytes on disk, single precision in memory without being asked for, the same answers."""
    from sentence_transformers import SentenceTransformer

    expected = transformer.encode(["rapat desa"])
    save_half(transformer, tmp_path / "half")
    loaded = SentenceTransformer(str(tmp_path / "half"), device="cpu")
    assert {weight.dtype for weight in loaded.parameters()} == {torch.float32}
    np.testing.assert_allclose(loaded.encode(["rapat desa"]), expected, atol=2e-2)


def test_the_mean_of_weights_lies_between(transformer, tmp_path):
    """Every weight of the first model becomes the weighted mean of all models' weights."""
    other = make_transformer_model(tmp_path / "other")
    from sentence_transformers import SentenceTransformer

    twin = SentenceTransformer(str(other), device="cpu")
    before = {name: weight.clone() for name, weight in transformer.state_dict().items()}
    average_weights([transformer, twin], [1.0, 3.0])
    for name, weight in transformer.state_dict().items():
        torch.testing.assert_close(weight, (before[name] + 3 * twin.state_dict()[name]) / 4)


def test_the_commands_make_models_that_load(data, tmp_path):
    """From public files to folders that load: transfer, contrastive, neighbours, mean, distil."""
    from sentence_transformers import SentenceTransformer

    english = make_transformer_model(tmp_path / "english")
    names = ("transferred", "trained", "refined", "averaged", "distilled")
    first, second, third, fourth, fifth = (str(tmp_path / name) for name in names)
    runner = CliRunner()
    for arguments in (
        ["transfer", "--data", str(data), "--english", str(english), "--out", first, "--vocabulary", "300"],
        ["contrastive", "--data", str(data), "--model", first, "--out", second, "--steps", "1"],
        ["neighbours", "--data", str(data), "--model", second, "--out", third, "--steps", "1", "--batch", "4"],
        ["mean", "--model", second, "--model", third, "--out", fourth],
        ["distil", "--data", str(data), "--model", fourth, "--out", fifth, "--steps", "1", "--layers", "0"],
    ):
        outcome = runner.invoke(app, arguments)
        assert outcome.exit_code == 0, outcome.output
    assert SentenceTransformer(fifth, device="cpu").encode("Kapan pasar dibangun?").shape == (16,)
