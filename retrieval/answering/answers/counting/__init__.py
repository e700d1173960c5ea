"""What is counted over the archive: who took part how often, who or where most, one beside another.

events.py      tallies to events, each once however many articles report it
sides.py       what a question counts: an office, a person, the meetings of a region or a time
offices.py     how often the holder of an office had a part
comparing.py   several sides beside each other; one whose share is asked for
ranking.py     whom or where most events are of, ties told as ties
telling.py     what was counted as an answer, with the facts that it stands on
"""

from __future__ import annotations

from data.store import Store
from retrieval.answering.answer import Answer
from retrieval.answering.answers.counting.comparing import answer_compared, answer_rate
from retrieval.answering.answers.counting.ranking import answer_ranked
from retrieval.answering.answers.counting.sides import FindArticles
from retrieval.answering.asking.query import Query, Way


def answer_counting(query: Query, store: Store, find_articles: FindArticles) -> Answer | None:
    """Who or where most, one beside another, or why there is no share; None where a question asks for none of these.

    find_articles: those that have the words of a question which name neither whom nor where, None for all.
    """
    counting = query.counting
    if counting is None or counting.way is Way.TIMES:
        return None
    if counting.way is Way.RATE:
        return answer_rate(query, store)
    return (answer_ranked if counting.way is Way.MOST else answer_compared)(query, counting, store, find_articles)
