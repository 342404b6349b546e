"""What the command line itself says, by id; the words are in ``words.yaml``."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from policyc.korean import fill
from policyc.sheet import sheet


class CannotRun(Exception):
    """A command cannot do what it was asked; its text is for people."""


def say(id: str, **values: object) -> str:
    """Say a sentence of the command line."""
    return fill(_words()["says"][id], values)


def helped(id: str) -> str:
    """Return the help of a command or an option."""
    return str(_words()["help"][id])


def reason(fault: OSError) -> str:
    """Say why the system refused."""
    known: Mapping[str, str] = _words()["reasons"]
    return known.get(errno.errorcode.get(fault.errno or 0, ""), fault.strerror or "")


def failed(fault: OSError) -> str:
    """Say which file could not be read or written, if one is known, and why."""
    if fault.filename:
        return say("cannot-read", path=str(fault.filename), reason=reason(fault))
    return say("cannot-finish", reason=reason(fault))


def parser_words() -> Mapping[str, str]:
    """Return the argument parser's own English sentences and ours for them."""
    found: Mapping[str, str] = _words()["parser"]
    return found


@cache
def _words() -> Mapping[str, Any]:
    return sheet(Path(__file__).with_name("words.yaml"))
