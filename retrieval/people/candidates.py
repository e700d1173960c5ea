"""What one article says of people: each in each office, with the evidence; and the keys to find namesakes by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from data.article import Article
from data.facts import Fact, FactKind, Reading
from data.store import Mention
from retrieval.language.names import fold_name, spell_name
from retrieval.language.offices import find_offices
from retrieval.language.regions import find_regions
from retrieval.language.tables import read_table, read_words
from retrieval.language.text import fold

NATIONAL = "ID"
FORMER = frozenset({"mantan", "eks", "calon", "bakal"})
"""Words before an office that the person does not hold."""

_KEY_LETTERS = 3
"""Beginning of a name word that its misspellings share; "Bakhtiar" and "Bahktiar" are both spelled "bah...". """
_CODE_LENGTHS = {"national": 0, "province": 2, "regency": 4}
_LONGEST_FOLDED = 200
_LONGEST_KEY = 300


def find_mentions(article: Article, reading: Reading) -> list[Mention]:
    """The people whom the article's facts name, once for each office and region, in the order of their evidence."""
    facts = [fact for fact in reading.facts if fact.person and spell_name(fact.person)]
    stood_in = {(fold_name(fact.person or ""), key_office(fact.represents)) for fact in facts if fact.represents}
    with_office = {fold_name(fact.person or "") for fact in facts if fact.role}
    found: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        folded = fold_name(fact.person or "")[:_LONGEST_FOLDED]
        key = key_office(fact.role or "")
        # Who stands in for an office in an article does not hold it, even where its words are theirs.
        if (fact.role or folded not in with_office) and (folded, key) not in stood_in:
            found.setdefault((folded, key, _place(fact, reading, office_key=key)), []).append(fact)
    mentions = [_mention(article, reading, key, facts=facts) for key, facts in found.items()]
    return sorted(mentions, key=lambda mention: (mention.start, mention.folded, mention.office_key))


@lru_cache(maxsize=4096)
def key_office(office: str) -> str:
    """An office for comparing: "office|unit" with canonical parts, or the folded words of one that no table knows.

    Offices that a place has many of ("Camat Anu") take the rest of their words for the unit. "" for none, and for
    offices that somebody had or wants.
    """
    words = fold(office).split()
    if not words or FORMER & set(words[:2]):
        return ""
    mentions = [mention for mention in find_offices(office) if not mention.group]
    if not mentions:
        return " ".join(words)[:_LONGEST_KEY]
    first = mentions[0]
    unit = first.unit or ""
    if first.office in read_words("place_offices"):
        unit = " ".join(word for word in words if word not in _words_of_office(first.office))
    return f"{first.office}|{unit}"[:_LONGEST_KEY]


def spread_keys(folded: str, region: str) -> list[tuple[str, str]]:
    """The keys that a name in a region is found by, each with its whole word."""
    return [(f"{region} {word[:_KEY_LETTERS]}", word[:100]) for word in dict.fromkeys(spell_name(folded))]


def name_words(mentions: Iterable[Mention]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """For each (folded name, region) its keys and words, as the store keeps them."""
    named = dict.fromkeys((mention.folded, mention.region) for mention in mentions)
    return {name: spread_keys(*name) for name in named}


@lru_cache(maxsize=256)
def _words_of_office(office: str) -> frozenset[str]:
    forms = (row["form"] for row in read_table("offices") if row["office"] == office)
    levels = (row["word"] for row in read_table("region_levels"))
    acting = (row["form"] for row in read_table("acting"))
    return frozenset(word for form in (*forms, *levels, *acting) for word in fold(form).split())


@lru_cache(maxsize=1)
def _levels() -> dict[str, str]:
    return {row["office"]: row["level"] for row in read_table("office_levels")}


def office_width(office: str) -> int:
    """Digits of the code of the region that a canonical office belongs to; 0 for national ones."""
    return _CODE_LENGTHS[_levels().get(office, "regency")]


def regions_around(fact: Fact, reading: Reading) -> tuple[str, ...]:
    """The codes of the regions of a fact's meeting, and of its article."""
    meetings = {meeting.ordinal: meeting.regions for meeting in reading.meetings}
    return *meetings.get(fact.meeting or 0, ()), *reading.regions


def _place(fact: Fact, reading: Reading, *, office_key: str) -> str:
    """The region of a fact's office: as written, otherwise its meeting's or article's, cut to the office's level."""
    length = office_width(office_key.partition("|")[0])
    if not length:
        return NATIONAL
    written, around = (
        [code[:length] for code in codes] for codes in (_codes(fact.role or ""), regions_around(fact, reading))
    )
    return next(iter([*(code for code in written if code in around), *written, *around]), "")


@lru_cache(maxsize=4096)
def _codes(office: str) -> tuple[str, ...]:
    return tuple(code for mention in find_regions(office) for code in mention.codes)


def _mention(article: Article, reading: Reading, key: tuple[str, str, str], *, facts: Sequence[Fact]) -> Mention:
    folded, office_key, region = key
    names = [_full_name(fact) for fact in facts]
    # The evidence shown for an office is a sentence that names it, where there is one.
    shown = next((fact for fact in facts if (fact.role or "") in article.text[fact.start : fact.end]), facts[0])
    return Mention(
        article_id=article.id,
        name=" ".join(max(names, key=len).split()),
        folded=folded,
        office=" ".join((shown.role or "").split()) if office_key else "",
        office_key=office_key,
        region=region,
        date=_day(article, reading, shown),
        start=shown.start,
        end=shown.end,
    )


def _full_name(fact: Fact) -> str:
    """The name with titles and degrees, where the fact's value is the name and no office that was resolved to it."""
    person = fact.person or ""
    is_name = fact.kind is FactKind.ATTENDANCE and set(spell_name(person)) <= set(spell_name(fact.value))
    return fact.value if is_name else person


def _day(article: Article, reading: Reading, fact: Fact) -> date | None:
    """The day of a fact's meeting; that of publication where there is none, or where it contradicts itself."""
    clashes = {other.meeting for other in reading.facts if other.kind is FactKind.DATE and other.detail}
    held = (meeting for meeting in reading.meetings if meeting.ordinal == fact.meeting)
    day = next((meeting.date for meeting in held if meeting.ordinal not in clashes), None)
    return day or article.published_on
