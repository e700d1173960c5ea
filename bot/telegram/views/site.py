"""Links from messages to the pages of the site, where there is one."""

from __future__ import annotations

from bot.telegram.markup import Block, Run, is_web_address
from bot.web.addresses import address, span_id
from data.wording import telegram as wording


def link_to_page(site: str, name: str, language: str, **values: object) -> str | None:
    """The whole address of a page (see `addresses.address`); None where there is no site, or one that Telegram refuses.

    site: scheme and host, or empty. A name like localhost leads nowhere from a telephone.
    """
    page = site.rstrip("/") + address(name, language, **values) if site else ""  # type: ignore[arg-type]
    return page if is_web_address(page) else None


def link_to_place(site: str, language: str, *, article_id: str, start: int, end: int) -> str | None:
    """The address of a span's place in an article, whether it is a fact's or not."""
    span = f"{start}-{end}"
    return link_to_page(site, "article", language, id=article_id, bukti=span, fragment=span_id(start, end))


def page_runs(page: str | None, language: str) -> tuple[Run, ...]:
    """A small link to a page behind others, where there is one."""
    return (Run(" · "), Run(wording.SITE.say(language), link=page)) if page else ()


def page_block(page: str | None, language: str) -> list[Block]:
    """A line that leads to a page, where there is one."""
    return [(Run(wording.ON_SITE.say(language), "italic", page),)] if page else []
