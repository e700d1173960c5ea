"""From an order to a file that can be sent."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from bot.telegram.calls import File
from data.store import Store
from data.wording import telegram_office as wording
from retrieval.takeaway.choices import Form, What
from retrieval.takeaway.document import Frame
from retrieval.takeaway.selection import Selection
from retrieval.takeaway.writing import Order, Progress, SumUp, write_order

MOST_BYTES = 8 << 20
"""Of a file: Telegram takes 50 MB, but it waits in the database and goes over slow lines."""

_NAME_LENGTH = 60


def write_down(order: Order, chosen: str) -> str:
    """An order as text, to be read by whoever fills it."""
    return json.dumps({"what": order.what, "form": order.form, "chosen": chosen, **_plain(order)}, default=str)


def _plain(order: Order) -> dict[str, Any]:
    return {"selection": asdict(order.selection), "frame": [order.frame.letterhead, order.frame.signature]}


def read_order(text: str) -> tuple[Order, str]:
    """An order that was written down, and what it is called."""
    told = json.loads(text)
    frame = Frame(*map(tuple, told["frame"]))
    order = Order(What(told["what"]), Form(told["form"]), read_plain(told["selection"]), frame=frame)
    return order, told["chosen"]


def read_plain(kept: Mapping[str, Any]) -> Selection:
    """A selection from what JSON holds of it."""
    since, until = (date.fromisoformat(kept[name]) if kept[name] else None for name in ("since", "until"))
    regions, kinds = tuple(kept["regions"]), tuple(kept["kinds"])
    return Selection(regions, since, until, kinds, kept["publisher"], kept["person"], kept["office"])


def make_file(
    store: Store, order: Order, chosen: str, *, progress: Progress | None = None, sum_up: SumUp | None = None
) -> File:
    """The file, named after what it holds; SelectionError where nothing fits."""
    with tempfile.TemporaryDirectory(prefix="notula-") as folder:
        file = Path(folder) / f"berkas.{order.form}"
        write_order(store, order, file, progress=progress, sum_up=sum_up)
        return File(name_file(order, chosen), file.read_bytes())


def name_file(order: Order, chosen: str) -> str:
    """A file name of plain letters and digits that says what is inside."""
    words = re.sub(r"[^a-z0-9]+", "-", chosen.casefold())[:_NAME_LENGTH].strip("-")
    return f"{'-'.join(filter(None, [wording.FILE_NAMES[order.what], words]))}.{order.form}"
