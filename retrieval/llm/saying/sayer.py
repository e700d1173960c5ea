"""An answer said in one or two sentences by a model; the plain one stands where anything of it is in no fact."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data.errors import LanguageModelError
from retrieval.answering.answer import Answer, Evidence, MeetingCard, Status
from retrieval.answering.asking.query import Kind
from retrieval.language.dates import format_date
from retrieval.llm.asking import Model, Use
from retrieval.llm.deadline import remaining
from retrieval.llm.prompts import Prompt, Written
from retrieval.llm.saying.checking import is_supported

MOST_SENTENCES = 2
LONGEST_SENTENCE = 400
_MOST_FACTS = 20

SAID = frozenset({Kind.ATTENDEES, Kind.STATEMENT, Kind.PASSAGE, Kind.TOPIC, Kind.PURPOSE})
"""Kinds whose plain answer is a list or a quotation; the others are a sentence as they are."""

_TASK = """\
Answer the question in one or two short sentences, in {language}, using only the numbered facts given. Each sentence
names the facts that it rests on. Keep names, offices, places and numbers exactly as the facts write them, untranslated.
Add nothing that no fact says, leave no doubt out, and do not greet or comment."""

_LANGUAGES = {False: "Indonesian", True: "English"}

_LOG = logging.getLogger(__name__)


class Sentence(Written):
    """One sentence, and the facts that it rests on."""

    text: str
    facts: list[str]


class Said(Written):
    """What a model writes."""

    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class Sayer:
    """Asks a model. `seconds`: as long as a whole question may take."""

    model: Model
    seconds: float

    def say(self, answer: Answer) -> Answer:
        """The answer with its sentences first; as it is where a model has none that stand."""
        if answer.status is not Status.ANSWERED or answer.kind not in SAID or not answer.facts:
            return answer
        facts = number_facts(answer)
        prompt = ask_sentences(answer, facts)
        try:
            said = self.model.ask(prompt, Use.SAY, seconds=remaining(self.seconds))
        except LanguageModelError as error:
            _LOG.warning("nothing was said: %s", error)
            return answer
        text = check(said, facts)
        return answer.with_(text=f"{text}\n{answer.text}") if text else answer


def ask_sentences(answer: Answer, facts: Mapping[str, str]) -> Prompt[Said]:
    """What is asked: the question, and the facts of the plain answer."""
    is_english = any(query.is_english for query in answer.understood)
    task = _TASK.format(language=_LANGUAGES[is_english])
    return Prompt("say.1", task, {"question": answer.question, "facts": dict(facts)}, Said, 400)


def number_facts(answer: Answer) -> dict[str, str]:
    """What an answer stands on as texts, by number; "m" is the meeting."""
    told = {f"f{number}": _tell(item) for number, item in enumerate(answer.facts[:_MOST_FACTS], start=1)}
    return {**({"m": _tell_meeting(answer.meeting)} if answer.meeting else {}), **told}


def check(said: Said, facts: Mapping[str, str], *, most: int = MOST_SENTENCES) -> str:
    """The sentences as one text, or "" where any of them does not stand, or they are too many."""
    sentences = said.sentences
    if not 0 < len(sentences) <= most or not all(_is_sound(one, facts) for one in sentences):
        return ""
    return " ".join(" ".join(one.text.split()) for one in sentences)


def _is_sound(sentence: Sentence, facts: Mapping[str, str]) -> bool:
    cited = [facts[number] for number in sentence.facts if number in facts]
    is_known = bool(cited) and len(cited) == len(sentence.facts) and set(sentence.facts) != {"m"}
    is_short = bool(sentence.text.strip()) and len(sentence.text) <= LONGEST_SENTENCE
    # The meeting may be named beside any fact.
    return is_known and is_short and is_supported(sentence.text, [*cited, facts.get("m", "")])


def _tell(item: Evidence) -> str:
    parts = (item.value, item.role, f"mewakili {item.represents}" if item.represents else None, f"“{item.quote}”")
    return "; ".join(" ".join(part.split()) for part in parts if part)


def _tell_meeting(meeting: MeetingCard) -> str:
    day = f"{format_date(date.fromisoformat(meeting.date))} ({meeting.date})" if meeting.date else None
    return "; ".join(part for part in (meeting.name, day, meeting.place, meeting.region) if part)
