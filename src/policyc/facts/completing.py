"""Every part of a policy completed, whatever block it stands in: periods, purposes, provisions, items, names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from policyc.facts.citations import citation
from policyc.facts.origins import DEFAULT, GRAMMAR, derived, named
from policyc.law.tables import Law
from policyc.model.identity import ChangeNotice, NoticeTerm
from policyc.model.part import Citation, Derived, Part, Period
from policyc.model.policy import Policy
from policyc.model.processing import Context, ItemRef, Purpose, PurposeRef
from policyc.model.shape import inside, slots
from policyc.model.sharing import Relation
from policyc.reading.links import item_id
from policyc.reading.periods import days

MEASURED = ("kind", "length", "bound", "start", "end", "at_once")


P = TypeVar("P", bound=Part)


class Completing:
    """Completes the parts of one policy with the law of its day."""

    def __init__(self, policy: Policy, law: Law) -> None:
        self.law = law
        self.periods = {entry.id: entry.period for entry in policy.periods}
        self.purposes = {entry.id: entry for entry in policy.purposes.entries} if policy.purposes else {}
        self.used = {part.text for part in inside(policy) if isinstance(part, PurposeRef)}
        self.rules: Mapping[type[Part], Callable[[Any], Part]] = {
            Citation: lambda part: citation(part, law),
            Period: self.period,
            PurposeRef: self.purpose,
            Purpose: self.scope,
            ItemRef: lambda part: part.replace(item=item_id(part.item)),
            NoticeTerm: lambda part: part.replace(days=days(part.text)),
            ChangeNotice: _counting,
            Context: _personal,
        }

    def part(self, part: P) -> P:
        """Complete what is below a part, then the part itself."""
        changes: dict[str, Any] = {}
        for slot in slots(type(part)).values():
            value = getattr(part, slot.field) if isinstance(slot.kind, type) else None
            if value:
                changes[slot.field] = tuple(map(self.part, value)) if slot.many else self.part(value)
        whole = part.replace(**changes) if changes else part
        rule = self.rules.get(type(part))
        found: P = _named(rule(whole) if rule else whole)
        return found

    def period(self, found: Period) -> Period:
        """Put the declared period in the place of its name; all but its words is derived by the grammar."""
        if found.kind:
            origin = Derived(by=GRAMMAR, source=found.text or "cases", at=found.at)
            return found.replace(origins=dict.fromkeys(MEASURED, origin))
        declared = self.part(self.periods[found.named or ""])
        around = {field: getattr(found, field) for field in AROUND if getattr(found, field)}
        whole: Period = declared.replace(named=found.named, **around)
        return whole

    def purpose(self, ref: PurposeRef) -> PurposeRef:
        """Tell a declared purpose, named, from one that is said only here."""
        purpose = self.purposes.get(ref.text)
        if purpose is None:
            return ref
        origin = derived(text=Derived(by="purposes", at=purpose.at))
        text = purpose.name or ", ".join(word.text for word in purpose.text)
        return ref.replace(purpose=purpose.id, text=text, origins=origin)

    def scope(self, purpose: Purpose) -> Purpose:
        """Say whether a purpose holds where a row names it, or for the service as a whole."""
        scope = "context" if purpose.id in self.used else "service"
        return purpose.replace(scope=scope, origins=derived(scope=Derived(by="purposes", at=purpose.at)))


AROUND = ("cases", "examples", "then", "except_", "law", "note")


def _counting(notice: ChangeNotice) -> ChangeNotice:
    if notice.counting or notice.none:
        return notice
    return notice.replace(counting="calendar", origins=derived(counting=Derived(by=DEFAULT, source="calendar")))


def _personal(context: Context) -> Context:
    if context.personal is not None:
        return context
    origin = Derived(by=DEFAULT, source="true")
    return context.replace(personal=True, origins={**context.origins, "personal": origin})


def _named(part: Any) -> Any:
    """Give an entry without a name the name that its id is."""
    own = getattr(part, "id", None)
    if not own or isinstance(part, Relation) or type(part).__fields__.get("name") != "" or getattr(part, "name", None):
        return part
    name, origin = named(own, None, part.at)
    return part.replace(name=name, origins={**part.origins, **derived(name=origin)})
