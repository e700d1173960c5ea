"""Who took part, in which capacity and for whom: from tags made by hand, and the weights that ship."""

import pytest
from companies import LENIENT, SILENT, attendance, company
from hypothesis import given, settings
from hypothesis import strategies as st
from tagged import tag

from data.facts import FactKind
from retrieval.language.tables import read_table
from retrieval.reading.attendance import TAGGED, read_attendance
from retrieval.reading.deeds.roles import Told, shipped_roles
from retrieval.reading.judge import Judge, measure
from retrieval.reading.mentions import find_mentions
from retrieval.reading.participants import gather
from retrieval.reading.tagging.spans import find_spans

BUDI, SITI = "Wibisono Hartadi", "Rahmawati Lestari"
CAMAT = "Camat Melati"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"Tampak {CAMAT}, {BUDI}, sejak pagi.", CAMAT),
        (f"Tampak {BUDI} selaku {CAMAT} sejak pagi.", CAMAT),
        (f"Tampak {BUDI} sejak pagi. {CAMAT} menyusul.", None),
    ],
)
def test_an_office_beside_a_name_is_held_by_it(text, role):
    """Signs, titles and "selaku" join; a sentence parts."""
    tags = tag(text, {"named": {BUDI: "PERSON", CAMAT: "OFFICE"}})
    people = gather(text, find_mentions(text, tags))
    assert [one.role for one in people if one.name == BUDI] == [role]


def test_a_short_form_is_the_same_person():
    """One participant, under the fullest name, however often it is mentioned."""
    text = f"{BUDI} datang lebih awal. Wibisono duduk di depan."
    (person,) = attendance(text, {BUDI: "PERSON"}, roles=SILENT)
    assert (person.person, person.rule) == (BUDI, TAGGED)
    assert text[person.value_start : person.value_end] == person.value


def test_the_judge_decides():
    """Below its threshold nobody is told; each kind has its own."""
    text = f"{BUDI} datang bersama para lurah desa."
    everyone = company(text, {BUDI: "PERSON", "para lurah desa": "GROUP"})
    even = dict.fromkeys(measure(everyone.parts[0].participant, text=text, told=Told()), 0.0)
    assert read_attendance(everyone, Judge(even, 0.0, 0.6, 0.6)) == []
    assert [fact.value for fact in read_attendance(everyone, Judge(even, 0.0, 0.4, 0.6))] == [BUDI]


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        (f"Musyawarah desa itu dibuka secara resmi oleh {BUDI}.", "opened"),
        (f"{BUDI} membuka musyawarah desa di balai warga.", "opened"),
        (f"Rapat koordinasi dipimpin langsung oleh {BUDI}.", "led"),
        (f"{BUDI} memimpin rapat koordinasi di balai warga.", "led"),
        (f"Musyawarah desa itu dihadiri {BUDI}.", "present"),
        (f"{BUDI} akan membuka musyawarah desa besok.", "invited"),
        (f"Musyawarah desa itu rencananya dihadiri {BUDI}.", "invited"),
        (f"{BUDI} belum membuka musyawarah desa.", "present"),
    ],
)
def test_what_somebody_did(text, capacity):
    """Meetings are opened and led; who is only planned to come is told as invited, and opens nothing."""
    assert [str(fact.capacity) for fact in attendance(text, {BUDI: "PERSON"})] == [capacity]


def test_who_is_named_in_one_breath_opens_together():
    """ "A dan B membuka" is about both."""
    text = f"{CAMAT} {BUDI} dan {SITI} membuka musyawarah desa."
    facts = attendance(text, {BUDI: "PERSON", SITI: "PERSON", CAMAT: "OFFICE"})
    assert {fact.person: str(fact.capacity) for fact in facts} == {BUDI: "opened", SITI: "opened"}


def test_an_office_may_say_what_was_done():
    """ "Inspektur upacara, Budi" led it, though the words are part of the office."""
    text = f"Inspektur upacara, {BUDI}, membacakan amanat."
    (fact,) = attendance(text, {BUDI: "PERSON", "Inspektur upacara": "OFFICE"})
    assert (fact.person, str(fact.capacity)) == (BUDI, "led")


