"""A version is the same text with another frame; what differs in a day, a name or its own sentences is another text."""

from __future__ import annotations

import pytest
import releases
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.sameness import is_version, sketch

VERSIONS = (
    "WITH_OTHER_LEAD",
    "WITH_BYLINE",
    "WITH_BOILERPLATE",
    "WITH_LINKS",
    "CUT",
    "REWORDED",
    "OTHER_MARKS",
)
OTHERS = ("WEEK_LATER", "ELSEWHERE", "OWN_REPORT", "PARAGRAPH_OF")
TEXTS = st.text(st.characters(exclude_characters="\x00"), max_size=60)


@pytest.mark.parametrize("name", VERSIONS)
def test_the_same_release_in_another_frame_is_a_version(name):
    """Whichever of the two is asked about the other; their sketches find them."""
    other = getattr(releases, name)

    assert is_version(releases.RELEASE, other)
    assert is_version(other, releases.RELEASE)
    assert len(sketch(releases.RELEASE) & sketch(other)) >= 3


@pytest.mark.parametrize("name", OTHERS)
def test_another_day_place_or_report_is_no_version(name):
    """However much of the words both share."""
    other = getattr(releases, name)

    assert not is_version(releases.RELEASE, other)
    assert not is_version(other, releases.RELEASE)


@pytest.mark.parametrize(
    ("written", "also", "expected"),
    [
        ("25 ton", "250 ton", True),
        ("25 ton", "30 ton", False),
        ("25 ton", "sebanyak ton", True),
        ("Senin (12/2/2024)", "Senin, 12 Februari 2024", True),
        ("Senin (12/2/2024)", "Senin (12/02)", True),
        ("Senin (12/2/2024)", "Rabu (14/2/2024)", False),
        ("Ratih Kusumadewi", "Larasati Wening", False),
        ("Sosial", "Kesehatan", True),
        ("puncak", "akhir", True),
    ],
)
def test_a_changed_number_or_two_changed_names_make_another_text(written, also, expected):
    """A slip of the pen, a word more or less and another word for the same do not."""
    assert is_version(releases.RELEASE, releases.RELEASE.replace(written, also)) is expected


def test_a_short_release_is_known_in_a_frame_as_long_as_itself():
    """Its own lead left out; not where a word in ten is put otherwise, and not a passage of a longer report."""
    short = "\n".join([releases.LEAD, *releases.BODY[:2]])
    framed = "\n".join([releases.OTHER_LEAD, *releases.BODY[:2], *releases.FRAME])

    assert is_version(short, framed)
    assert not is_version(short, framed.replace("semua", "setiap").replace("harus", "wajib").replace("warga", "orang"))
    assert not is_version(short, "\n".join([releases.OWN_REPORT, *releases.BODY[:2], releases.PARAGRAPH_OF]))


def test_a_text_of_a_few_words_has_no_sketch():
    """It would be alike to too many."""
    assert sketch("Rapat dibuka Camat") == frozenset()
    assert sketch("") == frozenset()


@given(TEXTS, TEXTS)
def test_any_two_texts_can_be_compared(text, other):
    """In either order with the same outcome; nothing at all is a version of nothing."""
    assert is_version(text, other) is is_version(other, text)
    assert not is_version("", other)


def test_documents_are_compared_by_their_beginning():
    """Two of a hundred thousand words, side by side, would take gigabytes."""
    words = " ".join(f"kata{number}" for number in range(100_000))

    assert is_version(words, f"{words} dan seterusnya")
