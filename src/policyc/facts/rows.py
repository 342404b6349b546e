"""Facts into the rows that hold data: a context without rows is its own row; and the rows that leave the country."""

from __future__ import annotations

from collections.abc import Iterator

from policyc.model.policy import Facts
from policyc.model.processing import Collection, Context
from policyc.model.sharing import Party, Processor, Recipient
from policyc.record import Record

HOME = "KR"


class Transfer(Record):
    """One party abroad and the row of `processors` or `recipients` that it stands in."""

    entry: Recipient | Processor
    party: Party


def rows(block: Collection | None) -> Iterator[Context]:
    """Yield the rows of a block of collection or files, in order."""
    for entry in block.entries if block else ():
        yield from entry.rows or (entry,)


def transfers(facts: Facts) -> Iterator[Transfer]:
    """Yield every transfer abroad; a foreign country makes it one (개인정보 보호법 제28조의8)."""
    found: tuple[Recipient | Processor, ...] = (
        *(facts.recipients.entries if facts.recipients else ()),
        *(facts.processors.entries if facts.processors else ()),
    )
    for entry in found:
        for party in entry.parties:
            if party.country and party.country != HOME:
                yield Transfer(entry=entry, party=party)
