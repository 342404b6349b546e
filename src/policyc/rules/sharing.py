"""What a policy says of each third party and processor: 개인정보 보호법 제17조, 제26조, 작성지침."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from policyc.finding import Finding
from policyc.model.sharing import Recipient
from policyc.rules.matter import Matter
from policyc.rules.parties import around, own_words, who
from policyc.rules.transfers import owed

CONSENT = "consent"


def recipient_purpose_missing(matter: Matter) -> Iterator[Finding]:
    """Find third parties whose purpose is not told."""
    yield from _lacking(matter, "recipient-purpose-missing", _at_home(matter), lambda entry: bool(entry.purposes))


def recipient_items_missing(matter: Matter) -> Iterator[Finding]:
    """Find third parties of whom it is not told what they are given."""
    yield from _lacking(matter, "recipient-items-missing", _at_home(matter), lambda entry: bool(entry.items))


def recipient_period_missing(matter: Matter) -> Iterator[Finding]:
    """Find third parties that get data with consent, and do not tell how long they keep it.

    Without a basis nobody knows whether there is consent, so the period is owed too.
    """
    yield from _lacking(
        matter,
        "recipient-period-missing",
        _at_home(matter),
        lambda entry: bool(entry.keep or (entry.basis and not _consents(entry))),
    )


def recipient_basis_missing(matter: Matter) -> Iterator[Finding]:
    """Find third parties without a legal basis: a must where there is no consent, recommended where there is."""
    if any(own_words("bases", text) for text in around(matter, "recipients")):
        return
    yield from _lacking(
        matter,
        "recipient-basis-missing",
        _decided(matter),
        lambda entry: bool(entry.basis or entry.transfer_basis),
    )


def processor_task_missing(matter: Matter) -> Iterator[Finding]:
    """Find processors without a task: 제26조제2항. A shelf's name may say it for all that stand on it."""
    block = matter.facts.processors
    for entry in block.entries if block else ():
        if not (entry.tasks or entry.group or entry.undecided):
            yield Finding(code="processor-task-missing", at=entry.at, side="key", args={"who": who(entry)})


def additional_use_incomplete(matter: Matter) -> Iterator[Finding]:
    """Find additional uses that do not tell what is given, what for and how long, here or behind a link."""
    block = matter.facts.additional_use
    if not block or any(own_words("links", word.text) for word in block.note):
        return
    for use in block.uses:
        told = use.list or any(own_words("links", word.text) for word in use.note)
        keys = tuple(key for key in ("purposes", "items", "keep") if not getattr(use, key))
        if keys and not told and not use.undecided:
            args = {"who": who(use), "keys": keys}
            yield Finding(code="additional-use-incomplete", at=use.at, side="key", args=args)


RULES = (
    recipient_purpose_missing,
    recipient_items_missing,
    recipient_period_missing,
    recipient_basis_missing,
    processor_task_missing,
    additional_use_incomplete,
)


def _consents(entry: Recipient) -> bool:
    return any(basis.ground == CONSENT for basis in entry.basis)


def _decided(matter: Matter) -> Sequence[Recipient]:
    block = matter.facts.recipients
    return [entry for entry in block.entries if not entry.undecided] if block else ()


def _at_home(matter: Matter) -> Sequence[Recipient]:
    """List the third parties of which no transfer abroad asks the same, and more strictly."""
    abroad = {entry.at for entry in owed(matter)}
    return [entry for entry in _decided(matter) if entry.at not in abroad]


def _lacking(
    matter: Matter, code: str, entries: Sequence[Recipient], says: Callable[[Recipient], bool]
) -> Iterator[Finding]:
    """Yield a finding for each row that does not say something; one for the block where no row of several does."""
    lacking = [entry for entry in entries if not says(entry)]
    block = matter.facts.recipients
    if block and len(lacking) == len(block.entries) > 1:
        yield Finding(code=code, at=block.at, side="key", args={"who": who(*lacking)})
        return
    for entry in lacking:
        yield Finding(code=code, at=entry.at, side="key", args={"who": who(entry)})
