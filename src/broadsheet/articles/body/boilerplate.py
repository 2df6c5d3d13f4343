"""What stands on a page and is not its article: taken out of the tree before the engine, and out of the blocks after.

Requirement: no newsletter boxes, teasers, related lists, photo credits, share bars or author boxes
in the text, on pages of outlets never seen. Theory: makers name such boxes for what they are, their
lines are links from end to end, and they speak in set phrases (`phrases`). Known failures: lists of
links that are the article; boxes without a telling name whose text is prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from broadsheet.articles.body import phrases
from broadsheet.articles.body.phrases import words_of
from broadsheet.articles.metadata import titles
from broadsheet.articles.rules.profiles import Profile
from broadsheet.languages import credits
from broadsheet.languages.agencies import agencies_in
from broadsheet.languages.dates_in_words import dates
from broadsheet.languages.loading import any_of, once
from broadsheet.languages.tables import Bylines
from broadsheet.text.textblocks import Blocks, clean

# Words in the names (class, id, data-…) of boxes. A box that holds a good part of the page's prose is spared.
_NAMED = words_of(
    """
    newsletter newsletters signup subscribe subscription related relatedlinks relatedcontent relatedstories recommended
    recommendation recommendations recirc recirculation readmore readnext readalso promo promos promobox advert adverts
    advertisement advertising ads adslot adunit adbox adcontainer sponsored sponsor sponsors taboola outbrain share
    sharing sharebar shares sharetools social socialbar socials comments commentlist disqus breadcrumb breadcrumbs cookie cookies consent gdpr cmp
    paywallprompt trending popular mostread mostpopular bestof authorbox authorbio authorinfo bio biography tags taglist
    tagcloud toolbar tooltip modal popup carousel slider poll survey quiz donate donation donations whatsapp
    follow followus visuallyhidden screenreader sronly printonly skip skiplink rating ratings
    caption captions figcaption copyright imagecredit photocredit imgcredit bildunterschrift pagination pager
    bildtext fotocredit czytaj teaser teaserlist teasers crosslinks crosslink linklist linkbox morelinks readers optout datenschutz relacionadas relacionados correlati
    ilgili similar suggestions suggested upnext widget widgets affiliate voiceover audioplayer videoplayer
    publicite pub publicidad publicidade publicidad pubblicita werbung anzeige anzeigen advertentie annonce annonces annonser annons annonse
    mainos reklam reklama reklame reklamy hirdetes oglas oglasi iklan quangcao publicitate
    compartir compartilhar compartilhe condividi partager partage teilen delen dela paylas udostepnij sdilet zdielat megosztas
    comentarios commentaires commenti kommentare komentarze komentare yorumlar reacties kommentarer komentari
    relacionada relacionadas relacionado verwandte gerelateerd relaterat relaterte relaterede powiazane souvisejici suvisiace
    kapcsolodo povezane terkait bacajuga lienquan kanren boletin boletim infolettre nieuwsbrief nyhetsbrev nyhedsbrev bulten hirlevel
    masleidas maislidas meistgelesen pluslus piuletti meestgelezen mestlest najczytaniejsze nejctenejsi cokokunan
    """
)
# Two words that stand side by side in a name, each of the first with each of the second.
_PAIRED = (
    ("read see view more also most", "more also next read popular stories articles news"),
    ("sr reader", "only text"),
    ("visually", "hidden"),
    ("author", "bio box info card profile description"),
    ("about", "author"),
    ("image photo img media picture video", "caption credit copyright source info description byline"),
    ("article inline", "promo related newsletter link links ad ads recirc recommend recommended recommendations"),
    ("promo teaser link related reco", "box list block module container link links stories article articles"),
    ("email mail push", "signup alert form"),
    ("cookie consent privacy", "banner notice wall bar"),
    ("paywall regwall wall", "prompt box overlay message banner"),
    ("a", "lire"),
    ("lire", "aussi"),
    ("les mas mais", "plus lus lidas leido leida leidos vistos visto"),
    ("leggi", "anche"),
    ("lees", "ook"),
    ("lesen", "sie"),
    ("te", "puede"),
    ("saiba leia", "mais tambem"),
    ("noticias", "relacionadas"),
)
_PAIRS = frozenset((one, other) for ones, others in _PAIRED for one in ones.split() for other in others.split())
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ATTRIBUTES = frozenset(
    {"class", "id", "data-testid", "data-component", "data-module", "data-type", "data-gtm-element", "role"}
)
_SPARED = words_of(
    "html body main article h1 head a b i em strong u s sub sup small mark abbr time br tr td th tbody thead table cite q code img"
)
_REMOVED_TAGS = frozenset({"figcaption", "aside", "footer"})
_PROSE = ("p", "li", "blockquote", "h2", "h3", "h4", "h5", "h6")
# What is said again within so many blocks is a pull quote or a box; further off it may be the author's.
_ECHO = 10
# A stamp stands among the first blocks only: chronicles have days for headings.
_ABOVE = 3
_YEARED = re.compile(r"[٠-٩۰-۹०-९০-৯๐-๙]{4}|(?<!\d)(?:19|20|2[45]|1[34])\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d)")
_HEADINGS = ("h3", "h4", "h5", "h6")
_BOX_SHARE = 0.2
_LINKED = 0.85
# A prompt to pay stands below the text, within so many lines of its end.
_PROMPTS = 4


def prune(page: Any) -> None:
    """Takes boilerplate out of a page's tree: boxes by their names, lines that are links, hidden parts."""
    total = _prose_of(page) or 1
    stack = list(page)
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag not in _SPARED and (tag in _REMOVED_TAGS or _is_named(element)) and _may_go(element, total):
            drop(element)
        else:
            stack.extend(element)
    for element in list(page.iter("ul", "ol")):
        if element.getparent() is not None and _is_link_list(element):
            drop(element)
    for element in list(page.iter(*_PROSE)):
        if next(element.iter("a"), None) is None or element.getparent() is None:
            continue
        if _is_pointer(element):
            drop(element)


