"""A policy file's text into its three outputs, and each output into the same plain lines, read by strangers' parsers.

A line is a paragraph, ``# heading``, ``- item``, ``1. item``, ``- term: words``, or a table's row ``a | b | c``
in which a cell that spans rows is repeated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

import unruled
from house import ROOT
from policyc import compile as road
from policyc.model.edition import Edition
from policyc.publish.chain import Shelf
from policyc.publish.site import Published, files
from policyc.reading import yaml as reader
from policyc.service import Service
from policyc.workspace import shown, template_folders

DAY = date(2026, 11, 23)
SERVICE = "kakaopage-business-partner"
REAL = ROOT / "policy" / SERVICE / "2021-11-15.yaml"
SHOP = ROOT / "policy" / "example-shop" / "2026-01-05.yaml"
FOLDERS = template_folders(None)
STOCK = MarkdownIt("gfm-like", {"linkify": False, "html": True})
ASIDE = frozenset({"skip", "banner", "labels"})
"""What a page says around its text, by class."""

BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li div dl section header main ul ol table caption nav body footer".split())


class Drawn:
    """One version: its edition, and the bytes of its outputs by name."""

    def __init__(self, text: str, file: str, day: date = DAY) -> None:
        self.checked = unruled.check(file, text.encode(), day)
        assert not self.checked.refused, [one.finding for one in self.checked.judged if not one.waiver]
        self.edition: Edition = road.edition(self.checked, FOLDERS)
        made = files([Published(version=self.edition)], FOLDERS)
        self.outputs = {path.split("/")[-1]: made[path] for path in made if not path.startswith("assets/")}

    @cached_property
    def data(self) -> dict[str, Any]:
        """Return ``policy.json``."""
        found: dict[str, Any] = json.loads(self.outputs["policy.json"])
        return found

    @cached_property
    def page(self) -> Element:
        """Return the page as a browser's parser sees it."""
        found: Element = html5lib.parse(self.outputs["index.html"].decode(), namespaceHTMLElements=False)
        return found

    @cached_property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """Return the lines of each output, the contents of the page left out."""
        body = self.page.find("body")
        assert body is not None
        return {
            "index.html": tuple(_tidy(_page_lines(body))),
            "policy.md": tuple(_tidy(_markdown_lines(self.outputs["policy.md"].decode()))),
            "policy.json": tuple(_tidy(_json_lines(self.data["document"]))),
        }

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Return each output's lines as one text."""
        return {name: "\n".join(lines) for name, lines in self.lines.items()}

    @cached_property
    def links(self) -> Mapping[str, frozenset[str]]:
        """Return where the links of each output lead."""
        return {
            "index.html": frozenset(_page_links(self.page)),
            "policy.md": frozenset(_markdown_links(self.outputs["policy.md"].decode())),
            "policy.json": frozenset(_json_links(self.data["document"])),
        }


class Unreleased(Service):
    """A service as if nothing of it were released: what stands in YAML is all there is."""

    def is_released(self, _path: Path) -> bool:
        """Take every policy file for a draft."""
        return False


@cache
def compiled(path: Path) -> Edition:
    """Compile a policy file after the other versions of its folder, all from YAML, but for those withdrawn.

    What is released of them is left aside: its text is that of the day of its release.
    """
    service = Unreleased(path.parent, DAY, FOLDERS)
    service.settings = unruled.UNRULED
    taken = {each.version for each in service.shelf.withdrawn}
    service.shelf = Shelf(folder=path.parent)
    others = [known for known in service.history if known.version not in taken] if len(service.drafts) > 1 else None
    checked = unruled.check(shown(path), path.read_bytes(), DAY, others)
    assert not checked.refused, [one.finding for one in checked.judged if not one.waiver]
    return road.edition(checked, FOLDERS)


def real_text() -> str:
    """Return the text of the real policy."""
    return REAL.read_text(encoding="utf-8")


def real_data() -> dict[str, Any]:
    """Return the plain data of the real policy; the caller may change it."""
    return data_of(real_text())


def real() -> Drawn:
    """Draw the real policy."""
    return Drawn(real_text(), f"policy/{SERVICE}/2021-11-15.yaml")


def shop() -> Drawn:
    """Draw the pattern book, which uses the whole language."""
    return Drawn(SHOP.read_text(encoding="utf-8"), SHOP.relative_to(ROOT).as_posix())


def data_of(text: str) -> dict[str, Any]:
    """Read a policy file into plain data."""
    source, findings = reader.read("policy/x/2021-11-15.yaml", text.encode())
    assert source is not None, findings
    found: dict[str, Any] = source.data
    return found


def written(data: Any) -> str:
    """Write plain data as YAML, in the block style that authors use."""
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text: str = yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text


def drawn(data: Mapping[str, Any], service: str = SERVICE) -> Drawn:
    """Draw plain data."""
    return Drawn(written(data), f"policy/{service}/{data['dates']['effective']}.yaml")


