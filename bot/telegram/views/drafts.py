"""A draft as it is shown before it enters the archive."""

from __future__ import annotations

from collections.abc import Sequence

from bot.telegram.calls import button
from bot.telegram.markup import Block, bold, plain, split
from bot.telegram.upkeep.drafts import Draft, summarise
from bot.telegram.views.answers import Page, day_of
from data.facts import FactKind, Reading
from data.wording import telegram as wording
from data.wording import telegram_keeping as keeping_wording
from retrieval.ingest import Decided, Decision

_MOST_ARTICLES = 5
_MOST_FAILURES = 5
_MOST_PEOPLE = 12


def show_draft(draft: Draft, decided: Sequence[Decided], readings: Sequence[Reading], language: str) -> Page:
    """What would be added, what was read from it, what failed; buttons to confirm, correct, cancel."""
    counts = summarise(decided)
    wanted = [item for item in decided if item.decision in {Decision.NEW, Decision.CHANGED}]
    blocks: list[Block] = []
    if wanted:
        blocks.append((bold(keeping_wording.DRAFT.say(language, count=len(wanted))),))
        blocks += _counts(counts, language)
        by_id = {reading.article_id: reading for reading in readings}
        for item in wanted[:_MOST_ARTICLES]:
            blocks += _article(item, by_id.get(item.record.article.id), language)
        if len(wanted) > _MOST_ARTICLES:
            blocks.append(plain(keeping_wording.DRAFT_MORE.say(language, count=len(wanted) - _MOST_ARTICLES)))
    elif draft.records:
        blocks.append(plain(keeping_wording.DRAFT_ALL_KNOWN.say(language)))
    else:
        blocks.append(plain(keeping_wording.NOTHING_READ.say(language)))
    blocks += _failures(draft, language)
    return Page(split(blocks)[0], _buttons(draft, language) if wanted else [])


def _counts(counts: dict[str, int], language: str) -> list[Block]:
    known = counts.get("duplicate", 0) + counts.get("unchanged", 0)
    lines = [(keeping_wording.DRAFT_DUPLICATES, known), (keeping_wording.DRAFT_CHANGED, counts.get("changed", 0))]
    return [plain(phrase.say(language, count=count)) for phrase, count in lines if count]


def _article(item: Decided, reading: Reading | None, language: str) -> list[Block]:
    article = item.record.article
    title = article.title or wording.NO_TITLE.say(language)
    when = day_of(article.published_on) or wording.UNDATED.say(language)
    blocks: list[Block] = [
        plain(""),
        (bold(title[:200]),),
        plain(f"{article.publisher or wording.NO_PUBLISHER.say(language)}, {when}"),
    ]
    if reading is None:
        return blocks
    for meeting in reading.meetings[:3]:
        details = [meeting.name[:150], day_of(meeting.date), meeting.place]
        blocks.append(plain("• " + " · ".join(part for part in details if part)))
    if not reading.meetings:
        blocks.append(plain(keeping_wording.DRAFT_NO_MEETING.say(language)))
    people = [fact.person for fact in reading.facts if fact.kind is FactKind.ATTENDANCE and fact.person]
    if people:
        names = ", ".join(list(dict.fromkeys(people))[:_MOST_PEOPLE])
        blocks.append(plain(keeping_wording.DRAFT_PEOPLE.say(language, names=names)))
    return blocks


def _failures(draft: Draft, language: str) -> list[Block]:
    if not draft.failures:
        return []
    heading = keeping_wording.DRAFT_FAILED.say(language, count=len(draft.failures))
    return [plain(""), plain(heading), *(plain(f"• {reason[:300]}") for reason in draft.failures[:_MOST_FAILURES])]


def _buttons(draft: Draft, language: str) -> list[list[dict[str, str]]]:
    def choice(phrase: wording.Phrase, what: str) -> dict[str, str]:
        return button(phrase.say(language), f"t:{draft.name}:{what}")

    rows = [[choice(keeping_wording.ADD_YES, "yes"), choice(wording.CANCEL, "no")]]
    if len(draft.records) == 1:
        corrections = [choice(label, field) for field, (label, _) in keeping_wording.CORRECTIONS.items()]
        rows += [corrections[:2], corrections[2:]]
    return rows
