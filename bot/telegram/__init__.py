"""The Telegram door.

main.py        run_telegram(settings): everything opened, run until SIGTERM
service.py     updates stored, put in lanes, handled, answered
desk.py        from an incoming update to calls, in a thread; topics/ has the handlers, views/ what they show
calls.py       what shall be said: calls of the Bot API as plain data
markup.py      texts with styles and links: cleaned, cut into parts that Telegram takes, escaped; pure
intake/        long polling, the webhook, and an update as the bot understands it
queue/         lanes, and who of several processes takes what
delivery/      calls made: limits kept, failures tried again, nothing doubled
upkeep/        long work on the archive: one piece at a time, told where its button was; work.py is its process
health/        health and figures on a loopback port, and what systemd is told
"""
