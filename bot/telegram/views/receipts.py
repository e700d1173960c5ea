"""A receipt as blocks of text, which Telegram and the terminal show alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone

from bot.telegram.markup import Block, Run, bold, plain
from bot.telegram.views.answers import day_of, show_passages, show_quotes, source_run
from bot.telegram.views.site import link_to_page, page_block
from data.wording import receipts as wording
from data.wording.answers import context, shorten
from data.wording.telegram import Phrase
from retrieval.language.dates import format_date
from retrieval.receipts.comparing import Stored, Verdict
from retrieval.receipts.receipt import Receipt
from retrieval.receipts.understanding import Understood

# The best passages, by their beginnings: the quotes stand above.
_MOST_PASSAGES, _PASSAGE_LETTERS = 3, 240
_MOST_CLAIMS = 12
_WIB = timezone(timedelta(hours=7))


def show_receipt(receipt: Receipt, language: str, *, site: str = "") -> list[Block]:
    """Everything a receipt tells, what matters most first; site: where its page is."""
    return [
        (bold(wording.TITLE.say(language, code=receipt.code)),),
        *_section(wording.ASKED, _question(receipt, language), language),
        *_section(wording.UNDERSTOOD, _understood(receipt, language), language),
        *_section(wording.ANSWERED, str(receipt.then["text"]).split("\n"), language),
        *_section(wording.NOW, _now(receipt, language), language),
        *_quotes(receipt, language),
        *_articles(receipt, language),
        *_passages(receipt, language),
        *_section(wording.BASIS, [_basis(receipt, language)], language),
        *page_block(link_to_page(site, "receipt", language, code=receipt.code), language),
    ]


def _section(heading: Phrase, lines: Sequence[str], language: str) -> list[Block]:
    shown = [line for line in lines if line]
    return [plain(""), (bold(heading.say(language)),), *map(plain, shown)] if shown else []


def _question(receipt: Receipt, language: str) -> list[str]:
    took = receipt.answered_at - receipt.asked_at
    seconds = f"{took.total_seconds():.2f}"
    when = wording.ANSWERED_IN.say(
        language,
        moment=_moment(receipt.asked_at),
        seconds=seconds if language == "en" else seconds.replace(".", ","),
    )
    return [f"“{receipt.question.strip()}”", when, wording.LEANED.say(language) if receipt.earlier else ""]


def _moment(moment: datetime) -> str:
    there = moment.astimezone(_WIB)
    return f"{format_date(there.date())} {there:%H.%M} WIB"


def _understood(receipt: Receipt, language: str) -> list[str]:
    return [line for part in receipt.understood for line in _part(part, language)]


def _part(part: Understood, language: str) -> Iterator[str]:
    for name, heading in wording.PARTS.items():
        words = getattr(part, name)
        if name == "wanted":
            words = [wording.WANTED[kind].say(language) for kind in words]
        if words:
            yield f"• {heading.say(language)}: {', '.join(words)}"


def _now(receipt: Receipt, language: str) -> list[str]:
    found = receipt.comparison
    verdict = wording.VERDICTS[found.verdict].say(language)
    if found.verdict is Verdict.SAME:
        return [verdict]
    lines = [verdict, *str(receipt.now["text"]).split("\n")]
    if found.meeting:
        then, now = (_meeting(answer, language) for answer in (receipt.then, receipt.now))
        lines.append(wording.OTHER_MEETING.say(language, then=then, now=now))
    for phrase, claims in ((wording.NO_LONGER, found.lost), (wording.NEWLY, found.new)):
        if claims:
            lines.append(phrase.say(language, claims=_claims(claims)))
    return lines


def _claims(claims: Sequence[str]) -> str:
    dated = [_dated(claim) for claim in claims[:_MOST_CLAIMS]]
    return "; ".join([*dated, "…"] if len(claims) > _MOST_CLAIMS else dated)


def _dated(claim: str) -> str:
    try:
        return day_of(claim) or claim
    except ValueError:
        return claim


def _meeting(answer: Stored, language: str) -> str:
    meeting = answer["meeting"]
    if not meeting:
        return wording.NO_MEETING.say(language)
    return context(meeting["name"], date=day_of(meeting["date"]), place=None)


def _quotes(receipt: Receipt, language: str) -> list[Block]:
    return [plain(""), *show_quotes(receipt.then, language, texts={})] if receipt.then["facts"] else []


def _articles(receipt: Receipt, language: str) -> list[Block]:
    stood_on = {fact["article_id"] for fact in (*receipt.then["sources"], *receipt.then["facts"])}
    blocks: list[Block] = []
    for article_id in (one for one in receipt.cited if one in stood_on):
        cited = receipt.cited[article_id]
        told = [day_of(cited.source["published"]), wording.STATES[cited.state].say(language)]
        title = Run(f" – {cited.source['title']}" if cited.source["publisher"] and cited.source["title"] else "")
        details = Run(f" ({', '.join(one for one in told if one)})")
        blocks.append((Run("• "), source_run(cited.source), title, details))
    return [plain(""), (bold(wording.ARTICLES.say(language)),), *blocks] if blocks else []


def _passages(receipt: Receipt, language: str) -> list[Block]:
    passages = receipt.then["passages"][:_MOST_PASSAGES]
    best = {"passages": [{**one, "text": shorten(one["text"], _PASSAGE_LETTERS)} for one in passages]}
    articles = {article_id: cited.source for article_id, cited in receipt.cited.items()}
    return [plain(""), *show_passages(best, articles, language)] if passages else []


def _basis(receipt: Receipt, language: str) -> str:
    parts = [
        receipt.generation and wording.GENERATION.say(language, generation=receipt.generation),
        receipt.model and wording.MODEL.say(language, model=receipt.model),
        receipt.reader and wording.READER.say(language, reader=receipt.reader),
    ]
    return ", ".join(part for part in parts if part)
