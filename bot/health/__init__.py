"""How a serving process is, whichever door it serves: looked at, judged, and told over HTTP.

judging.py     from what was observed to what is well and what is not; pure
probing.py     looks at the database, the disk and the index
watching.py    looks in a thread of its own, so that whoever asks is answered in time
figures.py     what /health says, for Prometheus
routes.py      /health and /metrics
"""
