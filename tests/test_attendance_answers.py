"""Who was there, for whom and in which capacity; and yes or no with three values."""

from __future__ import annotations

import pytest
from builders import a_candidate, a_concept, a_fact, a_query, an_article, present

from data.facts import Capacity, FactKind
from retrieval.answering.answers.holders import holds
from retrieval.answering.asking.query import Kind
from retrieval.answering.slots.attendance import answer_attendees, answer_opener, answer_representing
from retrieval.answering.slots.people import group_people, say_person
from retrieval.language.offices import find_offices

CAMAT = present("Surya Mahendra", role="Camat Sukamaju", capacity=Capacity.OPENED)
SEKDA = present("Larasati Wening", role="Sekda Demak", represents="Bupati Demak")
CHIEFS = present("para kepala desa", person=None)
KAJARI = present("Kajari Demak", person=None)
ABSENT = present("Bupati Demak", person=None, capacity=Capacity.ABSENT)
SPEAKER = present("Tirta Sanjaya", role="Kepala Dinas Pertanian", capacity=Capacity.SPOKE)


def asks_for(*offices, **fields):
    mentions = tuple(find_offices(" ".join(offices)))
    return a_query(asked_offices=mentions, office_words=offices, **fields)


def lines(result):
    return result.text.split("\n") if result else None


# Who attended


def test_everyone_there_is_listed_under_the_meeting():
    """In the order of the article: offices with names, groups, whom they stood in for, what they did."""
    found = answer_attendees(a_query(), a_candidate(CAMAT, SEKDA, CHIEFS, ABSENT))
    assert lines(found) == [
        "Yang disebut hadir di Rakor Pangan:",
        "• Camat Sukamaju Surya Mahendra (membuka acara)",
        "• Sekda Demak Larasati Wening (mewakili Bupati Demak)",
        "• para kepala desa",
    ]


@pytest.mark.parametrize(
    ("value", "person", "said"),
    [
        ("Kapolsek", "Bagas Wibawa", "Kapolsek Bagas Wibawa"),
        ("Bagas", "Bagas Wibawa", "Kapolsek Bagas Wibawa"),
        ("Kapolsek Iptu Bagas Wibawa, S.H.", "Bagas Wibawa", "Kapolsek Iptu Bagas Wibawa, S.H."),
        ("Kapolsek", None, "Kapolsek"),
    ],
)
def test_a_name_given_elsewhere_is_said(value, person, said):
    """Who is listed by office or first name alone has the name that the article gives in another place."""
    assert say_person([present(value, person=person, role="Kapolsek")]) == said


def test_every_line_has_its_evidence():
    """The quote is cut from the article, at the fact's offsets."""
    article = an_article("Hadir Camat Sukamaju Surya Mahendra. Rapat selesai.")
    fact = present("Surya Mahendra", role="Camat Sukamaju", start=0, end=36)
    (evidence,) = answer_attendees(a_query(), a_candidate(fact, article=article)).evidence
    assert (evidence.value, evidence.role, evidence.article_id) == ("Surya Mahendra", "Camat Sukamaju", article.id)
    assert (evidence.quote, evidence.start, evidence.end) == ("Hadir Camat Sukamaju Surya Mahendra.", 0, 36)


@pytest.mark.parametrize("facts", [[], [ABSENT], [a_fact(FactKind.PLACE, "aula")]])
def test_nobody_there_is_not_stated(facts):
    """An absence is no attendance."""
    assert answer_attendees(a_query(), a_candidate(*facts)) is None


def test_a_meeting_to_come_lists_who_is_invited():
    """Under a heading that says so."""
    invited = present("Ketua PMI", person=None, capacity=Capacity.INVITED)
    found = answer_attendees(a_query(), a_candidate(invited))
    assert lines(found) == ["Yang diundang ke Rakor Pangan:", "• Ketua PMI (diundang)"]


def test_those_invited_are_listed_where_they_are_asked_for():
    """Beside others who were there; a question for those who came gets these."""
    invited = present("Ketua PMI", person=None, capacity=Capacity.INVITED)
    asked = answer_attendees(a_query("siapa saja yang diundang"), a_candidate(CAMAT, invited))
    came = answer_attendees(a_query("siapa saja yang hadir"), a_candidate(CAMAT, invited))
    assert lines(asked) == ["Yang diundang ke Rakor Pangan:", "• Ketua PMI (diundang)"]
    assert lines(came) == ["Yang disebut hadir di Rakor Pangan:", "• Camat Sukamaju Surya Mahendra (membuka acara)"]


def test_speakers_are_asked_for():
    """Only those who spoke."""
    found = answer_attendees(a_query(capacity=Capacity.SPOKE), a_candidate(CAMAT, SPEAKER))
    assert lines(found) == [
        "Narasumber atau pembicara di Rakor Pangan:",
        "• Kepala Dinas Pertanian Tirta Sanjaya (menyampaikan sambutan atau materi)",
    ]


def test_a_list_of_hundreds_is_cut_to_what_is_pleasant_to_read():
    """And says how many more there are."""
    crowd = [present(f"Kepala Desa Sukamaju {number}", person=None) for number in range(300)]
    found = answer_attendees(a_query(), a_candidate(*crowd))
    shown = sum(line.startswith("•") for line in lines(found))
    assert len(found.text) <= 1500
    assert lines(found)[-1] == f"… dan {300 - shown} lainnya."


# Holders of offices


def test_the_holder_of_an_office_is_named():
    """With the meeting below."""
    found = answer_attendees(asks_for("camat"), a_candidate(CAMAT, SEKDA))
    assert lines(found) == ["Camat Sukamaju Surya Mahendra (membuka acara).", "Rakor Pangan"]
    assert len(found.evidence) == 1


@pytest.mark.parametrize("office", ["kapolres", "gubernur", "wakil bupati"])
def test_an_office_that_nobody_holds_is_not_stated(office):
    """Another office will not do, nor whom somebody stood in for."""
    assert answer_attendees(asks_for(office), a_candidate(CAMAT, SEKDA)) is None


def test_a_holder_named_in_passing_is_said_to_be_just_that():
    """The article names the office with its holder, not that they came."""
    article = an_article("Kapolres Demak AKBP Tirta Sanjaya sebelumnya meminta warga tenang. Rapat digelar.")
    found = answer_attendees(asks_for("kapolres"), a_candidate(article=article))
    assert lines(found)[0].endswith("(disebut dalam artikel; kehadirannya tidak dinyatakan).")
    assert [evidence.quote for evidence in found.evidence] == [article.text[:66]]


@pytest.mark.parametrize(
    ("office", "expected"), [("camat", True), ("Camat Sukamaju", True), ("kapolres", False), ("sekda", False)]
)
def test_holding_an_office(office, expected):
    """Asked in short, given in full."""
    assert holds(CAMAT, find_offices(office)[0]) is expected


# Was X there?


@pytest.mark.parametrize(
    ("office", "facts", "expected"),
    [
        ("camat", [CAMAT], "Ya, disebut hadir: Camat Sukamaju Surya Mahendra (membuka acara)."),
        ("kajari", [CAMAT, KAJARI], "Ya, disebut hadir: Kajari Demak."),
        ("bupati", [ABSENT], "Disebut tidak hadir: Bupati Demak."),
    ],
)
def test_yes_and_no_are_those_of_the_article(office, facts, expected):
    """Yes where they are among those present, no where the article says so."""
    assert lines(answer_attendees(asks_for(office, is_yes_no=True), a_candidate(*facts)))[0] == expected


@pytest.mark.parametrize("facts", [[SEKDA, ABSENT], [SEKDA]])
def test_who_sent_a_deputy_was_not_there(facts):
    """Whether or not the article spells the absence out; the deputy is named."""
    found = answer_attendees(asks_for("bupati", is_yes_no=True), a_candidate(*facts))
    assert lines(found)[0].startswith("Tidak hadir sendiri: Bupati Demak diwakili Sekda Demak Larasati Wening")


def test_neither_yes_nor_no_is_said_of_somebody_unmentioned():
    """Silence is no absence."""
    assert answer_attendees(asks_for("kapolres", is_yes_no=True), a_candidate(CAMAT, ABSENT)) is None


