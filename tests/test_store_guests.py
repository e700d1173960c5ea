"""Who may ask: invitations opened in time, guests, and what closes and opens the bot."""

from __future__ import annotations

from datetime import timedelta

from store_builders import LATER, NOW

from data.store import Guest, Invitation


def test_an_invitation_lets_in_whoever_opens_it_in_time(store):
    """Any number of people until it expires; opening it twice changes nothing; another code lets nobody in."""
    store.guests.invite("kode", by=77, expires_at=LATER)
    admitted = [store.guests.admit(user, "kode", now=NOW) for user in (7_000_000_001, 8, 8)]

    assert admitted == [True, True, True]
    assert not store.guests.admit(9, "lain", now=NOW)
    assert not store.guests.admit(9, "kode", now=LATER)
    assert [guest.user for guest in store.guests.guests()] == [8, 7_000_000_001]
    assert [store.guests.is_guest(user) for user in (8, 9)] == [True, False]


def test_what_is_withdrawn_lets_nobody_in(store):
    """A withdrawn invitation keeps its guests, a withdrawn guest is none any more; the bot stays closed."""
    store.guests.invite("kode", by=77, expires_at=LATER)
    (invitation,) = store.guests.invitations(now=NOW)
    assert invitation == Invitation(invitation.id, "kode", 77, LATER)
    store.guests.admit(8, "kode", now=NOW)
    store.guests.withdraw_invitation(invitation.id, now=NOW)

    assert store.guests.invitations(now=NOW) == []
    assert not store.guests.admit(9, "kode", now=NOW + timedelta(seconds=1))
    assert store.guests.guests() == [Guest(8, invitation.id, NOW)]
    store.guests.withdraw_guest(8)
    assert store.guests.guests() == []
    assert store.guests.is_closed()


def test_only_opening_it_makes_the_bot_open_again(store):
    """An invitation closes it, also when it has expired unopened; opening forgets every invitation and guest."""
    assert not store.guests.is_closed()
    store.guests.invite("kode", by=77, expires_at=NOW)
    store.guests.invite("lagi", by=77, expires_at=LATER)
    store.guests.admit(8, "lagi", now=NOW)
    assert store.guests.is_closed()
    store.guests.open()

    assert not store.guests.is_closed()
    assert not store.guests.is_guest(8)