def test_a_pronoun_looks_back_over_sentences_that_name_nobody():
    """ "Hal itu disampaikannya saat membuka" is about who was named last."""
    text = (
        f"{CAMAT} {BUDI} mengajak warga menanam padi. Pupuk sudah tersedia di balai desa. "
        "Hal itu disampaikannya saat membuka musyawarah desa."
    )
    (fact,) = attendance(text, {BUDI: "PERSON", CAMAT: "OFFICE"})
    assert (fact.person, str(fact.capacity)) == (BUDI, "opened")


def test_a_name_holds_its_sentence_together():
    """The full stop of an abbreviation in a name ends no sentence."""
    name = "MB. Hartadi"
    text = f"Wakil Bupati {name} membuka musyawarah desa."
    (fact,) = attendance(text, {name: "PERSON", "Wakil Bupati": "OFFICE"})
    assert (fact.person, str(fact.capacity)) == (name, "opened")


def test_who_accompanies_opens_nothing():
    """The one who is accompanied does."""
    text = f"{BUDI} didampingi {SITI} membuka musyawarah desa."
    found = {fact.value: str(fact.capacity) for fact in attendance(text, {BUDI: "PERSON", SITI: "PERSON"})}
    assert found[BUDI] == "opened"


NAMED = {BUDI: "PERSON", SITI: "PERSON", "Bupati Anggrek": "OFFICE"}


@pytest.mark.parametrize(
    ("text", "principal"),
    [
        (f"Bupati Anggrek yang diwakili oleh {BUDI} membuka musyawarah.", "Bupati Anggrek"),
        (f"{BUDI} mewakili Bupati Anggrek membuka musyawarah.", "Bupati Anggrek"),
        (f"Mewakili Bupati Anggrek, {BUDI} membuka musyawarah.", "Bupati Anggrek"),
        (f"Mewakili Bupati Tebo, {BUDI} membuka musyawarah.", "Bupati Tebo"),
        (f"Hadir perwakilan Dinas Pasar, {BUDI}.", "Dinas Pasar"),
        (f"Hadir {BUDI}, perwakilan dari Dinas Pasar.", "Dinas Pasar"),
        (f"Hadir {SITI} dan perwakilan Dinas Pasar, {BUDI}.", "Dinas Pasar"),
        (f"Hadir {BUDI} dan perwakilan Dinas Pasar, {SITI}.", None),
        (f"Perwakilan dari Dinas Pasar yang hadir, {BUDI}, membuka musyawarah.", "Dinas Pasar"),
        (f"Hadir perwakilan warga desa, {BUDI}.", "warga desa"),
        (f"{BUDI} yang merupakan perwakilan Dinas Pasar membuka musyawarah.", "Dinas Pasar"),
        (f"{BUDI} membuka musyawarah. Ia hadir mewakili Bupati Anggrek.", "Bupati Anggrek"),
        (f"{BUDI} membuka musyawarah. Warga hadir mewakili Bupati Anggrek.", None),
        (f"Hadir Kepala Kanwil BPN Bupati Anggrek yang diwakili {BUDI}.", "Kepala Kanwil BPN Bupati Anggrek"),
        (f"{BUDI} berharap dapat mewakili Bupati Anggrek kelak.", None),
        (f"{BUDI} datang. Perwakilan warga menyusul.", None),
    ],
)
def test_whom_somebody_stood_in_for(text, principal):
    """Told by "diwakili", "mewakili" and "perwakilan", unless it only may come."""
    named = {name: kind for name, kind in NAMED.items() if name in text}
    facts = attendance(text, named)
    assert [fact.represents for fact in facts if fact.person == BUDI] == [principal]


def test_a_line_ends_every_name():
    """The headline's office does not run into the one that opens the text; the name is quoted from right beside it."""
    text = f"Musyawarah Dibuka Camat\n\nCamat Melati {BUDI} membuka musyawarah desa."
    (fact,) = attendance(text, {"Camat\n\nCamat Melati": "OFFICE", BUDI: "PERSON"})
    assert (fact.value, fact.role) == (BUDI, "Camat Melati")
    assert BUDI in text[fact.start : fact.end]


