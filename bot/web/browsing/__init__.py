"""Parts of the pages that leaf through the archive.

entries.py    meetings as they stand in lists: one entry for what several outlets tell
facets.py     what else may be chosen, how many there are of it, and what has been chosen
forms.py      what stands in the forms that choose meetings
spots.py      places in a list, as addresses write them
bars.py       numbers as the outline of a small picture
"""
