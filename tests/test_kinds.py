"""Kinds of meetings: the words that name them and how near they are to one another."""

import pytest

from retrieval.facts.kinds import find_meeting_kinds, kinds_compatible, meeting_kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rapat Koordinasi Daerah (Rakorda) Linmas", [("Rapat Koordinasi Daerah", "rakorda"), ("Rakorda", "rakorda")]),
        ("rapat koordinasi lintas sektoral", [("rapat koordinasi lintas sektoral", "rakor")]),
        ("kapan musrenbang RKPD bulukumba", [("musrenbang RKPD", "musrenbang")]),
        ("Bimbingan Teknis dan sosialisasinya", [("Bimbingan Teknis", "bimtek"), ("sosialisasinya", "sosialisasi")]),
        ("Halal-bihalal di pendopo", [("Halal-bihalal", "halal_bihalal")]),
        ("Rapat-rapat", [("Rapat", "rapat"), ("rapat", "rapat")]),
        ("merapatkan barisan", []),
        ("rakernas itu", [("rakernas", "rakernas")]),
    ],
)
def test_finds_the_longest_phrase_that_names_a_kind(text, expected):
    """Phrases are whole words, the longest wins, and case, hyphens and -nya do not count."""
    assert [(text[m.start : m.end], m.kind) for m in find_meeting_kinds(text)] == expected


@pytest.mark.parametrize(
    ("asked", "given", "least", "most"),
    [
        ("rakor", "rakor", 1.0, 1.0),
        ("rapat", "rakorda", 0.9, 0.9),
        ("rakor", "rakorda", 0.9, 0.9),
        ("rakorda", "rakerda", 0.7, 0.8),
        ("diskusi", "fgd", 0.7, 0.8),
        ("bimtek", "pelatihan", 0.7, 0.8),
        ("kegiatan", "upacara", 0.6, 0.6),
        ("rakor", "upacara", 0.0, 0.0),
        ("musrenbang", "paripurna", 0.0, 0.5),
        ("something unknown", "rakor", 0.6, 0.6),
    ],
)
def test_nearness_of_kinds(asked, given, least, most):
    """A rakorda answers to a rakor and a rapat, an FGD to a diskusi; an upacara does not answer to a rakor."""
    assert least <= kinds_compatible(asked, given) <= most


def test_nearness_does_not_depend_on_the_order():
    """What is asked and what is given may be exchanged."""
    kinds = list(meeting_kinds())
    assert all(kinds_compatible(a, b) == kinds_compatible(b, a) for a in kinds for b in kinds)


def test_the_table_names_only_kinds_it_has():
    """Parents and near kinds are rows of the same table, and no surface stands under two kinds."""
    kinds = meeting_kinds()
    assert all(kind.parent is None or kind.parent in kinds for kind in kinds.values())
    assert all(near in kinds for kind in kinds.values() for near in kind.near)
    surfaces = [surface for kind in kinds.values() for surface in set(kind.surfaces)]
    assert len(surfaces) == len(set(surfaces))
