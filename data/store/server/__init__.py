"""What the store does besides where a database server keeps it; SQLite needs none of this.

connecting.py   make_engine(url, access) -> Engine, connect_alone(url): connections that notice a dead other side
advisory.py     hold_advisory_lock(url, number, ...): a lock that holds on every machine
telling.py      tell(connection, channel), Listener(url, channel, wake): what one process tells the others
replica.py      Replicated(primary, replica): reading from another server, as long as that one is well
"""
