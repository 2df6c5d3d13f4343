"""The kind of an article, with its reason, where no page says it in its data: by title, address, section, outlet's name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet import articles
from broadsheet.model import Capture, Link, Made, Outlet, Version
from broadsheet.text.records import TextRecord

AT = datetime(2031, 5, 4, tzinfo=UTC)
WORDS = "The council of Hallin met on Tuesday and closed the ferry for the winter.\nThe mayor said that it would run again in March."


def imported(
    path: str, *, title: str = "Hallin closes its ferry", outlet: str = "The Post", text: str = WORDS
) -> Version:
    url = f"https://post.example{path}"
    record = TextRecord(url=url, text=text, title=title, outlet=outlet)
    capture = Capture("c", url, AT, 200, (), b"", "")
    made = articles.from_text(record, article_id="a", capture=capture, outlet=Outlet("post", outlet, ""))
    assert isinstance(made, Made)
    return made.value.version


@pytest.mark.parametrize(
    "path",
    [
        "/opinion/2031/05/the-ferry-must-run",
        "/2031/05/04/opinions/ferry/index.html",
        "/ideas/archive/the-ferry",
        "/comment/the-ferry-must-run",
        "/editorials/the-ferry-must-run",
        "/meinung/die-faehre.html",
        "/politik/kommentar/die-faehre.html",
        "/tribune/le-bac-doit-rouler",
        "/columnas/el-ferry",
        "/news/2031/opinion-the-ferry-must-run-again",
        "/story/2031/05/04/why-the-ferry-must-run-column/123456",
        "/artikel/leitartikel-die-faehre-muss-fahren.html",
    ],
)
def test_an_address_says_opinion(path: str) -> None:
    version = imported(path)
    assert (version.kind, version.kind_reason) == ("opinion", "address")


@pytest.mark.parametrize(
    "path",
    [
        "/news/2031/mayor-denies-writing-op-ed",
        "/news/2031/editorial-board-meets",
        "/politics/opinion-polls",
        "/politics/opinion-poll-shows-mayor-ahead",
        "/news/the-spinal-column-of-the-city",
        "/news/comments-on-the-ferry",
        "/blogs/harbour/ferry-closes",
    ],
)
def test_an_address_of_news_about_opinions_does_not(path: str) -> None:
    assert imported(path).kind == "news"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Opinion: The ferry must run", "opinion"),
        ("OPINION | The ferry must run", "opinion"),
        ("Editorial: The ferry must run", "opinion"),
        ("Perspective | I crossed by ferry for forty years", "opinion"),
        ("The ferry must run | Commentary", "opinion"),
        ("Letters to the editor, May 4", "opinion"),
        ("Kommentar: Die Fähre muss fahren", "opinion"),
        ("Analysis | What the ferry costs", "analysis"),
        ("Perspective of a drowned village changes after the flood", "news"),
        ("Opinion polls show the mayor ahead", "news"),
        ("Column of smoke seen over Hallin", "news"),
        ("Five things to watch in the ferry vote", "news"),
        ("Five things to know today", "roundup"),
        ("Ferry tops ‘Top Stories’, study finds", "news"),
    ],
)
def test_a_title_says_its_kind(title: str, kind: str) -> None:
    assert imported("/a", title=title).kind == kind


@pytest.mark.parametrize(
    ("outlet", "kind"),
    [
        ("The Week - Opinion", "opinion"),
        ("Fox News Opinion", "opinion"),
        ("New York Times Editorial Board", "opinion"),
        ("CNN - Editorial", "opinion"),
        ("Grupo Editorial", "news"),
        ("The Opinion Mirror", "news"),
        ("The Texas Tribune", "news"),
    ],
)
def test_the_name_of_a_page_of_opinion_says_so(outlet: str, kind: str) -> None:
    version = imported("/a", outlet=outlet)
    assert version.kind == kind
    assert version.kind_reason == (f"outlet {outlet}" if kind == "opinion" else "")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The opinions expressed by columnists are their own and do not represent the views of The Post.", "opinion"),
        ("Views expressed in this article are the opinions of the author and are not those of The Post.", "opinion"),
        ("Der Text gibt die Meinung des Autors wieder, nicht notwendigerweise die der Redaktion.", "opinion"),
        ("She expressed the view that the ferry should run, and the council agreed.", "news"),
    ],
)
def test_an_outlet_that_keeps_its_distance_prints_opinion(line: str, kind: str) -> None:
    assert imported("/a", text=f"{WORDS}\n{line}").kind == kind


def test_the_words_of_a_feed_have_their_kind_as_well() -> None:
    link = Link(
        "l",
        "s",
        "https://post.example/a",
        "The ferry must run",
        summary=f"<p>{WORDS}</p>",
        categories=("Harbour", "Opinion"),
    )
    made = articles.from_link("c", link, article_id="a", outlet=Outlet("post", "", ""), captured=AT, why="robots")
    assert isinstance(made, Made)
    assert (made.value.version.kind, made.value.version.kind_reason) == ("opinion", "section Opinion")


def read(markup: str) -> Version:
    prose = "".join(f"<p>The council of Hallin met on {day} and closed the ferry for the winter.</p>" for day in DAYS)
    payload = f"<html lang=en><head><title>The ferry must run</title>{markup.replace('PROSE', prose)}".encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    capture = Capture("c", "https://post.example/2031/05/the-ferry-must-run", AT, 200, headers, payload, "d")
    made = articles.prepare()([articles.Page(capture, None, "a", Outlet("post", "", ""))])[0]
    assert isinstance(made, Made), made
    return made.value.version


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
HEADLINE = "<h1>The ferry must run</h1>"


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (f"</head><article><span>Opinion</span>{HEADLINE}PROSE</article>", ("opinion", "label Opinion")),
        (f"</head><article><header><p><b>Gastkommentar</b></p><div>{HEADLINE}</div></header>PROSE", ("opinion", "label Gastkommentar")),
        (f"</head><article><div>{HEADLINE}<p>Analysis</p></div>PROSE</article>", ("analysis", "label Analysis")),
        (f"<meta property='article:opinion' content='true'></head><article>{HEADLINE}PROSE</article>", ("opinion", "meta article:opinion")),
        (f"</head><article>{HEADLINE}PROSE<aside><span>Opinion</span><h2>Another</h2></aside></article>", ("news", "")),
        (f"</head><div><ul>{''.join(f'<li><a href=/{n}>{n}</a></li>' for n in ('News', 'Sport', 'Opinion', *DAYS, 'Money'))}</ul>{HEADLINE}</div>PROSE", ("news", "")),
        (f"</head><article><div>{HEADLINE}<a href='#c'>Comments</a></div>PROSE</article>", ("news", "")),
    ],
)  # fmt: skip
def test_a_label_beside_the_headline_says_its_kind(markup: str, told: tuple[str, str]) -> None:
    version = read(markup)
    assert (version.kind, version.kind_reason) == told
