"""One version, complete and frozen: what every output is drawn from and what a release keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.nodes import Document
from policyc.record import Record


class Edition(Record):
    """`data` are the facts as plain JSON data and `provenance` their origins (`render.facts_json`).

    Hashes are SHA-256 in hexadecimal: `source_hash` of the policy file's bytes, `facts_hash` of the
    canonical JSON of `data`, `text_hash` of the document's plain text.
    """

    facts: Facts
    document: Document
    notice: Notice | None
    data: Mapping[str, Any]
    provenance: Mapping[str, Any]
    source_hash: str
    facts_hash: str
    text_hash: str
