"""Corrections come over what was read, stay there whatever is read again, and can be undone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest
from backups import add, an_archive, opened
from records import a_record
from store_builders import LATER, NOW, a_meeting, a_reading, an_article, put

import embed_corpus
from data.errors import StoreError
from data.facts import Capacity, Fact, FactKind
from data.settings import Settings
from data.store import Action, Correction, CorrectionState, MeetingFilter, Report, ReportState, open_store
from data.wording import correcting as wording
from retrieval.backup import make_backup, restore_backup
from retrieval.correcting.making import change_fact, make_correction, remove_fact, undo_correction
from retrieval.correcting.targets import find_targets, mark_of
from retrieval.correcting.values import Part, parts_of, read_value
from retrieval.takeaway.attendance import attendance_of
from retrieval.takeaway.document import Frame, Line
from retrieval.takeaway.report import report_on
from retrieval.takeaway.selection import Selection, select_events

TEXT = "Rakor pangan digelar di Aula Melati pada 4 Maret 2024. Rapat dibuka Camat Sukamaju Budi Hartono."
FIRST, SECOND = (0, 54), (55, 96)
ADMIN = 77


def a_fact(kind, value, span=FIRST, **fields):
    start = TEXT.find(value)
    mention = {"value_start": start, "value_end": start + len(value)} if start >= 0 else {}
    return Fact(kind, value, *span, "uji", meeting=0, **mention, **fields)


PLACE = a_fact(FactKind.PLACE, "Aula Melati")
DAY = a_fact(FactKind.DATE, "2024-03-04")
OPENER = a_fact(
    FactKind.ATTENDANCE, "Budi Hartono", SECOND, person="Budi Hartono", role="Camat Sukamaju", capacity=Capacity.OPENED
)
READING = a_reading(
    meetings=(a_meeting(date=date(2024, 3, 4), place="Aula Melati", regions=("1504",)),),
    facts=(PLACE, DAY, OPENER),
    regions=("1504",),
)


@pytest.fixture
def filled(store):
    """A store with one article, read."""
    put(store, an_article(text=TEXT))
    store.readings.put([READING], now=NOW)
    return store


def change(store, fact, part, typed):
    made = Correction("rakor-tani", Action.CHANGE, ADMIN, NOW)
    return make_correction(store, change_fact(made, fact, part, read_value(fact, part, typed)))


def the_reading(store):
    return store.readings.get_many(["rakor-tani"])["rakor-tani"]


def test_a_corrected_place_is_found_everywhere(filled):
    """In the fact, which keeps its sentence and says when it was corrected, and in the meeting of lists."""
    change(filled, PLACE, Part.WORDS, "Aula  Mawar")

    place = the_reading(filled).facts[0]
    assert (place.value, place.corrected, (place.start, place.end)) == ("Aula Mawar", NOW.date(), FIRST)
    assert (place.value_start, place.value_end) == (None, None)
    assert [found.meeting.place for found in filled.readings.find_meetings(MeetingFilter())] == ["Aula Mawar"]


def test_a_corrected_day_moves_the_meeting(filled):
    """Lists of a period have it on the right day."""
    change(filled, DAY, Part.DATE, "5 April 2024")

    assert filled.readings.count_meetings(MeetingFilter(since=date(2024, 4, 1), until=date(2024, 4, 30))) == 1
    assert filled.readings.count_meetings(MeetingFilter(since=date(2024, 3, 1), until=date(2024, 3, 31))) == 0


def test_a_corrected_name_is_found_and_linked(filled):
    """People are looked up, and linked across articles, by the right name."""
    change(filled, OPENER, Part.NAME, "Budi Hartanto")

    assert [found.fact.value for found in filled.readings.find_person("hartanto")] == ["Budi Hartanto"]
    assert filled.readings.find_person("hartono") == []
    assert [link.mention.name for link in filled.people.of_articles(["rakor-tani"])] == ["Budi Hartanto"]


def test_an_office_is_corrected_beside_its_name(filled):
    """The name stays."""
    change(filled, OPENER, Part.OFFICE, "Sekretaris Camat Sukamaju")

    opener = the_reading(filled).facts[2]
    assert (opener.value, opener.role) == ("Budi Hartono", "Sekretaris Camat Sukamaju")


def test_a_removed_fact_is_gone(filled):
    """From the meeting as well."""
    made = Correction("rakor-tani", Action.REMOVE, ADMIN, NOW)
    make_correction(filled, remove_fact(made, PLACE))

    reading = the_reading(filled)
    assert reading.facts == (DAY, OPENER)
    assert reading.meetings[0].place is None


def test_a_hidden_article_says_nothing_and_stays(filled):
    """Its text is there; no meeting of it is, until that is undone."""
    number = make_correction(filled, Correction("rakor-tani", Action.HIDE, ADMIN, NOW))

    assert filled.articles.get("rakor-tani").text == TEXT
    assert filled.readings.count_meetings(MeetingFilter()) == 0
    assert filled.corrections.hidden(["rakor-tani", "lain"]) == {"rakor-tani"}
    undo_correction(filled, number, by=ADMIN, now=LATER)
    assert the_reading(filled) == READING
    assert filled.corrections.hidden(["rakor-tani"]) == set()


def test_a_person_is_unlinked_and_linked_again(filled):
    """A mention that is somebody else's goes to a person apart, and back."""
    put(filled, an_article("lain", text=TEXT))
    filled.readings.put([replace(READING, article_id="lain")], now=NOW)
    for article_id in ("rakor-tani", "lain"):
        make_correction(filled, Correction(article_id, Action.HIDE, ADMIN, NOW))
        undo_correction(filled, filled.corrections.recent(limit=1)[0].id, by=ADMIN, now=NOW)
    people = {link.person for link in filled.people.of_articles(["rakor-tani", "lain"])}
    number = make_correction(filled, Correction("lain", Action.UNLINK, ADMIN, NOW, target=OPENER))
    apart = {link.person for link in filled.people.of_articles(["lain"]) if link.active}

    assert len(people) == 1
    assert apart.isdisjoint(people)
    undo_correction(filled, number, by=ADMIN, now=LATER)
    assert {link.person for link in filled.people.of_articles(["lain"]) if link.active} == people


