"""The sample outlets' pages and feeds as bytes: all that hangs on host, path and moment, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from typing import TYPE_CHECKING, TypeVar
from xml.sax.saxutils import escape

from broadsheet.demo.catalogue import FETCHES, OUTAGE, ZONE
from broadsheet.demo.content import House, Passage, Piece, houses

if TYPE_CHECKING:
    from jinja2 import Environment, Template

Each = TypeVar("Each")
HTML = "text/html"
PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class SampleResponse:
    """A response before the protocol's own matters: compression, conditions, length."""

    status: int
    content_type: str
    body: bytes
    changed: datetime | None = None
    location: str = ""


SITEMAP = "/news-sitemap.xml"
OLD_FEED = "/feed"  # where each outlet's feed once was: it has moved for good
FAILS = "lantern"  # its server is down for an hour of the second day; with `failing`, all day


def answer(
    name: str, base: str, path: str, moment: datetime, *, refusing: bool = False, failing: bool = False
) -> SampleResponse:
    """What the host `name`.localhost says to a request for `path`; `base` is its address without the path."""
    house = next((each for each in houses() if each.outlet.id == name), None)
    if house is None:
        return _directory(base)
    later = moment.astimezone(ZONE).date() > FETCHES[0].astimezone(ZONE).date()
    if name == FAILS and (OUTAGE[0] <= moment < OUTAGE[1] or (failing and later)):
        return SampleResponse(503, f"{PLAIN}; charset=utf-8", b"The server is down for maintenance.\n")
    refusal = house.refuses if refusing else ""
    if path == OLD_FEED:
        return SampleResponse(301, f"{PLAIN}; charset=utf-8", b"", location=house.feed_path)
    if path == SITEMAP:
        return _sitemap(house, base, moment)
    if path == "/robots.txt":
        text = f"User-agent: *\nAllow: {house.feed_path}\nDisallow: /\n" if refusal == "robots" else house.robots
        text = f"{text.rstrip()}\n\nSitemap: {base}{SITEMAP}\n"
        return SampleResponse(200, f"{PLAIN}; charset=utf-8", text.encode())
    if path == "/style.css":
        return SampleResponse(200, "text/css; charset=utf-8", _template(f"{name}/style.css").render().encode())
    if path == house.feed_path:
        return _feed(house, base, moment)
    return _page(house, base, path, moment, refusal)


def _page(house: House, base: str, path: str, moment: datetime, refusal: str) -> SampleResponse:
    out = house.published(moment)
    if path == "/":
        return _html(house, 200, "index", base, moment, pieces=out)
    found = next((piece for piece in out if piece.path == path), None)
    if found is None:
        return _html(house, 404, "404", base, moment)
    if refusal == "forbidden" or any(path.startswith(prefix) for prefix in house.forbidden):
        return _html(house, 403, "403", base, moment)
    if refusal == "consent":
        return _html(house, 200, "consent", base, moment)
    others = [piece for piece in out if piece.slug != found.slug]
    page = _html(
        house,
        200,
        "article",
        base,
        moment,
        piece=found,
        related=_turned(others, moment, found.slug)[:3],
        most_read=_turned(others, moment, "most read")[:4],
        evergreens=_turned(house.boilerplate.evergreens, moment, found.slug)[:2],
        jsonld=_jsonld(house, found, base),
    )
    return SampleResponse(page.status, page.content_type, page.body, found.changed_at(moment))


def _html(
    house: House, status: int, form: str, base: str, moment: datetime, *, piece: Piece | None = None, **values: object
) -> SampleResponse:
    adverts = _turned(house.boilerplate.adverts, moment, f"{form} {piece.slug if piece else ''}")
    own = form in ("article", "index")
    words = _template(f"{house.outlet.id}/{form}.html" if own else f"{form}.html").render(
        house=house,
        outlet=house.outlet,
        boilerplate=house.boilerplate,
        base=base,
        moment=moment.astimezone(ZONE),
        adverts=adverts,
        piece=piece,
        **values,
    )
    return SampleResponse(
        status, f"{HTML}; charset={house.charset}", words.encode(house.charset, errors="xmlcharrefreplace")
    )


def _feed(house: House, base: str, moment: datetime) -> SampleResponse:
    out = house.published(moment)
    changed = max((piece.modified or piece.published for piece in out), default=None)
    if house.feed_kind == "json":
        body = json.dumps(_json_feed(house, out, base), ensure_ascii=False, indent=1).encode()
        return SampleResponse(200, house.feed_type, body, changed)
    words = _template(f"{house.outlet.id}/feed.xml").render(
        house=house, outlet=house.outlet, base=base, pieces=out, changed=changed
    )
    return SampleResponse(200, house.feed_type, words.encode(house.charset, errors="xmlcharrefreplace"), changed)


