"""How long tests wait for what must come: for an event, never for a time."""

LONGEST = 600.0
"""Seconds after which a test gives up. What comes at all comes far sooner, on a busy machine too."""
