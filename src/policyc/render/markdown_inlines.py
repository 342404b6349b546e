"""The inlines of a Document into Markdown, one function a node; what is plain is escaped for every parser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from policyc.korean import long_date
from policyc.nodes import Break, Del, Emphasis, Inline, Ins, Link, Ref, Strong, Text, Time
from policyc.render import escape
from policyc.render.href import allowed

BREAK = "<br>"


def line(inlines: Iterable[Inline]) -> str:
    """Draw inlines as a block of their own; breaks alone are none, for parsers take them for HTML."""
    source = escape.line(_inlines(inlines, label=False))
    return source if source.replace(BREAK, "").strip() else ""


def within(inlines: Iterable[Inline]) -> str:
    """Draw inlines as a line within a cell."""
    return escape.edges(_inlines(inlines, label=False))


def _inlines(inlines: Iterable[Inline], label: bool) -> str:
    """Draw inlines one after the other, in the `label` of a link or not.

    What is plain is joined first, so that nothing escapes at a seam.
    """
    source = ""
    for inline in _joined(inlines, label):
        drawn = INLINES[type(inline)](inline, label)
        if isinstance(inline, (Strong, Emphasis)) and source.endswith("*") and drawn.startswith("*"):
            drawn = _tagged(inline, label)
        if source.endswith("!") and drawn.startswith("["):
            source = source[:-1] + r"\!"  # else an image
        source += drawn
    return source


def _joined(inlines: Iterable[Inline], label: bool) -> list[Inline]:
    joined: list[Inline] = []
    for inline in _opened(inlines, label):
        words = _plain(inline)
        if words is not None and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + words)
        else:
            joined.append(inline if words is None else Text(words))
    return joined


def _opened(inlines: Iterable[Inline], label: bool) -> Iterator[Inline]:
    """Put the words of a link that may not be one in its place."""
    for inline in inlines:
        if isinstance(inline, Link) and (label or not allowed(inline.href)):
            yield from _opened(inline.inlines or (Text(inline.href),), label)
        else:
            yield inline


def _plain(inline: Inline) -> str | None:
    match inline:
        case Text(text=text):
            return text
        case Time(day=day):
            return long_date(day)
        case Ref():
            return inline.label or inline.section
        case _:
            return None


def _text(node: Text | Time | Ref, label: bool) -> str:
    return escape.words(_plain(node) or "", label=label)


def _starred(node: Strong | Emphasis, label: bool) -> str:
    """Use asterisks where they close for everybody, and tags where they may not (`**“회사”**는`)."""
    inner = _joined(node.inlines, label)
    source = _inlines(inner, label)
    if not all(isinstance(inline, Text) for inline in inner) or not escape.closes(source):
        return _tagged(node, label)
    sign = "**" if isinstance(node, Strong) else "*"
    return f"{sign}{source}{sign}"


def _tagged(node: Strong | Emphasis | Ins | Del, label: bool) -> str:
    tag = {Strong: "strong", Emphasis: "em", Ins: "ins", Del: "del"}[type(node)]
    return f"<{tag}>{source}</{tag}>" if (source := _inlines(node.inlines, label)) else ""


def _link(node: Link, _label: bool) -> str:
    words = _inlines(node.inlines or (Text(node.href),), label=True)
    return f"[{words}]({escape.href(node.href)})"


def _break(_node: Break, _label: bool) -> str:
    return BREAK


INLINES: dict[type, Callable[[Any, bool], str]] = {
    Text: _text,
    Strong: _starred,
    Emphasis: _starred,
    Link: _link,
    Ref: _text,
    Time: _text,
    Ins: _tagged,
    Del: _tagged,
    Break: _break,
}