def test_a_person_is_asked_for_by_name():
    """Any part of the name will do."""
    query = a_query(is_yes_no=True, concepts=(a_concept("mahendra"),))
    assert lines(answer_attendees(query, a_candidate(CAMAT, SEKDA)))[0].startswith("Ya, disebut hadir: Camat Sukamaju")


# Who opened, and for whom

LEADER = present("Ratih Kusumadewi", role="Asisten II", capacity=Capacity.LED)


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [
        (Capacity.OPENED, "Camat Sukamaju Surya Mahendra (membuka acara)."),
        (Capacity.LED, "Asisten II Ratih Kusumadewi (memimpin)."),
        (None, "Camat Sukamaju Surya Mahendra (membuka acara); Asisten II Ratih Kusumadewi (memimpin)."),
    ],
)
def test_who_opened_or_led(capacity, expected):
    """As the question says; both where it says neither."""
    query = a_query(kind=Kind.OPENER_OR_LEADER, capacity=capacity)
    assert lines(answer_opener(query, a_candidate(CAMAT, SEKDA, LEADER))) == [expected, "Rakor Pangan"]


def test_who_opened_is_not_guessed():
    """Whoever led is not said to have closed."""
    query = a_query(kind=Kind.OPENER_OR_LEADER, capacity=Capacity.CLOSED)
    assert answer_opener(query, a_candidate(CAMAT, LEADER)) is None


DEPUTY = present("Tirta Sanjaya", role="Kabag Ops", represents="Kapolres Demak")


@pytest.mark.parametrize(
    ("office", "expected"),
    [
        ("kapolres", "Kapolres Demak diwakili Kabag Ops Tirta Sanjaya."),
        ("bupati", "Bupati Demak diwakili Sekda Demak Larasati Wening."),
        ("sekda", "Bupati Demak diwakili Sekda Demak Larasati Wening."),
    ],
)
def test_representation_is_told_both_ways(office, expected):
    """By the principal and by the deputy."""
    found = answer_representing(asks_for(office, kind=Kind.REPRESENTING), a_candidate(CAMAT, SEKDA, DEPUTY))
    assert lines(found) == [expected, "Rakor Pangan"]


def test_representation_is_told_by_name():
    """ "Tirta mewakili siapa"."""
    query = a_query(kind=Kind.REPRESENTING, concepts=(a_concept("tirta"),))
    found = answer_representing(query, a_candidate(SEKDA, DEPUTY))
    assert lines(found) == ["Kapolres Demak diwakili Kabag Ops Tirta Sanjaya.", "Rakor Pangan"]


def test_all_pairs_are_told_where_nobody_is_named():
    """ "Siapa mewakili siapa"."""
    found = answer_representing(a_query(kind=Kind.REPRESENTING), a_candidate(CAMAT, SEKDA, DEPUTY))
    assert lines(found) == [
        "Bupati Demak diwakili Sekda Demak Larasati Wening.",
        "Kapolres Demak diwakili Kabag Ops Tirta Sanjaya.",
        "Rakor Pangan",
    ]


@pytest.mark.parametrize("office", ["gubernur", "camat"])
def test_a_pair_that_is_not_given_is_not_stated(office):
    """The camat came for himself."""
    found = answer_representing(asks_for(office, kind=Kind.REPRESENTING), a_candidate(CAMAT, SEKDA, DEPUTY))
    assert found is None


# One person, several facts


def test_one_person_is_listed_once():
    """The fullest name, the office, what they did, from all that is said of them."""
    facts = [
        present("Muh. Azan", person="Muh Azan", role="Sekda"),
        present("H. Muhammad Azan, M.Si.", person="Muhammad Azan", capacity=Capacity.OPENED),
        present("Iptu Saryono", person="Saryono"),
    ]
    assert [say_person(group) for group in group_people(facts)] == [
        "Sekda H. Muhammad Azan, M.Si. (membuka acara)",
        "Iptu Saryono",
    ]


def test_an_office_that_stands_in_the_name_is_said_once():
    """ "Camat Sukamaju Camat Sukamaju" reads badly."""
    assert say_person([present("Camat Sukamaju Surya", role="Camat Sukamaju")]) == "Camat Sukamaju Surya"
