"""Word documents whose text is wrapped in controls, tags, boxes and changes: what a reader sees is read, once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from data.readers import Record, read_sources

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def tag(name: str, *content: str, **attributes: str) -> str:
    """An element, of Word's own space unless it names another; so are its attributes."""
    name = name if ":" in name else f"w:{name}"
    given = "".join(f' w:{key}="{value}"' for key, value in attributes.items())
    return f"<{name}{given}>{''.join(content)}</{name}>"


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:tab/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*content: str) -> str:
    return tag("p", tag("pPr", tag("tabs", tag("tab"))), *content)


def control(*content: str) -> str:
    return tag("sdt", tag("sdtPr", tag("alias")), tag("sdtContent", *content))


def box(text: str) -> str:
    return tag("v:textbox", tag("txbxContent", line(run(text))))


def cell(text: str, merge: str = "") -> str:
    return tag("tc", merge and tag("tcPr", tag("vMerge", val=merge)), line(run(text)))


def read_body(path: Path, *body: str) -> str:
    """The text of a Word document with this body."""
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    entries["word/document.xml"] = f"<w:document {SPACES}>{tag('body', *body)}</w:document>".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    [item] = read_sources([str(path)])
    assert isinstance(item, Record), item
    return item.article.text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(control(line(run("Rapat"))), "Rapat", id="control"),
        pytest.param(line(run("di "), control(run("aula"))), "di aula", id="control in a line"),
        pytest.param(line(run("di "), tag("smartTag", tag("smartTag", run("Melati")))), "di Melati", id="smart tag"),
        pytest.param(tag("customXml", line(tag("customXml", run("Rapat")))), "Rapat", id="custom XML"),
        pytest.param(line(tag("hyperlink", run("laman")), tag("fldSimple", run(" 5"))), "laman 5", id="link, field"),
        pytest.param(
            line(tag("ins", run("baru")), tag("del", tag("r", tag("delText", "lama"))), tag("moveFrom", run("pindah"))),
            "baru",
            id="changes",
        ),
        pytest.param(
            line(run("Foto:"), tag("r", tag("pict", box("Hadir camat.")))), "Foto:\nHadir camat.", id="text box"
        ),
        pytest.param(
            line(
                tag("r", tag("mc:AlternateContent", tag("mc:Choice", box("Satu.")), tag("mc:Fallback", box("Satu."))))
            ),
            "Satu.",
            id="two drawings of one box",
        ),
        pytest.param(
            line(run("satu"), tag("r", tag("br"), tag("t", "dua"), tag("tab"), tag("t", "tiga"), tag("noBreakHyphen")))
            + line(run("empat"), tag("r", tag("br", type="page"))),
            "satu\ndua\ttiga-\nempat",
            id="breaks",
        ),
    ],
)
def test_whatever_is_seen_is_read(tmp_path: Path, body: str, expected: str):
    """Whatever wraps it; what was deleted or moved away is not seen."""
    assert read_body(tmp_path / "a.docx", body) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(control(tag("tr", cell("Wulan"), control(cell("Camat")))), "Wulan | Camat", id="controls"),
        pytest.param(
            tag("tr", cell("Dinas", "restart"), cell("Wulan")) + tag("tr", cell("", "continue"), cell("Rini")),
            "Dinas | Wulan\nDinas | Rini",
            id="merged downwards",
        ),
        pytest.param(
            tag("tr", tag("tc", tag("tcPr", tag("gridSpan", val="2")), line(run("Daftar"))), cell("Hadir", "restart"))
            + tag("tr", cell("Wulan"), cell("Camat"), cell("", "continue")),
            "Daftar | Hadir\nWulan | Camat | Hadir",
            id="merged sideways",
        ),
        pytest.param(
            tag("tr", tag("tc", tag("tbl", tag("tr", cell("a"), cell("b"))), line(run("c")))), "a | b c", id="nested"
        ),
        pytest.param(tag("tr", tag("tc", line(tag("r", box("Wulan"))))), "Wulan", id="box in a cell"),
    ],
)
def test_tables_are_read_row_by_row(tmp_path: Path, rows: str, expected: str):
    """A merged cell stands in every row that it spans, and once in a row."""
    assert read_body(tmp_path / "a.docx", tag("tbl", tag("tblPr"), rows)) == expected
