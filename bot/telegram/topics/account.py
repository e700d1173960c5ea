"""Greeting, help, language, privacy."""

from __future__ import annotations

from bot.telegram.calls import Call, answer_press, button, edit
from bot.telegram.desk import Desk, key_of
from bot.telegram.intake.incoming import Incoming
from bot.telegram.markup import Block, bold, first, plain
from bot.telegram.topics.courtesies import introduce
from data.wording import telegram as wording
from data.wording.telegram_llm import NOTHING_SENT, QUESTIONS_SENT
from retrieval.llm.describing import model_host, sends_questions


def greet(desk: Desk, incoming: Incoming) -> list[Call]:
    """Say what the bot is for, with questions to try."""
    return desk.reply(incoming, *introduce(desk, desk.language(incoming)))


def help_person(desk: Desk, incoming: Incoming) -> list[Call]:
    """List what can be done, for administrators also what only they can do."""
    language = desk.language(incoming)
    how = wording.HELP_PRIVATE if incoming.is_private else wording.HELP_GROUP
    blocks: list[Block | str] = [(bold(wording.HELP.say(language)),), how.say(language), ""]
    blocks += [f"/{name} – {phrase.say(language)}" for name, phrase in wording.COMMANDS.items()]
    if desk.is_admin(incoming.user) and incoming.is_private:
        blocks += ["", (bold(wording.HELP_ADMIN.say(language)),)]
        blocks += [f"/{name} – {phrase.say(language)}" for name, phrase in wording.ADMIN_COMMANDS.items()]
    return desk.reply(incoming, *blocks)


def choose_language(desk: Desk, incoming: Incoming) -> list[Call]:
    """Offer the interface's languages."""
    row = [button(name, f"l:{code}") for code, name in wording.LANGUAGES.items()]
    return desk.reply(incoming, wording.CHOOSE_LANGUAGE.say(desk.language(incoming)), keyboard=[row])


def set_language(desk: Desk, incoming: Incoming, code: str) -> list[Call]:
    """Keep the chosen language of the person who pressed."""
    if code not in wording.LANGUAGES:
        return [answer_press(incoming.press, wording.EXPIRED.say(desk.language(incoming)))]
    desk.set_preference(incoming.user, "language", code)
    return [answer_press(incoming.press, wording.LANGUAGE_SET.say(code))]


def explain_privacy(desk: Desk, incoming: Incoming) -> list[Call]:
    """Say what is kept, and for how long."""
    language = desk.language(incoming)
    settings = desk.app.settings
    sends = sends_questions(settings, desk.app.store)
    sent = (QUESTIONS_SENT if sends else NOTHING_SENT).say(language, host=model_host(settings))
    kept = f"{wording.PRIVACY.say(language, days=settings.retention_days)} {sent}"
    told = wording.PRIVACY_RECEIPTS.say(language)
    return desk.reply(incoming, kept, told, "", wording.PRIVACY_DELETE.say(language))


def offer_deletion(desk: Desk, incoming: Incoming) -> list[Call]:
    """Ask before a person's data is deleted."""
    language = desk.language(incoming)
    if not incoming.is_private:
        return desk.reply(incoming, wording.GROUP_PRIVATE_ONLY.say(language))
    row = [button(wording.DELETE_YES.say(language), "p:yes"), button(wording.CANCEL.say(language), "p:no")]
    return desk.reply(incoming, wording.DELETE_SURE.say(language), keyboard=[row])


def delete_data(desk: Desk, incoming: Incoming, choice: str) -> list[Call]:
    """Delete what is kept of the person who pressed, or leave it."""
    language = desk.language(incoming)
    if not incoming.is_private:
        return [answer_press(incoming.press, wording.GROUP_PRIVATE_ONLY.say(language))]
    if choice != "yes":
        return finish_press(incoming, wording.CANCELLED.say(language))
    with desk.app.store.transaction():
        desk.app.store.subscriptions.forget_user(incoming.user)
        count = desk.app.store.updates.forget_user(incoming.user)
    return finish_press(incoming, wording.DELETED.say(language, count=count))


def forget_person(desk: Desk, incoming: Incoming) -> list[Call]:
    """Forget the conversation of a chat that the bot was removed from, and what it followed, without a word."""
    desk.app.store.subscriptions.forget_chat(incoming.chat)
    desk.app.store.conversations.clear(key_of(incoming))
    return []


def finish_press(incoming: Incoming, text: str) -> list[Call]:
    """End a press, and put a sentence where its buttons were."""
    calls = [answer_press(incoming.press)]
    if incoming.message is not None:
        calls.append(edit(incoming.chat, incoming.message, first([plain(text)])))
    return calls
