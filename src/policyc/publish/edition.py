"""Facts, Document and Notice of a version into its Edition, with the hashes that name it."""

from __future__ import annotations

from policyc.canonical import canonical, sha256
from policyc.changes.recipes import hashed
from policyc.model.edition import Edition
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.nodes import Document
from policyc.place import Source
from policyc.render import facts_json, text


def edition(facts: Facts, document: Document, notice: Notice | None, source: Source) -> Edition:
    """Freeze a version."""
    data, provenance = facts_json.facts(facts, source.values)
    return Edition(
        facts=facts,
        document=document,
        notice=notice,
        data=data,
        provenance=provenance,
        source_hash=sha256(source.raw),
        facts_hash=sha256(canonical(data)),
        text_hash=sha256(text.render(document)),
        surfaces=hashed(facts),
    )
