"""What answers say that count: how often, who or where most, one beside another."""

from __future__ import annotations

from collections.abc import Sequence

from data.wording.answers import shorten

DOING = {
    "attended": "hadir",
    "present": "hadir",
    "opened": "membuka acara",
    "closed": "menutup acara",
    "led": "memimpin",
    "spoke": "menyampaikan sambutan atau materi",
    "accompanied": "mendampingi",
    "represented": "diwakili",
    "stood_in": "hadir mewakili orang lain",
    "stood_in_for": "hadir mewakili orang lain",
    "missed": "tidak hadir sendiri",
    "absent": "tidak hadir",
}
"""What somebody is said to have done; "missed" is having been absent or represented."""

NAMELESS = "Yang disebut jabatannya saja, tanpa nama, tidak ikut dihitung."
NO_RATE = (
    "Persentase tidak bisa dihitung: artikel tidak memuat siapa saja yang diundang, dan yang tidak disebut belum tentu "
    "tidak hadir."
)
_MOST_NAMES = 6


def untallied(count: int) -> str:
    """Articles that were stored before counting was possible."""
    return f"{count} artikel belum ikut dihitung."


def scope(parts: Sequence[str]) -> str:
    """Where and when is counted, behind a heading."""
    return f" ({', '.join(map(shorten, parts))})" if parts else ""


def everywhere(office: str) -> str:
    """The holders of an office in all regions."""
    return f"{office} (semua daerah)"


def often(name: str, doing: str, count: int, scope: str) -> str:
    """Heading of the events at which somebody had a part, or that none is known."""
    if count:
        return f"{shorten(name)} disebut {doing} di {count} kegiatan{scope}:"
    return f"Arsip tidak menyebut {shorten(name)} {doing} di kegiatan yang ditanyakan{scope}."


def people_ranked(doing: str, scope: str) -> str:
    """Heading of those who had a part most often."""
    return f"Paling sering disebut {doing} di arsip{scope}:"


def regions_ranked(scope: str) -> str:
    """Heading of the regions with most events."""
    return f"Daerah dengan kegiatan terbanyak di arsip{scope}:"


_LEVELS = {"regency": "Kabupaten", "city": "Kota", "province": "Provinsi", "district": "Kecamatan"}


def region(name: str, level: str) -> str:
    """A region with the word for its level."""
    word = _LEVELS.get(level, "")
    return name if name.startswith(word) else f"{word} {name}"


def rank(place: int, names: Sequence[str], count: int, *, are_more: bool) -> str:
    """One place of a ranking, with all who share it."""
    shown = [shorten(name) for name in names[:_MOST_NAMES]]
    rest = len(names) - len(shown)
    others = "dan lainnya" if are_more else f"dan {rest} lainnya" if rest else ""
    told = "; ".join([*shown, *filter(None, [others])])
    return f"{place}. {told}: {'masing-masing ' if len(names) > 1 or are_more else ''}{count} kegiatan"


def newest_of_each(count: int) -> str:
    """How many events of each one in a ranking have their sources below it."""
    return f"Sumber yang disertakan: {count} kegiatan terbaru masing-masing."


NOBODY_RANKED = "Arsip tidak menyebut siapa pun begitu di kegiatan yang ditanyakan."


def compared(doing: str, scope: str) -> str:
    """Heading of several sides beside each other; `doing` is empty where events alone are counted."""
    return f"Yang disebut {doing}{scope}:" if doing else f"Jumlah kegiatan di arsip{scope}:"


def side(name: str, count: int) -> str:
    """One side of a comparison."""
    return f"{shorten(name)}: {count} kegiatan"


def verdict(names: Sequence[str], ahead: int) -> str:
    """Which sides have most, and by how many; all of them where they have as many."""
    if ahead:
        return f"Terbanyak: {' dan '.join(map(shorten, names))}, selisih {ahead}."
    return f"Sama banyak: {' dan '.join(map(shorten, names))}."


def listed(name: str) -> str:
    """Heading of one side's events."""
    return f"{shorten(name)}:"


def counts(name: str, present: int, represented: int, absent: int, scope: str) -> str:
    """What is known of somebody's attendance, in place of a share of all meetings."""
    return (
        f"{shorten(name)}{scope}: disebut hadir di {present} kegiatan, diwakili di {represented}, "
        f"disebut tidak hadir di {absent}."
    )


SIDES_UNCLEAR = (
    "Yang dibandingkan siapa atau daerah mana? Sebut keduanya, misalnya: bandingkan rakor Demak dengan Jepara."
)
