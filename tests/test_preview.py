"""The preview's server as a client sees it: pages, what is found, reload, and who is turned away."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

import html5lib
import pytest

from house import PACKAGE, ROOT
from policyc.cli import main
from policyc.place import Span
from policyc.preview import found, frames, routes, version
from policyc.preview.serving import ROOM, STREAMS, Preview
from policyc.preview.watching import Watch
from previewed import BROKEN, CURRENT, DRAFT, TODAY, WRONG, Stream, ask, previewing, raw, save, serving
from workspaces import write

TITLE = "<h1>개인정보 처리방침</h1>"


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Serve such a workspace to all tests that save nothing."""
    with previewing(tmp_path_factory.mktemp("steady")) as running:
        yield running


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Preview]:
    """Serve a workspace with a version in force and a draft."""
    with previewing(tmp_path) as running:
        yield running


def state(page: str) -> str:
    """Return the state that a page is of."""
    return str(re.findall('data-state="([^"]+)"', page)[0])


def framed(server: Preview, page: str) -> list[str]:
    """Read the documents that a page holds."""
    return [ask(server, unescape(src))[1] for src in re.findall('<iframe src="([^"]+)"', page)]


def saved(server: Preview, root: Path, text: str, path: str = "/shop/") -> str:
    """Save the draft; wait until the server says so, and read the page again."""
    with Stream(server, state(ask(server, path)[1])) as stream:
        save(root, text)
        assert stream.next()
    return ask(server, path)[1]


def test_index_lists_services(steady: Preview) -> None:
    """The first page leads to each service, and names its drafts."""
    response, page = ask(steady, "/")
    assert response.status == 200
    assert '<a href="/shop/">shop</a>' in page
    assert "공개하지 않은 파일: next.yaml" in page


def test_draft_is_shown_as_its_page(steady: Preview) -> None:
    """The page of a service holds the draft's page, with nothing found and what it owes."""
    response, page = ask(steady, "/shop/")
    assert response.status == 200
    (document,) = framed(steady, page)
    assert TITLE in document
    assert "휴대전화번호" in document
    assert "문제를 찾지 못했습니다." in page
    assert "앞선 판 2026-12-01에서" in page
    assert "next (초안)" in page


def test_beside_what_is_in_force(steady: Preview) -> None:
    """Side by side stand what is in force, without the new item, and the draft, with it."""
    page = ask(steady, "/shop/beside")[1]
    assert page.index("2026-12-01 (시행 중)") < page.index("next (초안)")
    assert ["휴대전화번호" in one for one in framed(steady, page)] == [False, True]


def test_change_notice_as_it_would_be(steady: Preview) -> None:
    """The change notice tells the new item, with the table of old and new text."""
    (notice,) = framed(steady, ask(steady, "/shop/changes")[1])
    assert "휴대전화번호" in notice
    assert "<ins>" in notice


def test_change_notice_against_a_draft_with_errors(server: Preview, tmp_path: Path) -> None:
    """A draft before this one is compared with, be it announced too late."""
    save(tmp_path, WRONG.replace("휴대전화번호", "생년월일"), "policy/shop/2026-12-24.yaml")
    page = saved(server, tmp_path, DRAFT + "# 끝\n", "/shop/next/changes")
    (notice,) = framed(server, page)
    assert "생년월일" in notice


def test_review_of_the_draft(steady: Preview) -> None:
    """The review is that of the draft."""
    (review,) = framed(steady, ask(steady, "/shop/review")[1])
    assert "next.yaml" not in review
    assert "<h1>" in review
    assert "개인정보 처리방침" in review


def test_findings_with_their_lines(tmp_path: Path) -> None:
    """A draft with an error is drawn, and what is found has sentence, place, marked line, and what to do."""
    with previewing(tmp_path, WRONG) as server:
        page = ask(server, "/shop/")[1]
        (document,) = framed(server, page)
        assert TITLE in document
        shown = page.partition('<ol id="list"')[2].partition("</ol>")[0]
        assert '<strong class="severity error">오류</strong>' in shown
        assert "<code>notice-too-short</code>" in shown
        assert "policy/shop/next.yaml 5행" in shown
        assert "<mark>2026-12-24</mark>" in shown
        assert "할 일: " in shown
        assert '<details id="found" data-errors="1" open>' in page


