"""What a backup says about itself: versions, counts, and every file in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from data.errors import BackupError
from data.wording import backup as wording

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
INDEX = "index/"
BESIDE = "home/"
KEPT_BESIDE = ("fusion.json",)
"""Files of the home folder that belong to the state, beside database and index: the calibration."""
MOST_BYTES = 16 * 1024 * 1024
"""A manifest is never longer: some 100,000 files."""

# What a backup may hold, and nothing that leads out of its folder. Drafts were files once.
_PART = r"(?!\.{1,2}(?:/|$))[\w.-]{1,200}"
_NAME = re.compile(
    rf"database|index/\d{{6,12}}(?:/{_PART}){{1,3}}|home/fusion\.json|home/drafts/{_PART}\.jsonl", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Member:
    """Size in bytes and SHA-256 of one file in a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """`schema` is the revision of the database, `backend` its kind, `generation` the index in it or None; `created` is
    ISO 8601, `settings` are for people to read, `members` every file but the manifest by its name in the backup."""

    product: str
    schema: str
    backend: str
    created: str
    generation: str | None
    counts: Mapping[str, int]
    settings: Mapping[str, str]
    members: Mapping[str, Member] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def size(self) -> int:
        """Bytes of all files, unpacked."""
        return sum(member.size for member in self.members.values())

    def to_json(self) -> str:
        """The manifest as the backup holds it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read_manifest(content: bytes) -> BackupManifest:
    """The manifest in a backup; BackupError where it is none, is of a newer format, or names files that no backup has.

    Whether the schema is one that this version knows is for the caller to say.
    """
    try:
        given = json.loads(content)
        if given["format"] > FORMAT:
            raise BackupError(wording.NEWER)
        members = {name: Member(int(mark["size"]), str(mark["sha256"])) for name, mark in given.pop("members").items()}
        manifest = BackupManifest(**given, members=members)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise BackupError(wording.NOT_A_BACKUP) from error
    if not _is_sane(manifest):
        raise BackupError(wording.NOT_A_BACKUP)
    return manifest


def _is_sane(manifest: BackupManifest) -> bool:
    texts = (manifest.schema, manifest.created, manifest.backend, manifest.generation or "")
    return (
        all(isinstance(text, str) for text in texts)
        and isinstance(manifest.counts, dict)
        and DATABASE in manifest.members
        and all(_NAME.fullmatch(name) and member.size >= 0 for name, member in manifest.members.items())
        and _generations(manifest.members) == ({manifest.generation} if manifest.generation else set())
    )


def _generations(names: Iterable[str]) -> set[str]:
    return {name.split("/")[1] for name in names if name.startswith(INDEX)}
