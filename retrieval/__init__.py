"""From article to index, and from question to answer."""
