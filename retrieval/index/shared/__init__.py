"""Generations that several machines share through one place: a folder, or whatever fsspec reaches.

    places.py        Place (Protocol), open_place(url) -> Place
    folder.py        a place that is a folder: a network disk, another disk
    url.py           a place behind an URL: S3 and the like, by fsspec
    pointers.py      what the place says of its generations
    publishing.py    a generation into the place, and out of it what nobody names any more
    fetching.py      a generation out of the place, every file verified
    checking.py      whether the place has what is used here
    generations.py   SharedGenerations(home, place): an ArchiveIndex over the home's own generations

A place holds

    objects/HASH           the files of the generations, manifests among them, by their content
    generations/000042     one line: the hash of that generation's manifest; written last, and only if it is not there

The highest number is in use. Nothing is ever written over with another content (docs/decisions/0018).
"""

from __future__ import annotations

from retrieval.index.shared.generations import SharedGenerations
from retrieval.index.shared.places import open_place

__all__ = ["SharedGenerations", "open_place"]
