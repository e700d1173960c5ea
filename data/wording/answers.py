"""What an answer says: plain Indonesian text, in which arguments are shown as given and never interpreted."""

from __future__ import annotations

from collections.abc import Sequence

_LONGEST_NAME = 140
_LONGEST_LIST = 1450
_LONGEST_QUOTE = 350
_MOST_WORDS = 4
_MOST_PUBLISHERS = 3

EMPTY_QUESTION = "Pertanyaannya kosong. Tulis misalnya: siapa yang hadir di Rakor Batang Hari?"
UNCLEAR_QUESTION = (
    "Saya belum menangkap maksudnya. Sebut rapat atau kegiatannya, daerahnya, dan apa yang ingin diketahui, "
    "misalnya: kapan rakor Lebaran Wonosobo 2021?"
)
INTRODUCTION = (
    "Halo! Saya menjawab pertanyaan tentang rapat daerah dari arsip berita, selalu dengan kutipan dan sumbernya. "
    "Tanyakan misalnya kapan, di mana, atau siapa yang hadir di suatu rapat, “rapat terbaru apa?”, atau “rangkum” "
    "dengan nama rapatnya."
)
WELCOME = "Sama-sama! Silakan tanya lagi kapan saja."
WHICH_MEETING = "Rapat yang mana? Sebut daerahnya, waktunya, atau yang dibahas."
EMPTY_ARCHIVE = "Arsip masih kosong, jadi belum ada yang bisa dijawab."
FAILED = "Maaf, pertanyaan ini gagal dijawab karena gangguan di sistem. Silakan coba lagi."


def too_long(limit: int) -> str:
    """The question is longer than what is read."""
    return f"Pertanyaannya terlalu panjang; paling banyak {limit} karakter."


def which_region(office: str) -> str:
    """An office that every region has was asked for without a region."""
    return f"{office[:1].upper()}{office[1:]} daerah mana? Sebut kabupaten, kota, atau provinsinya."


def _sentence(text: str) -> str:
    """A text that ends in exactly one full stop, also after a degree ("M.Ag.")."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _one_line(text: str) -> str:
    return " ".join(text.split())


def shorten(text: str, limit: int = _LONGEST_NAME) -> str:
    """A text on one line, cut at a word with an ellipsis where it is longer than `limit` characters."""
    line = _one_line(text)
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–(") + "…"


def context(name: str, *, date: str | None, place: str | None) -> str:
    """The line that says which meeting an answer is about."""
    return " · ".join(shorten(part) for part in (name, date, place) if part)


def person(value: str, *, role: str | None, represents: str | None, doing: str | None) -> str:
    """One attendee: office and name, whom they stood in for, what they did."""
    name = f"{role} {value}" if role and role.casefold() not in value.casefold() else value
    if represents == value:  # "Kepala Anu atau yang mewakili": which of them came is not said
        name, represents = f"{name} atau yang mewakili", None
    notes = [note for note in (f"mewakili {represents}" if represents else None, doing) if note]
    return f"{shorten(name, 200)} ({'; '.join(notes)})" if notes else shorten(name, 200)


DOING = {
    "opened": "membuka acara",
    "closed": "menutup acara",
    "led": "memimpin",
    "spoke": "menyampaikan sambutan atau materi",
    "accompanied": "mendampingi",
    "invited": "diundang",
}


def listing(heading: str, items: Sequence[str], *, total: int | None = None, is_numbered: bool = False) -> str:
    """A heading and bullet points, cut to what is still pleasant to read; `total`: how many there are in all.

    Numbers instead of bullets let people point at an item: "yang kedua kapan?".
    """
    total = total or len(items)
    lines, length = [heading], len(heading)
    for number, item in enumerate(items):
        length += len(item) + 3
        if length > _LONGEST_LIST:
            return "\n".join([*lines, f"… dan {total - number} lainnya."])
        lines.append(f"{number + 1}. {item}" if is_numbered else f"• {item}")
    if total > len(items):
        lines.append(f"… dan {total - len(items)} lainnya.")
    return "\n".join(lines)


def attended(meeting: str) -> str:
    """Heading of a list of attendees."""
    return f"Yang disebut hadir di {meeting}:"


def speakers(meeting: str) -> str:
    """Heading of a list of speakers."""
    return f"Narasumber atau pembicara di {meeting}:"


def invited(meeting: str) -> str:
    """Heading of a list of people invited to a meeting that had not taken place yet."""
    return f"Yang diundang ke {meeting}:"


def sought(meeting: str) -> str:
    """Heading of a list of those whom a question describes."""
    return f"Menurut artikel tentang {meeting}:"


def holder(people: Sequence[str]) -> str:
    """The people who hold an office that was asked for."""
    return _sentence("; ".join(people))


def named_only(holder: str) -> str:
    """An office holder whom the article names, but not as present."""
    return f"{holder} (disebut dalam artikel; kehadirannya tidak dinyatakan)"


def yes_present(people: Sequence[str]) -> str:
    """A yes to "was X there?"."""
    return _sentence(f"Ya, disebut hadir: {'; '.join(people)}")


def no_absent(principal: str, standing_in: Sequence[str]) -> str:
    """A no to "was X there?" that the article itself gives."""
    if standing_in:
        return _sentence(f"Tidak hadir sendiri: {principal} diwakili {'; '.join(standing_in)}")
    return _sentence(f"Disebut tidak hadir: {principal}")


INFERRED_YEAR = "tahunnya"
INFERRED_DAY = "harinya"


def when(date: str, *, time: str | None, inferred: str = "") -> str:
    """The date of a meeting; `inferred` is what of it the article's date of publication tells, if anything."""
    at = f", {time}" if time else ""
    note = f" ({inferred} disimpulkan dari tanggal terbit artikel)" if inferred else ""
    return f"{date}{at}{note}."


