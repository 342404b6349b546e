"""A place in a text → what the language server behind YAML editors says, over stdio: an editor without a screen."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import IO, Any, NamedTuple

PACKAGE = Path(__file__).parent / "npm" / "node_modules" / "yaml-language-server"
PATIENCE = 60.0
"""Seconds after which a server that says nothing is taken for dead."""

Message = dict[str, Any]


class Problem(NamedTuple):
    """One thing that the server complains of; lines count from 1."""

    line: int
    message: str


class Offer(NamedTuple):
    """One thing that could be written: what the list calls it, what is said of it, and what is put in."""

    label: str
    says: str
    writes: str


class LanguageServer:
    """A server that runs and speaks Korean. It is told the texts of files, which need not exist."""

    def __init__(self, process: subprocess.Popen[bytes], workspace: Path, settings: Mapping[str, Any]) -> None:
        self._process = process
        self._workspace = workspace
        self._settings = settings
        self._inbox: Queue[Message | None] = Queue()
        self._answers: dict[int, Message] = {}
        self._problems: dict[str, list[Problem]] = {}
        self._asked = 0

    def start(self) -> None:
        """Introduce the editor and wait until the server has read its settings."""
        Thread(target=self._listen, daemon=True).start()
        completion = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
        self._ask(
            "initialize",
            processId=None,
            locale="ko",
            rootUri=self._workspace.as_uri(),
            workspaceFolders=[{"uri": self._workspace.as_uri(), "name": self._workspace.name}],
            capabilities={"textDocument": {"completion": completion}, "workspace": {"configuration": True}},
            initializationOptions={"l10nPath": str(PACKAGE / "l10n")},
        )
        self._tell("initialized")
        # Of all questions it is this one, even about no file, that the server answers only when it has its settings.
        self._ask("textDocument/codeLens", textDocument={"uri": "untitled:none"})

    def open(self, file: str, text: str) -> str:
        """Open a text as a file of the workspace and return its address."""
        uri = (self._workspace / file).as_uri()
        self._tell("textDocument/didOpen", textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text})
        return uri

    def problems(self, uri: str) -> list[Problem]:
        """Wait for what the server finds wrong with an open text."""
        while uri not in self._problems:
            self._take()
        return self._problems[uri]

    def offers(self, uri: str, text: str, at: int) -> list[Offer]:
        """Ask what could be written at a place in an open text."""
        found = self._ask("textDocument/completion", textDocument={"uri": uri}, position=_position(text, at))
        return [Offer(one["label"], _words(one.get("documentation")), one["insertText"]) for one in found["items"]]

    def hover(self, uri: str, text: str, at: int) -> str:
        """Ask what the pointer brings up at a place in an open text."""
        found = self._ask("textDocument/hover", textDocument={"uri": uri}, position=_position(text, at))
        return _words(found and found["contents"])

    def stop(self) -> None:
        """Say goodbye and see the server off."""
        self._ask("shutdown")
        self._tell("exit")
        self._process.wait(PATIENCE)

    def _ask(self, method: str, **params: object) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while self._asked not in self._answers:
            self._take()
        answer = self._answers.pop(self._asked)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def _tell(self, method: str, **params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _take(self) -> None:
        """Take what the server says next: an answer, a question of its own, or what is wrong with a text."""
        try:
            message = self._inbox.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError(f"the language server has said nothing for {PATIENCE:.0f} seconds") from None
        assert message is not None, "the language server has ended"
        if "method" not in message:
            self._answers[message["id"]] = message
        elif "id" in message:
            self._send({"id": message["id"], "result": self._reply(message)})
        elif message["method"] == "textDocument/publishDiagnostics":
            found = message["params"]["diagnostics"]
            problems = [Problem(one["range"]["start"]["line"] + 1, one["message"]) for one in found]
            self._problems[message["params"]["uri"]] = problems

    def _reply(self, message: Message) -> object:
        if message["method"] != "workspace/configuration":
            return None
        return [self._settings.get(one["section"]) for one in message["params"]["items"]]

    def _listen(self) -> None:
        assert self._process.stdout
        for message in _messages(self._process.stdout):
            self._inbox.put(message)
        self._inbox.put(None)


@contextmanager
def running(workspace: Path, settings: Mapping[str, Any]) -> Iterator[LanguageServer]:
    """Run a server for a workspace, under an editor's settings by section."""
    node = shutil.which("node")
    assert node, "node is not on PATH; run tools/need-node"
    script = PACKAGE / "bin" / "yaml-language-server"
    assert script.is_file(), f"{script} is missing; run npm ci --ignore-scripts in tests/npm"
    pipe = subprocess.PIPE
    with subprocess.Popen([node, script, "--stdio"], stdin=pipe, stdout=pipe) as process:
        try:
            server = LanguageServer(process, workspace, settings)
            server.start()
            yield server
            server.stop()
        finally:
            process.kill()


def _messages(stream: IO[bytes]) -> Iterator[Message]:
    while line := stream.readline():
        length = 0
        while line.strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
            line = stream.readline()
        yield json.loads(stream.read(length))


def _position(text: str, at: int) -> dict[str, int]:
    before = text[:at].split("\n")
    return {"line": len(before) - 1, "character": len(before[-1].encode("utf-16-le")) // 2}


def _words(said: object) -> str:
    return str(said["value"]) if isinstance(said, dict) else str(said or "")
