"""Chunks, vectors, terms, and the immutable generations that hold them."""