def clash(written: str, *, why: str, likely: str | None) -> str:
    """A date that contradicts its own weekday or the publication."""
    hint = f" Kemungkinan yang dimaksud {likely}." if likely else ""
    return f"Perhatian: artikel menulis “{written}”, padahal {why}.{hint}"


def where(place: str) -> str:
    """The place of a meeting."""
    return _sentence(f"{place[:1].upper()}{place[1:]}")


def theme(text: str) -> str:
    """The theme of a meeting."""
    return f"Tema: {text}"


def agenda(text: str) -> str:
    """What a meeting was about, as far as an article says so."""
    return f"Yang dibahas: {text}"


def quoted(sentence: str) -> str:
    """A sentence of an article, to the letter but for its length."""
    return shorten(sentence, _LONGEST_QUOTE)


def proof(sentence: str) -> str:
    """The sentence that says what was read."""
    return f"“{_one_line(sentence)}”"


def article_writes(quotes: Sequence[str]) -> str:
    """What an article says of a meeting in its own sentences."""
    return "\n".join(["Artikel menulis:", *map(_one_line, quotes)])


def mentioned(quotes: Sequence[str]) -> str:
    """Sentences with what is asked for, where its part in the meeting is not sure."""
    return "\n".join(["Tidak dinyatakan dengan jelas; disebut dalam kalimat ini:", *map(_one_line, quotes)])


def also_published(publishers: Sequence[str]) -> str:
    """Who else published the text that an answer stands on."""
    names = [shorten(name, 80) for name in dict.fromkeys(publishers)]
    shown = names[:_MOST_PUBLISHERS]
    return _sentence(f"Juga dimuat: {some_of(shown, more=len(names) - len(shown))}")


def corrected(before: str, after: str | None, day: str) -> str:
    """What those who keep the archive corrected of what the article writes."""
    if after is None:
        return f"“{shorten(before)}” dinyatakan keliru oleh pengelola pada {day}."
    return f"“{shorten(before)}” dikoreksi pengelola pada {day} menjadi “{shorten(after)}”."


def organiser(text: str) -> str:
    """Who organised a meeting."""
    return _sentence(f"Penyelenggara: {text}")