def test_reading_again_keeps_what_was_corrected(filled):
    """Another version of the reader, which reads it otherwise or not at all, changes nothing of it."""
    change(filled, PLACE, Part.WORDS, "Aula Mawar")
    longer = replace(PLACE, value="Aula Melati pada", value_end=PLACE.value_end + 5)
    for facts in (READING.facts, (longer, DAY, OPENER), (DAY, OPENER)):
        filled.readings.put([replace(READING, version="2", facts=facts)], now=LATER)

        places = [fact.value for fact in the_reading(filled).facts if fact.kind is FactKind.PLACE]
        assert places == ["Aula Mawar"]


def test_a_sentence_that_moved_is_still_corrected(filled):
    """A text that changed elsewhere has the correction where the sentence stands now."""
    change(filled, PLACE, Part.WORDS, "Aula Mawar")
    put(filled, an_article(text=f"Baru. {TEXT}"))
    filled.readings.put([a_reading(meetings=READING.meetings)], now=LATER)

    assert [(fact.value, fact.start) for fact in the_reading(filled).facts] == [("Aula Mawar", 6)]


def test_a_correction_whose_sentence_is_gone_is_set_aside_until_it_is_back(filled):
    """Keepers can see it; it changes nothing meanwhile."""
    change(filled, PLACE, Part.WORDS, "Aula Mawar")
    put(filled, an_article(text="Rakor pangan ditunda."))
    filled.readings.put([a_reading()], now=LATER)

    assert [one.before for one in filled.corrections.recent(state=CorrectionState.ASIDE)] == ["Aula Melati"]
    assert the_reading(filled).facts == ()
    put(filled, an_article(text=TEXT))
    filled.readings.put([READING], now=LATER)
    assert the_reading(filled).facts[0].value == "Aula Mawar"
    assert filled.corrections.recent(state=CorrectionState.ASIDE) == []


def test_an_article_that_comes_back_is_corrected(filled):
    """Removing an article forgets no correction."""
    change(filled, PLACE, Part.WORDS, "Aula Mawar")
    filled.articles.remove(["rakor-tani"])
    put(filled, an_article(text=TEXT))
    filled.readings.put([READING], now=LATER)

    assert the_reading(filled).facts[0].value == "Aula Mawar"


