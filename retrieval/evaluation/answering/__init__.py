"""Fits how surely a meeting is meant, and a sentence answers, to questions with known answers."""
