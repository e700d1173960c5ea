"""One or two sentences made only of cited facts.

checking.py   whether a sentence says nothing that the facts it cites do not; pure
summing.py    a meeting summed up, for reports
sayer.py      what is asked, and the text that stands, or none
"""
