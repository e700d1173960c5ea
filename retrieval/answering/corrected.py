"""What was corrected of the facts that an answer tells, said below it."""

from __future__ import annotations

from datetime import date

from data.facts import FactKind
from data.store import Action, Correction, CorrectionState, Store
from data.wording import answers as wording
from retrieval.answering.answer import Answer, Corrected
from retrieval.language.dates import format_date

_OF_FACTS = frozenset({Action.CHANGE, Action.REMOVE})


def cite_corrections(answer: Answer, store: Store) -> Answer:
    """The answer with a line for each correction that it tells, or whose sentence it shows uncorrected."""
    standing = store.corrections.standing({one.article_id for one in answer.sources})
    told = tuple(dict.fromkeys(_say(one) for one in standing if _is_told(answer, one)))
    if not told:
        return answer
    return answer.with_(text="\n".join([answer.text, *(one.line for one in told)]), corrections=told)


def _is_told(answer: Answer, correction: Correction) -> bool:
    """Whether an answer tells the corrected value, or stands on the sentence and tells what that wrongly says."""
    if correction.action not in _OF_FACTS or correction.state is not CorrectionState.ACTIVE:
        return False
    said = _say(correction)
    quotes = [fact.quote for fact in answer.facts if fact.article_id == correction.article_id]
    is_shown = any(quote in correction.quote or correction.quote in quote for quote in quotes)
    tells_wrongly = is_shown and (_is_of_date(correction) or said.before in answer.text)
    return tells_wrongly or (said.after is not None and said.after in answer.text)


def _say(correction: Correction) -> Corrected:
    before, day = _say_value(correction, correction.before), correction.made_at.date()
    after = _say_value(correction, correction.after) if correction.action is Action.CHANGE else None
    return Corrected(before, after, day.isoformat(), wording.corrected(before, after, format_date(day)))


def _say_value(correction: Correction, value: str) -> str:
    """A value as people read it."""
    return format_date(date.fromisoformat(value[:10])) if _is_of_date(correction) and value else value


def _is_of_date(correction: Correction) -> bool:
    return correction.target is not None and correction.target.kind is FactKind.DATE
