"""Statistics for other programs: one JSON object, and a picture as a file that is whole or not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.errors import SelectionError
from data.wording import statistics as wording
from retrieval.index.manifest import flush_path
from retrieval.statistics.charts import Chart
from retrieval.statistics.counting import Statistics
from retrieval.takeaway.attendance import Presence


def to_json(statistics: Statistics) -> dict[str, Any]:
    """All that was counted, kinds by their keys; `attendance` is null where no office is asked for."""
    selection, spread = statistics.selection, statistics.spread
    return {
        "regions": list(selection.regions),
        "since": selection.since,
        "until": selection.until,
        "office": selection.office or None,
        "step": spread.step.value,
        "columns": [
            {
                "first": column.first,
                "last": column.last,
                "holds_earlier": column.holds_earlier,
                "meetings": column.total,
                "kinds": {kind or "others": column.kinds.get(kind, 0) for kind in spread.kinds},
                "attendance": {one.value: column.presences.get(one, 0) for one in Presence}
                if selection.office
                else None,
            }
            for column in spread.columns
        ],
        "meetings": spread.total,
        "undated": spread.undated,
        "unplaced": spread.unplaced,
        "articles": statistics.articles,
        "publishers": statistics.publishers,
    }


def check_name(file: Path) -> None:
    """SelectionError where a file is not called as a PNG is."""
    if file.suffix.casefold() != ".png":
        raise SelectionError(wording.PICTURE_NEEDS_PNG)


def write_picture(chart: Chart, file: Path) -> None:
    """Draw a chart into a file, which is replaced; whole or not at all; SelectionError where it cannot be."""
    # Pillow is loaded by whoever wants a picture.
    from retrieval.statistics.drawing import draw

    aside = file.with_name(f".{file.name}.part")
    try:
        aside.write_bytes(draw(chart))
        flush_path(aside)
        aside.replace(file)
        flush_path(file.parent)
    except OSError as error:
        raise SelectionError(wording.NOT_WRITABLE) from error
    finally:
        aside.unlink(missing_ok=True)
