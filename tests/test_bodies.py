"""Those of one body among everybody who was there."""

import pytest
from builders import a_candidate, a_query, present

from retrieval.answering.asking.bodies import asked_body, is_of_body
from retrieval.answering.slots.attendance import answer_attendees

DANRAMIL = present("Lettu Inf Bagas Wibawa", role="Danramil Melati")
KAPOLSEK = present("Iptu Ratih Kusuma", role="Kapolsek Melati")
DEWAN = present("Larasati Wening", role="Ketua Komisi B DPRD Demak")
CHIEFS = present("para kepala desa", person=None)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("dari unsur TNI siapa saja yang datang", ["Danramil"]),
        ("perwakilan TNI siapa saja", ["Danramil"]),
        ("polisi siapa yang hadir di rakor pangan", ["Kapolsek"]),
        ("siapa saja anggota DPRD yang hadir", ["DPRD"]),
        ("selain unsur kepolisian siapa yang hadir", ["Danramil", "Kapolsek", "DPRD", "para kepala desa"]),
        ("siapa yang hadir di apel TNI", ["Danramil", "Kapolsek", "DPRD", "para kepala desa"]),
        ("dari unsur media siapa saja yang datang", ["Danramil", "Kapolsek", "DPRD", "para kepala desa"]),
    ],
)
def test_those_of_a_body_are_listed(question, names):
    """By rank, office or body; everybody where the meeting alone is called by it, or nobody is known to be of it."""
    found = answer_attendees(a_query(question), a_candidate(DANRAMIL, KAPOLSEK, DEWAN, CHIEFS))
    lines = found.text.split("\n")[1:]
    assert len(lines) == len(names)
    assert all(name in line for name, line in zip(names, lines, strict=True))


def test_marks_are_whole_words():
    """ "Kapten" is a rank, "kaptennya" none; a mark may be two words."""
    marks = asked_body("unsur forkopimda siapa saja")
    assert is_of_body("Ketua DPRD Demak", marks)
    assert not is_of_body("Ketua PMI Demak", marks)
