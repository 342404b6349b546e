"""The chain of releases: read cheaply, whole as it was written, and every way of touching it is named."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import released as shop
from checking import catalogue
from policyc.canonical import canonical, sha256
from policyc.publish import chain, stored
from policyc.publish.chain import next_day, shelf, standing, state, unreadable
from policyc.publish.verify import verify
from policyc.report.words import reported
from released import DAY, FIRST, SECOND, THIRD, faults, series

RECORDS = (f"{FIRST}.json", f"{SECOND}.json", f"{THIRD}.json", f"{THIRD}.withdrawn.json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one series, which nobody touches."""
    return series(tmp_path_factory.mktemp("made"))


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Give a series that may be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "policy" / "shop"))


def forged(path: Path, **changes: Any) -> None:
    """Write a record anew with other values in its link (or at its top), its own hash right."""
    ((subject, data), _) = json.loads(path.read_text(encoding="utf-8")).items()
    for key, value in changes.items():
        place = data["release"] if subject == "edition" and key in data["release"] else data
        place[key] = value
    body = canonical(data)
    path.write_text(f'{{"{subject}":{body},"releaseHash":"{sha256(body)}"}}\n', encoding="utf-8")


def test_chain_is_read_as_it_was_written(made: Path) -> None:
    """Each link has its number, names the one before, and leads to its edition."""
    found = shelf(made)
    assert faults(made) == []
    assert [each.path.name for each in found.records] == list(RECORDS)
    assert [each.sequence for each in found.records] == [1, 2, 3, 4]
    assert [each.previous for each in found.records] == [None, *(each.hash for each in found.records[:-1])]
    assert [each.facts.version for each in found.editions] == [FIRST, SECOND, THIRD]
    releases = [each.release for each in found.editions if each.release]
    assert [(each.how, each.published, each.evidence) for each in releases] == [
        ("adopted", DAY, "공지 1호"),
        ("released", None, None),
        ("released", None, None),
    ]
    assert [(each.version, each.reason) for each in found.withdrawals] == [(THIRD, "잘못 적음")]
    assert verify(made) == ()


def test_a_folder_without_releases_is_an_empty_chain(tmp_path: Path) -> None:
    """Where nothing is released, nothing is wrong."""
    found = shelf(tmp_path)
    assert (found.records, found.faults, found.last, standing(found)) == ((), (), None, ())
    assert next_day(found, DAY) is None


