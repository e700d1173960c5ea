"""One command of `embed_corpus.py`, whose last line of output tells what it took: part of `bulk`."""

from __future__ import annotations

import json
import sys
import time
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

if __name__ == "__main__":
    started = time.perf_counter()
    import embed_corpus

    try:
        embed_corpus.app()
    except SystemExit:
        cpu = {name: sum(getrusage(who)[:2]) for name, who in (("self", RUSAGE_SELF), ("children", RUSAGE_CHILDREN))}
        print(json.dumps({"clock": time.perf_counter() - started, **cpu}))
        sys.exit(0)