def test_an_office_may_begin_with_standing_in():
    """ "Perwakilan Dinas Anu" beside a name says for whom; a group of them stands in for nobody in particular."""
    office = "perwakilan Dinas Pasar"
    (held,) = attendance(f"Hadir {office}, {BUDI}.", {BUDI: "PERSON", office: "OFFICE"})
    assert (held.person, held.represents) == (BUDI, "Dinas Pasar")
    facts = attendance(f"Hadir {office}, {CAMAT} {BUDI}.", {BUDI: "PERSON", office: "OFFICE", CAMAT: "OFFICE"})
    assert [fact.represents for fact in facts if fact.person == BUDI] == ["Dinas Pasar"]
    (group,) = attendance(f"Hadir {office}.", {office: "GROUP"})
    assert group.represents is None


def test_who_is_represented_was_not_there():
    """The office holder is told as absent, on the words that say so; a body is not."""
    text = f"Bupati Anggrek yang diwakili oleh {BUDI} membuka musyawarah."
    facts = attendance(text, {BUDI: "PERSON", "Bupati Anggrek": "OFFICE"})
    assert {(fact.value, str(fact.capacity)) for fact in facts} == {(BUDI, "opened"), ("Bupati Anggrek", "absent")}
    body = attendance(f"Hadir perwakilan Dinas Pasar, {BUDI}.", {BUDI: "PERSON"})
    assert [str(fact.capacity) for fact in body] == ["present"]


def test_who_is_said_to_be_missing_was_not_there():
    """ "berhalangan hadir" makes its subject absent, whatever the tagger says."""
    text = f"{CAMAT} {BUDI} berhalangan hadir. {SITI} memimpin rapat."
    facts = attendance(text, {BUDI: "PERSON", SITI: "PERSON", CAMAT: "OFFICE"})
    assert [(fact.person, str(fact.capacity)) for fact in facts if fact.person == BUDI] == [(BUDI, "absent")]


def test_a_group_is_told_once():
    """However often it is mentioned."""
    text = "Hadir para lurah desa. Siang itu Para Lurah Desa pulang."
    facts = attendance(text, {"para lurah desa": "GROUP", "Para Lurah Desa": "GROUP"}, roles=SILENT)
    assert len(facts) == 1


@given(
    st.lists(st.sampled_from([BUDI, SITI, CAMAT, "membuka", "diwakili", "mewakili", "rapat", "dan", ",", ".", "oleh"]))
)
@settings(max_examples=60, deadline=None)
def test_every_fact_is_a_slice_of_the_text(words):
    """Whatever the words, what is told stands in the text."""
    text = " ".join([BUDI, *words])
    facts = read_attendance(company(text, {BUDI: "PERSON"}), LENIENT)
    assert all(fact.kind is FactKind.ATTENDANCE for fact in facts)
    for fact in facts:
        assert text[fact.value_start : fact.value_end] == fact.value
        assert fact.start <= fact.value_start < fact.value_end <= fact.end
        assert fact.represents is None or fact.represents in text[fact.start : fact.end]


def test_the_items_of_a_list_belong_to_what_stands_before_it():
    """ "Hadir dalam giat itu:" tells of every line; who stands in does so for the same line only."""
    text = f"Hadir dalam rapat itu:\n- {CAMAT} {BUDI}\n- Bupati Anggrek diwakili asistennya\n- {SITI}\nRapat usai."
    everyone = company(text, {BUDI: "PERSON", SITI: "PERSON", CAMAT: "OFFICE"}, roles=shipped_roles())
    told = {part.participant.name: part.told.chances for part in everyone.parts if part.participant.name}
    assert "present" in told[BUDI]
    assert "present" in told[SITI]
    assert [part.stand_in for part in everyone.parts if part.participant.name == SITI] == [None]