def _sitemap(house: House, base: str, moment: datetime) -> SampleResponse:
    """A news sitemap: the sitemap protocol with Google's news extension."""
    entries = [
        f"<url><loc>{escape(base + piece.path)}</loc><news:news><news:publication>"
        f"<news:name>{escape(house.outlet.name)}</news:name><news:language>{house.outlet.language}</news:language>"
        f"</news:publication><news:publication_date>{piece.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(piece.title)}</news:title></news:news></url>"
        for piece in house.published(moment)
    ]
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n' + "\n".join(entries) + "\n</urlset>\n"
    )
    return SampleResponse(200, "application/xml; charset=utf-8", xml.encode())


def _json_feed(house: House, out: Sequence[Piece], base: str) -> dict[str, object]:
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": house.outlet.name,
        "home_page_url": f"{base}/",
        "feed_url": f"{base}{house.feed_path}",
        "language": house.outlet.language,
        "items": [_json_item(house, piece, base) for piece in out],
    }


def _json_item(house: House, piece: Piece, base: str) -> dict[str, object]:
    entry: dict[str, object] = {
        "id": f"{house.outlet.id}:{piece.slug}",
        "url": f"{base}{piece.path}",
        "title": piece.title,
        "summary": piece.summary,
        "date_published": piece.published.isoformat(),
        "authors": [{"name": name} for name in (*piece.authors, piece.credit) if name],
        "tags": [piece.section],
    }
    if piece.access == "full":
        entry["content_html"] = body_html(piece)
    else:
        entry["content_text"] = piece.summary
    return entry


def body_html(piece: Piece) -> str:
    """The blocks as plain markup, as feeds carry them."""
    return _template("body.html").render(blocks=piece.shown_blocks).strip()


def _jsonld(house: House, piece: Piece, base: str) -> str:
    """schema.org/NewsArticle as it goes into a script element."""
    people: list[dict[str, str]] = [{"@type": "Person", "name": name} for name in piece.authors]
    if piece.credit:
        people.append({"@type": "Organization", "name": piece.credit})
    publisher = {
        "@type": "NewsMediaOrganization",
        "@id": f"{base}/#publisher",
        "name": house.outlet.name,
        "url": f"{base}/",
    }
    article: dict[str, object] = {
        "@type": {"opinion": "OpinionNewsArticle", "analysis": "AnalysisNewsArticle"}.get(piece.kind, "NewsArticle"),
        "mainEntityOfPage": f"{base}{piece.path}",
        "headline": piece.title,
        "description": piece.standfirst or piece.summary,
        "datePublished": piece.published.isoformat(),
        "dateModified": (piece.modified or piece.published).isoformat(),
        "author": people or [{"@type": "Organization", "name": house.outlet.name}],
        "publisher": {"@id": publisher["@id"]},
        "articleSection": piece.section,
        "inLanguage": house.outlet.language,
        "isAccessibleForFree": piece.access == "full",
    }
    if piece.note:
        article["correction"] = piece.note
    if piece.teaser:
        article["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".premium"}
    graph = {"@context": "https://schema.org", "@graph": [publisher, article]}
    # "</script" in a text must not end the script element.
    return json.dumps(graph, ensure_ascii=False, indent=1).replace("<", "\\u003c")


def _directory(base: str) -> SampleResponse:
    _, _, port = base.rpartition(":")
    places = [(house.outlet, f"http://{house.outlet.domains[0]}:{port}/") for house in houses()]
    return SampleResponse(200, f"{HTML}; charset=utf-8", _template("directory.html").render(places=places).encode())


def _turned(these: Sequence[Each], moment: datetime, salt: str) -> list[Each]:
    """These in another order for each moment: what stands beside an article is never the same twice."""

    def weight(number: int) -> bytes:
        return hashlib.sha256(f"{salt}|{moment.isoformat()}|{number}".encode()).digest()

    return [these[number] for number in sorted(range(len(these)), key=weight)]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    made = Environment(
        loader=PackageLoader("broadsheet.demo", "templates"),
        autoescape=select_autoescape(("html", "xml")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = lambda when: (
        f"{when.astimezone(ZONE):%A} {when.astimezone(ZONE).day} {when.astimezone(ZONE):%B %Y}"
    )
    made.filters["hour"] = lambda when: f"{when.astimezone(ZONE):%H:%M}"
    made.filters["iso"] = lambda when: when.astimezone(ZONE).isoformat()
    made.filters["rfc822"] = lambda when: format_datetime(when.astimezone(ZONE))
    made.filters["names"] = _names
    made.filters["markup"] = body_html
    made.tests["caption"] = _is_caption
    return made


def _template(name: str) -> Template:
    return _environment().get_template(name)


def _names(people: Sequence[str]) -> str:
    return " and ".join([", ".join(people[:-1]), people[-1]] if len(people) > 1 else people)


def _is_caption(block: Passage) -> bool:
    return block.kind == "caption"
