"""The author's Markdown (paragraphs, lists, emphasis, links, line breaks) into nodes; everything else is text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policyc.nodes import Block, Break, Emphasis, Inline, Items, Link, Paragraph, Ref, Strong, Text

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_MARKUP = re.compile(
    r"""[\\`*_\[\]<&]               # what can begin markup anywhere
      | ^[ ]{0,3}([-+]|\d{1,9}[.)])([ ]|$)   # a list item
      | ^[ ]{4}                     # deep indentation
      | ^[ ]*[=-]+[ ]*$             # an underlined heading
      | ^[ ]{0,3}[>#]
      | [ ]{2}$                     # a line break
    """,
    re.VERBOSE | re.MULTILINE,
)


def blocks(text: str) -> tuple[Block, ...]:
    """Parse prose; lines of a paragraph flow together, a blank line begins a new one.

    Text without any markup, the ordinary case, does not need the parser (nor its import).
    """
    if not _MARKUP.search(text):
        paragraphs = re.split(r"\n[ \n]*\n", text.strip())
        return tuple(Paragraph((Text(_flowing(paragraph)),)) for paragraph in paragraphs if paragraph.strip())
    return parsed(text)


def parsed(text: str) -> tuple[Block, ...]:
    """Parse prose with the Markdown parser."""
    from markdown_it.tree import SyntaxTreeNode

    from policyc.document.markup import parser

    return tuple(_blocks(SyntaxTreeNode(parser().parse(text)).children))


def inlines(text: str) -> tuple[Inline, ...]:
    """Parse one paragraph's worth of prose, such as a phrase."""
    if not _MARKUP.search(text):
        return (Text(text),)
    found = parsed(text)
    return tuple(inline for block in found if isinstance(block, Paragraph) for inline in block.inlines)


def _flowing(text: str) -> str:
    return " ".join(line.strip() for line in text.strip().split("\n"))


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield Paragraph(_inlines(node.children[0].children))
            case "bullet_list" | "ordered_list":
                start = node.attrs.get("start", 1)
                items = tuple(tuple(_blocks(item.children)) for item in node.children)
                yield Items(ordered=node.type == "ordered_list", items=items, start=int(start))
            case other:
                raise AssertionError(f"the parser gave {other}, which prose does not have")


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
    return _joined(inline for node in nodes for inline in _inline(node))


def _inline(node: SyntaxTreeNode) -> Iterator[Inline]:
    match node.type:
        case "text" | "text_special":
            yield Text(node.content)
        case "softbreak":
            yield Text(" ")
        case "hardbreak":
            yield Break()
        case "strong":
            yield Strong(_inlines(node.children))
        case "em":
            yield Emphasis(_inlines(node.children))
        case "link":
            yield _link(str(node.attrs["href"]), _inlines(node.children))
        case other:
            raise AssertionError(f"the parser gave {other}, which prose does not have")


def _link(href: str, words: tuple[Inline, ...]) -> Inline:
    """Tell a link within the policy, whose words may be left to the section's number, from one that leads out."""
    if not href.startswith("#"):
        return Link(href, words)
    from urllib.parse import unquote

    return Ref(unquote(href[1:]), "".join(_words(words)))


def _words(found: tuple[Inline, ...]) -> Iterator[str]:
    """Yield the bare words of inlines; a reference is drawn without marks of its own."""
    for inline in found:
        if isinstance(inline, Text):
            yield inline.text
        elif isinstance(inline, (Strong, Emphasis)):
            yield from _words(inline.inlines)


def _joined(found: Iterator[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts."""
    kept: list[Any] = []
    for inline in found:
        if isinstance(inline, Text) and kept and isinstance(kept[-1], Text):
            kept[-1] = Text(kept[-1].text + inline.text)
        elif inline != Text(""):
            kept.append(inline)
    return tuple(kept)
