"""Tables in the browser's own accessibility tree, as tables on wide screens and as cards on phones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import html5lib
import pytest
from playwright.sync_api import Page

from browsing import NAMES, Pages, browsed, document, source
from policyc import grid
from policyc.nodes import Emphasis, Link, Section, Table
from policyc.record import Record
from policyc.render import text

CELLS = {"columnheader", "rowheader", "cell"}
Heard = tuple[str, list[list[tuple[str, str]]]]
"""A table to whoever listens: its name, and its rows of cells, each with its role and its words."""
WRITTEN = "tables => tables.map(table => [...table.rows].map(row => [...row.cells].map(cell => cell.textContent)))"


@pytest.fixture(scope="module")
def pages(chromium: str) -> Iterator[Pages]:
    """Run the browser."""
    with browsed(chromium) as running:
        yield running


def tables(blocks: Sequence[Any]) -> Iterator[Table]:
    """Find the tables of a document, in order."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Section):
            yield from tables(block.blocks)


def meant(table: Table) -> list[list[str]]:
    """Say of what roles the rows of a table are."""
    rows = [["rowheader" if slot.cell.header else "cell" for slot in row if slot.starts] for row in grid.laid(table)[1]]
    return [["columnheader"] * len(grid.laid(table)[0]), *rows]


def squeezed(words: str) -> str:
    """Leave out white space."""
    return "".join(words.split())


def heard(page: Page) -> list[Heard]:
    """Read the tables out of the accessibility tree."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    found = below(nodes[0], known, {"table"})
    return [(squeezed(called(table)), [cells(row, known) for row in below(table, known, {"row"})]) for table in found]


def role(node: dict[str, Any]) -> str:
    return str(node["role"]["value"])


def called(node: dict[str, Any]) -> str:
    return str(node.get("name", {}).get("value", ""))


def below(node: dict[str, Any], known: dict[str, Any], roles: set[str]) -> Iterator[dict[str, Any]]:
    """Find the nearest nodes of certain roles below a node; signs of lists are not looked into."""
    for child in (known[found] for found in node.get("childIds", ()) if found in known):
        if role(child) in roles and not child["ignored"]:
            yield child
        elif role(child) != "ListMarker":
            yield from below(child, known, roles)


def cells(row: dict[str, Any], known: dict[str, Any]) -> list[tuple[str, str]]:
    """Read the cells of a row."""
    found = below(row, known, CELLS)
    return [(role(cell), squeezed("".join(map(called, below(cell, known, {"StaticText"}))))) for cell in found]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_hears_every_table(pages: Pages, name: str, width: int) -> None:
    """Hear names, rows, headers and cells as the document has them, though the rows of a phone are blocks."""
    page = pages.open(name, width)
    found = heard(page)
    expected = list(tables(document(name).sections))
    assert [name for name, _ in found] == [squeezed(table.caption) for table in expected]
    assert [[[role for role, _ in row] for row in rows] for _, rows in found] == [meant(table) for table in expected]
    written = page.locator("table").evaluate_all(WRITTEN)
    pairs = zip(flat([[words for _, words in row] for row in rows] for _, rows in found), flat(written), strict=True)
    assert [(said, words) for said, words in pairs if squeezed(words) not in said] == []
    page.close()


def flat(found: Iterable[list[list[str]]]) -> list[str]:
    """List the cells of all tables."""
    return [cell for rows in found for row in rows for cell in row]


def test_tables_are_cards_where_there_is_little_room(pages: Pages) -> None:
    """Turn rows into blocks at the width that a table's own columns ask for, not at one width for all."""
    turned: dict[str, list[str]] = {name: [] for name in ("처리업무의 위탁", "동의를 받아", "국외 이전")}
    page = pages.open("broad")
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for name, found in turned.items():
            found.append(page.get_by_role("table", name=name).evaluate("table => getComputedStyle(table).display"))
    few, six, eight = turned.values()
    assert few == ["block", "table", "table"]
    assert six == ["block", "block", "table"]
    assert eight == ["block", "block", "block"]
    page.close()


