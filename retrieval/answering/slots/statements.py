"""What somebody said, to the letter: of the speaker asked for, and on the topic asked for."""

from __future__ import annotations

from collections.abc import Sequence

from data.facts import Fact, FactKind
from data.wording import answers as wording
from retrieval.answering.answer import quote
from retrieval.answering.answers.holders import find_holders, in_other_region, names_office
from retrieval.answering.asking.query import Query
from retrieval.answering.evidence.asking import particular_concepts, put_question
from retrieval.answering.evidence.lexicon import Lexicon, stems_of
from retrieval.answering.evidence.ranking import Ranked, rank_sentences, says_nothing
from retrieval.answering.evidence.requirements import has_count
from retrieval.answering.evidence.sentences import Sentence
from retrieval.answering.evidence.signs import asks_sign, sign
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.people import is_same_speaker
from retrieval.answering.slots.result import Result, describe
from retrieval.answering.slots.sentences import answer_passage, answer_sentences
from retrieval.language.offices import find_offices, offices_match
from retrieval.language.people import find_people
from retrieval.language.stems import analyse, stem
from retrieval.language.tables import read_words

# Words of a question that say what kind of words are wanted of a speaker.
_TELLING_SIGNS = ("hope", "request")
_LONGEST_STATEMENT = 620
_MOST_STATEMENTS = 6
# Characters around an office within which its holder's verb of speaking stands.
_BEFORE_OFFICE, _AFTER_OFFICE = 40, 120


def answer_statement(query: Query, candidate: Candidate, *, lexicon: Lexicon) -> Result | None:
    """What the speaker asked for said on the topic asked for, to the letter; else the sentences that answer best.

    Where an office is asked for, the sentence has to be its holder's or name it; otherwise nothing is said.
    """
    if _asks_stranger(query, candidate):
        return None
    named = [fact for fact in candidate.facts(FactKind.STATEMENT) if _speaks(query, fact)]
    if named and not _topic(query, candidate, named) and not any(asks_sign(name, query) for name in _TELLING_SIGNS):
        return _say(candidate, _choose(named, ()))
    if not named and not query.asked_offices:
        return answer_passage(query, candidate, lexicon=lexicon)
    holders = {name.split()[-1].casefold() for name in find_holders(query, candidate)}

    turns = put_question(query, candidate, lexicon).turns

    def concerns_speaker(sentence: Sentence) -> bool:
        spoken = sentence.number in turns or any(
            fact.start < sentence.span.end and sentence.span.start < fact.end for fact in named
        )
        by_name = not holders.isdisjoint(analyse(sentence.text))
        return spoken or by_name or _speaks_in(query, sentence.text)

    spoken = rank_sentences(query, candidate, lexicon, needs=concerns_speaker)
    if says_nothing(spoken):
        return None
    ranked = _with_what_is_asked(query, spoken)
    if query.is_quantity and not ranked:
        ranked = _with_what_is_asked(query, rank_sentences(query, candidate, lexicon))
    if named and not query.is_quantity and _is_spoken(ranked[:1], named):
        return _say(candidate, _choose([fact for fact in named if _is_spoken(ranked, [fact])], ranked))
    return answer_sentences(query, candidate, lexicon=lexicon, ranked=ranked)


def _asks_stranger(query: Query, candidate: Candidate) -> bool:
    """Whether a question for somebody's words names a person, and no office, and the article has none of the names."""
    if query.asked_offices:
        return False
    words = stems_of(candidate.article.text).all
    named = [{stem(word) for word in analyse(person.name)} for person in find_people(query.formal)]
    return any(names and words.isdisjoint(names) for names in named)


def _with_what_is_asked(query: Query, ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """The sentences with the number or the wish that a question asks for; all where none has the wish."""
    if query.is_quantity:
        return [one for one in ranked if has_count(query, one.sentence)]
    signs = [name for name in _TELLING_SIGNS if asks_sign(name, query)]
    telling = [one for one in ranked if any(sign(name).search(one.sentence.text) for name in signs)]
    return telling or ranked


def _speaks_in(query: Query, text: str) -> bool:
    """Whether a holder of an office asked for speaks in a sentence: a verb of speaking stands near the office."""
    verbs = read_words("speech_verbs")
    asked = [m for m in find_offices(text) if any(offices_match(office, m) for office in query.asked_offices)]
    near = (f"{text[max(0, m.start - _BEFORE_OFFICE) : m.start]} {text[m.end : m.end + _AFTER_OFFICE]}" for m in asked)
    return any(not verbs.isdisjoint(map(stem, analyse(words))) for words in near)


def _topic(query: Query, candidate: Candidate, named: Sequence[Fact]) -> bool:
    """Whether the question asks for more than the words of a speaker."""
    speakers = {stem(word) for fact in named for word in analyse(fact.person or "")}
    concepts = particular_concepts(query, candidate)
    return any(not speakers.issuperset(form) for concept in concepts for form in concept.forms[:1])


def _is_spoken(ranked: Sequence[Ranked], named: Sequence[Fact]) -> bool:
    spans = [one.sentence.span for one in ranked]
    return any(fact.start < span.end and span.start < fact.end for span in spans for fact in named)


def _say(candidate: Candidate, chosen: Sequence[Fact]) -> Result:
    quotes = [wording.shorten(fact.value, _LONGEST_STATEMENT) for fact in chosen]
    evidence = tuple(quote(candidate.article, fact.start, fact.end) for fact in chosen)
    return Result(f"{wording.said(_speaker(chosen[0]), quotes)}\n{describe(candidate)}", evidence)


def _speaks(query: Query, fact: Fact) -> bool:
    asked = query.asked_with_words
    if fact.role and any(names_office(fact.role, o) and not in_other_region(w, fact.role) for o, w in asked):
        return True
    words = {stem(word) for word in analyse(fact.person or "")}
    return any(len(form) == 1 and form[0] in words for concept in query.concepts for form in concept.forms)


def _speaker(fact: Fact) -> str | None:
    parts = [part for part in (fact.role, fact.person) if part]
    return " ".join(parts) or None


def _choose(facts: Sequence[Fact], ranked: Sequence[Ranked]) -> list[Fact]:
    """The statements of one speaker that answer best, in text order, as many as are pleasant to read."""
    best = sorted(facts, key=lambda fact: (-_score(fact, ranked), fact.start))
    best = [fact for fact in best if is_same_speaker(fact, best[0])]
    chosen: list[Fact] = []
    length = 0
    for fact in best:
        if chosen and (length + len(fact.value) > _LONGEST_STATEMENT or len(chosen) == _MOST_STATEMENTS):
            break
        chosen.append(fact)
        length += len(fact.value)
    return sorted(chosen, key=lambda fact: fact.start)


def _score(fact: Fact, ranked: Sequence[Ranked]) -> float:
    """The score of the best sentence that a statement has a part of."""
    overlapping = (one for one in ranked if fact.start < one.sentence.span.end and one.sentence.span.start < fact.end)
    return max((one.score for one in overlapping), default=float("-inf"))
