"""What a model is asked about an article, and the form of its claims."""

from __future__ import annotations

from enum import StrEnum

from data.article import Article
from data.facts import Capacity
from retrieval.facts.page import Page
from retrieval.llm.prompts import Prompt, Written

VERSION = "read.1"

MOST_CHARACTERS = 12_000
"""Of an article: its first sentences up to this length are read."""

_MOST_TOKENS = 4_000

_TASK = """\
You read Indonesian news about meetings of regional governments and report who took part in the meeting that the article
is about, and what it says of the meeting.
The article comes as numbered sentences. For each claim give:
- kind: "attendance" for somebody who took part or is said not to have come; "statement" for words somebody said there;
  "place", "organiser", "theme", "purpose" for the meeting itself.
- person: the name exactly as the article writes it, without titles; "" where only an office or group is named.
- office: the office exactly as the article writes it; "" where none is given.
- represents: whom the person stood in for, exactly as written; "" otherwise.
- capacity: "opened", "closed", "led", "spoke", "accompanied", "invited", "absent", else "present".
- sentence: the number of the sentence that says so.
- quote: the words of that one sentence that say so, copied exactly.
Report only what the article states has happened. Who is merely mentioned, quoted from elsewhere, thanked or expected
took no part. Never complete, translate or correct a name. Report nothing that no sentence says."""


class ClaimKind(StrEnum):
    """What a claim is about."""

    ATTENDANCE = "attendance"
    STATEMENT = "statement"
    PLACE = "place"
    ORGANISER = "organiser"
    THEME = "theme"
    PURPOSE = "purpose"


class Claim(Written):
    """One claim, as a model makes it; nothing of it is believed yet."""

    kind: ClaimKind
    person: str
    office: str
    represents: str
    capacity: Capacity
    sentence: int
    quote: str


class Claims(Written):
    """All claims of an article."""

    claims: list[Claim]


def ask_claims(article: Article, page: Page) -> Prompt[Claims]:
    """What is asked about an article."""
    sentences: dict[str, str] = {}
    length = 0
    for number, span in enumerate(page.sentences):
        length += span.end - span.start
        if length > MOST_CHARACTERS and sentences:
            break
        sentences[str(number)] = page.slice(span)
    return Prompt(VERSION, _TASK, {"title": article.title, "sentences": sentences}, Claims, _MOST_TOKENS)