def leaves(data: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield every scalar with its path."""
    if isinstance(data, dict):
        for key, below in data.items():
            yield from leaves(below, (*at, key))
    elif isinstance(data, list):
        for index, below in enumerate(data):
            yield from leaves(below, (*at, index))
    elif data is not None:
        yield at, data


def resolved(data: Any, pointer: str) -> Any:
    """Follow a JSON pointer (RFC 6901)."""
    assert pointer == "" or pointer.startswith("/"), pointer
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        data = data[int(key)] if isinstance(data, list) else data[key]
    return data


def one_line(text: str) -> str:
    """Make white space one space."""
    return re.sub(r"\s+", " ", text).strip()


def _tidy(lines: Iterable[str]) -> Iterator[str]:
    return (tidy for line in lines if (tidy := one_line(line)))


def _page_lines(node: Element) -> Iterator[str]:
    """Draw an element; text of inline elements runs on."""
    if node.tag in ("nav", "search", "script") or node.get("class") in ASIDE:
        return
    if node.tag == "table":
        yield from _table(node)
        return
    if node.tag == "dl":
        pairs = [(pair.find("dt"), pair.find("dd")) for pair in node.iter("div")]
        yield from (f"- {_inner(term)}: {_inner(words)}" for term, words in pairs)
        return
    if not any(below.tag in BLOCKS for below in node.iter() if below is not node):
        yield ("# " if re.fullmatch("h[1-6]", node.tag) else "") + _inner(node)
        return
    for index, below in enumerate(node):
        found = list(_page_lines(below))
        if node.tag in ("ul", "ol") and found:
            found[0] = (f"{int(node.get('start', '1')) + index}. " if node.tag == "ol" else "- ") + found[0]
        yield from found


def _table(node: Element) -> Iterator[str]:
    yield _inner(node.find("caption"))
    yield from _spread(((int(cell.get("rowspan", "1")), _inner(cell)) for cell in row) for row in node.iter("tr"))


def _spread(rows: Iterable[Iterable[tuple[int, str]]]) -> Iterator[str]:
    """Write rows of cells, each with how many rows it spans; a cell is repeated in every row that it spans."""
    waiting: dict[int, tuple[int, str]] = {}
    for row in rows:
        cells: list[str] = []
        own = iter(row)
        while cell := waiting.pop(len(cells), None) or next(own, None):
            left, words = cell
            if left > 1:
                waiting[len(cells)] = (left - 1, words)
            cells.append(words)
        yield " | ".join(cells)


def _inner(node: Element | None) -> str:
    assert node is not None
    return one_line("".join(node.itertext()))


def _markdown_lines(text: str) -> Iterator[str]:
    return _markdown_blocks(SyntaxTreeNode(STOCK.parse(text)).children)


def _markdown_blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        if node.type in ("bullet_list", "ordered_list"):
            for index, item in enumerate(node.children):
                first, *rest = (*_markdown_blocks(item.children), "")
                start = int(node.attrs.get("start", 1))
                yield (f"{start + index}. " if node.type == "ordered_list" else "- ") + first
                yield from rest
        elif node.type == "tr":
            yield " | ".join(_markdown_words(cell) for cell in node.children)
        elif node.type in ("paragraph", "heading"):
            yield ("# " if node.type == "heading" else "") + _markdown_words(node)
        elif node.children:
            yield from _markdown_blocks(node.children)
        else:
            yield f"<{node.type}> {node.content}"


def _markdown_words(node: SyntaxTreeNode) -> str:
    if node.type == "html_inline" and node.content != "<br>":
        return f"<html_inline {node.content}>"
    if node.type in ("softbreak", "hardbreak", "html_inline"):
        return " "
    return node.content if not node.children else "".join(map(_markdown_words, node.children))


def _json_lines(node: dict[str, Any]) -> Iterator[str]:
    kind = node["type"]
    if kind == "document":
        yield f"# {node['title']}"
        yield node["subtitle"]
    elif kind == "section":
        yield f"# {node['number']} {node['heading']}"
    elif kind == "paragraph":
        yield _json_words(node)
    elif kind == "note":
        yield f"※ {_json_words(node)}"
    elif kind == "fields":
        yield from (f"- {pair['term']}: {_json_words(pair)}" for pair in node["pairs"])
    elif kind == "items":
        for index, item in enumerate(node["items"]):
            first, *rest = (line for block in item for line in _json_lines(block))
            yield (f"{node['start'] + index}. " if node["ordered"] else "- ") + first
            yield from rest
    elif kind == "table":
        yield from (node["caption"], " | ".join(node["columns"]), *_json_rows(node))
    for block in (*node.get("lead", ()), *node.get("sections", ()), *node.get("blocks", ()), *node.get("notes", ())):
        yield from _json_lines(block)


def _json_rows(table: dict[str, Any]) -> Iterator[str]:
    return _spread(((cell["rows"], " ".join(_cell_lines(cell))) for cell in row) for row in table["rows"])


def _cell_lines(cell: dict[str, Any]) -> Iterator[str]:
    return (one_line(line) for block in cell["blocks"] for line in _json_lines(block))


def _json_words(node: dict[str, Any]) -> str:
    return "".join(map(_json_inline, node["inlines"]))


def _json_inline(inline: dict[str, Any]) -> str:
    if inline["type"] == "break":
        return " "
    return next((str(inline[key]) for key in ("text", "label") if key in inline), "") or _json_words(inline)


def _page_links(page: Element) -> Iterator[str]:
    return (link for node in page.iter("a") if (link := node.get("href")))


def _markdown_links(text: str) -> Iterator[str]:
    tree = SyntaxTreeNode(STOCK.parse(text))
    return (str(node.attrs["href"]) for node in tree.walk() if node.type == "link")


def _json_links(data: Any) -> Iterator[str]:
    below = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    if isinstance(data, dict) and data.get("type") == "link":
        yield data["href"]
    for each in below:
        yield from _json_links(each)
