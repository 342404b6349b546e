"""policyc: the compiler for Korean privacy policies (개인정보 처리방침).

``load`` reads one policy file into facts, ``check`` says everything that is wrong with some, ``build``
writes the pages, texts and JSON files of a workspace. ``init`` begins a workspace, ``new`` a service in it.
All but ``init`` take ``as_of``, the day in Korea on which they are asked; nothing reads the clock.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from policyc.building import build, rebuild
    from policyc.built import Built
    from policyc.compile import Checked
    from policyc.project import Report, check, init, load, new
    from policyc.workspace import NotBuilt, NoWorkspace, UnknownService

ROOMS = {
    "policyc.building": ("build", "rebuild"),
    "policyc.built": ("Built",),
    "policyc.compile": ("Checked",),
    "policyc.project": ("Report", "check", "init", "load", "new"),
    "policyc.workspace": ("NoWorkspace", "NotBuilt", "UnknownService"),
}

__all__ = [
    "Built",
    "Checked",
    "NoWorkspace",
    "NotBuilt",
    "Report",
    "UnknownService",
    "build",
    "check",
    "init",
    "load",
    "new",
    "rebuild",
]


def __getattr__(name: str) -> Any:
    """Load the interface when it is first used: a command should not pay for what it does not need."""
    from importlib import import_module

    for room, names in ROOMS.items():
        if name in names:
            return getattr(import_module(room), name)
    raise AttributeError(name)
