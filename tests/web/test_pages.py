"""The paper in a browser: pages that work without script, hostile text that stays text, strict headers."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from broadsheet.web import listening
from broadsheet.web.app import MENU
from tests.newsroom.papers import article, command

HOSTILE = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A served paper of thirty articles, one of which is hostile in every field."""
    folder = tmp_path_factory.mktemp("web")
    records = [article(number) for number in range(30)]
    bad = dict(article(30), title=f"Ferry {HOSTILE} & “works”", outlet=f"Post {HOSTILE}", authors=[HOSTILE])
    bad["url"] = 'https://hostile.example/a?x="><script>alert(1)</script>'
    bad["text"] = (
        f"{HOSTILE} closed the ferry works on Tuesday.\n\n“{HOSTILE} is here,” said Marta Ilven, the mayor {HOSTILE}."
    )
    (folder / "articles.jsonl").write_text("\n".join(json.dumps(each) for each in [*records, bad]), encoding="utf-8")
    command("init", "paper", cwd=folder)
    command("import", folder / "articles.jsonl", cwd=folder / "paper")
    command("edition", "--date", "2026-03-04", "--since", "2026-03-03", cwd=folder / "paper")
    with listening(folder / "paper", host="127.0.0.1", port=0) as url:
        yield url, folder / "paper"


def get(url: str, *, host: str = "") -> tuple[int, dict[str, str], str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    headers = {"Host": host} if host else {}
    connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=headers)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    found = answer.status, {key.lower(): value for key, value in answer.getheaders()}, body
    connection.close()
    return found


def links(body: str) -> set[str]:
    return {link for link in re.findall(r'href="([^"]*)"', body) if link.startswith("/") and "#" not in link[:1]}


def test_an_edition_and_a_page_lead_to_the_same_pages(served: tuple[str, Path]) -> None:
    url, _ = served
    for path in ("/", "/stories"):
        body = get(url + path)[2]
        assert all(f'<li><a href="{address}">{words}</a></li>' in body for address, words in MENU), path


def test_every_link_of_the_paper_leads_somewhere(served: tuple[str, Path]) -> None:
    url, _ = served
    seen: set[str] = set()
    waiting = {"/"}
    while waiting and len(seen) < 150:
        path = waiting.pop()
        seen.add(path)
        status, headers, body = get(url + path.split("#")[0].replace("&amp;", "&"))
        assert status == 200, path
        assert "default-src 'none'" in headers["content-security-policy"]
        if headers["content-type"].startswith("text/html"):
            assert "<script" not in body.lower(), path
            assert "javascript:" not in body.lower(), path
            waiting |= links(body) - seen
    assert any(path.startswith("/versions/") for path in seen)
    assert any(path.startswith("/stories/") for path in seen)


def test_another_name_for_this_machine_gets_no_answer(served: tuple[str, Path]) -> None:
    url, _ = served
    status, _, body = get(url + "/", host="evil.example")
    assert status == 421
    assert "this machine only" in body


@pytest.mark.parametrize(
    "path", ["/nothing", "/stories/snothing", "/versions/v", "/editions/x/", "/editions/x/../../ledger.sqlite"]
)
def test_what_is_not_there_says_so(served: tuple[str, Path], path: str) -> None:
    status, _, body = get(served[0] + path)
    assert status == 404
    assert "Not here" in body


def test_no_file_outside_of_an_edition_is_served(served: tuple[str, Path]) -> None:
    url, paper = served
    name = next(path.name for path in (paper / "editions").iterdir())
    for path in ("..%2f..%2fledger.sqlite", "%2e%2e/broadsheet.toml", "..%5cx"):
        assert get(f"{url}/editions/{name}/{path}")[0] == 404


def test_a_marked_span_shows_its_words(served: tuple[str, Path]) -> None:
    url, paper = served
    found = json.loads(command("article", "https://hallinpost.example/2026/03/03/ferry-0", "--json", cwd=paper).stdout)
    version = found["versions"][-1]
    start = version["text"]["content"].index("“We will")
    _, _, body = get(f"{url}/versions/{version['id']}?mark={start}-{start + 8}")
    assert '<mark id="m1">“We will</mark>' in body


def test_search_finds_and_marks(served: tuple[str, Path]) -> None:
    _, _, body = get(served[0] + "/search?q=orchard")
    assert "<mark>" in body
    assert get(served[0] + "/search?q=%22%27%20OR%20*")[0] == 200
    assert get(served[0] + "/search?q=")[0] == 200


@pytest.mark.browser
def test_hostile_text_stays_text_in_a_real_browser(served: tuple[str, Path], chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    url, _ = served
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        troubles: list[str] = []
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
        outside: list[str] = []
        page.on(
            "request", lambda asked: outside.append(asked.url) if not asked.url.startswith((url, "data:")) else None
        )
        for path in ("/", "/stories", "/search?q=ferry", "/editions"):
            page.goto(url + path)
            assert "owned" not in page.title()
        page.goto(url + "/search?q=document")
        hit = page.locator("ul.rows a").first
        hit.click()
        assert "<script>" in (page.locator("main").text_content() or "")
        browser.close()
    assert not troubles
    assert not outside
