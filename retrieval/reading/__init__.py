"""Reads articles with a trained tagger: who is named, as what, and what a meeting is said to be about."""
