"""Questions and their answers, follow-ups, edited questions."""

from __future__ import annotations

from collections.abc import Sequence

from bot.meant import name_meeting
from bot.telegram.calls import Call, delete, edit, send
from bot.telegram.desk import Desk, conversation_name, key_of, reply_target
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.attendance import has_more_people
from bot.telegram.topics.courtesies import respond
from bot.telegram.views.answers import Page, Stored, show_answer
from bot.telegram.views.guests import link_to
from bot.telegram.views.site import link_to_page
from data.store import ConversationKey, StoredQuestion
from data.wording import telegram as wording
from retrieval.answering.answer import Status

# How many earlier questions of a conversation a follow-up may lean on.
_HISTORY = 12


def answer_question(desk: Desk, incoming: Incoming) -> list[Call]:
    """Answer a question; an edited one where its first answer stands."""
    question = incoming.text or incoming.quoted
    if not question:
        return desk.say(incoming, wording.ASK_WHAT)
    pages = ask(desk, incoming, question)
    if incoming.is_edit and incoming.message is not None:
        shown = desk.app.store.updates.replies(incoming.chat, incoming.message)
        return replace_pages(incoming, pages, shown)
    return send_pages(incoming, pages)


def ask(desk: Desk, incoming: Incoming, question: str) -> list[Page]:
    """The answer as pages; the question is remembered for the next one."""
    key = key_of(incoming)
    state = desk.app.store.conversations.get(key)
    history = _find_history(desk, incoming) or [str(earlier) for earlier in state.get("history", [])]
    answer, number = desk.app.ask(question, history=history, conversation=conversation_name(key))
    desk.count_answer(answer.status.value)
    language = desk.language(incoming)
    if answer.status is Status.UNCLEAR and (pages := respond(desk, question, language)):
        return pages
    if answer.status not in {Status.UNCLEAR, Status.ERROR}:
        remember(desk, key, [*history, question[:500]])
    stored = answer.to_json()
    has_people, private = has_more_people(desk, stored), private_link(desk, incoming, stored)
    page = find_page(desk, stored, language)
    return show_answer(stored, number, language, has_people=has_people, private=private, page=page)


def remember(desk: Desk, key: ConversationKey, questions: Sequence[str]) -> None:
    """Keep the questions, the oldest first, that the next one of a conversation may lean on."""
    state = desk.app.store.conversations.get(key) | {"history": list(questions)[-_HISTORY:]}
    desk.app.store.conversations.put(key, state, now=desk.clock())


def private_link(desk: Desk, incoming: Incoming, stored: Stored) -> str:
    """In groups, what opens a private chat with the whole of an answer (`privately`); empty elsewhere."""
    code = stored.get("receipt")
    return link_to(desk.me.username, f"j_{code}") if code and not incoming.is_private else ""


def find_page(desk: Desk, stored: Stored, language: str) -> str | None:
    """Where the site has more of an answer: the page of its meeting, else that of its receipt; None where it has none,
    or nothing more to tell."""
    if desk.site and (meeting := name_meeting(desk.app.store, stored)):
        return link_to_page(desk.site, "meeting", language, id=meeting)
    code = stored.get("receipt")
    return link_to_page(desk.site, "receipt", language, code=code) if code and stored["facts"] else None


def find_answer(desk: Desk, incoming: Incoming, number: str) -> StoredQuestion | None:
    """The stored answer of a button, if it was given in this very chat: numbers can be forged."""
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return None
    stored = desk.app.store.questions.get(int(number))
    if stored is None or not stored.asked.conversation.startswith(f"telegram:{incoming.chat}:"):
        return None
    return stored


def _find_history(desk: Desk, incoming: Incoming) -> list[str]:
    """What led to the answer that a message replies to, whoever had asked; empty where it replies to none."""
    return [] if find_answer(desk, incoming, incoming.answered) is None else led_to(desk, int(incoming.answered))


def led_to(desk: Desk, number: int) -> list[str]:
    """A question that was answered, behind those of its conversation that led to it."""
    led = desk.app.store.questions.leading_to(number, limit=_HISTORY)
    return [stored.asked.question for stored in led if stored.asked.status not in {Status.UNCLEAR, Status.ERROR}]


def send_pages(incoming: Incoming, pages: list[Page]) -> list[Call]:
    """Pages as new messages."""
    target = reply_target(incoming)
    return [send(incoming.chat, page.html, topic=incoming.topic, reply_to=target, keyboard=page.rows) for page in pages]


def replace_pages(incoming: Incoming, pages: list[Page], shown: list[int]) -> list[Call]:
    """Pages where earlier ones stand; what is too many is taken back, what is missing is sent."""
    calls = [
        edit(incoming.chat, message, page.html, keyboard=page.rows) for message, page in zip(shown, pages, strict=False)
    ]
    calls += [delete(incoming.chat, message) for message in shown[len(pages) :]]
    return calls + send_pages(incoming, pages[len(shown) :])


def forget_conversation(desk: Desk, incoming: Incoming) -> list[Call]:
    """Forget what follow-ups lean on."""
    desk.app.store.conversations.clear(key_of(incoming))
    return desk.say(incoming, wording.FORGOTTEN)
