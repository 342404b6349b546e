"""The scans behind the house's own tests: a Python file in, what is wrong with it out, a line each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "policyc"

# Imports go down only; a new room gets its floor here.
FLOORS: dict[str, int] = {
    **dict.fromkeys(("__init__", "__main__", "cli"), 12),
    **dict.fromkeys(("preview",), 11),
    **dict.fromkeys(
        ("releasing", "planning", "comparing", "building", "summing", "announcing", "listing", "reviewing"), 10
    ),
    **dict.fromkeys(("built",), 9),
    **dict.fromkeys(("project", "making"), 8),
    **dict.fromkeys(("service",), 7),
    **dict.fromkeys(("compile",), 6),
    **dict.fromkeys(("publish", "report", "edit", "overlays"), 5),
    **dict.fromkeys(("render", "export"), 4),
    **dict.fromkeys(("rules", "changes", "document"), 3),
    **dict.fromkeys(("facts",), 2),
    **dict.fromkeys(("reading", "law"), 1),
    **dict.fromkeys(
        (
            "place",
            "record",
            "once",
            "spool",
            "atomic",
            "finding",
            "korean",
            "nodes",
            "model",
            "workspace",
            "canonical",
            "memory",
            "sheet",
            "grid",
            "git",
        ),
        0,
    ),
}
DOORS = frozenset({("__main__", "cli")})

# Hangul in Python is allowed where it is grammar; sentences are in the catalogues and the phrases.
GRAMMAR = re.compile(r"korean[^/]*\.py|korean/.*|(facts|reading)/(periods|citations|dates)\.py|document/numbering\.py")
CLOCKED = frozenset({"cli", "preview"})
VAGUE = frozenset({"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"})

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
# No text: a range in a pattern, one of its bounds alone, and a middle dot that stands in a block of Hangul.
_NO_TEXT = re.compile("[\u1100\u3131\uac00]-[\u11ff\u3163\u318e\ud7a3]|^[\uac00\ud7a3]$|\u318d")
_NOW = frozenset({"today", "now", "utcnow", "localtime", "gmtime", "monotonic", "perf_counter", "time_ns"})
_DODGES = frozenset({"skip", "skipif", "xfail", "importorskip", "sleep", "wait_for_timeout"})
_BROAD = frozenset({"Exception", "BaseException"})


@dataclass(frozen=True, kw_only=True)
class Code:
    """A Python file; `name` is its path inside its tree, with slashes."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parse the file."""
        return ast.parse(self.text, self.name)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """List every node of the file, those inside functions too."""
        return tuple(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """Name the room the file stands in: the first step of its path."""
        return _room(self.name.removesuffix(".py").split("/")[0])

    def literals(self) -> Iterator[tuple[int, str]]:
        """Yield each string of the file with its line, except docstrings."""
        told = {id(node.value) for node in self.nodes if isinstance(node, ast.Expr)}
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield node.lineno, node.value


def files(tree: Path) -> tuple[Code, ...]:
    """Read every Python file under a folder, by name."""
    return tuple(
        Code(name=path.relative_to(tree).as_posix(), text=path.read_text(encoding="utf-8"))
        for path in sorted(tree.rglob("*.py"))
    )


def imports(code: Code) -> Iterator[tuple[int, str]]:
    """Yield the line and the room of each import of the package's own."""
    package = ["policyc", *code.name.split("/")[:-1]]
    for node in code.nodes:
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            source = [*start, *(node.module or "").split(".")] if node.module else start
            names = [[*source, alias.name] for alias in node.names]
        else:
            continue
        yield from ((node.lineno, _named(name)) for name in names if name[0] == "policyc")


def upward(code: Code) -> Iterator[str]:
    """Find imports that do not go down."""
    if code.room not in FLOORS:
        yield f"{code.name}: the room {code.room} is on no floor; give it one in tests/house.py"
        return
    here = FLOORS[code.room]
    for line, room in imports(code):
        there = FLOORS.get(room, 7)
        allowed = room == code.room or there < here or here == there == 0 or (code.room, room) in DOORS
        if not allowed:
            yield f"{code.name}:{line}: {code.room} (floor {here}) imports {room} (floor {there})"


def clocks(code: Code) -> Iterator[str]:
    """Find what reads the clock outside the command line."""
    for node in () if code.room in CLOCKED else code.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            modules = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            if "time" in modules:
                yield f"{code.name}:{node.lineno}: imports time"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _NOW:
            yield f"{code.name}:{node.lineno}: calls {node.func.attr}()"


def korean(code: Code) -> Iterator[str]:
    """Find Hangul in strings where it is no grammar."""
    for line, text in () if GRAMMAR.fullmatch(code.name) else code.literals():
        if _HANGUL.search(_NO_TEXT.sub("", text)):
            yield f"{code.name}:{line}: {text!r} belongs in a catalogue, the phrases or the schema"


def swallowed(code: Code) -> Iterator[str]:
    """Find handlers that catch everything."""
    for node in code.nodes:
        if isinstance(node, ast.ExceptHandler):
            caught = {"Exception"} if node.type is None else _names(node.type)
        elif isinstance(node, ast.Call) and "suppress" in _names(node.func):
            caught = {name for argument in node.args for name in _names(argument)}
        else:
            continue
        if caught & _BROAD:
            yield f"{code.name}:{node.lineno}: catches everything"


def printed(code: Code) -> Iterator[str]:
    """Find print outside the command line."""
    for node in () if code.room == "cli" else code.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            yield f"{code.name}:{node.lineno}: prints"


def vague(code: Code) -> Iterator[str]:
    """Find files and folders whose names say nothing."""
    for step in code.name.removesuffix(".py").split("/"):
        if VAGUE & set(step.split("_")):
            yield f"{code.name}: {step} does not say what it is"


def dodges(code: Code) -> Iterator[str]:
    """Find tests without a docstring, and whatever skips, excuses or sleeps."""
    for node in code.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if node.name.startswith("test_") and not ast.get_docstring(node):
                yield f"{code.name}:{node.lineno}: {node.name} does not say what it shows"
        elif isinstance(node, ast.Attribute) and node.attr in _DODGES:
            yield f"{code.name}:{node.lineno}: uses {node.attr}"
        elif isinstance(node, ast.ImportFrom) and (hidden := _DODGES & {alias.name for alias in node.names}):
            yield f"{code.name}:{node.lineno}: imports {min(hidden)}"


def _room(step: str) -> str:
    return "korean" if step.startswith("korean") else step


def _named(name: list[str]) -> str:
    """Name the room of ``policyc.x.y``; what the package itself holds is its own room."""
    step = _room(name[1]) if len(name) > 1 else "__init__"
    return step if step in FLOORS or (PACKAGE / step).exists() or (PACKAGE / f"{step}.py").exists() else "__init__"


def _names(node: ast.expr) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }
