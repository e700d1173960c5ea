"""Whether two texts are versions of one: the same release with another lead, boilerplate or byline. Pure.

Sketches find the few texts that may be one's versions among a million; the words of both, laid side by side, decide.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from rapidfuzz.distance import LCSseq

from retrieval.language.tables import read_words

_WORD = re.compile(r"\w+")
# Words of a shingle, and shingles of a sketch: fewer find less of what was cut, more take room in the database.
_SHINGLE, _SKETCH = 5, 20
# Powers of 2**64 divided by the golden ratio.
_FACTORS = np.array([pow(0x9E3779B97F4A7C15, power, 2**64) for power in range(1, _SHINGLE + 1)], np.uint64)
# Words in a row that are shared on purpose and not by chance.
_ROW = 4
# Of the words of both texts, the share in such rows, less what is put otherwise between them.
_LEAST_SHARED = 0.69
# Round a short release, a lead and boilerplate may be longer than it: so many words of either text may be its frame,
# where the release is at least so much of the shorter one and hardly a word of it is put otherwise.
_FRAME, _LEAST_FRAMED, _REWRITTEN = 90, 0.6, 0.03
# Between two rows, so few words that they are a value that was changed, a day or a name, and no new sentence.
_VALUE = 6
# Names that differ in such places; one may be a matter of style ("Komunitas" for "Ikatan Penggemar").
_MOST_OTHER_NAMES = 1
# Words of a text that are compared: what is longer is a document, and two would take gigabytes side by side.
_MOST_WORDS = 5000

_Gap = tuple[Sequence[str], Sequence[str]]
_Row = tuple[int, int, int]
"""Where a row of words stands in the first text and in the second, and how many they are."""


def sketch(text: str) -> frozenset[int]:
    """The least hashes (32 bits) of every five words in a row: versions share many of them, other texts hardly any."""
    words = [word.encode("utf-8", "surrogatepass") for word in _WORD.findall(text.casefold())]
    if len(words) < _SHINGLE:
        return frozenset()
    hashes = np.fromiter(map(zlib.crc32, words), np.uint64)
    # A polynomial modulo 2**64, of which the upper half is mixed best.
    shingles = (sliding_window_view(hashes, _SHINGLE) * _FACTORS).sum(axis=1, dtype=np.uint64) >> np.uint64(32)
    return frozenset(np.unique(shingles)[:_SKETCH].tolist())


def is_version(text: str, other: str) -> bool:
    """Whether both are one text, however they begin and end; one of another day, place or person is another text."""
    left, right = (_WORD.findall(one)[:_MOST_WORDS] for one in (text, other))
    rows = list(_shared_rows(left, right))
    gaps = list(_between([(0, 0, 0), *rows, (len(left), len(right), 0)], left, right))
    inner = gaps[1:-1]
    shared, rewritten = sum(size for _, _, size in rows), sum(min(map(len, gap)) for gap in inner)
    shorter, longer = sorted((len(left), len(right)))
    is_most = 2 * (shared - rewritten) >= _LEAST_SHARED * (shorter + longer) > 0
    is_framed = longer - shared <= _FRAME and shared >= _LEAST_FRAMED * shorter > 0 and rewritten <= _REWRITTEN * shared
    return (is_most or is_framed) and not (_have_other_numbers(gaps) or _name_others(inner))


def _shared_rows(left: Sequence[str], right: Sequence[str]) -> Iterator[_Row]:
    folded = ([word.casefold() for word in words] for words in (left, right))
    for same in LCSseq.opcodes(*folded):
        size = same.src_end - same.src_start
        if same.tag == "equal" and size >= _ROW:
            yield same.src_start, same.dest_start, size


def _between(rows: Sequence[_Row], left: Sequence[str], right: Sequence[str]) -> Iterator[_Gap]:
    """What stands in each text between two rows that follow each other."""
    for (start, other_start, size), (end, other_end, _) in pairwise(rows):
        yield left[start + size : end], right[other_start + size : other_end]


def _have_other_numbers(gaps: Iterable[_Gap]) -> bool:
    """Whether a few words of one text have another number than those that stand in their place."""
    return any(_are_other_numbers(gap) for gap in gaps if _is_value(gap))


def _name_others(gaps: Iterable[_Gap]) -> bool:
    """Whether names were changed from one text to the other; how a text begins and ends, its publisher may name."""
    return sum(_other_names(gap) for gap in gaps if _is_value(gap)) > _MOST_OTHER_NAMES


def _is_value(gap: _Gap) -> bool:
    return max(map(len, gap)) <= _VALUE


def _are_other_numbers(gap: _Gap) -> bool:
    """Whether the numbers of both sides differ by more than how they are written, or a slip at the end of one."""
    one, other = ([word for word in side if word[0].isdigit()] for side in gap)
    values, others = ({word.lstrip("0") for word in side} for side in (one, other))
    if not one or not other or values <= others or others <= values:
        return False
    shorter, longer = sorted(("".join(one), "".join(other)), key=len)
    return not (longer.startswith(shorter) and len(shorter) > 1)


def _other_names(gap: _Gap) -> int:
    """How many names of one side are others on the other side, and not merely abbreviated."""
    names = ({word.casefold() for word in side if word[0].isupper()} - read_words("stopwords") for side in gap)
    shorter, longer = sorted(names, key=len)
    is_short_for = {word[0] for word in shorter} <= {word[0] for word in longer}
    return 0 if shorter & longer or is_short_for else len(shorter)
