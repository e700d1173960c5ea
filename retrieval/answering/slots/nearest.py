"""The sentence nearest to a detail that was not read as the meeting's, shown as just that instead of a denial."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.wording import answers as wording
from retrieval.answering.answer import Evidence, quote
from retrieval.answering.asking.query import Kind, Query
from retrieval.answering.evidence.lexicon import Lexicon
from retrieval.answering.evidence.ranking import Ranked, rank_sentences
from retrieval.answering.evidence.requirements import may_answer, names_holder
from retrieval.answering.evidence.selector import Word
from retrieval.answering.evidence.sentences import Sentence, read_sentences
from retrieval.answering.evidence.speakers import names_asked
from retrieval.answering.ranking.candidates import Candidate
from retrieval.answering.slots.result import Result, add_meeting
from retrieval.answering.slots.sentences import trim

# Kinds of details that words in a sentence show to be told of, though it is not sure that they are the meeting's.
_SHOWN = frozenset({Kind.TOPIC, Kind.WHEN, Kind.WHERE, Kind.OPENER_OR_LEADER, Kind.ORGANISER, Kind.REPRESENTING})
# Whoever stood in for the holder of an office, or what a holder said, is not told by naming the holder.
_NOT_OF_HOLDERS = frozenset({Kind.STATEMENT, Kind.REPRESENTING})
# Characters of the sentence, and of the whole answer.
_LONGEST_SENTENCE, _LONGEST = 270, 340


def answer_nearest(kind: Kind, query: Query, candidate: Candidate, ranked: Sequence[Ranked]) -> Result | None:
    """The sentence that names the holder of an office asked for, or has such a detail; None where none is written."""
    if query.asked_offices and kind not in _NOT_OF_HOLDERS:
        names = names_asked if query.is_yes_no else names_holder
        return _show(candidate, _find(candidate, lambda text: names(query, text)))
    able = (one for one in ranked if kind in _SHOWN and may_answer(kind, query, one))
    return _show(candidate, next((_cut(candidate, one.sentence, one.words) for one in able), None))


def find_mention(query: Query, candidate: Candidate) -> Evidence | None:
    """The first sentence that names an office asked for, be it without its holder."""
    return _find(candidate, lambda text: names_asked(query, text))


def nearest_sentence(query: Query, candidate: Candidate, lexicon: Lexicon) -> Evidence | None:
    """The sentence that fits a question best, though it does not answer it; None where the article has none."""
    ranked = rank_sentences(query, candidate, lexicon)
    return next((_cut(candidate, one.sentence, one.words) for one in ranked), None)


def _find(candidate: Candidate, has_it: Callable[[str], bool]) -> Evidence | None:
    """The first of the sentences that has what is asked for, also in the part of it that is shown."""
    told = (_cut(candidate, one) for one in read_sentences(candidate.article.text) if has_it(one.text))
    return next((shown for shown in told if has_it(shown.quote)), None)


def _cut(candidate: Candidate, sentence: Sentence, words: Sequence[Word] = ()) -> Evidence:
    shown = trim(candidate.article.text, sentence.span, words, longest=_LONGEST_SENTENCE)
    return quote(candidate.article, shown.start, shown.end)


def _show(candidate: Candidate, shown: Evidence | None) -> Result | None:
    """The sentence, with the meeting where there is room."""
    if shown is None:
        return None
    text = add_meeting(wording.mentioned([shown.quote]), candidate, longest=_LONGEST)
    return Result(text, (shown,), is_read=False)
