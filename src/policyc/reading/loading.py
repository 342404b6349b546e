"""Which of PyYAML's parsers reads: the fast one where it is installed, else the plain one, made to refuse the same."""

from __future__ import annotations

from typing import Any, Final

import yaml
from yaml.scanner import ScannerError


class PlainLoader(yaml.SafeLoader):
    """PyYAML's own scanner, which lets through (or stumbles over) escapes for characters that do not exist."""

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> list[str]:
        """Refuse an escape for half a character or one beyond the last."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except ValueError as error:
            raise self._impossible(start_mark) from error
        if any("\ud800" <= character <= "\udfff" for chunk in chunks for character in chunk):
            raise self._impossible(start_mark)
        return chunks

    def _impossible(self, start_mark: Any) -> ScannerError:
        return ScannerError(
            "while scanning a double-quoted scalar", start_mark, "found an impossible escape", self.get_mark()
        )


LOADER: Final[Any] = getattr(yaml, "CSafeLoader", PlainLoader)
