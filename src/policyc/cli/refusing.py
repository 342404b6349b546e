"""What keeps any command from running, put into words in one place; what only one command meets is told by it."""

from __future__ import annotations

from policyc.cli import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace


def ran(options: Namespace) -> int:
    """Run the command that was asked for, and return its exit code; raise CannotRun with the words for why not."""
    from policyc.git import BadRevision, NoGit
    from policyc.workspace import BadTemplate, NotBuilt, NoWorkspace, UnknownService

    try:
        return int(options.run(options))
    except NoWorkspace:
        said = words.say("no-workspace")
    except UnknownService as unknown:
        said = words.say("unknown-service", name=unknown.name, known=unknown.known)
    except NotBuilt:
        said = words.say("not-built")
    except NoGit:
        said = words.say("no-git")
    except BadRevision as bad:
        said = words.say("bad-revision", revision=str(bad))
    except BadTemplate as bad:
        said = words.say("bad-template", name=bad.name)
    raise words.CannotRun(said)
