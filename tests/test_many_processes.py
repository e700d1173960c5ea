"""Three bot processes on one PostgreSQL, two of them killed and one cut off from the database while people ask."""

from __future__ import annotations

from tests.many_processes import run_trouble
from tests.telegram_bot import ForkedBot


async def test_nothing_is_lost_doubled_or_out_of_order_whichever_process_dies(tmp_path):
    """Meanwhile an article is added, by which everybody's last question is answered."""
    crowd = await run_trouble(tmp_path, make=ForkedBot, people=8, rounds=2, seed=5)

    assert crowd.answered() == 24
