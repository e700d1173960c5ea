"""Backups that come by themselves into one folder: what they are called, when the next is due, which ones go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.errors import BackupError, SettingError
from data.settings import Settings
from data.wording import archive as archive_wording
from data.wording import backup as wording
from retrieval.backup.making import make_backup
from retrieval.backup.manifest import BackupManifest

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"notula-(\d{8}T\d{6}Z)\.zip", re.ASCII)


def name_of(now: datetime) -> str:
    """What a backup of this moment is called; names sort by time."""
    return f"notula-{now.astimezone(UTC):{_STAMP}}.zip"


def moment_of(name: str) -> datetime | None:
    """When a backup was made, None where a name is no backup's."""
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def surplus(names: Iterable[str], *, keep: int) -> list[str]:
    """Backups beyond the newest ones, oldest first; other names are nobody's to remove."""
    return sorted(name for name in names if moment_of(name))[:-keep]


def is_due(names: Iterable[str], *, now: datetime, hours: int) -> bool:
    """Whether a backup shall be made: the newest is older than so many hours. Never for 0.

    One of the future tells of a clock that was wrong, and counts for nothing.
    """
    wait = timedelta(hours=hours)
    moments = [moment for name in names if (moment := moment_of(name)) and moment <= now]
    return hours > 0 and (not moments or now - max(moments) >= wait)


def find_names(folder: Path | None) -> list[str]:
    """What lies in the folder of backups."""
    return [path.name for path in folder.iterdir()] if folder and folder.is_dir() else []


def back_up_into_folder(settings: Settings, *, now: datetime) -> tuple[Path, BackupManifest, list[str]]:
    """Make a backup in NOTULA_BACKUP_FOLDER, and remove those beyond NOTULA_BACKUP_KEEP; its file, what is in it, and
    the names of what was removed. SettingError where no folder is set."""
    folder = settings.backup_folder
    if folder is None:
        reason = archive_wording.SETTING_REASONS["backup_folder_missing"]
        raise SettingError(archive_wording.setting_missing("NOTULA_BACKUP_FOLDER", reason))
    file = folder / name_of(now)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = make_backup(settings, file, now=now)
        dropped = surplus(find_names(folder), keep=settings.backup_keep)
        for name in dropped:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise BackupError(wording.UNWRITABLE) from error
    return file, made, dropped
