"""What a transfer abroad must say: 개인정보 보호법 제28조의8제1항·제2항, 시행령 제31조제1항제2호."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from policyc.finding import Finding, Related
from policyc.model.sharing import Processor, Recipient
from policyc.place import Path as Place
from policyc.rules.matter import Matter
from policyc.rules.parties import around, identity, name_at, who
from policyc.sheet import sheet

WIDENED = date(2024, 3, 15)
"""From this day on a policy tells of every transfer; before, of those to process or keep for a contract only.

시행령 제31조제1항제2호, 법 제28조의8제1항제3호가목.
"""

CONTRACT = "contract"
LAW = "law"


def transfer_items_missing(matter: Matter) -> Iterator[Finding]:
    """Find rows that do not tell which items leave the country: 제28조의8제2항제1호."""
    found = [entry for entry in owed(matter) if _lacks(matter, entry, "items")]
    yield from _missing(matter, "transfer-items-missing", found, "items")


def transfer_timing_missing(matter: Matter) -> Iterator[Finding]:
    """Find rows that do not tell when: 제28조의8제2항제2호. One sentence may tell both when and how."""
    found = [entry for entry in owed(matter) if _lacks(matter, entry, "timing") and not _says(entry.method, "when")]
    yield from _missing(matter, "transfer-timing-missing", found, "timing")


def transfer_method_missing(matter: Matter) -> Iterator[Finding]:
    """Find rows that do not tell how: 제28조의8제2항제2호."""
    found = [entry for entry in owed(matter) if _lacks(matter, entry, "method") and not _says(entry.timing, "how")]
    yield from _missing(matter, "transfer-method-missing", found, "method")


def transfer_contact_missing(matter: Matter) -> Iterator[Finding]:
    """Find firms abroad that cannot be reached: 제28조의8제2항제3호. Each once, in however many rows."""
    rows, seen = {entry.at for entry in owed(matter)}, set[Place]()
    for one in matter.transfers:
        party, place = one.party, name_at(one.party)
        lines = (party.contact, party.phone, party.email, party.url, party.address)
        if one.entry.at in rows and not any(lines) and place not in seen and not _told(matter, "contact"):
            seen.add(place)
            yield Finding(code="transfer-contact-missing", at=place, args={"who": party.name})


def transfer_purpose_missing(matter: Matter) -> Iterator[Finding]:
    """Find third parties abroad without a purpose: 제28조의8제2항제4호. Of a processor its tasks tell it."""
    rows = (entry for entry in owed(matter) if isinstance(entry, Recipient))
    found = [entry for entry in rows if _lacks(matter, entry, "purposes")]
    yield from _missing(matter, "transfer-purpose-missing", found, "purpose")


def transfer_period_missing(matter: Matter) -> Iterator[Finding]:
    """Find rows that do not tell how long it is kept abroad: 제28조의8제2항제4호."""
    found = [entry for entry in owed(matter) if _lacks(matter, entry, "keep")]
    yield from _missing(matter, "transfer-period-missing", found, "period")


def transfer_refusal_missing(matter: Matter) -> Iterator[Finding]:
    """Find rows that tell neither how a transfer is refused nor what follows: 제28조의8제2항제5호."""
    found = [entry for entry in owed(matter) if _lacks(matter, entry, "refusal")]
    yield from _missing(matter, "transfer-refusal-missing", found, "refusal")


def transfer_refusal_how_missing(matter: Matter) -> Iterator[Finding]:
    """Find refusals that tell what follows, but not how: 제28조의8제2항제5호."""
    found = [
        entry for entry in owed(matter) if (said := entry.refusal) and not (said.how or _says(said.effect, "ways"))
    ]
    if found and not _told(matter, "refusal"):
        yield from _written("transfer-refusal-how-missing", "refusal", found)


def transfer_refusal_effect_missing(matter: Matter) -> Iterator[Finding]:
    """Find refusals that tell how, but not what follows: 제28조의8제2항제5호."""
    rows = owed(matter)
    found = [entry for entry in rows if (said := entry.refusal) and not (said.effect or _says(said.how, "effects"))]
    if found and not _told(matter, "refusal"):
        yield from _written("transfer-refusal-effect-missing", "refusal", found)


def transfer_basis_missing(matter: Matter) -> Iterator[Finding]:
    """Find rows without the ground on which data leaves the country: 시행령 제31조제1항제2호."""
    found = [entry for entry in owed(matter) if _lacks(matter, entry, "transfer_basis")]
    yield from _missing(matter, "transfer-basis-missing", found, "basis")


def transfer_law_unnamed(matter: Matter) -> Iterator[Finding]:
    """Find transfers by a statute or treaty that do not name it: 작성지침."""
    found = [entry for entry in owed(matter) if entry.transfer_basis == LAW and not _cites(entry)]
    if found and not _told(matter, "law"):
        yield from _written("transfer-law-unnamed", "transfer-basis", found)


def transfer_contract_recipient(matter: Matter) -> Iterator[Finding]:
    """Find third parties abroad on the ground of a contract, which is for processing alone: 제28조의8제1항제3호."""
    rows = (entry for entry in _abroad(matter) if isinstance(entry, Recipient))
    found = [entry for entry in rows if entry.transfer_basis == CONTRACT]
    yield from _written("transfer-contract-recipient", "transfer-basis", found)


RULES = (
    transfer_items_missing,
    transfer_timing_missing,
    transfer_method_missing,
    transfer_contact_missing,
    transfer_purpose_missing,
    transfer_period_missing,
    transfer_refusal_missing,
    transfer_refusal_how_missing,
    transfer_refusal_effect_missing,
    transfer_basis_missing,
    transfer_law_unnamed,
    transfer_contract_recipient,
)


def owed(matter: Matter) -> Sequence[Recipient | Processor]:
    """List the rows abroad of which a policy has to tell on its day, but for those that a clause of its own treats."""
    rows = _abroad(matter)
    if not rows or matter.clause("transfers"):
        return ()
    return [entry for entry in rows if matter.law.day >= WIDENED or entry.transfer_basis == CONTRACT]


def _abroad(matter: Matter) -> Sequence[Recipient | Processor]:
    """List the rows with a party abroad, each once."""
    return tuple({one.entry.at: one.entry for one in matter.transfers}.values())


def _lacks(matter: Matter, entry: Recipient | Processor, field: str) -> bool:
    """Tell whether neither a row nor another row of one of its parties says something."""
    own = {identity(party) for party in entry.parties}
    same = (one.entry for one in matter.transfers if type(one.entry) is type(entry) and identity(one.party) in own)
    return not any(getattr(other, field, None) for other in (entry, *same))


def _missing(matter: Matter, code: str, found: Sequence[Recipient | Processor], what: str) -> Iterator[Finding]:
    """Yield a finding for each row; one for all, where no row of several says something and no prose does."""
    if not found or _told(matter, what):
        return
    if 1 < len(found) == len(owed(matter)):
        others = tuple(Related(says="other", at=entry.at, side="key") for entry in found[1:])
        yield Finding(code=code, at=found[0].at, side="key", args={"who": who(*found)}, related=others)
        return
    for entry in found:
        yield Finding(code=code, at=entry.at, side="key", args={"who": who(entry)})


def _written(code: str, key: str, entries: Sequence[Recipient | Processor]) -> Iterator[Finding]:
    """Yield a finding for each place where rows have a value from, be it above them."""
    places: dict[Place, list[Recipient | Processor]] = {}
    for entry in entries:
        origin = entry.origins.get(key.replace("-", "_"))
        places.setdefault((origin.at if origin else None) or (*entry.at, key), []).append(entry)
    for place, rows in places.items():
        yield Finding(code=code, at=place, args={"who": who(*rows)})


def _cites(entry: Recipient | Processor) -> bool:
    bases = entry.basis if isinstance(entry, Recipient) else ()
    return any(basis.citation for basis in bases) or any(_says(word.text, "law") for word in entry.note)


def _told(matter: Matter, what: str) -> bool:
    """Tell whether the prose around the tables, or a clause of the author's own on transfers, says something."""
    own = (node.text for node in matter.nodes if node.text and _says(f"{node.heading} {node.text}", "abroad"))
    return any(_says(text, what) for text in (*around(matter, "transfers", "processors", "recipients"), *own))


def _says(text: str | None, what: str) -> bool:
    return any(word in text for word in _words(what)) if text else False


@cache
def _words(what: str) -> tuple[str, ...]:
    return tuple(sheet(Path(__file__).parent / "words" / "transfers.yaml")[what])
