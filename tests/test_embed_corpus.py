"""The archive's command line: what each command does, prints, and ends with."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest
from small_models import make_static_model

import embed_corpus
from data.settings import PROJECT, Settings
from data.store import open_store
from data.store.lock import hold_writer_lock
from retrieval.ingest.pipeline import BEHIND

TEXT = (
    "Rapat koordinasi stok pangan digelar di Aula Kecamatan Sukamaju, Rabu (3/5/2023).\n"
    "Camat Sukamaju Sri Wulan memimpin rapat koordinasi itu."
)


def a_record(number=0, **fields):
    text = TEXT.replace("Sukamaju", f"Sukamaju {number}")
    default = {"id": f"a{number}", "title": f"Rakor {number}", "publisher": "Kabar Kita", "published": "2023-05-04"}
    return {**default, "text": text, **fields}


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    return make_static_model(tmp_path_factory.mktemp("model") / "statis")


@pytest.fixture
def home(tmp_path, monkeypatch, model):
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path / "rumah"))
    monkeypatch.setenv("NOTULA_MODEL", str(model))
    monkeypatch.setenv("NOTULA_DATABASE_URL", "")
    monkeypatch.setenv("NOTULA_INDEX_URL", "")
    return tmp_path / "rumah"


@pytest.fixture
def run(home, run_entry):
    """Run a command; its exit status, standard output and standard error."""
    return partial(run_entry, embed_corpus.entry)


@pytest.fixture
def run_json(run):
    """Run a command with --json; the object it printed."""

    def run_command(*arguments):
        status, out, err = run(*arguments, "--json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return run_command


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "arsip.jsonl"
    path.write_text("\n".join(json.dumps(a_record(number)) for number in range(4)))
    return path


def counts(summary):
    return [summary[name] for name in ("read", "new", "changed", "unchanged", "duplicate", "failed")]


def test_add_ends_with_a_summary(run, file, tmp_path):
    """Every record is counted once; each failure is named with its reason, and skips nothing else."""
    with file.open("a") as lines:
        lines.write(f"\n{json.dumps(a_record(0, id='salinan'))}\nbukan json\n")
    (tmp_path / "kosong.txt").touch()
    status, out, err = run("add", file, tmp_path / "kosong.txt")

    assert (status, err) == (0, "")
    rows = [line.strip("│ ").split("│") for line in out.splitlines() if line.startswith("│")]
    assert [(name.strip(), number.strip()) for name, number in rows] == [
        ("dibaca", "5"),
        ("baru", "4"),
        ("berubah", "0"),
        ("tidak berubah", "0"),
        ("duplikat", "1"),
        ("gagal", "2"),
    ]
    assert f"{file}:6: Baris ini bukan JSON yang utuh.\n" in out
    assert f"{tmp_path / 'kosong.txt'}: Tidak ada isinya.\n" in out


def test_versions_of_a_text_are_told(run, run_json, file):
    """How many there are, in words too; with --json of what, also in the list."""
    file.write_text(json.dumps(a_record()))
    run("add", file)
    file.write_text(json.dumps(a_record(id="salinan", text=f"Laporan wartawan kami, Galih\n{a_record()['text']}")))
    summary = run_json("add", file, "--dry-run")
    assert (summary["new"], summary["duplicate"], summary["version"]) == (1, 0, 1)
    assert summary["versions"] == [{"id": "salinan", "version_of": "a0"}]

    _, out, _ = run("add", file)
    assert "1 di antaranya versi lain dari teks yang sama.\n" in out
    listed = run_json("list")["articles"]
    assert {one["id"]: one["version_of"] for one in listed} == {"a0": None, "salinan": "a0"}


def test_adding_again_and_changing_one(run_json, file):
    """The same file brings nothing new; of a changed one exactly the changed article counts."""
    assert counts(run_json("add", file)) == [4, 4, 0, 0, 0, 0]
    assert counts(run_json("add", file)) == [4, 0, 0, 4, 0, 0]
    file.write_text(json.dumps(a_record(2, text=TEXT + "\nRapat ditutup.")))
    summary = run_json("add", file)

    assert counts(summary) == [1, 0, 1, 0, 0, 0]
    assert summary["generation"] == "000002"


def test_a_dry_run_only_tells(run_json, file):
    """Nothing is stored."""
    assert counts(run_json("add", file, "--dry-run")) == [4, 4, 0, 0, 0, 0]
    assert run_json("status")["articles"] == 0


def test_a_dry_run_shows_the_first_records_as_understood(run, run_json, tmp_path):
    """Title, date, publisher and the first words, of three; as a table, and with --json in full."""
    path = tmp_path / "arsip.json"
    record = {"tgl": "3/5/2023", "sumber": "Kabar Kita"}
    rows = [{"judul": f"Rakor {n}", "isi": f"{n} {TEXT}", **record} for n in range(4)]
    path.write_text(json.dumps({"data": rows}))
    first = run_json("add", path, "--dry-run")["first"]

    assert [article["title"] for article in first] == ["Rakor 0", "Rakor 1", "Rakor 2"]
    assert first[0] == {
        "id": "arsip.json#1",
        "title": "Rakor 0",
        "publisher": "Kabar Kita",
        "url": None,
        "published": "2023-05-03T00:00:00",
        "text": f"0 {TEXT}".replace("\n", " "),
    }
    _, out, _ = run("add", path, "--dry-run")
    assert "Catatan pertama seperti yang dipahami" in out
    assert "Rakor 2" in out
    assert "Rakor 3" not in out
    assert "Catatan pertama" not in run("add", path)[1]


def test_a_mapping_names_what_no_table_knows(run, run_json, tmp_path):
    """A wrong one is one sentence, and nothing is read."""
    path = tmp_path / "arsip.csv"
    path.write_text(f'kepala,narasi\nRakor Pangan,"{TEXT}"\n')
    shown = run_json("add", path, "--map", "text=narasi", "--map", "title=kepala", "--dry-run")["first"]

    assert [article["title"] for article in shown] == ["Rakor Pangan"]
    assert run("add", path, "--map", "teks=narasi") == (
        1,
        "",
        "--map teks=narasi tidak dapat dipakai; tulis ISIAN=NAMA dengan isian id, title, publisher, url, published, "
        "text.\n",
    )


def test_what_could_not_be_read_of_an_article_is_noted(run, run_json, file):
    """The article is taken, and the summary names the line."""
    file.write_text(json.dumps(a_record(7, published="Kamis depan")))
    reason = "Tanggalnya tidak dapat dibaca dan dikosongkan: Kamis depan"

    assert f"{file}:1: {reason}.\n" in run("add", file, "--dry-run")[1]
    summary = run_json("add", file)
    assert (counts(summary), summary["notes"]) == ([1, 1, 0, 0, 0, 0], [{"source": f"{file}:1", "reason": reason}])
    assert run_json("list")["articles"][0]["published"] is None


def test_nothing_readable_is_an_error(run, tmp_path):
    """The summary says why; the last line and the exit status say that it failed."""
    status, out, err = run("add", tmp_path / "tidak-ada.txt")

    assert (status, err) == (1, "Tidak ada satu pun artikel yang dapat dibaca.\n")
    assert "Berkas atau folder ini tidak ada." in out


def test_status_tells_what_is_there(run, run_json, file, home, model):
    """Counts, publication dates, and whether the index fits."""
    empty = run_json("status")
    assert (empty["articles"], empty["generation"], empty["up_to_date"]) == (0, None, True)
    run("add", file)
    state = run_json("status")

    assert (state["articles"], state["generation"], state["up_to_date"]) == (4, "000001", True)
    assert (state["first"], state["last"], state["home"]) == ("2023-05-04", "2023-05-04", str(home))
    assert state["indexed_chunks"] == state["chunks"] > 0
    assert state["model"] == str(model)
    _, out, _ = run("status")
    assert "2023-05-04 sampai 2023-05-04" in out


def test_another_machine_has_the_same_index(run, run_json, file, home, tmp_path, monkeypatch):
    """One database, one shared place, a home of its own; what is damaged in the place is found and mended."""
    monkeypatch.setenv("NOTULA_DATABASE_URL", f"sqlite:///{tmp_path / 'arsip.db'}")
    monkeypatch.setenv("NOTULA_INDEX_URL", str(tmp_path / "bersama"))
    (tmp_path / "bersama").mkdir()
    run("add", file)
    monkeypatch.setenv("NOTULA_HOME", str(tmp_path / "lain"))
    state = run_json("status")
    assert (state["generation"], state["up_to_date"]) == ("000001", True)
    assert run("verify")[0] == 0
    damaged = max((tmp_path / "bersama" / "objects").iterdir(), key=lambda path: path.stat().st_size)
    damaged.write_bytes(b"x" * damaged.stat().st_size)
    assert "tempat indeks bersama hilang atau berubah" in run("verify")[1]
    assert run("verify", "--mend")[0] == 0
    monkeypatch.setenv("NOTULA_HOME", str(home))
    assert run_json("status")["generation"] == "000002"


def test_status_tells_a_place_that_is_away(run, file, tmp_path, monkeypatch):
    """And goes on with what is here."""
    run("add", file)
    monkeypatch.setenv("NOTULA_INDEX_URL", str(tmp_path / "bersama"))
    status, out, err = run("status")

    assert (status, "000001" in out) == (0, True)
    assert err.startswith("Tempat indeks bersama tidak dapat dicapai")
    assert run("add", file)[0] == 1


def test_list_shows_articles(run, run_json, file):
    """The last published first, as many as asked for."""
    run("add", file)
    listed = run_json("list", "--limit", "2")["articles"]

    assert [(record["id"], record["title"]) for record in listed] == [("a0", "Rakor 0"), ("a1", "Rakor 1")]
    assert listed[0]["published"] == "2023-05-04T00:00:00"
    assert listed[0]["source"] == str(file)
    assert "Kabar Kita" in run("list")[1]


def test_remove_takes_out_all_or_nothing(run, run_json, file):
    """An unknown id is named, and nothing is removed."""
    run("add", file)
    status, _, err = run("remove", "a1", "tidak-ada")
    assert (status, err) == (
        1,
        "Tidak ada artikel dengan id tidak-ada; lihat `python embed_corpus.py list`.\n",
    )

    assert run_json("remove", "a1", "a2") == {"removed": 2}
    assert run_json("status")["articles"] == 2
    assert run_json("verify") == {"problems": [], "left": [], "looked_at": 2}


def test_verify_finds_and_mends(run, file, home):
    """Damage is said with the command that mends it; after that all is well."""
    run("add", file)
    assert run("verify") == (0, "Semuanya cocok.\n", "")
    manifest = home / "index" / "000001" / "manifest.json"
    manifest.write_text("{")

    status, out, err = run("verify")
    assert (status, out.count("\n"), err) == (
        1,
        1,
        "Jalankan `python embed_corpus.py verify --mend` untuk membetulkannya.\n",
    )
    assert run("verify", "--mend")[1].endswith("Semuanya sudah dibetulkan.\n")
    assert run("verify")[0] == 0


def test_verify_says_how_much_of_a_large_archive_it_looked_at(run, run_json, file, monkeypatch):
    """Beyond a size some articles stand for all, unless all are asked for."""
    monkeypatch.setattr("retrieval.ingest.checks.LOOKED_AT", 2)
    run("add", file)
    said = "Yang diperiksa 2 dari 4 artikel; `python embed_corpus.py verify --deep` memeriksa semuanya."
    assert run("verify") == (0, f"Semuanya cocok.\n{said}\n", "")
    assert run("verify", "--deep") == (0, "Semuanya cocok.\n", "")
    assert [run_json("verify", *how)["looked_at"] for how in ([], ["--deep"], ["--mend"])] == [2, 4, 4]


def test_rebuild_makes_a_new_generation(run, run_json, file, tmp_path):
    """With another model it says which setting makes that model answer; until then `add` refuses to mix them."""
    run("add", file)
    assert run("rebuild") == (0, "Indeks 000002 selesai dibuat dan dipakai.\n", "")
    other = make_static_model(tmp_path / "lain", dimension=24, seed=2)
    status, out, _ = run("rebuild", "--model", other)

    assert status == 0
    assert out.endswith(f"Isi NOTULA_MODEL={other} agar model ini juga dipakai untuk menjawab.\n")
    assert run_json("status")["up_to_date"] is False
    file.write_text(json.dumps(a_record(9)))
    status, _, err = run("add", file)
    assert status == 1
    assert err.startswith(f"Indeks dibuat dengan model {other}, sedangkan setelan memakai ")


def test_reread_reads_again_on_demand(run, run_json, file):
    """What this version has read is read again only when asked for."""
    run("add", file)

    assert run("reread") == (0, "0 artikel dibaca ulang.\n", "")
    assert run_json("reread", "--all") == {"reread": 4}


def test_facts_show_an_article_with_what_was_read(run, run_json, file):
    """By id or the beginning of only one; the text is shown to the letter."""
    run("add", file)
    _, out, _ = run("facts", "a3")
    assert "Camat Sukamaju 3 Sri Wulan memimpin rapat koordinasi itu." in out
    assert run_json("facts", "a3")["article_id"] == "a3"
    _, out, _ = run("facts", "a3", "a1", "--json")
    assert [json.loads(line)["article_id"] for line in out.splitlines()] == ["a3", "a1"]

    status, _, err = run("facts", "a")
    assert (status, err) == (1, "Beberapa artikel berawalan a: a0, a1, a2, a3; tulis id lengkapnya.\n")
    assert run("facts", "b")[0] == 1


def test_a_second_writer_is_told_at_once(run, file, home):
    """One sentence, no waiting, and the archive as it was."""
    with hold_writer_lock(Settings(home=home, _env_file=None)):
        assert run("add", file) == (
            1,
            "",
            "Perintah lain sedang mengubah arsip ini; tunggu sampai selesai, lalu coba lagi.\n",
        )
        assert run("status")[0] == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("NOTULA_RETENTION_DAYS", "x", "Setelan NOTULA_RETENTION_DAYS salah: harus berupa bilangan bulat.\n"),
        ("NOTULA_MODEL", "/tidak/ada", "Folder model /tidak/ada tidak ditemukan; periksa NOTULA_MODEL.\n"),
    ],
)
def test_a_wrong_setting_is_one_line(run, monkeypatch, file, name, value, sentence):
    """On standard error, with exit status 1, and nothing stored."""
    monkeypatch.setenv(name, value)

    assert run("add", file) == (1, "", sentence)


@pytest.mark.parametrize(
    "arguments", [["add"], ["remove"], ["hapus"], ["add", "x", "--cepat"], ["list", "--limit", "0"]]
)
def test_wrong_usage_ends_with_2(run, arguments):
    """And says how it is meant."""
    status, out, err = run(*arguments)

    assert (status, out) == (2, "")
    assert "Usage: " in err


def test_facts_of_all_articles_are_a_line_each(run, file):
    """Without an id every reading is one line of JSON, also where a text holds what some take for a line's end."""
    text = TEXT.replace("memimpin", "memimpin\u2028")
    file.write_text("\n".join([file.read_text(), json.dumps(a_record(9, text=text, title="Rakor\x85sembilan"))]))
    run("add", file)

    status, out, _ = run("facts", "--json")
    assert status == 0
    assert [json.loads(line)["article_id"] for line in out.splitlines()] == ["a0", "a1", "a2", "a3", "a9"]
    assert run("facts")[0] == 2


