"""From a question, and what it leans on, to a Query."""
