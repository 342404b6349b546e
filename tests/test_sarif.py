"""Findings as SARIF: valid by the official schema, at the right characters, with names that stay when lines move."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from house import PACKAGE, ROOT
from policyc.cli import main
from policyc.place import Span
from policyc.report import catalogue, sarif
from policyc.report.words import RelatedPlace, Reported
from policyc.sheet import sheet
from workspaces import BROKEN, FIRST, SMALL, write

OFFICIAL = ROOT / "tests" / "schemas" / "sarif-2.1.0.json"
SCHEMA = json.loads(OFFICIAL.read_text(encoding="utf-8"))
DIGEST = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
DAY = ("--as-of", "2026-11-20")
UNRESERVED = re.compile(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+")
TEXTS = st.text(alphabet="a가[](){}\\%\n 0", max_size=20)

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty workspace."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def item(**given: object) -> Reported:
    """Make a finding in words, with what the test does not care about filled in."""
    plain = {"code": "duplicate-key", "severity": "error", "file": "policy/shop/next.yaml", "span": span(2, 8, 10)}
    return Reported(**{**plain, "message": "두 번 적혀 있습니다.", "hint": "하나를 지우십시오.", **given})  # type: ignore[arg-type]


def span(line: int, column: int, end_column: int, end_line: int | None = None) -> Span:
    """Write a span shortly."""
    return Span(line=line, column=column, end_line=end_line or line, end_column=end_column)


def run(*items: Reported) -> dict[str, Any]:
    """Render findings, hold the log against the official schema, and return its one run."""
    return read(sarif.render(items))


def read(printed: str) -> dict[str, Any]:
    """Read a log that keeps the official schema, and return its one run."""
    log = json.loads(printed)
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    assert printed == json.dumps(log, ensure_ascii=False, indent=2) + "\n"
    assert (log["$schema"], log["version"]) == (sarif.SCHEMA, "2.1.0")
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def checked(capsys: Captured, code: int) -> dict[str, Any]:
    """Check the workspace with the real command."""
    assert main(["check", "--format", "sarif", *DAY]) == code
    return read(capsys.readouterr().out)


def place(result: dict[str, Any]) -> dict[str, Any]:
    """Return where a result stands."""
    (location,) = result["locations"]
    found: dict[str, Any] = location["physicalLocation"]
    return found


def quoted(text: str, region: dict[str, int]) -> str:
    """Return the characters of a region, as the standard counts them: the end is not in it, columns are code points."""
    lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "\n".join(lines)


def shown(message: str) -> str:
    """Read a message as the standard says: doubled braces are single ones; a link or a hole would be a fault."""
    assert not re.search(r"(?<!\{)\{\d+\}(?!\})", message.replace("{{", "").replace("}}", ""))
    assert not re.search(r"\[(?:[^\\\[\]]|\\.)*\]\(", message)
    return message.replace("{{", "{").replace("}}", "}").replace("\\](", "](")


def test_schema_is_the_official_one() -> None:
    """The schema is that which our logs name, byte for byte; it is right by its own, and it refuses what is no log."""
    assert sha256(OFFICIAL.read_bytes()).hexdigest() == DIGEST
    assert SCHEMA["id"] == sarif.SCHEMA
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    wrong = json.loads(sarif.render([item()]))
    wrong["runs"][0]["results"][0]["level"] = "fatal"
    assert [error.message for error in jsonschema.Draft4Validator(SCHEMA).iter_errors(wrong)]


def test_nothing_found() -> None:
    """A report without findings is a run without results and rules, not a log without runs."""
    found = run()
    assert found["results"] == []
    assert found["tool"]["driver"]["rules"] == []
    assert found["columnKind"] == "unicodeCodePoints"


def test_whole() -> None:
    """One finding, whole."""
    ground = "개인정보 보호법 제30조제1항제1호"
    related = (
        RelatedPlace(label="처음 적은 곳", span=span(1, 1, 3), file="policy/shop/next.yaml"),
        RelatedPlace(label="앞선 판", span=span(9, 1, 1, 10), file="policy/shop/2026-01-01.yaml"),
    )
    found = run(item(ground=ground, path="purposes/join", related=related))
    location = {"artifactLocation": {"uri": "policy/shop/next.yaml", "uriBaseId": "SRCROOT"}}
    (name,) = sarif.fingerprints([item(path="purposes/join")])
    assert found["results"] == [
        {
            "ruleId": "duplicate-key",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": f"두 번 적혀 있습니다.\n근거: {ground}\n할 일: 하나를 지우십시오."},
            "locations": [
                {
                    "physicalLocation": {
                        **location,
                        "region": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 10},
                    }
                }
            ],
            "relatedLocations": [
                {
                    "id": 1,
                    "message": {"text": "처음 적은 곳"},
                    "physicalLocation": {
                        **location,
                        "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 3},
                    },
                },
                {
                    "id": 2,
                    "message": {"text": "앞선 판"},
                    "physicalLocation": {
                        "artifactLocation": {"uri": "policy/shop/2026-01-01.yaml", "uriBaseId": "SRCROOT"},
                        "region": {"startLine": 9, "startColumn": 1, "endLine": 10, "endColumn": 1},
                    },
                },
            ],
            "partialFingerprints": {"policycFinding/v1": name, "primaryLocationLineHash": name},
            "suppressions": [],
            "properties": {"path": "purposes/join", "ground": ground},
        }
    ]
    (rule,) = found["tool"]["driver"]["rules"]
    assert (rule["id"], rule["properties"]) == ("duplicate-key", {"ground": ground})
    assert "SRCROOT" in found["originalUriBaseIds"]


def test_every_rule_of_the_catalogues() -> None:
    """Each finding that there is has a rule in words that results point to."""
    sheets = {*PACKAGE.glob("*/findings.yaml"), *PACKAGE.glob("rules/*.yaml")}
    codes = sorted(code for path in sheets for code in sheet(path))
    assert len(codes) > 100
    found = run(*(item(code=code, file=f"{at:03}.yaml") for at, code in enumerate(codes)))
    rules = found["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in found["results"]] == codes
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] == sarif.LEVELS[catalogue.entry(rule["id"]).severity]
        for name in ("shortDescription", "fullDescription", "help"):
            assert re.search("[가-힣]", rule[name]["text"]), rule
        assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
        assert "helpUri" not in rule


def test_levels() -> None:
    """What is for information is a note; a finding weighs what its report says, its rule what the catalogue does."""
    found = run(item(severity="info"), item(severity="warning", span=span(3, 1, 2)), item(span=span(4, 1, 2)))
    assert [result["level"] for result in found["results"]] == ["note", "warning", "error"]
    (rule,) = found["tool"]["driver"]["rules"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_names_of_files() -> None:
    """Hangul, spaces, signs of percent and colons are encoded; what lies outside is relative to nothing."""
    names = ["../밖/next.yaml", "policy/가게 1/100%.yaml", "policy/a:b#c?d.yaml", "c:/x.yaml"]
    found = [place(result)["artifactLocation"] for result in run(*(item(file=name) for name in names))["results"]]
    assert all(UNRESERVED.fullmatch(one["uri"]) for one in found)
    assert sorted(unquote(one["uri"]) for one in found) == sorted(names)
    assert "policy/%EA%B0%80%EA%B2%8C%201/100%25.yaml" in [one["uri"] for one in found]
    assert ["uriBaseId" in one for one in found] == [not one["uri"].startswith("..") for one in found]


def test_waived(here: Path, capsys: Captured) -> None:
    """A finding that a waiver excuses is suppressed in its file; others say that they are not."""
    waiver = "{finding: notice-too-short, at: dates/effective, given: 6일, owed: 7일, reason: 보기, approved-by: 김보기"
    short = SMALL.replace("announced: 2026-11-20", "announced: 2026-11-25")
    write(here, {"shop/2026-11-01": FIRST.replace("2026-11-20", "2026-10-20").replace("2026-12-01", "2026-11-01")})
    write(here, {"shop/2026-12-01": f"{short}waivers: [{waiver}, date: 2026-11-19}}]\n"})
    (result,) = [one for one in checked(capsys, 0)["results"] if one["ruleId"] == "notice-too-short"]
    assert result["level"] == "error"
    (suppression,) = result["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("inSource", "accepted")
    assert run(item())["results"][0]["suppressions"] == []
    (reasoned,) = run(item(waived=True, reason="계약으로 정함"))["results"][0]["suppressions"]
    assert reasoned == {"kind": "inSource", "status": "accepted", "justification": "계약으로 정함"}


def test_columns_are_code_points(here: Path, capsys: Captured) -> None:
    """What a reader of the standard cuts out of the file is the word that is wrong, behind a character of two units."""
    text = BROKEN.replace("{name: 회원가입, ", "{name: 회원😀가입, ")
    write(here, {"가게 1/2026-12-01": text})
    found = checked(capsys, 1)["results"]
    (result,) = [one for one in found if one["ruleId"] == "unknown-item"]
    where = place(result)
    assert quoted(text, where["region"]) == "모르는 항목"
    assert unquote(where["artifactLocation"]["uri"]) == "policy/가게 1/2026-12-01.yaml"
    line = text.split("\n")[where["region"]["startLine"] - 1]
    assert where["region"]["startColumn"] == line.index("모르는") + 1
    assert "😀" in line[: where["region"]["startColumn"]]


def test_several_lines() -> None:
    """A place of several lines keeps both its ends."""
    text = "가: 나\n다:\n  라\n"
    where = place(run(item(span=span(1, 4, 4, 3)))["results"][0])
    assert quoted(text, where["region"]) == "나\n다:\n  라"


def named(found: dict[str, Any]) -> dict[str, str]:
    """List the names of results that outlive a change of lines, by rule and line."""
    return {
        f"{one['ruleId']} {place(one)['region']['startLine']}": one["partialFingerprints"]["policycFinding/v1"]
        for one in found["results"]
    }


def test_names_stay_when_lines_move(here: Path, capsys: Captured) -> None:
    """Lines above change no name; what is wrong elsewhere, or is another fault, has another."""
    path = here / "policy" / "shop" / "2026-12-01.yaml"
    write(here, {"shop/2026-12-01": BROKEN})
    before = named(checked(capsys, 1))
    path.write_text("# 한 줄\n# 두 줄\n" + BROKEN, encoding="utf-8")
    after = named(checked(capsys, 1))
    assert list(before) != list(after)
    assert list(before.values()) == list(after.values())
    path.write_text(BROKEN.replace("[모르는 항목]", "[이메일 주소, 모르는 항목]"), encoding="utf-8")
    assert set(named(checked(capsys, 1)).values()).isdisjoint(before.values())
    path.write_text(FIRST.replace("purposes: [join]", "purposes: [jion]"), encoding="utf-8")
    assert set(named(checked(capsys, 1)).values()).isdisjoint(before.values())


def test_names_are_of_one_finding_each() -> None:
    """Code, file and place make a name, and of several alike their order; the text and the line do not."""
    first, second, moved = item(), item(span=span(9, 1, 2)), item(span=span(7, 1, 2), message="다릅니다.")
    assert sarif.fingerprints([first, second]) == sarif.fingerprints([first, moved])
    others = [item(code="unknown-key"), item(file="policy/b.yaml"), item(path="purposes"), item(code="a", file="bc")]
    names = sarif.fingerprints([first, second, *others, item(code="ab", file="c")])
    assert len(set(names)) == len(names)
    for result in run(first, second)["results"]:
        assert len(set(result["partialFingerprints"].values())) == 1


@given(TEXTS, TEXTS)
def test_messages_are_read_as_written(message: str, hint: str) -> None:
    """Braces and brackets that an author wrote are no holes and no links, and a reader sees them as they were."""
    (result,) = run(item(message=message, hint=hint))["results"]
    told = [message, f"할 일: {hint}"] if hint else [message]
    if "\\](" not in "\n".join(told) and not re.search(r"[{}]{2}", "\n".join(told)):
        assert shown(result["message"]["text"]) == "\n".join(told)
    assert result["message"]["text"].count("{") % 2 == 0


def test_nothing_of_the_machine(here: Path, capsys: Captured) -> None:
    """No path of the machine and no time is in it, and it is the same every time."""
    write(here, {"shop/2026-12-01": BROKEN})
    main(["check", "--format", "sarif", *DAY])
    first = capsys.readouterr().out
    main(["check", "--format", "sarif", "--as-of", "2026-11-21"])
    assert capsys.readouterr().out == first
    assert str(here) not in first
    assert not re.search(r"Utc|\d\d:\d\d:\d\d", first)
