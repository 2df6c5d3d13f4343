"""Capture -> Version, page by page: one parse, the facts, the body, the judgement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.articles.body import body, boilerplate, embeds, standfirst
from broadsheet.articles.metadata import images, metadata, rule_reading
from broadsheet.articles.metadata.parsed_page import ParsedPage
from broadsheet.articles.page import EXTRACTOR, Page, ReadPage
from broadsheet.articles.reading import kinds, reservations, response
from broadsheet.articles.versions import complete, feed_blocks, language_of
from broadsheet.languages.agencies import dateline
from broadsheet.model import Failed, Image, Link, Made, Outcome, Reader, Rejected, Text, Version
from broadsheet.text import textblocks
from broadsheet.text.addresses import absolute

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_PAGE_WORDS = 20_000
_WHOLE = 1_200


def prepare(*, max_decoded: int = 25_000_000) -> Callable[[Sequence[Page]], list[Outcome[ReadPage]]]:
    """Loads the parsers once and gives the function from pages to as many outcomes, in order.

    `max_decoded` is the most bytes that a decoded body may have. Nothing that a page holds raises.
    """
    import selectolax.lexbor
    import trafilatura  # noqa: F401  (loaded here, so that the first page is as fast as the next)

    del selectolax
    return lambda pages: [_one(page, max_decoded) for page in pages]


def _one(page: Page, max_decoded: int) -> Outcome[ReadPage]:
    try:
        return _read(page, max_decoded)
    except body.TooLargeError as error:
        return Rejected("too-large", str(error))
    except RecursionError:
        return Rejected("too-deep", "the page nests further than can be followed")
    except MemoryError:
        return Rejected("too-large", "out of memory")
    except Exception as error:  # one page that breaks the reader is one outcome, and the next is read
        return Failed("reader-error", f"{type(error).__name__}: {error}"[:200], again=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a page, before it is judged."""

    facts: metadata.Facts
    text: Text
    image: Image | None
    reservations: tuple[str, ...]
    missed: tuple[str, ...]
    offer: str = ""


def _read(page: Page, max_decoded: int) -> Outcome[ReadPage]:
    markup = response.read(page.capture, max_decoded=max_decoded)
    if not isinstance(markup, Made):
        return markup if isinstance(markup, (Rejected, Failed)) else Failed("no-markup", again=False)
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup.value)
    links, scripts = markup.value.count("<a "), int(tree.css_first("script[src]") is not None)
    notices = " ".join(node.text() for node in tree.css("noscript")[:5])[:_PAGE_WORDS]
    found = _page_of(tree, page)
    words = f"{_words(tree)} {notices}" if len(found.text.content) < kinds.WHOLE else ""
    refused = kinds.no_article(
        found.facts, page.capture.url, found.text, words, links=links, scripts=scripts, offer=found.offer
    )
    if refused is not None:
        return refused
    note = f"rule-missed: {', '.join(found.missed)}" if found.missed else markup.note
    return Made(_reading(page, found, words), note=note)


def _page_of(tree: LexborHTMLParser, page: Page) -> _Read:
    rule = page.rule
    parsed = ParsedPage(tree, page.capture.url)
    affixes = page.profile.affixes if page.profile else ()
    facts = metadata.read(parsed, link=page.link, outlet=page.outlet.name, captured=page.capture.at, affixes=affixes)
    image = images.read(parsed, title=facts.title)
    missed: tuple[str, ...] = ()
    ruled_blocks: textblocks.Blocks = []
    above = offer = ""
    posts: tuple[str, ...] = ()
    if rule is not None:
        rule_reading.drop(tree, rule)
        facts, missed = rule_reading.facts(tree, rule, facts, captured=page.capture.at)
        ruled_blocks, above, also = rule_reading.blocks(tree, rule)
        missed = (*missed, *also)
        posts = embeds.in_tree(tree)
    if ruled_blocks:
        titles = (facts.title, *facts.headlines)
        blocks = boilerplate.sweep(ruled_blocks, titles=titles, authors=facts.authors, profile=page.profile)
        blocks, standing = standfirst.set_in(embeds.mark(blocks, posts), above)
    else:
        blocks, standing, offer = body.read(tree, facts=facts, profile=page.profile)
        if above:
            blocks, standing = standfirst.set_in(blocks[standing:], above)
    text = textblocks.build(blocks, standfirst=standing)
    return _Read(facts, text, image, reservations.read(page.capture, parsed.meta), missed, offer)


def _reading(page: Page, found: _Read, words: str) -> ReadPage:
    facts, text = found.facts, found.text
    kind, kind_reason = kinds.kind_of(facts, page.capture.url, text)
    access, access_reason = kinds.access_of(facts, text, words, offer=found.offer)
    if access in ("teaser", "paywalled") and page.link and (whole := _feed_text(page.link, text)) is not None:
        text, access, access_reason = whole, "full", f"text of the feed: {access_reason}"
    if page.capture.truncated and access == "full":
        access, access_reason = "teaser", f"the page was cut: {page.capture.truncated}"
    stated = facts.language or page.outlet.language
    read = Version(
        id="",
        article_id=page.article_id,
        capture_id=page.capture.id,
        link_id=page.link.id if page.link else "",
        url=page.capture.url,
        outlet_id=page.outlet.id,
        title=facts.title,
        text=text,
        text_hash="",
        captured=page.capture.at,
        reader=Reader(EXTRACTOR, page.profile.version if page.profile else "", page.rule.version if page.rule else ""),
        language=stated if facts.language_sure else language_of(text.content, stated),
        kind=kind,
        kind_reason=kind_reason,
        access=access,
        access_reason=access_reason,
        authors=facts.authors,
        credit=_credit(facts.credit, text),
        published=facts.published,
        modified=facts.modified,
        section=facts.section,
        reservations=found.reservations,
        image=found.image,
        times_reason=facts.times_reason,
    )
    addresses = [each for address in facts.addresses if (each := absolute(page.capture.url, address))]
    return ReadPage(complete(read), tuple(dict.fromkeys(addresses)))


def _credit(stated: tuple[str, ...], text: Text) -> tuple[str, ...]:
    """The agencies that the page credits, and the one that opens the text in its dateline."""
    openings = [text.of(block) for block in text.blocks[:3] if block.kind == "paragraph"]
    return tuple(dict.fromkeys((*stated, *(name for line in openings for name in dateline(line)))))


def _feed_text(link: Link, text: Text) -> Text | None:
    """The text that a feed carries whole where the page shows only its beginning, or None."""
    if len(link.content) < max(_WHOLE, 2 * len(text.content)):
        return None
    whole = textblocks.build(feed_blocks(link))
    return whole if len(whole.content) >= max(_WHOLE, 1.5 * len(text.content)) else None


def _words(tree: object) -> str:
    """The words of the page without its scripts, for the prompts and notices in them."""
    node = getattr(tree, "body", None)
    return str(node.text(separator=" "))[:_PAGE_WORDS] if node is not None else ""
