"""The sentence nearest to a detail that was not read as the meeting's, shown as just that instead of a denial."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from data.wording import answers as wording
from retrieval.answering.answer import Evidence, quote
from retrieval.answering.answers.holders import in_other_region, names_office
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.lexicon import Lexicon, stems_of
from retrieval.answering.evidence.ranking import Ranked, rank_sentences
from retrieval.answering.evidence.requirements import may_answer, names_holder
from retrieval.answering.evidence.selector import Word
from retrieval.answering.evidence.sentences import Sentence, read_sentences
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, describe
from retrieval.answering.slots.sentences import trim
from retrieval.language.dates import format_date

# Kinds of details that words in a sentence show to be told of, though it is not sure that they are the meeting's.
_SHOWN = frozenset({Kind.TOPIC, Kind.WHEN, Kind.WHERE, Kind.OPENER_OR_LEADER, Kind.ORGANISER, Kind.REPRESENTING})
# Characters of the sentence, and of the whole answer.
_LONGEST_SENTENCE, _LONGEST = 270, 340


def answer_nearest(kind: Kind, query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """The sentence that names the holder of an office asked for, or has such a detail; None where none is written."""
    if query.asked_offices:
        names = _names_asked if query.is_yes_no else names_holder
        found = _find(candidate, read_sentences(candidate.article.text), lambda sentence: names(query, sentence))
        return _show(kind, candidate, found[1]) if found and kind is not Kind.STATEMENT else None
    able = (one for one in ranked if kind in _SHOWN and may_answer(kind, query, one))
    best = next(able, None)
    return _show(kind, candidate, _cut(candidate, best.sentence, best.words)) if best else None


def find_mention(query: Query, candidate: Candidate) -> Evidence | None:
    """The first sentence that names an office asked for, be it without its holder."""
    sentences = read_sentences(candidate.article.text) if query.asked_offices else []
    found = _find(candidate, sentences, lambda sentence: _names_asked(query, sentence))
    return found[1] if found else None


def nearest_sentence(query: Query, candidate: Candidate, lexicon: Lexicon) -> Evidence | None:
    """The sentence that fits a question best, though it does not answer it; None where the article has none."""
    ranked = rank_sentences(query, candidate, lexicon)
    return _cut(candidate, ranked[0].sentence, ranked[0].words) if ranked else None


def _names_asked(query: Query, sentence: Sentence) -> bool:
    text, asked = sentence.text, query.asked_with_words
    return any(names_office(text, office) and not in_other_region(words, text) for office, words in asked)


def _cut(
    candidate: Candidate, sentence: Sentence, words: Sequence[Word] = (), *, longest: int = _LONGEST_SENTENCE
) -> Evidence:
    shown = trim(candidate.article.text, sentence.span, words, longest=longest)
    return quote(candidate.article, shown.start, shown.end)


def _find(
    candidate: Candidate, sentences: Iterable[Sentence], has_it: Callable[[Sentence], bool]
) -> tuple[Sentence, Evidence] | None:
    """The first of the sentences that has what is asked for, also in the part of it that is shown."""
    cut = ((sentence, _cut(candidate, sentence)) for sentence in sentences if has_it(sentence))
    return next(
        (
            (sentence, item)
            for sentence, item in cut
            if has_it(replace(sentence, text=item.quote, words=stems_of(item.quote)))
        ),
        None,
    )


def _show(kind: Kind, candidate: Candidate, shown: Evidence) -> Result:
    """The sentence, with the day of publication where a date is asked for and the meeting where there is room."""
    published = candidate.article.published_on
    dated = [wording.published_on(format_date(published))] if kind is Kind.WHEN and published else []
    text = wording.mentioned([shown.quote])
    for line in (*dated, describe(candidate)):
        text = f"{text}\n{line}" if len(text) + len(line) < _LONGEST else text
    return Result(text, (shown,), is_read=False)