def test_reading_the_chain_does_not_read_the_editions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands, when, and whether the bytes are right is told without parsing an edition."""

    def refused(*_arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr(stored, "read", refused)
    monkeypatch.setattr(stored, "read_withdrawal", refused)
    found = shelf(folder)
    assert [each.effective.isoformat() for each in standing(found)] == [FIRST, SECOND]
    assert state(found, FIRST, DAY) == "announced"


def test_an_edition_is_read_once(made: Path) -> None:
    """Who asks twice, from two readings of the chain, is given the same edition."""
    assert chain.edition(shelf(made).released[0]) is chain.edition(shelf(made).released[0])


@pytest.mark.parametrize(
    ("version", "day", "expected"),
    [
        (FIRST, "2026-11-19", "scheduled"),
        (FIRST, "2026-11-20", "announced"),
        (FIRST, "2026-11-30", "announced"),
        (FIRST, "2026-12-01", "in-force"),
        (FIRST, "2026-12-31", "in-force"),
        (FIRST, "2027-01-01", "superseded"),
        (SECOND, "2027-01-01", "in-force"),
        (SECOND, "2031-01-01", "in-force"),
        (THIRD, "2026-11-20", "withdrawn"),
        (THIRD, "2031-01-01", "withdrawn"),
    ],
)
def test_state_on_a_day(made: Path, version: str, day: str, expected: str) -> None:
    """What a version is follows from its days and the day that is asked for; a withdrawn one never takes effect."""
    assert state(shelf(made), version, date.fromisoformat(day)) == expected


def test_state_of_an_unknown_version(made: Path) -> None:
    """A version that is not released has no state."""
    with pytest.raises(KeyError):
        state(shelf(made), "2030-01-01", DAY)


def test_two_versions_for_one_day(tmp_path: Path) -> None:
    """Of two versions for the same day the one with the higher number is in force, the tenth after the second."""
    folder = tmp_path / "policy" / "shop"
    for version in (FIRST, f"{FIRST}-2", f"{FIRST}-10"):
        shop.released(folder, version)
    found = shelf(folder)
    assert [each.version for each in standing(found)] == [FIRST, f"{FIRST}-2", f"{FIRST}-10"]
    day = date.fromisoformat(FIRST)
    assert [state(found, each.version, day) for each in standing(found)] == ["superseded", "superseded", "in-force"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-01", "2026-11-20"),
        ("2026-11-20", "2026-12-01"),
        ("2026-12-01", "2027-01-01"),
        ("2027-01-01", None),
    ],
)
def test_next_day(made: Path, day: str, expected: str | None) -> None:
    """The next change by itself is an announcement or an effective day, and never that of a withdrawn version."""
    found = next_day(shelf(made), date.fromisoformat(day))
    assert found == (date.fromisoformat(expected) if expected else None)


@pytest.mark.parametrize("name", RECORDS)
def test_one_byte_altered(folder: Path, name: str) -> None:
    """A record with one byte changed, added or taken away is named, and nothing else is."""
    path = folder / "released" / name
    raw = path.read_bytes()
    places = {*range(24), *range(0, len(raw), max(1, len(raw) // 60)), *range(len(raw) - 90, len(raw))}
    for at in sorted(places):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert faults(folder) == [(name, "release-altered")], at
    for spoilt in (
        b"",
        raw[:-1],
        raw + b"\n",
        raw[1:],
        b"\xef\xbb\xbf" + raw,
        raw.replace(b"\n", b"\r\n"),
        b"{}",
        b"[",
    ):
        path.write_bytes(spoilt)
        assert faults(folder) == [(name, "release-altered")], spoilt[-20:]


def test_another_number_altered(folder: Path) -> None:
    """A record whose number was changed is altered; no other record is said to be missing for it."""
    path = folder / "released" / RECORDS[1]
    path.write_bytes(path.read_bytes().replace(b'"sequence":2', b'"sequence":7'))
    assert faults(folder) == [(RECORDS[1], "release-altered")]


@pytest.mark.parametrize("version", [FIRST, SECOND, THIRD])
def test_policy_file_altered(folder: Path, version: str) -> None:
    """One byte of the policy file of a released version, withdrawn or not, is enough."""
    path = folder / f"{version}.yaml"
    raw = path.read_bytes()
    for at in range(0, len(raw), 29):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert faults(folder) == [(f"{version}.yaml", "source-altered")]


def test_policy_file_with_other_line_ends(folder: Path) -> None:
    """Line ends that a system changed are told apart from a change of the text."""
    path = folder / f"{FIRST}.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (fault,) = shelf(folder).faults
    assert (fault.finding.code, fault.finding.args) == ("source-altered", {"endings": "CRLF"})


def test_policy_file_gone(folder: Path) -> None:
    """The file of a released version stays where it is."""
    (folder / f"{SECOND}.yaml").rename(folder / "2027-01-02.yaml")
    assert faults(folder) == [(f"{SECOND}.json", "source-missing")]


def test_record_removed(folder: Path) -> None:
    """A record that is gone leaves a number out; the newest can only be missed from outside."""
    (folder / "released" / RECORDS[0]).unlink()
    assert faults(folder) == [(RECORDS[1], "release-missing")]
    (folder / "released" / RECORDS[1]).unlink()
    assert faults(folder) == [(RECORDS[2], "release-missing")] * 2
    (folder / "released" / RECORDS[2]).unlink()
    assert faults(folder) == [(RECORDS[3], "withdrawal-unknown"), *[(RECORDS[3], "release-missing")] * 3]
    (folder / "released" / RECORDS[3]).unlink()
    assert faults(folder) == []


def test_record_removed_and_another_altered(folder: Path) -> None:
    """Two faults are both told."""
    path = folder / "released" / RECORDS[1]
    path.write_bytes(path.read_bytes().replace("보기상점".encode(), "보기상졈".encode(), 1))
    (folder / "released" / RECORDS[0]).unlink()
    assert faults(folder) == [(RECORDS[1], "release-altered"), (RECORDS[2], "release-missing")]


def test_records_exchanged(folder: Path) -> None:
    """Records under each other's names are both named."""
    one, two = (folder / "released" / name for name in RECORDS[:2])
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    assert {found for found in faults(folder) if found[1] == "release-misplaced"} == {
        (RECORDS[0], "release-misplaced"),
        (RECORDS[1], "release-misplaced"),
    }


def test_record_of_another_service(folder: Path) -> None:
    """A record does not hold in a folder of another name."""
    other = folder.rename(folder.with_name("cafe"))
    assert {code for _, code in faults(other)} == {"release-misplaced"}


def test_records_in_another_order(folder: Path) -> None:
    """Numbers that were exchanged, each record's own hash put right, do not go together."""
    forged(folder / "released" / RECORDS[0], sequence=2)
    forged(folder / "released" / RECORDS[1], sequence=1)
    found = {code for _, code in faults(folder)}
    assert "release-unlinked" in found


@pytest.mark.parametrize("name", RECORDS[:3])
def test_record_forged(folder: Path, name: str) -> None:
    """A record written anew with a right hash breaks the link of the one after it, whatever was changed."""
    forged(folder / "released" / name, title="다른 제목")
    after = RECORDS[RECORDS.index(name) + 1]
    assert faults(folder) == [(after, "release-unlinked")]


