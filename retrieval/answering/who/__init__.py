"""Which people of an article a question asks for: what the article says of each, measured, and how it is weighed."""
