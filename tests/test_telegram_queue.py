"""The durable queue: updates and the calls that answer them are kept until both are done."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.store import AskedQuestion, CallState, ConversationKey, StoredUpdate, UpdateState
from data.store.actions import AdminAction

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


def an_update(number, *, chat=5, message=1, state=UpdateState.NEW, at=NOW):
    return StoredUpdate(number, {"message": {"text": "kapan?"}}, chat, chat, message, "answer", at, state)


def test_update_that_comes_twice_is_kept_once(store):
    """Only what was not there before is new, also within one delivery."""
    assert store.updates.put([an_update(1), an_update(2), an_update(2)]) == {1, 2}
    assert store.updates.put([an_update(2), an_update(3)]) == {3}
    assert [update.update_id for update in store.updates.undone()] == [1, 2, 3]


def test_unreadable_update_is_noted_and_never_worked_on(store):
    """A failed update is known, so that it is not taken again, and holds nothing."""
    store.updates.put([an_update(1, state=UpdateState.FAILED)])

    assert store.updates.undone() == []
    assert store.updates.put([an_update(1)]) == set()


def test_planned_calls_are_made_in_order_and_remembered_by_state(store):
    """Calls come back in their order until each is sent or failed; one that was being sent is marked."""
    store.updates.put([an_update(1)])
    first, second, third = store.updates.plan(1, [("send_message", {"n": n}) for n in range(3)], now=NOW)
    store.updates.mark_sent(first, 70)
    store.updates.mark_sending(second, 69)

    assert [(call.params, call.state, call.floor) for call in store.updates.unsent(1)] == [
        ({"n": 1}, CallState.SENDING, 69),
        ({"n": 2}, CallState.PLANNED, 0),
    ]
    store.updates.mark_failed(third)
    store.updates.mark_sent(second, 71)
    assert store.updates.unsent(1) == []
    assert store.updates.replies(5, 1) == [70, 71]
    assert store.updates.messages_above(5, 70) == {71}
    assert store.updates.highest_message() == {5: 71}


def test_finished_update_keeps_nothing_that_was_said(store):
    """Once answered, an update is no longer waiting, and its payload is dropped."""
    store.updates.put([an_update(1), an_update(2)])
    store.updates.plan(1, [("send_message", {"text": "rahasia"})], now=NOW)
    store.updates.plan(2, [], now=NOW)

    assert [update.state for update in store.updates.undone()] == [UpdateState.PLANNED]
    assert store.updates.waiting() == 1
    store.updates.finish(1, now=NOW)
    assert store.updates.waiting() == 0
    assert store.updates.purge(NOW + timedelta(days=1)) == 2


def test_only_what_people_wrote_is_waiting(store):
    """Neither the bot's own updates nor those about the message that asks are counted."""
    store.updates.put([an_update(1), an_update(2, message=2), an_update(3, chat=6), an_update(-1, chat=7)])

    assert store.updates.waiting() == 3
    assert store.updates.waiting(beside=(5, 2)) == 2


def test_what_came_lately_is_told_with_what_was_said_to_it(store):
    """Of the people and in the chats that are asked about, after the moment, without the bot's own."""
    early = an_update(1, at=NOW - timedelta(minutes=1))
    store.updates.put([early, an_update(2), an_update(3, chat=6), an_update(-1), an_update(4, chat=-9)])

    heard = store.updates.heard([5], [-9], since=NOW - timedelta(seconds=30))
    assert [(one.chat, one.user, one.is_message, one.verdict) for one in heard] == [
        (5, 5, True, "answer"),
        (-9, -9, True, "answer"),
    ]


def test_forgetting_a_person_leaves_others(store):
    """Questions and conversations of one person go, in every chat; those of others stay."""
    for user in (5, 15):
        asked = AskedQuestion("q", {}, "answered", "when", 1.0, NOW, conversation=f"telegram:-100:0:{user}")
        store.questions.put(asked)
        store.conversations.put(ConversationKey(-100, 0, user), {"history": ["q"]}, now=NOW)

    assert store.updates.forget_user(5) == 1
    assert store.conversations.get(ConversationKey(-100, 0, 5)) == {}
    assert store.conversations.get(ConversationKey(-100, 0, 15)) == {"history": ["q"]}
    assert store.questions.count() == 1


def test_deeds_of_administrators_are_kept(store):
    """Who did what and when, the newest first."""
    for number in range(3):
        store.actions.put(AdminAction(NOW + timedelta(minutes=number), 9, "hapus", f"artikel-{number}"))

    assert [deed.detail for deed in store.actions.recent(limit=2)] == ["artikel-2", "artikel-1"]
