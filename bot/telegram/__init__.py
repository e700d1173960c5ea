"""The Telegram door.

main.py        run_telegram(settings): everything opened, run until SIGTERM
markup.py      texts with styles and links: cleaned, cut into parts that Telegram takes, escaped; pure
calls.py       what shall be said: calls of the Bot API as plain data
incoming.py    what came in: an update as the bot understands it; pure
desk.py        from an incoming update to calls, in a thread; topics/ has the handlers, views/ what they show
jobs.py        long work on the archive: one piece at a time, told where its button was; work.py is its process
service.py     updates stored, put in lanes, handled, answered
queue/         lanes, and who of several processes takes what
sending.py     calls made: limits kept, failures tried again, nothing doubled
api.py         python-telegram-bot's client, set up; its errors sorted
receiving.py   long polling; webhook.py the webhook
backoff.py     how long a failed call waits
health/        health and figures on a loopback port, and what systemd is told
"""
