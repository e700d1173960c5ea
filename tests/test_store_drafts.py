"""Drafts in the store: what administrators sent and have not confirmed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from data.store.chat.drafts import KEEP

NOW = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)


def test_a_draft_is_kept_corrected_and_forgotten(store):
    """Its corrected self takes its place; a name that there is not gives nothing."""
    store.drafts.put("a", "satu", now=NOW)
    store.drafts.put("a", "dua", now=NOW)

    assert store.drafts.get("a") == "dua"
    store.drafts.drop("a")
    assert store.drafts.get("a") is None


def test_old_drafts_go_when_a_new_one_comes(store):
    """Nobody confirms after three days."""
    store.drafts.put("lama", "satu", now=NOW - KEEP - timedelta(seconds=1))
    store.drafts.put("baru", "dua", now=NOW - KEEP)
    store.drafts.put("terbaru", "tiga", now=NOW)

    assert [store.drafts.get(name) for name in ("lama", "baru", "terbaru")] == [None, "dua", "tiga"]