def test_who_is_told_beside_others_accompanies():
    """ "Ia didampingi" makes an escort of whom the tagger has as present."""
    text = f"{BUDI} menghadiri rapat koordinasi. Ia didampingi {CAMAT}, {SITI}."
    found = {
        fact.person: str(fact.capacity) for fact in attendance(text, {BUDI: "PERSON", SITI: "PERSON", CAMAT: "OFFICE"})
    }
    assert found == {BUDI: "present", SITI: "accompanied"}


def test_a_name_may_go_on_in_a_common_word():
    """Where the tagger says so, in words with capitals only."""
    text = "I Gusti Ngurah Jaya Negara datang bersama Wibisono Hartadi di Aula."
    tags = tag(text, {"named": {"I Gusti Ngurah Jaya Negara": "PERSON", BUDI: "PERSON"}})
    people = gather(text, find_mentions(text, tags))
    assert [one.name for one in people] == ["I Gusti Ngurah Jaya Negara", BUDI]


def test_a_group_ends_in_a_word_that_says_something():
    """ "Jajaran dinas dari seluruh kota di" is cut before "di"; a bracket that closes stays; a headcount is none."""
    text = "Hadir jajaran dinas dari seluruh kota di, serta pengurus (PMI), juga 1.200 partisipan; ratusan hadirin."
    groups = ("jajaran dinas dari seluruh kota di", "pengurus (PMI)", "1.200 partisipan", "ratusan hadirin")
    named = dict.fromkeys(groups, "GROUP")
    facts = attendance(text, named, roles=SILENT)
    assert {fact.value for fact in facts} == {"jajaran dinas dari seluruh kota", "pengurus (PMI)"}


@pytest.mark.parametrize(
    ("text", "named", "found"),
    [
        (f"Hadir Lurah Kenanga {BUDI}.", {"Lurah Kenanga": "OFFICE", BUDI: "PERSON"}, ["Lurah Kenanga", BUDI]),
        (
            "Hadir Manajer Layanan Sahabat Kenari.",
            {"Manajer Layanan Sahabat Kenari": "OFFICE"},
            ["Manajer Layanan Sahabat Kenari"],
        ),
        (
            "Hadir Pj Kadeslur Pinang Suwarjo sejak pagi.",
            {"Pj Kadeslur Pinang": "OFFICE", "Suwarjo": "PERSON"},
            ["Pj Kadeslur Pinang", "Suwarjo"],
        ),
        (f"Hadir Kapten {BUDI}.", {"Kapten": "OFFICE", BUDI: "PERSON"}, [BUDI]),
        (
            f"Hadir Panglima TNI Laksamana TNI {BUDI}.",
            {"Panglima TNI Laksamana TNI": "OFFICE", BUDI: "PERSON"},
            ["Panglima TNI", BUDI],
        ),
        (
            f"Apel dipimpin Lurah Kenanga {BUDI}.",
            {"dipimpin Lurah Kenanga": "OFFICE", BUDI: "PERSON"},
            ["Lurah Kenanga", BUDI],
        ),
        (
            f"Hadir Manajer Layanan Demak {BUDI}.",
            {"Manajer Layanan": "OFFICE", "Demak": "GROUP", BUDI: "PERSON"},
            ["Manajer Layanan Demak", BUDI],
        ),
    ],
)
def test_no_office_is_part_of_a_name(text, named, found):
    """What looks like a name to the tables is none where the tagger has an office in it; a rank is neither."""
    tags = tag(text, {"named": named})
    assert [text[one.start : one.end] for one in find_mentions(text, tags)] == found


@pytest.mark.parametrize(
    ("office", "untold", "found"),
    [
        ("Kepala Balai Benih Padi, Jagung, dan Kedelai", "Jagung", ["Kepala Balai Benih Padi, Jagung, dan Kedelai"]),
        ("Kepala Balai Benih Padi dan Kedelai", "dan", ["Kepala Balai Benih Padi dan Kedelai"]),
        ("Kepala Balai Benih Padi di Kedelai", "di", ["Kepala Balai Benih Padi", "Kedelai"]),
    ],
)
def test_an_office_goes_on_behind_the_words_of_a_list(office, untold, found):
    """Where the tagger sees no new one begin there, and says nothing of a word between."""
    text = f"Hadir {office} {BUDI}."
    tags = tag(text, {"named": {office: "OFFICE", BUDI: "PERSON"}})
    nothing = tag(text, {}).chances["called"]
    for row, (start, end) in enumerate(tags.offsets):
        if text[start:end] in {untold, ","}:
            tags.chances["called"][row] = nothing[row]
    assert [text[one.start : one.end] for one in find_mentions(text, tags)] == [*found, BUDI]


