"""A single part into one card: each thing it says under its name."""

from __future__ import annotations

from collections.abc import Sequence

from policyc.document.tables import Column, Content, shown
from policyc.model.part import OutlineNode, Part


def card(node: OutlineNode, columns: Sequence[Column], part: Part) -> Content:
    """Show what a part says, in the columns and under the names that the outline asks for; nothing for nothing."""
    layout = node.replace(as_="cards")
    return shown(layout, "", columns, [part]) if any(column.cell(part) for column in columns) else ()
