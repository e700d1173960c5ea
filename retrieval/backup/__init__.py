"""The whole state in one file, and back.

    make_backup(settings, file, now=...) -> BackupManifest         while the archive is asked and added to
    restore_backup(settings, file) -> BackupManifest               where there are no articles
    back_up_into_folder(settings, now=...)                         with rotation; rotation.is_due says when

    manifest.py    what a backup says about itself; guards against names that lead elsewhere
    archive.py     the ZIP: streamed, flushed, read back, unpacked
    making.py, restoring.py, rotation.py

In a backup: the database as it was at one moment (data/store/copies), the index generation that was in use, the
calibration of the home folder, the settings without secrets, and the manifest with the hash of every file.
"""

from __future__ import annotations

from retrieval.backup.making import make_backup
from retrieval.backup.manifest import BackupManifest
from retrieval.backup.restoring import restore_backup
from retrieval.backup.rotation import back_up_into_folder, find_names, is_due

__all__ = ["BackupManifest", "back_up_into_folder", "find_names", "is_due", "make_backup", "restore_backup"]
