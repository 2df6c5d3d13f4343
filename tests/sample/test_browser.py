"""The sample paper in a real browser: readable at every width, clean to axe in light and dark, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from broadsheet.demo.running import sample
from broadsheet.web import listening
from tests.sample.conftest import Paper

pytestmark = pytest.mark.browser

# A browser scrolls to what an address names only once the page is laid out, a moment after it is there.
IN_SIGHT = """() => {
    const top = document.querySelector("mark:target").getBoundingClientRect().top
    return 0 <= top && top < window.innerHeight
}"""


@pytest.fixture(scope="module")
def url(paper: Paper) -> Iterator[str]:
    found = sample(paper.newsroom.folder)
    assert found is not None
    with listening(paper.newsroom.folder, host="127.0.0.1", port=0, now=found.clock) as served:
        yield served


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


def paths(paper: Paper) -> list[str]:
    summit = paper.newsroom.ledger.story_of(paper.newest["orrin-no-deal"].article_id)
    edited = paper.newest["minister-at-hallin"]
    return [
        "/",
        "/editions",
        "/stories",
        f"/stories/{summit}",
        f"/articles/{edited.article_id}",
        f"/versions/{edited.id}?mark=10-60#m1",
        "/sources",
        "/search?q=talks",
        "/search?q=",
        "/search?q=talks&from=soon",
        "/outlets/radio",
        "/corrections",
        "/nothing-here",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(paper: Paper, url: str, browser: Browser, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    axe = Axe()
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for path in paths(paper):
        page.goto(url + path)
        results = axe.run(
            page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        found += [(path, each["id"], each["nodes"][0]["html"][:120]) for each in results.response["violations"]]
    context.close()
    assert not found


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2000])
def test_nothing_is_wider_than_the_window(paper: Paper, url: str, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    wide = []
    for path in paths(paper):
        page.goto(url + path)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    context.close()
    assert not wide


def test_the_edition_reads_without_script_and_asks_nobody_else(paper: Paper, url: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url + "/")
    assert page.locator("h3.headline").count() >= 4
    assert all(each.startswith(url) for each in asked)
    context.close()


def test_a_citation_opens_the_stored_sentence(paper: Paper, url: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(url + "/")
    for number in range(page.locator(".who-said-what").count()):
        page.goto(url + "/")
        paragraph = page.locator(".who-said-what").nth(number)
        told = " ".join(paragraph.locator(".quoted, .slot").all_text_contents())
        paragraph.locator(".sources a").first.click()
        marked = page.locator("mark:target")
        assert marked.inner_text().replace("“", "‘").replace("”", "’").strip('"') in told.replace("“", "‘").replace(
            "”", "’"
        )
        assert len(marked.inner_text().split()) > 2, "the quotation, not its speaker's name"
        page.wait_for_function(IN_SIGHT)
    page.close()


def test_the_citation_of_the_folder_opens_the_passage(paper: Paper, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((paper.printed[-1].folder / "index.html").as_uri())
    page.locator(".who-said-what .sources a").first.click()
    assert page.url.split("#")[0].endswith("sources.html")
    assert len(page.locator("mark:target").inner_text().split()) > 3
    page.close()


def test_the_keyboard_reaches_the_news_first(url: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(url + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the news"
    page.keyboard.press("Enter")
    assert page.url.endswith("#news")
    page.close()


def test_words_stay_legible_in_forced_colours(url: str, browser: Browser) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(url + "/")
    colour, ground = page.evaluate(
        "[getComputedStyle(document.querySelector('.paragraph p')).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert colour != ground
    context.close()


def test_no_name_of_an_outlet_leaves_the_drawing(url: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(url + "/")
    out = page.evaluate(
        """[...document.querySelectorAll('.timeline svg')].flatMap(svg => [...svg.querySelectorAll('text')]
        .filter(text => text.getBoundingClientRect().left < svg.getBoundingClientRect().left - 1)
        .map(text => text.textContent))"""
    )
    assert page.locator(".timeline svg").count() >= 2
    assert out == []
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_table_of_sources_shows_all_of_it(url: str, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url + "/sources")
    cut = page.evaluate(
        "[...document.querySelectorAll('table.cards th[scope=row], table.cards td')]"
        ".filter(cell => cell.getBoundingClientRect().right > window.innerWidth || cell.scrollWidth > cell.clientWidth + 1).length"
    )
    assert cut == 0
    assert page.get_by_role("cell").count() >= 40
    page.close()
