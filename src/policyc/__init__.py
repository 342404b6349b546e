"""policyc: the compiler for Korean privacy policies (개인정보 처리방침).

``load`` reads one policy file into facts, ``check`` says everything that is wrong with some, ``build``
writes the pages, texts and JSON files of a workspace. ``init`` begins a workspace, ``new`` a service in it.
All but ``init`` take ``as_of``, the day in Korea on which they are asked; nothing reads the clock.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from policyc.compile import Checked
    from policyc.project import (
        Built,
        NotBuilt,
        NoWorkspace,
        Report,
        UnknownService,
        build,
        check,
        init,
        load,
        new,
        rebuild,
    )

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
    if name in __all__:
        from policyc import project

        return getattr(project, name)
    raise AttributeError(name)
