"""Every page that is built, as the Nu HTML checker sees it on a web server: no error, no warning, no remark."""

from __future__ import annotations

import functools
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

import browsing
import policyc
import unruled
from gallery import CASES
from house import ROOT

CHECKER = Path(__file__).parent / "npm" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
SAMPLES = sorted((CASES / "phrases").glob("*.yaml"))
DAY = date(2026, 12, 1)
DATA_IS_NO_SCRIPT = "Inline script violates Content Security Policy (meta tag): blocked by “script-src” directive"
"""What the checker says of JSON-LD, which the standard never asks a policy of scripts about, for it is never run."""

LOCAL = "-Dnu.validator.servlet.allow-forbidden-hosts=true"
"""The checker asks no server of this machine unless it is allowed to."""


class Quiet(SimpleHTTPRequestHandler):
    """Serve files without a word."""

    def log_message(self, format: str, *args: Any) -> None:
        """Keep still."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, for `'self'` in a page's content security policy means its own server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def complaints(folder: Path, pages: Sequence[Path]) -> list[str]:
    """Return what the checker says of pages below a folder, in one run of it."""
    java = shutil.which("java")
    assert java, "java is not on PATH; run tools/need-node"
    assert CHECKER.is_file(), f"{CHECKER} is missing; run npm ci --ignore-scripts in tests/npm"
    with served(folder) as address:
        addresses = [f"{address}/{page.relative_to(folder).as_posix()}" for page in pages]
        command = [java, LOCAL, "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always", *addresses]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
    return [
        f"{one.get('url', '').removeprefix(address)}:{one.get('lastLine')}: {one['message']}"
        for one in json.loads(run.stdout)["messages"]
        if not (one["message"].startswith(DATA_IS_NO_SCRIPT) and 'type="application/ld+json"' in one.get("extract", ""))
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build what the project has released, its drafts, and the samples that the tests of sentences use, as one site."""
    root = tmp_path_factory.mktemp("company")
    shutil.copytree(ROOT / "policy", root / "policy")
    unruled.silence(root)
    for sample in SAMPLES:
        text = sample.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
        path = root / "policy" / f"sample-{sample.stem}" / f"{data['dates']['effective']}.yaml"
        path.parent.mkdir()
        told = data.get("first") or data.get("earlier", "none") != "none"
        before = "earlier: {url: https://shop.example.com/old}" if "waivers" in data else "first: true"
        path.write_text(text if told else f"{text}\n{before}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        built = policyc.build(as_of=DAY, drafts=True)
    assert (built.refused, built.faulty) == ((), ())
    return built.out


def test_pages_are_clean(site: Path) -> None:
    """The checker has nothing to say of any page."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > len(SAMPLES) > 0
    assert complaints(site, pages) == []


def test_checker_complains(tmp_path: Path) -> None:
    """A page with a fault and one with only a warning are complained of, each for its own: silence means something."""
    head = '<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>가</title></head>'
    (tmp_path / "fault.html").write_text(f"{head}<body><ul><p>가</p></ul></body></html>", encoding="utf-8")
    (tmp_path / "warning.html").write_text(f"{head}<body><section><p>가</p></section></body></html>", encoding="utf-8")
    fault, warning = sorted(complaints(tmp_path, sorted(tmp_path.glob("*.html"))))
    assert fault.startswith("/fault.html:1: Element “p” not allowed")
    assert warning.startswith("/warning.html:1: Section lacks heading")


def test_all_that_can_stand_around_a_text_is_clean(tmp_path: Path) -> None:
    """The checker has nothing to say of a page with banner, versions, labels, links, script and data for machines."""
    (tmp_path / "site.html").write_text(browsing.source("site"), encoding="utf-8")
    for name in browsing.FILES:
        shutil.copy(browsing.TEMPLATES / name, tmp_path)
    assert complaints(tmp_path, [tmp_path / "site.html"]) == []
