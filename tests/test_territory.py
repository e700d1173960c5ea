"""Regions of an article: which one leads, and which ones its meeting is about."""

import pytest

from retrieval.facts.page import open_page
from retrieval.facts.territory import order_regions, weigh_regions
from retrieval.language.regions import find_regions, region


def leading(text, *, title="", publisher=""):
    page = open_page(text)
    weights = weigh_regions(page, find_regions(text), title=title, publisher=publisher, occasion=None)
    return [region(code).name for code in order_regions(weights)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"text": "Pemkab Wakatobi menggelar rakor.", "title": "Rakor di Wakatobi"}, ["Wakatobi", "Sulawesi Tenggara"]),
        (
            {"text": "WAKATOBI, media.id - Rakor dibuka. Peserta datang juga dari Kabupaten Buton Utara."},
            ["Wakatobi", "Sulawesi Tenggara", "Buton Utara"],
        ),
        (
            {"text": "Rakor dibuka bupati.", "publisher": "Diskominfo Kabupaten Wakatobi"},
            ["Wakatobi", "Sulawesi Tenggara"],
        ),
        (
            {
                "text": "Gubernur Sulawesi Tenggara membuka rakor se-Provinsi Sulawesi Tenggara.",
                "title": "Rakor Sultra",
            },
            ["Sulawesi Tenggara"],
        ),
        ({"text": "Rapat berjalan lancar."}, []),
    ],
)
def test_the_region_that_an_article_is_about_leads(given, expected):
    """Title, dateline and publisher outweigh a mention in passing; the province follows its regency."""
    assert leading(**given) == expected
