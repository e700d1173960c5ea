"""From records to a searchable archive: decide, read, cut, embed, store, index.

    decisions.py   decide(records, known) -> list[Decided]: pure; new, changed, unchanged or duplicate
    readers.py     Readers(workers): articles to readings, in this process or many
    cutting.py     cutting articles
    sameness.py    is_version(text, other): pure; whether two texts are one in another frame
    versions.py    link_versions(store, articles): which articles are versions of an earlier one
    adding.py      Adding(store, ...).add(records): decided, read, cut and stored, a batch at a time
    storing.py     what is derived from articles, into the store
    pipeline.py    Pipeline(store, generations, ...): add, remove, reread, rebuild; each ends with a fitting index
    bulk/          work(settings): many workers on what `add --later` only stored
    checks.py      check_archive(pipeline) -> Findings: what does not fit together; mend(pipeline, findings);
                   check_some(pipeline, chance) -> Findings: the same of some articles, for every day

    opening.py     open_reading(settings), open_alone(settings), open_writing(settings), add_sources(...)

Each batch is one transaction, whole articles with chunks, vectors and reading. Nothing is lost when a run is
interrupted: what is stored and not yet indexed is found by the next run.
"""

from __future__ import annotations

from retrieval.ingest.decisions import Decided, Decision, Known, decide
from retrieval.ingest.opening import add_sources, open_alone, open_reading, open_writing
from retrieval.ingest.pipeline import Pipeline
from retrieval.ingest.summary import Progress, Summary

__all__ = [
    "Decided",
    "Decision",
    "Known",
    "Pipeline",
    "Progress",
    "Summary",
    "add_sources",
    "decide",
    "open_alone",
    "open_reading",
    "open_writing",
]
