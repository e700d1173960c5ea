"""One HTTP server for all doors: health and figures, what Telegram posts, the pages.

server.py        an ASGI application on an address, within the running loop
connections.py   deadlines for who asks or reads slowly; room for who comes next
"""
