"""Fits how surely a sentence answers a question to questions with known answers, and measures it."""