@pytest.mark.parametrize("draft", [None, DRAFT, WRONG, BROKEN])
@pytest.mark.parametrize("view", routes.VIEWS)
def test_pages_are_right_html(tmp_path: Path, draft: str | None, view: str) -> None:
    """Every page is parsed by a strict parser without a fault, whatever state the draft is in."""
    with previewing(tmp_path, draft) as server:
        response, page = ask(server, f"/shop/{view}")
        assert response.status == 200
        html5lib.HTMLParser(strict=True).parse(page)
        for document in framed(server, page):
            html5lib.HTMLParser(strict=True).parse(document)


def test_without_a_draft_what_is_in_force_is_shown(tmp_path: Path) -> None:
    """Where nothing is being written, the version in force is shown, beside nothing, and has no changes to tell."""
    with previewing(tmp_path, None) as server:
        page = ask(server, "/shop/")[1]
        assert "2026-12-01 (시행 중)" in page
        assert len(framed(server, page)) == 1
        assert "나란히 볼 것이 없습니다." in ask(server, "/shop/beside")[1]
        assert "앞선 판이 없어 변경 안내가 없습니다." in ask(server, "/shop/changes")[1]


def test_each_draft_has_its_address(server: Preview, tmp_path: Path) -> None:
    """Of several drafts the next one is shown, and the others are led to."""
    page = saved(server, tmp_path, DRAFT + "# 끝\n")
    with Stream(server, state(page)) as stream:
        save(tmp_path, DRAFT.replace("휴대전화번호", "생년월일"), "policy/shop/2027-02-01.yaml")
        assert stream.next()
    page = ask(server, "/shop/")[1]
    assert '<a href="/shop/next/" aria-current="true">next</a>' in page
    assert '<a href="/shop/2027-02-01/">2027-02-01</a>' in page
    assert "생년월일" in framed(server, ask(server, "/shop/2027-02-01/")[1])[0]


def test_saving_is_told_and_the_page_is_new(server: Preview, tmp_path: Path) -> None:
    """A save is told to those who listen, once; the page is then the one that was saved."""
    page = saved(server, tmp_path, DRAFT.replace("휴대전화번호", "생년월일"))
    assert "생년월일" in framed(server, page)[0]


def test_save_before_the_stream_is_not_lost(server: Preview, tmp_path: Path) -> None:
    """Whoever shows an older state is told at once, even if the save was before the stream."""
    old = state(ask(server, "/shop/")[1])
    saved(server, tmp_path, WRONG)
    with Stream(server, old) as stream:
        assert stream.next() not in ("", old)


def test_templates_are_watched(server: Preview, tmp_path: Path) -> None:
    """A wording of the workspace's own is on the page as soon as it is saved, and a frame's fault is found."""
    page = ask(server, "/shop/")[1]
    with Stream(server, state(page)) as stream:
        save(tmp_path, ":root { --link: #123456; }", "templates/theme.css")
        assert stream.next()
    page = ask(server, "/shop/")[1]
    (sheet,) = re.findall('<link rel="stylesheet" href="([^"]+)"', framed(server, page)[0])
    assert "--link: #123456" in ask(server, unescape(sheet))[1]
    with Stream(server, state(page)) as stream:
        save(tmp_path, "<h1>{{ titel }}</h1>", "templates/page.html.j2")
        assert stream.next()
    page = ask(server, "/shop/")[1]
    assert "templates의 파일에 오류가 있어" in page
    assert "templates/page.html.j2 1행" in page
    assert TITLE in framed(server, page)[0]


def test_broken_file_keeps_the_last_good_page(server: Preview, tmp_path: Path) -> None:
    """What cannot be read is told at once, above the page as it last was; put right, the page is new again."""
    ask(server, "/shop/")
    page = saved(server, tmp_path, BROKEN)
    assert "마지막으로 그릴 수 있었던 내용입니다." in page
    assert re.search(r"policy/shop/next.yaml \d+행", page)
    assert "휴대전화번호" in framed(server, page)[0]
    changes = ask(server, "/shop/changes")[1]
    assert "마지막으로" in changes
    assert "휴대전화번호" in framed(server, changes)[0]
    page = saved(server, tmp_path, DRAFT.replace("휴대전화번호", "생년월일"))
    assert "마지막으로" not in page
    assert "생년월일" in framed(server, page)[0]