def test_adding_many_says_that_vectors_follow(run, run_json, file, monkeypatch):
    """Where nobody sees a bar, one line says that the articles can be asked about; afterwards none is waiting."""
    monkeypatch.setattr("retrieval.ingest.pipeline.EMBEDDED_AT_ONCE", 1)
    _, _, err = run("add", file)
    assert err.startswith("Sudah dapat ditanyai menurut kata dan fakta; vektor menyusul (")
    assert err.count("\n") == 1
    assert run_json("status")["pending_vectors"] == 0


def test_status_says_how_many_vectors_are_waiting(run, run_json, file, home):
    """And with which command they are made."""
    run("add", file)
    with closing(open_store(f"sqlite:///{home}/notula.db")) as store:
        store.embeddings.prune([])
        built = store.generations.get("000001")
        store.generations.put(replace(built, revision=BEHIND))  # as where it was built before its vectors
    waiting = run_json("status")["pending_vectors"]
    assert waiting > 0
    assert f"{waiting} potongan menunggu vektor" in run("status")[1]
    assert run("verify", "--mend")[0] == 0
    assert run_json("status")["pending_vectors"] == 0


def test_markup_in_texts_is_shown_as_it_is(run, tmp_path):
    """Square brackets in titles, sources and texts are no formatting."""
    (tmp_path / "a.jsonl").write_text(json.dumps(a_record(title="[bold]Rakor[/bold]", text=TEXT + " [/red] [x]")))
    run("add", tmp_path / "a.jsonl", tmp_path / "[merah].txt")

    assert "[bold]Rakor[/bold]" in run("list")[1]
    assert "[/red] [x]" in run("facts", "a0")[1]


