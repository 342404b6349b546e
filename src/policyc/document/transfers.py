"""The sections on what leaves the country: transfers with the particulars of 제28조의8제2항, collection from abroad."""

from __future__ import annotations

from collections.abc import Mapping

from policyc.document import relations
from policyc.document.countries import country
from policyc.document.phrases import Phrases
from policyc.document.relation_cells import Row
from policyc.document.tables import inline, notes
from policyc.facts import rows
from policyc.model.part import OutlineNode
from policyc.model.policy import Facts
from policyc.model.sharing import Recipient
from policyc.nodes import Block

TRANSFERS: Mapping[str, str] = {
    "parties": "transferee",
    "others": "others",
    "legal": "legal",
    "country": "transfer-country",
    "items": "transferred-items",
    "timing": "transfer-when-how",
    "method": "transfer-method",
    "purposes": "recipient-purpose",
    "tasks": "tasks",
    "keep": "recipient-keep",
    "refusal": "refusal",
    "transfer-basis": "transfer-basis",
}
"""The columns with the keys of their headings: 개인정보 보호법 제28조의8제2항 제1호부터 제5호까지, and the ground."""


def transfers(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Show every party abroad, be it a third party or a processor, with what the law asks of a transfer."""
    found: list[Row] = [one.entry.replace(parties=(one.party,)) for one in rows.transfers(facts)]
    given = [row for row in found if isinstance(row, Recipient)]
    kind = "both" if 0 < len(given) < len(found) else "recipients" if given else "processors"
    table = relations.table(found, TRANSFERS, facts, phrases, node, "transfers", remarks=False)
    return (*inline(phrases.say(f"transfers.{kind}")), *table) if table else ()


def overseas_collection(facts: Facts, phrases: Phrases, node: OutlineNode) -> tuple[Block, ...]:
    """Name the countries in which data collected straight from people in Korea is processed."""
    block = facts.overseas_collection
    if block is None or block.none:
        return ()
    said = phrases.first(
        (f"overseas-collection.{kind}" for kind in ("both", "countries", "regions")),
        countries=", ".join(country(word.text, phrases) for word in block.countries),
        regions=", ".join(word.text for word in block.regions),
    )
    return (*inline(said), *notes(block.note))
