"""Changes and the author's word on them into changes as they weigh, and what is wrong with that word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.changes import kinds
from policyc.finding import Argument, Finding, Related
from policyc.model.change import WEIGHTS, Change, Weight
from policyc.model.identity import DeclaredChange
from policyc.model.policy import Facts
from policyc.record import Record

WORDS = "reworded"
"""The weight, in the catalogue, of what no machine can weigh."""

FIRMS = frozenset({"controller-changed", "recipient-renamed", "processor-renamed"})
"""Kinds that tell of a firm's name."""


class _Word(Record):
    """What a declaration gives a change: its weight, and what is wrong with it."""

    weight: Weight
    faults: tuple[Finding, ...] = ()


def judge(
    changes: Sequence[Change], declared: Sequence[DeclaredChange], old: Facts, new: Facts
) -> tuple[tuple[Change, ...], tuple[Finding, ...]]:
    """Let each declaration speak of the changes of its kind at its path; one that is wrong leaves them as they are."""
    findings: list[Finding] = []
    judged = list(changes)
    spoken: dict[tuple[str, str], DeclaredChange] = {}
    for said in declared:
        first = spoken.setdefault((said.of, said.kind), said)
        if first is not said:
            findings.append(_twice(said, first))
            continue
        meant = [at for at, change in enumerate(changes) if _matches(said, change)]
        findings += () if meant else (_unmatched(said, changes),)
        for at in meant:
            word = _word(said, changes[at], old, new)
            findings += (fault for fault in word.faults if fault not in findings)
            judged[at] = changes[at] if word.faults else changes[at].replace(declaration=said, weight=word.weight)
    return tuple(judged), tuple(findings)


def undeclared(changes: Sequence[Change], declared: Sequence[DeclaredChange] = ()) -> Iterator[Finding]:
    """Yield each reworded change that stays material because nobody weighed it, with the lines to declare it."""
    for change in changes:
        if kinds.kind(change.kind).weight == WORDS and not any(_matches(said, change) for said in declared):
            of = "/".join(change.path)
            args = {"name": change.args.get("name") or of, "of": _scalar(of), "kind": change.kind}
            more = {} if declared else {"list": "changes:"}
            yield Finding(code="reworded-undeclared", at=change.new or (), args={**args, **more})


def _matches(said: DeclaredChange, change: Change) -> bool:
    return said.kind == change.kind and said.of == "/".join(change.path)


def _word(said: DeclaredChange, change: Change, old: Facts, new: Facts) -> _Word:
    """Weigh one change as declared: heavier always, lighter where only words changed and nothing slipped."""
    wanted = next((weight for weight in WEIGHTS if weight == said.weight), change.weight)
    if WEIGHTS.index(wanted) <= WEIGHTS.index(change.weight):
        return _Word(weight=wanted)
    at, args = (*said.at, "weight"), _args(change)
    if kinds.kind(change.kind).weight != WORDS:
        return _Word(weight=change.weight, faults=(Finding(code="declared-too-light", at=at, args=args),))
    unapproved = () if said.approved_by else (Finding(code="declared-unapproved", at=at, args=args),)
    return _Word(weight=wanted, faults=(*unapproved, *_slips(change, at, old, new)))


def _slips(change: Change, at: tuple[str | int, ...], old: Facts, new: Facts) -> Iterator[Finding]:
    """Find what left or entered the text; the name that a renamed thing bears is not held against it."""
    from policyc.changes.guard import slipped
    from policyc.changes.weighty_names import Names, names

    before, after = change.args.get("before", ""), change.args.get("after", "")
    renamed = kinds.kind(change.kind).action == "renamed"
    same_thing = renamed and not _another_item(before, after) and not _another_firm(change)
    found = slipped(before, after, Names(keys={}) if same_thing else names(old, new))
    if _another_firm(change):
        found = found.replace(left=(before,), entered=(after,))
    words: dict[str, Argument] = {"left": found.left} if found.left else {}
    words |= {"entered": found.entered} if found.entered else {}
    if words or not (before or after):
        related = (Related(says="place", at=change.new),) if change.new else ()
        yield Finding(code="declared-not-editorial", at=at, args={**_args(change), **words}, related=related)


def _another_item(before: str, after: str) -> bool:
    """Tell whether two names are those of two items of the law's table."""
    from policyc.changes.weighty_names import leaf

    return bool(leaf(before) and leaf(after) and leaf(before) != leaf(after))


def _another_firm(change: Change) -> bool:
    """Tell whether a name, but for the form of the firm, is another one: that may be another firm under the same id."""
    if change.kind not in FIRMS:
        return False
    from policyc.changes.guard import firm

    before, after = (firm(change.args.get(side, "")) for side in ("before", "after"))
    return before not in after and after not in before


def _twice(said: DeclaredChange, first: DeclaredChange) -> Finding:
    return Finding(
        code="declared-twice",
        at=said.at,
        args={"of": said.of, "kind": said.kind},
        related=(Related(says="first", at=first.at),),
    )


def _unmatched(said: DeclaredChange, changes: Sequence[Change]) -> Finding:
    """Say what a declaration that means no change may have meant."""
    from policyc.reading.similar import similar

    args: dict[str, Argument] = {"of": said.of, "kind": said.kind}
    if said.kind not in kinds.ids():
        here = [change.kind for change in changes if "/".join(change.path) == said.of]
        meant = similar(said.kind, here) or similar(said.kind, sorted(kinds.ids())) or (here[0] if here else None)
        more = {"meant": meant} if meant else {}
        return Finding(code="declared-kind-unknown", at=(*said.at, "kind"), args={**args, **more})
    kinds_here = tuple(dict.fromkeys(change.kind for change in changes if "/".join(change.path) == said.of))
    paths = tuple(dict.fromkeys("/".join(change.path) for change in changes if change.kind == said.kind))
    if kinds_here:
        return Finding(code="declared-unmatched", at=(*said.at, "kind"), args={**args, "kinds": kinds_here})
    close = similar(said.of, paths)
    nearest = (close,) if close else paths[:3]
    return Finding(code="declared-unmatched", at=(*said.at, "of"), args={**args, "paths": nearest} if nearest else args)


def _args(change: Change) -> dict[str, Argument]:
    of = "/".join(change.path)
    return {"name": change.args.get("name") or of, "of": of, "kind": change.kind}


def _scalar(text: str) -> str:
    """Write a text as a value of YAML, in quotes where it needs them."""
    return f'"{text}"' if ": " in text or " #" in text else text
