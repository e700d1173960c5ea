"""What was built, asked and said: generations, questions and conversations, kept and forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_builders import LATER, NOW

from data.errors import StoreError
from data.store import AskedQuestion, ConversationKey, GenerationRecord


def test_generations_are_logged_newest_first(store):
    """Noting one again keeps when it was made."""
    record = GenerationRecord("000001", "model", "f" * 32, 3, 9, 5, NOW)
    store.generations.put(record)
    store.generations.put(replace(record, name="000002", created_at=LATER))
    store.generations.put(replace(record, revision=6, created_at=LATER))

    assert store.generations.get("000001") == replace(record, revision=6)
    assert store.generations.get("000009") is None
    assert [found.name for found in store.generations.latest()] == ["000002", "000001"]


def asked(question="siapa hadir?", **fields):
    default = {"answer": {"text": "Camat."}, "status": "answered", "kind": "attendees", "milliseconds": 4.5}
    return AskedQuestion(question, **{**default, "asked_at": NOW, "article_ids": ("a", "b"), **fields})


def test_a_question_is_kept_with_its_answer_and_feedback(store):
    """What was asked, answered and thought of it, found again by its number and by its receipt."""
    kept = asked(conversation="telegram:1:0:2", generation="000003", receipt="KDE23456", model="m 1", reader="9, 10")
    kept = replace(kept, history=("rakor apa?",), understood=({"wanted": ["attendees"]},))
    number = store.questions.put(kept)
    assert store.questions.set_feedback(number, -1, now=LATER)
    found = store.questions.find_receipt(" kde-2345 6")

    assert found == store.questions.get(number)
    assert found.asked == kept
    assert (found.id, found.feedback, found.feedback_at) == (number, -1, LATER)
    assert not store.questions.set_feedback(number + 1, 1, now=LATER)


@pytest.mark.parametrize(("given", "kept"), [("siapa\x00?", "siapa??"), ("siapa\ud800?", "siapa??"), ("😀", "😀")])
def test_any_question_can_be_kept(store, given, kept):
    """What a database takes no text with is replaced."""
    number = store.questions.put(asked(given, answer={"question": given}))

    assert store.questions.get(number).asked.question == kept
    assert store.questions.get(number).asked.answer == {"question": given}


def test_a_receipt_leads_to_one_question_only(store):
    """Others lead nowhere, whatever was typed, and no two questions have the same."""
    store.questions.put(asked("lama"))
    store.questions.put(asked("baru", receipt="KXN23456"))

    assert store.questions.find_receipt("KXN23456").asked.question == "baru"
    assert [store.questions.find_receipt(wrong) for wrong in ("", "KXN", "KXN23457", "KXN234567", "é" * 8)] == [
        None
    ] * 5
    with pytest.raises(StoreError):
        store.questions.put(asked("lain", receipt="KXN23456"))


def test_what_somebody_deletes_is_no_longer_leaned_on_by_others(store):
    """Who replied to an answer in a group leaned on the question of whoever had asked."""
    store.questions.put(asked("siapa hadir?", conversation="telegram:-5:0:7"))
    number = store.questions.put(asked("kapan?", conversation="telegram:-5:0:8", history=("di mana?", "siapa hadir?")))

    assert store.updates.forget_user(7) == 1
    assert store.questions.get(number).asked.history == ("di mana?",)


def test_old_questions_and_those_of_one_person_are_forgotten(store):
    """Retention drops by age, /lupakan by conversation; numbers are not given out twice."""
    store.questions.put(asked("lama", asked_at=NOW))
    store.questions.put(asked("baru", asked_at=LATER))
    last = store.questions.put(asked("milik orang", asked_at=LATER, conversation="x"))

    assert store.questions.purge(LATER) == 1
    assert store.questions.forget("x") == 1
    assert [found.asked.question for found in store.questions.recent()] == ["baru"]
    assert store.questions.put(asked()) > last


def test_what_led_to_an_answer_can_be_asked(store):
    """The question itself behind those of the same conversation, the oldest first, the nearest where they are many."""
    numbers = [store.questions.put(asked(str(n), conversation="ab"[n % 2])) for n in range(7)]

    assert [found.asked.question for found in store.questions.leading_to(numbers[4], limit=9)] == ["0", "2", "4"]
    assert [found.asked.question for found in store.questions.leading_to(numbers[4], limit=2)] == ["2", "4"]
    assert store.questions.leading_to(99, limit=2) == []


def test_recent_questions_can_be_of_one_status(store):
    """What the archive lacks is read from the questions it could not answer."""
    for number, status in enumerate(["answered", "not_covered", "answered", "not_covered"]):
        store.questions.put(asked(str(number), status=status))

    assert [found.asked.question for found in store.questions.recent(status="not_covered")] == ["3", "1"]
    assert len(store.questions.recent(limit=3)) == 3
    assert store.questions.count() == 4


def test_conversations_are_kept_apart(store):
    """By chat, topic and user, with ids as large as Telegram's."""
    key, other = ConversationKey(-1_001_234_567_890, 3, 7_000_000_001), ConversationKey(-1_001_234_567_890, 4, 1)
    store.conversations.put(key, {"riwayat": ["siapa?"]}, now=NOW)
    store.conversations.put(key, {"riwayat": ["siapa?", "kapan?"]}, now=NOW)
    store.conversations.put(other, {"riwayat": []}, now=LATER)

    assert store.conversations.get(key) == {"riwayat": ["siapa?", "kapan?"]}
    assert store.conversations.purge(LATER) == 1
    assert store.conversations.get(key) == {}
    store.conversations.clear(other)
    assert store.conversations.get(other) == {}
