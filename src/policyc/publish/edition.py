"""A drawn version into its Edition, with the hashes that name it."""

from __future__ import annotations

from policyc.canonical import canonical, sha256
from policyc.changes.recipes import hashed
from policyc.model.edition import Drawn, Edition
from policyc.place import Source
from policyc.render import facts_json, text


def edition(drawn: Drawn, source: Source) -> Edition:
    """Freeze a version that was read from `source`."""
    data, provenance = facts_json.facts(drawn.facts, source.values)
    return Edition(
        facts=drawn.facts,
        document=drawn.document,
        notice=drawn.notice,
        comparison=drawn.comparison,
        changes=drawn.changes,
        data=data,
        provenance=provenance,
        source_hash=sha256(source.raw),
        facts_hash=sha256(canonical(data)),
        text_hash=sha256(text.render(drawn.document)),
        surfaces=hashed(drawn.facts),
    )