def _is_named(element: Any) -> bool:
    """Whether a name says boilerplate; an id of many words is made from a heading."""
    if element.tag == "span" and element.getparent().tag in ("p", "li", "h2", "h3", "blockquote"):
        return False
    for name, value in element.items():
        if name in _ATTRIBUTES and value and _telling(value[:300]) and not (name == "id" and value.count("-") > 3):
            return True
    return False


@lru_cache(maxsize=50_000)
def _telling(value: str) -> bool:
    words = [token.lower() for token in _TOKEN.findall(value)]
    return not _NAMED.isdisjoint(words) or any(pair in _PAIRS for pair in pairwise(words))


def _may_go(element: Any, total: int) -> bool:
    """Whether a box is small beside the page's prose and holds no headline and no embedded post."""
    if next(element.iter("h1", "blockquote"), None) is not None:
        return False
    return _prose_of(element) <= _BOX_SHARE * total


def _prose_of(element: Any) -> int:
    """Characters of paragraphs in an element that are no links."""
    return sum(max(0, len(p.text_content().strip()) - _linked(p)) for p in element.iter("p"))


def _linked(element: Any) -> int:
    """Characters of links that lead away from the page."""
    links = (link for link in element.iter("a") if not (link.get("href") or "#").startswith("#"))
    return sum(len(link.text_content().strip()) for link in links)


def _is_link_list(element: Any) -> bool:
    """Whether a list is one of links: each item has one and they are half of its words."""
    items = [item for item in element if item.tag == "li"]
    words = clean(element.text_content())
    if not items or not words or len(words) > 2_000:
        return False
    return all(next(item.iter("a"), None) is not None for item in items) and _linked(element) / len(words) > 0.5


def _is_pointer(element: Any) -> bool:
    """Whether a line leads elsewhere: a link from end to end, or one that says "read also"."""
    words = clean(element.text_content())
    if not words:
        return False
    share = _linked(element) / len(words)
    if share >= _LINKED and len(words) < 300:
        return (element.tag in ("li", "p") and len(words) > 15) or (
            element.tag in _HEADINGS and not _heads_prose(element)
        )
    return share > 0.3 and len(words) < 300 and bool(phrases.pointer().match(words))


def _heads_prose(element: Any) -> bool:
    behind = element.getnext()
    return behind is not None and behind.tag == "p" and len(behind.text_content().strip()) > 80


def drop(element: Any) -> None:
    """Removes an element; the text behind it stays."""
    parent = element.getparent()
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + " " + element.tail
        else:
            parent.text = (parent.text or "") + " " + element.tail
    parent.remove(element)


def sweep(
    blocks: Blocks,
    *,
    titles: Sequence[str],
    authors: Sequence[str],
    profile: Profile | None = None,
    labels: Sequence[str] = (),
    language: str = "",
) -> Blocks:
    """Takes boilerplate out of the blocks: headlines repeated, phrases, credits, bylines, what hangs on at the end,
    and what the outlet's profile knows. `labels` stand above the headline."""
    blocks = _after_headline(blocks, titles)
    if blocks and blocks[0][1] in labels and len(blocks) > 1:
        blocks = blocks[1:]
    kept: Blocks = []
    for kind, line in blocks:
        if len(kept) < _ABOVE and is_stamp(line, authors, language):
            continue
        if is_boilerplate(line) or is_byline(line, authors) or (profile is not None and profile.holds(line)):
            continue
        if len(line) > 60 and any(line == each for _, each in kept[-_ECHO:]):
            continue
        kept.append((kind, line))
    return _without_tail(kept, authors)


