"""Write the generated pages of docs/, and what else is generated: each is the text that a function gives."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Page -> module:function, called without arguments, returns the page.
PAGES = {
    "docs/language.md": "policyc.reading.language_page:page",
    "docs/phrases.md": "policyc.document.phrases_page:page",
    "docs/changes.md": "changes_page:page",
    "docs/rules.md": "policyc.report.rules_page:page",
    "schema/workspace.schema.json": "settings_schema:page",
    "schema/bundle.schema.json": "bundle_schema:page",
}


def main() -> None:
    """Write every page that differs from what stands."""
    for name, source in PAGES.items():
        module, function = source.split(":")
        text = getattr(import_module(module), function)()
        page = ROOT / name
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
