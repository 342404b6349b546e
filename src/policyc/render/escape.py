"""Plain characters into Markdown source that every CommonMark and GFM parser reads as just these characters."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"[ \t\r\n\f]+")
_MARKUP = re.compile(r"[\\`*_\[\]<~|]")
_SPECIAL = re.compile(r"[\\`*_\[\]<~|&:.\t\r\n\f]|  ")
_ENTITY = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_ADDRESS = re.compile(r"(?i)(?:https?|ftp)(?=://)|www(?=\.)")
_START = re.compile(r"^(?:(?=[#>])|(?=[-+](?:[ -]|$))|(\d{1,9})(?=[.)](?: |$)))")
_UNSAFE_IN_HREF = re.compile(r"""[\s<>\\"`|()*_~]""")


def words(text: str, *, label: bool = False) -> str:
    """Write characters of running text; in the label of a link an address is no link of its own.

    A bare address is cut by a backslash: GFM parsers take it from the source, backslashes of later
    characters included, and some print it decoded.
    """
    if not _SPECIAL.search(text):
        return text
    written = _ENTITY.sub(r"\\&", _MARKUP.sub(r"\\\g<0>", _SPACE.sub(" ", text)))
    return written if label else _ADDRESS.sub(r"\g<0>\\", written)


def line(source: str) -> str:
    """Write inline source as a line that starts no list, heading or quotation and keeps its outermost spaces."""
    return _START.sub(r"\1\\", edges(source))


def heading(source: str) -> str:
    """Write inline source as the content of a heading, in which a number sign at the end would be lost."""
    return edges(re.sub("#+$", lambda found: r"\#" * len(found[0]), source.strip(" ")))


def edges(source: str) -> str:
    """Drop plain spaces at both ends; write other white space there as entities, which no parser strips."""
    source = source.strip(" ")
    if source and source[0].isspace():
        source = f"&#{ord(source[0])};{source[1:]}"
    if source and source[-1].isspace():
        source = f"{source[:-1]}&#{ord(source[-1])};"
    return source


def closes(source: str) -> bool:
    """Say whether asterisks around `source` open and close for every parser, whatever stands outside."""
    return bool(source) and _is_word(source[0]) and _is_word(source[-1])


def href(address: str) -> str:
    """Write the target of a link."""
    encoded = _UNSAFE_IN_HREF.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    return _ENTITY.sub("&amp;", encoded)


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" and character <= "\uffff"
