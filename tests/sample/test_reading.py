"""The sample paper as one reads it in a browser: from headline to story to article, search, the shelf of editions, the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from urllib.error import HTTPError
from urllib.request import urlopen

import feedparser  # type: ignore[import-untyped]
import pytest

from broadsheet.demo.running import sample
from broadsheet.web import listening
from tests.newsroom.papers import command
from tests.sample.conftest import Paper


@pytest.fixture(scope="module")
def url(paper: Paper) -> Iterator[str]:
    found = sample(paper.newsroom.folder)
    assert found is not None
    with listening(paper.newsroom.folder, host="127.0.0.1", port=0, now=found.clock) as served:
        yield served


def page(url: str) -> str:
    with urlopen(url, timeout=30) as answer:  # a loopback address
        return str(answer.read().decode())


def words(body: str) -> str:
    """The words of the main part of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body.split("<main")[1].split("</main>")[0])).split())


def story_of(paper: Paper, slug: str) -> str:
    return str(paper.newsroom.ledger.story_of(paper.newest[slug].article_id))


def test_the_samples_clock_rules_its_pages(url: str) -> None:
    body = page(f"{url}/sources")
    assert "nothing new for" not in body
    assert "broadsheet add" not in body
    assert body.count("well") >= 5


def test_a_headline_leads_to_the_story_and_on_to_the_text(paper: Paper, url: str) -> None:
    link = re.search(r'<h3[^>]*><a class="title" href="(/stories/\w+)"[^>]*>([^<]+)', page(url))
    assert link is not None
    story = page(url + link[1])
    assert f"<h1>{link[2]}</h1>" in story
    version = paper.newest["orrin-no-deal"]
    assert f'href="/articles/{version.article_id}"' in page(f"{url}/stories/{story_of(paper, 'orrin-no-deal')}")
    text = words(page(f"{url}/articles/{version.article_id}"))
    assert all(" ".join(version.text.of(block).split()) in text for block in version.text.blocks)


def test_a_story_page_counts_as_the_edition_does(paper: Paper, url: str) -> None:
    """The opinion in this story is no report of it."""
    id = story_of(paper, "orrin-no-deal")
    (entry,) = [each for part in paper.edition.sections for each in part.entries if each.story_id == id]
    (counted,) = [group.lines[0].words for group in entry.groups if group.role == "counts"]
    numbers = re.findall(r"\d+", counted)
    found = words(page(f"{url}/stories/{id}"))
    assert re.findall(r"(\d+) (?:article|outlet|owner|original)", found)[:4] == numbers[:4]
    assert "(and 1 of opinion)" in found


def test_each_quotation_stands_once_with_its_speaker_and_verb(paper: Paper, url: str) -> None:
    body = page(f"{url}/stories/{story_of(paper, 'minister-at-hallin')}")
    said = words(body).split("Who said what")[1]
    assert said.count("still hearing sounds") == 1
    assert "told reporters: “We are still hearing sounds" in said
    assert "; also " in said.split("still hearing sounds")[1][:200], "three more outlets carry it"
    assert "Unknown" not in said
    assert "He attributed the landslide to" in said
    assert "<svg viewBox" in body


def test_search_is_by_phrase_and_names_outlets(paper: Paper, url: str) -> None:
    everything = words(page(f"{url}/search?q=toll+Hallin"))
    phrase = page(f"{url}/search?q=%22Toll+of+Hallin%22")
    assert "1 article for" in words(phrase)
    assert "<mark>Toll of Hallin</mark>" in phrase
    assert "The Vessany Gazette" in phrase
    assert "1 article for" not in everything
    assert "Stories" in everything
    assert "derailment" in words(page(f"{url}/search?q=derail"))
    assert "0 articles" in words(page(f"{url}/search?q=derail+-train+-derailment"))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("q=toll&from=31/12", "“31/12” is no day: write it as 2026-03-04."),
        ("q=toll&from=2026-03-05&to=2026-03-01", "The first day is after the last."),
        ("q=toll&from=0001-01-01", "is outside of the days"),
        ("q=toll&to=9999-12-31", "is outside of the days"),
        ("q=-toll", "All of these words are left out."),
        ("q=%22%28*", "There is no word in"),
        ("q=toll&outlet=nobody", "No outlet has the id “nobody”."),
    ],
)
def test_what_cannot_be_looked_for_is_named(url: str, asked: str, said: str) -> None:
    body = page(f"{url}/search?{asked}")
    assert f'role="alert" class="problem">{said}' in unescape(body) or said in words(body).split("begins so.")[1]
    assert '<ul class="rows">\n</ul>' in body