def test_groups_of_a_list_stay_apart():
    """Where the tagger sees no new one begin, either."""
    text = "Hadir pedagang keliling, tukang becak sejak pagi."
    tags = tag(text, {"named": {"pedagang keliling, tukang becak": "GROUP"}})
    nothing = tag(text, {})
    comma = next(row for row, (start, end) in enumerate(tags.offsets) if text[start:end] == ",")
    for head in ("called", "named"):
        tags.chances[head][comma] = nothing.chances[head][comma]
    assert [text[one.start : one.end] for one in find_mentions(text, tags)] == ["pedagang keliling", "tukang becak"]


@pytest.mark.parametrize("short", ["Wibi", "Wihar", "Sono"])
def test_who_is_called_by_a_short_name_is_told_by_the_full_one(short):
    """Whichever of the two comes first, where nobody else may be meant."""
    for text in (f"{BUDI} datang lebih awal. {short} duduk di depan.", f"{short} datang lebih awal bersama {BUDI}."):
        people = attendance(text, {BUDI: "PERSON", short: "PERSON"}, roles=SILENT)
        assert [fact.person for fact in people] == [BUDI]


FORMS = {
    "before": "{0}, {2} {1} datang lebih awal.",
    "behind": "{1}, {2} {0} datang lebih awal.",
    "earlier": "{0} datang lebih awal. {1}, {2}, membawa berkas.",
}


@pytest.mark.parametrize(
    "said",
    [
        "{0} ({1}) datang lebih awal.",
        "{0} datang lebih awal. Pria yang akrab disapa {1} itu membawa berkas.",
        *(FORMS[row["full"]].replace("{2}", row["phrase"]) for row in read_table("alias_phrases")),
    ],
)
def test_another_name_of_somebody_is_the_same_person(said):
    """He is told by the full one, also where he is only called by the other one later on."""
    text = f"{said.format(BUDI, 'Gus Mentari')} Gus Mentari duduk di depan."
    people = attendance(text, {BUDI: "PERSON", "Gus Mentari": "PERSON"}, roles=SILENT)
    assert [fact.person for fact in people] == [BUDI]


def test_a_name_of_somebody_known_is_not_given_to_whoever_was_named_last():
    """Nor is a full name lost where a part of it says whose the other one is."""
    mentari, named = "Gus Mentari", {BUDI: "PERSON", "Gus Mentari": "PERSON", "Wibisono": "PERSON"}
    text = f"{mentari} datang lebih awal. {SITI} menyusul. Pria yang akrab disapa {mentari} itu membawa berkas."
    people = gather(text, find_mentions(text, tag(text, {"named": {SITI: "PERSON", mentari: "PERSON"}})))
    assert {one.name: len(one.mentions) for one in people} == {mentari: 2, SITI: 1}
    text = f"{BUDI} ({mentari}) datang lebih awal. {mentari}, sapaan akrab Wibisono, membawa berkas. {BUDI} pulang."
    assert [fact.person for fact in attendance(text, named, roles=SILENT)] == [BUDI]


def test_nobody_is_read_out_of_a_link():
    """A line that advertises another article names nobody here."""
    text = f"{BUDI} datang lebih awal.\nTonton juga video {BUDI} Tinjau pasar."
    people = attendance(text, {BUDI: "PERSON", f"{BUDI} Tinjau": "PERSON"}, roles=SILENT)
    assert [fact.person for fact in people] == [BUDI]


