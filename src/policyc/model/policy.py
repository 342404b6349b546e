"""One policy file as typed parts: as it was declared (Policy), and with everything implicit made explicit (Facts)."""

from __future__ import annotations

from collections.abc import Mapping

from policyc.model.identity import (
    Agent,
    ChangeNotice,
    CoControllers,
    Controller,
    Dates,
    DeclaredChange,
    Definitions,
    Earlier,
    Scope,
    Services,
    Waiver,
)
from policyc.model.keeping import Destruction, Dormant, Retention
from policyc.model.part import Contact, NamedPeriod, OutlineNode, Part, Sentences, Word
from policyc.model.people import Cctv, Location, Officers, Remedies
from policyc.model.processing import Children, Collection, Disclosures, Item, Permissions, Purposes, Sensitive
from policyc.model.rights import Assurances, AutomatedDecisions, Behavioural, Cookies, Portability, Rights, Safety
from policyc.model.sharing import (
    AdditionalUse,
    AiUses,
    OverseasCollection,
    Party,
    Processors,
    Pseudonymised,
    Recipients,
)
from policyc.record import NOTHING


class Policy(Part):
    """One version of one service's policy; `service` is its folder's name, `version` its file's.

    `edition` is the number that the text gives itself (3.2), `example` says that it is shown as an example only.
    Whatever was left to be read out of the law, the taxonomy or another place of the file is still empty.
    """

    service: str
    version: str
    format: str = ""
    title: str
    subtitle: str | None = None
    edition: str | None = None
    example: bool = False
    words: Mapping[str, str] = NOTHING
    controller: Controller
    co_controllers: CoControllers | None = None
    services: Services | None = None
    scope: Scope | None = None
    dates: Dates
    earlier: Earlier | None = None
    first: bool = False
    change_notice: ChangeNotice | None = None
    changes: tuple[DeclaredChange, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    contacts: tuple[Contact, ...] = ()
    parties: tuple[Party, ...] = ()
    officers: Officers | None = None
    domestic_agent: Agent | None = None
    definitions: Definitions | None = None
    items: tuple[Item, ...] = ()
    purposes: Purposes | None = None
    new_purpose: str | None = None
    periods: tuple[NamedPeriod, ...] = ()
    collection: Collection | None = None
    files: Collection | None = None
    methods: Sentences | None = None
    without_consent: Sentences | None = None
    sensitive: Sensitive | None = None
    sensitive_disclosure: Disclosures | None = None
    children: Children | None = None
    permissions: Permissions | None = None
    retention: Retention | None = None
    dormant: Dormant | None = None
    destruction: Destruction | None = None
    recipients: Recipients | None = None
    recipient_exceptions: Sentences | None = None
    additional_use: AdditionalUse | None = None
    processors: Processors | None = None
    overseas_collection: OverseasCollection | None = None
    pseudonymised: Pseudonymised | None = None
    ai: AiUses | None = None
    cookies: Cookies | None = None
    behavioural: Behavioural | None = None
    automated_decisions: AutomatedDecisions | None = None
    portability: Portability | None = None
    rights: Rights | None = None
    duties: Sentences | None = None
    safety: Safety | None = None
    assurances: Assurances | None = None
    remedies: Remedies | None = None
    cctv: Cctv | None = None
    location: Location | None = None
    numbering: tuple[Word, ...] = ()
    outline: tuple[OutlineNode, ...] = ()


class Facts(Policy):
    """What holds: every value of a policy explicit, declared at a place or derived from something (`Part.origins`).

    The only thing that rules, changes, document and exports read.
    """
