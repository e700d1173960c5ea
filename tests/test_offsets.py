"""Annotations kept without the texts they were made from."""

import json

from retrieval.evaluation.questions import read_lines
from retrieval.training.offsets import KEPT, join, with_text, without_text

TEXT = "Rapat dibuka Camat Melati, Wibisono Hartadi, di balai desa. Para lurah hadir."
RECORD = {
    "article_id": "a1",
    "meetings": [
        {
            "kind": "rapat",
            "name": None,
            "date": "2024-05-06",
            "time": None,
            "place": "balai desa",
            "organiser": None,
            "theme": "tidak tertulis",
            "purpose": None,
            "people": [
                {
                    "person": "Wibisono Hartadi",
                    "office": "Camat Melati",
                    "represents": None,
                    "capacity": "opened",
                    "quote": "dibuka Camat Melati, Wibisono Hartadi",
                },
                {"person": "Tak Ada", "office": None, "represents": None, "capacity": "present", "quote": "hadir"},
            ],
            "groups": [{"group": "Para lurah", "quote": "Para lurah hadir"}],
        }
    ],
}


def test_no_word_of_the_text_is_kept():
    """Numbers, dates, kinds and capacities are."""
    kept = without_text(TEXT, RECORD)
    assert "Wibisono" not in str(kept)
    assert "balai" not in str(kept)
    assert kept["meetings"][0]["date"] == "2024-05-06"
    assert kept["meetings"][0]["people"][0]["person"] == [27, 43]


def test_whoever_has_the_text_gets_them_back():
    """What did not stand in the text is lost, and with another text everything."""
    kept = without_text(TEXT, RECORD)
    meeting = with_text(TEXT, kept)["meetings"][0]
    assert meeting["people"] == RECORD["meetings"][0]["people"][:1]
    assert meeting["groups"] == RECORD["meetings"][0]["groups"]
    assert meeting["place"] == "balai desa"
    assert meeting["theme"] is None
    assert with_text(TEXT + " ", kept) is None


def test_annotations_are_joined_with_the_texts_that_are_given(tmp_path):
    """Articles that nobody annotated are passed over, and one given twice is written once."""
    record = next(iter(read_lines(KEPT)))
    assert {"id", "sha256", "meetings"} == set(record)
    stranger = tmp_path / "texts.jsonl"
    stranger.write_text(json.dumps({"id": "x", "text": TEXT}) + "\n", encoding="utf-8")
    assert join([stranger], tmp_path / "out") == 0
    assert (tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8") == ""