def test_undoing_gives_back_what_was_read(filled):
    """To the letter; and who did what is noted."""
    number = change(filled, DAY, Part.DATE, "2024-03-05")
    undone = undo_correction(filled, number, by=78, now=LATER)

    assert the_reading(filled) == READING
    assert (undone.before, undone.after) == ("2024-03-04", "2024-03-05")
    assert [(one.user, one.action, one.detail) for one in filled.actions.recent()] == [
        (78, "batal koreksi", str(number)),
        (ADMIN, "koreksi", str(number)),
    ]
    kept = filled.corrections.get(number)
    assert (kept.state, kept.undone_by, kept.undone_at) == (CorrectionState.UNDONE, 78, LATER)


def test_what_another_rests_on_is_undone_last(filled):
    """A correction of a corrected fact comes away first."""
    first = change(filled, PLACE, Part.WORDS, "Aula Mawar")
    second = change(filled, the_reading(filled).facts[0], Part.WORDS, "Aula Anggrek")

    assert the_reading(filled).facts[0].value == "Aula Anggrek"
    with pytest.raises(StoreError, match="koreksi sesudahnya"):
        undo_correction(filled, first, by=ADMIN, now=LATER)
    undo_correction(filled, second, by=ADMIN, now=LATER)
    undo_correction(filled, first, by=ADMIN, now=LATER)
    assert the_reading(filled) == READING


def test_nothing_is_undone_twice(filled):
    """The second one is told so."""
    number = change(filled, PLACE, Part.WORDS, "Aula Mawar")
    undo_correction(filled, number, by=ADMIN, now=LATER)

    with pytest.raises(StoreError, match="tidak berlaku lagi"):
        undo_correction(filled, number, by=ADMIN, now=LATER)


@pytest.mark.parametrize(
    ("fact", "part", "typed", "changes"),
    [
        (DAY, Part.DATE, "Selasa, 5 Maret 2024", {"value": "2024-03-05"}),
        (DAY, Part.DATE, "kapan-kapan", None),
        (DAY, Part.DATE, "5 Maret 2024 dan 6 April 2024", None),
        (DAY, Part.DATE, "5 Maret", None),
        (PLACE, Part.WORDS, "Aula\nMawar\x07", {"value": "Aula Mawar"}),
        (PLACE, Part.WORDS, "12345", None),
        (PLACE, Part.WORDS, "x" * 301, None),
        (OPENER, Part.NAME, "Budi Hartanto", {"value": "Budi Hartanto", "person": "Budi Hartanto"}),
        (OPENER, Part.NAME, "Budi 2", None),
        (OPENER, Part.OFFICE, "Sekda", {"role": "Sekda"}),
        (OPENER, Part.OFFICE, " \u202e ", None),
    ],
)
def test_what_is_typed_has_to_be_of_the_kind(fact, part, typed, changes):
    """A date stays a date, a name is words without figures."""
    assert read_value(fact, part, typed) == changes


def test_reports_mean_facts_of_their_kind():
    """Those of the answer's value first; of a place or day that the answer has otherwise, what was read of it."""
    named = {"value": "Budi Hartono", "start": 0, "end": 5}
    elsewhere = {"value": "?", "start": 90, "end": 95}

    assert find_targets("person", named, READING) == [OPENER]
    assert find_targets("place", elsewhere, READING) == [PLACE]
    assert find_targets("source", {}, READING) == []
    assert len({mark_of(fact) for fact in READING.facts}) == 3


def test_corrections_go_with_the_database(filled):
    """Into one of another kind, where they can be undone as well."""
    number = change(filled, PLACE, Part.WORDS, "Aula Mawar")
    other = open_store("sqlite://")
    filled.fill(other)

    assert the_reading(other) == the_reading(filled)
    undo_correction(other, number, by=ADMIN, now=LATER)
    assert the_reading(other) == READING
    assert change(other, PLACE, Part.WORDS, "Aula Anggrek") == number + 1
    other.close()


