"""`/rekap`, `/kliping`, `/laporan` and their buttons: what was found in a sentence, and then the file."""

from __future__ import annotations

from dataclasses import asdict, replace

from bot.meant import find_meeting
from bot.telegram.calls import Call, Keyboard, answer_press, button, send_document
from bot.telegram.desk import Desk, conversation_name, key_of, reply_target
from bot.telegram.intake.incoming import Incoming
from bot.telegram.topics.asking import find_answer
from bot.telegram.topics.details import expired
from bot.telegram.topics.office import longer
from bot.telegram.topics.office.making import MOST_BYTES, make_file
from bot.telegram.topics.office.orders import MOST_A_DAY, count_file, find_selection, keep_selection
from bot.telegram.upkeep.personal import PersonalJobs
from bot.telegram.views.answers import Stored
from bot.telegram.views.meetings import read_shelf_data
from data.article import indonesian_day
from data.errors import SelectionError
from data.wording import telegram as telegram_wording
from data.wording import telegram_office as wording
from data.wording.answers import shorten
from retrieval.takeaway.choices import Form, What
from retrieval.takeaway.document import Frame
from retrieval.takeaway.request import describe, read_request
from retrieval.takeaway.selection import Selection
from retrieval.takeaway.survey import Survey, count_reports, survey
from retrieval.takeaway.writing import Order

MOST_REPORTS = {What.ATTENDANCE: 500, What.CLIPPING: 100}
"""Reports of meetings in a file that is made at once: a second or two."""

MOST_LONGER = {What.ATTENDANCE: 20_000, What.CLIPPING: 1_000}
"""Reports of meetings in a file that is made beside the bot, where there is such a thing."""

_LONGER = {
    "x": (What.ATTENDANCE, Form.XLSX),
    "P": (What.CLIPPING, Form.PDF),
    "W": (What.CLIPPING, Form.DOCX),
}
_FORMS = {"p": Form.PDF, "w": Form.DOCX}


