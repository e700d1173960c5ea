"""A person as pages that are turned in place, and people to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from bot.telegram.calls import button
from bot.telegram.markup import Block, Run, bold, italic, plain, split
from bot.telegram.views.answers import PAGE_UNITS, Page, Stored, copy_runs, day_of, quote_run
from bot.telegram.views.site import link_to_page, page_block
from data.article import Article
from data.wording import people as people_wording
from data.wording import telegram as wording
from data.wording import telegram_people as person_wording
from data.wording.answers import shorten
from retrieval.answering.answer import source
from retrieval.people.deeds import Deed, DeedKind
from retrieval.people.profile import Doubt, Profile, Tenure, say_region

_LONGEST_TEXT = 300
_LONGEST_LABEL = 60


def show_person(
    profile: Profile,
    deeds: Sequence[Deed],
    page: int,
    language: str,
    *,
    articles: dict[str, Article],
    archive: str,
    site: str = "",
) -> Page:
    """One page of a person: offices, meetings, who stood in for whom, statements; each with its day and source.

    articles: those that the offices stand on; site: where the person's own page is.
    """
    region = say_region(profile.region)
    blocks: list[Block] = [(bold(people_wording.person(shorten(profile.name), region)),)]
    if profile.aliases:
        blocks.append(plain(people_wording.aliases(profile.aliases)))
    blocks += [plain(""), (bold(person_wording.OFFICES.say(language)),)]
    for tenure in profile.tenures:
        blocks.append(_tenure(tenure, articles, language, archive))
    for kind in DeedKind:
        if own := [deed for deed in deeds if deed.kind is kind]:
            blocks += [plain(""), (bold(person_wording.SECTIONS[kind].say(language, count=len(own))),)]
            blocks += [_deed(deed, language, archive) for deed in own]
    if not deeds:
        blocks += [plain(""), plain(person_wording.NO_DEEDS.say(language))]
    if any(deed.is_inferred for deed in deeds) or any(tenure.doubt is not Doubt.NONE for tenure in profile.tenures):
        blocks += [plain(""), (italic(person_wording.INFERRED_NOTE.say(language)),)]
    if there := link_to_page(site, "person", language, id=profile.person):
        blocks += [plain(""), *page_block(there, language)]
    pages = split(blocks, limit=PAGE_UNITS)
    page = min(page, len(pages) - 1)
    turns = [button("◀", f"or:{profile.person}:{page - 1}")] if page else []
    if page + 1 < len(pages):
        turns.append(button(f"▶ {page + 2}/{len(pages)}", f"or:{profile.person}:{page + 1}"))
    return Page(pages[page], [turns] if turns else [])


def show_choice(heading: str, people: Sequence[Profile]) -> Page:
    """People to choose from, a button each."""
    rows = [[button(_label(profile), f"or:{profile.person}:0")] for profile in people]
    return Page(split([plain(heading)])[0], rows)


def _label(profile: Profile) -> str:
    name = people_wording.person(shorten(profile.name), say_region(profile.region))
    office = next((tenure.office for tenure in profile.tenures if tenure.office), "")
    label = " · ".join(part for part in (name, office) if part)
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def _tenure(tenure: Tenure, articles: dict[str, Article], language: str, archive: str) -> Block:
    mention = tenure.shown
    days = people_wording.span(*(day_of(day) or "" for day in tenure.days)) if tenure.days else None
    title = people_wording.person(shorten(tenure.office) or people_wording.NO_OFFICE, say_region(tenure.region))
    told = Run(f"• {people_wording.office(title, days=days, doubt=tenure.doubt.value)}")
    article = articles.get(mention.article_id)
    return (told, *_sources(article, mention.start, mention.end, language, archive)) if article else (told,)


def _deed(deed: Deed, language: str, archive: str) -> Block:
    text = f"“{deed.text}”" if deed.is_quote else deed.text
    notes = [day_of(deed.day) or wording.UNDATED.say(language)]
    if deed.kind is DeedKind.MEETING and (doing := wording.CAPACITIES.get(deed.capacity or "")):
        notes.append(doing.say(language))
    if deed.is_inferred:
        notes.append(person_wording.INFERRED.say(language))
    told = Run(f"• {_cut(text)} ({'; '.join(notes)})")
    return (told, *_sources(deed.article, deed.start, deed.end, language, archive))


def _sources(article: Article, start: int, end: int, language: str, archive: str) -> Sequence[Run]:
    told = source(article)
    shown: Stored = {name: getattr(told, name) for name in ("article_id", "title", "publisher", "url", "published")}
    place = quote_run(shown, article.text[start:end], text=article.text, start=start)
    return (Run(" – "), place, *copy_runs(shown, archive, language))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1].rstrip()}…"
