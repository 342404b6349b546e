"""Two versions into what changed between them as it weighs, and what is wrong with what their author says of it."""

from __future__ import annotations

from policyc.changes import declared, suggesting
from policyc.changes.compare import compare
from policyc.changes.consent import consents
from policyc.finding import Finding
from policyc.model.change import Comparison
from policyc.model.policy import Facts


def compared(old: Facts, new: Facts) -> tuple[Comparison, tuple[Finding, ...]]:
    """Compare two versions, and let the author of the new one speak of the changes."""
    changes, faults = declared.judge(compare(old, new), new.changes, old, new)
    found = Comparison(old=old.version, new=new.version, changes=changes, consents=consents(changes, old, new))
    told = (*faults, *declared.undeclared(changes, new.changes), *suggesting.suggestions(changes))
    return found, told
