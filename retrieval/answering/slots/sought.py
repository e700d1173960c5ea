"""The people whom a question describes by office, organisation or deed, as the sentences that name them have it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.facts import Capacity
from data.wording import answers as wording
from retrieval.answering.answer import Evidence, quote
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import Ranked
from retrieval.answering.evidence.requirements import may_answer
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, describe
from retrieval.answering.who.profiles import Mention, Profile
from retrieval.answering.who.ranking import RankedPerson, load_weights, rank_people
from retrieval.language.tables import read_words

# People this much (log-odds) behind the best are sought as well, where the question asks for one or for several.
_NEARLY, _SEVERAL, _COMPANY = 0.3, 1.5, 1.5
# Characters of a sentence shown for one question that asks for one, and for several.
_LONGEST, _LONGEST_LIST = 330, 900
_TOLD_WELL = frozenset({Capacity.SPOKE, Capacity.ACCOMPANIED})
# The rest of an office's name, then "yang" and a verb.
_ACTS = r"(?: (?!di\b|pada\b|dalam\b)\w+){0,2} yang me"
_ALL_WORDS, _PART = 0.99, 0.5


def answer_sought(
    query: Query,
    candidate: Candidate,
    *,
    kind: Kind,
    lexicon: Lexicon,
    ranked: Sequence[Ranked],
    least: float,
    told: Result | None = None,
) -> Result | None:
    """Those whom the question seeks; None where the likeliest has less than `least` chance to be meant.

    ranked: all sentences of the article, the best first; told: what read facts answer, to be bettered.
    """
    sentences = {one.sentence.number: one for one in ranked}
    people = rank_people(query, candidate, lexicon, ranked=ranked)
    people = [one for one in people if _may_be_meant(query, kind, one, sentences)]
    if not people or not _is_sure(query, people[0], ranked, least=least):
        return None
    if told and not _says_better(query, people[0]):
        return None
    able = next((one for one in ranked if may_answer(kind, query, one.sentence)), None)
    if kind is Kind.ATTENDEES and able and not query.asked_offices and _tells_all(query, able, people[0]):
        return None
    chosen = _choose(query, people) if kind is Kind.ATTENDEES else people[:1]
    if told and _is_plural(query) and len(chosen) <= len(told.evidence):
        return None
    if kind is Kind.ATTENDEES and _is_in_one_sentence(query, people, chosen):
        return _tell_sentence(query, candidate, people[0], ranked)
    return _tell_people(query, candidate, chosen, ranked)


def _is_sure(query: Query, best: RankedPerson, ranked: Sequence[Ranked], *, least: float) -> bool:
    """Whether the likeliest person is likely enough; one who holds the office asked for is."""
    if query.asked_offices:
        return True
    return load_weights().certainty(best.measures) >= least and _is_described(best, ranked)


def _says_better(query: Query, best: RankedPerson) -> bool:
    """Whether a person fits the question better than those who were read as present, who may be everybody."""
    if query.capacity in _TOLD_WELL:
        return False
    measures = best.measures
    acts = measures["role"] > 0 or measures["agent"] > 0
    return acts or (not _is_plural(query) and max(measures["before"], measures["after"]) >= _PART)


def _tell_people(
    query: Query, candidate: Candidate, chosen: Sequence[RankedPerson], ranked: Sequence[Ranked]
) -> Result:
    called = [(_call(candidate, one.profile), one.measures) for one in chosen]
    said = [wording.named_only(name) if _is_only_named(query, measures) else name for name, measures in called]
    evidence = tuple(dict.fromkeys(_quote(candidate, one.profile, ranked) for one in chosen))
    if len(said) == 1:
        return Result(f"{wording.holder(said)}\n{describe(candidate)}", evidence, is_read=False)
    return Result(wording.listing(wording.sought(describe(candidate)), said), evidence, is_read=False)


def _is_only_named(query: Query, measures: Mapping[str, float]) -> bool:
    """Whether the article has the office asked for with a name, and tells of nothing that is asked about its holder."""
    return bool(query.asked_offices) and not any(
        measures[name] > 0 for name in ("present", "before", "after", "role", "agent", "speaks")
    )


def _is_in_one_sentence(query: Query, people: Sequence[RankedPerson], chosen: Sequence[RankedPerson]) -> bool:
    """Whether one sentence is to be shown for all: it names others as likely, or the only one of several asked for."""
    plural = _is_plural(query)
    return len(_companions(people, wide=plural)) > 1 or (plural and len(chosen) == 1)


def _tells_all(query: Query, best: Ranked, person: RankedPerson) -> bool:
    """Whether the sentence that answers best says all who are meant: it names the likeliest among others."""
    is_in = any(mention.number == best.sentence.number for mention in person.profile.mentions)
    return len(best.sentence.people) > 1 and (is_in or query.capacity in _TOLD_WELL)


def _is_plural(query: Query) -> bool:
    return "saja" in query.formal.casefold().split()


def _companions(people: Sequence[RankedPerson], *, wide: bool) -> list[RankedPerson]:
    """The people whom the question may mean as well, where one sentence names them all."""
    best = people[0]
    near = [one for one in people if one.score >= best.score - (_SEVERAL if wide else _COMPANY)]
    numbers = {mention.number for mention in best.profile.mentions}
    for one in near:
        numbers &= {mention.number for mention in one.profile.mentions}
    return near if numbers else []


def _tell_sentence(query: Query, candidate: Candidate, best: RankedPerson, ranked: Sequence[Ranked]) -> Result:
    evidence = _quote(candidate, best.profile, ranked)
    text = wording.shorten(evidence.quote, _LONGEST_LIST if _is_plural(query) else _LONGEST)
    return Result(f"{text}\n{describe(candidate)}", (evidence,), is_read=False)


def _may_be_meant(query: Query, kind: Kind, one: RankedPerson, sentences: Mapping[int, Ranked]) -> bool:
    """Whether a person has what those sought cannot be without: the deed, the office or the group."""
    measures = one.measures
    if any(measures[name] > 0 for name in ("named", "another_office", "absent")):
        return False
    if kind is Kind.OPENER_OR_LEADER:
        return any(measures[name] > 0 for name in ("role", "agent", "led", "capacity"))
    told = any(may_answer(kind, query, sentences[mention.number].sentence) for mention in one.profile.mentions)
    if kind is Kind.REPRESENTING and not _holder_acts(query):
        return told
    if query.capacity in _TOLD_WELL and not (told or measures["capacity"] > 0 or measures["speaks"] > 0):
        return False
    if query.asked_offices:
        return measures["office"] > 0 or measures["office_fact"] > 0 or measures["office_words"] >= _ALL_WORDS
    groups = [concept for concept in query.asked_groups if concept.text not in read_words("group_words")]
    forms = [form for concept in groups for form in concept.forms]
    words = [mention.before.all | mention.after.all for mention in one.profile.mentions]
    return not forms or any(beside.issuperset(form) for form in forms for beside in words)


def _holder_acts(query: Query) -> bool:
    """ "Ketua FKUB yang membacakan": the office is that of who stood in, and not of whom."""
    return any(re.search(re.escape(words) + _ACTS, query.formal) for words in query.office_words)


def _is_described(one: RankedPerson, ranked: Sequence[Ranked]) -> bool:
    """Whether what is particular to the question stands beside a name, or no less in its sentence than elsewhere."""
    if one.measures["before"] > 0 or one.measures["after"] > 0:
        return True
    numbers = {mention.number for mention in one.profile.mentions}
    most = max(other.measures["particular"] for other in ranked)
    own = max(other.measures["particular"] for other in ranked if other.sentence.number in numbers)
    return not own < most * _PART


def _choose(query: Query, people: Sequence[RankedPerson]) -> list[RankedPerson]:
    behind = _SEVERAL if "saja" in query.formal.casefold().split() else _NEARLY
    chosen = [one for one in people if one.score >= people[0].score - behind]
    return sorted(chosen, key=lambda one: one.profile.mentions[0].span.start)


def _call(candidate: Candidate, profile: Profile) -> str:
    mention, text = _naming(profile), candidate.article.text
    office, rest = text[mention.label.start : mention.span.start], text[mention.span.start : mention.label.end]
    return f"{wording.shorten(office)} {wording.shorten(rest)}" if office.strip() else wording.shorten(rest)


def _naming(profile: Profile) -> Mention:
    """The mention that names a person most fully."""
    named = [mention for mention in profile.mentions if mention.names]
    return max(
        named, key=lambda mention: (mention.span.end - mention.span.start, mention.label.start < mention.span.start)
    )


def _quote(candidate: Candidate, profile: Profile, ranked: Sequence[Ranked]) -> Evidence:
    """The sentence that answers best of those that name the person."""
    numbers = {mention.number for mention in profile.mentions if mention.names}
    span = next(one.sentence.span for one in ranked if one.sentence.number in numbers)
    return quote(candidate.article, span.start, span.end)
