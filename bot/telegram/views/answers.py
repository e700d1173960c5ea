"""A stored answer as a message: what was asked first, then its sources; details behind buttons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Any

from bot.telegram.calls import button, link_button
from bot.telegram.markup import PART_UNITS, Block, Run, bold, is_web_address, italic, linked, plain, split
from bot.telegram.views.site import link_to_place, page_block, page_runs
from data.article import indonesian_day
from data.quoting import link_to_copy, link_to_span
from data.wording import receipts
from data.wording import telegram as wording
from data.wording import telegram_correcting as correcting_wording
from data.wording import telegram_office as office_wording
from data.wording.answers import context, shorten
from retrieval.language.dates import format_date

Stored = Mapping[str, Any]
Rows = list[list[dict[str, Any]]]

# A page behind a button stays readable on a telephone.
PAGE_UNITS = 1800
# In a group several people talk: what is longer stands in the private chat.
_GROUP_CHARACTERS = 400
_MOST_SOURCES = 5
_PER_ROW = 2
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    """One message: HTML and its buttons."""

    html: str
    rows: Rows


def show_answer(
    answer: Stored, number: int, language: str, *, has_people: bool, private: str = "", page: str | None = None
) -> list[Page]:
    """The answer in as many messages as it needs, the buttons under the last one.

    private: in groups, where an answer stays short, the address of a private chat that has the whole of it; page: where
    the site has more of it.
    """
    rows = answer_buttons(answer, number, language, has_people=has_people)
    if private and answer["facts"]:
        rows = [*rows, [link_button(f"✉ {wording.IN_PRIVATE.say(language)}", private)]]
    text = show_text(answer, language, limit=_GROUP_CHARACTERS if private else None, page=page)
    parts = split(text)
    return [*(Page(part, []) for part in parts[:-1]), Page(parts[-1], rows)]


def show_text(answer: Stored, language: str, *, limit: int | None = None, page: str | None = None) -> list[Block]:
    """The answer's text, which meeting it was, its sources and a page; of the text about as many characters as the
    limit."""
    lines, card = _set_apart({**answer, "text": _in_language(answer, language)})
    blocks = [plain(line) for line in (lines if limit is None else _cut(lines, limit))]
    blocks += [plain(""), (italic(card),)] if card else []
    return [*blocks, *_sources(answer["sources"], language), *page_block(page, language)]


def _cut(lines: Sequence[str], limit: int) -> list[str]:
    """The lines that there is room for, and a sign that there are more; a first one that is too long is cut."""
    if sum(len(line) for line in lines) <= limit:
        return list(lines)
    ends = accumulate(len(line) for line in lines)
    kept = [line for line, end in zip(lines, ends, strict=True) if end <= limit]
    return [*kept, "…"] if kept else [_shorten(lines[0], limit)]


def _in_language(answer: Stored, language: str) -> str:
    """The answer's text, what it says of corrections in the person's language."""
    text = str(answer["text"])
    for one in answer.get("corrections", ()) if language != wording.DEFAULT_LANGUAGE else ():
        phrase = correcting_wording.FOUND_WRONG if one["after"] is None else correcting_wording.CORRECTED
        before, after = shorten(one["before"]), shorten(one["after"] or "")
        told = phrase.say(language, before=before, after=after, day=_day(one["day"]))
        text = text.replace(one["line"], told)
    return text


def _set_apart(answer: Stored) -> tuple[list[str], str]:
    """The answer's lines, and the line that says which meeting it was: empty where they name it."""
    lines, meeting = str(answer["text"]).split("\n"), answer["meeting"]
    if not meeting:
        return lines, ""
    name = shorten(meeting["name"])
    if found := [line for line in lines if line == name or line.startswith(f"{name} · ")]:
        return [line for line in lines if line != found[-1]], found[-1]
    if _one_line(meeting["name"])[:60] in _one_line(answer["text"]):
        return lines, ""
    return lines, context(meeting["name"], date=_day(meeting["date"]), place=meeting["place"])


def _sources(sources: Sequence[Mapping[str, Any]], language: str) -> list[Block]:
    if not sources:
        return []
    heading: Block = (bold(wording.SOURCES.say(language)),)
    blocks = [plain(""), heading]
    for number, source in enumerate(sources[:_MOST_SOURCES], start=1):
        blocks.append((Run(f"{number}. "), source_run(source), Run(f", {_published(source, language)}")))
    if len(sources) > _MOST_SOURCES:
        blocks.append(plain(wording.MORE_SOURCES.say(language, count=len(sources) - _MOST_SOURCES)))
    return blocks


def source_run(source: Mapping[str, Any]) -> Run:
    """A source by its publisher, linked where it has a page."""
    return linked(_shorten(source["publisher"] or source["title"] or source["article_id"], 80), source["url"])


