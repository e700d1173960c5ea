"""What a language model buys: the same questions and articles with it and without, in one table.

asking.py     questions with known answers, put to an archive twice
reading.py    annotated articles, read twice
running.py    any command that prints figures as JSON, run twice
report.py     the table
"""
