"""Pictures of the sample archive's pages, for the README: `python -m tests.web_pictures`.

They are what a browser shows now; fonts differ between machines, so no test compares them.
"""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.web.addresses import address
from data.settings import PROJECT
from tests.telegram_bot import copy_home
from tests.web_browser import DESKTOP, PHONE, browsing

FOLDER = PROJECT / "docs" / "pictures"
_ARTICLE = "rakor-forkopimda-batang-hari-2023"
_QUESTION = "siapa yang hadir di Rakor Batang Hari 2023?"
_DARK = {"color_scheme": "dark"}
_SHARP = {"device_scale_factor": 2}
_SHORT = {"viewport": {"width": 390, "height": 720}}
_COLOURS = 128

PICTURES = {
    "home": (address("home"), PHONE | _SHARP),
    "answer": (address("search", q=_QUESTION), PHONE | _SHARP | _DARK),
    "article": (address("article", id=_ARTICLE, fragment="s215-383"), PHONE | _SHARP | _SHORT),
    "meeting": (address("meeting", id=f"{_ARTICLE}:0"), DESKTOP),
    "meetings": (address("meetings", daerah="1504"), DESKTOP | _DARK),
}
"""What is shown, and to whom."""


def take_pictures(folder: Path) -> dict[str, bytes]:
    """Every picture as a PNG by its name; `folder` takes the archive."""
    taken = {}
    with browsing(copy_home(folder)) as browser:
        for name, (where, reader) in PICTURES.items():
            with browser.reading(where, **reader) as page:
                taken[name] = _shrink(page.screenshot())
    return taken


def _shrink(png: bytes) -> bytes:
    """The picture in few colours."""
    file = BytesIO()
    Image.open(BytesIO(png)).convert("RGB").quantize(_COLOURS).save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Take every picture anew."""
    with tempfile.TemporaryDirectory() as folder:
        for name, png in take_pictures(Path(folder)).items():
            (FOLDER / f"web-{name}.png").write_bytes(png)


if __name__ == "__main__":
    main()
