"""Organisers: active and passive, several joined, and posts that are nobody's meeting."""

import pytest

from retrieval.facts.organisers import find_organisers
from retrieval.facts.page import open_page


def organisers(text):
    return [text[host.start : host.end] for host in find_organisers(open_page(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NAMLEA - Polres Buru menggelar FGD di Namlea.", ["Polres Buru"]),
        (
            "Untuk itu, Pemkab Buru melalui Bagian Kesra Setda, kembali menggelar rapat.",
            ["Pemkab Buru melalui Bagian Kesra Setda"],
        ),
        ("Seminar yang digelar Kantor Kesbangpol Kabupaten Buru itu ramai.", ["Kantor Kesbangpol Kabupaten Buru"]),
        ("FGD diprakarsai oleh Yayasan Laut Biru. Hadir camat.", ["Yayasan Laut Biru"]),
        (
            "Badan Pendapatan, Keuangan, dan Aset Daerah (BPKAD) menggelar pelatihan.",
            ["Badan Pendapatan, Keuangan, dan Aset Daerah (BPKAD)"],
        ),
        (
            "KPU bekerja sama dengan Universitas Iqra Buru mengadakan seminar.",
            ["KPU bekerja sama dengan Universitas Iqra Buru"],
        ),
        ("Dinas Sosial Buru, Kamis (4/4), menggelar rapat.", ["Dinas Sosial Buru"]),
        ("Pemkab Buru bersiap menggelar rapat.", ["Pemkab Buru"]),
        ("Penyelenggara kegiatan ini adalah Dinas Sosial Buru.", ["Dinas Sosial Buru"]),
        ("Rapat dibuka Kepala Dinas Sosial. Kepala Dinas Sosial menggelar rapat.", []),
        ("Warga di halaman Kantor Bupati melaksanakan doa.", []),
        ("“Kami harap Dinas Sosial menggelar rapat lagi bulan depan di sini,” ujarnya.", []),
    ],
)
def test_reads_organisers_to_the_letter(text, expected):
    """The organisation up to the verb, or behind the passive; not a post, a place, or one in direct speech."""
    assert organisers(text) == expected
