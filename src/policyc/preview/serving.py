"""Requests into answers, on this computer alone: who may ask, for how long, and how it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from threading import BoundedSemaphore, Event, Thread
from typing import Any

from policyc.preview.board import Board
from policyc.preview.routes import EVENTS, LONGEST, Answer, answer, told
from policyc.preview.watching import Watch

LOCAL = "127.0.0.1"
LOOKS = 0.15
"""Seconds between two looks at the files."""

PATIENCE = 20
"""Seconds that a connection may keep silent."""

BEAT = 10
"""Seconds after which a stream says that it is still there, and learns whether anybody listens."""

ROOM, STREAMS = 96, 48
"""Connections at a time, and how many of them may be streams: pages always have room."""

_BOTH = "style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
POLICY = f"default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; {_BOTH}"
FRAMED = f"default-src 'none'; {_BOTH}"
"""The Content-Security-Policy of the preview's own pages, and of the documents in them, which run no script."""


class Preview(ThreadingTCPServer):
    """The server of a workspace; the port is a free one where it is 0. Raises OSError where the port is taken."""

    allow_reuse_address = os.name != "nt"
    daemon_threads = True
    request_queue_size = ROOM

    def __init__(self, root: Path, today: Callable[[], date], port: int = 0) -> None:
        self.watch = Watch(root, today)
        self.board = Board(root, self.watch)
        self.room, self.streams = BoundedSemaphore(ROOM), BoundedSemaphore(STREAMS)
        super().__init__((LOCAL, port), Handler)

    @property
    def port(self) -> int:
        """Return the port that it listens on."""
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """Return the address of the first page."""
        return f"http://{LOCAL}:{self.port}/"

    @property
    def hosts(self) -> frozenset[str]:
        """Return the names by which it may be asked: no page of another name can be made to lead here."""
        names = (LOCAL, "localhost")
        return frozenset(f"{name}:{self.port}" for name in names) | frozenset(names if self.port == 80 else ())

    def run(self, stop: Event) -> None:
        """Serve, and look at the files, until it is told to stop; then end every stream."""
        thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        while not stop.wait(LOOKS):
            self.watch.look()
        self.watch.close()
        self.shutdown()
        thread.join()
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Begin with a request, if there is room."""
        if self.room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer a request, and make room."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep still about one who went away; anything else is a fault of the program, and is seen."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One request, one answer, one connection (HTTP/1.0)."""

    server: Preview
    timeout = PATIENCE

    def do_GET(self) -> None:
        """Answer a request, or say why not."""
        if refused := self._refused():
            self._send(refused)
        elif self.path.partition("?")[0] == EVENTS:
            self._stream()
        else:
            self._send(answer(self.server.board, self.path))

    do_HEAD = do_GET

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request of ours, in our words."""
        del message, explain
        known = {414: "too-long", 431: "too-large", 501: "only-reading"}
        self._send(told(405 if code == 501 else code, known.get(code, "bad-request")))

    def log_message(self, format: str, *args: Any) -> None:
        """Keep still."""

    def version_string(self) -> str:
        """Name the program, and neither its version nor Python's."""
        return "policyc"

    def _refused(self) -> Answer | None:
        """Refuse one who calls this computer by another name, and one who sends more than an address."""
        if (hosts := self.headers.get_all("Host") or []) and hosts[1:]:
            return told(400, "bad-request")
        if not hosts or hosts[0].lower() not in self.server.hosts:
            return told(403, "other-host")
        if self.headers.get("Transfer-Encoding") or self.headers.get("Content-Length", "0") != "0":
            return told(413, "too-large")
        return told(414, "too-long") if len(self.path) > LONGEST else None

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        self._head(found.kind, FRAMED if found.framed else POLICY)
        self.send_header("Content-Length", str(len(found.body)))
        if found.status == 405:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def _head(self, kind: str, policy: str) -> None:
        for name, value in (
            ("Content-Type", kind),
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)

    def _stream(self) -> None:
        """Tell of each new state, from the one that the page is of, as long as somebody listens."""
        if not self.server.streams.acquire(blocking=False):
            self._send(told(503, "too-many"))
            return
        try:
            self.send_response(200)
            self._head("text/event-stream; charset=utf-8", POLICY)
            self.end_headers()
            if self.command != "HEAD":
                self._events(self.headers.get("Last-Event-ID") or self.path.partition("?")[2])
        finally:
            self.server.streams.release()

    def _events(self, known: str) -> None:
        self._write("retry: 1000\n\n")
        while (state := self.server.watch.wait(known, BEAT)) is not None:
            self._write(":\n\n" if state == known else f"id: {state}\nevent: change\ndata: {state}\n\n")
            known = state

    def _write(self, text: str) -> None:
        self.wfile.write(text.encode())
