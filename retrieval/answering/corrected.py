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
    standing = store.corrections.standing({one.article_id for one in answer.sources}) if answer.sources else []
    active = [one for one in standing if one.action in _OF_FACTS and one.state is CorrectionState.ACTIVE]
    told = tuple(dict.fromkeys(_say(one) for one in active if _concerns(answer, one)))
    if not told:
        return answer
    return answer.with_(text="\n".join([answer.text, *(one.line for one in told)]), corrections=told)


def say_value(correction: Correction, value: str) -> str:
    """A value as people read it."""
    is_date = correction.target is not None and correction.target.kind is FactKind.DATE
    return format_date(date.fromisoformat(value[:10])) if is_date and value else value


def _say(correction: Correction) -> Corrected:
    before = say_value(correction, correction.before)
    after = say_value(correction, correction.after) if correction.action is Action.CHANGE else None
    day = correction.made_at.date()
    return Corrected(before, after, day.isoformat(), wording.corrected(before, after, format_date(day)))


def _concerns(answer: Answer, correction: Correction) -> bool:
    """Whether an answer tells the corrected value, or stands on the sentence and tells what that wrongly says."""
    told = answer.text
    if correction.action is Action.CHANGE and say_value(correction, correction.after) in told:
        return True
    shown = [fact.quote for fact in answer.facts if fact.article_id == correction.article_id]
    is_shown = any(quote in correction.quote or correction.quote in quote for quote in shown)
    is_date = correction.target is not None and correction.target.kind is FactKind.DATE
    return is_shown and (is_date or say_value(correction, correction.before) in told)