def test_broken_from_the_start(tmp_path: Path) -> None:
    """A draft that never could be read has no page, and says why; the version in force still stands beside it."""
    with previewing(tmp_path, BROKEN) as server:
        page = ask(server, "/shop/beside")[1]
        assert "지금 내용을 그릴 수 없습니다." in page
        assert len(framed(server, page)) == 1
        assert ask(server, "/shop/next/page/text")[0].status == 404
        for view in ("changes", "review"):
            assert "지금 내용을 그릴 수 없습니다." in ask(server, f"/shop/{view}")[1]


def test_author_text_is_text(tmp_path: Path) -> None:
    """Whatever an author writes, in a policy, in a name of a file or as a fault, becomes no markup."""
    evil = "<script>alert(1)</script>"
    draft = DRAFT.replace("name: 회원가입", f'name: "{evil}"').replace("basis: consent", f'basis: "{evil}"')
    with previewing(tmp_path, draft) as server:
        save(tmp_path, DRAFT, "policy/shop/<b>.yaml")
        for path in ("/", "/shop/", "/shop/beside", "/shop/changes", "/shop/review"):
            page = ask(server, path)[1]
            for text in (page, *framed(server, page)):
                assert evil not in text
                assert "<b>.yaml" not in text
        assert "&lt;script&gt;" in ask(server, "/shop/")[1]


def test_folder_that_cannot_be_read(server: Preview, tmp_path: Path) -> None:
    """While the folder is gone the page says so, and looks again when it is back."""
    page = ask(server, "/shop/")[1]
    with Stream(server, state(page)) as stream:
        (tmp_path / "policy").rename(tmp_path / "away")
        assert stream.next()
    response, page = ask(server, "/shop/")
    assert response.status == 503
    assert "policy 폴더의 파일을 읽을 수 없습니다." in page
    with Stream(server, state(page)) as stream:
        (tmp_path / "away").rename(tmp_path / "policy")
        assert stream.next()
    assert ask(server, "/shop/")[0].status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil:{port}", "", "0.0.0.0"]
)
def test_other_hosts_are_refused(steady: Preview, host: str) -> None:
    """A page that calls this computer by a name of its own is refused, in Korean, and learns nothing."""
    response, page = ask(steady, "/shop/", Host=host.format(port=steady.port))
    assert response.status == 403
    assert "이 컴퓨터의 주소로만 볼 수 있습니다." in page
    assert "shop" not in page


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}"])
def test_own_hosts_are_answered(steady: Preview, host: str) -> None:
    """The names of this computer are answered."""
    assert ask(steady, "/", Host=host.format(port=steady.port))[0].status == 200


def test_only_this_computer_is_listened_to(steady: Preview) -> None:
    """The steady listens on the loopback address alone."""
    assert steady.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize(
    "path",
    [
        "/../policy/shop/next.yaml",
        "/shop/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/shop/%2e%2e/",
        "/-/..%2fversion.py",
        "/-/%2e%2e/version.py",
        "/-/version.py",
        "/-/words.yaml",
        "//etc/passwd",
        "/etc/passwd",
        "/shop/next/page/..%5c..%5cnext.yaml",
        "/shop%00/",
        "/shop/next%00/",
        "/%ff%fe/",
        "/shop/2026-12-01/",
        "/shop/next/page/nothing",
        "/shop/nothing",
        "/nothing/",
        "/policy/shop/next.yaml",
        "/shop/released/2026-12-01.json",
    ],
)
def test_unknown_addresses(steady: Preview, path: str) -> None:
    """What is not among the pages is not there, however it is written; the answer is Korean."""
    response, page = ask(steady, path)
    assert response.status == 404
    assert "없는 주소입니다" in page
    assert "이메일" not in page
    assert "root:" not in page


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET http://127.0.0.1:{port}/shop/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 404),
        (b"GET /shop/\0 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 404),
        (b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 404),
        (b"GET / HTTP/1.1\r\n\r\n", 403),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 5\r\n\r\nhello", 413),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nTransfer-Encoding: chunked\r\n\r\n", 413),
        (b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 414),
        (b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 405),
        (b"PUT /shop/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n", 405),
        (b"rubbish\r\n", 400),
    ],
)
def test_odd_requests(steady: Preview, request_: bytes, status: int) -> None:
    """What no browser sends is refused in Korean; the steady goes on."""
    told = raw(steady, request_)
    head, _, body = told.partition(b"\r\n\r\n")
    if head.startswith(b"HTTP/"):
        assert int(head.split()[1]) == status
    assert re.search("[가-힣]", body.decode() or told.decode())
    assert b"Error response" not in told
    assert ask(steady, "/")[0].status == 200


