"""The archive for machines: calendars, feeds, cards, maps for search engines, and the description of all pages.

routes.py       machine_routes(app, threads) -> Iterator[Route]      what stands beside the pages
calendars.py    /jadwal.ics, /rapat/{id}.ics
feed.py         /umpan.atom
description.py  /openapi.json, made of the pages
maps.py         /sitemap.xml, /robots.txt
cards.py        /kartu/{id}.png, drawn by `drawing.py`
asking.py       which meetings are asked for
sending.py      answers made in a thread, whole or a part at a time
"""
