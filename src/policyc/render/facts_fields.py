"""Which fields of each part apps see, and under which key: the format, field by field, never a dump of internals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from policyc.model import facts, part

FIELDS: Mapping[type[part.Part], tuple[str, ...]] = {
    kind: tuple(fields.split())
    for kind, fields in (
        (
            facts.Facts,
            "service version title subtitle controller dates earlier first change_notice waivers contacts definitions "
            "items purposes new_purpose collection methods sensitive children retention dormant destruction recipients "
            "recipient_exceptions processors rights cookies safety officers remedies numbering outline",
        ),
        (part.Controller, "name short reads as_"),
        (part.Dates, "announced effective"),
        (part.Earlier, "label url"),
        (facts.ChangeNotice, "general material material_if reasons channels counting"),
        (part.Waiver, "finding where given owed reason approved_by date public"),
        (part.Contact, "id name phone email fax address hours url"),
        (part.Definition, "term text"),
        (facts.Item, "id name kind category members"),
        (facts.Member, "name category"),
        (facts.Purpose, "id name text scope"),
        (facts.Context, "id name personal required optional automatic purposes keep basis refusal"),
        (facts.PurposeRef, "purpose text"),
        (facts.ItemRef, "item"),
        (facts.Basis, "ground citation"),
        (facts.Citation, "text statute name article paragraph item"),
        (part.Period, "text kind length bound start end at_once parts"),
        (part.Sentence, "id text"),
        (part.Children, "none rights"),
        (facts.Retention, "general internal statutory"),
        (facts.KeptRecord, "id name law keep reason"),
        (facts.Dormant, "none name after then keep within"),
        (part.Destruction, "procedure methods"),
        (facts.Recipients, "none entries"),
        (facts.Recipient, "id name reads items purposes keep basis"),
        (facts.Processors, "none entries"),
        (facts.Processor, "id name reads tasks supervised"),
        (part.Rights, "list any_time pause_while_correcting how"),
        (part.Way, "id name for_ path by contact answer url"),
        (part.Cookies, "none purposes excludes choices refuse effect"),
        (facts.Officer, "id name position department phone email contact"),
        (facts.Body, "id name phone url"),
        (part.OutlineNode, "id heading before text after parts"),
    )
}

KEYS = {"as_": "as", "for_": "for", "where": "at"}
"""Fields whose key in the policy file is not their name with hyphens."""


@cache
def key(field: str) -> str:
    """Write a field as JSON does: ``approved_by`` is ``approvedBy``."""
    first, *rest = KEYS.get(field, field).split("_")
    return first + "".join(word.capitalize() for word in rest)
