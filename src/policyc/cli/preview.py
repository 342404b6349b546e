"""``policyc preview``: a draft as it will be read, in a browser on this computer, drawn anew whenever it is saved."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any
from urllib.parse import quote

from policyc.cli import words
from policyc.cli.arguments import add_day, today


def arguments(commands: Any) -> None:
    """Describe the command."""
    parser = commands.add_parser("preview", help="preview", description="preview")
    parser.add_argument("service", nargs="?", metavar="SERVICE", help="preview-service")
    parser.add_argument("--port", type=port, default=0, metavar="PORT", help="port")
    parser.add_argument("--open", action="store_true", help="open")
    add_day(parser)
    parser.set_defaults(run=run)


def port(text: str) -> int:
    """Read the number of a port; 0 is any that is free."""
    number = int(text)
    if not 0 <= number < 2**16:
        raise ValueError(text)
    return number


def run(options: argparse.Namespace) -> int:
    """Serve until somebody stops it, which is how it ends well."""
    with _stopping() as stop:
        from policyc.preview.serving import Preview

        top = _top(options.service)
        try:
            server = Preview(top, (lambda: options.as_of) if options.as_of else today, options.port)
        except OSError as fault:
            said = words.say("preview-port", port=options.port, reason=words.reason(fault))
            raise words.CannotRun(said) from None
        address = server.address + (f"{quote(options.service)}/" if options.service else "")
        print(words.say("previewing", address=address), flush=True)
        if options.open:
            import webbrowser

            webbrowser.open(address)
        server.run(stop)
    return 0


@contextmanager
def _stopping() -> Iterator[Event]:
    """Give what is set once somebody stops the program, from the keyboard or from outside."""
    stop = Event()
    kept = {each: signal.signal(each, lambda *_: stop.set()) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for each, handler in kept.items():
            signal.signal(each, handler)


def _top(service: str | None) -> Any:
    """Return the workspace, if it has the service."""
    from policyc import workspace

    top = workspace.here()
    known = [path.name for path in workspace.services(top)]
    if service is not None and service not in known:
        raise workspace.UnknownService(service, known)
    return top
