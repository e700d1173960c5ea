"""Several outlets on one event: who was there, said once where they agree, each with its source where not."""

from __future__ import annotations

from datetime import date

import pytest
from builders import a_candidate, a_fact, a_meeting, a_query, an_article, present
from inline_snapshot import snapshot

from data.facts import Capacity, FactKind
from retrieval.answering.answer import Evidence, Status
from retrieval.answering.asking.query import Kind
from retrieval.answering.slots.accounts import figures_differ
from retrieval.answering.slots.attendance import answer_attendees
from retrieval.answering.slots.details import DETAILS
from retrieval.answering.slots.disagreeing import find_disagreement
from retrieval.answering.slots.outlets import add_outlets, find_presence_clash, name_outlets
from retrieval.answering.slots.result import Result
from retrieval.language.offices import find_offices

REGENT = present("Surya Mahendra", role="Bupati Demak")
DEPUTY = present("Wiraguna Sastra", role="Sekda Demak", represents="Bupati Demak")
NO_REGENT = present("Bupati Demak", person=None, capacity=Capacity.ABSENT)
RATIH = present("Ratih Kusumadewi", role="Kepala Dinas Sosial Demak")


def account(publisher, *facts, **meeting):
    """What one outlet tells of the event."""
    article = an_article(id=publisher.casefold().replace(" ", "-"), publisher=publisher)
    return a_candidate(*facts, article=article, meeting=a_meeting(date=date(2024, 2, 12), **meeting))


def everybody(*event):
    """The answer to "siapa saja yang hadir" by the first outlet, with the others."""
    query = a_query("siapa saja yang hadir di rakor pangan")
    return add_outlets(query, event[0], answer_attendees(query, event[0]), event)


def of_regent(question, *event, kind=Kind.ATTENDEES, is_yes_no=False):
    offices = find_offices("bupati demak")
    query = a_query(
        question, kind=kind, asked_offices=tuple(offices), office_words=("bupati demak",), is_yes_no=is_yes_no
    )
    return find_presence_clash(kind, query, event)


def test_whom_others_name_besides():
    """After the list of the outlet that answers, each with who says so; who is in it is not told again."""
    found = everybody(account("Kabar A", REGENT), account("Kabar B", present("Surya Mahendra"), RATIH))
    assert found.text == snapshot("""\
Yang disebut hadir di Rakor Pangan · 12 Februari 2024:
• Bupati Demak Surya Mahendra
Menurut Kabar B juga hadir: Kepala Dinas Sosial Demak Ratih Kusumadewi.\
""")
    assert found.status is Status.ANSWERED
    assert [item.article_id for item in found.evidence] == ["kabar-a", "kabar-b"]


def test_outlets_that_agree_are_told_once():
    """The answer is that of the first, to the letter."""
    event = account("Kabar A", REGENT), account("Kabar B", REGENT)
    query = a_query("siapa saja yang hadir di rakor pangan")
    assert everybody(*event).text == answer_attendees(query, event[0]).text


def test_somebody_whom_one_calls_represented():
    """Said with who says what, and by whom; the answer is conflicting."""
    found = everybody(account("Kabar A", REGENT), account("Kabar B", DEPUTY, NO_REGENT))
    assert found.text.splitlines()[2:] == snapshot(
        [
            "Menurut Kabar B juga hadir: Sekda Demak Wiraguna Sastra (mewakili Bupati Demak).",
            "Sumber tidak sepakat tentang Bupati Demak: "
            "Kabar A menulis hadir, Kabar B menulis diwakili Wiraguna Sastra.",
        ]
    )
    assert found.status is Status.CONFLICTING
    assert {item.article_id for item in found.evidence} == {"kabar-a", "kabar-b"}


