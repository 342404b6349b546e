"""The argument parser: argparse, in Korean, whose help is looked up only when somebody asks for it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any, NoReturn

from policyc.cli import words
from policyc.cli.fingerprint import KOREA

SEOUL = timezone(timedelta(seconds=KOREA))
"""Korea's time: UTC+9 all year round."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks Korean. Help texts are ids of ``words.yaml`` until they are printed."""

    def __init__(self, **options: Any) -> None:
        translate(str)
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_Unseen)
        self.add_argument("-h", "--help", action="help", help="help")

    def commands(self) -> Any:
        """Begin the list of commands."""
        self.add_argument("--version", action=_Version, nargs=0, help="version")
        return self.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)

    def format_help(self) -> str:
        """Write the help in Korean."""
        self.description = words.helped(self.description or "policyc")
        for action in (*self._actions, *self._choices()):
            if action.help:
                action.help = words.helped(action.help)
        translate(_translated)
        self.formatter_class = argparse.HelpFormatter
        self._positionals.title, self._optionals.title = words.helped("arguments"), words.helped("options")
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and stop with 2."""
        translate(_translated)
        print(words.say("arguments", problem=_translated(message), command=self.prog), file=sys.stderr)
        raise SystemExit(2)

    def _choices(self) -> list[argparse.Action]:
        groups = (action for action in self._actions if isinstance(action, argparse._SubParsersAction))
        return [choice for group in groups for choice in group._choices_actions]


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_rest: Any) -> NoReturn:
        from importlib.metadata import version

        print(f"policyc {version('policyc')}")
        parser.exit()


class _Unseen(argparse.HelpFormatter):
    """Lays out what only argparse reads: it asks no terminal how wide it is, which costs an import of archives."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


def translate(by: Callable[[str], str]) -> None:
    """Put this in place of gettext for argparse's own words: it looks it up by module attribute.

    Before anything is printed `str` will do: to look for a catalogue costs the import of locales.
    """
    for name in ("_", "gettext"):
        if hasattr(argparse, name):
            setattr(argparse, name, by)


def _translated(message: str) -> str:
    for english, korean in words.parser_words().items():
        message = message.replace(english, korean)
    return message


def day(text: str) -> date:
    """Read a day, ``2026-12-01``."""
    return date.fromisoformat(text)


def count(text: str) -> int:
    """Read a number that is not below zero."""
    if not (text.isascii() and text.isdecimal() and len(text) < 4):
        raise ValueError(text)
    return int(text)


def today() -> date:
    """Return today in Korea: the only clock there is."""
    return datetime.now(SEOUL).date()


def add_day(parser: argparse.ArgumentParser) -> None:
    """Add ``--as-of``."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as-of")


def progress() -> Callable[[int, int], None] | None:
    """Return what draws the bar while many files are read, or None where nobody is looking."""
    from policyc.cli.bar import Bar

    return Bar(sys.stderr) if sys.stderr.isatty() else None
