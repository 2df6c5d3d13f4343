"""What a page holds and does not show.

Requirement: no template, no text for screen readers, no folded box in an article's words. Theory: an
element that is hidden by its attributes, its style or a class of the common style sheets was not there
for the reader. Some pages hide the article itself until their script has run: what holds nearly all of
the prose stays, unless the page says that its article is not free, or those words are a wall's. What is set
out of sight by its place, its size or its colour goes too, unless most of the prose is: a script moves it in.
Known failures: classes of single outlets' own style sheets.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from broadsheet.text.bodies.html import is_hidden

_ROOTS = frozenset({"html", "body"})
_INLINE = frozenset({"span", "b", "i", "em", "strong", "a", "small", "sup", "sub", "u", "mark", "font", "s", "q"})
_NEARLY_ALL = 0.8
# Boxes within boxes that are hidden and hold all: past so many the page is taken as it is.
_MOST_KEPT = 5
# One of these is in every class that hides.
_WORDS = ("hid", "none", "sr", "screen", "visible")
# The first letter of a paragraph is often set for the eye alone, and said again for the ear.
_INITIAL = 2
# Where styles set what is for machines: a thousand pixels away, without size, or without colour.
_OUT_OF_SIGHT = re.compile(
    r"(?:^|[;\s])(?:(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-\d{3,}(?:\.\d+)?(?:px|r?em|%|vw|vh|pt)"
    r"|(?:opacity|font-size)\s*:\s*0*\.?0+(?:px|r?em|%|pt)?\s*(?:!important\s*)?(?:;|$))",
    re.IGNORECASE,
)
_MOST = 0.5


def drop(page: Any, *, remove: Callable[[Any], None], free: bool | None, is_wall: Callable[[str], bool]) -> None:
    """Takes out of a page's tree what it does not show. `remove` keeps the text behind an element."""
    total, kept = -1, 0
    suspects = _suspects()(page)
    _drop_out_of_sight(page, [each for each in suspects if _is_out_of_sight(each)], remove)
    for element in suspects:
        if element.getparent() is None or kept > _MOST_KEPT or not _is_unseen(element):
            continue
        total = _prose(page) if total < 0 else total
        if _prose(element) > _NEARLY_ALL * total and free is not False and not is_wall(element.text_content()):
            kept += 1
            _show(element)
        else:
            _take_out(element, remove)


def _drop_out_of_sight(page: Any, elements: list[Any], remove: Callable[[Any], None]) -> None:
    """Takes out what a style sets out of sight; where that is most of the prose, a script shows it, and it stays."""
    if not elements:
        return
    known = set(elements)
    outermost = [each for each in elements if not any(above in known for above in each.iterancestors())]
    if sum(map(_prose, outermost)) > _MOST * _prose(page):
        for each in elements:
            _show(each)
        return
    for each in outermost:
        _take_out(each, remove)


def _take_out(element: Any, remove: Callable[[Any], None]) -> None:
    # Between two elements it parted their words.
    element.tail = element.tail or " "
    remove(element)


def _is_out_of_sight(element: Any) -> bool:
    style = element.get("style")
    return bool(style) and element.tag not in _ROOTS and _OUT_OF_SIGHT.search(style) is not None


@cache
def _suspects() -> Any:
    """Finds the elements that may be hidden, without asking each of a page's elements."""
    from lxml.etree import XPath

    named = " or ".join(f"contains(@class, '{word}')" for word in _WORDS)
    return XPath(f"//*[@hidden or @aria-hidden='true' or @style or (@class and ({named}))]")


def _is_unseen(element: Any) -> bool:
    if element.tag in _ROOTS or not element.attrib:
        return False
    if is_hidden(element.attrib):
        return True
    if element.get("aria-hidden") != "true":
        return False
    # Hidden from the ear only: inside a line that is what the eye reads, and so are the paragraphs that some
    # outlets keep from readers without a subscription by a script.
    is_locked = element.tag == "p" and "paywall" in (element.get("class") or "")
    if is_locked or (element.tag in _INLINE and (_is_initial(element) or _has_twin(element))):
        _show(element)
        return False
    return True


def _show(element: Any) -> None:
    """Takes away what would hide an element from the engine."""
    for name in ("hidden", "style", "aria-hidden"):
        element.attrib.pop(name, None)


def _is_initial(element: Any) -> bool:
    return 0 < len((element.text_content() or "").strip()) <= _INITIAL


def _has_twin(element: Any) -> bool:
    """Whether the words stand beside it once more for the ear."""
    return any(each is not None and is_hidden(each.attrib) for each in (element.getnext(), element.getprevious()))


def _prose(element: Any) -> int:
    """Characters of prose in an element: those of paragraphs, and those that stand in items without one."""
    paragraphs = sum(len((each.text_content() or "").strip()) for each in element.iter("p"))
    return paragraphs + sum(len((each.text or "").strip()) for each in element.iter("li", "blockquote", "td"))
