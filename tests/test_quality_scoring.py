"""The gate's scorer gives hand-made answers their known score, and the gold answers fit the articles they cite."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from data.facts import Capacity, Fact, FactKind
from tests.quality.scoring import MONTHS, Claim, agree, fold, list_claims, says, score, score_answer, score_claims

HERE = Path(__file__).parent / "quality"
ARTICLES = {"a": {"text": "Rapat dibuka Sekda Rina."}, "b": {"text": "Rapat lain."}}
# Ways to say that somebody was not there, which an article may put in other words.
STANCES = ("tidak hadir", "diwakili", "mewakili", "perwakilan", "digantikan", "berhalangan")
# The likely date where an article's weekday and publication contradict the date that it gives.
LIKELY_DATES = ("10 Agustus 2022",)
# Inferred from "kemarin", "Selasa" or "Kamis pekan ini" and the publication date.
INFERRED_DATES = {"rejanglebong-fkub", "subang-tpid", "flotim-hibah", "solsel-rapat-tanah", "gorut-panen"}


def load(name: str) -> list[dict]:
    """The records of one of the gate's files."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def ask(kind: str, **wanted: object) -> dict:
    """A question of a type whose answer stands in article a."""
    return {"id": "q", "type": kind, "question": "?", "article_ids": ["a"], "answer": wanted}


def reply(text: str, *sources: str, status: str = "answered", **more: object) -> dict:
    """An answer with its sources."""
    return {"id": "q", "status": status, "text": text, "sources": [{"article_id": s} for s in sources], **more}


@pytest.mark.parametrize(
    ("question", "answer", "credit"),
    [
        (ask("attendees", must=["Rina", "Budi"]), reply("Hadir: Rina."), 0.5),
        (ask("attendees", must=["Rina"], must_not=["Budi"]), reply("Rina dan Budi."), 0.0),
        (ask("attendees", any_of=["tidak hadir"]), reply("Bupati tidak hadir."), 1.0),
        (ask("attendees", must=["Rina"]), reply("Rina " * 400), 0.0),
        (ask("attendees", must=["Rifa'i"]), reply("MUHAMMAD RIFAI, S.P."), 1.0),
        (ask("opener_or_leader", names=["Rina", "Aula"]), reply("Rina"), 0.0),
        (ask("opener_or_leader", names=["Rina", "Aula"]), reply("Rina, di Aula"), 1.0),
        (ask("when", date="2023-03-05"), reply("Minggu, 05/03/2023"), 1.0),
        (ask("when", date="2023-03-05"), reply("5 maret 2023"), 1.0),
        (ask("when", date="2023-03-05"), reply("5 Maret 2022"), 0.0),
        (ask("when", must=["5 Maret 2023", "09.30"]), reply("5 Maret 2023"), 0.5),
        (ask("where", place="Aula", any_of=["Aula"]), reply("Aula", status="not_stated"), 0.0),
        (ask("where", place="Aula", any_of=["Aula"]), reply("Aula", status="conflicting"), 1.0),
        (ask("where", place="Aula", any_of=["Aula"]), reply("Aula" + "." * 350), 0.0),
        (ask("statement", key=["jaga", "rukun"]), reply("“Mari rukun.”"), 1.0),
        (ask("followup", of="when", date="2023-03-05"), reply("2023-03-05"), 1.0),
        (ask("followup", of="statement", key=["rukun"]), reply("rukun" + "." * 400), 1.0),
        (ask("count_or_list", article_ids=["a", "b"]), reply("satu", "a"), pytest.approx(2 / 3)),
        (ask("count_or_list", article_ids=["a", "b"]), reply("tiga", "a", "b", "c"), pytest.approx(0.8)),
        (ask("count_or_list", article_ids=["a", "b"]), reply("nihil", "c"), 0.0),
        (ask("count_or_list", article_ids=["a"]), reply("nihil"), 0.0),
        (ask("unanswerable", why="no"), reply("", status="not_covered"), 1.0),
        (ask("unanswerable", why="no"), reply("", status="unclear"), 1.0),
        (ask("unanswerable", why="no"), reply("Rina", "a"), 0.0),
        (ask("unanswerable", why="no"), reply("", status="error"), 0.0),
        (ask("unanswerable", why="no"), {}, 0.0),
        (ask("when", date="2023-03-05"), {}, 0.0),
    ],
)
def test_credit(question, answer, credit):
    """Each type of question gives its credit, and none to a long, wrong or missing answer."""
    assert score_answer(question, answer) == credit


