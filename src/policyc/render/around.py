"""What stands around a text on its page: addresses, the other versions, further links, a banner; none of the text."""

from __future__ import annotations

from policyc.model.label import Label
from policyc.nodes import Block
from policyc.record import Record


class Alternate(Record):
    """The same text in another form: its media type and its relative address."""

    type: str
    href: str


class Choice(Record):
    """A link: `note` says something of where it leads (in force, withdrawn); `current` is the page itself.

    `rel` is what the link is to the page, where HTML has a word for it.
    """

    label: str
    href: str
    current: bool = False
    note: str = ""
    rel: str = ""


class Around(Record):
    """What a frame draws around a document; an empty one gives a page that stands alone.

    `canonical` is an absolute address or empty, `feed` and `script` are relative ones or empty, and `data` is JSON-LD.
    `choices` are the versions, newest first, each as the same kind of page; `banner` stands above the title and
    `labels` below it.
    """

    canonical: str = ""
    feed: str = ""
    script: str = ""
    alternates: tuple[Alternate, ...] = ()
    data: str = ""
    choices: tuple[Choice, ...] = ()
    links: tuple[Choice, ...] = ()
    banner: tuple[Block, ...] = ()
    labels: tuple[Label, ...] = ()


ALONE = Around()
"""Nothing around a page."""