def test_the_real_command_starts_without_the_model(home):
    """`--help` and `status` import neither torch nor sentence-transformers."""
    code = "import sys, embed_corpus; sys.argv = ['embed_corpus.py', {!r}]\ntry: embed_corpus.entry()\n"
    code += "except SystemExit as end: print(end.code, 'torch' in sys.modules, 'sentence_transformers' in sys.modules)"
    for argument in ("--help", "status"):
        done = subprocess.run(
            [sys.executable, "-c", code.format(argument)], cwd=PROJECT, capture_output=True, text=True, check=True
        )
        assert done.stdout.splitlines()[-1] == "0 False False"


def test_an_unreadable_database_is_one_line(run, home, file):
    """A file that is no database is not overwritten."""
    home.mkdir()
    (home / "notula.db").write_text("bukan basis data " * 99)
    status, out, err = run("add", file)

    assert (status, out) == (1, "")
    assert err.startswith("Basis data rusak atau bukan basis data Notula; ")


def test_what_was_added_is_stored_to_the_letter(run, file, home):
    """The given id and text, untouched."""
    run("add", file)
    store = open_store(f"sqlite:///{home / 'notula.db'}")

    assert store.articles.get("a2").text == a_record(2)["text"]
    store.close()


def test_a_folder_is_followed_from_the_command_line(run, run_json, tmp_path):
    """Followed, listed, updated, followed no more: each says what it did."""
    folder = tmp_path / "berita"
    folder.mkdir()
    (folder / "rakor.txt").write_text(TEXT)
    missing = tmp_path / "tidak-ada"
    status, out, err = run("follow", folder, missing)
    assert (status, out) == (1, f"Mengikuti {folder} (folder, kini mendaftar 1 artikel).\n")
    assert err == f"{missing}: Ini bukan folder yang ada dan bukan alamat yang diawali http:// atau https://.\n"
    assert run("follow", folder) == (0, f"{folder} (folder) sudah diikuti.\n", "")

    assert run_json("update") == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "failed": 0,
        "sources": [
            {
                "source": str(folder),
                "kind": "folder",
                "title": "berita",
                "new": 1,
                "changed": 0,
                "unchanged": 0,
                "gone": 0,
                "failed": 0,
            }
        ],
        "failures": [],
    }
    (folder / "kosong.txt").touch()
    out = run("update")[1]
    assert f"{folder / 'kosong.txt'}: Tidak ada isinya.\n" in out
    [source] = run_json("follow", "--list")["sources"]
    assert [source[name] for name in ("taken", "gone", "failed", "waiting")] == [1, 0, 1, 0]
    assert "1 diambil, 0 hilang di situs (tetap di arsip), 1 gagal, 0 menunggu\n" in run("follow", "--list")[1]
    assert run("follow", missing)[:2] == (1, "")
    assert run("update", "--due")[0] == 0

    assert run("unfollow", folder)[1] == f"{folder} tidak diikuti lagi; artikel yang sudah diambil tetap di arsip.\n"
    assert run("follow", "--list")[1].startswith("Belum ada sumber yang diikuti")
    assert run("unfollow", folder)[0] == 1
    assert run_json("status")["articles"] == 1


@pytest.mark.parametrize("arguments", [("follow",), ("follow", "--list", "berita"), ("unfollow",)])
def test_following_nothing_is_wrong_usage(run, arguments):
    """Either sources or --list."""
    assert run(*arguments)[0] == 2
