"""The same policies for hugo, in two sites: a few forms of each policy, or every file that policyc makes of them.

`few` is what most people would write: of each version a page, a text and JSON. In `whole` hugo draws from the released
records, node by node, as many files of as many kinds as policyc does. It is given ready what it cannot work out, the
comparisons, and spared the labels, the banners and every check.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

LAYOUTS = Path(__file__).parent / "hugo"
Page = dict[str, Any]
"""The front matter of a page of hugo's."""


def lay(kind: str, workspace: Path, site: Path) -> None:
    """Lay out a site of a kind, `few` or `whole`, for the services of a workspace."""
    shutil.copytree(LAYOUTS / kind, site)
    for service in sorted((workspace / "policy").iterdir()):
        folder = site / "content" / service.name
        folder.mkdir(parents=True)
        for name, page in {"few": _few, "whole": _whole}[kind](service):
            (folder / f"{name}.md").write_text(json.dumps(page, ensure_ascii=False) + "\n", encoding="utf-8")


def _few(service: Path) -> Iterator[tuple[str, Page]]:
    """Yield each version as a page whose front matter is the policy."""
    for path in sorted(service.glob("*.yaml")):
        data = yaml.safe_load(path.read_bytes())
        yield path.stem, {"title": data["title"], "policy": json.loads(json.dumps(data, default=str))}
        yield "_index", {"title": data["title"]}


def _whole(service: Path) -> Iterator[tuple[str, Page]]:
    """Yield each version, its change notice, the comparison of each two, and the history."""
    records = [json.loads(path.read_bytes())["edition"] for path in sorted((service / "released").glob("*.json"))]
    newest = records[-1]
    yield "_index", {"title": newest["title"]}
    yield "history", _page("history", newest, newest["changeNotice"], ["HTML"])
    for record in records:
        kept = {key: record[key] for key in ("version", "facts", "provenance", "text", "hashes", "dates", "surfaces")}
        page = _page("policy", record, record["document"], ["HTML", "MD", "TXT", "JSON"])
        yield record["version"], page | kept | {"changes": record.get("changes")}
        if "changeNotice" in record:
            page = _page("notice", record, record["changeNotice"], ["HTML", "MD", "JSON"])
            yield f"{record['version']}-changes", page | {"changes": record["changes"]}
    for old, new in combinations(records, 2):
        yield f"{old['version']}_{new['version']}", _page("comparison", new, new["changeNotice"], ["HTML"])


def _page(kind: str, record: Page, document: Page, outputs: list[str]) -> Page:
    return {"title": record["title"], "type": kind, "outputs": outputs, "document": document}