def is_stamp(line: str, authors: Sequence[str], language: str) -> bool:
    """Whether a line is a date and hardly more: its weekday, a label, the outlet, the authors."""
    if len(line) > 90 or not _YEARED.search(line) or (line[-1] in ".!?。" and not line[-2:-1].isdigit()):
        return False
    for author in authors:
        line = line.replace(author, " ")
    if len(line) > 60 or sum(any(map(str.isalpha, word)) for word in line.split()) > 7:
        return False
    # Dates alone: of "Budget 2026" and "War of 1914" a clock or a day is missing.
    return dates.parse(line, origin="page", language=language, abroad=False) is not None


def is_boilerplate(line: str) -> bool:
    """Whether a line is boilerplate wherever it stands; a correction note is none."""
    return _speaks_so(line) and not phrases.note().match(line)


def _speaks_so(line: str) -> bool:
    length = len(line)
    if length < 60 and phrases.label().match(line):
        return True
    if length < 200 and phrases.pointer().match(line) and not _is_sentence(line):
        return True
    if length < 420 and (phrases.appeal().match(line) or phrases.mailing().search(line)):
        return True
    if length < 260 and phrases.credit().match(line):
        return True
    stamped = length < 90 and line[-1] not in ".!?。" and any(char.isdigit() for char in line)
    return stamped and bool(phrases.stamp().match(line))


def _is_sentence(line: str) -> bool:
    # Chinese and Japanese part no words: three of their characters say as much as one.
    words = len(line.split()) + len(_DENSE.findall(line)) / 3
    return line[-1] in '.!?。？！।؟”"」' and not _COLON.search(line[:30]) and words > 8


_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_COLON = re.compile("[:：]")


def is_byline(line: str, authors: Sequence[str]) -> bool:
    """Whether a line only says who wrote it."""
    if len(line) > 140 or line[-1] in "?!":
        return False
    folded = line.casefold()
    if authors and any(author.casefold() in folded for author in authors):
        rest = folded
        for author in authors:
            rest = rest.replace(author.casefold(), " ")
        words = len(re.findall(r"[^\W\d]+", rest)) + len(_DENSE.findall(rest)) / 3
        if words <= 4 or (words <= 8 and any(char.isdigit() for char in line)):
            return True
    return credits.is_credit(line) or (
        len(line) < 60 and bool(_by().match(line)) and bool(credits.people(line) or agencies_in(line))
    )


@once
def _by() -> re.Pattern[str]:
    return re.compile(rf"{any_of(Bylines, lambda of: of.signed_lines)}(?:\s*[:：]\s*|\s+)\S")


def _after_headline(blocks: Blocks, titles: Sequence[str]) -> Blocks:
    """What comes behind the headline, where it is repeated near the start; headings alike go too."""
    folded = [title for title in titles if title]
    if not folded:
        return blocks
    repeated = [n for n, (_, line) in enumerate(blocks[:12]) if any(_same(line, title) for title in folded)]
    if not repeated:
        return blocks
    size, last = sum(len(line) for _, line in blocks) or 1, repeated[-1]
    above = [line for _, line in blocks[:last]]
    if sum(map(len, above)) < 0.15 * size and all(len(line) < 200 for line in above):
        return blocks[last + 1 :]
    return [block for n, block in enumerate(blocks) if n not in repeated]


def _same(line: str, title: str) -> bool:
    if abs(len(line) - len(title)) > 0.5 * max(len(line), len(title)):
        return False
    return titles.likeness(line, title) >= 0.8


def _without_tail(blocks: Blocks, authors: Sequence[str]) -> Blocks:
    """The blocks up to what only hangs on at the end: boxes behind a closing heading, author notes, bare headings."""
    total = sum(len(line) for _, line in blocks) or 1
    behind = 0
    for number in range(len(blocks) - 1, 0, -1):
        line = blocks[number][1]
        if len(line) < 90 and phrases.end().match(line) and behind < 0.25 * total:
            blocks = blocks[:number]
            behind = 0
            continue
        behind += len(line)
    while len(blocks) > 1 and (blocks[-1][0] == "heading" or _is_note(blocks[-1][1], authors)):
        blocks = blocks[:-1]
    asks = [len(line) < 220 and bool(phrases.wall().search(line)) for _, line in blocks[-_PROMPTS:]]
    kept = [block for block, asked in zip(blocks[-_PROMPTS:], asks, strict=True) if not asked]
    return blocks[:-_PROMPTS] + kept


def _is_note(line: str, authors: Sequence[str]) -> bool:
    if len(line) > 500:
        return False
    names = [author for author in authors if author in line[: len(author) + 60]]
    return bool(names) and bool(phrases.bio().search(line))
