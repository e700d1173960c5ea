"""One or two sentences made only of cited facts.

checking.py   whether a sentence says nothing that the facts it cites do not; pure
sayer.py      what is asked, and the text that stands, or none
"""
