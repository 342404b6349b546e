"""How much one policy file may hold; beyond these a file is refused before it can cost anything."""

from __future__ import annotations

from typing import Final

BYTES: Final = 1_000_000
NODES: Final = 50_000
NESTING: Final = 20
TEXT: Final = 10_000
FAULTS: Final = 20  # of one code in one file: whoever has twenty of a kind mends them all at once
