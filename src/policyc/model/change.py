"""What differs between two versions: changes by meaning, and the consents that they ask for anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from policyc.model.identity import DeclaredChange
from policyc.place import Path
from policyc.record import NOTHING, Record

Weight: TypeAlias = Literal["material", "general", "editorial"]

WEIGHTS: tuple[Weight, ...] = ("material", "general", "editorial")
"""The heaviest first."""


class Change(Record):
    """One difference in meaning. `kind` is an id of ``changes/kinds.yaml``.

    `path` names the thing by ids (``collection/join/required/이메일``), never by position; with `kind` and `args` it
    makes the `fingerprint`. `old` and `new` are its places in the two files, None where it is in one alone.
    `args` fill the words: `name` what changed, `where` inside what, `before` and `after` its texts.
    `declaration` is the author's own word on it, where there is one that holds.
    """

    kind: str
    path: tuple[str, ...]
    old: Path | None = None
    new: Path | None = None
    args: Mapping[str, str] = NOTHING
    weight: Weight = "material"
    declaration: DeclaredChange | None = None

    @property
    def fingerprint(self) -> str:
        """Return 16 hexadecimal digits that stay the same however the files are ordered or laid out."""
        from policyc.canonical import canonical, sha256

        return sha256(canonical([self.kind, "/".join(self.path), dict(self.args)]))[:16]


class Consent(Record):
    """A consent that notice alone cannot stand for: `surface` is what was consented to, by path.

    `surface` begins with collection, files, recipients, processors (a transfer abroad) or additional-use; `name` is
    what people call it, `ground` the provision that asks for consent, `because` the fingerprints of the changes.
    """

    surface: str
    name: str
    ground: str
    because: tuple[str, ...]


class Comparison(Record):
    """Two neighbouring versions, by their ids: what changed, in the order of the new one's blocks."""

    old: str
    new: str
    changes: tuple[Change, ...] = ()
    consents: tuple[Consent, ...] = ()

    @property
    def weight(self) -> Weight | None:
        """Return the weight of the heaviest change; None where nothing changed."""
        return next((weight for weight in WEIGHTS if any(one.weight == weight for one in self.changes)), None)