def stood_in(deputy: str, principal: str) -> str:
    """Who stood in for whom."""
    return _sentence(f"{principal} diwakili {deputy}")


def said(speaker: str | None, quotes: Sequence[str]) -> str:
    """What somebody said, to the letter."""
    text = "\n".join(quotes)
    return f"{speaker}:\n{text}" if speaker else text


def according_to(publisher: str, text: str) -> str:
    """What one source says."""
    return f"Menurut {shorten(publisher)}: {text}"


def disagreement(lines: Sequence[str]) -> str:
    """What several sources say differently."""
    return "\n".join(["Sumber tidak sepakat.", *lines])


def also_there(publisher: str, people: Sequence[str], more: int) -> str:
    """Further people who were there by another source."""
    return _sentence(f"Menurut {shorten(publisher)} juga hadir: {some_of(people, more=max(0, more))}")


def presence_differs(who: str, present: str, absent: str, deputies: Sequence[str]) -> str:
    """Somebody whom some sources call present, and others absent or represented."""
    otherwise = f"diwakili {'; '.join(deputies)}" if deputies else "tidak hadir"
    return _sentence(
        f"Sumber tidak sepakat tentang {who}: {shorten(present)} menulis hadir, {shorten(absent)} menulis {otherwise}"
    )


SUMMARY_LABELS = {
    "name": "Acara",
    "place": "Tempat",
    "people": "Yang hadir",
    "theme": "Tema",
    "agenda": "Agenda",
    "purpose": "Tujuan",
    "outcome": "Hasil",
    "statement": "Pernyataan",
}
UNSAID = "tidak ditemukan dalam artikel"


def summary_line(label: str, text: str, *, of: str = "") -> str:
    """One line of what is told of a meeting in short (see SUMMARY_LABELS), `of`: by whom."""
    return _sentence(f"{SUMMARY_LABELS[label]} {of}: {text}" if of else f"{SUMMARY_LABELS[label]}: {text}")


def named_on(name: str, days: Sequence[str]) -> str:
    """A meeting with its date, or the dates that its sources give."""
    return ", ".join([shorten(name), " atau ".join(days)]) if days else shorten(name)


def some_of(people: Sequence[str], *, more: int) -> str:
    """The first of those who were there, and how many others are mentioned."""
    rest = [f"dan {more} lainnya"] if more else []
    return "; ".join([*people, *rest])


def not_stated(detail: str, meeting: str) -> str:
    """The meeting is in the archive, the detail is not."""
    return f"Artikel tentang {meeting} tidak menyebut {detail}."


def nearest_sentence(quote: str) -> str:
    """The sentence nearest to a detail that is not stated."""
    return f"Kalimat yang paling dekat: {_one_line(quote)}"


DETAILS = {
    "attendees": "siapa yang hadir",
    "when": "tanggal pelaksanaannya",
    "where": "tempatnya",
    "topic": "temanya",
    "purpose": "tujuannya",
    "organiser": "penyelenggaranya",
    "opener_or_leader": "siapa yang membuka atau memimpin",
    "statement": "pernyataan yang ditanyakan",
    "representing": "siapa mewakili siapa",
    "list": "kegiatan yang ditanyakan",
    "count": "jumlahnya",
    "person": "orang itu",
    "passage": "hal yang ditanyakan",
    "summary": "apa-apa yang dapat dirangkum",
}


TIME_DETAIL = "jamnya"

CAPACITY_DETAILS = {
    "opened": "siapa yang membuka",
    "closed": "siapa yang menutup",
    "led": "siapa yang memimpin",
}


def person_unknown(name: str) -> str:
    """Nobody of that name is in the archive."""
    return f"Arsip tidak menyebut orang bernama {shorten(name)}."


def attendee_detail(those: str) -> str:
    """An office holder or a group that the article does not mention."""
    return f"{those} di antara yang hadir"


def deputy_detail(office: str) -> str:
    """A stand-in for an office that the article does not mention."""
    return f"siapa yang mewakili {office}"