def test_the_full_stop_of_a_sentence_is_no_part_of_a_name():
    """That of an initial is."""
    for name in (BUDI, "Wibisono H."):
        text = f"Hadir pula pedagang bernama {name}"
        ending = "" if name.endswith(".") else "."
        tags = tag(text + ending, {"named": {name + ending: "PERSON"}})
        spans = find_spans(text + ending, tags, "named", least=0.3)
        assert [(text + ending)[one.start : one.end] for one in spans] == [name]


def test_a_name_ends_with_its_sentence():
    """Where the blank behind it is lost, too; an abbreviation goes on."""
    for text, name in ((f"Hadir {BUDI}.Ia datang lebih awal.", BUDI), ("Hadir Letkol.Wibisono.", "Wibisono")):
        tags = tag(text, {"named": {text[6 : text.index(".", 14)] + ".Ia" * (name == BUDI): "PERSON"}})
        assert [text[one.start : one.end] for one in find_mentions(text, tags)] == [name]


def test_a_level_of_government_alone_is_no_office():
    """ "Provinsi" is nobody's."""
    tags = tag("Tampak Provinsi sejak pagi.", {"named": {"Provinsi": "OFFICE"}})
    assert find_mentions("Tampak Provinsi sejak pagi.", tags) == []


def test_a_short_name_of_two_is_neithers():
    """Both begin alike, so nobody can say who is meant."""
    text = "Wibisono Hartadi dan Wibiyanti Lestari datang. Wibi duduk di depan."
    names = ("Wibisono Hartadi", "Wibiyanti Lestari")
    tags = tag(text, {"named": dict.fromkeys(names, "PERSON")})
    people = gather(text, find_mentions(text, tags))
    assert {one.name: len(one.mentions) for one in people if one.name in names} == dict.fromkeys(names, 1)


@pytest.mark.parametrize(
    ("text", "tagged", "shown"),
    [
        ("Hadir Forum Kerukunan Warga (FKW) Melati.", "Forum Kerukunan Warga (FKW", "Forum Kerukunan Warga (FKW)"),
        ("Hadir Forum Kerukunan Warga (FKW dan lain-lain.", "Forum Kerukunan Warga (FKW", "Forum Kerukunan Warga"),
        ("Hadir Penjabat (Pj) Lurah Kenanga.", "Pj) Lurah Kenanga", "Penjabat (Pj) Lurah Kenanga"),
        ("Hadir FKW) Melati.", "FKW) Melati", "Melati"),
        ("Hadir Nino.Perwakilan Warga Melati.", "Nino.Perwakilan Warga Melati", "Perwakilan Warga Melati"),
        ("Hadir Plt.Kepala Pasar Melati.", "Plt.Kepala Pasar Melati", "Plt.Kepala Pasar Melati"),
        ("Hadir Prov.Lampung bagian pasar.", "Prov.Lampung bagian pasar", "Prov.Lampung bagian pasar"),
    ],
)
def test_a_group_or_office_is_told_whole(text, tagged, shown):
    """With both its brackets or none, and without the word that a lost blank glued before it."""
    tags = tag(text, {"named": {tagged: "GROUP"}})
    assert shown in [text[one.start : one.end] for one in find_mentions(text, tags)]


def test_who_lets_another_speak_may_be_there():
    """Words in somebody's name make nobody absent; coming for somebody does."""
    marks = {BUDI: "PERSON", "Bupati Anggrek": "OFFICE"}
    spoke = attendance(f"{BUDI} mewakili Bupati Anggrek mengatakan jalan desa segera diperbaiki.", marks)
    assert "absent" not in {str(fact.capacity) for fact in spoke}
    came = attendance(f"{BUDI} hadir mewakili Bupati Anggrek.", marks)
    assert "absent" in {str(fact.capacity) for fact in came}


def test_a_lost_blank_glues_nobody_to_the_word_before():
    """ "JakartaBudi" is Budi."""
    text = f"Gubernur Jakarta{BUDI} membuka musyawarah desa."
    facts = attendance(text, {f"Jakarta{BUDI}": "PERSON"})
    assert [fact.person for fact in facts if fact.person] == [BUDI]
