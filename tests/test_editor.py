"""What the editor says while a policy is written: the real language server, the real schema, the project's settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from gallery import CASES
from house import ROOT
from language_server import LanguageServer, running
from policyc.reading import schemas, shape
from policyc.reading import yaml as reading
from policyc.report.words import reported

CURSOR = "‸"
HANGUL = re.compile("[가-힣]")
ENGLISH = re.compile(r"(?<![-`\w])[A-Za-z]+ [A-Za-z]+ [A-Za-z]+")
"""Three Latin words in a row are a sentence that nobody translated."""

ADDRESS = re.compile(r"\]\([^)]*\)")
MODELINE = "# yaml-language-server: $schema=../../schema/policy.schema.json"


@cache
def table(name: str) -> dict[str, Any]:
    """Read a table of cases."""
    read: dict[str, Any] = yaml.safe_load((CASES / "editor" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert len(read[name]) >= 20, name
    return read


def each(name: str) -> pytest.MarkDecorator:
    """Run a test once for every case of a table."""
    return pytest.mark.parametrize("name", table(name)[name])


def texts(name: str) -> Iterator[tuple[str, str, int]]:
    """Yield the name of each case, its whole text without the cursor, and where the cursor stood."""
    for case, said in table(name)[name].items():
        text = f"{table(name)['policy']}{said['text']}\n"
        yield case, text.replace(CURSOR, ""), text.find(CURSOR)


def line_of_case(name: str, line: int) -> int:
    """Count a line from the first of a case's own."""
    return line - int(table(name)["policy"].count("\n"))


