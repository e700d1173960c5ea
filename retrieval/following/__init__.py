"""Following sources: what they list is fetched, spooled in the store, and taken into the archive.

    keeping.py     follow_source(store, given, visitor) and unfollow_sources(store, names)
    updating.py    update_sources(settings) -> Report: everything new from all sources, once
    gathering.py   the first half: sources listed and pages fetched, without the writer lock; what was read is spooled
    taking.py      the second half: what is spooled goes through the ordinary pipeline, some articles for each lock
    report.py      what became of it, by source;   show.py     what the terminal shows

Each page that was read is a transaction: a kill costs one page, and the next run takes what is spooled.
"""
