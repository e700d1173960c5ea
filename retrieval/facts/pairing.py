"""Offices and the names beside them: which name of an enumeration belongs to which office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.facts.cast import Cast
from retrieval.facts.groups import LONGEST_GROUP, is_known_group, is_spoken_for
from retrieval.facts.segments import Segment
from retrieval.language.tables import read_words


def is_bare_name(segment: Segment) -> bool:
    return segment.separator == "," and segment.person is not None and segment.office is None and not segment.relation


def pair(cast: Cast, segments: list[Segment]) -> list[tuple[Segment, bool]]:
    """Segments with an office and the name beside it joined; False marks what an apposition leaves open."""
    paired: list[tuple[Segment, bool]] = []
    at = 0
    while at < len(segments):
        if is_spoken_for(cast, segments[at]) and at + 1 < len(segments) and is_bare_name(segments[at + 1]):
            paired.append((_join(segments[at], segments[at + 1]), True))
            at += 2
            continue
        run = _apposition_run(segments, at)
        if len(run) < 2:
            paired.append((segments[at], True))
            at += 1
            continue
        paired += _pair_run(run)
        at += len(run)
    return paired


def join_long_offices(cast: Cast, segments: Sequence[Segment]) -> list[Segment]:
    """The segments with offices that "dan" cut in two made whole again, each with the name behind it."""
    joined: list[Segment] = []
    at = 0
    while at < len(segments):
        whole = _is_long_office(cast, segments[at : at + 3])
        joined.append(_join_office(*segments[at : at + 3]) if whole else segments[at])
        at += 3 if whole else 1
    return joined


def _is_long_office(cast: Cast, three: Sequence[Segment]) -> bool:
    """Whether "dan" stands inside an office: "Deputi Bidang Tani dan Nelayan Kementerian Anu, Budi"."""
    if len(three) < 3 or not is_bare_name(three[2]):
        return False
    head, rest = three[0], three[1]
    single = head.office is not None and head.office.office is not None and not head.office.office.group
    plain = rest.separator == "dan" and not (rest.office or rest.person or rest.relation or head.person)
    above = any(cast.words.low[part.first] in read_words("whole_units") for part in rest.elements)
    named = cast.words.is_capital(rest.elements[0].first) and (above or not is_known_group(cast, rest))
    return single and plain and named and 1 < len(rest.elements) <= LONGEST_GROUP


def _join_office(head: Segment, rest: Segment, name: Segment) -> Segment:
    end = rest.elements[-1]
    offices = [replace(part, end=end.end, last=end.last) if part.office else part for part in head.elements]
    return replace(head, elements=[*offices, *name.elements], maybe=head.maybe or name.maybe)


def _apposition_run(segments: list[Segment], at: int) -> list[Segment]:
    """From `at` on, the segments that are a bare office or a bare name, parted by commas alone."""
    run: list[Segment] = []
    for segment in segments[at:]:
        bare = (segment.is_bare_name and not segment.settled) or (segment.office is not None and segment.person is None)
        joined = not run or (segment.separator == "," and not segment.relation)
        if (
            not bare
            or not joined
            or segment.relation == "ahead"
            or (segment.office and segment.office.office and segment.office.office.group)
        ):
            break
        run.append(segment)
    return run


def _pair_run(run: list[Segment]) -> list[tuple[Segment, bool]]:
    """Join office and name in a run of bare ones.

    Office first (O N O N) and name first (N O N O) are told by what the run begins with. A name too many
    (O N N O) cannot be told: it stands alone and uncertain.
    """
    shape = "".join("N" if segment.person else "O" for segment in run)
    joined: list[tuple[Segment, bool]] = []
    at = 0
    name_first = shape.startswith("NO") and shape.count("N") == shape.count("O") and "NN" not in shape
    order = "NO" if name_first else "ON"
    while at < len(run):
        if shape[at : at + 2] == order:
            crowded = shape[at + 2 : at + 4] == "NO" and order == "ON"
            joined.append((_join(run[at], run[at + 1]), True))
            at += 2
            if crowded:
                joined.append((run[at], False))
                at += 1
        else:
            joined.append((run[at], shape[at] == "O" or "O" not in shape or run[at].relation in {"by", "through"}))
            at += 1
    return joined


def _join(one: Segment, other: Segment) -> Segment:
    return replace(one, elements=[*one.elements, *other.elements], maybe=one.maybe or other.maybe)
