"""The Markdown parser of the author's prose: CommonMark, less what prose may not hold, and emphasis fit for Korean."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

ABSENT = "code fence blockquote hr heading lheading html_block reference backticks image autolink html_inline".split()
"""What CommonMark has and prose has not: its marks stay the characters they are."""


LEADING = re.compile("https?://|mailto:|tel:|#[A-Za-z]", re.IGNORECASE)
"""How the address of a link begins; ``#`` leads to a section of the same policy."""


@cache
def parser() -> MarkdownIt:
    """Make the parser."""
    found = _Prose("commonmark", {"html": False}).disable(ABSENT)
    found.inline = _KoreanInline()
    return found.disable(ABSENT, ignoreInvalid=True)


class _Prose(MarkdownIt):
    """Knows links to the web, to an address and to a telephone; any other stays as it was written."""

    def validateLink(self, url: str) -> bool:
        return bool(LEADING.match(url))


class _KoreanInline(ParserInline):
    """The inline parser, with `_KoreanState` in place of its own state."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _KoreanState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _KoreanState(StateInline):
    """Lets emphasis open and close between a mark and Hangul: ``**“회사”**는`` is bold.

    CommonMark asks for a space or a sign where Korean has a particle, because it takes words to be apart.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        opens = not _space(after) and (not _sign(after) or _apart(before))
        closes = not _space(before) and (not _sign(before) or _apart(after))
        can_open = opens and (canSplitWord or not closes or _sign(before))
        can_close = closes and (canSplitWord or not opens or _sign(after))
        return Scanned(can_open, can_close, end - start)


def _space(character: str) -> bool:
    return isWhiteSpace(ord(character))


def _sign(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _apart(character: str) -> bool:
    return _space(character) or _sign(character) or "가" <= character <= "힣"
