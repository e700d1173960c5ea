"""Those whom a meeting brings together: who is seen there, brought or called, who receives or installs others."""

from __future__ import annotations

from retrieval.facts.cues import (
    LONGEST_SENTENCE,
    NEAR,
    Place,
    event_words,
    first_party,
    is_event_word,
    read_list,
    skip_adverbs,
)
from retrieval.facts.enumeration import Entry, read_enumeration
from retrieval.facts.page import is_verb
from retrieval.facts.subjects import attendance_words, read_subject

LONGEST_ACT = 7
"""Words from an act to "oleh": "penyerahan simbolis surat perintah kerja oleh"."""

LONGEST_NAME = 10
"""Words of an event's name that may stand between its kind and "bersama"."""


def read_seen(place: Place) -> list[Entry]:
    """ "Tampak Bupati Anu, ...", "Dari jajaran TNI tampak Dandim Anu": those named right behind, nobody before."""
    cast = place.cast
    at = skip_adverbs(cast, place.after)
    first = cast.first_at(place.sentence.start)
    opens = not any(cast.elements[before].is_named for before in range(first, place.index))
    seen = opens and at < len(cast.elements) and cast.elements[at].is_named
    return read_list(place, at) if seen and len(place.before(NEAR)) < NEAR else []


def read_brought(place: Place) -> list[Entry]:
    """ "Dialog menghadirkan Bupati Anu dan Sekda Budi": those named; whom somebody only wants is passed over."""
    wanted = attendance_words("unsure") & set(place.before(2))
    entries = [] if wanted else read_list(place, skip_adverbs(place.cast, place.after))
    return [entry for entry in entries if entry.office or entry.person]


def read_gathered(place: Place) -> list[Entry]:
    """ "Bupati Anu mengumpulkan para camat dalam rapat": who called them together, and those who came."""
    ahead = range(place.after, min(place.after + LONGEST_SENTENCE, len(place.cast.elements)))
    inside = [at for at in ahead if place.cast.elements[at].start < place.sentence.end]
    meets = any(is_event_word(place.cast.plain[at], event_words()) for at in inside)
    if not meets:
        return []
    subject = read_subject(place.cast, place.index, start=place.sentence.start)
    return [entry for entry in subject if entry.office or entry.person] + read_list(place, place.after)


def read_received(place: Place) -> list[Entry]:
    """ "Rombongan diterima oleh Sekda Anu di ruang kerja": who received guests, not who was handed something."""
    before = set(place.before(LONGEST_SENTENCE))
    met = place.cue.phrase.startswith("ditemui") or before & attendance_words("visitor")
    if not met or before & attendance_words("handed"):
        return []
    return [entry for entry in read_list(place, place.after) if entry.office or entry.person]


def read_installing(place: Place) -> list[Entry]:
    """ "Pengurus dilantik Ketua Umum Anu, Budi": who installed them; "dilantik sebagai Ketua" tells the office."""
    cast = place.cast
    at = skip_adverbs(cast, place.after)
    named = at < len(cast.elements) and cast.elements[at].is_named
    by = cast.low(place.after - 1) == "oleh" or (named and cast.elements[at].office is not None)
    return first_party(read_list(place, at)) if named and by else []


def read_inducted(place: Place) -> list[Entry]:
    """ "Pejabat yang dilantik adalah Budi, S.E. dan Siti", "Kedua pejabat tersebut adalah Budi dan Siti"."""
    bare = place.cue.phrase.startswith("tersebut")
    if bare and not attendance_words("inductee") & set(place.before(NEAR)):
        return []
    return [entry for entry in read_list(place, skip_adverbs(place.cast, place.after)) if entry.person]


def read_with(place: Place) -> list[Entry]:
    """ "Dalam diskusi bersama MUI, PHDI dan Bupati Anu", "pertemuan dengan Kapolres": those an event is held with."""
    if not _names_event(place) or attendance_words("planned") & set(place.before(NEAR)):
        return []
    entries = read_list(place, place.after)
    written = [place.cast.words.text[entry.start : entry.end] for entry in entries]
    # "Pertemuan dengan warga" tells of nobody in particular.
    return [] if len(written) == 1 and written[0].isalpha() and written[0].islower() else entries


def _names_event(place: Place) -> bool:
    """Whether the words right before the cue name an event ("Seminar Literasi bersama"), or its own first one does."""
    for word in reversed([*place.before(LONGEST_NAME), place.cast.low(place.index)]):
        if is_event_word(word, event_words()):
            return True
        if is_verb(word) or word in {",", "."}:
            break
    return False


