"""What is said of people across articles: in answers, and by `embed_corpus.py people`, `link` and `unlink`."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 1200
"""Characters of an answer about a person."""

PEOPLE = "Orang di arsip"
PEOPLE_COLUMNS = ("ID", "nama", "juga ditulis", "jabatan", "artikel")
LINKS = "Tautan"
LINK_COLUMNS = ("ID", "orang", "tanggal", "nama", "jabatan", "daerah", "artikel", "dasar")
HOW = {"read": "dibaca", "inferred": "disimpulkan", "admin": "admin"}
NATIONAL = "nasional"
NO_OFFICE = "disebut tanpa jabatan"
NOTHING_FOUND = "Tidak ada orang bernama itu di arsip."
SAME_PERSON = "Nomor yang sama tidak dapat ditautkan; sebut dua orang."
NOTHING_TO_PART = "Itu satu-satunya tautan orang tersebut, jadi tidak ada yang dipisahkan."


def person(name: str, region: str | None) -> str:
    """The line that says whom the lines below it are about."""
    return f"{name} ({region})" if region else name


DOUBTS = {"none": "", "inferred": "disimpulkan", "contradicted": "belum tentu orang yang sama"}


def office(title: str, *, days: str | None, doubt: str) -> str:
    """One office of a person, when it was mentioned, and how sure it is that it is theirs (see DOUBTS)."""
    return title + "".join(f" ({note})" for note in (days, DOUBTS[doubt]) if note)


def span(first: str, last: str) -> str:
    """From the first mention to the last."""
    return first if first == last else f"{first} – {last}"


def aliases(names: Sequence[str]) -> str:
    """Other spellings of a name."""
    return f"Juga ditulis: {'; '.join(names)}."


def namesakes(count: int, name: str) -> str:
    """Heading where several people have the name."""
    return f"{count} orang bernama {name} di arsip; tidak disebut apakah ada yang sama:"


def more(count: int) -> str:
    """What there was no room for."""
    return f"… dan {count} lainnya."


def unknown_person(number: int) -> str:
    """A number that no person has."""
    return f"Tidak ada orang bernomor {number}; lihat `python embed_corpus.py people`."


def unknown_link(number: int) -> str:
    """A number that no link in force has."""
    return f"Tidak ada tautan bernomor {number} yang berlaku; lihat `python embed_corpus.py people NAMA`."


def joined(count: int, person: int) -> str:
    """Links have become another person's."""
    return f"{count} tautan kini milik orang {person}; `unlink` membatalkannya."


def parted(number: int, person: int) -> str:
    """A link was undone."""
    return f"Tautan {number} dilepas; penyebutan itu kini orang {person} dan tidak ditautkan lagi dengan sendirinya."


def holders(office: str) -> str:
    """Heading of those whom the archive names in an office."""
    return f"Yang disebut sebagai {office} di arsip:"


def holder(person: str, *, days: str | None) -> str:
    """Somebody whom articles name in an office, and when."""
    return f"{person}, disebut {days}." if days else f"{person}."


def holder_unnamed(office: str, when: str) -> str:
    """An office of which the archive has no holder's name, of a time where one was asked for."""
    return f"Arsip tidak menyebut nama {office} pada {when}." if when else f"Arsip tidak menyebut nama {office}."


MEANT = "Maksud Anda …?"
DEEDS = {
    "meeting": "Rapat",
    "stood_in": "Mewakili",
    "deputy": "Diwakili oleh",
    "statement": "Pernyataan",
}
"""Headings of what a person did."""


def several(count: int) -> str:
    """Several people fit what was typed."""
    return f"{count} orang cocok; tambahkan jabatan atau daerahnya untuk memilih satu."


def deed(text: str, *, day: str | None, doubt: str, outlet: str) -> str:
    """One deed of a person in a line, with its day, doubt and source."""
    notes = "; ".join(note for note in (day, DOUBTS[doubt]) if note)
    return f"{text}{f' ({notes})' if notes else ''} – {outlet}"
