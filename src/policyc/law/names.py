"""What the eye skips when it compares names."""

from __future__ import annotations

# Spaces and the dots that Korean sets between words. Statutes use U+318D, a letter by its block, as their dot.
UNSEEN = dict.fromkeys((*map(ord, " \t\n\u00a0\u3000\u00b7\u2022\u2027\u22c5\u30fb\uff65"), 0x318D))