def read_given(place: Place) -> list[Entry]:
    """ "Perangkat desa mendapat arahan tentang arsip dari Kepala Seksi Anu": who gave it."""
    cast = place.cast
    for at in range(place.after, min(place.after + LONGEST_SENTENCE // 2, len(cast.elements))):
        if cast.elements[at].start >= place.sentence.end or (is_verb(cast.plain[at]) if cast.plain[at] else False):
            break
        if cast.plain[at] in {"oleh", "dari"} and at + 1 < len(cast.elements) and cast.elements[at + 1].is_named:
            return [entry for entry in read_list(place, at + 1) if entry.office or entry.person]
    return []


def read_given_by(place: Place) -> list[Entry]:
    """ "Acara dilanjutkan paparan materi dari Kepala Bappeda Anu, Budi": those named, no groups."""
    return [entry for entry in read_list(place, place.after) if entry.person or entry.office]


def read_speeches(place: Place) -> list[Entry]:
    """ "Acara diawali dengan sambutan Ketua Anu, Budi, dan Bupati": who spoke, unless another reads it out."""
    entries, end = read_enumeration(place.cast, place.after, stop=place.stop)
    return [] if any(place.cast.low(at) == "dibacakan" for at in (end, end + 1)) else entries


def read_parties(place: Place) -> list[Entry]:
    """ "Kontrak ditandatangani antara PPK Budi dengan Direktur Anu, Siti": both sides."""
    cast = place.cast
    entries, end = read_enumeration(cast, place.after, stop=place.stop)
    if cast.low(end) in {"dengan", "kepada"}:
        entries = entries + read_list(place, end + 1)
    return [entry for entry in entries if entry.office or entry.person]


def read_handover(place: Place) -> list[Entry]:
    """ "Sertijab Kapolres Anu dari AKBP Budi kepada AKBP Siti": who leaves and who comes."""
    cast = place.cast
    for at in range(place.after, min(place.after + NEAR, len(cast.elements) - 1)):
        if cast.elements[at].start >= place.sentence.end:
            break
        if cast.low(at) in {"dari", "antara"} and cast.elements[at + 1].is_named:
            entries, end = read_enumeration(cast, at + 1, stop=place.stop)
            came = read_list(place, end + 1) if cast.low(end) in {"dengan", "kepada", "ke"} else []
            return first_party(entries) + first_party(came) if came else []
    return []


def read_performed(place: Place) -> list[Entry]:
    """ "Pelantikan pengurus dilakukan oleh Ketua Umum Anu", "peletakan batu pertama oleh Bupati": who acted."""
    if place.cue.phrase == "oleh":
        told = _is_act(place)
    else:
        told = bool(attendance_words("installing") & set(place.before(NEAR)))
    return first_party(read_list(place, place.after)) if told else []


def _is_act(place: Place) -> bool:
    """Whether an act stands before "oleh" and nothing but its object between."""
    for word in reversed(place.before(LONGEST_ACT)):
        if word in attendance_words("acts"):
            return True
        if (is_verb(word) and word not in event_words()) or word in {",", ".", "dan", "yang"}:
            break
    return False


def _skip_held(place: Place) -> int:
    """The index behind "yang digelar dua hari ini" in "Peserta pelatihan yang digelar dua hari ini adalah ..."."""
    cast = place.cast
    for at in range(place.after + 1, min(place.after + 24, len(cast.elements))):
        if cast.elements[at].is_named or cast.elements[at].start >= place.sentence.end:
            break
        if cast.plain[at - 1] in {"tersebut", "ini", "itu"} and cast.plain[at] in attendance_words("made_of"):
            return at
    return place.after


def read_made_of(place: Place) -> list[Entry]:
    """ "Peserta rapat meliputi para camat, ...", "Salah satu peserta, Budi,": those the participants are made up of."""
    cast = place.cast
    begin = _skip_held(place)
    for at in range(begin, min(begin + 6, len(cast.elements))):
        if cast.elements[at].is_named or cast.elements[at].start >= place.sentence.end:
            break
        if cast.plain[at] == "," and cast.low(at + 1) in attendance_words("made_of"):
            continue
        if cast.plain[at] in attendance_words("made_of"):
            return read_list(place, at + 1 + (cast.plain[at + 1] in {"dari", "atas"}))
        person = at + 1 < len(cast.elements) and cast.elements[at + 1].person is not None
        if cast.plain[at] == "," and person and cast.low(at + 2) != "dan":
            return read_list(place, at + 1)[:1]
        if is_verb(cast.plain[at]) or cast.plain[at] in {",", ".", "yang"}:
            break
    return []
