"""The first page of very many services: drawn row by row, and by bytes what it would be if it were drawn at once."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from policyc import spool
from policyc.building import build
from policyc.document.front import front
from policyc.model.public import PublicService, PublicVersion
from policyc.nodes import Table
from policyc.publish.front import together
from policyc.publish.site import INDEX, Frame, dressed
from policyc.render import versions_json
from policyc.workspace import data
from workspaces import FIRST, release, tree

DAY = date(2026, 12, 31)
FOLDERS = (data("templates"),)


class Many(Mapping[str, bytes]):
    """The lists of services, as many as one likes, each made when it is asked for."""

    def __init__(self, services: int) -> None:
        self._services = services

    def __getitem__(self, name: str) -> bytes:
        return versions_json.render(service(int(name[4:]))).encode()

    def __iter__(self) -> Iterator[str]:
        return (f"shop{number:05}" for number in range(self._services))

    def __len__(self) -> int:
        return self._services


def service(number: int) -> PublicService:
    """Make the public versions of a service: two, or one that others have the title of."""
    first, second = date(2026, 12, 1), date(2027, 1, 15)
    title = f"{number}번 가게 <개인정보> 처리방침" if number % 3 else "개인정보 처리방침"
    one = PublicVersion(
        version="2026-12-01",
        title=title,
        controller=f"보기상점 {number}",
        announced=first,
        effective=first,
        hashes={"releaseHash": "0" * 64},
        files=(INDEX,),
    )
    two = one.replace(version="2027-01-15", effective=second, files=(INDEX, "changes.html"))
    return PublicService(service=f"shop{number:05}", origin="", versions=(two, one) if number % 2 else (one,))


@pytest.fixture(scope="module")
def frame() -> Frame:
    """Dress pages as a workspace without templates of its own does."""
    return dressed(FOLDERS)[0]


@pytest.mark.parametrize("services", [1, 2, 40])
def test_row_by_row(services: int, frame: Frame) -> None:
    """A page whose rows are drawn one by one is the page of the document that has them all."""
    lists = Many(services)
    page = together(lists, frame, DAY, None)[INDEX]
    found = front({name: versions_json.read(lists[name]) for name in lists}, DAY, FOLDERS)
    rows = tuple(found.rows)
    assert len(rows) == services
    whole = found.document.sections[0].replace(blocks=(Table("", found.headings, rows),))
    at_once = frame.page(found.document.replace(sections=(whole,)), INDEX, hidden=False, near=True)
    assert body(page.decode()) == body(at_once)


def test_a_frame_without_what_is_inside(tmp_path: Path) -> None:
    """A workspace's own frame may leave out the text, and then there is no table to fill."""
    (tmp_path / "page.html.j2").write_text("{{ title }}", encoding="utf-8")
    page = together(Many(2), dressed((tmp_path, *FOLDERS))[0], DAY, None)[INDEX]
    assert page.decode() == front({}, DAY, FOLDERS).document.title


def test_a_frame_that_does_something_with_what_is_inside(tmp_path: Path) -> None:
    """A workspace's own frame is given the whole table, whatever it does with it."""
    own = (
        (data("templates") / "page.html.j2").read_text(encoding="utf-8").replace("{{ main }}", "{{ main | indent(2) }}")
    )
    (tmp_path / "page.html.j2").write_text(f"{own}{{{{ main }}}}", encoding="utf-8")
    page = together(Many(3), dressed((tmp_path, *FOLDERS))[0], DAY, None)[INDEX].decode()
    assert page.count("<tr>") == 2 * (1 + 3)


def body(page: str) -> str:
    """Cut the text out of a page."""
    return page[page.index("<main>") : page.index("</main>")]


def test_many_services_take_little_memory(frame: Frame) -> None:
    """What drawing the page takes grows with its bytes, three times over, and not with all that it is drawn from."""
    peaks, sizes = [], []
    together(Many(50), frame, DAY, None)  # what is read once
    for services in (200, 1_700):
        tracemalloc.start()
        try:
            sizes.append(len(together(Many(services), frame, DAY, None)[INDEX]))
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] - peaks[0] < 3.6 * (sizes[1] - sizes[0])


def test_put_aside_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site is the same whether what is told of its files had to be put aside or not."""
    release(tmp_path, {f"shop{number}/2026-12-01": FIRST for number in range(3)})
    monkeypatch.chdir(tmp_path)
    build(as_of=DAY, out=tmp_path / "one")
    monkeypatch.setattr(spool, "MOST", 0)
    for _ in range(2):
        build(as_of=DAY, out=tmp_path / "two")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