def test_a_restored_archive_is_corrected(tmp_path):
    """A backup has what was corrected, how it was read, and what is reported."""
    settings, other = an_archive(tmp_path / "rumah"), an_archive(tmp_path / "lain")
    add(settings, a_record(1))
    with opened(settings) as pipeline:
        fact = next(iter(pipeline.store.readings.get_many(["a1"])["a1"].facts))
        part = parts_of(fact)[0]
        begun = Correction("a1", Action.CHANGE, ADMIN, NOW)
        typed = {Part.DATE: "2024-01-02"}.get(part, "Yang Benar")
        number = make_correction(pipeline.store, change_fact(begun, fact, part, read_value(fact, part, typed)))
        pipeline.store.reports.put(a_report())
        corrected = pipeline.store.readings.get_many(["a1"])
    make_backup(settings, tmp_path / "cadangan.zip", now=NOW)
    restore_backup(other, tmp_path / "cadangan.zip")

    with opened(other) as pipeline:
        assert pipeline.store.readings.get_many(["a1"]) == corrected
        assert pipeline.store.reports.count_open() == 1
        undo_correction(pipeline.store, number, by=ADMIN, now=LATER)
        assert fact in pipeline.store.readings.get_many(["a1"])["a1"].facts


def test_what_is_taken_home_says_what_was_corrected(filled):
    """In the report and beside the quotation of a recapitulation."""
    change(filled, PLACE, Part.WORDS, "Aula Mawar")
    change(filled, OPENER, Part.NAME, "Budi Hartanto")
    event = next(select_events(filled, Selection()))
    shown = [block.text for block in report_on(event, frame=Frame()).blocks if isinstance(block, Line)]
    row = attendance_of(event, Selection())[0]

    assert any("Aula Mawar (dikoreksi pengelola pada 1 Mei 2024)" in text for text in shown)
    assert (row.name, row.quotation) == (
        "Budi Hartanto",
        "Rapat dibuka Camat Sukamaju Budi Hartono. (dikoreksi pengelola pada 1 Mei 2024)",
    )


def test_the_terminal_lists_and_undoes(tmp_path, monkeypatch, run_entry):
    """For keepers without Telegram."""
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path))
    monkeypatch.setenv("NOTULA_DATABASE_URL", "")
    run = partial(run_entry, embed_corpus.entry, "corrections")
    assert run() == (0, "Belum ada koreksi.\n", "")
    store = open_store(Settings(home=tmp_path, _env_file=None).database)
    put(store, an_article(text=TEXT))
    store.readings.put([READING], now=NOW)
    number = change(store, PLACE, Part.WORDS, "Aula Mawar")

    listed = json.loads(run("--json")[1])["corrections"]
    assert [(one["id"], one["before"], one["after"], one["state"]) for one in listed] == [
        (number, "Aula Melati", "Aula Mawar", "active")
    ]
    assert "Aula" in run()[1]
    assert run("--undo", number) == (0, f"Koreksi {number} dibatalkan.\n", "")
    assert run("--undo", number) == (1, "", f"{wording.CANNOT_UNDO}\n")
    assert the_reading(store) == READING
    store.close()


def a_report(**fields):
    fields = {"question_id": 1, "chat": 7, "user": 7, "language": "id", "what": "place"} | fields
    told = {"fact": {}, "question": "di mana?", "answer": "Aula Melati.", "article_ids": ("rakor-tani",), "at": NOW}
    return Report(**(told | fields))


def test_reports_are_decided_once(store):
    """In the order they came; of two who decide, the second is told that it was done."""
    first, second = store.reports.put(a_report()), store.reports.put(a_report(what="date"))

    assert store.reports.put(a_report()) == first
    assert (store.reports.count_open(), store.reports.next_open().id, store.reports.next_open(first).id) == (
        2,
        first,
        second,
    )
    store.reports.add_note(first, "bukan di sana")
    assert store.reports.decide(first, ReportState.ACCEPTED, by=ADMIN, now=LATER)
    assert not store.reports.decide(first, ReportState.REJECTED, by=78, now=LATER)
    decided = store.reports.get(first)
    assert (decided.state, decided.decided_by, decided.note) == (ReportState.ACCEPTED, ADMIN, "bukan di sana")
    assert store.reports.next_open(second).id == second
    assert store.reports.count_since(7, datetime(2024, 4, 30, tzinfo=UTC)) == 2


def test_who_is_forgotten_has_no_reports(store):
    """Nor are those kept that are older than questions are."""
    store.reports.put(a_report())
    store.reports.put(a_report(user=8))
    store.updates.forget_user(7)

    assert store.reports.purge(LATER) == 1