def test_filters_of_the_search_act_on_all_that_is_found(url: str) -> None:
    one = words(page(f"{url}/search?q=talks&outlet=radio"))
    assert "Radio Vessany" in one
    assert "The Daily Lantern ·" not in one
    early = words(page(f"{url}/search?q=talks&to=2026-03-02"))
    assert "2 March 2026" in early
    assert "3 March 2026," not in early.split("Articles")[1]


def test_the_shelf_tells_editions_of_one_day_apart_and_no_recipe_takes_the_front_page(paper: Paper, url: str) -> None:
    folder = paper.newsroom.folder
    command("edition", "instant-opinion", "--date", "2026-03-04", "--since", "2026-03-02", cwd=folder)
    assert "Morning edition" in page(url)
    shelf = page(f"{url}/editions")
    assert "Wednesday, 4 March 2026" in shelf
    assert "Instant opinion edition" in shelf
    assert "Morning edition" in shelf
    lead = next(group.lines[0] for group in paper.edition.sections[0].entries[0].groups if group.role == "headline")
    assert lead.words.split(" — ")[0] in unescape(shelf)
    # Other tests may have printed more of them.
    mornings = [
        each.row.folder for each in paper.newsroom.edition_list.listed(limit=100) if each.row.recipe == "morning"
    ]
    for newer, older in pairwise(mornings):
        assert f'<a rel="prev" href="/editions/{older}/">' in page(f"{url}/editions/{newer}/")
        assert f'<a rel="next" href="/editions/{newer}/">' in page(f"{url}/editions/{older}/")
    assert len(mornings) > 1
    assert 'rel="prev"' not in page(f"{url}/editions/{mornings[-1]}/")


def test_a_correction_shows_the_old_words_and_leads_to_the_line(paper: Paper, url: str) -> None:
    printed = paper.printed[0]
    line = next(each for each in printed.edition.lines() if each.id == "L2")
    command("correct", "L2", "It was another gorge.", "--edition", printed.hash[:12], cwd=paper.newsroom.folder)
    for where in ("/corrections", f"/editions/{printed.folder.name}/"):
        body = page(url + where)
        assert "It was another gorge." in body
        assert f'<q class="old">{line.words}</q>' in unescape(body)
    assert f'href="/editions/{printed.folder.name}/#L2"' in page(f"{url}/corrections")


def test_an_outlet_has_a_page_with_its_sources_and_articles(url: str) -> None:
    assert '<a href="/outlets/radio">Radio Vessany</a>' in page(f"{url}/sources")
    body = page(f"{url}/outlets/radio")
    assert re.search(r'<a href="http://radio\.localhost:\d+/" rel="noreferrer">radio\.localhost</a>', body)
    assert "/feeds/news.rss" in body
    assert body.count('href="/articles/') >= 5
    with pytest.raises(HTTPError, match="404"):
        page(f"{url}/outlets/nobody")


def test_feeds_are_to_be_seen_and_their_items_are_links(url: str) -> None:
    for path in ("/", "/stories"):
        body = page(url + path)
        assert '<link rel="alternate" type="application/atom+xml"' in body
        assert '<a href="/feeds/stories.atom">' in body
    for entry in feedparser.parse(page(f"{url}/feeds/stories.atom")).entries:
        assert entry.link.startswith(f"{url}/stories/")
        assert f'href="{url}/articles/' in entry.content[0].value


def test_times_have_one_form_on_all_pages(paper: Paper, url: str) -> None:
    for path in (
        f"/stories/{story_of(paper, 'orrin-no-deal')}",
        f"/articles/{paper.newest['orrin-no-deal'].article_id}",
        "/sources",
    ):
        assert not re.search(r"\d{4}-\d\d-\d\d", words(page(url + path)).split("Addresses")[0]), path
