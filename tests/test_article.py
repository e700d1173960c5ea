"""What an article knows of itself."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from builders import an_article

from data.article import indonesian_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-03-04T16:59:00+00:00", "2024-03-04"),
        ("2024-03-04T17:00:00+00:00", "2024-03-05"),
        ("2024-03-04T20:15:00-08:00", "2024-03-05"),
        ("2024-03-04T23:30:00+07:00", "2024-03-04"),
        ("2024-03-05T00:30:00+08:00", "2024-03-05"),
        ("2024-03-05T00:30:00+09:00", "2024-03-05"),
        ("2024-03-05T23:30:00", "2024-03-05"),
        ("9999-12-31T23:30:00+00:00", "9999-12-31"),
        ("0001-01-01T00:30:00+14:00", "0001-01-01"),
    ],
)
def test_a_day_is_counted_as_in_indonesia(moment: str, day: str):
    """Zones of Indonesia and no zone mean the day that they say; machines write other zones."""
    assert indonesian_day(datetime.fromisoformat(moment)) == date.fromisoformat(day)


def test_the_day_of_publication_follows_from_the_moment():
    """The moment itself stays as it was given."""
    article = an_article(published=datetime.fromisoformat("2024-03-04T23:30:00Z"))
    assert article.published_on == date(2024, 3, 5)
    assert article.published.isoformat() == "2024-03-04T23:30:00+00:00"
    assert an_article().published_on is None
