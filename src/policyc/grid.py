"""A table whose merged cells are left out of later rows into a grid in which every row stands alone."""

from __future__ import annotations

from policyc.nodes import Cell, Table
from policyc.record import Record


class Slot(Record, kw_only=False):
    """One place of the grid; `starts` says whether its cell begins here or reaches down from a row above."""

    cell: Cell
    starts: bool
    rows: int = 1


Row = tuple[Slot, ...]


def laid(table: Table) -> tuple[tuple[str, ...], list[Row]]:
    """Return the headings, as many as the widest row has places, and every row with a slot for every column.

    `rows` of a slot never reaches beyond the table.
    """
    found = _filled(table)
    width = max(len(table.columns), *map(len, found)) if found else len(table.columns)
    blank = Slot(Cell(()), starts=True)
    rows = [tuple(row) + (blank,) * (width - len(row)) for row in found]
    return table.columns + ("",) * (width - len(table.columns)), rows


def groups(grid: list[Row]) -> list[list[Row]]:
    """Split the grid where no merged cell is cut: rows that share a cell stay together."""
    found: list[list[Row]] = []
    reach = 0
    for index, row in enumerate(grid):
        if index >= reach:
            found.append([])
        found[-1].append(row)
        reach = max([reach, *(index + slot.rows for slot in row if slot.starts)])
    return found


def _filled(table: Table) -> list[list[Slot]]:
    if all(cell.rows <= 1 for cells in table.rows for cell in cells):
        return [[Slot(cell, True, 1) for cell in cells] for cells in table.rows]
    grid: list[list[Slot]] = []
    reaching: dict[int, tuple[Cell, int]] = {}
    for index, cells in enumerate(table.rows):
        waiting = list(cells)
        row: list[Slot] = []
        while waiting or any(column >= len(row) for column in reaching):
            cell, left = reaching.pop(len(row), (None, 0))
            if cell is not None:
                slot = Slot(cell, False, 1)
            else:
                cell = waiting.pop(0) if waiting else Cell(())
                left = min(max(cell.rows, 1), len(table.rows) - index)
                slot = Slot(cell, True, left)
            if left > 1:
                reaching[len(row)] = (cell, left - 1)
            row.append(slot)
        grid.append(row)
    return grid
