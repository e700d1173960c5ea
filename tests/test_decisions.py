"""What a record means is decided purely: new, changed, unchanged or a duplicate."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from records import a_record

from data.article import Article
from data.readers import Record
from data.store import hash_text
from retrieval.ingest import Decision, Known, decide
from retrieval.ingest.decisions import to_write


def test_each_record_is_new_changed_unchanged_or_duplicate():
    """By id and content hash first, by text after that."""
    known = a_record(0)
    knows = Known({"a0": known.article.content_hash}, {})
    moved = a_record(0, title="Judul baru")

    decided = decide(
        [known, moved, a_record(1), a_record(1, id="salinan", text=a_record(1).article.text.upper())], knows
    )
    assert [item.decision for item in decided] == [
        Decision.UNCHANGED,
        Decision.CHANGED,
        Decision.NEW,
        Decision.DUPLICATE,
    ]
    assert decided[3].same_as == "a1"
    assert to_write(decided) == {"a0": moved, "a1": a_record(1)}


def test_a_text_known_under_another_id_is_a_duplicate():
    """Unless the id is already there: then that article has changed."""
    owners = {hash_text(a_record(0).article.text): "asli"}
    copy = a_record(0, id="salinan")

    assert decide([copy], Known({}, owners))[0].same_as == "asli"
    assert decide([copy], Known({"salinan": "dahulu"}, owners))[0].decision is Decision.CHANGED


SMALL_RECORDS = st.lists(
    st.builds(
        lambda article_id, text, title: Record(Article(article_id, text, title=title), "/x"),
        st.sampled_from("abc"),
        st.sampled_from(["satu", "Satu", "dua", "tiga"]),
        st.sampled_from(["", "judul"]),
    ),
    max_size=8,
)


@given(SMALL_RECORDS)
def test_deciding_twice_changes_nothing(items):
    """Once written, the last record of each id is unchanged, and what was a duplicate stays one."""
    written = to_write(decide(items, Known({}, {})))
    hashes = {article_id: record.article.content_hash for article_id, record in written.items()}
    owners = {
        hash_text(record.article.text): article_id for article_id, record in sorted(written.items(), reverse=True)
    }

    assert {item.decision for item in decide(list(written.values()), Known(hashes, owners))} <= {Decision.UNCHANGED}
    assert all(article_id == record.article.id for article_id, record in written.items())
