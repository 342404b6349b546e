"""Two rows of things into pairs: the same thing before and after, what is gone, what has come, and what has moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence

from policyc.korean_words import words
from policyc.record import Record

ALIKE = 0.45
"""How much of their words two things share at least to be taken for the same."""

HALF = 0.5
RENAMED = 0.65
"""The same of things whose names are unlike: another recipient is not a renamed one because its period is the same."""

MOST = 40_000
"""Pairs of things that are weighed one by one; of more, only neighbours are."""


class Thing(Record, kw_only=False):
    """What is paired: of a `kind`, known by its `name` if it has one, and saying `text`."""

    text: str
    name: str = ""
    kind: str = ""


class Pair(Record, kw_only=False):
    """The place of a thing before and after; None where it is not there. `moved` is the least that tells the order."""

    old: int | None
    new: int | None
    moved: bool = False


def aligned(old: Sequence[Thing], new: Sequence[Thing], alone: Iterable[str] = ()) -> list[Pair]:
    """Pair things by what they say, then by name, then by likeness, in the order of the new ones.

    What is gone stands behind what it stood behind. Of the kinds `alone`, two that are left over are a pair.
    """
    found: dict[int, int] = {}
    _match(found, old, new, lambda thing: (thing.kind, thing.name, thing.text))
    _match(found, old, new, lambda thing: (thing.kind, thing.name) if thing.name else None)
    _match_alike(found, old, new)
    _match_last(found, old, new, frozenset(alone))
    return _ordered(found, len(old), len(new))


def moved(places: Sequence[int]) -> frozenset[int]:
    """Return the fewest places whose taking out leaves the others in rising order."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for index, place in enumerate(places):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
        before[index] = ends[at - 1] if at else None
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(places[last])
        last = before[last]
    return frozenset(places) - kept


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Tell how much of their words two texts share, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def bag(text: str) -> Counter[str]:
    """Count the words of a text that say something."""
    return Counter(word for word in words(text) if any(sign.isalnum() for sign in word))


def _left(found: dict[int, int], old: Sequence[Thing], new: Sequence[Thing]) -> tuple[list[int], list[int]]:
    taken = set(found.values())
    return [place for place in range(len(old)) if place not in taken], [p for p in range(len(new)) if p not in found]


def _match(
    found: dict[int, int], old: Sequence[Thing], new: Sequence[Thing], by: Callable[[Thing], tuple[str, ...] | None]
) -> None:
    waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    left, right = _left(found, old, new)
    for place in left:
        if (known := by(old[place])) is not None:
            waiting[known].append(place)
    for place in right:
        known = by(new[place])
        if known is not None and waiting.get(known):
            found[place] = waiting[known].popleft()


def _match_alike(found: dict[int, int], old: Sequence[Thing], new: Sequence[Thing]) -> None:
    """Pair what is left by likeness, the likest first; of equals, those that stand nearest."""
    left, right = _left(found, old, new)
    near = None if len(left) * len(right) <= MOST else MOST // (len(left) + len(right)) + 1
    bags = {place: bag(old[place].text) for place in left}
    scored: list[tuple[float, int, int, int]] = []
    for rank, after in enumerate(right):
        mine = bag(new[after].text)
        for before in left if near is None else left[max(0, rank - near) : rank + near]:
            score = likeness(bags[before], mine) if old[before].kind == new[after].kind else 0.0
            if score >= (ALIKE if _called_alike(old[before].name, new[after].name) else RENAMED):
                scored.append((-score, abs(before - after), after, before))
    taken: set[int] = set()
    for _, _, after, before in sorted(scored):
        if after not in found and before not in taken:
            found[after] = before
            taken.add(before)


def _called_alike(one: str, other: str) -> bool:
    """Tell whether names share more than half of their letters; what has no name is called alike."""
    return not (one and other) or likeness(Counter(one), Counter(other)) > HALF


def _match_last(found: dict[int, int], old: Sequence[Thing], new: Sequence[Thing], kinds: frozenset[str]) -> None:
    left, right = _left(found, old, new)
    for kind in kinds:
        before = [place for place in left if old[place].kind == kind]
        after = [place for place in right if new[place].kind == kind]
        if len(before) == len(after) == 1:
            found[after[0]] = before[0]


def _ordered(found: dict[int, int], before: int, after: int) -> list[Pair]:
    away = moved([found[place] for place in sorted(found)])
    pairs = [Pair(found.get(place), place, found.get(place) in away) for place in range(after)]
    taken = set(found.values())
    for place in range(before):
        if place not in taken:
            at = next((index + 1 for index, pair in enumerate(pairs) if pair.old == place - 1), 0) if place else 0
            pairs.insert(at, Pair(place, None))
    return pairs
