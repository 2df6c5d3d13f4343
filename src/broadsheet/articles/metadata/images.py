"""The lead image as data: its address, its caption, its credit. The picture itself is never copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from broadsheet.articles.body import phrases
from broadsheet.articles.metadata import headline_area
from broadsheet.articles.reading import jsonld
from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import BoilerplateWords
from broadsheet.model import Image
from broadsheet.text.addresses import absolute
from broadsheet.text.textblocks import clean

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from broadsheet.articles.metadata.parsed_page import ParsedPage

_CREDIT = '[class*="credit" i], [class*="copyright" i], [class*="photographer" i], [class*="bildquelle" i], [itemprop~="copyrightHolder"], small, cite'
_MOST = 300


@once
def _credited() -> re.Pattern[str]:
    """The end of a caption that names who made the picture, in all languages; built once."""
    made = any_of(BoilerplateWords, lambda of: of.pictures)
    lead = any_of(BoilerplateWords, lambda of: of.picture_leads, "credit")
    return re.compile(rf"[\s(\[|]*(?:©|\(c\)\s|\b{made}s?\s*{lead}?\s*[:：/=])\s*(.{{2,80}}?)[)\]]?$", re.IGNORECASE)


def read(parsed: ParsedPage, *, title: str) -> Image | None:
    """The image that the page states or shows first, or None."""
    figure = _figure(parsed, title)
    stated = _stated(parsed) or (_source(figure) if figure is not None else "")
    url = absolute(parsed.url, stated) if stated else None
    if url is None:
        return None
    caption, credit = _words(figure) if figure is not None else ("", "")
    return Image(url, caption[:_MOST], credit[:_MOST])


def _stated(parsed: ParsedPage) -> str:
    return _address(parsed.article.get("image"), parsed.things) or parsed.first(
        "og:image", "og:image:url", "twitter:image"
    )


def _address(value: Any, things: tuple[jsonld.Thing, ...]) -> str:
    for each in jsonld.resolve(value, things):
        if isinstance(each, str):
            return each
        if isinstance(each, dict):
            found = each.get("url") or each.get("contentUrl")
            if isinstance(found, str):
                return found
    return ""


def _figure(parsed: ParsedPage, title: str) -> LexborNode | None:
    """The figure with a caption that stands nearest to the headline."""
    heading = headline_area.heading_of(parsed.tree, title)
    figures = headline_area.near(parsed.tree, heading, "figure")[:3]
    return next((figure for figure in figures if figure.css_first("img") and figure.css_first("figcaption")), None)


def _source(figure: LexborNode) -> str:
    image = figure.css_first("img")
    attributes = image.attributes if image is not None else {}
    return next((value for name in ("src", "data-src", "data-original") if (value := attributes.get(name) or "")), "")


def _words(figure: LexborNode) -> tuple[str, str]:
    node = figure.css_first("figcaption")
    whole = clean(node.text(separator=" ")) if node is not None else ""
    named = next((words for each in figure.css(_CREDIT)[:3] if (words := clean(each.text(separator=" ")))), "")
    if (named and len(named) < len(whole)) or named == whole:
        return clean(whole.replace(named, " ")), _bare(named)
    match = _credited().search(whole)
    if match:
        return whole[: match.start()].strip(" |"), match.group(1).strip()
    return ("", _bare(whole)) if phrases.credit().match(whole) else (whole, "")


def _bare(credit: str) -> str:
    """A credit without the words that say that it is one."""
    match = _credited().search(credit)
    return match.group(1).strip() if match and match.start() <= 2 else credit.strip("()[] ")
