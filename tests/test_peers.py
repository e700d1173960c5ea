"""The comparison with other libraries: its figures, its material, and Notula's own part of it on three articles."""

from __future__ import annotations

import json

import pytest

from data.settings import SHIPPED_MODEL
from retrieval.answering.answer import Answer, Passage, Source, Status
from retrieval.answering.asking.query import Kind
from tests.benchmarks.peers import with_notula
from tests.benchmarks.peers.environment import REQUIREMENTS
from tests.benchmarks.peers.figures import Quality, Reply, find_rank, score, spread
from tests.benchmarks.peers.material import Asked, read_questions, read_texts
from tests.benchmarks.peers.running import ENGINES, gather
from tests.benchmarks.peers.showing import make_table
from tests.benchmarks.peers.worker import ask, build

SUBJECTS = {"irigasi": "Lumajang", "pilkades": "Sragen", "stunting": "Bulukumba"}
ARTICLES = [
    {
        "id": subject,
        "title": f"Rakor {subject.title()} di {place}",
        "publisher": "Kabar Warga",
        "url": None,
        "published": "2024-03-05T08:00:00",
        "text": f"Rapat koordinasi {subject} Kabupaten {place} dibuka Sekretaris Daerah di aula kantor bupati, Senin.",
    }
    for subject, place in SUBJECTS.items()
]
QUESTIONS = [
    *({"question": f"di mana rakor {subject} digelar", "article_ids": [subject]} for subject in SUBJECTS),
    {"question": "lalu siapa yang membukanya", "article_ids": ["irigasi"], "history": ["kapan rakor irigasi"]},
]


@pytest.fixture
def files(tmp_path):
    """Three articles, and a question for each and one that follows up, as files."""
    articles, questions = tmp_path / "articles.jsonl", tmp_path / "questions.jsonl"
    articles.write_text("".join(json.dumps(record) + "\n" for record in ARTICLES), "utf-8")
    questions.write_text("".join(json.dumps(record) + "\n" for record in QUESTIONS), "utf-8")
    return articles, questions


def reply(*article_ids, refused=False):
    return Reply(article_ids, refused)


@pytest.mark.parametrize(
    ("found", "rank"),
    [
        (["a", "b"], 1),
        (["x", "y", "b"], 3),
        ([*"0123456789", "a"], 0),
        ([], 0),
    ],
)
def test_a_rank_is_the_place_of_the_first_right_article_among_ten(found, rank):
    assert find_rank(found, {"a", "b"}) == rank


def test_figures_of_known_replies():
    """Right first, right third, right tenth, wrongly refused; and of two that nothing answers one was refused."""
    right = frozenset({"a"})
    asked = [Asked("?", right)] * 4 + [Asked("?", frozenset())] * 2
    replies = [
        *(reply("a", "b"), reply("x", "y", "a"), reply(*"123456789", "a"), reply(refused=True)),
        *(reply(refused=True), reply("a")),
    ]

    assert score(asked, replies) == Quality(
        hit_at_1=1 / 4,
        hit_at_5=2 / 4,
        mrr_at_10=pytest.approx((1 + 1 / 3 + 1 / 10 + 0) / 4),
        refused_wrong=1 / 4,
        refused_right=1 / 2,
    )


def test_the_spread_of_a_hundred_and_one_times():
    assert spread([float(value) for value in range(101)]) == (50.0, 95.0)


def test_questions_that_follow_up_are_left_out(files):
    assert read_questions(files[1]) == [
        Asked(f"di mana rakor {subject} digelar", frozenset({subject})) for subject in SUBJECTS
    ]


def test_other_libraries_index_title_origin_and_text(files):
    assert next(read_texts(files[0])) == (
        "irigasi",
        "Rakor Irigasi di Lumajang\nKabar Warga, 5 Maret 2024\n"
        "Rapat koordinasi irigasi Kabupaten Lumajang dibuka Sekretaris Daerah di aula kantor bupati, Senin.",
    )


def test_a_refusal_that_names_no_source_found_nothing():
    passages = (Passage("b", 0, 1, "B", 0.5), Passage("a", 0, 1, "A", 0.4))
    refused = Answer("?", Status.NOT_COVERED, Kind.WHERE, "Tidak ada.", passages=passages)
    answered = refused.with_(status=Status.ANSWERED, sources=(Source("a", "A", "Kabar", None, None),))

    assert with_notula.read_answer(refused) == Reply((), refused=True)
    assert with_notula.read_answer(answered) == Reply(("a", "b"), refused=False)


def test_notula_is_measured_on_three_articles(files, tmp_path):
    """Built and asked by what runs in the processes; each article is found first by its own question."""
    articles, questions = files
    model = str(SHIPPED_MODEL)
    built = build(with_notula, articles, folder=tmp_path, model=model)
    replied = ask(with_notula.open_search(tmp_path, model=model), questions)

    assert [told["article_ids"][0] for told in replied["replies"]] == list(SUBJECTS)
    measured = gather(ENGINES[1], read_questions(questions), built=built, replied=replied)
    assert measured.quality == Quality(1.0, 1.0, 1.0, refused_wrong=0.0, refused_right=0.0)
    assert make_table([measured], "three").row_count == 1


def test_every_version_of_the_other_libraries_is_exact():
    lines = REQUIREMENTS.read_text("utf-8").splitlines()

    assert all(line.count("==") == 1 for line in lines)
    assert {"torch", "txtai", "haystack-ai", "langchain"} <= {line.split("==")[0] for line in lines}
