"""Correcting what was read: what a report may be about, what an administrator types, making and undoing it."""
