"""Plain characters into the text of an XML element or of an attribute in double quotes."""

from __future__ import annotations

_FORBIDDEN = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)


def escape(text: str) -> str:
    """Write text as XML 1.0; a character that XML cannot hold becomes U+FFFD, and white space is left to be read."""
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return written if written.isprintable() else written.translate(dict.fromkeys(_FORBIDDEN, "\ufffd"))


def element(name: str, text: str, **attributes: str) -> str:
    """Write an element that holds text; an attribute's name may end in an underscore to be no word of Python's."""
    said = "".join(f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items())
    return f"<{name}{said}>{escape(text)}</{name}>" if text else f"<{name}{said}/>"
