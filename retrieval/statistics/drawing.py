"""A chart as a PNG for a telephone, drawn in letters that come with Notula. Knows nothing of meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from data.settings import PROJECT
from data.wording import statistics as wording
from data.wording.reading import group
from retrieval.statistics.charts import Chart, Panel, Series

FONTS = PROJECT / "data" / "fonts"
WIDTH = 1080
"""Pixels; a telephone shows a picture of this width three times as fine as its letters need."""

_TALLEST = 2600
_MARGIN, _GAP = 56, 18
_PLOT = {1: 620, 2: 410}
"""Height of the columns with their totals, by the number of panels."""

_WIDEST_COLUMN, _SHARE = 110, 0.74
_TITLE, _SUBTITLE, _TEXT, _SMALL, _LEAST = 48, 34, 30, 25, 17
_LINE = 1.32
_INK, _GREY, _PALE, _PAPER = "#1B2126", "#5B646C", "#949DA5", "#FFFFFF"
_COLOURS = 128
"""Colours that a picture keeps: few, and the letters' edges."""


def draw(chart: Chart) -> bytes:
    """The chart as a PNG; its height follows what there is to say."""
    sheet = _Sheet()
    sheet.write(chart.title, _TITLE, bold=True)
    sheet.write(chart.period, _SUBTITLE, colour=_GREY)
    for number, panel in enumerate(chart.panels):
        sheet.skip(_GAP if number == 0 else 3 * _GAP)
        if number:
            sheet.write(panel.title, _SUBTITLE, bold=True)
        sheet.write(panel.note, _TEXT, colour=_GREY)
        _draw_key(sheet, panel.series)
        _draw_columns(sheet, panel, chart, height=_PLOT[min(len(chart.panels), 2)])
    sheet.skip(_GAP)
    for note in (*chart.notes, wording.sentence(chart.source)):
        sheet.write(note, _SMALL, colour=_GREY)
    return sheet.finish()


class _Sheet:
    """White paper that is written from the top down; `y` is where it goes on."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH, _TALLEST), _PAPER)
        self.pen = ImageDraw.Draw(self._image)
        self.y = _MARGIN

    def skip(self, pixels: int) -> None:
        """Leave some room."""
        self.y += pixels

    def write(self, text: str, size: int, *, bold: bool = False, colour: str = _INK) -> None:
        """A paragraph over the whole width."""
        font = _font(size, bold=bold)
        for line in _wrap(text, font, WIDTH - 2 * _MARGIN):
            self.pen.text((_MARGIN, self.y), line, fill=colour, font=font)
            self.y += round(size * _LINE)

    def finish(self) -> bytes:
        """What was written, with a margin below."""
        page = self._image.crop((0, 0, WIDTH, min(self.y + _MARGIN, _TALLEST)))
        file = BytesIO()
        page.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(file, "PNG", optimize=True)
        return file.getvalue()


@lru_cache(maxsize=32)
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"DejaVuSans{'-Bold' if bold else ''}.ttf"), size)


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> Iterator[str]:
    """Lines of whole words that fit; a word too long for a line is cut off."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            yield line
            longer = word
        line = longer
        while font.getlength(line) > width:
            line = line[:-2] + "…"
    if line:
        yield line


def _fit(texts: Sequence[str], width: float, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The largest letters in which each text fits a width, down to the least that can be read."""
    sizes = range(_TEXT, _LEAST, -1)
    fitting = (size for size in sizes if all(_font(size, bold=bold).getlength(text) <= width for text in texts))
    return _font(next(fitting, _LEAST), bold=bold)


def _draw_key(sheet: _Sheet, series: Sequence[Series]) -> None:
    """Each series with its colour and total, in the order from the bottom of the columns to their top."""
    font, strong = _font(_TEXT), _font(_TEXT, bold=True)
    sheet.skip(_GAP)
    x = _MARGIN
    for one in (one for one in series if one.total):
        name, number = f"{one.name} ", group(one.total)
        width = round(_TEXT * 1.3 + font.getlength(name) + strong.getlength(number))
        if x > _MARGIN and x + width > WIDTH - _MARGIN:
            x, sheet.y = _MARGIN, sheet.y + round(_TEXT * 1.6)
        sheet.pen.rectangle((x, sheet.y + 5, x + _TEXT - 6, sheet.y + _TEXT - 1), fill=one.colour)
        sheet.pen.text((x + _TEXT * 1.3, sheet.y), name, fill=_INK, font=font)
        sheet.pen.text((x + _TEXT * 1.3 + font.getlength(name), sheet.y), number, fill=_INK, font=strong)
        x += width + 2 * _GAP
    sheet.skip(round(_TEXT * 1.6))


def _draw_columns(sheet: _Sheet, panel: Panel, chart: Chart, *, height: int) -> None:
    """The columns on their line, their totals above them, their names below."""
    slot = (WIDTH - 2 * _MARGIN) / max(len(panel.totals), 1)
    half = min(slot * _SHARE, _WIDEST_COLUMN) / 2
    foot, highest = sheet.y + height, max((*panel.totals, 1))
    numbers = _fit([group(total) for total in panel.totals], slot - 4, bold=True)
    names = _fit([short for short, _ in chart.labels], slot - 4)
    for place, total in enumerate(panel.totals):
        middle = round(_MARGIN + (place + 0.5) * slot)
        scale = (height - 2 * _TEXT) / highest
        top = _stack(sheet, [(one, one.numbers[place]) for one in panel.series], (middle, half), foot, scale)
        is_empty = total == 0
        font, colour = (_font(_SMALL), _PALE) if is_empty else (numbers, _INK)
        sheet.pen.text((middle, top - 8), group(total), fill=colour, font=font, anchor="ms")
        sheet.pen.text(
            (middle, foot + 10), chart.labels[place][0], fill=_GREY if is_empty else _INK, font=names, anchor="mt"
        )
        sheet.pen.text((middle, foot + 16 + _TEXT), chart.unders[place], fill=_GREY, font=_font(_SMALL), anchor="mt")
    sheet.pen.line((_MARGIN, foot, WIDTH - _MARGIN, foot), fill=_GREY, width=2)
    sheet.y = foot + 16 + _TEXT + (_TEXT if any(chart.unders) else 0)


def _stack(
    sheet: _Sheet, parts: Sequence[tuple[Series, int]], across: tuple[int, float], foot: int, scale: float
) -> int:
    """One column's parts upon each other, each with its number where there is room; where its top is."""
    middle, half = across
    parts = [(one, number) for one, number in parts if number]
    reached, total = foot, 0
    for one, number in parts:
        total += number
        top = min(round(foot - total * scale), reached - 4)
        sheet.pen.rectangle((middle - half, top, middle + half, reached - 2), fill=one.colour)
        said, font = group(number), _font(_SMALL)
        if len(parts) > 1 and reached - top > _TEXT + 4 and font.getlength(said) < 2 * half - 6:
            sheet.pen.text((middle, (top + reached) / 2), said, fill=_on(one.colour), font=font, anchor="mm")
        reached = top
    return reached


def _on(colour: str) -> str:
    """White or ink, whichever is read better on a colour (relative luminance, weights of ITU-R BT.709)."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _PAPER if 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.42 else _INK
