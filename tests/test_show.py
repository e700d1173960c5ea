"""Answers as the terminal shows them: text as it is, quotes, sources."""

from __future__ import annotations

import io

import pytest
from builders import open_archive
from inline_snapshot import snapshot
from rich.console import Console

from bot.show import show_answer, show_explanation
from retrieval.answering.answer import Answer, Evidence, MeetingCard, Source, Status
from retrieval.answering.asking.query import Kind


def shown(show, *arguments, width=100):
    """What is printed, with trailing spaces taken away."""
    printed = io.StringIO()
    show(Console(file=printed, width=width), *arguments)
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def an_answer(text="Aula.", **fields):
    return Answer("di mana?", fields.pop("status", Status.ANSWERED), Kind.WHERE, text, **fields)


def an_evidence(quote):
    return Evidence(value="aula", quote=quote, article_id="a", start=0, end=len(quote))


def test_an_answer_with_its_quote_and_source():
    """The sentence it stands on, and where it was published."""
    found = open_archive().engine.ask("di mana Musrenbang Demak?")
    assert shown(show_answer, found) == snapshot("""\
╭──────────────────────────────────────────────────────────────────────────────────────────────────╮
│ Gedung Grhadika Bina Praja.                                                                      │
│ Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak · 15 Maret 2023 · Gedung    │
│ Grhadika Bina Praja                                                                              │
│ “DEMAK - Musyawarah Perencanaan Pembangunan (Musrenbang) RKPD Kabupaten Demak digelar di Gedung  │
│ Grhadika Bina Praja, Rabu (15/3/2023).”                                                          │
╰──────────────────────────────────────────────────────────────────────────────────────────────────╯
  [1] Kabar Demak · Bupati Demak Buka Musrenbang RKPD · 16 Maret 2023\
""")


@pytest.mark.parametrize(
    "text", ["[red]merah[/red] [b]", "<b>tebal</b> & *bintang* _garis_", "[link=x]", ":smile: \\["]
)
def test_markup_is_shown_as_it_is(text):
    """In the answer, its quotes and its sources; the terminal interprets nothing."""
    source = Source("a", title=text, publisher=text, url=None, published=None)
    printed = shown(show_answer, an_answer(text, facts=(an_evidence(f"Kutipan {text}"),), sources=(source,)))
    assert printed.count(text) == 4


def test_a_quote_that_is_the_answer_is_not_repeated():
    """Nor is one that several facts share."""
    facts = (an_evidence("Rapat digelar di aula."), an_evidence("Rapat digelar di aula."), an_evidence("Aula."))
    printed = shown(show_answer, an_answer("Aula.", facts=facts))
    assert (printed.count("Rapat digelar di aula."), printed.count("“Aula.”")) == (1, 0)


def test_many_quotes_are_cut():
    """A list of attendees does not fill the screen."""
    facts = tuple(an_evidence(f"Kutipan nomor {number}.") for number in range(9))
    assert shown(show_answer, an_answer(facts=facts)).count("Kutipan nomor") == 5


def test_a_source_leaves_out_what_is_not_known():
    """No empty brackets, no "None"."""
    source = Source("a", title="Rakor Pangan", publisher="", url=None, published=None)
    assert shown(show_answer, an_answer(sources=(source,))).endswith("  [1] Rakor Pangan")


def test_other_meetings_are_offered():
    """With their day where it is known."""
    others = (
        MeetingCard("Rakor A", date="2024-02-12", place=None, region=None),
        MeetingCard("Rakor B", date=None, place=None, region=None),
    )
    assert "Yang juga cocok: Rakor A (12 Februari 2024); Rakor B" in shown(show_answer, an_answer(others=others))


def test_how_an_answer_came_about():
    """The understood question, the candidates with their fits, and the facts used."""
    app = open_archive()
    question = "di mana Musrenbang Demak 2023?"
    query = app.engine.understand(question)
    candidates = app.engine.candidates(query)[0]
    printed = shown(show_explanation, query, candidates, app.engine.ask(question), width=200)
    assert "musrenbang-demak" in printed
    assert "Gedung Grhadika Bina Praja" in printed
    assert "coverage" in printed


def test_a_quote_leads_to_its_place_on_the_page():
    """In terminals that know links; an address that is none of the web is shown and leads nowhere."""
    quoted = an_evidence("Rapat digelar di aula.")
    printed = []
    for url in ("https://warta.example/1", "javascript:alert(1)"):
        source = Source("a", title="Rapat", publisher="Warta", url=url, published=None)
        stream = io.StringIO()
        show_answer(Console(file=stream, width=100, force_terminal=True), an_answer(facts=(quoted,), sources=(source,)))
        printed.append(stream.getvalue())
    assert "https://warta.example/1#:~:text=Rapat%20digelar%20di%20aula." in printed[0]
    assert "\x1b]8;" not in printed[1]
