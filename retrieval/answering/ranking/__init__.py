"""Which meeting is meant: candidates compared with a question, and whether the best is accepted."""
