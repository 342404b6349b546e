"""The command line: arguments in, exit code out. 0 clean, 1 a finding, 2 could not run. The only clock."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = tuple(
    "init new check review rules explain preview build "
    "revise plan diff log date release adopt notice withdraw verify".split()
)
"""The commands, each a module of that name, in the order of the help; only the one that is asked for is loaded."""


def program() -> NoReturn:
    """Run one command as a process of its own, and end that at once.

    The system takes memory back as a whole; Python gives it back object by object, for a fifth of a short run.
    """
    os._exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code, and what it printed is on its way."""
    gc.set_threshold(100_000)  # a command is over before garbage matters
    if sys.stdout is None or sys.stderr is None:  # closed from outside
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # it is there as long as the process is
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _answered(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        sys.stderr.flush()
        return code
    except KeyboardInterrupt:
        return 130  # what a shell says of it, and the person who stopped it knows
    except BrokenPipeError:
        return 2  # whoever reads has seen enough
    except OSError as fault:
        from policyc.cli import words

        print(words.failed(fault), file=sys.stderr)
        return 2


def _answered(given: list[str]) -> int:
    if given == ["build"] or _only_faster(given):
        from policyc.cli import idle

        if (said := idle.answer()) is not None:
            print(said)
            return 0
    return _run(given)


def _only_faster(given: list[str]) -> bool:
    """Tell whether a build is asked for that differs from the plain one only in how many processes do it."""
    return len(given) == 3 and given[:2] == ["build", "--jobs"] and given[2].isdecimal()


def _run(given: list[str]) -> int:
    from importlib import import_module

    from policyc.cli import words
    from policyc.cli.arguments import Parser
    from policyc.cli.refusing import ran

    parser = Parser(prog="policyc")
    commands = parser.commands()
    for name in given[:1] if given[:1] and given[0] in COMMANDS else COMMANDS:
        import_module(f"policyc.cli.{name}").arguments(commands)
    try:
        return ran(parser.parse_args(given))
    except words.CannotRun as reason:
        print(reason, file=sys.stderr)
        return 2
