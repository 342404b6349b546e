"""Where a comparison stands, and how it writes down what it found there."""

from __future__ import annotations

from policyc.changes import kinds
from policyc.model.change import Change
from policyc.model.part import Part
from policyc.place import Path
from policyc.record import Record

TABLE_UPDATED = "table-updated"


def at(part: Part | None) -> Path | None:
    """Return the place of a part, if it is there."""
    return part.at if part is not None else None


class Spot(Record):
    """`path` names a thing by ids, `where` are the names of the entries around it."""

    path: tuple[str, ...] = ()
    where: tuple[str, ...] = ()

    def under(self, *steps: str) -> Spot:
        """Go down to a key or an entry."""
        return Spot(path=(*self.path, *filter(None, steps)), where=self.where)

    def inside(self, name: str, *steps: str) -> Spot:
        """Go down into an entry that has a name."""
        where = (*self.where, name) if name else self.where
        return Spot(path=(*self.path, *filter(None, steps)), where=where)

    def change(
        self,
        kind: str,
        old: Path | None,
        new: Path | None,
        texts: tuple[str, str] = ("", ""),
        *,
        name: str = "",
        made: bool = False,
    ) -> Change:
        """Write down a change; `texts` are before and after. One that a table `made` is no decision of the author's."""
        args = {"name": name, "where": " > ".join(self.where), "before": texts[0], "after": texts[1]}
        kind = TABLE_UPDATED if made else kind
        return Change(
            kind=kind,
            path=self.path,
            old=old,
            new=new,
            args={key: text for key, text in args.items() if text},
            weight=kinds.weight(kind),
        )
