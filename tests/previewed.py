"""A preview of a small workspace, served for tests: the real server on a free port, asked as a browser would ask it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from policyc.preview.serving import Preview
from workspaces import FIRST, SMALL, adopt, write

TODAY = date(2026, 12, 10)
CURRENT = FIRST
"""In force since 2026-12-01."""

DRAFT = SMALL.replace("2026-11-20, effective: 2026-12-01", "2026-12-20, effective: 2027-02-01").replace(
    "[이메일 주소]", "[이메일 주소, 휴대전화번호]"
)
"""Asks for one more item, and finds no fault."""

BROKEN = DRAFT.replace("purposes: [join], ", "purposes: [join, ")
"""Cannot be read at all."""

WRONG = DRAFT.replace("effective: 2027-02-01", "effective: 2026-12-24")
"""Can be read; announced too late."""


def save(root: Path, text: str, name: str = "policy/shop/next.yaml") -> None:
    """Save a file in one step, as careful editors do: nobody sees half of it."""
    path = root / name
    path.parent.mkdir(exist_ok=True)
    half = path.with_name(f".{path.name}")
    half.write_text(text, encoding="utf-8", newline="\n")
    half.replace(path)


@contextmanager
def previewing(root: Path, draft: str | None = DRAFT) -> Iterator[Preview]:
    """Serve a workspace whose service has a version in force and, if there is one, a draft."""
    write(root, {"shop/2026-12-01": CURRENT})
    adopt(root, "shop/2026-12-01")
    if draft is not None:
        save(root, draft)
    with serving(root) as server:
        yield server


@contextmanager
def serving(root: Path) -> Iterator[Preview]:
    """Serve a workspace."""
    stop = threading.Event()
    with chdir(root):
        server = Preview(root, lambda: TODAY)
        thread = threading.Thread(target=server.run, args=(stop,))
        thread.start()
        try:
            yield server
        finally:
            stop.set()
            thread.join(20)
            assert not thread.is_alive()


def ask(server: Preview, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
    """Send a path as it is, and read the answer."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def raw(server: Preview, request: bytes) -> bytes:
    """Send bytes that no library would, and read all that comes back."""
    from socket import create_connection

    with create_connection(("127.0.0.1", server.port), timeout=20) as wire:
        wire.sendall(request.replace(b"{port}", str(server.port).encode()))
        return wire.makefile("rb").read()


class Stream:
    """The stream that tells of changes."""

    def __init__(self, server: Preview, known: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
        self.connection.request("GET", f"/-/events?{known}")
        self.response = self.connection.getresponse()

    def next(self) -> str:
        """Wait for the next event; return the state that it tells, or nothing where the stream has ended."""
        for line in self.response:
            if line.startswith(b"data: "):
                return line[6:].decode().strip()
        return ""

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_rest: Any) -> None:
        self.response.close()
        self.connection.close()