def test_figures():
    """Two questions answered, one well and one badly, and one refused give the figures worked out by hand."""
    opener = ask("opener_or_leader", names=["Rina"])
    place = {**ask("where", any_of=["Aula"]), "id": "r"}
    refusal = {**ask("unanswerable"), "id": "s", "article_ids": []}
    grounded = {"article_id": "a", "quote": "Sekda Rina", "start": 13, "end": 23}
    loose = {"article_id": "b", "quote": "Sekda Rina", "start": 0, "end": 10}
    answers = {
        "q": reply("Rina", "a", passages=[{"article_id": "b"}, {"article_id": "a"}], facts=[grounded, loose]),
        "r": reply("", "b", status="not_stated", passages=[{"article_id": "b"}] * 9),
        "s": reply("", status="not_covered"),
    }
    figures, rows = score([opener, place, refusal], ARTICLES, answers)
    assert figures == {
        "answer": 0.6667,
        "source@1": 0.5,
        "hit@5": 0.5,
        "refuse": 1.0,
        "false_refuse": 0.5,
        "grounded": 0.5,
        "type:opener_or_leader": 1.0,
        "type:unanswerable": 1.0,
        "type:where": 0.0,
    }
    assert [row.credit for row in rows] == [1.0, 0.0, 1.0]


def test_sixth_article_of_the_passages_does_not_count():
    """Only the first five distinct articles are a hit."""
    passages = [{"article_id": name} for name in "bbcdefa"]
    figures, _ = score([ask("where", any_of=["Aula"])], ARTICLES, {"q": reply("Aula", "a", passages=passages)})
    assert figures["hit@5"] == 0.0


@pytest.mark.parametrize(
    ("given", "true", "expected"),
    [
        (Claim("present", "H. Rina Sari", None), Claim("present", "Rina Sari", "Sekda"), True),
        (Claim("present", "Rina Sari", None), Claim("opened", "Rina Sari", "Sekda"), True),
        (Claim("opened", "Rina Sari", None), Claim("present", "Rina Sari", "Sekda"), False),
        (Claim("said", "Sari", None), Claim("said", "Rina Sari", "Sekda"), True),
        (Claim("present", None, "para camat"), Claim("present", None, "para camat se-Kabupaten"), True),
        (Claim("represents", "Rina", None, "Bupati"), Claim("represents", "Rina", None, "Bupati Agam"), True),
        (Claim("represents", "Rina", None, "Wali Kota"), Claim("represents", "Rina", None, "Bupati"), False),
        (Claim("present", "Budi", "Sekda"), Claim("present", "Rina", "Sekda"), False),
        (Claim("present", None, None), Claim("present", None, "Sekda"), False),
    ],
)
def test_claims_agree(given, true, expected):
    """Claims agree on person and principal by their words, and presence follows from having opened a meeting."""
    assert agree(given, true) is expected


