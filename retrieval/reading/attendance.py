"""Who took part: what cues and grammar read, and whom the tagger and the judge find besides."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Capacity, Fact, FactKind
from retrieval.facts.cast import read_cast
from retrieval.facts.page import Page
from retrieval.facts.roster import read_roster
from retrieval.reading.judge import Judge, is_about, measure
from retrieval.reading.labels import CAPACITIES
from retrieval.reading.mentions import PERSON, Mention, find_mentions
from retrieval.reading.participants import Participant, gather
from retrieval.reading.tagger import Tags

RULE = "attendance.tagged"

_AWAY = frozenset({"absent", "invited", "quoted"})


def find_participants(
    page: Page, tags: Tags, told: Sequence[Fact], judge: Judge, *, elsewhere: Sequence[Fact] = ()
) -> list[Fact]:
    """A fact for each participant about whom the facts `told` are not, nor those that place somebody `elsewhere`, at
    another event; `meeting` is left None."""
    participants = gather(page.text, find_mentions(read_cast(page.text), tags), read_roster(page.text))
    facts: list[Fact] = []
    for participant in participants:
        if _is_among((*told, *elsewhere), participant, page):
            continue
        if judge.is_sure(participant, judge.chance(measure(participant, text=page.text, told=told))):
            facts.append(_to_fact(page, participant))
    return facts


def _is_among(facts: Sequence[Fact], participant: Participant, page: Page) -> bool:
    return any(_is_of(fact, participant, page) for fact in facts)


def _is_of(fact: Fact, participant: Participant, page: Page) -> bool:
    """Whether a fact is about a participant, or its words are among those that name it: "para kapolsek, danramil" says
    no more than two facts that have one each."""
    first, start, end = participant.mentions[0], fact.value_start, fact.value_end
    if is_about(fact, participant, participant.name or page.text[first.start : first.end]):
        return True
    if start is None or end is None:
        return False
    return any(mention.start < end and start < mention.end for mention in participant.mentions)


def _capacity(mention: Mention) -> Capacity:
    """The capacity that a mention states most likely; whoever took part and is said to be away elsewhere was there."""
    name = CAPACITIES[int(mention.capacity.argmax())]
    return Capacity.PRESENT if name in _AWAY or name == "received" else Capacity(name)


def _to_fact(page: Page, participant: Participant) -> Fact:
    """What is said where it is said most surely; the name is quoted where it stands in the same sentence."""
    mention = max(participant.everywhere, key=lambda one: one.stated * one.named * one.took_part)
    capacity = _capacity(mention)
    number = page.sentence_at(mention.start)
    sentence = page.sentences[number]
    named = (one for one in participant.mentions if one.kind == PERSON and page.sentence_at(one.start) == number)
    mention = mention if mention.kind == PERSON else next(named, mention)
    return Fact(
        kind=FactKind.ATTENDANCE,
        value=page.text[mention.start : mention.end],
        start=min(sentence.start, mention.start),
        end=max(sentence.end, mention.end),
        rule=RULE,
        value_start=mention.start,
        value_end=mention.end,
        person=participant.name,
        role=participant.role,
        capacity=capacity,
    )
