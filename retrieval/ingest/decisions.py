"""Deciding what a record means for the archive, before anything is done about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.readers import Failure, Record
from data.store import hash_text
from data.wording import archive as wording

MAX_URL_CHARACTERS = 2000


class Decision(StrEnum):
    """What a record is to the archive."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Decided:
    """A record with its decision; `same_as` is the id of the article that a duplicate repeats."""

    record: Record
    decision: Decision
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive holds of some records: content hash by article id, and article id by text hash."""

    content_hashes: Mapping[str, str]
    text_owners: Mapping[str, str]


def decide(records: Sequence[Record], known: Known) -> list[Decided]:
    """One decision for each record, in order; a record also counts for those behind it.

    The same id means the same article; the same text under another id is a duplicate, unless that id is
    already there: then its article has changed.
    """
    hashes, owners = dict(known.content_hashes), dict(known.text_owners)
    decided = []
    for record in records:
        article = record.article
        content_hash, text_hash = article.content_hash, hash_text(article.text)
        owner = owners.get(text_hash)
        if hashes.get(article.id) == content_hash:
            decided.append(Decided(record, Decision.UNCHANGED))
        elif article.id in hashes:
            decided.append(Decided(record, Decision.CHANGED))
        elif owner is not None:
            decided.append(Decided(record, Decision.DUPLICATE, owner))
            continue
        else:
            decided.append(Decided(record, Decision.NEW))
        hashes[article.id] = content_hash
        owners.setdefault(text_hash, article.id)
    return decided


def refuse(record: Record) -> Failure | None:
    """Why a record cannot be stored, or None; an index of PostgreSQL holds no value of more than 2,700 bytes."""
    if len(record.article.url or "") > MAX_URL_CHARACTERS:
        return Failure(record.origin, wording.url_too_long(MAX_URL_CHARACTERS))
    return None


def to_write(decided: Sequence[Decided]) -> dict[str, Record]:
    """The records to store, by article id; of several with one id the last."""
    wanted = {Decision.NEW, Decision.CHANGED}
    return {item.record.article.id: item.record for item in decided if item.decision in wanted}
