"""What is counted over the archive: who took part how often, who or where most, one beside another.

sides.py       what a question counts: an office, a person, the meetings of a region or a time; and the events of each
often.py       how often somebody had a part
comparing.py   several sides beside each other; one whose share is asked for
ranking.py     whom or where most events are of, ties told as ties
telling.py     what was counted as an answer, and its words
"""

from __future__ import annotations

from data.store import Store
from retrieval.answering.answer import Answer
from retrieval.answering.answers.counting.comparing import answer_compared, answer_rate
from retrieval.answering.answers.counting.often import answer_how_often
from retrieval.answering.answers.counting.ranking import answer_ranked
from retrieval.answering.answers.counting.sides import FindArticles
from retrieval.answering.asking.query import Query, Way

_ANSWERS = {Way.MOST: answer_ranked, Way.COMPARED: answer_compared}


def answer_counting(query: Query, store: Store, find_articles: FindArticles) -> Answer | None:
    """Who or where most, one beside another, why there is no share, or how often; None where a question counts nothing.

    find_articles: those that have the words of a question which name neither whom nor where, None for all.
    """
    counting = query.counting
    if counting and counting.way in _ANSWERS:
        return _ANSWERS[counting.way](query, counting, store, find_articles)
    rate = answer_rate(query, store) if counting and counting.way is Way.RATE else None
    return rate or answer_how_often(query, store)
