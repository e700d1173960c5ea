"""How the bot on Telegram is, beside what `bot/health` looks at for every door.

judging.py     whether Telegram is heard; pure
probing.py     whether the database takes a write, how many messages wait
figures.py     what is counted, for Prometheus
serving.py     /health and /metrics on a loopback port
systemd.py     readiness, and the watchdog that is fed only while all is well
"""
