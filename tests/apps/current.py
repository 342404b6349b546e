"""What an app makes of versions.json and bundle.json, by docs/apps.md alone, with nothing but Python itself.

``python current.py FOLDER INSTANT AGREED``, where AGREED is JSON: ``{"collection/news": "<surfaceHash>"}``.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

KOREA = timezone(timedelta(hours=9))


def view(folder: Path, instant: str, agreed: dict[str, str]) -> dict[str, Any]:
    """Tell what holds at an instant, what comes next and changes, and which consents have to be asked for."""
    versions = read(folder / "versions.json")["versions"]
    bundle = {one["version"]: one for one in read(folder / "bundle.json")["versions"]}
    day = datetime.fromisoformat(instant).astimezone(KOREA).date().isoformat()
    standing = [one for one in versions if "withdrawn" not in one]
    current = next((one["version"] for one in standing if one["effective"] <= day), None)
    coming = [one["version"] for one in standing if one["announced"] <= day < one["effective"]]
    upcoming = coming[-1] if coming else None
    changes = bundle[upcoming].get("changes", {}).get("changes", []) if upcoming else []
    return {
        "day": day,
        "current": current,
        "asksNow": asks(bundle, current, agreed),
        "next": upcoming,
        "asksNext": asks(bundle, upcoming, agreed),
        "changes": [one.get("summary", one["says"]) for one in changes],
    }


def asks(bundle: dict[str, Any], version: str | None, agreed: dict[str, str]) -> list[str]:
    """List the surfaces of a version that need a consent which is not there."""
    if version is None:
        return []
    return [one["surface"] for one in bundle[version]["surfaces"] if needed(bundle, version, one, agreed)]


def needed(bundle: dict[str, Any], version: str, surface: dict[str, Any], agreed: dict[str, str]) -> bool:
    """Go back from version to version until a consent is found that still stands, or one that was asked for anew."""
    if agreed.get(surface["surface"]) == surface["surfaceHash"]:
        return False
    if surface["asks"] or not surface["before"]:
        return True
    before = bundle[version]["before"]
    known = {one["surface"]: one for one in bundle.get(before, {"surfaces": []})["surfaces"]}
    return any(name not in known or needed(bundle, before, known[name], agreed) for name in surface["before"])


def read(path: Path) -> Any:
    """Read a file, if its format is known."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if found["format"] != 1:
        raise SystemExit(f"{path.name}: format {found['format']}")
    return found


if __name__ == "__main__":
    print(json.dumps(view(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])), ensure_ascii=False))
