"""Updates that wait, and who of several processes does what (decision 16).

labels.py      what is known of an update when it comes in: whose it is, whether it was one too many
lanes.py       what this process works on: each person's updates in each chat in order, lanes side by side
taking.py      takes updates out of the store that all processes share, as many as there is room for
standing.py    this process among the others: it joins them, loses them, joins again
duties.py      what one process does for all
"""
