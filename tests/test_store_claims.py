"""Claims: which process works on which update, where several answer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.errors import ChatBusyError, ClaimLostError
from data.store import CallState, StoredUpdate, UpdateState, open_store

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
ONE, OTHER = 11, 12


def an_update(number, *, chat=5, user=5, payload=None, **fields):
    return StoredUpdate(number, payload or {"message": {"text": "kapan?"}}, chat, user, 1, "answer", NOW, **fields)


def take(store, owner=ONE, limit=10):
    """The numbers of the updates that an owner gets."""
    return [update.update_id for update in store.claims.take(owner, limit=limit)]


def test_only_the_first_of_each_lane_is_taken(store):
    """The next one waits until the one before is answered, however many there are."""
    store.updates.put([an_update(1), an_update(2), an_update(3, user=6), an_update(4, chat=7)])

    assert take(store, limit=2) == [1, 3]
    assert take(store, OTHER) == [4]
    assert take(store, OTHER) == []
    store.updates.plan(1, [], now=NOW, owner=ONE)
    assert take(store, OTHER) == [2]


def test_what_is_taken_keeps_its_state_and_says_whose_it_is(store):
    """A planned update that was given back is taken with its plan."""
    store.updates.put([an_update(1)])
    store.updates.plan(1, [("send_message", {"n": 1})], now=NOW)
    (taken,) = store.claims.take(ONE, limit=1)

    assert (taken.state, taken.owner) == (UpdateState.PLANNED, ONE)
    (call,) = store.updates.unsent(1, owner=ONE)
    assert (call.state, call.owner) == (CallState.PLANNED, ONE)


def test_whoever_lost_a_claim_changes_nothing_any_more(store):
    """Planning, beginning to send, noting it and finishing are refused once another process has the update."""
    store.updates.put([an_update(1)])
    take(store)
    (call,) = store.updates.plan(1, [("send_message", {"n": 1})], now=NOW, owner=ONE)
    store.updates.mark_sending(call, 40)
    assert store.claims.free({ONE}) == 1
    assert take(store, OTHER) == [1]

    for change in (
        lambda: store.updates.plan(1, [("send_message", {"n": 2})], now=NOW, owner=ONE),
        lambda: store.updates.mark_sending(call, 50),
        lambda: store.updates.mark_sent(call, 51),
        lambda: store.updates.mark_failed(call),
        lambda: store.updates.finish(1, now=NOW, owner=ONE),
    ):
        with pytest.raises(ClaimLostError):
            change()
    (found,) = store.updates.unsent(1, owner=OTHER)
    assert (found.params, found.state, found.floor) == ({"n": 1}, CallState.SENDING, 40)


def test_claims_of_those_who_are_gone_are_free(store):
    """Others keep theirs; what is answered is nobody's any more."""
    store.updates.put([an_update(1), an_update(2, user=6), an_update(3, user=7)])
    take(store, ONE, limit=1)
    take(store, OTHER, limit=1)
    store.updates.plan(2, [], now=NOW, owner=OTHER)

    assert store.claims.owners() == {ONE}
    assert store.claims.free({ONE, OTHER}) == 1
    assert take(store, OTHER) == [1, 3]


def test_what_is_given_back_is_free_unless_it_is_anothers(store):
    """An owner gives back only what is its own."""
    store.updates.put([an_update(1), an_update(2, user=6)])
    take(store, ONE, limit=1)
    take(store, OTHER)
    store.claims.give_back(ONE, [1, 2])

    assert take(store, ONE) == [1]


def test_the_process_that_runs_a_persons_job_answers_that_person(store):
    """It alone can stop the job; other people are answered by anybody."""
    store.updates.put([an_update(-1, payload={"job": {}}, owner=ONE), an_update(1), an_update(2, user=6)])

    assert take(store, OTHER) == [2]
    assert take(store, ONE) == [1]


def test_a_job_that_was_cut_short_is_told_of_last(store):
    """Its message may still be about to say that it began."""
    store.updates.put([an_update(-1, payload={"job": {}}), an_update(1)])

    assert take(store) == [1]
    store.updates.plan(1, [], now=NOW, owner=ONE)
    assert take(store) == [-1]


def test_two_who_take_at_the_same_time_take_different_updates(migrated):
    """Whoever finds a row locked goes on to the next one; nobody waits."""
    first, second = open_store(migrated), open_store(migrated)
    first.updates.put([an_update(number, user=number) for number in range(1, 7)])
    if migrated.startswith("postgresql"):
        with first.transaction():
            assert take(first, ONE, limit=3) == [1, 2, 3]
            assert take(second, OTHER) == [4, 5, 6]
    else:
        assert (take(first, ONE, limit=3), take(second, OTHER)) == ([1, 2, 3], [4, 5, 6])
    first.close()
    second.close()


def test_a_lane_goes_on_only_when_its_first_is_seen_to_be_done(store):
    """An update stays the first of its lane while its calls are made."""
    store.updates.put([an_update(1), an_update(2)])
    take(store)
    (call,) = store.updates.plan(1, [("send_message", {})], now=NOW, owner=ONE)
    store.updates.mark_sent(call, 9)

    assert take(store, OTHER) == []
    store.updates.finish(1, now=NOW, owner=ONE)
    assert take(store, OTHER) == [2]


def test_one_message_at_a_time_is_on_its_way_to_a_group(store):
    """Another one waits until it is through; edits and other chats do not."""
    store.updates.put([an_update(number, chat=chat, user=number) for number, chat in ((1, -9), (2, -9), (3, -8))])
    take(store)
    methods = ["send_message", "edit_message_text"]
    (first, _), (second, edit), (other, _) = (
        store.updates.plan(number, [(method, {}) for method in methods], now=NOW, owner=ONE) for number in (1, 2, 3)
    )
    store.updates.mark_sending(first, 40)
    for call in (first, edit, other):
        store.updates.mark_sending(call, 40)

    with pytest.raises(ChatBusyError):
        store.updates.mark_sending(second, 40)
    store.updates.mark_sent(first, 41)
    store.updates.mark_sending(second, 41)
