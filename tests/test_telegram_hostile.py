"""Hostile input: whatever is written, pressed or uploaded, replies are valid, polite, and tell nothing inside."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.telegram_bot import ADMIN
from tests.telegram_server import person_message

TELLTALE = re.compile(r"Traceback|Error\b|/(?:tmp|work|home|usr|root)/|\.py\b|sqlite|File \"")


@pytest.mark.parametrize(
    "text",
    [
        "<b>siapa</b> yang hadir <a href='javascript:x'>di</a> <script>alert(1)</script> rakor & rapat?",
        "&lt;b&gt; &amp; &#60; rakor batang hari",
        "kapan rakor </b></a></blockquote> batang hari 2023",
        "*tebal* _miring_ [tautan](http://x.y) `kode` ```blok``` ||bocor||",
        "\u202emekar\u202c rakor \u200b\u200d\ufeff\u2066batang\u2069 hari",
        "\x00\x01\x07\x1b[31m rakor \x7f",
        "'; DROP TABLE articles; -- rakor",
        '" OR 1=1 -- UNION SELECT text FROM articles',
        "{0} {x.__class__} %s %n %(a)s ${HOME} $(id) `id` {{7*7}}",
        "../../../../etc/passwd rakor",
        "siapa yang hadir " * 600,
        "a" * 10_000,
        "\U0001f600" * 2000,
        "رئيس البلدية 会议 ประชุม совещание",
        "\n" * 300 + "kapan?",
        "Z" + "\u0301" * 900,
        "kapan rakor \ud83d batang hari",
    ],
)
def test_hostile_questions_get_valid_answers(talk, text):
    """Every reply parses as Telegram parses it, and tells neither paths nor what the program is made of."""
    for said in (talk.write(text, user=5), talk.write(f"/tanya {text}", user=5), talk.write(f"/rapat {text}", user=5)):
        assert said != "(diam)"
        assert not TELLTALE.search(said)
    talk.write("/ulang", user=5)
    assert not TELLTALE.search(talk.write(f"/artikel {text}", user=5))
    assert not TELLTALE.search(talk.inline(text))


@settings(max_examples=60)
@given(st.text(max_size=120), st.sampled_from("vofmnraelptud"))
def test_any_pressed_data_is_answered_politely(talk, data, code):
    """Whatever a client sends as a button, one answer comes and nothing breaks."""
    for user in (6, ADMIN):
        said = talk.press_data(f"{code}:{data}"[:64], user=user)
        assert said.startswith("(")
        assert not TELLTALE.search(said)


@pytest.mark.parametrize(
    "entities",
    [
        [{"type": "mention", "offset": 500, "length": 900}],
        [{"type": "bot_command", "offset": -3, "length": 2}],
        [{"type": "entah", "offset": 0, "length": 1}],
        [{"type": "text_mention", "offset": 0, "length": 2, "user": {"id": 1, "is_bot": False, "first_name": "x"}}],
    ],
)
def test_hostile_entities(talk, entities):
    """Entities that point nowhere are no reason to fail."""
    message = person_message(5, 8, "kapan rakor batang hari 2023?") | {"entities": entities}

    assert "25 Mei 2023" in talk.push({"message": message})


def upload(talk, name, data):
    talk.server.files["f"] = data
    document = {"file_id": "f", "file_unique_id": "u", "file_name": name, "file_size": len(data)}
    return talk.write(user=ADMIN, document=document)


def bomb(name):
    """A document of a few kilobytes that unpacks to hundreds of megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"0" * (300 * 2**20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("../../../../tmp/luar.txt", b"Rapat koordinasi di Aula Desa, Senin (4/3/2024). " * 4),
        ("..\\..\\luar.txt", b"Rapat koordinasi di Balai Desa, Senin (4/3/2024). " * 4),
        ("/etc/passwd.txt", b"Rapat koordinasi di Kantor Desa, Senin (4/3/2024). " * 4),
        ("\u202etxt.fdp", b"x"),
        (".txt", b"Rapat koordinasi di Lapangan Desa, Senin (4/3/2024). " * 4),
        ("a" * 400 + ".txt", b"Rapat koordinasi di Gedung Desa, Senin (4/3/2024). " * 4),
        ("bom.docx", bomb("word/document.xml")),
        ("rusak.pdf", b"%PDF-1.4\n" + b"\xff" * 5000),
        ("rusak.docx", b"PK\x03\x04" + b"\x00" * 500),
        ("rusak.jsonl", b'{"id": 1}\n{"title": "x"\n[]\nnull\n' + b"[" * 5000),
        ("rusak.csv", b'text\n"' + b"x" * 5000),
        ("rusak.html", b"<html><body>" + b"<div>" * 3000),
        ("kosong.md", b""),
    ],
)
def test_hostile_uploads(talk, name, data, tmp_path):
    """Names that lead elsewhere, broken files and bombs are read or refused, and never tell a path."""
    said = upload(talk, name, data)

    assert said != "(diam)"
    assert "gangguan" not in said
    assert not TELLTALE.search(said)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:22/",
        "http://localhost/x",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://0x7f000001/",
        "http://user:pass@example.com/",
        "https://",
    ],
)
def test_addresses_inside_are_not_fetched(talk, url):
    """An address within the machine or its network is refused."""
    said = talk.write(f"/tambah {url}", user=ADMIN)

    assert "Tambahkan" not in said
    assert not TELLTALE.search(said)
