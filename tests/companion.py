"""What serves beside a bot in tests: tells its own number to whoever connects, and ends when standard input does."""

from __future__ import annotations

import os
import socket
import sys
import threading


def tell(listening):
    while True:
        connection, _ = listening.accept()
        connection.sendall(str(os.getpid()).encode())
        connection.close()


if __name__ == "__main__":
    threading.Thread(target=tell, args=(socket.socket(fileno=int(sys.argv[1])),), daemon=True).start()
    sys.stdin.read()
