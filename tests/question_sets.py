"""A small folder of question sets and translations in the published formats, every sentence our own."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

SUBJECTS = ("jembatan", "pasar", "irigasi", "sekolah", "puskesmas", "terminal", "bendungan", "perpustakaan")
PLACES = ("Ranupakis", "Lembahsari", "Tanahabang Baru", "Gunungwaru", "Karangjati", "Sidomakmur")
PASSAGES = {
    f"{subject} {place}": (
        f"Gedung {subject} {place} mulai dibangun {1950 + number}. Warga {place} memakai {subject} itu. "
        f"Biaya {subject} {place} ditanggung desa {place}."
    )
    for number, (subject, place) in enumerate((subject, place) for subject in SUBJECTS for place in PLACES)
}
QUESTIONS = {name: f"Kapan {name} mulai dibangun?" for name in PASSAGES}


def write_question_sets(folder: Path) -> Path:
    """Write `qa`, `parallel`, `lexicon` and `ner` under `folder`; one passage in six is test, one validation."""
    names = list(PASSAGES)
    parts = {"test": names[0::6], "valid": names[1::6], "train": [n for i, n in enumerate(names) if i % 6 > 1]}
    (folder / "qa").mkdir(parents=True)
    for split, chosen in parts.items():
        entries = [_entry(name) for name in chosen]
        for name in ("tydiqa", "idkmrc"):
            (folder / "qa" / f"{name}_{split}.json").write_text(json.dumps(entries), encoding="utf-8")
        write_rows(folder / "qa" / f"facqa_{split}.csv", [_row(name) for name in chosen])
    _write_translations(folder)
    return folder


def _entry(name: str) -> dict[str, object]:
    passage = PASSAGES[name]
    answer = {"id": name, "question": QUESTIONS[name], "answers": [{"text": "19", "answer_start": passage.index("19")}]}
    unanswerable = {"id": f"{name}-x", "question": f"Siapa perancang {name}?", "answers": [], "is_impossible": True}
    return {"context": passage, "qas": [answer, unanswerable]}


def _row(name: str) -> dict[str, str]:
    words = PASSAGES[name].split()
    labels = ["B" if word.startswith("19") else "O" for word in words]
    return {"question": str(QUESTIONS[name].split()), "passage": str(words), "seq_label": str(labels)}


def write_rows(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """A CSV file with a header."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _write_translations(folder: Path) -> None:
    parallel = folder / "parallel"
    for path in (parallel, folder / "lexicon", folder / "ner"):
        path.mkdir()
    (parallel / "ntrex.en").write_text("the bridge is long\nthe market is new\n", encoding="utf-8")
    (parallel / "ntrex.id").write_text("jembatan itu panjang\npasar itu baru\n", encoding="utf-8")
    segments = "<tuv><seg>the school &amp; the bridge</seg></tuv><tuv><seg>sekolah &amp; jembatan</seg></tuv>"
    (parallel / "tico.tmx").write_text(f'<tmx><body><tu tuid="1">{segments}</tu></body></tmx>', encoding="utf-8")
    write_rows(parallel / "nusax_train.csv", [{"english": "a new market", "indonesian": "pasar baru"}])
    (parallel / "tatoeba_eng_ind.txt").write_text("A long bridge.\tJembatan panjang.\tCC-BY\n", encoding="utf-8")
    gnome = 'msgid ""\nmsgstr "Language: id"\n\nmsgid "<p>new "\n"school</p>"\nmsgstr "sekolah baru"\n'
    (parallel / "gnome1.po").write_text(gnome, encoding="utf-8")
    lexicon = "1\tbridge, span\tjembatan\ta structure\n2\tschool\tsekolah\ta place\n"
    (folder / "lexicon" / "wordnet_en_id.tsv").write_text(lexicon, encoding="utf-8")
    (folder / "ner" / "own_train.txt").write_text("Warga O\nKarangjati B-LOC\n\nPasar O\n", encoding="utf-8")
