"""Changes into the consents that they ask for anew: by law, notice alone cannot stand for these.

개인정보 보호법 제15조제2항 (collection), 제17조제2항 (provision), 제18조제3항 (use beyond the purpose) and
제28조의8제3항 (transfer abroad): what was told when consent was asked for may change only with another consent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyc.changes.surfaces import Surface, surfaces
from policyc.model.change import Change, Consent
from policyc.model.policy import Facts


def consents(changes: Sequence[Change], old: Facts, new: Facts) -> tuple[Consent, ...]:
    """Tell what rests on consent and changes so that consent must be asked for again, in the order of the new version.

    Which kinds of change matter is said by the catalogue (`consent`). What rests on consent only now, needs it for
    whatever changed. What does not change in meaning needs none.
    """
    return tuple(_needed(changes, tuple(surfaces(old)), new))


def _needed(changes: Sequence[Change], before: Sequence[Surface], new: Facts) -> Iterator[Consent]:
    weighty = [one for one in changes if one.weight != "editorial"]
    for surface in surfaces(new):
        touching = [one for one in weighty if surface.touched(one.path)]
        because = [one for one in touching if _asks(one)]
        if not because and not any(surface.follows(one) for one in before):
            because = touching
        if because:
            yield Consent(
                surface="/".join(surface.path),
                name=surface.name,
                ground=surface.ground,
                because=tuple(one.fingerprint for one in because),
            )


def _asks(change: Change) -> bool:
    from policyc.changes.kinds import kind

    return kind(change.kind).consent
