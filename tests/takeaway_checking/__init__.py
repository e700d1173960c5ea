"""Exports of an archive opened by other libraries and compared with its facts: `python -m tests.takeaway_checking`.

    archive.py     what the archive says, looked up without anything of retrieval/takeaway/
    tables.py      attendance and meetings: JSON against the facts, CSV and Excel against JSON, the summary recounted
    documents.py   clipping and report: JSON against articles and facts, Word and PDF against JSON, pages counted

Each check gives its faults, one sentence each; none is the proof.
"""