def statement_detail(speaker: str) -> str:
    """Words of a speaker that the article does not give."""
    return f"pernyataan {speaker}"


def published_on(date: str) -> str:
    """The publication date, offered where the event's own date is not given."""
    return f"Artikelnya terbit {date}."


def region_not_covered(region: str) -> str:
    """No article of the archive is about the region."""
    return f"Arsip belum memuat artikel tentang {region}."


def meeting_not_covered(what: str) -> str:
    """No meeting fits the question."""
    return f"Arsip belum memuat kegiatan yang cocok dengan “{shorten(what, 100)}”."


def region_coverage(region: str, *, articles: int, last: str | None) -> str:
    """What the archive does have about a region."""
    return f"Yang ada: {articles} artikel tentang {region}" + (f", terakhir {last}." if last else ".")


def nearest(meetings: Sequence[str]) -> str:
    """The nearest meetings, offered and not passed off as the answer."""
    return f"Yang paling dekat: {'; '.join(meetings)}."


def presumed(meeting: str, doubts: Sequence[str]) -> str:
    """The meeting that is taken for the one meant, with what does not fit."""
    return f"Saya kira yang dimaksud {shorten(meeting, 60)}; {'; '.join(doubts)}."


def doubted_words(words: Sequence[str]) -> str:
    """Words of the question that the article does not have."""
    return f"arsip tidak memuat kata {', '.join(f'“{word}”' for word in words[:_MOST_WORDS])} di situ"


DOUBTED_KIND = "jenis kegiatannya lain"
"""The event asked for is of another kind than the one in the archive."""


def doubted_period(date: str | None) -> str:
    """The time asked for is not surely the meeting's."""
    return f"arsip menulis tanggal {date}" if date else "tanggalnya tidak dinyatakan dengan jelas"


def doubted_region(region: str | None) -> str:
    """The region asked for is not surely the meeting's."""
    return f"arsip menulis daerah {region}" if region else "daerahnya tidak dinyatakan dengan jelas"


def meetings_found(count: int, *, are_more: bool) -> str:
    """Heading of a list of meetings."""
    return f"Lebih dari {count} kegiatan di arsip:" if are_more else f"{count} kegiatan di arsip:"


def meetings_naming(denied: str, count: int) -> str:
    """Heading of the meetings whose articles have the words asked for, where none says that somebody was there."""
    return f"{denied} Artikel tentang {count} kegiatan menyebutnya:"


def latest_meetings(count: int) -> str:
    """Heading of a list of the latest meetings."""
    return f"{count} kegiatan terbaru di arsip:" if count > 1 else "Kegiatan terbaru di arsip:"


def latest_other(meeting: str, date: str | None) -> str:
    """The latest meeting of another time, offered where none fits the time asked for."""
    name = shorten(meeting)
    return f"Yang terbaru di arsip: {name} ({date})." if date else f"Yang terbaru di arsip: {name}."


ATTENDING = "hadir"


def did_often(name: str, doing: str, count: int) -> str:
    """Heading of the meetings that somebody attended (or see DOING), or that none is known."""
    who = f"{shorten(name)[:1].upper()}{shorten(name)[1:]}"
    if count:
        return f"{who} disebut {doing} di {count} kegiatan:"
    return f"Arsip tidak menyebut {shorten(name)} {doing} di kegiatan yang ditanyakan."


def probably_attended(names: Sequence[str]) -> str:
    """Heading of the meetings of somebody whose name an article spells otherwise."""
    return f"Mungkin orang yang sama, ditulis {' atau '.join(map(shorten, names))} (tidak ikut dihitung):"


def list_is_shorter(count: int) -> str:
    """A question points past the end of the list that was given before."""
    return f"Daftar tadi hanya memuat {count} kegiatan."


def unknown_words(words: Sequence[str]) -> str:
    """Words of the question that the archive does not know."""
    return "Tidak dikenal arsip: " + ", ".join(words) + "."
