"""Offers to pay, to subscribe or to log in: they are no part of an article, and they tell how much of it is here.

Requirement: no offer in a text, in any language of the tables, and an article about subscriptions keeps
all of its words. Theory: a box is an offer where its name says so and its words ask, or where its name
says so and it leads to a till; without a name, lines at the end of a text are an offer where two things
are asked of the reader and one of them is its own: to read on, a price, that one can cancel. The class
"paywall" alone says nothing, because structured data has outlets mark their own paragraphs by it.
Known failures: offers in the middle of a text and without a telling name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from broadsheet.articles.body import appeals
from broadsheet.articles.body.phrases import words_of
from broadsheet.text.textblocks import Blocks, clean

_WALLS = words_of(
    "paywall paywalls regwall piano paidcontent premiumcontent lockedcontent subscribewall registrationwall offerwall loginwall paybox abowall"
)
_OFFERS = words_of("subscribe subscription subscriptions subscriber subscribers offer offers upsell abo abos abobox aboteaser abonnement abonnements abonnieren suscripcion suscribete abbonamento abbonati "
                   "assinatura assine prenumeration prenumerera tilaus prenumerata predplatne elofizetes abonament pretplata abonelik trial premium membership register registration login signin gate gateway locked unlock conversion")  # fmt: skip
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_BOXES = frozenset({"div", "section", "aside", "form", "ul", "table", "p", "article"})
_TILL = re.compile(
    r"subscri|abonn|/abo|suscri|abbon|assin|prenumer|tilaa|predplat|elofizet|pretplat|abone|langgan|signin|sign-in|login|log-in|register|regist|checkout|/offer|/plus|/premium|/join|/account|konto|kassa",
    re.IGNORECASE,
)
# The words of a box that asks, and those of a line; more is text.
_BOX, _PLAIN, _LINE, _LEAST = 2_000, 400, 420, 40
_PARAGRAPH = 160
# Past this a text is looked through at its end only.
_SHORT, _LAST = 2_500, 3
_OWN = frozenset({"read-on", "cancel", "price"})
_QUOTED = re.compile(r"^[\s]*[\"“„«‘'「『”]")


def drop(page: Any, *, remove: Callable[[Any], None], closed: frozenset[str] = frozenset()) -> str:
    """Takes the boxes out of a page's tree that offer a subscription; gives the words of one that ends the text.

    `closed` are further names, which the page's structured data gives to what is not free.
    """
    told = ""
    for element in list(_named(page, closed)):
        if element.getparent() is None or next(element.iter("h1"), None) is not None:
            continue
        words = clean(" \n".join(element.itertext()))
        if not words or len(words) > _BOX:
            continue
        is_offer, is_gate = _judged(element, closed)
        if is_gate and not told and not _prose_behind(element):
            told = words[:80]
        if is_offer:
            remove(element)
    return told


def _named(page: Any, closed: frozenset[str]) -> Iterator[Any]:
    for element in page.iter(*_BOXES):
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"[:300]
        if len(names) > 2 and (_is_telling(names) or (closed and not closed.isdisjoint(names.split()))):
            yield element


@lru_cache(maxsize=50_000)
def _is_telling(names: str) -> bool:
    words = {token.lower() for token in _TOKEN.findall(names)}
    return not (_WALLS | _OFFERS).isdisjoint(words)


@lru_cache(maxsize=50_000)
def _is_wall(names: str) -> bool:
    return not _WALLS.isdisjoint(token.lower() for token in _TOKEN.findall(names))


def _judged(element: Any, closed: frozenset[str]) -> tuple[bool, bool]:
    """Whether a box with a telling name is an offer, and whether it stands before the rest of a text: by what it asks,
    where it leads, and that it holds no text itself."""
    lines = [line for line in (clean(part) for part in _lines(element)) if line]
    asked = frozenset[str]().union(*(asked_by(line) for line in lines if len(line) <= _LINE))
    if sum(len(line) for line in lines if len(line) > _PARAGRAPH and not asked_by(line)) > _PLAIN:
        return False, False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    is_wall = _is_wall(names) or not closed.isdisjoint(names.split())
    leads = any(_TILL.search(link.get("href") or "") for link in element.iter("a"))
    if is_wall and asked:
        return True, _is_gate(asked) or bool(asked - {"log-in"})
    if is_wall and leads and element.tag != "p" and _LEAST < sum(map(len, lines)) < _PLAIN:
        # A maker's name stands on its menus as well.
        return True, "piano" not in names.lower()
    return len(asked) >= 2 and (leads or bool(asked & _OWN)), _is_gate(asked)


def _is_gate(asked: frozenset[str]) -> bool:
    """Whether what is asked is asked before the rest of a text: to read on, or of subscribers and others alike."""
    return len(asked) >= 2 and ("read-on" in asked or ("log-in" in asked and bool(asked & _OWN)))


def _lines(element: Any) -> Iterator[str]:
    """The words of a box as its inner boxes part them."""
    inner = [
        each
        for each in element.iter("p", "li", "h2", "h3", "h4", "h5", "h6", "label", "a", "strong", "div", "span")
        if each is not element
    ]
    leaves = [each for each in inner if each.tag not in ("div", "span") or len(each) == 0]
    yield from (each.text_content() for each in leaves)
    yield element.text or ""
    for each in inner:
        if each.tag in ("div", "span") and len(each):
            yield each.text or ""
        yield each.tail or ""


def _prose_behind(element: Any) -> bool:
    """Whether the text goes on behind a box."""
    current, found = element, 0
    while current is not None and current.tag not in ("body", "html"):
        for behind in current.itersiblings():
            paragraphs = [behind] if behind.tag == "p" else behind.iter("p")
            found += sum(len(clean(each.text_content())) for each in paragraphs)
            if found > _PARAGRAPH:
                return True
        if current.tag in ("article", "main"):
            break
        current = current.getparent()
    return False


@lru_cache(maxsize=20_000)
def asked_by(line: str) -> frozenset[str]:
    """What a line asks of its reader; nothing where it is a quotation."""
    return appeals.asked(line) if not _QUOTED.match(line) else frozenset()


def sweep(blocks: Blocks) -> tuple[Blocks, str]:
    """The blocks without an offer that ends them, and the words with which it begins."""
    total = sum(len(line) for _, line in blocks)
    first = 0 if total < _SHORT else max(0, len(blocks) - _LAST)
    asks = [
        asked_by(line) if number >= first and len(line) <= _LINE else frozenset[str]()
        for number, (_, line) in enumerate(blocks)
    ]
    for number in range(first, len(blocks)):
        if asks[number] - {"price"} and _is_offer(blocks[number:], asks[number:]):
            asked = frozenset[str]().union(*asks[number:])
            words = blocks[number][1][:80] if _is_gate(asked) else ""
            if number and blocks[number - 1][0] == "heading" and len(blocks[number - 1][1]) < _LINE / 4:
                number -= 1
            return blocks[:number], words
    return blocks, ""


def _is_offer(blocks: Blocks, asks: list[frozenset[str]]) -> bool:
    """Whether lines to the end of a text are an offer: most of them ask, and they ask for two things."""
    asked = frozenset[str]().union(*asks)
    size = sum(len(line) for (_, line), found in zip(blocks, asks, strict=True) if found)
    plain = sum(len(line) for (_, line), found in zip(blocks, asks, strict=True) if not found)
    return len(asked) >= 2 and bool(asked & _OWN) and plain <= max(_PLAIN * 3 / 4, size)
