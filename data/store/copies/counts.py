"""How many rows of what a copy holds."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from data.store.tables.archive import ArticleRow, ChunkRow, MeetingRow, QuestionRow

_COUNTED = {"articles": ArticleRow, "meetings": MeetingRow, "chunks": ChunkRow, "questions": QuestionRow}


def count_rows(connection: Connection) -> dict[str, int]:
    """Articles, meetings, chunks and questions."""
    return {name: connection.scalar(select(func.count()).select_from(row)) or 0 for name, row in _COUNTED.items()}
