"""The language model from the chat: how it stands, switched off and on."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.telegram.calls import Call
from bot.telegram.desk import Desk
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.admins.working import note
from data.wording import telegram_llm as wording
from retrieval.llm.describing import ModelState, describe_model

_SWITCHES = {"mati": False, "off": False, "hidup": True, "on": True}


def show_or_switch(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/model`, `/model mati`, `/model hidup`: what it took today; every process minds the switch from now on."""
    language, wanted = desk.language(incoming), incoming.text.strip().lower()
    if wanted and wanted not in _SWITCHES:
        return desk.reply(incoming, wording.HOW.say(language))
    if wanted:
        desk.app.store.llm.switch(is_on=_SWITCHES[wanted])
        note(desk, incoming, "model", wanted)
    return desk.reply(incoming, tell_model(desk, language) or wording.NONE.say(language))


def tell_model(desk: Desk, language: str) -> str:
    """One line on the model; "" where none is used."""
    state = describe_model(desk.app.settings, desk.app.store, day=datetime.now(UTC).date())
    return _say(state, language) if state else ""


def _say(state: ModelState, language: str) -> str:
    cost = "" if state.cost is None else wording.COST.say(language, cost=f"{state.cost:.2f}")
    return wording.STATE.say(
        language,
        name=state.name,
        host=state.host,
        uses=", ".join(state.uses),
        state=(wording.ON if state.is_on else wording.OFF).say(language),
        calls=state.spent.calls,
        failures=state.spent.failures,
        tokens=state.spent.tokens,
        claims=state.spent.claims,
        dropped=state.spent.dropped,
        cost=cost,
    )