def _published(source: Mapping[str, Any], language: str) -> str:
    return _day(source["published"]) or wording.UNDATED.say(language)


def answer_buttons(answer: Stored, number: int, language: str, *, has_people: bool) -> Rows:
    """What can be pressed under an answer, and under its details as well."""

    def view(phrase: wording.Phrase, emoji: str, code: str) -> dict[str, Any]:
        return button(f"{emoji} {phrase.say(language)}", f"v:{number}:{code}:0")

    details = []
    if answer["facts"]:
        details.append(view(wording.QUOTES, "💬", "k"))
    if has_people:
        details.append(view(wording.EVERYONE, "👥", "h"))
    if answer["others"]:
        details.append(view(wording.OTHERS, "📅", "r"))
    if answer["passages"] and answer["status"] != "unclear":
        details.append(view(wording.PASSAGES, "📄", "b"))
    if answer["meeting"] and answer["sources"]:
        details.append(button(f"⬇ {office_wording.REPORT.say(language)}", f"k:r:{number}"))
    rows = [details[place : place + _PER_ROW] for place in range(0, len(details), _PER_ROW)]
    if answer["status"] == "unclear":
        return rows
    judged = [button("👍", f"f:{number}:1"), button("👎", f"f:{number}:-1")]
    if answer["sources"]:
        judged.append(button(f"⚠ {correcting_wording.REPORT.say(language)}", f"w:{number}"))
    return [*rows, judged]


def show_quotes(
    answer: Stored, language: str, *, texts: Mapping[str, str], archive: str = "", site: str = ""
) -> list[Block]:
    """The sentences behind the claims, each with what it says, where it stands, and its copy in a web archive.

    texts: article id -> its text, to find a quote's place by; archive: a template as `link_to_copy` takes it; site:
    where the pages are, which have the place too.
    """
    blocks: list[Block] = [(bold(wording.QUOTES_OF.say(language)),)]
    sources = _numbered(answer)
    claims: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for fact in answer["facts"]:
        claims.setdefault((fact["article_id"], fact["quote"]), []).append(fact)
    for (article_id, quote), facts in claims.items():
        told = "; ".join(dict.fromkeys(_value(fact["value"]) for fact in facts if fact["value"] != quote))
        source = sources.get(article_id) or _unknown(article_id)
        place = quote_run(source, quote, text=texts.get(article_id, ""), start=facts[0]["start"])
        # One block: a page never ends between a quote and what it stands for.
        heading = Run(f"• {_shorten(told, 300)}\n" if told else "")
        more = [*copy_runs(source, archive, language), *_place_runs(facts[0], texts, site, language)]
        blocks += [plain(""), (heading, Run(_one_line(quote), "quote"), Run("\n— "), place, *more)]
    return blocks


def _place_runs(fact: Mapping[str, Any], texts: Mapping[str, str], site: str, language: str) -> tuple[Run, ...]:
    """A link to a quote's place on the site, where its article still has it there."""
    article_id, start, end = fact["article_id"], fact["start"], fact["end"]
    if texts.get(article_id, "")[start:end] != fact["quote"]:
        return ()
    return page_runs(link_to_place(site, language, article_id=article_id, start=start, end=end), language)


def quote_run(source: Mapping[str, Any], quote: str, *, text: str, start: int) -> Run:
    """A source by its publisher, linked to where the quote stands on its page: of its text, where that still has it."""
    end = start + len(quote)
    text, start, end = (text, start, end) if text[start:end] == quote else (quote, 0, len(quote))
    url = link_to_span(source["url"], text, start, end)
    # An address that is too long for a message gives way to the page's own.
    return source_run({**source, "url": url} if url and is_web_address(url) else source)


def copy_runs(source: Mapping[str, Any], archive: str, language: str) -> tuple[Run, ...]:
    """A small link to a source's copy in a web archive, where there is one."""
    published = source["published"]
    day = indonesian_day(datetime.fromisoformat(published)) if published else None
    url = link_to_copy(archive, source["url"], day)
    return (Run(" · "), linked(wording.WEB_ARCHIVE.say(language), url)) if url and is_web_address(url) else ()


def show_passages(answer: Stored, articles: Mapping[str, Mapping[str, Any]], language: str) -> list[Block]:
    """The passages that retrieval found, with their sources."""
    blocks: list[Block] = [(bold(wording.PASSAGES_FOUND.say(language)),)]
    for number, passage in enumerate(answer["passages"], start=1):
        source = articles.get(passage["article_id"]) or _unknown(passage["article_id"])
        when = _day(source["published"])
        heading = (Run(f"{number}. "), source_run(source), Run(f", {when}\n" if when else "\n"))
        blocks += [plain(""), (*heading, Run(_shorten(passage["text"], 700), "quote"))]
    return blocks


