"""Which fields of each part apps see, and under which key: the format, field by field, never a dump of internals."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from policyc.model import identity, keeping, part, people, policy, processing, rights, sharing
from policyc.model.shape import key_of

_LINES = "phone email fax address hours url path answer"
_PARTY = "id name reads legal parent representative country address contact phone email url"
_RELATION = "id group parties others count list undecided"
_TRANSFER = "timing method transfer_basis refusal"
_REMARKS = "when note formerly"

FIELDS: Mapping[type[part.Part], tuple[str, ...]] = {
    kind: tuple(fields.split())
    for kind, fields in (
        (
            policy.Facts,
            "service version title subtitle edition example controller co_controllers services scope dates earlier "
            "first change_notice changes waivers contacts officers domestic_agent definitions items purposes "
            "new_purpose collection files methods without_consent sensitive sensitive_disclosure children "
            "permissions retention dormant destruction recipients recipient_exceptions additional_use processors "
            "overseas_collection pseudonymised ai cookies behavioural automated_decisions portability rights duties "
            "safety assurances remedies cctv location numbering outline",
        ),
        (identity.Controller, f"name short reads kind as_ representative country regimes {_LINES}"),
        (identity.CoControllers, "none entries"),
        (identity.CoController, f"id name role {_LINES} note"),
        (identity.Services, "none entries"),
        (identity.Service, "id name short url note"),
        (identity.Scope, "none covers excludes annex_to note"),
        (identity.Annex, "name section url"),
        (identity.Dates, "announced effective enacted amended printed"),
        (identity.Earlier, "none label url versions note"),
        (identity.EarlierVersion, "version from_ until url changes"),
        (identity.EarlierChange, "what how"),
        (
            identity.ChangeNotice,
            "none general material editorial material_if reasons channels material_channels counting with_reason note",
        ),
        (identity.NoticeTerm, "text days"),
        (identity.DeclaredChange, "of kind weight summary reason approved_by"),
        (identity.Waiver, "finding where given owed reason approved_by date public"),
        (identity.Definitions, "none entries"),
        (identity.Definition, "term text"),
        (identity.Agent, "none party name reads representative address phone email url note"),
        (part.Contact, f"id name {_LINES} note"),
        (part.Weblink, "label url"),
        (part.Sentences, "none entries"),
        (part.Sentence, "id name text when note"),
        (part.Citation, "text statute name article paragraph item"),
        (part.Period, "text kind length bound start end at_once parts cases examples then except_ law note"),
        (part.PeriodCase, "case period"),
        (processing.Item, f"id name kind category members aliases {_REMARKS}"),
        (processing.Member, "name category"),
        (processing.ItemRef, "item only label when note"),
        (processing.Purposes, "none entries"),
        (processing.Purpose, f"id name text scope category {_REMARKS}"),
        (processing.PurposeRef, "purpose text when note"),
        (processing.Basis, "ground citation"),
        (processing.Refusal, "how effect"),
        (processing.Collection, "none entries"),
        (
            processing.Context,
            "id name group personal required optional automatic from_ method purposes keep basis refusal "
            f"{_REMARKS} rows",
        ),
        (processing.Sensitive, "none rule kinds note"),
        (processing.Disclosures, "none entries"),
        (processing.Disclosure, f"id name items risk hide {_REMARKS}"),
        (processing.Children, "none collects age consent check for_ rights note"),
        (processing.Permissions, "none entries"),
        (processing.Permission, "id name os optional purposes note"),
        (keeping.Retention, "none general internal statutory note"),
        (keeping.KeptRecord, f"id name law keep reason items {_REMARKS}"),
        (keeping.Dormant, "none name after then notice keep within how except_ note"),
        (keeping.Destruction, "none procedure within methods note"),
        (sharing.Party, _PARTY),
        (sharing.Recipients, "none entries"),
        (sharing.Recipient, f"{_RELATION} items purposes keep basis {_TRANSFER} {_REMARKS}"),
        (sharing.Processors, "none entries"),
        (
            sharing.Processor,
            f"{_RELATION} tasks department sub sub_list supervised items keep {_TRANSFER} {_REMARKS}",
        ),
        (sharing.SubProcessor, f"{_PARTY} tasks"),
        (sharing.AdditionalUse, "none now basis criteria uses note"),
        (sharing.Criteria, "standard entries"),
        (sharing.OverseasCollection, "none countries regions note"),
        (sharing.Pseudonymised, "none purposes items keep recipients processors measures note"),
        (sharing.AiUses, "none entries"),
        (sharing.AiUse, f"id name provider purposes items keep training opt_out report {_REMARKS}"),
        (
            rights.Rights,
            "none list law by answer verify any_time pause_while_correcting notify_recipients how forms agent guardian "
            "limits refused note",
        ),
        (rights.Way, f"id name for_ by contact {_LINES} {_REMARKS}"),
        (rights.Form, "id name url"),
        (rights.Proxy, "who form"),
        (rights.Limit, "id law if_ note"),
        (rights.RefusedRequest, "answer how form"),
        (rights.Cookies, "none collects purposes excludes choices refuse effect note"),
        (rights.Behavioural, "none entries"),
        (rights.Tracker, f"id name tool collector identified items purposes method keep basis refuse url {_REMARKS}"),
        (rights.AutomatedDecisions, "none entries"),
        (rights.Decision, f"id name purposes for_ items process sensitive children how {_REMARKS}"),
        (rights.Portability, "none items how history note"),
        (rights.Safety, "none administrative technical physical entries"),
        (rights.Assurances, "none entries"),
        (rights.Assurance, "id kind name when result law files by number scope until url note"),
        (people.Officers, "none entries"),
        (people.Officer, f"id role title name position department contact {_LINES} files of note formerly"),
        (people.Remedies, "none standard entries"),
        (people.Body, f"id name {_LINES} note"),
        (people.Cctv, "none kinds purposes law places hours keep kept_at viewing elsewhere note"),
        (people.Place, "id name count range note"),
        (people.Location, "none purposes keep records third_parties guardians note"),
        (people.LocationRecords, "law keep"),
        (
            part.OutlineNode,
            "id heading shows topic before text after only except_ columns as_ split numbered note formerly parts",
        ),
        (part.OutlineColumn, "id heading"),
    )
}

KEYS = {"edition": "edition"}
"""Fields whose key for apps is not their key in the policy file: there `version` is the file's id."""


@cache
def key(field: str) -> str:
    """Write a field as JSON does: ``approved_by`` is ``approvedBy``, ``as_`` is ``as``."""
    first, *rest = KEYS.get(field, key_of(field)).split("-")
    return first + "".join(word.capitalize() for word in rest)
