"""A Korean text into its sentences, as a reader takes them: over folded lines, but not over entries of a list."""

from __future__ import annotations

from collections.abc import Iterator


def sentences(text: str) -> Iterator[str]:
    """Split prose into sentences; a line that is only folded goes on."""
    for piece in _pieces(text) if "\n" in text or "<br" in text else (text,):
        prose = " ".join(piece.split())
        start, stop = 0, prose.find(".")
        while stop >= 0:
            if prose[stop + 1 : stop + 2] in ("", " ") and _closes(prose[stop - 1 : stop]):
                if start < stop:
                    yield prose[start:stop]
                start = stop + 2
            stop = prose.find(".", stop + 1)
        if start < len(prose):
            yield prose[start:]


def has(text: str, words: tuple[str, ...]) -> bool:
    """Tell whether a text has one of some words."""
    return any(word in text for word in words)


def _pieces(text: str) -> Iterator[str]:
    """Split a text at breaks, blank lines and before the entries of a list."""
    for broken in ("<br>", "<br >", "<br/>", "<br />"):
        text = text.replace(broken, "\n\n")
    piece: list[str] = []
    for line in text.split("\n"):
        if not line.strip() or _enters(line.lstrip()):
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


def _enters(line: str) -> bool:
    """Tell whether a line begins with the sign or the number of an entry of a list."""
    rest = line.lstrip("0123456789")
    return line.startswith(("-", "*", "•")) or "①" <= line[:1] <= "⑳" or (rest != line and rest.startswith((".", ")")))


def _closes(sign: str) -> bool:
    """Tell whether a full stop behind a sign ends a sentence: not one behind a number or an initial."""
    return "가" <= sign <= "힣" or sign == ")"
