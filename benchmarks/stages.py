"""What each stage costs when everything is loaded: milliseconds a policy, medians. Run by ``benchmarks/run.py``."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from policyc import compile as road
from policyc import workspace
from policyc.changes import judging, notice
from policyc.document.phrases import Phrases
from policyc.document.policy import document
from policyc.facts.resolve import resolve
from policyc.law.tables import on
from policyc.law.taxonomy import taxonomy
from policyc.model.edition import Drawn, Release
from policyc.publish import stored
from policyc.publish.edition import edition
from policyc.reading import links, outline, shape, yaml
from policyc.reading.structure import structure
from policyc.render import html, markdown, version_json

DAY = date(2026, 11, 23)
ROUNDS = 15


def main(path: Path, later: Path) -> None:
    """Time every stage on one policy file, and on another version of it beside the first."""
    raw, folders = path.read_bytes(), workspace.template_folders(None)
    file = "/".join(path.parts[-3:])
    following = road.check("/".join(later.parts[-3:]), later.read_bytes(), DAY).facts
    assert following
    source = yaml.read(file, raw)[0]
    assert source
    policy = structure(source)
    law = on(policy.dates.effective)
    facts = resolve(policy, law, taxonomy())
    owed = notice.notice(facts)
    told = document(facts, owed, Phrases(facts, folders))
    drawn = Drawn(facts=facts, document=told, notice=owed)
    frozen = edition(drawn, source)
    released = frozen.replace(release=Release(how="released", day=DAY, sequence=1))
    record = stored.write(released)
    told_later = document(following, None, Phrases(following, folders))
    comparison = judging.compared(facts, following)[0]
    stages: dict[str, Callable[[], object]] = {
        "reading, YAML": lambda: yaml.read(file, raw),
        "reading, shape": lambda: shape.check(source),
        "reading, structure": lambda: structure(source),
        "reading, links": lambda: (*links.check(policy, road.known()), *outline.check(policy)),
        "facts": lambda: resolve(policy, law, taxonomy()),
        "rules": lambda: tuple(road.lawful(facts, law)),
        "notice": lambda: tuple(notice.check(notice.notice(facts))),
        "document": lambda: document(facts, owed, Phrases(facts, folders)),
        "edition": lambda: edition(drawn, source),
        "HTML": lambda: html.page(told, templates=folders, stylesheet="style.css"),
        "Markdown": lambda: markdown.render(told),
        "JSON": lambda: version_json.render(frozen),
        "compare two versions": lambda: judging.compared(facts, following),
        "change notice": lambda: road.change_notice(facts, following, told, told_later, comparison, None, folders),
        "record, written": lambda: stored.write(released),
        "record, read": lambda: stored.read(record),
        "check, in all": lambda: road.check(file, raw, DAY),
    }
    print(f"{'warm, one policy':34}{'ms':>8}")
    for name, stage in stages.items():
        print(f"{name:34}{timed(stage):8.2f}")


def timed(stage: Callable[[], object]) -> float:
    """Return the median time of a stage in milliseconds, after a first round."""
    stage()
    took = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        stage()
        took.append((time.perf_counter() - begun) * 1000)
    return median(took)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
