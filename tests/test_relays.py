"""The relay passes on what is said until it is cut, and again after it is mended."""

from __future__ import annotations

import psycopg
import pytest
from postgresql_server import migrated_database, relayed, socket_file

from data.store import open_store
from tests.relays import Relay


def test_a_connection_that_is_cut_is_lost_and_a_new_one_is_not_to_be_had_before_the_line_is_mended():
    """What was connected when the line was cut stays lost."""
    with Relay(socket_file()) as relay:
        address = f"postgresql://postgres@127.0.0.1:{relay.port}/postgres"
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
            relay.cut()
            with pytest.raises(psycopg.OperationalError):
                connection.execute("SELECT 1")
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(address)
        relay.mend()
        with psycopg.connect(address) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_store_is_opened_through_a_relay():
    """The address of a database, led through the relay."""
    url = migrated_database()
    with Relay(socket_file()) as relay:
        store = open_store(relayed(url, relay.port))
        assert store.articles.count() == 0
        store.close()


def test_a_relay_leads_to_a_port_too():
    """Two in a row."""
    with Relay(socket_file()) as first, Relay(first.port) as second:
        connection = psycopg.connect(f"postgresql://postgres@127.0.0.1:{second.port}/postgres")
        assert connection.execute("SELECT 1").fetchone() == (1,)
        connection.close()