def test_heads_of_every_answer(steady: Preview) -> None:
    """Every answer says what may be loaded, that its type is what it says, and that it is not to be kept."""
    document = re.findall('<iframe src="([^"]+)"', ask(steady, "/shop/")[1])[0]
    for path in ("/", "/shop/", "/nothing", document, "/-/preview.js", "/-/preview.css", "/-/page.css"):
        response, _ = ask(steady, path)
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'self'" in policy
        assert ("script-src 'self'" in policy) == (path != document)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Server"] == "policyc"


@pytest.mark.parametrize("path", ["/", "/shop/", "/nothing", "/-/preview.js", "/favicon.ico"])
def test_head(steady: Preview, path: str) -> None:
    """HEAD says what GET would, without the page."""
    got, page = ask(steady, path)
    headed, nothing = ask(steady, path, "HEAD")
    assert (headed.status, nothing) == (got.status, "")
    assert int(headed.headers["Content-Length"]) == len(page.encode())


def test_head_of_the_stream(steady: Preview) -> None:
    """HEAD of the stream ends at once."""
    response, page = ask(steady, "/-/events", "HEAD")
    assert (response.headers["Content-Type"], page) == ("text/event-stream; charset=utf-8", "")


def test_many_clients(steady: Preview) -> None:
    """Many silent connections and streams leave room for pages; one stream too many is told so."""
    known = state(ask(steady, "/")[1])
    streams = [Stream(steady, known) for _ in range(STREAMS)]
    silent = [HTTPConnection("127.0.0.1", steady.port) for _ in range(ROOM - STREAMS - 8)]
    try:
        for connection in silent:
            connection.connect()
        assert all(stream.response.status == 200 for stream in streams)
        with Stream(steady, known) as one:
            assert one.response.status == 503
        got: list[int] = []
        asking = [threading.Thread(target=lambda: got.append(ask(steady, "/shop/")[0].status)) for _ in range(4)]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join(20)
        assert got == [200] * 4
    finally:
        for each in (*silent, *(stream.connection for stream in streams)):
            each.close()


def test_end_of_the_server_ends_streams(tmp_path: Path) -> None:
    """Whoever listens is told by the end of the stream."""
    with previewing(tmp_path) as server:
        stream = Stream(server, state(ask(server, "/")[1]))
    assert stream.next() == ""
    stream.connection.close()


def test_workspace_without_services(tmp_path: Path) -> None:
    """An empty workspace says how to begin."""
    (tmp_path / "policy" / "cafe").mkdir(parents=True)
    with serving(tmp_path) as server:
        assert "방침 파일이 없습니다." in ask(server, "/")[1]
        assert ask(server, "/cafe/")[0].status == 404
    (tmp_path / "policy" / "cafe").rmdir()
    with serving(tmp_path) as server:
        assert "서비스가 없습니다." in ask(server, "/")[1]


def test_watch_sees_what_matters(tmp_path: Path) -> None:
    """A state ends with a changed, a new, a gone file and a new day; not with a touch, a hidden file or a copy."""
    days = [TODAY]
    write(tmp_path, {"shop/next": DRAFT})
    path = tmp_path / "policy" / "shop" / "next.yaml"
    watch = Watch(tmp_path, lambda: days[-1])

    def moved() -> bool:
        before = watch.state
        watch.look()
        return watch.state != before

    assert not moved()
    os.utime(path, ns=(1, 1))
    assert not moved()
    path.with_name(".next.yaml.swp").write_text("x")
    path.with_name("next.yaml~").write_text("x")
    assert not moved()
    path.write_text(DRAFT.replace("보호팀", "고객팀"), encoding="utf-8")
    assert moved()
    path.with_name("2027-03-01.yaml").write_text(DRAFT, encoding="utf-8")
    assert moved()
    path.unlink()
    assert moved()
    days.append(date(2026, 12, 11))
    assert moved()
    assert watch.day == date(2026, 12, 11)
    assert watch.wait("another", 0) == watch.state
    watch.close()
    assert watch.wait(watch.state, 20) is None


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("basis: consent", (8, 15), ("basis: ", "consent", "")),
        ("name: 가나다, b", (7, 10), ("name: ", "가나다", ", b")),
        ("a", (2, 2), ("a", " ", "")),
        ("가" * 80 + "끝", (81, 82), ("…" + "가" * 20, "끝", "")),
    ],
)
def test_marked_lines(text: str, columns: tuple[int, int], expected: tuple[str, str, str]) -> None:
    """A line is cut at the letters that are meant, whatever their width."""
    start, end = columns
    code = found.cut(f"\n{text}\n", Span(line=2, column=start, end_line=2, end_column=end))
    assert (code.line, code.before, code.marked, code.after) == (2, *expected)