def show_code(answer: Stored, username: str, language: str) -> list[Block]:
    """The line with the answer's receipt, which leads there wherever it is forwarded to; none for older answers."""
    code = answer.get("receipt")
    if not code:
        return []
    link = f"https://t.me/{username}?start=bukti_{code}"
    return [plain(""), (italic(f"{receipts.CODE_OF_ANSWER.say(language)} "), Run(code, "italic", link))]


def show_people(name: str, people: Sequence[tuple[Stored, Sequence[Stored]]], language: str) -> list[Block]:
    """Everyone whom articles mention at a meeting, each with those who do; whom they call absent is marked."""
    if not people:
        return [plain(wording.NOBODY.say(language))]
    blocks: list[Block] = [(bold(wording.EVERYONE_AT.say(language, meeting=_shorten(name, 150))),)]
    lines = dict.fromkeys((f"• {_person(fact, language)}", _name_sources(sources)) for fact, sources in people)
    return blocks + [(Run(text), *sources) for text, sources in lines]


def _name_sources(sources: Sequence[Stored]) -> tuple[Run, ...]:
    joints = [Run(" — "), *(Run(", ") for _ in sources[1:])]
    return tuple(run for joint, one in zip(joints, sources, strict=False) for run in (joint, source_run(one)))


def _person(fact: Mapping[str, Any], language: str) -> str:
    value, role = _one_line(fact["value"]), _one_line(fact["role"] or "")
    name = f"{role} {value}" if role and role.casefold() not in value.casefold() else value
    notes = []
    if fact["represents"]:
        notes.append(wording.STANDS_FOR.say(language, whom=_one_line(fact["represents"])))
    if doing := wording.CAPACITIES.get(fact["capacity"] or ""):
        notes.append(doing.say(language))
    if not fact["certain"]:
        notes.append(wording.UNCERTAIN.say(language))
    return f"{name} ({'; '.join(notes)})" if notes else name


def show_others(answer: Stored, number: int, language: str) -> tuple[list[Block], Rows]:
    """Other meetings that fit, each with a button that asks the same about it."""
    blocks: list[Block] = [(bold(wording.OTHERS_FIT.say(language)),)]
    for place, meeting in enumerate(answer["others"], start=1):
        details = [meeting["name"], _day(meeting["date"]), meeting["place"]]
        blocks.append(plain(f"{place}. " + " · ".join(_shorten(detail, 150) for detail in details if detail)))
    choices = [button(str(place), f"o:{number}:{place - 1}") for place in range(1, len(answer["others"]) + 1)]
    return blocks, [choices] if choices else []


def page_of(blocks: Sequence[Block], page: int, number: int, code: str, language: str) -> Page:
    """One page of details, with buttons to its neighbours and back to the answer."""
    pages = split(blocks, limit=min(PAGE_UNITS, PART_UNITS))
    page = min(max(page, 0), len(pages) - 1)
    turns = []
    if page > 0:
        turns.append(button("◀", f"v:{number}:{code}:{page - 1}"))
    if page < len(pages) - 1:
        turns.append(button(f"▶ {page + 2}/{len(pages)}", f"v:{number}:{code}:{page + 1}"))
    back = button(f"↩ {wording.ANSWER.say(language)}", f"v:{number}:a:0")
    return Page(pages[page], [row for row in (turns, [back]) if row])


def question_about(answer: Stored, place: int) -> str | None:
    """The same question about one of the other meetings that fit."""
    others = answer["others"]
    if not 0 <= place < len(others):
        return None
    meeting = others[place]
    name = " ".join(filter(None, [_one_line(meeting["name"]), _missing(meeting), _day(meeting["date"])]))
    return wording.ASK_ABOUT.get(answer["kind"], wording.ASK_ABOUT_ANYTHING).format(meeting=name)


def _missing(meeting: Mapping[str, Any]) -> str | None:
    """The region, where the name does not say it."""
    region = meeting["region"]
    return region if region and region.casefold() not in meeting["name"].casefold() else None


def _numbered(answer: Stored) -> dict[str, Mapping[str, Any]]:
    return {source["article_id"]: source for source in answer["sources"]}


def _unknown(article_id: str) -> dict[str, Any]:
    return {"article_id": article_id, "title": "", "publisher": "", "url": None, "published": None}


def day_of(value: str | date | None) -> str | None:
    """A date as Indonesians write it, from ISO 8601."""
    return _day(value)


def _day(value: str | date | None) -> str | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = indonesian_day(datetime.fromisoformat(value))
    return format_date(value)


def _value(text: str) -> str:
    """A claim's value; ISO dates as people write them."""
    return (_day(text) or "") if _ISO_DATE.fullmatch(text) else _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _shorten(text: str, limit: int) -> str:
    line = _one_line(text)
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