def test_a_silence_is_no_difference():
    """An outlet that names others does not say that the regent was away."""
    assert everybody(account("Kabar A", REGENT), account("Kabar B", RATIH)).status is Status.ANSWERED
    assert (
        of_regent("apakah bupati hadir", account("Kabar A", REGENT), account("Kabar B", RATIH), is_yes_no=True) is None
    )


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("apakah bupati demak hadir", {"is_yes_no": True}),
        ("siapa bupati demak yang hadir", {}),
        ("siapa yang mewakili bupati demak", {"kind": Kind.REPRESENTING}),
    ],
)
def test_presence_that_outlets_tell_differently(question, options):
    """Whichever way it is asked, those who agree together."""
    event = account("Kabar A", REGENT), account("Kabar B", DEPUTY, NO_REGENT), account("Kabar C", REGENT)
    found = of_regent(question, *event, **options)
    assert found.text == snapshot("""\
Sumber tidak sepakat.
Menurut Kabar A, Kabar C: Ya, disebut hadir: Bupati Demak Surya Mahendra.
Menurut Kabar B: Tidak hadir sendiri: Bupati Demak diwakili Sekda Demak Wiraguna Sastra.
Rakor Pangan · 12 Februari 2024\
""")
    assert (found.status, len(found.evidence)) == (Status.CONFLICTING, 4)


def test_presence_that_outlets_agree_about():
    """Two who say that the regent was represented."""
    event = account("Kabar A", DEPUTY, NO_REGENT), account("Kabar B", DEPUTY)
    assert of_regent("apakah bupati hadir", *event, is_yes_no=True) is None


def place_told(publisher, place):
    candidate = account(publisher, a_fact(FactKind.PLACE, place), place=place)
    return candidate, DETAILS[Kind.WHERE](a_query("di mana rakor", kind=Kind.WHERE), candidate)


def test_places_that_differ():
    """Two ways to write one place agree, and stand together; a third place is told with its source."""
    told = [
        place_told("A", "Aula Bappeda"),
        place_told("B", "Pendopo Kabupaten"),
        place_told("C", "aula Bappeda Demak"),
    ]
    found = find_disagreement(Kind.WHERE, told)
    assert found.text.splitlines() == [
        "Sumber tidak sepakat.",
        "Menurut A, C: Aula Bappeda.",
        "Menurut B: Pendopo Kabupaten.",
    ]
    assert (found.status, len(found.evidence)) == (Status.CONFLICTING, 3)
    assert find_disagreement(Kind.WHERE, told[::2]) is None


@pytest.mark.parametrize(("other", "differs"), [("2025 dan", False), ("40%", True), ("30%", False)])
def test_figures_count_the_same_thing_by_its_word(other, differs):
    """ "Dan" behind a year is no thing; a percent sign is one."""
    told = "Ratih mengatakan bantuan beras naik {} siap disalurkan ke desa"
    one = "2024 dan 30%" if "dan" in other else "30%"
    assert figures_differ(told.format(one), told.format(other)) is differs


def test_an_outlet_without_a_name_is_called_by_its_title_or_its_mark():
    titled, bare = an_article(publisher="", title="Rakor Pangan"), an_article(id="n1", publisher="", title="")
    assert name_outlets([a_candidate(article=titled), a_candidate(article=bare)]) == "Rakor Pangan, n1"


def statement(publisher, said):
    return account(publisher), Result(f"Ratih:\n{said}", (Evidence(said, said, publisher, 0, len(said)),))


@pytest.mark.parametrize(
    ("other", "is_conflicting"),
    [
        ("Ratih mengatakan bantuan beras 30 ton siap disalurkan ke desa", True),
        ("Ratih mengatakan bantuan beras 25 ton siap disalurkan ke desa", False),
        ("Ratih mengatakan bantuan beras siap disalurkan ke desa", False),
        ("Ratih mengatakan bantuan beras 25 ton siap disalurkan ke 40 desa pada 2025", False),
        ("Ratih mengatakan pada 2025 bantuan beras 30 ton siap disalurkan ke desa", True),
        ("Ratih mengatakan pada 2025 dan 2026 bantuan beras 25 ton siap disalurkan ke desa", False),
        ("Pendaftaran lomba dibuka selama 30 hari bagi pelajar", False),
    ],
)
def test_figures_in_what_somebody_said(other, is_conflicting):
    """Two accounts of one statement whose figures differ; another statement is no account of it."""
    told = [statement("A", "Ratih mengatakan bantuan beras 25 ton siap disalurkan ke desa"), statement("B", other)]
    found = find_disagreement(Kind.STATEMENT, told)
    assert bool(found) is is_conflicting
    if found:
        assert found.text.splitlines()[2] == f"Menurut B: {other}"