def test_every_word_is_used() -> None:
    """No word waits for a page that is gone, and every reason and every state has words."""
    code = "".join(
        path.read_text(encoding="utf-8") for path in (PACKAGE / "preview").glob("*.*") if path.stem != "words"
    )
    words = frames.words()
    told = {f"why-{reason}" for reason in re.findall(r'(?:Absent\(|why=)"([a-z-]+)"', code)}
    panes = {f"pane-{kind}" for kind in version.KINDS}
    assert {name for name in words if name.startswith(("why-", "pane-"))} == told | panes
    assert [name for name in words if name not in told | panes and not re.search(rf'[."]{name}\b', code)] == []
    assert set(words["views"]) == set(routes.VIEWS)
    assert [name for name in words["told"] if f'"{name}"' not in code] == []


def started(root: Path, *arguments: str) -> tuple[subprocess.Popen[str], str]:
    """Run the real command; return it with the address that it says."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "policyc", "preview", *arguments]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, cwd=root, env=env, stdout=pipe, stderr=pipe, text=True, encoding="utf-8")
    assert process.stdout
    return process, re.findall(r"http://\S+", process.stdout.readline())[0]


@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM])
def test_command_ends_well(tmp_path: Path, way: signal.Signals) -> None:
    """The command says its address, and ends with 0 and without a word when it is stopped, with streams open."""
    write(tmp_path, {"shop/2026-12-01": CURRENT})
    process, address = started(tmp_path, "shop")
    try:
        port = int(re.findall(r":(\d+)/shop/$", address)[0])
        connection = HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/-/events?none")
        response = connection.getresponse()
        assert response.readline() == b"retry: 1000\n"
        process.send_signal(way)
        assert process.stdout
        assert "Ctrl+C" in process.stdout.readline()
        assert process.communicate(timeout=20) == ("", "")
        assert process.returncode == 0
        response.read()
        connection.close()
    finally:
        process.kill()
        process.wait()


def test_taken_port(steady: Preview, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that is taken is told, and the command does not run."""
    assert main(["preview", "--port", str(steady.port)]) == 2
    assert capsys.readouterr().err.startswith(f"포트 {steady.port}")


@pytest.mark.parametrize("port", ["web", "70000", "-1"])
def test_no_port(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no port is told by the arguments."""
    with pytest.raises(SystemExit) as ended:
        main(["preview", f"--port={port}"])
    assert ended.value.code == 2
    assert f"포트 번호가 아닙니다: '{port}'" in capsys.readouterr().err


@pytest.mark.usefixtures("steady")
def test_unknown_service(capsys: pytest.CaptureFixture[str]) -> None:
    """A service that is none is told."""
    assert main(["preview", "cafe"]) == 2
    assert "있는 서비스: shop" in capsys.readouterr().err


def test_browser_is_opened_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The browser is opened at the service only with --open; a day may be given."""
    write(tmp_path, {"shop/2026-12-01": CURRENT})
    monkeypatch.chdir(tmp_path)
    opened: list[str] = []
    days: list[date] = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    def run(server: Preview, _stop: threading.Event) -> None:
        days.append(server.watch.day)
        server.server_close()

    monkeypatch.setattr(Preview, "run", run)
    assert main(["preview", "shop", "--as-of", "2026-12-10"]) == 0
    assert (opened, days) == ([], [TODAY])
    assert main(["preview", "shop", "--open"]) == 0
    assert opened == re.findall(r"http://\S+", capsys.readouterr().out)[1:]