def headers(table: Any) -> list[list[tuple[str, str]]]:
    """Give the headers of every cell that is none, row by row, as the standard finds them by `scope`."""
    columns = [words(head) for head in table.find("thead").iter("th")]
    found: list[list[tuple[str, str]]] = []
    for body in table.findall("tbody"):
        reaching: dict[int, tuple[Any, int]] = {}
        for row in body.findall("tr"):
            waiting, slots = list(row), []
            for column in range(len(columns)):
                cell, left = reaching.pop(column, (None, 0))
                cell, left = (cell, left) if left else ((taken := waiting.pop(0)), int(taken.get("rowspan") or 1))
                reaching[column] = (cell, left - 1)
                slots.append(cell)
            assert not waiting
            over = " ".join(words(cell) for cell in slots if cell.get("scope") in {"row", "rowgroup"})
            found.append([(columns[at], over) for at, cell in enumerate(slots) if cell.tag == "td"])
        assert all(left == 0 for _, left in reaching.values())
    return found


def unlinked(node: Any) -> Any:
    """Put the words of links in place of the links: a page has their addresses behind them on paper alone."""
    if isinstance(node, tuple):
        return tuple(unlinked(entry) for entry in node)
    if isinstance(node, Link):
        return Emphasis(node.inlines)
    if isinstance(node, Record):
        changed = {field: unlinked(getattr(node, field)) for field in type(node).__fields__}
        return node.replace(**changed)
    return node


def words(element: Any) -> str:
    """Give the text of an element."""
    return squeezed("".join(element.itertext()))


@pytest.mark.parametrize("name", NAMES)
def test_cells_belong_to_their_headers(name: str) -> None:
    """Find for every cell, merged ones among them, its column's heading and its row's header; no cell reaches out."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source(name))
    for drawn, table in zip(page.iter("table"), tables(document(name).sections), strict=True):
        columns = [squeezed(column) for column in grid.laid(table)[0]]
        expected = []
        for row in grid.laid(table)[1]:
            over = " ".join(squeezed(text.cell(unlinked(slot.cell))) for slot in row if slot.cell.header)
            expected.append([(columns[at], over) for at, slot in enumerate(row) if not slot.cell.header])
        assert headers(drawn) == expected


def test_tables_have_captions_and_scoped_headers() -> None:
    """Name every table, scope every header, and mark the header of a group as one."""
    page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(source("policy"))
    found = page.findall(".//table")
    assert len(found) == 4
    assert all(table.find("caption").text for table in found)
    assert {header.get("scope") for header in page.iter("th")} == {"col", "row", "rowgroup"}


def test_a_card_says_what_its_row_says(pages: Pages) -> None:
    """Show on a phone each cell under its heading, and repeat what a merged cell says for a later row."""
    page = pages.open("policy", 360)
    row = page.locator("tr", has_text="대금결제 및 재화")
    again = row.evaluate("row => getComputedStyle(row, '::after').content")
    assert "근거 법령: 전자상거래 등에서의 소비자보호에 관한 법률" in again
    label = "cell => getComputedStyle(cell, '::before').content"
    assert row.locator("th").evaluate(label) == '"보관하는 기록"'
    page.set_viewport_size({"width": 1280, "height": 800})
    assert row.locator("th").evaluate(label) == "none"
    assert row.evaluate("row => getComputedStyle(row, '::after').content") == "none"
    page.close()


def test_a_card_without_a_title_of_its_own_begins_with_what_it_belongs_to(pages: Pages) -> None:
    """Say first, on the card of a row whose header is in a row above, what that header is."""
    page = pages.open("broad", 360)
    row = page.locator("tr", has_text="맞춤형 상품 추천")
    assert "구분: 회원가입" in row.evaluate("row => getComputedStyle(row, '::before').content")
    assert row.evaluate("row => getComputedStyle(row, '::after').display") == "none"
    empty = row.locator("td:empty")
    assert empty.evaluate("cell => getComputedStyle(cell, '::after').content") == '"–"'
    page.close()