def test_date_moved_earlier(folder: Path) -> None:
    """A record cannot be older than the one before it; an earlier announcement is another hash."""
    forged(folder / "released" / RECORDS[3], day=(DAY - timedelta(days=1)).isoformat())
    assert faults(folder) == [(RECORDS[3], "release-day-earlier")]


def test_two_records_of_one_number(folder: Path) -> None:
    """Releases made apart from each other, then merged, are told."""
    raw = (folder / "released" / RECORDS[3]).read_bytes()
    (folder / "released" / RECORDS[3]).unlink()
    shop.released(folder, "2027-03-01")
    (folder / "released" / RECORDS[3]).write_bytes(raw)
    assert faults(folder) == [("2027-03-01.json", "release-forked")]


def test_withdrawal_after_the_effective_day(folder: Path) -> None:
    """A version that took effect cannot have been taken back."""
    forged(folder / "released" / RECORDS[3], day="2027-02-01")
    assert faults(folder) == [(RECORDS[3], "withdrawal-late")]


def test_first_record_that_names_one_before(folder: Path) -> None:
    """The first link follows nothing."""
    for name in RECORDS[1:]:
        (folder / "released" / name).unlink()
    forged(folder / "released" / RECORDS[0], previous="0" * 64)
    assert faults(folder) == [(RECORDS[0], "release-unlinked")]


@pytest.mark.parametrize(
    "name", ["notes.txt", "2027-01-01.yaml", "next.json", "2027-01-01 (1).json", "x.withdrawn.json"]
)
def test_strays(folder: Path, name: str) -> None:
    """Whatever is no record has no place there; what a system hides in folders, and what a kill left, has."""
    (folder / "released" / name).write_text("{}", encoding="utf-8")
    (folder / "released" / ".DS_Store").write_text("", encoding="utf-8")
    (folder / "released" / ".2027-01-01.json.tmp").write_text("{", encoding="utf-8")
    assert faults(folder) == [(name, "release-stray")]


def test_links_are_no_records(folder: Path, tmp_path: Path) -> None:
    """A link in a record's place, or in the place of the whole folder, is not followed."""
    path = folder / "released" / RECORDS[3]
    path.rename(tmp_path / "elsewhere.json")
    path.symlink_to(tmp_path / "elsewhere.json")
    assert faults(folder) == [(RECORDS[3], "release-stray")]
    (folder / "released").rename(tmp_path / "all")
    (folder / "released").symlink_to(tmp_path / "all")
    assert faults(folder) == [("released", "release-stray")]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        (RECORDS[3], {"format": 2}),
        (RECORDS[3], {"reason": ""}),
        (RECORDS[3], {"sequence": "4"}),
        (RECORDS[3], {"sequence": 10**15}),
        (RECORDS[3], {"day": "tomorrow"}),
    ],
)
def test_what_cannot_be_read(folder: Path, name: str, changes: dict[str, Any]) -> None:
    """A record whose hash is right and whose content is not ours is told, by the chain or when it is read."""
    forged(folder / "released" / name, **changes)
    found = shelf(folder)
    told = {fault.finding.code for fault in (*found.faults, *unreadable(found))}
    assert told <= {"release-unreadable", "release-missing"}
    assert told


def test_edition_of_a_later_format(folder: Path) -> None:
    """An edition that only a newer program can read stands in the chain, and is told when it is read."""
    for name in RECORDS[1:]:
        (folder / "released" / name).unlink()
    forged(folder / "released" / RECORDS[0], format=2)
    assert faults(folder) == []
    assert [fault.finding.code for fault in verify(folder)] == ["release-unreadable"]


def test_what_was_read_early_is_what_the_edition_says(folder: Path) -> None:
    """A second key of the same name cannot show the chain one thing and the reader of the edition another."""
    for name in RECORDS[1:]:
        (folder / "released" / name).unlink()
    path = folder / "released" / RECORDS[0]
    data = json.loads(path.read_text(encoding="utf-8"))["edition"]
    body = canonical(data).replace(
        '"dates":{', '"dates":{"announced":"2020-01-01","effective":"2020-01-01"},"dates":{', 1
    )
    path.write_text(f'{{"edition":{body},"releaseHash":"{sha256(body)}"}}\n', encoding="utf-8")
    assert [fault.finding.code for fault in verify(folder)] == ["release-unreadable"]


def test_every_fault_has_words_that_can_be_filled(folder: Path) -> None:
    """The faults of a folder in which everything is wrong come out in words, at the first line of their files."""
    (folder / "released" / RECORDS[0]).unlink()
    (folder / "released" / "x").write_text("", encoding="utf-8")
    (folder / f"{SECOND}.yaml").unlink()
    forged(folder / "released" / RECORDS[3], day="2027-02-01", service="cafe")
    for fault in shelf(folder).faults:
        told = reported(fault.finding, fault.file.name, None)
        assert (told.severity, told.span.line) == ("error", 1)
        assert "{" not in told.message + told.hint
    assert {fault.finding.code for fault in shelf(folder).faults} <= catalogue("publish/findings.yaml")
