"""`/statistik`: meetings by month and kind, and an office's attendance, as a picture with its numbers below."""

from __future__ import annotations

import threading

from bot.telegram.calls import CAPTION_UNITS, Call, File, send, send_photo
from bot.telegram.desk import Desk, reply_target
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import bold, plain, split
from data.article import indonesian_day
from data.errors import SelectionError
from data.store import Store
from retrieval.statistics.asking import read_asked
from retrieval.statistics.charts import Chart, caption_of, chart_of
from retrieval.statistics.counting import count_statistics
from retrieval.statistics.saying import sentence_for_nothing
from retrieval.takeaway.selection import Selection

FILE_NAME = "statistik.png"

_one_at_a_time = threading.Lock()
"""Held while an archive's meetings and a picture are in memory: tens of megabytes each, for a moment."""


def draw_statistics(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/statistik [region] [period] [kind] [office]`, in any order: of all there is where nothing is given."""
    try:
        selection = read_asked(incoming.text, indonesian_day(desk.clock()))
        chart, picture = _draw(desk.app.store, selection)
    except SelectionError as error:
        return desk.reply(incoming, str(error))
    title, *numbers = caption_of(chart)
    caption, *rest = split([(bold(title),), *map(plain, numbers)], limit=CAPTION_UNITS)
    topic, target = incoming.topic, reply_target(incoming)
    photo = send_photo(incoming.chat, File(FILE_NAME, picture), caption, topic=topic, reply_to=target)
    return [photo, *(send(incoming.chat, part, topic=topic, reply_to=target) for part in rest)]


def _draw(store: Store, selection: Selection) -> tuple[Chart, bytes]:
    """A chart and its picture; SelectionError where there is nothing to draw."""
    # Loaded by the first who wants a picture, and light.
    from retrieval.statistics.drawing import draw

    with _one_at_a_time:
        counted = count_statistics(store, selection)
        if not counted.spread.total:
            raise SelectionError(sentence_for_nothing(counted))
        chart = chart_of(counted)
        return chart, draw(chart)