def test_claims_of_facts():
    """A represented principal gives an absence and a representation; a date gives no claim."""
    common = {"start": 0, "end": 1, "rule": "test"}
    facts = [
        Fact(FactKind.ATTENDANCE, "Rina", person="Rina", represents="Bupati", capacity=Capacity.OPENED, **common),
        Fact(FactKind.ATTENDANCE, "Bupati", capacity=Capacity.ABSENT, **common),
        Fact(FactKind.STATEMENT, "Mari rukun", person="Rina", role="Sekda", **common),
        Fact(FactKind.DATE, "2023-03-05", **common),
    ]
    claims = list_claims(facts)
    assert claims == [
        Claim("opened", "Rina", None),
        Claim("represents", "Rina", None, "Bupati"),
        Claim("absent", None, "Bupati"),
        Claim("said", "Rina", "Sekda"),
    ]
    assert score_claims(claims, [Claim("opened", "Rina", "Sekda"), Claim("said", "Budi", "Camat")]) == (1, 1)


def test_there_is_enough_of_everything():
    """The material covers every type of question, with enough that nothing answers."""
    types = Counter(question["type"] for question in load("gold.jsonl"))
    assert types["unanswerable"] >= 40
    assert sum(types.values()) >= 180
    assert min(types.values()) >= 8
    assert len(load("articles.jsonl")) >= 130


def test_ids_are_unique():
    """No article, question or reading stands twice."""
    for name, key in (("articles.jsonl", "id"), ("gold.jsonl", "id"), ("readings.jsonl", "article_id")):
        ids = [record[key] for record in load(name)]
        assert len(ids) == len(set(ids)), name


def test_gold_answers_stand_in_their_articles():
    """Every expected phrase stands in the text or title of an article that the question's answer cites."""
    articles = {article["id"]: article for article in load("articles.jsonl")}
    missing = []
    for question in load("gold.jsonl"):
        cited = "\n".join(articles[i]["title"] + "\n" + articles[i]["text"] for i in question["article_ids"])
        wanted = question["answer"]
        phrases = [phrase for key in ("must", "names", "any_of", "key") for phrase in wanted.get(key, ())]
        missing += [
            (question["id"], phrase)
            for phrase in phrases
            if not says(cited, phrase) and phrase not in (*STANCES, *LIKELY_DATES) and not is_date_of(phrase, cited)
        ]
    assert missing == []


def test_gold_dates_stand_in_their_articles():
    """Every expected date stands in its article as day and month, but for those inferred from the publication."""
    articles = {article["id"]: article for article in load("articles.jsonl")}
    dated = [question for question in load("gold.jsonl") if "date" in question["answer"]]
    missing = {
        question["article_ids"][0]
        for question in dated
        if not is_date_of(question["answer"]["date"], articles[question["article_ids"][0]]["text"])
    }
    assert missing == INFERRED_DATES


def is_date_of(date: str, text: str) -> bool:
    """Whether a date, in ISO form or written out, stands in a text with its day and month in words or figures."""
    match = re.fullmatch(r"\d{4}-(?P<month>\d\d)-(?P<day>\d\d)|(?P<d>\d+) (?P<m>\w+) \d{4}", date)
    if not match:
        return False
    day = int(match["day"] or match["d"])
    month = int(match["month"] or MONTHS.index(match["m"]) + 1)
    forms = [f"{d} {m}" for d in (day, f"{day:02d}") for m in (month, f"{month:02d}", MONTHS[month - 1])]
    return any(f" {fold(form)} " in f" {fold(text)} " for form in forms)


def test_forbidden_names_are_never_expected():
    """No question forbids what it also expects."""
    for question in load("gold.jsonl"):
        wanted = question["answer"]
        expected = " ".join(phrase for key in ("must", "names", "any_of", "key") for phrase in wanted.get(key, ()))
        assert not any(says(expected, name) for name in wanted.get("must_not", ())), question["id"]


def test_true_claims_stand_in_their_articles():
    """Person, role and principal of every true claim are words of the article."""
    texts = {article["id"]: fold(article["text"]) for article in load("articles.jsonl")}
    missing = [
        (reading["article_id"], claim)
        for reading in load("readings.jsonl")
        for claim in reading["claims"]
        if not all(fold(claim[key] or "") in texts[reading["article_id"]] for key in ("person", "role", "represents"))
    ]
    assert missing == []