def recapitulate(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/rekap [region] [period] [office or person]`: how much it is, and the workbook."""
    if not incoming.text:
        return desk.say(incoming, wording.RECAP_HOW)
    selection = _understand(desk, incoming.text, with_person=True)
    if isinstance(selection, str):
        return desk.say(incoming, wording.NOT_UNDERSTOOD, part=selection)
    return _recapitulate(desk, incoming, selection)


def clip_news(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/kliping [region] [period]`: how much it is, and the kinds of files to choose from."""
    if not incoming.text:
        return desk.say(incoming, wording.CLIPPING_HOW)
    selection = _understand(desk, incoming.text, with_person=False)
    if isinstance(selection, str):
        return desk.say(incoming, wording.NOT_UNDERSTOOD, part=selection)
    return _offer_clipping(desk, incoming, selection)


def report_meeting(desk: Desk, incoming: Incoming) -> list[Call]:
    """`/laporan` as a reply to an answer, or with the words of a meeting: the kinds of files to choose from."""
    if stored := find_answer(desk, incoming, incoming.answered):
        return _offer_report(desk, incoming, stored.asked.answer, stored.id)
    if not incoming.text:
        return desk.say(incoming, wording.REPORT_HOW)
    question = telegram_wording.ASK_ABOUT["summary"].format(meeting=incoming.text[:500])
    answer, number = desk.app.ask(question, conversation=conversation_name(key_of(incoming)))
    return _offer_report(desk, incoming, answer.to_json(), number)


def take(desk: Desk, incoming: Incoming, data: str) -> list[Call]:
    """A button: `a:` and `c:` with a shelf of `/rapat`, `r:` with an answer, `p:` and `w:` with what was offered."""
    code, _, about = data.partition(":")
    if code in {"a", "c"} and (shelf := read_shelf_data(about)):
        since, until = shelf.days
        selection = Selection((shelf.region,) if shelf.region else (), since, until)
        offer = _recapitulate if code == "a" else _offer_clipping
        return [answer_press(incoming.press), *offer(desk, incoming, selection)]
    if code == "r" and (stored := find_answer(desk, incoming, about)):
        return [answer_press(incoming.press), *_offer_report(desk, incoming, stored.asked.answer, stored.id)]
    if code == "s":
        return longer.stop(desk, incoming)
    if code in _LONGER and desk.personal and (chosen := find_selection(desk, incoming, about)):
        return _begin(desk, desk.personal, incoming, Order(*_LONGER[code], chosen, frame=_frame(desk)))
    if code in _FORMS:
        return _take_form(desk, incoming, _FORMS[code], about)
    return expired(desk, incoming)


def _begin(desk: Desk, personal: PersonalJobs, incoming: Incoming, order: Order) -> list[Call]:
    if not count_file(desk, incoming):
        said = wording.TODAY_ENOUGH.say(desk.language(incoming), most=MOST_A_DAY)
        return [answer_press(incoming.press, said, alert=True)]
    return longer.begin(desk, personal, incoming, order, _name(desk, incoming, order.selection))


def _take_form(desk: Desk, incoming: Incoming, form: Form, about: str) -> list[Call]:
    if stored := find_answer(desk, incoming, about):
        found = find_meeting(desk.app.store, stored.asked.answer)
        if found is None:
            return expired(desk, incoming)
        reading, meeting = found
        order = Order(What.REPORT, form, place=f"{reading.article_id}:{meeting.ordinal}", frame=_frame(desk))
        return [answer_press(incoming.press), *_send(desk, incoming, order, shorten(meeting.name))]
    selection = find_selection(desk, incoming, about)
    if selection is None:
        return expired(desk, incoming)
    order = Order(What.CLIPPING, form, selection, frame=_frame(desk))
    return [answer_press(incoming.press), *_send(desk, incoming, order, _name(desk, incoming, selection))]


def _understand(desk: Desk, text: str, *, with_person: bool) -> Selection | str:
    """The selection that was typed, or the part of it that says nothing."""
    request = read_request(text, today=indonesian_day(desk.clock()))
    if not with_person:
        return request.rest or request.selection.office or request.selection
    if not request.rest:
        return request.selection
    if desk.app.store.readings.find_person(request.rest, limit=1):
        return replace(request.selection, person=request.rest)
    return request.rest


def _recapitulate(desk: Desk, incoming: Incoming, selection: Selection) -> list[Call]:
    counted = _survey(desk, incoming, What.ATTENDANCE, selection)
    if not isinstance(counted, Survey):
        return counted
    chosen = _name(desk, incoming, selection)
    phrase = wording.FOUND_OF if selection.person or selection.office else wording.FOUND
    said = phrase.say(desk.language(incoming), chosen=chosen, **asdict(counted))
    order = Order(What.ATTENDANCE, Form.XLSX, selection, frame=_frame(desk))
    return [*desk.reply(incoming, said), *_send(desk, incoming, order, chosen)]


def _offer_clipping(desk: Desk, incoming: Incoming, selection: Selection) -> list[Call]:
    counted = _survey(desk, incoming, What.CLIPPING, selection)
    if not isinstance(counted, Survey):
        return counted
    chosen = _name(desk, incoming, selection)
    said = wording.CLIPPED.say(desk.language(incoming), chosen=chosen, **asdict(counted))
    return desk.reply(incoming, said, keyboard=_forms(keep_selection(desk, incoming, selection)))


def _offer_report(desk: Desk, incoming: Incoming, answer: Stored, number: int) -> list[Call]:
    found = find_meeting(desk.app.store, answer)
    if found is None:
        return desk.say(incoming, wording.NO_MEETING)
    said = wording.REPORTED.say(desk.language(incoming), meeting=shorten(found[1].name))
    return desk.reply(incoming, said, keyboard=_forms(str(number)))


def _survey(desk: Desk, incoming: Incoming, what: What, selection: Selection) -> Survey | list[Call]:
    """How much it is; what is said instead where it is nothing, or too much."""
    store, most = desk.app.store, MOST_LONGER[what] if desk.personal else MOST_REPORTS[what]
    count = count_reports(store, selection)
    if MOST_REPORTS[what] < count <= most:
        return _offer_longer(desk, incoming, what, selection, count)
    if count > most:
        return desk.say(incoming, wording.TOO_MANY, count=count, most=most, example=wording.EXAMPLES[what])
    counted = survey(store, selection)
    if not counted.meetings:
        return desk.say(incoming, wording.NOTHING, chosen=_name(desk, incoming, selection))
    return counted


def _offer_longer(desk: Desk, incoming: Incoming, what: What, selection: Selection, count: int) -> list[Call]:
    name, chosen = keep_selection(desk, incoming, selection), _name(desk, incoming, selection)
    forms = [(code, form) for code, (of, form) in _LONGER.items() if of is what]
    keys = [button(wording.FORMS[form], f"k:{code}:{name}") for code, form in forms]
    said = wording.LONG.say(desk.language(incoming), chosen=chosen, count=count)
    return desk.reply(incoming, said, keyboard=[keys])


def _send(desk: Desk, incoming: Incoming, order: Order, chosen: str) -> list[Call]:
    """The file, or why there is none."""
    if not count_file(desk, incoming):
        return desk.say(incoming, wording.TODAY_ENOUGH, most=MOST_A_DAY)
    try:
        file = make_file(desk.app.store, order, chosen, sum_up=desk.app.sum_up)
    except SelectionError as error:
        return desk.say(incoming, wording.FAILED, reason=error)
    if len(file.content) > MOST_BYTES:
        return desk.say(incoming, wording.TOO_LARGE)
    caption = longer.caption_of(order, chosen, desk.language(incoming))
    return [send_document(incoming.chat, file, caption, topic=incoming.topic, reply_to=reply_target(incoming))]


def _forms(about: str) -> Keyboard:
    return [[button(wording.FORMS[form], f"k:{code}:{about}") for code, form in _FORMS.items()]]


def _name(desk: Desk, incoming: Incoming, selection: Selection) -> str:
    return describe(selection) or wording.EVERYTHING.say(desk.language(incoming))


def _frame(desk: Desk) -> Frame:
    return Frame(desk.app.settings.letterhead_lines, desk.app.settings.signature_lines)
