"""How the serving bot is: looked at, judged, and told over HTTP and to systemd.

judging.py     from what was observed to what is well and what is not; pure
probing.py     looks at the database, the disk and the index, in a thread of its own
figures.py     what is counted, for Prometheus
serving.py     /health and /metrics on a loopback port
systemd.py     readiness, and the watchdog that is fed only while all is well
"""