def sections(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Nest settings as a server asks for them: ``yaml.hover`` is ``hover`` in the section ``yaml``."""
    nested: dict[str, Any] = {}
    for key, value in settings.items():
        *path, last = [key] if key.startswith("[") else key.split(".")
        within = nested
        for part in path:
            within = within.setdefault(part, {})
        within[last] = value
    return nested


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """Read the settings that VS Code finds in the project."""
    read: dict[str, Any] = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def server(settings: dict[str, Any]) -> Iterator[LanguageServer]:
    """Run the server under the project's settings."""
    with running(ROOT, sections(settings)) as server:
        yield server


@pytest.fixture(scope="module")
def opened(server: LanguageServer) -> dict[tuple[str, str], str]:
    """Open every text of both tables at once, for the server takes its time over each; return the addresses."""
    return {
        (name, case): server.open(f"policy/{name}/{case}.yaml", text)
        for name in ("places", "traps")
        for case, text, _ in texts(name)
    }


@each("places")
def test_place(name: str, server: LanguageServer, opened: dict[tuple[str, str], str]) -> None:
    """Where the cursor stands, the server offers, shows and complains of what it should, in Korean."""
    case = table("places")["places"][name]
    text, at = next((text, at) for case, text, at in texts("places") if case == name)
    uri = opened["places", name]
    asked = {"offers", "writes", "shows", "complains"} & set(case)
    assert asked, name
    if asked & {"offers", "writes"}:
        check_offers(case, server, uri, text, at)
    if "shows" in case:
        shown = server.hover(uri, text, at)
        assert [part for part in case["shows"] if part not in shown] == [], shown
        assert korean(shown)
    if "complains" in case:
        check_problems(case["complains"], server, uri)


def check_offers(case: Mapping[str, Any], server: LanguageServer, uri: str, text: str, at: int) -> None:
    """Hold what is offered against a case."""
    found = server.offers(uri, text, at)
    offers = {offer.label: offer for offer in found}
    for label, part in case.get("offers", {}).items():
        assert label in offers, sorted(offers)
        assert (part or "") in offers[label].says
    for label, start in case.get("writes", {}).items():
        assert offers[label].writes.startswith(start), offers[label]
    assert not set(case.get("never", ())) & set(offers)
    assert [offer for offer in found if offer.says and not korean(f"{offer.label}: {offer.says}")] == []


def check_problems(expected: Mapping[int, str], server: LanguageServer, uri: str) -> None:
    """Hold what is complained of against the lines of a case."""
    found = [(line_of_case("places", problem.line), problem.message) for problem in server.problems(uri)]
    assert {line for line, _ in found} == set(expected), found
    for line, message in found:
        assert expected[line] in message
        assert korean(message), message


def korean(said: str) -> bool:
    """Tell whether something that is said is in Korean: Hangul, and no English sentence beside it."""
    prose = ADDRESS.sub("", re.sub(r"```.*?```", "", said, flags=re.DOTALL))
    return bool(HANGUL.search(said)) and not ENGLISH.search(prose)


@each("traps")
def test_trap(name: str, server: LanguageServer, opened: dict[tuple[str, str], str]) -> None:
    """The server and policyc complain of the same lines, but where the table says that they cannot, and why."""
    case = table("traps")["traps"][name]
    text = next(text for case, text, _ in texts("traps") if case == name)
    servers = sorted({line_of_case("traps", problem.line) for problem in server.problems(opened["traps", name])})
    ours = sorted({line_of_case("traps", line) for line in lines(text)})
    if "because" in case:
        assert ours == case["policyc"]
        assert servers == case["server"]
        assert ours != servers, "they agree now: give the trap `lines` alone"
    else:
        assert ours == case["lines"]
        assert servers == case["lines"]


def lines(text: str) -> set[int]:
    """List the lines of which the reading of a file complains: all that an editor could know, too."""
    file = "policy/traps/2026-12-01.yaml"
    source, found = reading.read(file, text.encode())
    findings = [*found, *(shape.check(source) if source else ())]
    return {reported(finding, file, source).span.line for finding in findings}


def test_english_is_noticed() -> None:
    """The test for Korean tells a sentence that was left in English from Korean with an English name in it."""
    assert korean("속성 requierd은(는) 허용되지 않습니다.")
    assert korean("#### 형식\n\n출처: [policy.schema.json](file:///any/path/of any kind here)")
    assert not korean('Missing property "title".')
    assert not korean("제목: this is not translated")


def test_an_empty_policy_is_told_what_it_needs(server: LanguageServer) -> None:
    """A file that says nothing yet is told in Korean, key by key, how to begin."""
    uri = server.open("policy/empty/2026-12-01.yaml", "subtitle: 부제\n")
    said = [problem.message for problem in server.problems(uri)]
    needed = [key for one in schemas.schema()["allOf"] for key in one["required"]]
    assert [[key for key in needed if f"({key})" in message] for message in said] == [[key] for key in needed]
    assert all(korean(message.partition("예:")[0]) for message in said)


def test_policies_are_clean(server: LanguageServer) -> None:
    """The policies of the project have no fault in the editor."""
    paths = sorted((ROOT / "policy").glob("*/*.yaml"))
    assert paths
    opened = [server.open(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")) for path in paths]
    assert [problem for uri in opened for problem in server.problems(uri)] == []


def test_policies_name_their_schema() -> None:
    """Every policy begins with the line by which any editor, not only VS Code, finds the schema."""
    paths = sorted((ROOT / "policy").glob("*/*.yaml"))
    assert paths
    assert [path for path in paths if path.read_text(encoding="utf-8").partition("\n")[0] != MODELINE] == []
    assert (paths[0].parent / MODELINE.partition("=")[2]).resolve() == ROOT / "schema" / "policy.schema.json"


def test_first_line_is_enough(server: LanguageServer) -> None:
    """A file outside of policy/, of which the settings know nothing, is checked because of its first line."""
    text = "formt: 1\n"
    without = server.open("elsewhere/shop/without.yaml", text)
    with_line = server.open("elsewhere/shop/with.yaml", f"{MODELINE}\n{text}")
    assert server.problems(without) == []
    assert any("formt" in problem.message for problem in server.problems(with_line))


def test_settings_keep_texts_at_home(settings: dict[str, Any]) -> None:
    """The settings send nothing out and fetch nothing, and no formatter rewrites what a lawyer wrote."""
    sending = ("yaml.schemaStore.enable", "yaml.kubernetesCRDStore.enable", "redhat.telemetry.enabled")
    assert [settings[name] for name in (*sending, "yaml.format.enable")] == [False] * 4
    assert not any("://" in address for address in settings["yaml.schemas"])
