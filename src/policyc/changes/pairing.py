"""Entries of two versions into pairs: by what identifies them, never by where they stand."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
Key = Callable[[Any], Hashable]
Pair = tuple[T | None, T | None]


def _id(entry: Any) -> Hashable:
    return entry.id or None


def _former(entry: Any) -> Hashable:
    return getattr(entry, "formerly", None)


BY_ID: tuple[tuple[Key, Key], ...] = ((_id, _id), (_id, _former), (_former, _id))
"""By id, then by the id that one had before, as its author says; in both directions."""

ALIKE = 0.5
"""How alike two texts must be, from 0 to 1, for one to be the other reworded."""


def pairs(old: Sequence[T], new: Sequence[T], *keys: tuple[Key, Key]) -> Iterator[Pair[T]]:
    """Pair entries by the first keys, what is left by the next; then the new ones alone, then the old ones alone.

    Each of `keys` is how an old and how a new entry is known; None as a key pairs with nothing.
    """
    partner: dict[int, int] = {}
    for known_before, known_after in keys:
        waiting: dict[Hashable, list[int]] = {}
        for i, entry in enumerate(old):
            if i not in partner.values() and (key := known_before(entry)) is not None:
                waiting.setdefault(key, []).append(i)
        for j, entry in enumerate(new):
            left = waiting.get(known_after(entry)) if j not in partner else None
            if left:
                partner[j] = left.pop(0)
    taken = set(partner.values())
    for j, entry in enumerate(new):
        yield (old[partner[j]] if j in partner else None), entry
    for i, entry in enumerate(old):
        if i not in taken:
            yield entry, None


def reworded(found: Iterable[Pair[T]], text: Callable[[T], str | None]) -> Iterator[Pair[T]]:
    """Pair what was added with what was removed where the texts are so alike that one is the other reworded.

    An entry without `text` is known by its id alone.
    """
    whole = list(found)
    added = [(j, words) for j, (old, new) in enumerate(whole) if old is None and new and (words := text(new))]
    removed = [(i, words) for i, (old, new) in enumerate(whole) if new is None and old and (words := text(old))]
    taken: set[int] = set()
    for _, i, j in sorted(_likeness(removed, added), key=lambda one: (-one[0], one[1], one[2])):
        if i not in taken and j not in taken:
            whole[j] = (whole[i][0], whole[j][1])
            taken |= {i, j}
            whole[i] = (None, None)
    return (pair for pair in whole if pair != (None, None))


def _likeness(removed: Sequence[tuple[int, str]], added: Sequence[tuple[int, str]]) -> Iterator[tuple[float, int, int]]:
    if not removed or not added:
        return
    from difflib import SequenceMatcher

    for i, before in removed:
        match = SequenceMatcher(b=before, autojunk=False)
        for j, after in added:
            match.set_seq1(after)
            if match.real_quick_ratio() >= ALIKE and match.quick_ratio() >= ALIKE and (ratio := match.ratio()) >= ALIKE:
                yield ratio, i, j
