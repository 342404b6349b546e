"""Types for apps: generators make them out of the schemas, they compile, and what is published fits them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bundled import made, read
from house import ROOT
from test_formats import objects, schema

GENERATE = Path(__file__).parent / "apps" / "types.mjs"
NAMES = ("bundle", "versions", "version", "manifest")
USE = """\
import type {{ PolicyBundle, Slice }} from "./bundle";
import type {{ PolicyVersions }} from "./versions";
import type {{ PolicyVersion }} from "./version";
export const versions: PolicyVersions = {versions};
export const version: PolicyVersion = {version};
export const bundle: PolicyBundle = {bundle};
export const hashes: string[] = bundle.versions[0].surfaces.map((one) => one.surfaceHash);
export const why = (slice: Slice): string[] => slice.purposes.map((one) => `${{one.scope}}: ${{one.text}}`);
// @ts-expect-error: a title is no number, which shows that the compiler is really asked
export const title: number = bundle.title;
export const who = bundle.versions[0].facts.recipients?.entries.map((one) => one.parties[0].name);
export const names: string[] | undefined = who;
"""


@pytest.fixture(scope="module")
def types(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Generate types beside a program that holds what is published, compile both; return the folder and the counts."""
    shop = made(tmp_path_factory.mktemp("types"))
    out = shop.parents[1] / "types"
    out.mkdir()
    published = {
        "versions": read(shop, "versions.json"),
        "version": read(shop, "2027-03-01/policy.json"),
        "bundle": read(shop),
    }
    whole = {key: json.dumps(value, ensure_ascii=False) for key, value in published.items()}
    (out / "use.ts").write_text(USE.format(**whole), encoding="utf-8")
    done = subprocess.run(
        ["node", GENERATE, ROOT / "schema", out, *NAMES], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout)


def test_types_compile_and_fit(types: tuple[Path, Any]) -> None:
    """TypeScript's strict compiler takes the types, and takes what was published for values of them."""
    folder, counts = types
    for name in NAMES:
        titles = {title for title in objects(schema(name)) if title != "Words"}
        text = (folder / f"{name}.ts").read_text(encoding="utf-8")
        assert {title for title in titles if f"export interface {title} {{" not in text} == set(), name
        assert counts[name]["typescript"] >= len(titles) >= 2


def test_types_of_phones(types: tuple[Path, Any]) -> None:
    """The generators for Swift and Kotlin make types of the same names."""
    folder, counts = types
    for name in NAMES:
        for language, end in (("swift", "swift"), ("kotlin", "kt")):
            assert counts[name][language] >= 2
            text = (folder / f"{name}.{end}").read_text(encoding="utf-8")
            assert schema(name)["title"] in text
    for name in ("BundleSurface", "Slice", "ScopedPurpose", "BundleVersion"):
        assert f"struct {name}" in (folder / "bundle.swift").read_text(encoding="utf-8")
        assert f"class {name}" in (folder / "bundle.kt").read_text(encoding="utf-8")
