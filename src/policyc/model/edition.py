"""One version, drawn, and frozen: what every output is drawn from and what a release keeps."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from policyc.model.change import Comparison
from policyc.model.notice import Notice
from policyc.model.policy import Facts
from policyc.model.surface import ConsentSurface
from policyc.nodes import Document
from policyc.record import NOTHING, Record


class Release(Record):
    """How a version came to be published: a link of its service's chain.

    `how` is released or adopted (published on `published`, before policyc, as `evidence` shows). `day` is the day in
    Korea on which the record was made, `sequence` its number in the chain from 1, `previous` the hash of the record
    before it, and `hash` its own.
    """

    how: str
    day: datetime.date
    published: datetime.date | None = None
    evidence: str | None = None
    sequence: int
    previous: str | None = None
    hash: str = ""


class Withdrawal(Record):
    """The record that takes a released version back before its effective day; a link of the same chain."""

    service: str
    version: str
    reason: str
    day: datetime.date
    sequence: int
    previous: str | None = None
    hash: str = ""


class Drawn(Record):
    """A version and the document that says it.

    `comparison` is what changed against the version before it and `changes` the change notice that tells it, both None
    where there is no version before.
    """

    facts: Facts
    document: Document
    notice: Notice | None
    comparison: Comparison | None = None
    changes: Document | None = None


class Edition(Drawn, aside="spelt"):
    """A version that was frozen: `data` are its facts as plain JSON data, `provenance` their origins.

    Both are made by `render.facts_json`. Hashes are SHA-256 in hexadecimal: `source_hash` of the policy file's bytes,
    `facts_hash` of the canonical JSON of `data`, `text_hash` of the document's plain text. `release` is None until it
    has been recorded. `told` is the comparison as plain data in the words of that day (`render.changes_json`), None
    where it has not been frozen yet. `surfaces` are what people consent to, None where the release froze none: there
    were releases before there were surfaces. `spelt` is what the record holds at each of its keys, as canonical JSON;
    nothing where there is no record.
    """

    data: Mapping[str, Any]
    provenance: Mapping[str, Any]
    source_hash: str
    facts_hash: str
    text_hash: str
    release: Release | None = None
    told: Mapping[str, Any] | None = None
    surfaces: tuple[ConsentSurface, ...] | None = None
    spelt: Mapping[str, str] = NOTHING
