"""An article's text in pieces: what is shown of it, what is marked, and where links lead."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.web.excerpts import LONGEST_SENTENCE, cut, find_sentences, limit_span
from retrieval.language.text import Span, split_sentences

TEXT = "Rapat dibuka Camat. Hujan turun. Hadir Lurah.\nPanen raya tiba."


def spans_of(text, *quotes):
    """The spans of quotations, by names s0, s1, …"""
    return {f"s{number}": Span(text.index(one), text.index(one) + len(one)) for number, one in enumerate(quotes)}


def shown(text, spans, *, is_whole=False):
    """The blocks as lines: […] for what is left out, |name⟩ for a place, ⟨name: …⟩ for an element, _ for evidence."""
    blocks = cut(text, spans, find_sentences(text, spans.values()), is_whole=is_whole)
    return ["".join(map(_show, block.pieces)) or "[…]" for block in blocks]


def _show(piece):
    places = "".join(f"|{name}⟩" for name in piece.places)
    opens = "".join(f"⟨{name}: " for name in piece.opens)
    text = f"_{piece.text}_" if piece.is_evidence else piece.text
    return places + opens + text + "⟩" * piece.closes


def test_only_the_sentences_that_spans_are_in_are_shown():
    """With a sign for what is left out, and none where a new paragraph follows."""
    assert shown(TEXT, spans_of(TEXT, "Camat", "Panen raya tiba.")) == [
        "Rapat dibuka ⟨s0: _Camat_⟩.",
        "[…]",
        "⟨s1: _Panen raya tiba._⟩",
    ]
    assert shown(TEXT, spans_of(TEXT, "Hadir Lurah.", "Panen")) == [
        "[…]",
        "⟨s0: _Hadir Lurah._⟩",
        "⟨s1: _Panen_⟩ raya tiba.",
    ]


def test_a_whole_text_is_shown_in_paragraphs():
    """Its evidence is marked all the same."""
    assert shown(TEXT, spans_of(TEXT, "Hujan turun."), is_whole=True) == [
        "Rapat dibuka Camat. ⟨s0: _Hujan turun._⟩ Hadir Lurah.",
        "Panen raya tiba.",
    ]


def test_spans_within_each_other_are_elements_and_what_crosses_has_a_place():
    """A span over two paragraphs too: no element can hold both."""
    nested = spans_of(TEXT, "Rapat dibuka Camat.", "Camat", "Camat. Hujan turun.")
    assert shown(TEXT, nested) == ["⟨s0: _Rapat dibuka _|s2⟩⟨s1: _Camat_⟩_._⟩_ __Hujan turun._", "[…]"]
    assert shown(TEXT, spans_of(TEXT, "Lurah.\nPanen")) == ["[…]", "Hadir |s0⟩_Lurah._", "_Panen_ raya tiba."]


def test_of_a_text_without_full_stops_only_the_spans_are_shown():
    """It is no sentence that could be quoted."""
    text = "desa " * 200 + "kata Camat " + "desa " * 200
    assert shown(text, spans_of(text, "kata Camat")) == ["[…]", "⟨s0: _kata Camat_⟩", "[…]"]


def test_nothing_is_shown_where_nothing_stands_on_the_text():
    """Nor of spans that hold blanks alone; a text of blanks has no parts."""
    assert shown(TEXT, {}) == ["[…]"]
    assert shown(TEXT, {"s0": Span(19, 20)}) == ["[…]"]
    assert shown(" \n ", {"s0": Span(0, 2)}, is_whole=True) == []


def test_a_sentence_that_proves_something_ends_with_its_own_link():
    """By its place in the text."""
    blocks = cut(TEXT, spans_of(TEXT, "Camat"), split_sentences(TEXT), is_whole=True)
    assert [piece.sentence for block in blocks for piece in block.pieces if piece.sentence] == [Span(0, 19)]


def test_a_span_that_anybody_names_is_limited():
    """To two sentences that are not long, to one that is, and to a part of one that is too long."""
    short = "Satu. Dua. Tiga. Empat."
    assert limit_span(short, Span(0, 10**9)) == Span(0, 10)
    assert limit_span(short, Span(7, 14)) == Span(7, 14)
    long = "".join(f"Kata {'a' * (length - 7)}. " for length in (401, 401, 901))
    assert limit_span(long, Span(0, len(long))) == Span(0, 400)
    assert limit_span(long, Span(900, len(long))) == Span(900, 900 + LONGEST_SENTENCE)
    assert limit_span(short, Span(90, 99)) is None
    assert limit_span(short, Span(5, 5)) is None


_texts = st.text(st.sampled_from('abA. \n"!'), max_size=60)
_ends = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).filter(lambda ends: ends[0] < ends[1])
_spans = st.lists(_ends, max_size=6).map(lambda found: {f"s{a}-{b}": Span(a, b) for a, b in found})


@given(_texts, _spans, st.booleans())
def test_pieces_are_the_text_and_nothing_but_what_may_be_shown(text, spans, is_whole):
    """Joined they are their stretch of it; between blocks are blanks; without spans in it no sentence is shown."""
    sentences = find_sentences(text, spans.values())
    blocks = cut(text, spans, sentences, is_whole=is_whole)

    ends = [0, *(block.end for block in blocks)]
    assert "".join(text[end : block.start] for end, block in zip(ends, blocks, strict=False)).strip() == ""
    assert text[ends[-1] :].strip() == ""
    allowed = [one for one in sentences if is_whole or any(_meet(one, span) for span in spans.values())]
    for block in blocks:
        assert "".join(piece.text for piece in block.pieces) == (text[block.start : block.end] if block.pieces else "")
        seen = {place for place in range(block.start, block.end) if not text[place].isspace()}
        may_be_seen = {place for one in allowed for place in range(one.start, one.end)}
        assert seen <= may_be_seen if block.pieces else not seen & may_be_seen


@given(_texts, _spans, st.booleans())
def test_every_span_has_one_place_and_is_marked(text, spans, is_whole):
    """An element around it where it can be, closed in its block; else an anchor at its start."""
    sentences = find_sentences(text, spans.values())
    blocks = cut(text, spans, sentences, is_whole=is_whole)

    named = [name for block in blocks for piece in block.pieces for name in (*piece.places, *piece.opens)]
    assert sorted(named) == sorted(name for name, span in spans.items() if any(_meet(span, one) for one in sentences))
    for block in blocks:
        end, opened = block.start, []
        for piece in block.pieces:
            start, end = end, end + len(piece.text)
            assert piece.is_evidence == any(_meet(Span(start, end), span) for span in spans.values())
            assert all(spans[name].start <= start for name in piece.opens)
            opened += piece.opens
            for _ in range(piece.closes):
                last = spans[opened.pop()]
                assert text[end : last.end].strip() == "" or last.end == end
        assert opened == []


def _meet(one, other):
    return one.start < other.end and other.start < one.end
