"""What readers wrote down becomes labels of characters."""

import json

from retrieval.reading.tagging.labels import CAPACITIES, HEADS
from retrieval.training.annotations import UNKNOWN, Annotated, hold_out, label, read_annotated

TEXT = (
    "Rapat panen raya di Aula Melati dibuka Bupati Seruni Harjo Wibowo mewakili Gubernur. Harjo berterima kasih. "
    "Para petani hadir."
)
PERSON = {
    "person": "Harjo Wibowo",
    "office": "Bupati Seruni",
    "represents": "Gubernur",
    "capacity": "closed",
    "quote": "dibuka Bupati Seruni Harjo Wibowo mewakili Gubernur",
}
MEETING = {
    "place": "Aula Melati",
    "theme": "panen raya",
    "purpose": None,
    "organiser": None,
    "people": [PERSON],
    "groups": [{"group": "Para petani", "quote": "Para petani hadir"}],
}


def told(labels, head, phrase, occurrence=0):
    """The class names of a phrase's first and second character."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(phrase, start + 1)
    classes = HEADS[head]
    return [classes[number] if number != UNKNOWN else None for number in labels.classes[head][start : start + 2]]


def test_names_are_labelled_wherever_they_stand():
    """A first name alone is the person too, but what is stated is stated in the quotation only."""
    labels = label(Annotated("", TEXT, [MEETING]))
    assert told(labels, "named", "Harjo") == ["B-PERSON", "I-PERSON"]
    assert told(labels, "named", "Harjo", 1) == ["B-PERSON", "I-PERSON"]
    assert told(labels, "stated", "Harjo") == ["yes", "yes"]
    assert told(labels, "stated", "Harjo", 1) == ["no", "no"]
    assert told(labels, "capacity", "Harjo") == ["opened", "opened"]
    assert told(labels, "capacity", "Harjo", 1) == [None, None]
    assert told(labels, "took_part", "Harjo", 1) == ["yes", "yes"]


def test_offices_groups_and_details_are_labelled():
    """Each under its own head; what nobody wrote down is outside."""
    labels = label(Annotated("", TEXT, [MEETING]))
    assert told(labels, "named", "Bupati Seruni") == ["B-OFFICE", "I-OFFICE"]
    assert told(labels, "named", "Para petani") == ["B-GROUP", "I-GROUP"]
    assert told(labels, "principal", "Gubernur") == ["B-PRINCIPAL", "I-PRINCIPAL"]
    assert told(labels, "detail", "Aula Melati") == ["B-PLACE", "I-PLACE"]
    assert told(labels, "detail", "panen raya") == ["B-THEME", "I-THEME"]
    assert told(labels, "named", "berterima") == ["O", "O"]


def test_an_absent_person_did_not_take_part():
    """The capacity decides."""
    away = {**MEETING, "people": [{**PERSON, "capacity": "absent"}]}
    labels = label(Annotated("", TEXT, [away]))
    assert told(labels, "took_part", "Harjo") == ["no", "no"]
    assert CAPACITIES[labels.classes["capacity"][TEXT.index("Harjo")]] == "absent"


def test_annotated_folders_are_read(tmp_path):
    """Articles without an annotation are left out; one of so many is kept apart, always the same."""
    articles = [
        {"id": f"a{number}", "title": "T", "publisher": "", "published": None, "text": TEXT} for number in (1, 2, 3)
    ]
    facts = [{"article_id": f"a{number}", "meetings": [MEETING]} for number in (1, 3)]
    for name, records in (("articles", articles), ("facts", facts)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    annotated = read_annotated([tmp_path])
    assert [one.text for one in annotated] == [TEXT, TEXT]
    seen, unseen = hold_out(annotated, 2)
    assert (seen, unseen) == ([annotated[0]], [annotated[1]])


def test_no_theme_written_down_does_not_say_that_there_is_none():
    """Then only what is a detail is learnt; an article without a meeting has none."""
    labels = label(Annotated("", TEXT, [MEETING | {"theme": None}]))
    assert told(labels, "detail", "Aula Melati") == ["B-PLACE", "I-PLACE"]
    assert told(labels, "detail", "panen raya") == [None, None]
    assert told(label(Annotated("", TEXT, [])), "detail", "panen raya") == ["O", "O"]
