"""What stands in charts of meetings and attendance, around them, and in their place. Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.wording.reading import group

EVERYWHERE = "semua daerah"
ALL_YEARS = "semua tahun"
OTHER_KINDS = "lainnya"
ANY_KIND = "kegiatan"
TOTAL = "Jumlah"
COLUMN = {"month": "Bulan", "year": "Tahun"}
BY = {"month": "per bulan", "year": "per tahun"}
PRESENCES = {"present": "hadir", "represented": "diwakili", "absent": "disebut tidak hadir"}
"""What is said of somebody's presence; whoever is not mentioned has no bar."""

MOST_NAMED = 3
"""Regions or kinds that a title names."""

PICTURE_NEEDS_PNG = "Gambar statistik ditulis sebagai PNG; beri nama berkas yang berakhiran .png."
NOT_WRITABLE = "Berkas gambar tidak dapat ditulis; periksa folder dan sisa ruang disk."


def meetings(kinds: str, where: str) -> str:
    """The title of a chart of meetings."""
    return f"{kinds[:1].upper()}{kinds[1:]} di {where}"


def attendance(office: str) -> str:
    """The title of a chart of somebody's attendance."""
    return f"Kehadiran {office}"


def place(name: str, level: str) -> str:
    """A region by its full name; a province by its own."""
    word = {"city": "Kota", "regency": "Kabupaten", "district": "Kecamatan"}.get(level, "")
    return name if not word or name.startswith(word) else f"{word} {name}"


def places(names: Sequence[str]) -> str:
    """Several regions together."""
    return f"{len(names)} daerah" if len(names) > MOST_NAMED else together(names)


def together(names: Sequence[str]) -> str:
    """Several names as one phrase."""
    return " dan ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def between(first: str, last: str) -> str:
    """A period by its ends; both the same is one."""
    return first if first == last else f"{first}–{last}" if (first + last).isdigit() else f"{first} – {last}"


def up_to(last: str) -> str:
    """Everything up to a day, month or year."""
    return f"s.d. {last}"


def earlier(year: int) -> str:
    """The label of a column that holds a year and all before it."""
    return f"≤{year}"


def counted(events: int, by: str) -> str:
    """What the columns of meetings are."""
    return f"{group(events)} kegiatan, {by} dan jenis"


def mentioned(mentions: int, events: int) -> str:
    """Of how many meetings the articles say something about somebody's attendance."""
    return f"disebut di {group(mentions)} dari {group(events)} kegiatan"


def sources(articles: int, publishers: int) -> str:
    """What was counted."""
    return f"dari {group(articles)} artikel, {group(publishers)} penerbit"


def by_publication(events: int) -> str:
    """Meetings whose day no article gives."""
    return f"{group(events)} kegiatan tanpa tanggal dihitung menurut terbitnya berita."


def without_day(events: int) -> str:
    """Meetings without any day."""
    return f"{group(events)} kegiatan tanpa tanggal sama sekali tidak digambar."


def not_mentioned(events: int, of_all: int, office: str) -> str:
    """Meetings whose articles say nothing of somebody. Nobody is absent for that."""
    if events == of_all:
        return f"{office} tidak disebut di semua kegiatan itu; bukan berarti tidak hadir."
    return f"Di {group(events)} kegiatan lain tidak disebut; bukan berarti tidak hadir."


def numbers(named: Iterable[tuple[str, int]]) -> str:
    """Names with their numbers on one line."""
    return " · ".join(f"{name} {group(number)}" for name, number in named)


def nothing(kinds: str, where: str, when: str) -> str:
    """No such meeting in a region and period."""
    return f"Arsip belum memuat {kinds} di {where} ({when}), jadi belum ada yang dapat digambar."


def not_understood(words: str, likely: str | None) -> str:
    """Words that are no region, period, kind of meeting or office."""
    hint = f"; mungkin {likely}?" if likely else ". Tulis misalnya: batang hari 2021, atau bupati tebo 2020."
    return f"Bagian “{words}” tidak saya pahami{hint}"


def titled(title: str, detail: str) -> str:
    """A title with its period, or what its numbers are."""
    return f"{title}: {detail}"


def sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."
