"""A server that speaks OpenAI's protocol and replies by a script, over real HTTP."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Script:
    """What the server was asked, and what it replies: functions of a handler, each used once, the last again and again.

    `let_go` ends what replies that never end wait for.
    """

    def __init__(self, *replies):
        self.replies = list(replies)
        self.asked = []
        self.keys = []
        self.let_go = threading.Event()
        self._lock = threading.Lock()

    def take(self, request, key):
        with self._lock:
            self.asked.append(request)
            self.keys.append(key)
            return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


@contextmanager
def serving(*replies):
    """A running server's URL and script."""
    script = Script(*replies)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            reply = script.take(json.loads(body), self.headers["Authorization"])
            try:
                reply(self, script)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1", script
    finally:
        script.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def writes(content, *, ending="stop", tokens=(100, 20)):
    """A model writes a text, or an object as JSON."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    message = {"role": "assistant", "content": text}
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return gives({"choices": [{"index": 0, "message": message, "finish_reason": ending}], "usage": usage})


def gives(body, *, status=200, **headers):
    """The server gives a body, whatever it is."""

    def reply(handler, _):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return reply


def is_silent(handler, script):
    """The server takes the question and says nothing."""
    script.let_go.wait()
    handler.close_connection = True


def never_ends(handler, script):
    """The server goes on writing blanks."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while not script.let_go.wait(0.01):
        handler.wfile.write(b"1\r\n \r\n")
    handler.close_connection = True


def hangs_up(handler, _):
    """The connection ends amid the reply."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.wfile.flush()
    handler.close_connection = True
    handler.connection.close()


def wrong_request(message):
    """The server does not take the request."""
    return gives({"error": {"message": message}}, status=400)
